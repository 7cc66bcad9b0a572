"""Many documents in one go: who has nothing to do is told at once, what is made says why, what is bad is named last."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from weakref import WeakSet

import pytest
from typer.testing import CliRunner

import publish
from publish.building import supervision
from publish.building.results import BuildResult
from publish.building.supervision import Died, Worker
from publish.building.task_worker import Report
from publish.commands.cli import app
from publish.contracts.format import Settings
from publish.outputs import known_hashes
from publish.outputs.known_hashes import KnownHashes

PUBLISHER = Path(__file__).parent / "cases" / "publisher.yaml"
GLOSSARY = "- term: {term}\n  meaning: {meaning}\n"
SOURCE = """---
title: Iron {number}
id: iron-{number}
lang: en-GB
summary: What iron does.
---

# What is it? {{#what}}

Iron helps your {organ}. Take {number} tablets.
"""
NUMBER = 9  # more than those of which a build takes a look at all first


class Place:
    """A folder of sources, all about blood but the last, which is about the liver, and the command line on them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.sources, self.outputs = folder, folder / "sources", folder / "outputs"
        self.sources.mkdir()
        shutil.copy(PUBLISHER, self.sources / "publisher.yaml")
        for number in range(1, NUMBER + 1):
            self.write(number)

    def write(self, number: int, **changes: str) -> Path:
        words = {"number": str(number), "organ": "liver" if number == NUMBER else "blood"} | changes
        path = self.sources / f"iron-{number}.md"
        path.write_text(SOURCE.format(**words), encoding="utf-8")
        return path

    def explain(self, term: str, meaning: str) -> None:
        text = GLOSSARY.format(term=term, meaning=meaning)
        (self.sources / "glossary.yaml").write_text(text, encoding="utf-8")

    def arguments(self, *more: object) -> list[str]:
        return ["build", str(self.sources), "--outputs", str(self.outputs), "--format", "epub", *map(str, more)]

    def build(self, *more: object) -> tuple[int, str]:
        result = CliRunner().invoke(app, self.arguments(*more))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result.exit_code, result.stdout

    def made(self, *more: object) -> dict[str, str]:
        """The ids whose EPUB was made by a build, each with the reason."""
        results = [json.loads(line) for line in self.build("--json", *more)[1].splitlines()]
        assert len(results) == NUMBER
        return {result["id"]: one["why"] for result in results for one in result["editions"] if one["made"]}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path / "cache"))
    return Place(tmp_path)


def test_only_what_changed_is_made_again_and_says_why(place: Place) -> None:
    assert len(place.made("--jobs", "2")) == NUMBER
    assert place.made("--jobs", "2") == {}
    place.write(3, organ="muscles")
    assert place.made("--jobs", "2") == {"iron-3": "changed: the text"}
    assert place.made() == {}


def test_a_changed_glossary_term_touches_the_documents_that_hold_it(place: Place) -> None:
    place.explain("liver", "An organ.")
    place.build()
    place.explain("liver", "A large organ.")
    results = [json.loads(line) for line in place.build("--json")[1].splitlines()]
    assert {result["id"] for result in results if not result["unchanged"]} == {f"iron-{NUMBER}"}


def test_an_edition_that_somebody_changed_is_made_again(place: Place) -> None:
    place.build()
    edition = place.outputs / "iron-5" / "iron-5.epub"
    edition.write_bytes(edition.read_bytes()[:-1] + b"x")
    assert place.made() == {"iron-5": "there was none, or its file was not the one that was made"}


def test_a_new_option_is_named_as_the_reason(place: Place) -> None:
    place.build("--format", "large-print", "--set", "large-print.sizes=[18]")
    source = place.sources / "iron-1.md"
    source.write_text(source.read_text(encoding="utf-8").replace("Iron helps", "Iron always helps"), encoding="utf-8")
    _, output = place.build("--why")
    assert "epub was made: changed: the text." in output


def test_those_that_are_not_complete_are_named_once_more_at_the_end(place: Place) -> None:
    place.write(4).write_text("---\ntitle: Broken\n---\n", encoding="utf-8")
    code, output = place.build("--jobs", "2")
    assert code == 3
    lines = output.splitlines()
    end = lines[lines.index("Not complete:") :]
    assert end[1].startswith("  iron-4  ") and "iron-4.md" in end[1]
    assert end[-1].startswith(f"{NUMBER} documents, {NUMBER - 1} editions complete")


def test_fail_fast_stops_at_the_first_that_is_not_complete(place: Place) -> None:
    place.write(1).write_text("---\ntitle: Broken\n---\n", encoding="utf-8")
    code, output = place.build("--fail-fast")
    assert code == 3
    assert len(output.splitlines()) < NUMBER


def started(arguments: list[str], stderr: int | None = None) -> subprocess.Popen[str]:
    """The command, which Ctrl-C ends also where the run of the tests was told to ignore it, as in the background."""
    command = [str(Path(sys.executable).with_name("publish")), *arguments]
    here = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True)
    finally:
        signal.signal(signal.SIGINT, here)


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_ctrl_c_keeps_what_is_made_and_says_how_to_go_on(place: Place) -> None:
    process = started(place.arguments(), stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline().startswith("iron-")
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.splitlines()[-1] == (
        "Stopped. What was complete is in its place: the same command goes on from there."
    )
    assert len(place.made()) < NUMBER
    assert not list(place.outputs.glob("*/.staging"))


def test_a_build_whose_iterator_is_closed_is_cancelled_and_the_next_goes_on(place: Place) -> None:
    settings = Settings(cache=place.outputs.parent / "cache", listen=False)
    results = publish.build([place.sources], place.outputs, settings=settings, formats=["epub"], jobs=2)
    first = next(results)
    results.close()
    made = {manifest.parent.name for manifest in place.outputs.glob("*/manifest.json")}
    assert first.id in made and len(made) < NUMBER
    place.build()
    assert len(list(place.outputs.glob("*/*.epub"))) == NUMBER
    assert not list(place.outputs.glob("*/.staging"))


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_a_saved_source_is_built_at_once(place: Place) -> None:
    process = started(["watch", str(place.sources), "--outputs", str(place.outputs), "--format", "epub"])
    assert process.stdout is not None
    lines = iter(process.stdout.readline, "")
    assert any(line.startswith("Waiting for a source to be saved.") for line in lines)
    place.write(3, organ="muscles")
    assert next(lines) == "iron-3  epub ✓\n"
    assert next(lines) == "  epub was made: changed: the text.\n"
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_ctrl_c_ends_the_waiting_without_a_word(place: Place) -> None:
    arguments = ["watch", str(place.sources), "--outputs", str(place.outputs), "--format", "epub"]
    process = started(arguments, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert any(line.startswith("Waiting for a source to be saved.") for line in iter(process.stdout.readline, ""))
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, "KeyboardInterrupt" in errors) == (130, False)


@pytest.fixture
def hashes(tmp_path: Path) -> Iterator[KnownHashes]:
    known = KnownHashes(tmp_path / "cache")
    yield known
    known.close()


def test_a_file_that_was_just_changed_is_read_again(tmp_path: Path, hashes: KnownHashes) -> None:
    file = tmp_path / "x.epub"
    file.write_bytes(b"one")
    before = hashes.hash_in(tmp_path, "x.epub")
    hashes.close()
    facts = file.stat()
    file.write_bytes(b"two")
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert KnownHashes(tmp_path / "cache").hash_in(tmp_path, "x.epub") != before


def test_a_file_that_has_lain_still_is_not_read_again(
    tmp_path: Path, hashes: KnownHashes, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.epub").write_bytes(b"one")
    monkeypatch.setattr(known_hashes, "_SETTLED_NS", 0)
    time.sleep(0.01)
    before = hashes.hash_in(tmp_path, "x.epub")
    hashes.close()
    monkeypatch.setattr(known_hashes, "hash_of", lambda _path: "read again")
    assert KnownHashes(tmp_path / "cache").hash_in(tmp_path, "x.epub") == before


def test_a_damaged_store_of_hashes_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "x.epub").write_bytes(b"one")
    (tmp_path / known_hashes.NAME).write_bytes(b"no database" * 100)
    known = KnownHashes(tmp_path)
    assert known.hash_in(tmp_path, "x.epub")
    known.close()
    assert (tmp_path / known_hashes.NAME).read_bytes().startswith(b"SQLite format 3")


class Enough(Exception):
    """What a caller raises that wants no more."""


def enough(_message: str, _share: float) -> None:
    raise Enough


def ignored(_message: str, _share: float) -> None:
    """Hear nothing."""


def counting(report: Report, name: str) -> str:
    """A task of a second."""
    for number in range(10):
        report.progress(name, number / 10)
        time.sleep(0.1)
    return name


def test_after_a_callback_that_raises_a_worker_gives_no_answer_to_an_earlier_question() -> None:
    worker = Worker()
    try:
        with pytest.raises(Enough):
            worker.run(counting, "first", progress=enough)
        assert worker.run(counting, "second", progress=ignored) == "second"
    finally:
        worker.close()


def loaded(_report: Report, module: str) -> tuple[int, bool]:
    """A task that says in which process it was done, and whether a module was read."""
    return os.getpid(), module in sys.modules


def test_a_worker_started_ahead_has_read_its_module_and_does_the_next_task() -> None:
    supervision._close_idle()
    supervision.start_ahead(1, "publish.outputs.manifest")
    worker = supervision.hired()
    try:
        started = worker._process
        assert started is not None
        assert worker.run(loaded, "publish.outputs.manifest", progress=ignored) == (started.pid, True)
    finally:
        worker.close()


def test_a_module_that_cannot_be_read_ahead_stops_no_task() -> None:
    worker = Worker()
    try:
        worker.start("publish.nowhere")
        assert worker.run(loaded, "publish.nowhere", progress=ignored)[1] is False
    finally:
        worker.close()


class Ring:
    """Rubbish that refers to itself, as the parts of a Word file do."""

    def __init__(self) -> None:
        self.itself = self


rings: WeakSet[Ring] = WeakSet()


def leaving_rubbish(_report: Report) -> int:
    """A task that says how many rings tasks before it have left."""
    left = len(rings)
    rings.add(Ring())
    return left


def test_a_worker_clears_away_after_each_task() -> None:
    worker = Worker()
    try:
        assert [worker.run(leaving_rubbish, progress=ignored) for _ in range(3)] == [0, 0, 0]
    finally:
        worker.close()


class Unreadable:
    """What no process can read: it asks for something that is nowhere."""

    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return int, ("none", "x" * 1_000_000)  # more than a pipe holds, so that its writer waits for a reader


def unreadable(_report: Report) -> Unreadable:
    return Unreadable()


def test_an_answer_that_cannot_be_read_is_said_and_holds_nothing_up() -> None:
    worker = Worker()
    try:
        outcome = worker.run(unreadable, progress=ignored)
        assert isinstance(outcome, Died)
        assert outcome.reason == "its process gave an answer that cannot be read"
        assert worker.run(counting, "next", progress=ignored) == "next"
    finally:
        worker.close()


def test_a_task_that_cannot_be_read_is_said_and_nobody_waits_for_it() -> None:
    worker = Worker()
    try:
        outcome = worker.run(counting, Unreadable(), progress=ignored)
        assert isinstance(outcome, Died)
        assert "TypeError" in outcome.reason
        assert worker.run(counting, "next", progress=ignored) == "next"
    finally:
        worker.close()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_callback_that_raises_ends_the_build_and_the_next_one_makes_all(place: Place, jobs: int) -> None:
    def build(settings: Settings) -> list[BuildResult]:
        return list(publish.build([place.sources], place.outputs, settings=settings, formats=["epub"], jobs=jobs))

    settings = Settings(place.folder / "cache")
    with pytest.raises(Enough):
        build(replace(settings, progress=enough))
    results = build(settings)
    assert sorted(result.id for result in results) == sorted(f"iron-{number}" for number in range(1, NUMBER + 1))
    assert [str(result.error) for result in results if result.exit_code] == []
    assert not list(place.outputs.glob("*/.staging*"))
