"""What may change in a document's folder while one of its editions is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.building.boundary import written
from publish.contracts.format import Locations
from publish.errors import EditionError


def writing(folder: Path, *names: str) -> Locations:
    """Write an edition while files of other names come to stand beside it."""
    target = folder / "iron.docx"

    def write() -> Locations:
        for name in (target.name, *names):
            (folder / name).write_text("words", encoding="utf-8")
        return {}

    return written(write, target, folder)


@pytest.mark.parametrize("name", ["~$iron.docx", ".~lock.iron.docx#", ".DS_Store", "Thumbs.db"])
def test_what_programs_put_beside_a_document_that_somebody_has_open_stays_and_stops_nothing(
    tmp_path: Path, name: str
) -> None:
    assert writing(tmp_path, name) == {}
    assert (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["notes.docx", "~iron.docx", "$iron.docx"])
def test_any_other_file_is_removed_and_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(EditionError, match=r"what is not its target"):
        writing(tmp_path, name)
    assert not (tmp_path / name).exists()
