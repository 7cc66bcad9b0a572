"""How the width of a Word table is shared out: words whole where they can be, numbers before words."""

from __future__ import annotations

from publish.model.nodes import Cell, Text
from publish.rendering.docx.columns import widths

MARGINS = 280  # twips: both sides of a cell
SIZE = 12


def shared(*rows: str, width: int = 9000) -> list[int]:
    """The widths of the columns of rows whose cells stand between bars."""
    cells = [[(column, Cell((Text(text.strip()),))) for column, text in enumerate(row.split("|"))] for row in rows]
    return widths(cells, len(cells[0]), width, SIZE)


def room(text: str, letter: float = 0.5) -> int:
    """What a text takes at least, in twips, at so much of the type size a letter."""
    return round(MARGINS + len(text) * letter * SIZE * 20)


def test_where_a_table_is_too_narrow_its_longest_words_are_broken_and_the_others_stay_whole() -> None:
    narrow = shared("Adults | Monday | Pseudohypoparathyroidism | Electroencephalography | Kidney", width=7500)
    assert all(share >= room("Monday") for share in (narrow[0], narrow[1], narrow[4]))
    assert sum(narrow) <= 7500


def test_a_telephone_number_stays_whole_where_a_long_word_can_be_broken_instead() -> None:
    narrow = shared("Pseudohypoparathyroidism | 020 7946 0018 | Electroencephalography", width=5500)
    assert narrow[1] >= room("020 7946 0018")


def test_no_word_is_set_letter_under_letter_for_the_sake_of_a_number() -> None:
    narrow = shared("Haemoglobin | 020 7946 0018 | 0800 123 4567 | Adults | Kidney", width=5000)
    assert min(narrow) >= room("xxxx")


def test_a_number_and_its_unit_are_one_piece() -> None:
    narrow = shared("Electroencephalographically | 1500 mg | Electroencephalographically", width=4500)
    assert narrow[1] >= room("1500 mg")


def test_all_the_width_is_shared_where_there_is_room() -> None:
    assert 8990 < sum(shared("Age | Dose", "Adults | Take 2 tablets in the morning with food")) <= 9000
