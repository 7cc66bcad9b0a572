"""How wide the columns of a table are: no word broken where that can be, and room where the words are."""

from __future__ import annotations

from publish.model.nodes import Cell
from publish.proof.ledger import text_of

_TYPE = 330 / 14  # twips a point, in bold, and a sixth more, as the face that stands in for Arial may be wider
_LETTER, _CAPITAL, _NARROW, _WIDE = 0.6, 0.75, 0.4, 0.98  # of the type size, as in Arial in bold
_MARGINS = 280  # twips: both sides of a cell
_WIDEST = 5400  # twips: a longer cell is read in lines


def widths(rows: list[list[tuple[int, Cell]]], columns: int, width: int, size: int) -> list[int]:
    """Share out the width of a table.

    Args:
        rows: each row's cells with the columns in which they start.
        columns: how many columns there are.
        width: of the whole table, in twips.
        size: of the type, in points.

    Returns:
        The width of each column in twips; together not more than `width`.

    """
    least = [_MARGINS + _length("x", size)] * columns
    wanted = list(least)
    for row in rows:
        for column, cell in row:
            if cell.column_span == 1:
                text = text_of(cell.children)
                longest = max((_length(word, size) for word in text.split()), default=0)
                least[column] = max(least[column], _MARGINS + longest)
                wanted[column] = max(wanted[column], min(_WIDEST, _MARGINS + _length(text, size)))
    if sum(least) >= width:
        return [share * width // sum(least) for share in least]
    wishes = [max(1, wish - need) for wish, need in zip(wanted, least, strict=True)]
    spare = width - sum(least)
    return [need + spare * wish // sum(wishes) for need, wish in zip(least, wishes, strict=True)]


def _length(text: str, size: int) -> int:
    """How long a text is in one line, in twips."""
    return round(sum(map(_width, text)) * _TYPE * size)


def _width(letter: str) -> float:
    if letter in "mwMW@%—":
        return _WIDE
    if letter in "fijlrtI.,:;!|'’()- ":
        return _NARROW
    return _CAPITAL if letter.isupper() else _LETTER
