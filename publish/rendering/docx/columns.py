"""How wide the columns of a table are: no word broken where that can be, and room where the words are."""

from __future__ import annotations

from publish.model.nodes import Cell
from publish.proof.ledger import text_of
from publish.proof.wholes import wholes

_TYPE = 20  # twips a point
_LETTER, _CAPITAL, _NARROW, _WIDE = 0.6, 0.75, 0.4, 0.98  # of the type size, as in Arial in bold
_ROOMY = 1.18  # a sixth more where there is room, as the face that stands in for Arial may be wider
_MARGINS = 280  # twips: both sides of a cell
_FEWEST = "xxxxx"  # letters of a word side by side: with fewer nobody reads it, and a number is broken, too
_STEP = 10  # twips
_WIDEST = 5400  # twips: a longer cell is read in lines


def widths(rows: list[list[tuple[int, Cell]]], columns: int, width: int, size: int) -> list[int]:
    """Share out the width of a table. Where it is too narrow for all words, the longest are broken, numbers last.

    Args:
        rows: each row's cells with the columns in which they start.
        columns: how many columns there are.
        width: of the whole table, in twips.
        size: of the type, in points.

    Returns:
        The width of each column in twips; together not more than `width`.

    """
    numbers, words, lines = ([_length("x", size)] * columns for _ in range(3))
    for row in rows:
        for column, cell in row:
            if cell.column_span == 1:
                text = text_of(cell.children)
                for start, stop in wholes(text):
                    length = _length(text[start:stop], size)
                    words[column] = max(words[column], length)
                    if any(map(str.isdigit, text[start:stop])):
                        numbers[column] = max(numbers[column], length)
                lines[column] = max(lines[column], _length(text, size))
    roomy = [_MARGINS + round(_ROOMY * word) for word in words]
    if sum(roomy) < width:
        wishes = [
            max(1, min(_WIDEST, _MARGINS + round(_ROOMY * line)) - need)
            for line, need in zip(lines, roomy, strict=True)
        ]
        spare = width - sum(roomy)
        return [need + spare * wish // sum(wishes) for need, wish in zip(roomy, wishes, strict=True)]
    tight = [_MARGINS + word for word in words]
    narrowest = _MARGINS + _length(_FEWEST, size)
    kept = sorted({0, *numbers}, reverse=True)  # the shorter numbers stay whole where all cannot
    cuts = (
        _cut(tight, [_MARGINS + number * (number <= most) for number in numbers], width, narrowest) for most in kept
    )
    cut = next(filter(None, cuts), None) or _cut(tight, [0] * columns, width, 0)
    return [share * width // sum(cut) for share in cut]


def _cut(wanted: list[int], least: list[int], width: int, narrowest: int) -> list[int]:
    """The widths with the widest of them cut to one, so that all stand in `width`, none below its least.

    None are returned where that one were narrower than `narrowest`.
    """
    for widest in range(max(wanted), narrowest, -_STEP):
        widths = [max(min(want, widest), need) for want, need in zip(wanted, least, strict=True)]
        if sum(widths) <= width:
            return widths
    return []


def _length(text: str, size: int) -> int:
    """How long a text is in one line, in twips."""
    return round(sum(map(_width, text)) * _TYPE * size)


def _width(letter: str) -> float:
    if letter in "mwMW@%—":
        return _WIDE
    if letter in "fijlrtI.,:;!|'’()- ":
        return _NARROW
    return _CAPITAL if letter.isupper() else _LETTER
