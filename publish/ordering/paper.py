"""What a copy takes of paper: sheets, volumes, weight."""

from __future__ import annotations

from math import ceil

from publish.contracts.printed import Binding, Printed
from publish.model.languages import direction
from publish.model.publication import OrderingTerms
from publish.ordering.items import Paper, PrintedItem

_PAGES_OF_A_SHEET = {Binding.CORNER: 2, Binding.NONE: 2, Binding.SADDLE: 4, Binding.FOLDED: 4}
_OF_ONE_SHEET = {Binding.CORNER: Binding.NONE, Binding.SADDLE: Binding.FOLDED}


def printed_item(printed: Printed, pages: int, terms: OrderingTerms, language: str) -> PrintedItem:
    """One copy of an edition with so many pages in a language, printed on both sides."""
    sheets = ceil(pages / _PAGES_OF_A_SHEET[printed.binding])
    binding = _OF_ONE_SHEET.get(printed.binding, printed.binding) if sheets == 1 else printed.binding
    paper = Paper(
        colour=printed.paper,
        grams_per_m2=terms.paper_grams,
        width_mm=printed.width_mm,
        height_mm=printed.height_mm,
    )
    return PrintedItem(
        type_size_pt=printed.type_size,
        pages=pages,
        sheets=sheets,
        volumes=ceil(sheets / terms.most_sheets),
        paper=paper,
        inks=printed.inks,
        binding=binding,
        bound_at="right" if direction(language) == "rtl" else "left",
        weight_g=weight_g(sheets, binding, paper),
    )


def weight_g(sheets: int, binding: Binding, paper: Paper) -> float:
    """What sheets weigh, in grams, to a tenth. That of an order is worked out anew: rounded copies add up to errors."""
    square_metres = sheets * _PAGES_OF_A_SHEET[binding] / 2 * paper.width_mm * paper.height_mm / 1e6
    return round(square_metres * paper.grams_per_m2, 1)
