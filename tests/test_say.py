"""`publish say`: a line as an edition would say it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish.commands.cli import app
from publish.readers.mp3.mp3_file import open_mp3
from tests.conftest import REPOSITORY


def test_a_line_is_said_as_an_edition_would_say_it(tmp_path: Path) -> None:
    path = tmp_path / "dose.mp3"
    run = CliRunner().invoke(app, ["say", "Take 5 mg. Call 999.", "-o", str(path), "--sources", str(tmp_path)])
    assert (run.exit_code, run.output.splitlines()) == (
        0,
        ["Take five milligrams. Call nine nine nine.", f"  {path}"],
    )
    assert 2 < open_mp3(path).seconds < 6


def test_the_lexicon_of_the_sources_is_used(tmp_path: Path) -> None:
    run = CliRunner()
    for name, folder in (("with", REPOSITORY / "sources"), ("without", tmp_path)):
        run.invoke(app, ["say", "Imatinib.", "-o", str(tmp_path / f"{name}.mp3"), "--sources", str(folder)])
    assert (tmp_path / "with.mp3").read_bytes() != (tmp_path / "without.mp3").read_bytes()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (
            [
                "",
            ],
            "nothing to say",
        ),
        (["Yes.", "--voice", "nobody"], "no voice"),
    ],
)
def test_what_cannot_be_said_is_told_in_a_line(words: list[str], complaint: str, tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["say", *words, "-o", str(tmp_path / "a.mp3")])
    assert run.exit_code == 2
    assert complaint in run.output
    assert not (tmp_path / "a.mp3").exists()


def test_letters_that_the_voice_cannot_say_are_named_in_a_line(tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["say", "Take 你好 now.", "-o", str(tmp_path / "a.mp3")])
    assert run.exit_code > 0
    assert "the voice heart cannot say “你好”" in run.output
    assert not (tmp_path / "a.mp3").exists()
