"""Numbers in editions from anywhere: of 5,000 digits, or in figures that are none."""

from __future__ import annotations

import pytest
from lxml import etree

from publish.errors import UnreadableEdition
from publish.readers.written_numbers import MOST, written_number
from publish.readers.xhtml.markup import PageReader


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        (" 007 ", 7),
        ("-3", -3),
        ("+3", 3),
        ("0", 0),
        ("9" * 5_000, MOST),
        ("-" + "9" * 5_000, -MOST),
        ("", 5),
        (None, 5),
        ("²", 5),
        ("٢", 5),
        ("x", 5),
        ("1.5", 5),
        ("-", 5),
    ],
)
def test_a_number_is_in_the_digits_of_programs_and_has_an_end(text: str | None, number: int) -> None:
    assert written_number(text, 5) == number


def passages(table: str) -> list[tuple[str, tuple[str, ...]]]:
    page = etree.fromstring(f'<html xmlns="http://www.w3.org/1999/xhtml"><body><table>{table}</table></body></html>')
    reader = PageReader("page.xhtml", str)
    return [(passage.text, passage.headers) for passage in reader.page(page)]


HEADS = '<tr><th scope="col" colspan="{span}">Morning</th><th scope="col">Evening</th></tr>'


@pytest.mark.parametrize("span", ["1000", "1001", "9" * 5_000])
def test_a_cell_over_more_columns_than_a_table_has_heads_as_many_as_in_a_browser(span: str) -> None:
    assert passages(HEADS.format(span=span) + "<tr><td>1 mg</td><td>2 mg</td></tr>")[-1] == ("2 mg", ("Morning",))
    assert passages(HEADS.format(span=1) + "<tr><td>1 mg</td><td>2 mg</td></tr>")[-1] == ("2 mg", ("Evening",))


def test_a_table_whose_cells_take_places_without_end_is_not_read() -> None:
    with pytest.raises(UnreadableEdition, match="more places than any table has"):
        passages('<tr><td rowspan="1000" colspan="1000">x</td></tr>' * 1_000)
