"""Lines of a text that stand in columns: cells parted by bars, by tabs, or by spaces that bring them below each other.

Joined as a paragraph they say "Drug Adult Child A 5 mg 2 mg", and nobody knows whose dose is whose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_GAP = re.compile(r"\t+| {2,}")
_BAR = re.compile(r"(?<!\\)\s\|\s")
_FEWEST = 3  # lines that only spaces bring into columns; bars and tabs are put there on purpose, and two are enough
_FEWEST_TYPED = 2
_WIDEST = 40  # columns; more is no table that a page could show

Lines = Sequence[tuple[int, str]]


def typed_tables(block: Lines) -> list[tuple[str, Lines]]:
    """The lines of a block in groups: ("", lines) as they are, or the rows of a table with bars, and its lines."""
    groups: list[tuple[str, Lines]] = []
    rest: list[tuple[int, str]] = []
    place = 0
    while place < len(block):
        end = place + 1
        while end < len(block) and _same(block[place][1], block[end][1]):
            end += 1
        line = block[place][1]
        fewest = _FEWEST_TYPED if _BAR.search(line.strip()) or "\t" in line.strip() else _FEWEST
        if line.strip().startswith("|") or not 2 <= len(_cells(line)) <= _WIDEST or end - place < fewest:
            rest.append(block[place])
            place += 1
            continue
        groups += [("", rest)] if rest else []
        rows = (" | ".join(cell.replace("|", "\\|") for cell in _cells(row)) for _, row in block[place:end])
        groups.append(("\n".join(f"| {row} |" for row in rows), block[place:end]))
        rest, place = [], end
    return [*groups, ("", rest)] if rest else groups


def _cells(line: str) -> list[str]:
    return (_BAR if _BAR.search(line.strip()) else _GAP).split(line.strip())


def _same(first: str, line: str) -> bool:
    """Whether two lines have as many cells, parted in the same way; cells parted by spaces begin or end together."""
    cells, others = _cells(first), _cells(line)
    if len(cells) != len(others) or not 2 <= len(cells) <= _WIDEST:
        return False
    if bool(_BAR.search(first.strip())) or "\t" in first.strip():
        return bool(_BAR.search(line.strip())) == bool(_BAR.search(first.strip())) and ("\t" in line) == ("\t" in first)
    return all(a == c or b == d for (a, b), (c, d) in zip(_edges(first), _edges(line), strict=True))


def _edges(line: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\S+(?: \S+)*", line)]
