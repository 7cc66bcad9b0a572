"""One pandoc reads text after text: as one of its own for each would, and none suffers from another."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from publish.source import pandoc, pandoc_process
from publish.source.pandoc import blocks, program
from publish.source.pandoc_process import PandocProcess, Unconverted

READER = "commonmark_x+sourcepos"


@pytest.mark.parametrize(
    "text", ["", "*a*", "a\tb\n\n```\n\tcode\n```\n\n- \tc\n", "# é {#x}\n\n> b\n", "|a|\n|-|\n|b|"]
)
def test_a_text_is_read_as_on_the_command_line(text: str) -> None:
    command = [program(), "--sandbox", "--from", READER, "--to", "json"]
    alone = subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout.decode()
    reader = PandocProcess(program())
    assert [reader.converted(text, READER, "json").strip() for _ in range(2)] == [alone.strip()] * 2


def test_each_text_has_its_own_answer_after_one_that_was_refused() -> None:
    reader = PandocProcess(program())
    with pytest.raises(Unconverted):
        reader.converted("no JSON", "json", "html5")
    assert [reader.converted(word, "commonmark", "html5") for word in ("one", "two")] == ["<p>one</p>", "<p>two</p>"]


def test_a_text_is_read_though_the_program_has_ended() -> None:
    reader = PandocProcess(program())
    reader.converted("one", READER, "html5")
    assert reader._process is not None
    os.kill(reader._process.pid, signal.SIGTERM)
    reader._process.wait()
    assert "two" in reader.converted("two", READER, "html5")


def test_a_text_that_takes_too_long_is_refused_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = PandocProcess(program())
    monkeypatch.setattr(pandoc_process, "PANDOC_SECONDS", 0.01)
    with pytest.raises(Unconverted, match="more than 0"):
        reader.converted("a *b* " * 50_000, READER, "json")
    monkeypatch.undo()
    assert "two" in reader.converted("two", READER, "html5")


def test_at_rest_none_runs_and_the_next_text_is_read() -> None:
    blocks("one")
    running = pandoc._process()._process
    assert running is not None
    pandoc.rest()
    assert running.poll() is not None
    assert len(blocks("two")) == 1


def test_no_file_is_read_for_a_text(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    text = f".. include:: {secret}\n"
    try:
        answer = PandocProcess(program()).converted(text, "rst", "html5")
    except Unconverted:
        return
    assert "the secret" not in answer


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    reader = PandocProcess(program())
    reader.converted("one", READER, "html5")
    assert list(tmp_path.iterdir()) == [], "also where the program is then killed with what started it"
    reader.close()
    assert list(tmp_path.iterdir()) == []
