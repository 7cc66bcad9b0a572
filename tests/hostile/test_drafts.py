"""What a killed command leaves of a file that it was writing: cleared by the next, and out of the way until then."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish.commands.cli import app
from publish.plain_files import draft_of, read_plain, write_whole
from publish.source.named_sources import find_sources
from publish.source.source_file import save
from tests.conftest import REPOSITORY
from tests.hostile.running import sources_of_every_node

KILLED = """
import os, signal, sys
from pathlib import Path
from publish.commands.cli import app
from publish.plain_files import draft_of
with draft_of(Path(sys.argv[1]), "half"):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_a_killed_write_left_is_no_source_and_is_cleared_by_the_next(tmp_path: Path) -> None:
    source = tmp_path / "iron.md"
    source.write_text("---\ntitle: Iron\n---\n", encoding="utf-8")
    subprocess.run([sys.executable, "-c", KILLED, str(source)], cwd=REPOSITORY, check=False)
    assert len(names_in(tmp_path)) == 2
    assert find_sources([tmp_path]) == (source,)
    write_whole(source, "new")
    assert names_in(tmp_path) == ["iron.md"]
    assert source.read_text(encoding="utf-8") == "new"


def test_what_another_command_is_writing_is_left_to_it(tmp_path: Path) -> None:
    source = tmp_path / "iron.md"
    with draft_of(source, "one") as draft:
        write_whole(source, "two")
        assert draft.exists()
    assert names_in(tmp_path) == ["iron.md"]


def test_files_of_other_names_and_what_is_no_file_stay(tmp_path: Path) -> None:
    for name in ("iron.md-20260101", "iron.md-unfinished", "iron.md-unfinished-2026010", "iron.md-unfinished-notes123"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    os.mkfifo(tmp_path / "iron.md-unfinished-00000000")
    (tmp_path / "iron.md-unfinished-11111111").symlink_to(tmp_path / "iron.md-20260101")
    before = names_in(tmp_path)
    write_whole(tmp_path / "iron.md", "new")
    assert names_in(tmp_path) == sorted([*before, "iron.md"])


def test_twenty_commands_that_write_one_file_at_once_all_write_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    failed: list[BaseException] = []

    def write(number: int) -> None:
        try:
            for _ in range(20):
                write_whole(path, f"{number}" * 1_000)
        except BaseException as error:  # noqa: BLE001 — of another thread
            failed.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(set(path.read_text(encoding="utf-8"))) == 1
    assert names_in(tmp_path) == ["report.html"]


def test_what_is_put_in_a_files_place_after_it_was_looked_at_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each look by name finds a plain file; what is opened is a pipe, a link, or has grown meanwhile."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "secret").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "secret")
    for look in ("is_symlink", "is_file", "exists"):
        monkeypatch.setattr(Path, look, lambda _, look=look: look != "is_symlink")
    for name in ("pipe", "link"):
        with pytest.raises(OSError, match=r"."):
            read_plain(tmp_path / name, 1_000)
    with pytest.raises(OSError, match="large"):
        read_plain(tmp_path / "secret", 3)


def test_a_source_that_is_a_link_is_proved_where_its_pictures_are(tmp_path: Path) -> None:
    real = tmp_path / "shared" / "iron.md"
    real.parent.mkdir()
    real.write_text("old", encoding="utf-8")
    (tmp_path / "sources").mkdir()
    source = tmp_path / "sources" / "iron.md"
    source.symlink_to(real)
    proved: list[tuple[Path, str]] = []
    save(source, "new", prove=lambda draft: proved.append((draft.parent, draft.stem)))
    assert proved == [(source.parent, "iron")]
    assert source.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"
    assert (names_in(real.parent), names_in(source.parent)) == (["iron.md"], ["iron.md"])


def test_what_goes_with_a_source_that_is_a_link_is_looked_for_beside_the_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By every command alike: what one makes another reads."""
    sources = tmp_path / "sources"
    source = sources_of_every_node(sources)
    (tmp_path / "shared").mkdir()
    real = source.rename(tmp_path / "shared" / "source.md")
    (sources / "source.md").symlink_to(real)
    monkeypatch.chdir(tmp_path)
    for command in (
        "build sources/source.md --format epub --no-listen",
        "check outputs",
        "approve sources/source.md --role lead",
        "easy-read start sources/source.md",
        "tie sources/source.md",
        "build sources/source.md --format epub --no-listen",
        "report source",
        "status",
    ):
        result = CliRunner().invoke(app, command.split())
        assert result.exit_code == 0, f"{command}: {result.output}"
    assert (sources / "source.md").is_symlink()
    assert "easy-read" in real.read_text(encoding="utf-8")
    assert names_in(real.parent) == ["source.md"]
    assert (sources / "source.approvals.yaml").is_file()
