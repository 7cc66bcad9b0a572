"""Building: what is made again and what is not, what a failing format leaves behind, and what a kill leaves behind."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest

import publish
from formats.easy_read.easy_read import EasyRead
from formats.epub import Epub
from publish.building import checking
from publish.building import one_document as building
from publish.building.fingerprint import fingerprint
from publish.building.results import BuildResult
from publish.contracts.format import (
    PLAIN,
    EditionOptions,
    Format,
    Job,
    Locations,
    Needed,
    Settings,
)
from publish.errors import EditionError
from publish.model.publication import Publication
from publish.outputs import journal
from publish.outputs.manifest import Manifest, read_manifest
from publish.proof.verdict import State, Verdict
from tests.conftest import REPOSITORY
from tests.hostile.running import Direct
from tests.plugin.plain_text import PlainText

CASE = REPOSITORY / "tests" / "cases" / "every-node"


class Silent(PlainText):
    """A format that loses the first paragraph of all, without a word."""

    def write(self, job: Job[EditionOptions], target: Path) -> Locations:
        super().write(job, target)
        lines = target.read_text(encoding="utf-8").splitlines(keepends=True)
        target.write_text("".join(lines[:1] + lines[2:]), encoding="utf-8")
        return {}


class Failing(PlainText):
    """A format that cannot write."""

    def write(self, job: Job[EditionOptions], target: Path) -> Locations:
        target.write_text("half an edition", encoding="utf-8")
        raise EditionError("the disk of this format is full.")


class House:
    """A folder of sources and one of outputs, and builds of them."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sources = folder / "sources"
        self.outputs = folder / "outputs"
        self.source = self.sources / "source.md"
        shutil.copytree(CASE, self.sources)
        self.settings = Settings(folder / "cache", listen=False)
        self._monkeypatch = monkeypatch
        self.install(Epub, PlainText)
        self.change("~~", "")  # an error of lint, which each build says anew

    def install(self, *formats: type[Format]) -> None:
        """Let these be the installed formats."""
        installed: dict[str, Format] = {one.name: one(self.settings) for one in formats}
        for module in (building, checking):
            self._monkeypatch.setattr(module, "formats", lambda *_: installed)
        self._monkeypatch.setattr(checking, "hired", Direct)  # a worker has the formats of the system
        self._monkeypatch.setattr(checking, "dismissed", lambda _worker: None)

    def build(self, *names: str, force: bool = False) -> BuildResult:
        return building.build_one(self.source, self.outputs, self.settings, names, force=force)

    def change(self, before: str, after: str, file: str = "source.md") -> None:
        path = self.sources / file
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    @property
    def folder(self) -> Path:
        return self.outputs / "source"

    @property
    def manifest(self) -> Manifest:
        manifest = read_manifest(self.folder / "manifest.json")
        assert manifest is not None
        return manifest


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(tmp_path, monkeypatch)


def made(result: BuildResult) -> set[str]:
    return {one.record.format for one in result.editions if one.built_now}


def test_a_build_makes_every_edition_and_says_so_in_the_manifest(house: House) -> None:
    result = house.build()
    assert result.exit_code == 0
    assert made(result) == {"epub", "plain-text"}
    assert [(one.verdict.state, one.current) for one in house.manifest.editions] == [(State.COMPLETE, True)] * 2
    for record in house.manifest.files:
        assert journal.hash_of(house.folder / str(record.file)) == record.sha256


def test_the_manifest_finds_its_source_from_its_own_folder(house: House) -> None:
    house.build()
    assert (house.folder / house.manifest.source.path).resolve() == house.source.resolve()


def test_nothing_is_made_again_without_a_change(house: House) -> None:
    house.build()
    before = (house.folder / "manifest.json").stat().st_mtime_ns
    assert made(house.build()) == set()
    assert (house.folder / "manifest.json").stat().st_mtime_ns == before


def test_nothing_to_do_is_known_without_parsing_the_source(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.build()
    monkeypatch.setattr(building, "load", lambda _path: pytest.fail("the source was parsed"))
    assert house.build().exit_code == 0


def test_force_makes_everything_again(house: House) -> None:
    house.build()
    assert made(house.build(force=True)) == {"epub", "plain-text"}


def test_a_changed_sentence_remakes_what_shows_it(house: House) -> None:
    house.build()
    house.change("Another point", "Another fine point")
    assert made(house.build()) == {"epub", "plain-text"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("helps your blood", "feeds your blood"),
        ('reason="A test"', 'reason="A trial"'),
        ("\n# Blocks", "\n\n\n# Blocks"),
    ],
)
def test_what_no_format_here_uses_remakes_nothing(before: str, after: str, house: House) -> None:
    house.build()
    house.change(before, after)
    result = house.build()
    assert made(result) == set()
    assert all(one.record.current for one in result.editions)


def test_an_edition_that_was_changed_by_hand_is_made_again(house: House) -> None:
    house.build()
    (house.folder / "source.txt").write_text("changed", encoding="utf-8")
    assert made(house.build()) == {"plain-text"}


def test_a_format_that_was_not_asked_for_is_kept_and_no_longer_current_after_a_change(house: House) -> None:
    house.build()
    house.change("Another point", "Another fine point")
    assert made(house.build("epub")) == {"epub"}
    assert {one.format: one.current for one in house.manifest.editions} == {"epub": True, "plain-text": False}
    assert (house.folder / "source.txt").exists()


@pytest.mark.parametrize("broken", [Silent, Failing])
def test_a_format_that_fails_stops_no_other_and_keeps_its_last_good_edition(
    broken: type[PlainText], house: House
) -> None:
    house.build()
    good = (house.folder / "source.txt").read_bytes()
    house.change("says 5 mg", "says 6 mg")
    house.install(Epub, broken)
    result = house.build()
    assert result.exit_code == 1
    assert {one.format: one.current for one in house.manifest.editions} == {"epub": True, "plain-text": False}
    assert made(result) == {"epub"}
    assert (house.folder / "source.txt").read_bytes() == good


@pytest.mark.parametrize("broken", [Silent, Failing])
def test_a_format_that_never_succeeded_leaves_no_file(broken: type[PlainText], house: House) -> None:
    house.install(Epub, broken)
    assert house.build().exit_code == 1
    assert sorted(one.name for one in house.folder.iterdir()) == [".lock", "manifest.json", "source.epub"]


def test_a_lost_paragraph_is_named_in_the_manifest(house: House) -> None:
    house.install(Silent)
    house.build()
    (record,) = house.manifest.editions
    assert [(one.kind, one.expected) for one in record.verdict.findings] == [
        ("missing", "A source that holds every node of the grammar.")
    ]


def test_a_source_that_cannot_be_read_leaves_the_outputs_as_they_were(house: House) -> None:
    house.build()
    before = {one.name: one.read_bytes() for one in house.folder.iterdir()}
    house.change("# Blocks {#blocks}", "### Blocks {#blocks}")
    assert house.build().exit_code == 3
    assert {one.name: one.read_bytes() for one in house.folder.iterdir()} == before


def test_two_builds_in_different_folders_have_the_same_bytes(house: House, tmp_path: Path) -> None:
    house.build()
    other = tmp_path / "elsewhere"
    shutil.copytree(house.sources, other / "sources")
    building.build_one(other / "sources" / "source.md", other / "outputs", house.settings)
    for record in house.manifest.files:
        there = other / "outputs" / "source" / str(record.file)
        assert there.read_bytes() == (house.folder / str(record.file)).read_bytes()


class Killed(BaseException):
    """What a power cut looks like from inside."""


def killed_at(step: int, outputs: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Let the n-th rename in the outputs be the last thing that happens; gives the number of renames that happened."""
    renames = 0
    whole = os.replace

    def replace(self: Path, target: Path) -> Path:
        nonlocal renames
        if not Path(target).is_relative_to(outputs):  # what is kept in the cache
            return Path(shutil.move(self, target))
        renames += 1
        if renames > step:
            raise Killed
        whole(self, target)
        return target

    monkeypatch.setattr(Path, "replace", replace)
    return lambda: renames


@pytest.mark.parametrize("step", range(5))
def test_killed_at_any_moment_the_outputs_hold_only_whole_checked_editions(
    step: int, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.build()
    house.change("says 5 mg", "says 6 mg")
    with monkeypatch.context() as patch:
        count = killed_at(step, house.folder, patch)
        try:
            house.build()
        except Killed:
            assert count() == step + 1
    journal.recover(house.folder)
    for record in house.manifest.files:
        assert journal.hash_of(house.folder / str(record.file)) == record.sha256
    assert not (house.folder / journal.NEXT).exists()
    assert not (house.folder / journal.STAGING).exists()
    assert house.build().exit_code == 0


def test_two_builds_of_one_document_at_once_are_refused(house: House) -> None:
    from filelock import FileLock

    house.folder.mkdir(parents=True)
    with (
        FileLock(house.folder / ".lock"),
        pytest.raises(publish.errors.OutputsError, match="another command is at work"),
    ):
        house.build()


def test_a_format_without_the_edition_it_needs_is_not_made(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlainText, "needs", (Needed("epub"),))
    broken = type("Broken", (Failing,), {"name": "epub", "needs": ()})
    house.install(broken, PlainText)
    result = house.build()
    assert [one.record.reason for one in result.editions] == [
        "the disk of this format is full.",
        "it needs the edition epub, which is not there",
    ]


def test_a_format_is_made_without_the_edition_that_is_welcome_and_not_there(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PlainText, "needs", (Needed("epub", required=False),))
    broken = type("Broken", (Failing,), {"name": "epub", "stem": "-epub", "needs": ()})
    house.install(broken, PlainText)
    assert {one.record.format: one.built_now for one in house.build().editions} == {"epub": False, "plain-text": True}


class Using(PlainText):
    """A format that fails where it is not given the edition that it needs, when it writes or when it checks."""

    def write(self, job: Job[Any], target: Path) -> Locations:
        self._refuse_without(job)
        return super().write(job, target)

    def check(self, job: Job[Any], path: Path) -> Verdict:
        self._refuse_without(job)
        return super().check(job, path)

    def _refuse_without(self, job: Job[Any]) -> None:
        if [edition.path.suffix for edition in job.needed["epub"] if edition.path.is_file()] != [".epub"]:
            raise EditionError("the EPUB was not handed on.")


def test_the_edition_that_a_format_needs_is_handed_to_its_writing_and_its_check(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Using, "needs", (Needed("epub"),))
    house.install(Epub, Using)
    assert [one.record.reason for one in house.build("plain-text").editions] == [None, None]


def test_a_refused_source_leaves_no_folder(house: House) -> None:
    house.change("# Blocks {#blocks}", "### Blocks {#blocks}")
    assert house.build().exit_code == 3
    assert not house.folder.exists()


class Saving(PlainText):
    """A format while whose edition is written somebody saves the source, as happens while audio is made."""

    saved: ClassVar[Callable[[], None]]

    def write(self, job: Job[EditionOptions], target: Path) -> Locations:
        locations = super().write(job, target)
        type(self).saved()
        return locations


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("source.md", "Another point", "Another fine point"),
        ("publisher.yaml", "Example Blood Charity", "Example Charity"),
    ],
)
def test_what_is_saved_while_its_build_runs_is_built_the_next_time(
    file: str, before: str, after: str, house: House
) -> None:
    Saving.saved = lambda: house.change(before, after, file)
    house.install(Saving)
    house.build()
    Saving.saved = lambda: None
    result = house.build()
    assert made(result) == {"plain-text"}
    assert after in (house.folder / "source.txt").read_text(encoding="utf-8")


def test_changed_easy_read_words_inside_a_callout_make_another_edition(house: House) -> None:
    easy = '\n::: {.easy-read for="blocks" tie="00000000" title="Dose"}\n- [blood]{.picture} Take two tablets.\n:::\n'
    text = house.source.read_text(encoding="utf-8")
    house.source.write_text(f'{text}\n:::: {{.callout .note title="Dose"}}\n{easy}::::\n', encoding="utf-8")
    two = parts_of(publish.load(house.source))
    house.change("two tablets", "four tablets")
    assert parts_of(publish.load(house.source)) != two


def parts_of(publication: Publication) -> str:
    return fingerprint(EasyRead(Settings(Path())), Job(publication, PLAIN)).sha256
