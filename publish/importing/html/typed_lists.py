"""Lists that somebody typed with signs or numbers at the start of lines, as pages and Word files have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, takewhile

from publish.contracts.importer import Doubt, Left, Notes, Reason
from publish.importing.assemble import Heading, Part
from publish.importing.hanging_stars import hangs
from publish.importing.html.inline_content import plain
from publish.importing.marks import doubtful
from publish.importing.numbering import in_format
from publish.model.nodes import Inline, LineBreak, List, ListItem, Paragraph, Text
from publish.proof.ledger import block_units

_SIGN = re.compile(r"\s*(?:[•‣◦▪▫●○■□⁃∙·\uf0b7\uf0a7]|[-–—*](?=\s))[\s\u00a0]*(?=\S)")
_SURE = re.compile(r"\s*[•‣◦▪▫●○■□⁃∙\uf0b7\uf0a7]")
_NUMBER = re.compile(r"\s*(?P<label>\(?(?P<number>\d{1,3}|[A-Za-z]|[ivx]{1,5}|[IVX]{1,5})[.)])[\s\u00a0]+(?=\S)")
_WIDE = re.compile(r"[ \u00a0]{2,}")
_KINDS = ("decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman")
_HIGHEST = 999
_FEWEST = 2  # lines that begin with a sign


@dataclass(frozen=True, slots=True)
class _Label:
    """The number that somebody typed before a line: how it is written, what it looks like without its digits."""

    written: str
    number: str
    body: str

    @property
    def look(self) -> str:
        return self.written.replace(self.number, "")


def typed_lists(parts: Sequence[Part], notes: Notes, *, in_cell: bool) -> list[Part]:
    """Parts with each row of paragraphs or lines that begin with the sign of a list as one list; numbered ones marked.

    In the cell of a table, which holds no lists, numbers stay in the text.
    """
    return _signed(parts if in_cell else _numbered(parts, notes))


def _numbered(parts: Sequence[Part], notes: Notes) -> list[Part]:
    """Parts with each row of lines that count on as one list: with numbers as such, with letters in its text."""
    lines = [line for part in parts for line in _lines(_joined(part), lambda line: _label(line) is not None)]
    grouped: list[Part] = []
    place = 0
    while place < len(lines):
        row = _row(lines[place:])
        if len(row) < _FEWEST:
            grouped.append(lines[place])
            place += 1
            continue
        items = [line for line in lines[place : place + len(row)] if isinstance(line, Paragraph)]
        counts = row[0].number.isdecimal()
        at = plain(items[0].children)
        notes.doubts.append(Doubt(items[0].line, f"lines with typed numbers from “{at[:60]}” are taken for a list", at))
        if counts:
            notes.left += [Left(Reason.MARKUP, label.number) for label in row]
            items = [_without(item, label) for item, label in zip(items, row, strict=True)]
        items[0] = replace(items[0], children=(doubtful(items[0].children[:1]), *items[0].children[1:]))
        start = int(row[0].number) if counts else 1
        grouped.append(List(tuple(ListItem((item,)) for item in items), counts, start, line=items[0].line))
        place += len(row)
    return grouped


def _joined(part: Part) -> Part:
    """A paragraph whose first texts, which Word parts by the width of their spaces, are one."""
    if not isinstance(part, Paragraph):
        return part
    texts = [inline.value for inline in takewhile(lambda inline: isinstance(inline, Text), part.children)]  # type: ignore[union-attr]
    if len(texts) < 2:
        return part
    return replace(part, children=(Text(_WIDE.sub(" ", "".join(texts))), *part.children[len(texts) :]))


def _row(lines: Sequence[Part]) -> list[_Label]:
    """The labels of the lines at the start that count on in one way of counting."""
    labels = list(_leading(lines))
    rows = [labels[:1]]
    for kind in _KINDS if labels else ():
        first = next((n for n in range(_HIGHEST) if in_format(n, kind) == labels[0].number), None)
        if first is not None:
            pairs = zip(labels, count(first), strict=False)
            reach = next(
                (n for n, (label, number) in enumerate(pairs) if in_format(number, kind) != label.number), None
            )
            rows.append(labels[:reach])
    return max(rows, key=len)


def _leading(lines: Sequence[Part]) -> Iterator[_Label]:
    """The labels of the lines at the start that have some in one look."""
    look = ""
    for line in lines:
        label = _label(line)
        if label is None or (look and label.look != look):
            return
        look = label.look
        yield label


def _label(part: Part) -> _Label | None:
    first = part.children[0] if isinstance(part, Paragraph) and part.children else None
    match = _NUMBER.match(first.value) if isinstance(first, Text) else None
    return _Label(match["label"], match["number"], match.string[match.end() :]) if match is not None else None


def _without(line: Paragraph, label: _Label) -> Paragraph:
    return replace(line, children=(Text(label.body), *line.children[1:]))


def _signed(parts: Sequence[Part]) -> list[Part]:
    lines = [line for part in parts for line in _lines(part, lambda line: _body(line) is not None)]
    grouped: list[Part] = []
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and (body := _body(lines[end])) is not None:
            end += 1
        row = lines[place:end]
        if _are_notes(row, lines[:place]):
            grouped += row
        elif len(row) >= _FEWEST or (row and _sure(row[0]) and grouped and _announces(grouped[-1])):
            bodies = [body for line in row if (body := _body(line)) is not None]
            items = tuple(ListItem((Paragraph(body),)) for body in bodies)
            grouped.append(List(items, line=getattr(row[0], "line", 0)))
        else:
            grouped += row
        grouped += lines[end : end + 1]
        place = end + 1
    return grouped


def _lines(part: Part, begins: Callable[[Paragraph], bool]) -> list[Part]:
    """The lines of a paragraph as paragraphs, where two or more of them begin with a sign; else the part itself."""
    if not isinstance(part, Paragraph):
        return [part]
    parted: list[list[Inline]] = [[]]
    for inline in part.children:
        if isinstance(inline, LineBreak):
            parted.append([])
        else:
            parted[-1].append(inline)
    lines = [Paragraph(tuple(line), line=part.line) for line in parted if line]
    signed = [begins(line) for line in lines]
    if sum(signed) < _FEWEST or not all(signed[signed.index(True) :]):
        return [part]
    before = lines[: signed.index(True)]
    head: list[Part] = []
    if before:
        children: list[Inline] = []
        for paragraph in before:
            children += [LineBreak(), *paragraph.children] if children else paragraph.children
        head = [Paragraph(tuple(children), line=part.line)]
    return [*head, *lines[len(before) :]]


def _body(part: Part) -> tuple[Inline, ...] | None:
    """What follows the sign of a list at the start of a paragraph, None where there is no sign."""
    if not isinstance(part, Paragraph) or not part.children:
        return None
    first = part.children[0]
    if not isinstance(first, Text):
        return None
    match = _SIGN.match(first.value) or (re.fullmatch(_SURE.pattern + r"\s*", first.value) and part.children[1:])
    if not match:
        return None
    rest = first.value[match.end() :] if isinstance(match, re.Match) else ""
    return (*((Text(rest),) if rest else ()), *part.children[1:])


def _are_notes(row: Sequence[Part], before: Sequence[Part]) -> bool:
    """Whether lines that begin with stars are the notes of a star above."""
    starred = bool(row) and all(isinstance(line, Paragraph) and plain(line.children).startswith("*") for line in row)
    if not starred or (before and _announces(before[-1])):
        return False
    blocks = (part for part in before if not isinstance(part, Heading))
    return any(hangs(unit.text) for block in blocks for unit in block_units(block))


def _sure(part: Part) -> bool:
    first = part.children[0] if isinstance(part, Paragraph) and part.children else None
    return isinstance(first, Text) and _SURE.match(first.value) is not None


def _announces(part: Part) -> bool:
    """Whether a paragraph ends in a colon."""
    last = part.children[-1] if isinstance(part, Paragraph) and part.children else None
    return isinstance(last, Text) and last.value.rstrip().endswith(":")
