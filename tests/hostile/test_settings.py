"""Options and variables with values that nobody means: a clear sentence, or the usual value."""

from __future__ import annotations

import math
import os
import resource
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish.building import many_documents
from publish.building.crew import crew
from publish.building.supervision import supervised
from publish.commands.cli import app
from publish.errors import OutputsError, UsageError
from publish.limits import limits
from publish.outputs.released import read_withdrawal
from publish.outputs.signature import new_key, private_key
from tests.hostile.running import short_source, sources_of_every_node


def answer(*command: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, command)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    assert "something unexpected" not in done.output, done.output
    return done.exit_code, done.output


@pytest.mark.parametrize("value", ["2026-13-45", "9" * 5_000, "[" * 5_000, "*a", "{a: b"])
def test_an_option_with_a_value_that_is_none_is_one_sentence(value: str) -> None:
    code, said = answer("build", "sources", "--set", f"large-print.sizes={value}")
    assert (code, "is not a value for large-print.sizes" in said) == (2, True)


@pytest.mark.parametrize("address", ["https://[::1", "https://example.org/\x1b[2J", "https://", "file:///etc", ""])
def test_a_podcast_at_an_address_that_is_none_is_one_sentence(address: str, tmp_path: Path) -> None:
    code, said = answer("feed", address, "--outputs", str(tmp_path))
    assert (code, "is no address on the web" in said, "\x1b" in said) == (2, True, False)


@pytest.mark.parametrize(
    "address", ["https://[::1", f"http://{'a' * 64}.org", "http://", "http://a.org:b", "ftp://a.org"]
)
def test_a_store_at_an_address_that_is_none_is_one_sentence(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = sources_of_every_node(tmp_path / "sources")
    monkeypatch.setenv("PUBLISH_STORE", address)
    monkeypatch.setenv("PUBLISH_STORE_KEY", "a secret of the house")
    code, said = answer("build", str(source), "--outputs", str(tmp_path / "outputs"))
    assert (code, "a store is a folder, or an address with http or https" in said) == (2, True)


@pytest.mark.parametrize(("documents", "cores", "most"), [(1, 64, 2), (3, 64, 6), (40, 2, 8)])
def test_jobs_without_end_start_no_more_workers_than_tasks_and_four_for_each_core(
    documents: int, cores: int, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def counted(side_by_side: int) -> object:
        asked.append(side_by_side)
        return crew(min(side_by_side, 2))  # the machine of this test is to stay alive where the limit does not hold

    monkeypatch.setattr(many_documents, "crew", counted)
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path / "cache"))
    source = short_source(tmp_path / "sources")
    text = source.read_text(encoding="utf-8")
    for number in range(1, documents):
        source.with_name(f"short-{number}.md").write_text(text, encoding="utf-8")
    code, said = answer(
        *("build", str(source.parent), "--outputs", str(tmp_path / "outputs")),
        *("--format", "epub", "--no-listen", "--jobs", "99999999", "--fail-fast"),
    )
    assert (code, asked) == (0, [most]), said


def most_data(_report: object) -> int:
    return resource.getrlimit(resource.RLIMIT_DATA)[0]


@pytest.mark.parametrize("value", ["inf", "1e400", "1e30", "9" * 400])
def test_a_limit_without_end_is_one_that_the_system_takes(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISH_MEGABYTES", value)
    monkeypatch.setenv("PUBLISH_SECONDS", value)
    assert math.isfinite(limits().seconds)
    assert supervised(most_data) > 10**12


@pytest.mark.parametrize("name", ["PUBLISH_SECONDS", "PUBLISH_MEGABYTES"])
@pytest.mark.parametrize("value", ["nan", "-1", "0", "0x10", "much"])
def test_a_limit_that_is_no_number_is_one_sentence(
    value: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = short_source(tmp_path / "sources")
    monkeypatch.setenv(name, value)
    for command in (["build", str(source), "--outputs", str(tmp_path / "out")], ["lint", str(source)]):
        code, said = answer(*command)
        assert (code, f"{name}={value!r} is no number above 0." in said) == (2, True), said


def test_a_limit_that_is_empty_is_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = limits()
    monkeypatch.setenv("PUBLISH_MEGABYTES", "")
    monkeypatch.setenv("PUBLISH_SECONDS", "")
    assert limits() == usual


@pytest.mark.parametrize("put", [os.mkfifo, Path.mkdir])
def test_a_withdrawal_that_is_no_file_is_not_said_to_be_missing(put: Callable[[Path], None], tmp_path: Path) -> None:
    put(tmp_path / "withdrawal.json")
    with pytest.raises(OutputsError, match=r"withdrawal\.json: this is a folder, a pipe or a device, where a record"):
        read_withdrawal(tmp_path)


def test_a_key_that_is_no_file_is_not_said_to_be_missing() -> None:
    with pytest.raises(UsageError, match=r"^/dev/null: this is no file, but a folder, pipe or device\."):
        private_key(Path("/dev/null"))


@pytest.mark.parametrize("version", ["1\u0662", "\uff11.0", "1.\u0967"])
def test_a_version_has_the_digits_that_all_programs_read(version: str, tmp_path: Path) -> None:
    source = sources_of_every_node(tmp_path / "sources")
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("---\n", f'---\nversion: "{version}"\n', 1), encoding="utf-8")
    code, said = answer("lint", str(source))
    assert (code, "is no version. Write numbers with points between them" in said) == (3, True)


@pytest.mark.parametrize("place", [".", "..", "/"])
def test_a_key_in_the_place_of_a_folder_is_one_sentence(place: str, tmp_path: Path) -> None:
    with chdir(tmp_path), pytest.raises(UsageError, match="this file is there already"):
        new_key(Path(place))


def test_half_a_key_does_not_stay(tmp_path: Path) -> None:
    """Its private half fits the limit of this account, its public half meets a name that no file can have."""
    path = tmp_path / ("k" * 253)  # with its suffix longer than any name
    with pytest.raises(UsageError, match="the key cannot be written"):
        new_key(path)
    assert list(tmp_path.iterdir()) == []
