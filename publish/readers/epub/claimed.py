"""What the comparison of texts does not cover: whether the claims in the package are borne out by the pages.

What must be claimed is worked out anew from the pages and from who signed; nothing of it comes from what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from publish.model.publication import Publication
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
            *_signed(publication, shown),
        )
        if _text(claimed.get(term)) != wanted
    ) + tuple(_summary(str(claimed.get("schema:accessibilitySummary", "")), shown))


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


_SENTENCES: tuple[tuple[str, Callable[[Evidence], bool]], ...] = (
    ("All content can be read as text", lambda shown: shown.undescribed == 0),
    ("every picture that carries meaning has a text alternative", _is_described),
    ("formulas are in MathML", lambda shown: shown.formulas > 0),
    ("the pages of the print edition are marked and listed", lambda shown: shown.page_breaks > 0),
    ("tables have captions and marked header cells", lambda shown: shown.tables > 0 and shown.unmarked_tables == 0),
    ("all text is read aloud by a synthetic voice", lambda shown: shown.is_read_aloud),
    ("a table of contents leads to every heading", lambda shown: shown.contents >= shown.headings - 1),
)
"""What the summary may say, and when it is so. The title, the first heading, needs no line in the contents."""


def _summary(summary: str, shown: Evidence) -> Iterator[Finding]:
    term = "schema:accessibilitySummary"
    if not summary:
        yield Finding(FindingKind.PRESENTATION, OPENING, term, "a summary", None)
    for sentence, is_so in _SENTENCES:
        if (sentence in summary) != is_so(shown):
            wanted = sentence if is_so(shown) else f"not “{sentence}”"
            yield Finding(FindingKind.PRESENTATION, OPENING, term, wanted, summary)
