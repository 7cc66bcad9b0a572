"""The footnotes of a page without tags: small lines at its foot that begin with a mark which the text above has too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.importing.pdf.page_lines import Line
from publish.importing.pdf.pdf_content import LineJoiner

_SMALLER = 0.93  # times the size of the text
_MARK = re.compile(r"\s*(?:<sup>(\d{1,3}|[a-z*†‡§])</sup>|(\d{1,3}|[*†‡§])(?=\s|[A-Z]))\s*")
_RAISED = re.compile(r"(?<![0-9])(?<!\bm)(?<!\bcm)(?<!\bmm)(?<!\bkm)<sup>([^<]*)</sup>|([*†‡§])")
_PIECES = re.compile(r"\d{1,3}|[a-z*†‡§]")


def noted(lines: Sequence[Line], usual: float, joiner: LineJoiner) -> tuple[list[Line], str]:
    """The lines of one page with its marks as links to notes, without these notes; and the notes as HTML."""
    foot = _foot(lines, usual)
    notes: dict[str, list[Line]] = {}
    mark = ""
    for line in foot:
        found = _MARK.match(line.html)
        mark = (found[1] or found[2]) if found else mark
        notes.setdefault(mark, []).append(replace(line, html=line.html[found.end() :]) if found else line)
    above = [line for line in lines if line not in foot]
    texts = [line.html for line in above]
    linked: set[str] = set()
    for place, text in enumerate(texts):
        texts[place] = _RAISED.sub(lambda match: _links(match, notes, linked, above[0].page), text)
    if not notes or linked != set(notes):
        return list(lines), ""
    for line, text in zip(above, texts, strict=True):
        for match in _RAISED.finditer(line.html) if text != line.html else ():
            marks = _PIECES.findall(match[1] or match[2])
            for mark in marks if set(marks) <= linked else ():
                joiner.content.note(mark, line.html[: match.start()], notes[mark][0].html)
    body = "".join(
        f'<p id="{_name(above[0].page, mark)}">{joiner.join(line.html for line in note)}</p>'
        for mark, note in notes.items()
    )
    marked = [replace(line, html=text) for line, text in zip(above, texts, strict=True)]
    return marked, f'<div role="doc-endnotes">{body}</div>'


def _foot(lines: Sequence[Line], usual: float) -> list[Line]:
    """The small lines at the end of a page, from the first that begins with a mark."""
    place = len(lines)
    while place and lines[place - 1].size <= _SMALLER * usual:
        place -= 1
    while place < len(lines) and not _MARK.match(lines[place].html):
        place += 1
    return list(lines[place:])


def _name(page: int, mark: str) -> str:
    return f"page-{page + 1}-note-{'-'.join(str(ord(sign)) for sign in mark)}"


def _links(match: re.Match[str], notes: dict[str, list[Line]], linked: set[str], page: int) -> str:
    marks = _PIECES.findall(match[1] or match[2])
    if not marks or not all(mark in notes and mark not in linked for mark in marks):
        return match[0]
    linked |= set(marks)
    return "".join(f'<sup><a href="#{_name(page, mark)}">{mark}</a></sup>' for mark in marks)
