"""Accessibility metadata by EPUB Accessibility 1.1, 2.2: claims derived from what the publication holds."""

from __future__ import annotations

from dataclasses import dataclass

from publish.model.nodes import Figure, InlineImage, Math, MathBlock, Table, Video
from publish.model.publication import Publication
from publish.model.traverse import blocks_of, inlines_in

CONFORMS_TO = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


@dataclass(frozen=True, slots=True)
class Claims:
    """The values of the schema.org accessibility terms, and a summary in words."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str


def claims(publication: Publication) -> Claims:
    """What the EPUB of a publication may claim, and nothing that is not there."""
    document = publication.document
    blocks = tuple(blocks_of(document))
    inlines = tuple(inlines_in(document))
    images = [one for one in (*blocks, *inlines) if isinstance(one, Figure | InlineImage)]
    described = [one for one in images if not one.decorative]
    features = ["tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability", "ARIA"]
    parts = ["headings and lists are marked, and a table of contents leads to every heading"]
    if described:
        features.append("alternativeText")
        parts.append("every picture that carries meaning has a text alternative")
    if any(isinstance(one, Math | MathBlock) for one in (*blocks, *inlines)):
        features.append("MathML")
        parts.append("formulas are in MathML")
    if any(isinstance(block, Table) for block in blocks):
        parts.append("tables have captions and marked header cells")
    if any(isinstance(block, Video) for block in blocks):
        parts.append("videos are linked to, not included")
    summary = "All content can be read as text: " + "; ".join(parts) + "."
    return Claims(
        modes=("textual", "visual") if images else ("textual",),
        sufficient=("textual",),
        features=tuple(features),
        hazards=("none",),
        summary=summary,
    )
