"""Whether a contents list gives each heading with the page on which it stands."""

from __future__ import annotations

from collections.abc import Iterator

from publish.proof.ledger import OPENING
from publish.proof.reading import Reading, Role
from publish.proof.verdict import Finding, FindingKind
from publish.readers.pdf import TaggedPdf
from publish.readers.pdf.page_rules import listed


def contents_findings(file: TaggedPdf, reading: Reading, title: str, depth: int) -> Iterator[Finding]:
    """Where the contents list, under the heading `title`, does not give each heading with the page where it is.

    `depth` is how many heading levels it lists, the document's title counted.
    """
    headings = [
        (passage.text, passage.where.removeprefix("page "))
        for passage in reading.passages
        if passage.role is Role.HEADING and 1 < passage.level <= depth
    ]
    own = next((number for number, (text, _) in enumerate(headings) if text == title), None)
    if own is not None:  # the first: a section further on may have the same title
        del headings[own]
    lines = [(line.text, line.target) for line in listed(file)]
    for number in range(max(len(headings), len(lines))):
        heading = headings[number] if number < len(headings) else None
        line = lines[number] if number < len(lines) else None
        if heading != line:
            yield Finding(FindingKind.CONTENTS, OPENING, "contents list", _listing(heading), _listing(line))


def _listing(line: tuple[str, str] | None) -> str | None:
    return None if line is None else f"{line[0]}, page {line[1]}"
