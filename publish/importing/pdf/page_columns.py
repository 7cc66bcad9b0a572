"""The order in which a page of columns is read: each column to its end, and what spans them where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

_FEWEST = 4  # lines on each side of a gutter
_SPANNING = 0.25  # share of the lines that may cross a gutter


class Placed(Protocol):
    """Something at a place of a page."""

    @property
    def top(self) -> float: ...  # noqa: D102

    @property
    def left(self) -> float: ...  # noqa: D102

    @property
    def right(self) -> float: ...  # noqa: D102


Piece = TypeVar("Piece", bound=Placed)


def in_reading_order(pieces: Sequence[Piece], width: float) -> list[Piece]:
    """Pieces of a page from top to bottom, column by column where there are two."""
    rows = sorted(pieces, key=lambda piece: (piece.top, piece.left))
    gutter = _gutter(rows, width)
    if gutter is None:
        return rows
    ordered: list[Piece] = []
    left: list[Piece] = []
    right: list[Piece] = []
    for piece in rows:
        if piece.right <= gutter:
            left.append(piece)
        elif piece.left >= gutter:
            right.append(piece)
        else:
            ordered += [*left, *right, piece]
            left, right = [], []
    return [*ordered, *left, *right]


def _gutter(rows: Sequence[Placed], width: float) -> float | None:
    """The place across a page that parts two columns, None where there is one column."""
    for share in (0.5, 0.48, 0.52, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65):
        place = share * width
        before = sum(row.right <= place for row in rows)
        after = sum(row.left >= place for row in rows)
        if min(before, after) >= _FEWEST and len(rows) - before - after <= _SPANNING * len(rows):
            return place
    return None
