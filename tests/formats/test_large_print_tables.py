"""Tables in large print: kept as tables while they fit, written row by row where they do not."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions
from formats.print import Print
from formats.print.leaflet import LeafletOptions
from formats.word import Word
from formats.word.word_options import WordOptions
from publish.contracts.format import Format, Job, Settings
from publish.model.nodes import (
    Block,
    Callout,
    CalloutKind,
    Cell,
    Link,
    List,
    ListItem,
    Note,
    Paragraph,
    Section,
    Table,
    Text,
)
from publish.model.publication import Publication
from publish.proof.ledger import text_of
from publish.proof.reading import Role
from publish.rendering.typst import readable_tables
from publish.rendering.typst.readable_tables import fits, row_by_row
from publish.rendering.typst.type_area import TypeArea
from tests.formats.large_print_files import findings_of, with_blocks, with_section
from tests.specimen import paragraph, words

# --- tables -----------------------------------------------------------------------------------------------------------


WIDE = Table(
    words("Phases"),
    ((Cell(words("Phase")), Cell(words("Explanation"), column_span=2), Cell(words("Circumstances"))),),
    (
        (
            Cell(words("Consolidation"), row_span=2),
            Cell(words("Reinforcement")),
            Cell(words("Combinations")),
            Cell(words("Hospitalisation")),
        ),
        (Cell(words("Subsequently"), column_span=2), Cell(words("Outpatient"))),
    ),
    row_headers=1,
)


A4 = TypeArea(18)


def fits_at(table: Table, size: float) -> bool:
    """Whether a table fits into a page of large print."""
    area = TypeArea(size)
    return fits(table, area, area.width)


def test_a_header_over_several_columns_does_not_run_into_the_next_one(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    head = (Cell(words("Or call 08088 010 444 189 2871 169"), column_span=2), Cell(words("2286 10⁹/L not abc.")))
    table = Table(words("Ways"), (head,), ((Cell(words("By telephone"), column_span=3),),))
    made = with_blocks(publication, Callout(CalloutKind.NOTE, "How", (table,)))
    assert findings_of(large_print, made, tmp_path) == ()


def test_a_table_that_fits_stays_a_table_and_a_wider_one_is_written_row_by_row(publication: Publication) -> None:
    narrow = next(one for one in publication.document.sections[2].blocks if isinstance(one, Table))
    assert fits_at(narrow, 18)
    assert not fits_at(WIDE, 18)
    assert fits_at(WIDE, 6)


def test_a_cell_over_the_full_width_stands_before_the_rows_under_it() -> None:
    def row(*texts: str, span: int = 1) -> tuple[Cell, ...]:
        return tuple(Cell((Text(text),), column_span=span) for text in texts)

    table = Table((Text("Doses"),), (row("Drug", "Dose"),), (row("Adults", span=2), row("Iron", "2")))
    _, group, cells = row_by_row(table, A4, A4.width)
    assert isinstance(group, Paragraph) and text_of(group.children) == "Adults"
    assert isinstance(cells, List) and len(cells.items) == 2


def test_a_table_row_by_row_says_each_cell_after_its_headers() -> None:
    title, *rows = row_by_row(WIDE, A4, A4.width)
    assert isinstance(title, Paragraph)
    said = [
        text_of(block.children) if isinstance(block, Paragraph) else [_first(item.blocks) for item in block.items]
        for block in rows
        if isinstance(block, Paragraph | List)
    ]
    assert said == [
        "Phase: Consolidation",
        ["Explanation: Reinforcement", "Explanation: Combinations", "Circumstances: Hospitalisation"],
        "Phase: Consolidation",
        ["Explanation: Subsequently", "Circumstances: Outpatient"],
    ]


def many_doses(days: int) -> Table:
    """A table of three medicines, with a dose for each day."""
    head = (Cell(words("Medicine")), *(Cell(words(f"Day {day}")) for day in range(1, days + 1)))
    names = ("Rituximab", "Doxorubicin", "Vincristine")
    rows = tuple((Cell(words(name)), *(Cell(words(f"{day} mg")) for day in range(1, days + 1))) for name in names)
    return Table(words("Doses"), (head,), rows, row_headers=1)


@pytest.mark.parametrize("days", [9, 40])
def test_no_page_begins_with_doses_of_a_medicine_that_it_does_not_name(
    large_print: LargePrint, publication: Publication, tmp_path: Path, days: int
) -> None:
    doses = with_blocks(publication, many_doses(days))
    target = tmp_path / "doses-24pt.pdf"
    job = Job(doses, LargePrintOptions(size=24))
    large_print.write(job, target)
    assert large_print.check(job, target).findings == ()
    named: dict[str, str] = {}
    for passage in large_print.read(target).passages:
        if passage.text.startswith("Medicine: "):
            named[passage.where] = passage.text
        if passage.text.startswith("Day "):
            assert passage.where in named, f"{passage.where} does not say what {passage.text} is of"


def test_only_the_first_part_of_a_row_leaves_room_for_what_stands_above_the_table() -> None:
    area = LargePrintOptions(size=28).area(2)
    cells = (Cell(words("Phase")), *(Cell(words("Word " * count)) for count in (19, 26, 14)))
    table = Table(words("Phases"), (), (cells,), row_headers=1)
    parts = [len(block.items) for block in row_by_row(table, area, area.width) if isinstance(block, List)]
    assert parts == [1, 2]


def _first(blocks: tuple[Block, ...]) -> str:
    first = blocks[0]
    assert isinstance(first, Paragraph)
    return text_of(first.children)


def test_a_wide_table_comes_back_complete(large_print: LargePrint, publication: Publication, tmp_path: Path) -> None:
    wide = with_blocks(publication, WIDE)
    assert findings_of(large_print, wide, tmp_path) == ()


def test_no_column_is_narrower_than_its_longest_word(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    much = Cell(words("so many words here " * 12))
    head = tuple(Cell(words(name)) for name in ("What", "Why", "When"))
    table = Table(words("Uneven"), (head,), ((Cell(words("Philadelphiachromosome")), much, much),))
    assert fits_at(table, 18)
    uneven = with_blocks(publication, table)
    assert findings_of(large_print, uneven, tmp_path) == ()


def test_a_table_deep_in_lists_must_fit_into_what_they_leave(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    head = tuple(Cell(words(name)) for name in ("Consolidation", "Hospitalised", "Supervision"))
    table = Table(words("Phases"), (head,), (head,))
    assert fits_at(table, 18)
    block: Block = table
    for _ in range(4):
        block = List((ListItem((paragraph("In it:"), block)),))
    deep = with_blocks(publication, block)
    target = tmp_path / "deep-18pt.pdf"
    large_print.write(Job(deep, LargePrintOptions()), target)
    assert large_print.check(Job(deep, LargePrintOptions()), target).findings == ()
    assert Role.CELL not in {one.role for one in large_print.read(target).passages}


def test_a_table_over_several_pages_keeps_its_headers(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    rows = tuple((Cell(words(f"Day {number}")), Cell(words(f"{number} mg"))) for number in range(1, 60))
    long = with_blocks(publication, Table(words("Doses"), ((Cell(words("Day")), Cell(words("Dose"))),), rows, 1))
    target = tmp_path / "long-18pt.pdf"
    large_print.write(Job(long, LargePrintOptions()), target)
    assert large_print.check(Job(long, LargePrintOptions()), target).findings == ()
    cells = {one.text: one for one in large_print.read(target).passages}
    assert cells["59 mg"].headers == ("Dose", "Day 59")
    assert cells["59 mg"].where != cells["1 mg"].where


def test_a_row_that_fills_a_page_is_written_as_a_list(publication: Publication) -> None:
    head = (Cell(words("Week")), Cell(words("What to do")))
    short = Table(words("Weeks"), (head,), ((Cell(words("One")), Cell(words("Drink water. " * 20))),))
    tall = Table(words("Weeks"), (head,), ((Cell(words("One")), Cell(words("Drink water. " * 200))),))
    assert fits_at(short, 18)
    assert not fits_at(tall, 18)


def test_joined_rows_longer_than_a_page_say_what_joins_them_on_every_page(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    days = [Cell(words(f"Day {number}: drink two glasses of water at breakfast.")) for number in range(1, 31)]
    rows = ((Cell(words("Imatinib"), row_span=30), days[0]), *((day,) for day in days[1:]))
    table = Table(words("Plan"), ((Cell(words("Drug")), Cell(words("What to do"))),), rows)
    joined = with_blocks(publication, table)
    target = tmp_path / "joined-18pt.pdf"
    large_print.write(Job(joined, LargePrintOptions()), target)
    assert large_print.check(Job(joined, LargePrintOptions()), target).findings == ()
    said = [(one.where, one.text) for one in large_print.read(target).passages if one.role is Role.ITEM]
    days_on = {where for where, text in said if text.startswith("What to do: Day")}
    assert len(days_on) > 1
    assert days_on <= {where for where, text in said if text == "Drug: Imatinib"}


def test_a_header_too_high_to_be_repeated_is_said_in_each_row(publication: Publication) -> None:
    head = (Cell(words("Day")), Cell(words("How much of it, counted in tablets and not in milligrams. " * 7)))
    rows = tuple((Cell(words(f"Day {number}")), Cell(words(f"{number} tablets"))) for number in range(40))
    assert fits_at(Table(words("Doses"), (head,), rows[:2]), 18)
    assert not fits_at(Table(words("Doses"), (head,), rows), 18)


@pytest.mark.parametrize("size", [16, 24])
def test_what_joins_rows_stands_on_the_page_of_each_of_them(
    size: int, large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    """The heights of rows are reckoned, not measured: in no random table that stays one is the reckoning too low."""
    random = Random(20261129)
    tables = [_with_joined_rows(random, number) for number in range(40)]
    options = LargePrintOptions(size=size)
    area = options.area(1)
    kept = [table for table in tables if fits(table, area, area.width)]
    assert 3 < len(kept) < len(tables)
    target = tmp_path / f"joined-{size}pt.pdf"
    large_print.write(Job(with_blocks(publication, *kept), options), target)
    places = {one.text: one.where for one in large_print.read(target).passages if one.role is Role.CELL}
    for table in kept:
        for number, row in enumerate(table.rows):
            if row[0].row_span > 1:
                joined = [text_of(other[-1].children) for other in table.rows[number : number + row[0].row_span]]
                assert len({places[text] for text in (text_of(row[0].children), *joined)}) == 1


def _with_joined_rows(random: Random, name: int) -> Table:
    """Groups of rows, each joined by its first cell; no two cells have the same words."""
    rows: list[tuple[Cell, ...]] = []
    for group in range(random.randint(1, 4)):
        size = random.randint(2, 9)
        for number in range(size):
            cell = Cell(
                words(f"Table {name}, {group}, {number}: " + "take it with some water. " * random.randint(0, 5))
            )
            rows.append((Cell(words(f"Drug {name} {group}"), row_span=size), cell) if number == 0 else (cell,))
    return Table(words(f"Plan {name}"), ((Cell(words("Drug")), Cell(words("What to do"))),), tuple(rows))


def test_a_note_of_a_header_is_said_once_where_the_table_becomes_a_list() -> None:
    note = Note((paragraph("Each morning."),))
    head = (Cell((Text("Dose"), note)), Cell((Link(words("Where"), "https://example.org/"),)))
    rows = tuple((Cell(words(f"{number} mg")), Cell(words("At home"))) for number in range(3))
    everything = repr(row_by_row(Table(words("Doses"), (head,), rows), A4, A4.width))
    assert everything.count("Each morning.") == 1
    assert everything.count("https://example.org/") == 1
    assert everything.count("Where") == 3


@pytest.mark.parametrize(
    ("made_by", "options"),
    [
        *((LargePrint, LargePrintOptions(size=size)) for size in (16, 24, 36)),
        (Print, LeafletOptions(paper="a5")),
    ],
    ids=lambda value: value.variant if isinstance(value, LargePrintOptions | LeafletOptions) else "",
)
def test_heading_and_caption_stand_with_the_first_row_of_a_table_written_as_a_list(
    publication: Publication, tmp_path: Path, made_by: type[Format], options: LargePrintOptions | LeafletOptions
) -> None:
    """Wherever on a page the heading comes to stand, by ever more lines before it."""
    heads = tuple(Cell(words(f"Circumstances {number}")) for number in range(9))
    table = Table(words("Phases of it"), (heads,), (heads, heads), row_headers=1)
    edition = made_by(Settings(tmp_path))
    for before in range(6, 34, 2 if isinstance(options, LeafletOptions) or options.size < 24 else 1):
        lines = tuple(paragraph("A line.") for _ in range(before % 22))
        phases = Section("phases", 2, words("Phases"), (table,))
        job = Job(with_section(publication, Section("only", 1, words("Only"), lines, (phases,))), options)
        edition.write(job, tmp_path / "x.pdf")
        passages = edition.read(tmp_path / "x.pdf").passages
        start = max(number for number, one in enumerate(passages) if one.text == "Phases")
        row = passages[start : start + 4]
        assert row[1].text == "Phases of it"
        assert row[3].text == "Circumstances 1: Circumstances 1"
        assert len({one.where for one in row}) == 1


def full_rows(*texts: str) -> Table:
    """A table of whose columns no cell speaks by itself."""
    heads = tuple(Cell(words(f"Circumstances {number}")) for number in range(9))
    return Table(words("Phases"), (heads,), tuple((Cell(words(text), column_span=9),) for text in texts))


def test_headers_under_which_no_cell_stands_alone_are_said_first() -> None:
    _, heads, *rows = row_by_row(full_rows("None known", "Ask us"), A4, A4.width)
    assert isinstance(heads, Paragraph)
    assert text_of(heads.children) == ", ".join(f"Circumstances {number}" for number in range(9))
    assert [text_of(row.children) for row in rows if isinstance(row, Paragraph)] == ["None known", "Ask us"]


@pytest.mark.parametrize("name", ["large-print", "word"])
def test_words_that_writing_row_by_row_forgets_are_missed(
    name: str, publication: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same code decides what is shown and what is expected: what it forgets is missing in both."""
    made = with_blocks(publication, full_rows("None known"))
    options = LargePrintOptions() if name == "large-print" else WordOptions(size=18)
    edition: Format = LargePrint(Settings(tmp_path)) if name == "large-print" else Word(Settings(tmp_path))
    job = Job(made, options)
    edition.write(job, tmp_path / "whole")
    assert edition.check(job, tmp_path / "whole").findings == ()
    monkeypatch.setattr(readable_tables, "_unsaid", lambda headers: [])
    forgetful = Job(made, options)
    edition.write(forgetful, tmp_path / "less")
    found = edition.check(forgetful, tmp_path / "less").findings
    assert {finding.expected for finding in found} == {f"Circumstances {number}" for number in range(9)}
