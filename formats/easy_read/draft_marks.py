"""What a preview of easy-read words bears, so that nobody takes it for an edition: its mark, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable

from publish.model.nodes import Inline, Span, Text
from publish.proof.verdict import Finding
from publish.rendering.typst.publication_data import Content
from publish.rendering.typst.values import Value

MISSING_ID = "what-is-missing"
MISSING = "What is missing"
_MARK = "Draft – not checked"
_NOTHING = "Nothing that a machine can see. Build the edition to have it checked."
_LANGUAGE = "en"  # the words are for staff, whatever the document's language


def missing(findings: Iterable[Finding]) -> tuple[str, ...]:
    """What is still missing, a sentence for each, with its line in the source."""
    return tuple(map(_sentence, sorted(findings, key=lambda finding: finding.line))) or (_NOTHING,)


def _sentence(finding: Finding) -> str:
    place = f"Line {finding.line}: " if finding.line else ""
    if (finding.expected or "").startswith("tie="):
        return f"{place}read these words beside their text, then run publish tie"
    if finding.found is None:
        return f"{place}needed: {finding.expected}"
    if finding.expected is None:
        return f"{place}the source does not say: {finding.found}"
    return f"{place}{finding.found.rstrip('.')}. Needed: {finding.expected}"


def draft_marks(content: Content, sentences: Iterable[str], language: str) -> Value:
    """The mark behind each page and on the cover, and the list of the last page."""

    def words(text: str) -> list[Value]:
        own = language.casefold().split("-")[0] == _LANGUAGE
        inlines: tuple[Inline, ...] = (Text(text),)
        return content.inlines(inlines if own else (Span(inlines, _LANGUAGE),))

    return {
        "mark": words(_MARK),
        "id": MISSING_ID,
        "heading": words(MISSING),
        "missing": [words(sentence) for sentence in sentences],
    }
