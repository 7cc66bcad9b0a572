"""No command writes into a release, whichever of its paths is led there, and whoever adds a command."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import typer
from typer.testing import CliRunner

from publish.commands.cli import app
from publish.commands.never_in_release import ONLY_READ
from publish.errors import UsageError
from publish.outputs.lock import exclusive
from publish.outputs.release_guard import refuse_in_release
from tests.releasing import Desk, bytes_of

READ_ALONE = {
    ("build", "sources"), ("check", "paths"), ("check", "source"), ("import", "inputs"), ("lint", "sources"),
    ("pictures", "source"), ("release", "key"), ("say", "sources"), ("verify", "folder"), ("verify", "key"),
    ("watch", "sources"), ("withdraw", "key"),
}  # fmt: skip
"""Paths that commands read and write nothing to or beside: what is not among them is guarded."""


def commands(group: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its whole name."""
    if not hasattr(group, "commands"):
        yield name, group
        return
    for part, each in group.commands.items():
        yield from commands(each, f"{name} {part}".strip())


def paths(command: Any) -> dict[str, bool]:
    """The parameters of a command that are paths, and whether each is only read."""
    kinds = get_type_hints(inspect.unwrap(command.callback), include_extras=True)
    return {name: ONLY_READ in getattr(kind, "__metadata__", ()) for name, kind in kinds.items() if _is_path(kind)}


def _is_path(kind: Any) -> bool:
    return kind is Path or any(_is_path(part) for part in get_args(kind))


ALL = dict(commands(typer.main.get_command(app)))
GUARDED = [(name, path) for name, each in ALL.items() for path, only_read in paths(each).items() if not only_read]


def typed(command: Any, path: str, place: Path) -> list[str]:
    """What a person types to lead one path of a command to a place; all else that it asks for is a word."""
    words: list[str] = []
    for each in command.params:
        if each.name != path and not each.required:
            continue
        value = str(place) if each.name == path else "7"
        words += [value] if each.param_type_name == "argument" else [each.opts[0], value]
    return words


def test_paths_that_are_only_read_are_these() -> None:
    found = {(name, path) for name, each in ALL.items() for path, only_read in paths(each).items() if only_read}
    assert found == READ_ALONE
    assert {("build", "outputs"), ("pictures", "output"), ("import", "output"), ("import", "outputs")} <= set(GUARDED)


@pytest.mark.parametrize(("name", "path"), GUARDED, ids=lambda part: part)
def test_no_command_writes_into_a_release(released_desk: Desk, name: str, path: str) -> None:
    release = released_desk.released / "1.0"
    before = bytes_of(release)
    for place in (release, release / "report.html", release / "new" / "page.md"):
        result = CliRunner().invoke(app, [*name.split(), *typed(ALL[name], path, place)])
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.endswith("and a release is never changed. Name another.\n"), result.stderr
        assert bytes_of(release) == before


def test_a_link_into_a_release_is_refused_too(released_desk: Desk) -> None:
    link = released_desk.folder / "elsewhere"
    link.symlink_to(released_desk.released / "1.0", target_is_directory=True)
    code, said = released_desk.run("calendar", "--outputs", str(released_desk.outputs), "-o", str(link / "report.html"))
    assert (code, "a release is never changed" in said) == (2, True)


def test_the_library_takes_no_lock_in_a_release(released_desk: Desk) -> None:
    with pytest.raises(UsageError, match="a release is never changed"), exclusive(released_desk.released / "1.0" / "x"):
        pass
    assert not (released_desk.released / "1.0" / "x").exists()


def test_a_release_without_its_signature_is_still_one_and_a_file_of_the_name_alone_is_none(
    released_desk: Desk, tmp_path: Path
) -> None:
    (released_desk.released / "1.0" / "release.sig").unlink()
    with pytest.raises(UsageError):
        refuse_in_release(released_desk.released / "1.0" / "x.md")
    (tmp_path / "release.json").write_text("{}", encoding="utf-8")
    refuse_in_release(tmp_path / "x.md")
