"""What lies beside the documents in outputs has names that no document may have: it would hide there."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.model.file_names import IN_OUTPUTS
from publish.ordering import catalogue, onix, podcast
from publish.outputs import released
from publish.reporting import all_documents
from tests.releasing import IRON, desk

WRITTEN = {
    released.FOLDER,
    podcast.FOLDER,
    "tickets",
    "reviews.ics",
    *(podcast.NAME, all_documents.INDEX, catalogue.NAME, onix.NAME),
}
"""All that commands write into the folder of outputs, beside the folders of documents."""


def test_the_list_has_all_that_commands_write_into_outputs() -> None:
    assert {name.partition(".")[0] for name in WRITTEN} == IN_OUTPUTS


@pytest.mark.parametrize("name", sorted(IN_OUTPUTS))
def test_no_document_has_such_an_id(tmp_path: Path, name: str) -> None:
    made = desk(tmp_path, IRON)
    made.source.write_text(IRON.replace("id: iron", f"id: {name}"), encoding="utf-8")
    code, said = made.build()
    kept = f"“{name}” is kept for what lies beside the documents in outputs. Use another id"
    assert code == 3
    assert f"{made.source}:3: “id”: {kept}" in said
    assert not (made.outputs / name).exists()


def test_nor_does_its_file_give_it_one(tmp_path: Path) -> None:
    made = desk(tmp_path, IRON)
    source = made.source.with_name("tickets.md")
    source.write_text(IRON.replace("id: iron\n", ""), encoding="utf-8")
    code, said = made.run("build", str(source), "--outputs", str(made.outputs))
    assert code == 3
    assert f"{source}:1: the file name “tickets” cannot be the document's id (“tickets” is kept" in said
    assert "Add “id:” to the front matter, or rename the file." in said
