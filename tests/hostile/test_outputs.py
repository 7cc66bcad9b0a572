"""Outputs that somebody tampered with, or that a build is changing: nothing outside is touched, none is seen half."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest
from filelock import FileLock
from typer.testing import CliRunner

import publish
from publish.commands.cli import app
from publish.contracts.format import Settings
from publish.outputs import journal
from publish.outputs.manifest import read_manifest
from tests.hostile.running import short_source, sources_of_every_node
from tests.hostile.together import together


class Place:
    """A source with a built EPUB, a file beside the outputs that is nobody's business, and the manifest as data."""

    def __init__(self, folder: Path) -> None:
        self.source = sources_of_every_node(folder / "sources")
        self.outputs = folder / "outputs"
        self.victim = self.outputs / "victim.txt"
        self.folder = self.outputs / "source"
        self.settings = Settings(folder / "cache", listen=False)
        self.build()
        self.victim.write_text("mine", encoding="utf-8")

    def build(self, *, force: bool = False) -> publish.building.results.BuildResult:
        (result,) = publish.build([self.source], self.outputs, settings=self.settings, formats=["epub"], force=force)
        return result

    def tamper(self, name: str = "manifest.json", **changes: Any) -> None:
        tree = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        for key, value in changes.items():
            holder = tree
            *way, last = key.split("__")
            for step in way:
                holder = holder[int(step) if step.isdecimal() else step]
            holder[last] = value
        (self.folder / name).write_text(json.dumps(tree), encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_without_damage_there_is_nothing_to_do(place: Place) -> None:
    """So that what follows meets also the way by which a build finds that: without reading the source."""
    assert place.build().unchanged


@pytest.mark.parametrize("name", ["manifest.json", "manifest.next.json"])
@pytest.mark.parametrize(
    "path", ["../victim.txt", "absolute", "..\\victim.txt", "a/../../victim.txt", "", ".lock", "x" * 5_000]
)
def test_a_path_in_a_manifest_or_journal_is_refused_and_touches_nothing(path: str, name: str, place: Place) -> None:
    place.tamper(name, editions__0__file=str(place.victim) if path == "absolute" else path)
    for force in (False, True):
        result = place.build(force=force)
        assert result.exit_code == 5
        assert "is no name of a file in the document's folder" in str(result.error)
        assert place.victim.read_text(encoding="utf-8") == "mine"
        assert "Delete" not in str(result.error), "no advice to delete what a stranger names"


@pytest.mark.parametrize("kind", ["a link", "a second name"])
def test_a_lock_that_is_a_file_from_elsewhere_is_not_locked(kind: str, place: Place) -> None:
    path = place.folder / ".lock"
    path.unlink(missing_ok=True)
    if kind == "a link":
        path.symlink_to(place.victim)
    else:
        path.hardlink_to(place.victim)
    result = place.build(force=True)
    assert result.exit_code == 5
    assert "this is a link, or no plain file" in str(result.error)
    assert place.victim.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("link", ["source.epub", "manifest.json", ".staging", "source"])
def test_a_link_in_the_outputs_is_never_followed(link: str, place: Place, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "manifest.json").write_text("{}", encoding="utf-8")
    path = place.outputs / "source" if link == "source" else place.folder / link
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.symlink_to(outside if link in {".staging", "source"} else place.victim)
    result = place.build(force=True)
    if link == "source.epub":
        assert result.exit_code == 0 or "is a link" in str(result.error)
    else:
        assert "is a link" in str(result.error) or "nothing can be written here" in str(result.error)
    assert place.victim.read_text(encoding="utf-8") == "mine"
    assert [file.name for file in outside.iterdir()] == ["manifest.json"]


@pytest.mark.parametrize("journal_begun", [False, True])
def test_a_folder_where_an_edition_goes_is_named_and_stays(journal_begun: bool, place: Place) -> None:
    edition = place.folder / "source.epub"
    if journal_begun:
        (place.folder / ".staging").mkdir()
        shutil.copy(edition, place.folder / ".staging")
        shutil.copy(place.folder / "manifest.json", place.folder / "manifest.next.json")
    edition.unlink()
    edition.mkdir()
    (edition / "mine.txt").write_text("mine", encoding="utf-8")
    result = place.build(force=True)
    assert (result.exit_code, str(result.error)) == (
        5, f"{edition}: a folder stands where a file is to be. Move it away and build again.",
    )  # fmt: skip
    assert (edition / "mine.txt").read_text(encoding="utf-8") == "mine"
    shutil.rmtree(edition)
    assert place.build(force=True).exit_code == 0


def test_a_file_where_the_drafts_go_is_named_and_stays(place: Place) -> None:
    (place.folder / "drafts").write_text("mine", encoding="utf-8")
    (result,) = publish.build([place.source], place.outputs, settings=place.settings, formats=["audio"])
    assert "drafts: a file stands where a folder is to be" in str(result.error)
    assert (place.folder / "drafts").read_text(encoding="utf-8") == "mine"


def test_what_is_a_folder_now_is_not_removed_with_an_edition_that_is_dropped(place: Place) -> None:
    edition = place.folder / "source.epub"
    edition.unlink()
    (edition / "in").mkdir(parents=True)
    manifest = read_manifest(place.folder / "manifest.json")
    assert manifest is not None
    journal.staging(place.folder)
    journal.commit(place.folder, manifest.model_copy(update={"editions": ()}))
    assert (edition / "in").is_dir()


def test_a_journal_cannot_move_a_file_from_outside_into_the_outputs(place: Place, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "other.epub").write_bytes(b"stolen")
    (place.folder / ".staging").symlink_to(outside)
    digest = journal.hash_of(outside / "other.epub")
    place.tamper("manifest.next.json", editions__0__file="other.epub", editions__0__sha256=digest)
    assert place.build().exit_code == 5
    assert (outside / "other.epub").read_bytes() == b"stolen"


def test_a_change_whose_file_is_gone_is_given_up_and_the_next_build_makes_all(place: Place) -> None:
    """It would keep every build of the document out for ever, and nothing that a person could delete would help."""
    (place.folder / ".staging").mkdir()
    place.tamper("manifest.next.json", editions__0__sha256="0" * 64)
    assert [result.exit_code for result in publish.check([place.folder], settings=place.settings)] == [0]
    assert not journal.is_open(place.folder)
    place.tamper("manifest.next.json", editions__0__sha256="0" * 64)
    (place.folder / "source.epub").write_bytes(b"half of another")
    assert place.build().exit_code == 0
    assert [result.exit_code for result in publish.check([place.folder], settings=place.settings)] == [0]


def test_a_file_that_changed_after_its_check_replaces_nothing(place: Place) -> None:
    manifest = read_manifest(place.folder / "manifest.json")
    assert manifest is not None
    before = (place.folder / "source.epub").read_bytes()
    (journal.staging(place.folder) / "source.epub").write_bytes(b"changed by a thread that a plugin left behind")
    (record,) = manifest.editions
    changed = manifest.model_copy(update={"editions": (record.model_copy(update={"sha256": "0" * 64}),)})
    with pytest.raises(publish.errors.OutputsError, match="changed after it was checked"):
        journal.commit(place.folder, changed)
    assert (place.folder / "source.epub").read_bytes() == before
    assert not (place.folder / "manifest.next.json").exists()
    assert place.build().unchanged


def test_staging_that_is_removed_meanwhile_is_one_sentence_and_the_last_editions_stay(place: Place) -> None:
    manifest = read_manifest(place.folder / "manifest.json")
    assert manifest is not None
    shutil.rmtree(journal.staging(place.folder))
    with pytest.raises(publish.errors.OutputsError, match="it was removed while it was written to"):
        journal.commit(place.folder, manifest)
    assert place.build().unchanged


def test_a_record_of_another_format_that_has_the_file_of_a_new_edition_goes(place: Place) -> None:
    """As where a plugin was installed anew under another name: no build could write a manifest of both."""
    place.tamper(editions__0__format="as-it-was-called")
    assert place.build(force=True).exit_code == 0
    manifest = read_manifest(place.folder / "manifest.json")
    assert manifest is not None
    assert [(record.format, record.file) for record in manifest.editions] == [("epub", "source.epub")]


@pytest.mark.parametrize("schema", ["other/9", "accessible-publish/manifest/2", None])
def test_a_manifest_of_another_schema_is_refused(schema: str | None, place: Place) -> None:
    place.tamper(schema=schema)
    assert "schema: Input should be 'accessible-publish/manifest/1'" in str(place.build().error)


def test_a_manifest_that_names_the_source_of_another_document_checks_nothing(place: Place) -> None:
    other = place.source.with_name("other.md")
    other.write_text(place.source.read_text(encoding="utf-8"), encoding="utf-8")
    place.tamper(source__path="../../sources/other.md")
    (result,) = publish.check([place.folder], settings=place.settings)
    assert "is of another document" in str(result.error)


@pytest.mark.parametrize("path", ["/etc/passwd", "../../secret.txt", "a\0b.md"])
def test_a_manifest_that_names_what_is_no_source_is_refused(path: str, place: Place) -> None:
    place.tamper(source__path=path)
    assert "is no path of a source" in str(place.build().error)


def test_check_recovers_nothing_while_a_build_is_at_work(place: Place) -> None:
    (place.folder / ".staging").mkdir()
    (place.folder / ".staging" / "half").write_text("half", encoding="utf-8")
    with FileLock(place.folder / ".lock"):
        results = list(publish.check([place.folder], settings=place.settings))
        assert (place.folder / ".staging" / "half").exists()
    assert [result.exit_code for result in results] == [0]
    list(publish.check([place.folder], settings=place.settings))
    assert not (place.folder / ".staging").exists()


def test_outputs_without_an_edition_are_not_checked_in_silence(place: Place) -> None:
    place.tamper(editions=[])
    done = CliRunner().invoke(app, ["check", str(place.outputs)])
    assert (done.exit_code, "no edition is here, as none was complete" in done.output) == (2, True)


def test_a_draft_is_checked_where_it_lies(place: Place) -> None:
    (place.folder / "drafts").mkdir()
    shutil.copy(place.folder / "source.epub", place.folder / "drafts")
    place.tamper(
        drafts=[
            json.loads((place.folder / "manifest.json").read_text())["editions"][0] | {"file": "drafts/source.epub"}
        ]
    )
    (result,) = publish.check([place.folder / "drafts" / "source.epub"], settings=place.settings)
    assert result.exit_code == 0, str(result.error)


def test_what_a_check_calls_incomplete_is_no_success(place: Place, tmp_path: Path) -> None:
    source = short_source(tmp_path / "short")
    list(publish.build([source], tmp_path / "o", settings=place.settings, formats=["audio"]))
    draft = tmp_path / "o" / "short" / "drafts" / "short.mp3"
    (checked,) = publish.check([draft], settings=place.settings)
    assert checked.verdict is not None
    assert (checked.verdict.state.value, checked.exit_code) == ("incomplete", 1)


KILLS = int(os.environ.get("PUBLISH_KILLS", "6"))


@pytest.mark.parametrize("number", range(KILLS))
def test_a_build_killed_at_a_random_moment_loses_nothing(number: int, place: Place) -> None:
    """The whole process group is killed, as by a power cut; PUBLISH_KILLS=100 is the full run."""
    text = place.source.read_text(encoding="utf-8")
    place.source.write_text(text.replace("says 5 mg", f"says {number + 6} mg"), encoding="utf-8")
    scratch = place.source.parent / "scratch"
    scratch.mkdir()
    command = [
        sys.executable,
        "-m",
        "publish.commands.cli",
        "build",
        str(place.source),
        "--outputs",
        str(place.outputs),
    ]
    build = subprocess.Popen(
        [*command, "--format", "epub", "--no-listen"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "TMPDIR": str(scratch)},
    )
    time.sleep(Random(number).uniform(0.3, 6))
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    manifest = read_manifest(place.folder / "manifest.json")
    assert manifest is not None
    staged = place.folder / journal.STAGING
    following = read_manifest(place.folder / journal.NEXT)
    for record in (following or manifest).files:
        hashes = {journal.hash_in(place.folder, str(record.file)), journal.hash_in(staged, str(record.file))}
        assert record.sha256 in hashes, "every file is what its manifest or its journal says"
    end = time.monotonic() + 60
    while (result := place.build()).exit_code == 5 and time.monotonic() < end:
        time.sleep(0.1)  # the worker sees that its supervisor is gone, and ends
    assert result.exit_code == 0, str(result.error)
    while list(scratch.iterdir()) and time.monotonic() < end:
        time.sleep(0.1)
    assert not list(scratch.iterdir()), "the worker takes its temporary files with it"
    assert not journal.is_open(place.folder)
    assert f"says {number + 6} mg" in place.source.read_text(encoding="utf-8")


@pytest.mark.parametrize("number", range(KILLS))
def test_an_import_killed_at_a_random_moment_leaves_a_whole_source_or_none(number: int, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><body><h1>T</h1><h2>A</h2>" + "<p>A word of it.</p>" * 2_000 + "</body></html>", encoding="utf-8"
    )
    target = tmp_path / "out" / "made.md"
    command = [sys.executable, "-m", "publish.commands.cli", "import", str(page), "-o", str(target)]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(Random(number).uniform(0.3, 4))
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    assert not target.exists() or target.read_text(encoding="utf-8").count("A word of it.") == 2_000
    again = CliRunner().invoke(app, ["import", str(page), "-o", str(target), "--force"])
    assert again.exit_code == 0, again.output


def test_checks_lints_and_three_builds_at_once_give_no_wrong_result(tmp_path: Path) -> None:
    """Some seconds in every run; `python -m tests.hostile.together` is the full run."""
    state = together(tmp_path, float(os.environ.get("PUBLISH_TOGETHER", "3")))
    assert state.wrong == []
    assert all(state.runs[name] for name in ("build", "check", "lint"))
