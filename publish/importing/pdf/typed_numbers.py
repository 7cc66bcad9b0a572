"""Paragraphs in a row that count on from a number as lists, one within the other where they stand further in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from publish.importing.pdf.pdf_content import PdfContent

_ITEM = re.compile(r"<p>(\d{1,3})[.)]\s+(.*)</p>", re.DOTALL)
_FURTHER = 4.0  # points from which a paragraph stands further in than another


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of the flow as HTML, and where it begins on the page."""

    html: str
    left: float


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    left: float
    html: str
    under: list[_Item]


def numbered(texts: Sequence[Text], content: PdfContent) -> str:
    """Pieces of a page with such rows as lists; their numbers, which the lists say again, are noted."""
    parts: list[str] = []
    row: list[_Item] = []
    for text in [*texts, Text("", 0.0)]:
        match = _ITEM.fullmatch(text.html)
        if match is not None and _add(row, _Item(int(match[1]), text.left, match[2], [])):
            continue
        parts.append(_list(row, content))
        row = []
        if match is not None:
            row.append(_Item(int(match[1]), text.left, match[2], []))
        else:
            parts.append(text.html)
    return "".join(parts)


def _add(row: list[_Item], item: _Item) -> bool:
    """Put an item into a row, or into the last item that it stands further in than; False where it does not go on."""
    if not row:
        row.append(item)
        return True
    if item.left > row[-1].left + _FURTHER and (row[-1].under or item.number == 1):
        return _add(row[-1].under, item)
    if item.number != row[-1].number + 1:
        return False
    row.append(item)
    return True


def _list(row: Sequence[_Item], content: PdfContent) -> str:
    if len(row) == 1 and not row[0].under:
        return f"<p>{row[0].number}. {row[0].html}</p>"
    if not row:
        return ""
    content.furniture += [str(item.number) for item in row]
    items = "".join(f"<li>{item.html}{_list(item.under, content)}</li>" for item in row)
    return f'<ol start="{row[0].number}">{items}</ol>'
