"""What editions once gave back wrongly though they held it: every format that is read gives it back right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import publish
from publish.contracts.format import Job, Settings
from publish.model.nodes import (
    Block,
    Cell,
    Definition,
    DefinitionList,
    List,
    ListItem,
    Note,
    Paragraph,
    Section,
    Table,
    Text,
)
from tests.specimen import paragraph, specimen, words

ROW = (Cell(words("Night")), Cell(words("7 mg")))

BLOCKS: dict[str, Block] = {
    "an emoji": paragraph("Well done \N{THUMBS UP SIGN} and thank you."),
    "a full stop after a note": Paragraph((Text("It hurts"), Note((paragraph("Not much."),)), Text("."))),
    "a list in a definition in a list": List(
        (
            ListItem(
                (
                    paragraph("Outer"),
                    DefinitionList(
                        (
                            Definition(
                                words("Term"),
                                ((paragraph("Meaning"), List((ListItem((paragraph("Inner"),)),))),),
                            ),
                        )
                    ),
                )
            ),
        )
    ),
    "two headers of the same words": Table(
        words("Doses"),
        ((Cell(words("Dose")), Cell(words("Day"))), (Cell(words("Dose")), Cell(words("Hour")))),
        ((Cell(words("5 mg")), Cell(words("1"))),),
        0,
    ),
    "row headers without a header row": Table(
        words("Doses"),
        (),
        ((Cell(words("Morning"), row_span=2), Cell(words("5 mg"))), (Cell(words("6 mg")),), ROW),
        1,
    ),
    "one column of row headers": Table(words("Times"), (), ((Cell(words("Morning")),), (Cell(words("Night")),)), 1),
}


@pytest.mark.parametrize("name", ["epub", "word", "large-print"])
@pytest.mark.parametrize("block", BLOCKS)
def test_it_comes_back_as_it_was_written(name: str, block: str, tmp_path: Path) -> None:
    one = publish.formats(Settings(tmp_path / "cache"))[name]
    whole = specimen()
    section = Section("only", 1, words("Only"), (BLOCKS[block],))
    publication = replace(whole, document=replace(whole.document, sections=(section,), opening=()))
    (options,) = one.variants(publication).options
    path = tmp_path / f"hard{one.stem}{f'-{options.variant}' if options.variant else ''}{one.suffix}"
    one.write(Job(publication, options), path)
    assert one.check(Job(publication, options), path).findings == ()
