"""Lists that somebody typed with signs at the start of lines, as pages and Word files have them, made lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.importing.assemble import Part
from publish.model.nodes import Inline, LineBreak, List, ListItem, Paragraph, Text

_SIGN = re.compile(r"\s*(?:[•‣◦▪▫●○■□⁃∙·\uf0b7\uf0a7]|[-–—*](?=\s))[\s\u00a0]*(?=\S)")
_SURE = re.compile(r"\s*[•‣◦▪▫●○■□⁃∙\uf0b7\uf0a7]")
_FEWEST = 2  # lines that begin with a sign


def typed_lists(parts: Sequence[Part]) -> list[Part]:
    """Parts with each row of paragraphs or lines that begin with the sign of a list as one list."""
    lines = [line for part in parts for line in _lines(part)]
    grouped: list[Part] = []
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and (body := _body(lines[end])) is not None:
            end += 1
        row = lines[place:end]
        if len(row) >= _FEWEST or (row and _sure(row[0]) and grouped and _announces(grouped[-1])):
            bodies = [body for line in row if (body := _body(line)) is not None]
            items = tuple(ListItem((Paragraph(body),)) for body in bodies)
            grouped.append(List(items, line=getattr(row[0], "line", 0)))
        else:
            grouped += row
        grouped += lines[end : end + 1]
        place = end + 1
    return grouped


def _lines(part: Part) -> list[Part]:
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
    signed = [_body(line) is not None for line in lines]
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


def _sure(part: Part) -> bool:
    first = part.children[0] if isinstance(part, Paragraph) and part.children else None
    return isinstance(first, Text) and _SURE.match(first.value) is not None


def _announces(part: Part) -> bool:
    """Whether a paragraph ends in a colon."""
    last = part.children[-1] if isinstance(part, Paragraph) and part.children else None
    return isinstance(last, Text) and last.value.rstrip().endswith(":")
