"""What the comparison of texts does not cover: whether the claims in the package are borne out by the pages.

What must be claimed is worked out anew from the pages and from who signed; nothing of it comes from what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from publish.model.nodes import Video
from publish.model.publication import Publication
from publish.model.traverse import nodes_of_text
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.epub.evidence import Evidence

_STANDARD = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
_NO_LANGUAGE = frozenset({"und", "mul", "mis", "zxx"})  # BCP 47 tags that name none
_ALWAYS = ("readingOrder", "displayTransformability", "ARIA")

Claimed = Mapping[str, str | list[str]]


def own_findings(publication: Publication, claimed: Claimed, shown: Evidence) -> tuple[Finding, ...]:
    """A finding for each accessibility term that claims what is not so, or keeps silent of what is."""
    return tuple(
        Finding(FindingKind.PRESENTATION, OPENING, term, wanted, _text(claimed.get(term)))
        for term, wanted in (
            *_modes(shown),
            ("schema:accessibilityFeature", ", ".join(sorted(_features(shown)))),
            ("schema:accessibilityHazard", "none" if not shown.active else "unknown"),
            ("schema:accessibilitySummary", _summary(publication, shown)),
            *_signed(publication, shown),
        )
        if _text(claimed.get(term)) != wanted
    )


def _text(value: str | list[str] | None) -> str:
    return ", ".join(sorted(value)) if isinstance(value, list) else value or ""


def _modes(shown: Evidence) -> Iterator[tuple[str, str]]:
    heard = ("auditory",) if shown.is_read_aloud else ()
    yield "schema:accessMode", ", ".join((*heard, "textual", *(("visual",) if shown.pictures else ())))
    if shown.undescribed:
        yield "schema:accessModeSufficient", "textual,visual"
    else:
        yield "schema:accessModeSufficient", ", ".join((*heard, "textual"))


def _features(shown: Evidence) -> Iterator[str]:
    yield from _ALWAYS
    if shown.contents:
        yield "tableOfContents"
    if shown.headings:
        yield "structuralNavigation"
    if shown.meaningful and not shown.undescribed:
        yield "alternativeText"
    if shown.formulas:
        yield "MathML"
    if shown.page_breaks:
        yield "pageBreakMarkers"
    if shown.pages_listed:
        yield "pageNavigation"
    if shown.is_read_aloud:
        yield "synchronizedAudioText"


def _signed(publication: Publication, shown: Evidence) -> Iterator[tuple[str, str]]:
    """Conformance where the pages bear it and nothing is open; a certifier where a role signed that on a day."""
    document = publication.document
    named = not shown.unnamed and not shown.languages & _NO_LANGUAGE
    conforms = named and not (shown.undescribed or shown.unmarked_tables or publication.unsettled)
    role, day = document.metadata.accessibility_checked_by, document.metadata.accessibility_checked
    signed = conforms and role and day is not None
    yield "dcterms:conformsTo", _STANDARD if conforms else ""
    yield "a11y:certifiedBy", f"{publication.publisher.name}, {role}" if signed else ""
    yield "dcterms:date", str(day) if signed else ""


def _is_described(shown: Evidence) -> bool:
    return shown.meaningful > 0 and shown.undescribed == 0


_VIDEOS = "videos are linked to, not included"
_PARTS: tuple[tuple[str, Callable[[Evidence], bool]], ...] = (
    (
        "headings and lists are marked, and a table of contents leads to every heading",
        lambda shown: shown.contents >= shown.headings - 1,
    ),
    ("every picture that carries meaning has a text alternative", _is_described),
    ("formulas are in MathML", lambda shown: shown.formulas > 0),
    ("tables have captions and marked header cells", lambda shown: shown.tables > 0 and shown.unmarked_tables == 0),
    ("the pages of the print edition are marked and listed", lambda shown: shown.page_breaks > 0),
    (_VIDEOS, lambda _: True),
    (
        "all text is read aloud by a synthetic voice, each sentence marked while it is said",
        lambda shown: shown.is_read_aloud,
    ),
)
"""What the summary says, and when it is so. The title, the first heading, needs no line in the contents."""


def _summary(publication: Publication, shown: Evidence) -> str:
    """All that the summary says: whoever chooses a book by it relies on each word."""
    head = "All content can be read as text" if shown.undescribed == 0 else "Some pictures have no text alternative yet"
    has_videos = any(isinstance(node, Video) for node in nodes_of_text(publication.document))
    parts = (part for part, is_so in _PARTS if is_so(shown) and (has_videos or part != _VIDEOS))
    return f"{head}: {'; '.join(parts)}."
