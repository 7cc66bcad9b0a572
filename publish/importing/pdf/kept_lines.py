"""Lines of a page that end although the next word had room: somebody ended them, and they say something each.

"Morning" over "5 mg" over "Evening" over "10 mg" are four lines; as one, a dose may be read at the wrong time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from publish.importing.html.icons import GUESSED
from publish.importing.pdf.page_lines import Line
from publish.importing.pdf.pdf_content import LineJoiner

_SLACK = 3.0  # times the size of the type: as much narrower a box may be than the column it stands in
_COLUMN = 8.0  # times the size of the type: lines that begin further apart stand in columns of their own
_SAME = 1.0  # points
_NARROW = 12.0  # times the size of the type: no text is set in a narrower column
_FEWEST = 3  # lines that show how wide a column is


class KeptLines:
    """How far the lines of each page reach, by where they begin, and so which of them were ended by somebody."""

    def __init__(self, lines: Sequence[Line], widths: Sequence[float]) -> None:
        """Take the lines of all pages, and how wide each page is."""
        self._widths = widths
        self._ends: dict[int, dict[int, float]] = {}
        for line in lines:
            ends = self._ends.setdefault(line.page, {})
            ends[round(line.left)] = max(ends.get(round(line.left), 0.0), line.right)

    def joined(self, lines: Sequence[Line], joiner: LineJoiner) -> str:
        """The lines of a paragraph as HTML, with a break where a line was ended; a mark where that is a guess."""
        parts: list[list[Line]] = [[lines[0]]]
        narrow = _fills_column(lines)
        for before, line in pairwise(lines):
            ended, sure = (False, True) if narrow else self._ended(before, line)
            if ended and not sure:
                joiner.content.doubts.append(f"“{line.text[:60]}” may go on with the line before it")
            if ended:
                parts.append([line if sure else replace(line, html=f'<span {GUESSED}="yes">{line.html}</span>')])
            else:
                parts[-1].append(line)
        return "<br>".join(joiner.join(line.html for line in part) for part in parts)

    def _ended(self, before: Line, line: Line) -> tuple[bool, bool]:
        """Whether somebody ended the line before this one, and whether that is sure.

        Where no line of a page is broken for want of room, its right margin is taken to be as wide as its left one. A
        line that begins with a small letter may go on with a sentence, as lines beside a picture do.
        """
        if before.page != line.page or abs(before.left - line.left) > _SAME or before.text.rstrip().endswith("-"):
            return False, True
        ends = self._ends[line.page]
        column = [end for left, end in ends.items() if abs(left - line.left) <= _COLUMN * line.size]
        end = before.right + _first_word(line) + _SLACK * line.size
        small = _is_small(line)
        if end <= max(column, default=0.0):
            return True, not small
        alone = len(column) == len(ends)
        return alone and not small and end <= self._widths[line.page] - min(ends), False


def _fills_column(lines: Sequence[Line]) -> bool:
    """Whether lines are a text in a column of their own, as beside a picture: no next word had room in any."""
    edge = max(line.right for line in lines)
    full = all(before.right + _first_word(line) + line.size / 4 > edge for before, line in pairwise(lines))
    wide = edge - lines[0].left >= _NARROW * lines[0].size
    return full and wide and len(lines) >= _FEWEST and any(_is_small(line) for line in lines[1:])


def _first_word(line: Line) -> float:
    """How wide the first word of a line is, about."""
    return len(line.text.split()[0]) * (line.right - line.left) / len(line.text)


def _is_small(line: Line) -> bool:
    return line.text.lstrip("“‘\"'(")[:1].islower()
