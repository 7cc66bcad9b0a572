"""Cells of a PDF's table that say something by their colour alone: the name of the colour is to stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publish.importing.pdf.page_lines import Word, within
from publish.importing.telling_colours import Coloured, colour_name, telling

_GREY, _RGB, _CMYK = 1, 3, 4  # parts of a colour
_MOST_AREAS = 2_000  # of a page that are looked at: one with more is a drawing

Box = Sequence[float]


def telling_cells(table: Any, words: Sequence[Word], areas: Sequence[dict[str, Any]]) -> dict[tuple[int, int], str]:
    """The names of the colours of such cells, by row and place in it."""
    filled = [area for area in areas if area.get("fill")][:_MOST_AREAS]
    if not any(colour_name(_written(area.get("non_stroking_color"))) for area in filled):
        return {}
    grid = [
        [
            Coloured("", empty=False) if cell is None else Coloured(_behind(cell, filled), _is_empty(cell, words))
            for cell in row.cells
        ]
        for row in table.rows
    ]
    return {(y, x): grid[y][x].colour for y, x in telling(grid)}


def _is_empty(cell: Box, words: Sequence[Word]) -> bool:
    return not any(within(word, cell) for word in words)


def _behind(cell: Box, filled: Sequence[dict[str, Any]]) -> str:
    """The name of the colour of what is drawn last over the middle of a cell."""
    across, down = (cell[0] + cell[2]) / 2, (cell[1] + cell[3]) / 2
    over = [area for area in filled if area["x0"] <= across <= area["x1"] and area["top"] <= down <= area["bottom"]]
    return colour_name(_written(over[-1].get("non_stroking_color"))) if over else ""


def _written(colour: object) -> str:
    """A colour of a PDF as pages write it; "" where it is a pattern or of another space."""
    parts = (
        [float(part) for part in colour if isinstance(part, int | float)] if isinstance(colour, tuple | list) else []
    )
    if isinstance(colour, int | float):
        parts = [float(colour)]
    if len(parts) == _CMYK:
        *inks, black = parts
        parts = [(1 - ink) * (1 - black) for ink in inks]
    if len(parts) == _GREY:
        parts *= _RGB
    if len(parts) != _RGB:
        return ""
    return f"rgb({','.join(str(round(255 * min(1.0, max(0.0, part)))) for part in parts)})"
