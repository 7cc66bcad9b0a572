"""Accessibility metadata by EPUB Accessibility 1.1, 2.2: claims derived from what the publication holds."""

from __future__ import annotations

from dataclasses import dataclass

from publish.model.edition_words import PICTURES_NEEDED
from publish.model.nodes import Figure, InlineImage, Math, MathBlock, Span, Table, Video
from publish.model.publication import Publication
from publish.model.scripts import names_language, unnamed_titles, unnamed_words
from publish.model.traverse import nodes_of_text

CONFORMS_TO = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


@dataclass(frozen=True, slots=True)
class Claims:
    """The values of the accessibility terms, and a summary in words; "" and None where a term is not claimed.

    `sufficient` are sets of modes, each of which is enough.
    """

    modes: tuple[str, ...]
    sufficient: tuple[tuple[str, ...], ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str
    conforms_to: str
    certified_by: str
    certified_on: str


def claims(publication: Publication, *, paged: bool = False, read_aloud: bool = False) -> Claims:
    """What the EPUB of a publication may claim, and nothing that is not there.

    `paged` where it lists printed pages, `read_aloud` where all of it is, by sentence.
    """
    document = publication.document
    nodes = nodes_of_text(document)
    images = [node for node in nodes if isinstance(node, Figure | InlineImage)]
    meaningful = [image for image in images if not image.decorative]
    described = all(image.alt not in PICTURES_NEEDED for image in meaningful)
    features = ["tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability", "ARIA"]
    parts = ["headings and lists are marked, and a table of contents leads to every heading"]
    if meaningful and described:
        features.append("alternativeText")
        parts.append("every picture that carries meaning has a text alternative")
    if any(isinstance(node, Math | MathBlock) for node in nodes):
        features.append("MathML")
        parts.append("formulas are in MathML")
    if any(isinstance(node, Table) for node in nodes):
        parts.append("tables have captions and marked header cells")
    if paged:
        features += ["pageBreakMarkers", "pageNavigation"]
        parts.append("the pages of the print edition are marked and listed")
    if any(isinstance(node, Video) for node in nodes):
        parts.append("videos are linked to, not included")
    if read_aloud:
        features.append("synchronizedAudioText")
        parts.append("all text is read aloud by a synthetic voice, each sentence marked while it is said")
    head = "All content can be read as text" if described else "Some pictures have no text alternative yet"
    conforms = described and not publication.unsettled and _languages_are_named(publication)
    checked_by, checked_on = document.metadata.accessibility_checked_by, document.metadata.accessibility_checked
    return Claims(
        modes=("textual", *(("visual",) if images else ()), *(("auditory",) if read_aloud else ())),
        sufficient=(
            ("textual",) if described else ("textual", "visual"),
            *((("auditory",),) if described and read_aloud else ()),
        ),
        features=tuple(features),
        hazards=("none",),
        summary=f"{head}: {'; '.join(parts)}.",
        conforms_to=CONFORMS_TO if conforms else "",
        certified_by=f"{publication.publisher.name}, {checked_by}" if conforms and checked_by and checked_on else "",
        certified_on=str(checked_on) if conforms and checked_by and checked_on else "",
    )


def _languages_are_named(publication: Publication) -> bool:
    """Whether the document's language is named, and that of each passage in another script (WCAG 2.2, 3.1.1, 3.1.2)."""
    language = publication.document.metadata.language
    spans = [inline.language for inline in nodes_of_text(publication.document) if isinstance(inline, Span)]
    if not all(map(names_language, (language, *spans))):
        return False
    return not unnamed_words(publication) and not unnamed_titles(publication)
