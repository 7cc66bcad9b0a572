"""pdfplumber, a reader of PDFs that is not ours, sees every character of the paged editions on the page, and bare.

One random document in every run, at the smallest size and the largest; PUBLISH_TABLES gives another number, at all.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from formats.easy_read.booklet_lines import EasyReadOptions
from formats.easy_read.easy_read import EasyRead
from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions
from publish.contracts.format import Job, Settings
from publish.model.nodes import Block, Callout, CalloutKind, Cell, List, ListItem, Row, Table
from publish.model.publication import Publication
from tests.conftest import Built
from tests.formats.large_print_files import with_blocks
from tests.mutants import sight
from tests.mutants.kinds import Kind
from tests.specimen import paragraph, specimen, words

Letter = dict[str, Any]  # a character as pdfplumber has it: words and numbers by their names
NUMBER = int(os.environ.get("PUBLISH_TABLES", "1"))
SIZES = (16, 18, 24, 28)
MILLIMETRE = 72 / 25.4
BORDERS = {"large-print": (20 * MILLIMETRE, 26 * MILLIMETRE), "easy-read": (16 * MILLIMETRE, 22 * MILLIMETRE)}
"""Points that the words of an edition keep clear beside and above them, and under them."""

HANG = 0.4  # of the type size: what a letter's box, which has room for any accent, may reach beyond the text's
CLOSE = 0.3  # of the type size: what neighbours of a line may share
ABOVE = 0.5  # the same above one another

VOCABULARY = (
    "take two tablets with water each morning and never more than 40 mg in 24 hours unless your hospital team tells "
    "you so because bleeding bruising neutropenia chemotherapy 08088 010 444 −5 °C 10–20% transplantation is not safe"
)


def faults(path: Path, edition: str = "large-print") -> list[str]:
    """Characters off the page or in its margins, and characters over others."""
    found = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            letters = [char for char in page.chars if char["text"].strip()]
            found += [
                f"page {page.page_number}: outside: {letter['text']}"
                for letter in letters
                if _outside(letter, page, *BORDERS[edition])
            ]
            found += [f"page {page.page_number}: {one['text']} over {other['text']}" for one, other in _over(letters)]
            page.close()
    return found


def _outside(letter: Letter, page: pdfplumber.page.Page, margin: float, foot: float) -> bool:
    left, right, top, bottom = (float(letter[key]) for key in ("x0", "x1", "top", "bottom"))
    hang = HANG * float(letter["size"])
    if letter["tag"] == "Artifact":
        return left < 10 or right > page.width - 10 or top < 10 or bottom > page.height - 10
    beside = left < margin - 1 - hang or right > page.width - margin + 1 + hang
    return beside or top < margin - hang or bottom > page.height - foot + hang


def _over(letters: list[Letter]) -> Iterator[tuple[Letter, Letter]]:
    """Pairs of characters that share too much of the page."""
    rows = sorted(letters, key=lambda one: float(one["top"]))
    for number, letter in enumerate(rows):
        size = float(letter["size"])
        for other in rows[number + 1 :]:
            if float(other["top"]) > float(letter["bottom"]) - ABOVE * size:
                break
            shared = min(float(letter["x1"]), float(other["x1"])) - max(float(letter["x0"]), float(other["x0"]))
            if shared > CLOSE * size:
                yield letter, other


def _words(chance: random.Random, most: int) -> str:
    return " ".join(chance.choice(VOCABULARY.split()) for _ in range(chance.randint(1, most)))


def _row(chance: random.Random, columns: int, most: int) -> Row:
    return tuple(Cell(words(_words(chance, most if chance.random() < 0.3 else 8))) for _ in range(columns))


def _table(chance: random.Random) -> Table:
    """A table some of whose cells hold up to 2,000 words, and some of whose rows are joined."""
    columns = chance.randint(1, 4)
    most = chance.choice((20, 120, 600, 2000))
    head = tuple(Cell(words(_words(chance, 3))) for _ in range(columns))
    rows: list[Row] = [_row(chance, columns, most) for _ in range(chance.randint(1, 5))]
    if columns > 1 and chance.random() < 0.5:
        joined = chance.randint(2, 18)
        first, *others = _row(chance, columns, 60)
        rows.append((Cell(first.children, row_span=joined), *others))
        rows += [_row(chance, columns - 1, 60) for _ in range(joined - 1)]
    headed = chance.random() < 0.9
    return Table(words("A table"), (head,) if headed else (), tuple(rows), chance.choice((0, 0, 1)) if headed else 1)


def publication(seed: int) -> Publication:
    """A random document with tables: alone, in a list, in a frame."""
    chance = random.Random(seed)
    framed = Callout(CalloutKind.NOTE, "How", (_table(chance),))
    listed = List((ListItem((paragraph("In it:"), _table(chance))),))
    either: Block = chance.choice((framed, listed))
    return with_blocks(specimen(), _table(chance), paragraph(_words(chance, 80)), either, _table(chance))


@pytest.mark.parametrize("seed", range(NUMBER))
@pytest.mark.parametrize("size", SIZES if NUMBER > 1 else (SIZES[0], SIZES[-1]))
def test_no_character_of_a_table_is_off_the_page_or_over_another(size: int, seed: int, tmp_path: Path) -> None:
    edition, job = LargePrint(Settings(tmp_path)), Job(publication(seed), LargePrintOptions(size=size))
    target = tmp_path / f"tables-large-print-{size}pt.pdf"
    edition.write(job, target)
    assert faults(target) == []
    assert edition.check(job, target).findings == ()


@pytest.mark.parametrize("size", SIZES)
def test_no_character_of_the_specimen_is(size: int, tmp_path: Path) -> None:
    target = tmp_path / f"specimen-large-print-{size}pt.pdf"
    LargePrint(Settings(tmp_path)).write(Job(specimen(), LargePrintOptions(size=size)), target)
    assert faults(target) == []


def test_the_judge_sees_words_off_the_page_and_over_others(tmp_path: Path) -> None:
    target = tmp_path / "specimen-large-print-18pt.pdf"
    LargePrint(Settings(tmp_path)).write(Job(specimen(), LargePrintOptions()), target)
    for kind, said in ((Kind.MOVED_OFF, "outside"), (Kind.NUMBER_OVERPRINTED, "over")):
        sight.mutants(target, kind)[0](tmp_path / "damaged.pdf")
        assert said in " ".join(faults(tmp_path / "damaged.pdf"))


def test_no_character_of_easy_read_is(tmp_path: Path) -> None:
    target = tmp_path / "specimen-easy-read.pdf"
    EasyRead(Settings(tmp_path)).write(Job(specimen(), EasyReadOptions()), target)
    assert faults(target, "easy-read") == []


@pytest.mark.parametrize("edition", ["large-print", "easy-read"])
def test_no_character_of_the_factsheet_is(edition: str, built: Built) -> None:
    assert faults(built.path(edition), edition) == []
