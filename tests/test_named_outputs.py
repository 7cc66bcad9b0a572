"""A file that a person names with -o is written whole, and no source, key, edition or link is written over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publish.errors import UsageError
from publish.outputs.whole_file import put_named
from tests.releasing import Desk


def commands(desk: Desk) -> list[list[str]]:
    """Each command that takes a file to write, up to the file."""
    source, outputs = str(desk.source), str(desk.outputs)
    return [
        ["easy-read", "preview", source, "-o"],
        ["pictures", source, "-o"],
        ["say", "Take 2 tablets.", "-o"],
        ["calendar", "--outputs", outputs, "-o"],
        ["diff", desk.source.stem, "--outputs", outputs, "--word"],
    ]


@pytest.mark.parametrize("number", range(5))
def test_a_source_a_key_and_a_manifest_are_never_written_over(released_desk: Desk, number: int) -> None:
    command = commands(released_desk)[number]
    manifest = released_desk.outputs / released_desk.source.stem / "manifest.json"
    key = released_desk.source.with_name("house.pem")
    key.write_text("a key", encoding="utf-8")
    for file in (released_desk.source, manifest, key):
        before = file.read_bytes()
        code, said = released_desk.run(*command, str(file))
        assert (code, "Nothing was written." in said) == (2, True), said
        assert file.read_bytes() == before


@pytest.mark.parametrize("number", range(5))
def test_a_link_is_not_written_through_and_a_pipe_not_waited_for(released_desk: Desk, number: int) -> None:
    command = commands(released_desk)[number]
    suffix = (".pdf", ".html", ".mp3", ".ics", ".docx")[number]
    folder = released_desk.source.parent
    elsewhere = folder / f"elsewhere{suffix}"
    elsewhere.write_text("kept", encoding="utf-8")
    link, pipe = folder / f"link{suffix}", folder / f"pipe{suffix}"
    link.symlink_to(elsewhere)
    os.mkfifo(pipe)
    for file in (link, pipe):
        code, said = released_desk.run(*command, str(file))
        assert (code, "not a plain file. Nothing was written." in said) == (2, True), said
    assert elsewhere.read_text(encoding="utf-8") == "kept"


def test_an_edition_is_not_written_over_and_a_file_of_its_own_is(tmp_path: Path) -> None:
    place = tmp_path / "changes.docx"
    put_named(place, b"first", ".docx")
    put_named(place, b"second", ".docx")
    assert place.read_bytes() == b"second"
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match="a document's editions"):
        put_named(place, b"third", ".docx")
    with pytest.raises(UsageError, match="no such folder"):
        put_named(tmp_path / "none" / "changes.docx", b"first", ".docx")
    assert place.read_bytes() == b"second"
