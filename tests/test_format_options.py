"""What a format reads in publisher.yaml, what is asked of it for one build, and what its editions are checked as."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import publish
from formats.epub import Epub
from publish.building import one_document as building
from publish.contracts.discovery import formats
from publish.contracts.format import (
    EditionOptions,
    Job,
    Locations,
    Settings,
    Variants,
    format_section,
)
from publish.errors import SourceError, UsageError
from publish.model.publication import FormatSection, Publication
from publish.proof.verdict import Finding, FindingKind, Verdict
from publish.source.load import load
from tests.conftest import REPOSITORY
from tests.plugin.plain_text import PlainText
from tests.test_building import House


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(tmp_path, monkeypatch)


class Wordy(PlainText):
    """A format with a size of its own, which it reads from its section of publisher.yaml."""

    class Options(EditionOptions):
        size: int = 10

        @property
        def variant(self) -> str:
            return f"size-{self.size}"

    def variants(self, publication: Publication) -> Variants:
        chosen = format_section(publication, self.name, self.Options, self.settings)
        return Variants.of([chosen])

    def write(self, job: Job[Any], target: Path) -> Locations:
        locations = super().write(job, target)
        with target.open("a", encoding="utf-8") as file:
            file.write(f"size {job.options.size}\n")
        return locations

    def check(self, job: Job[Any], path: Path) -> Verdict:
        verdict = super().check(job, path)
        whole = f"size {job.options.size}\n" in path.read_text(encoding="utf-8")
        extra = () if whole else (Finding(FindingKind.PRESENTATION, "", "", f"size {job.options.size}", None),)
        left = (finding for finding in verdict.findings if finding.kind is not FindingKind.EXTRA)
        return replace(verdict, findings=(*left, *extra))


def test_a_format_reads_its_own_section_of_the_publishers_file(house: House) -> None:
    house.change("name: Example", "formats:\n  plain-text:\n    size: 24\nname: Example", "publisher.yaml")
    house.install(Wordy)
    result = house.build()
    assert [(edition.record.file, edition.record.options) for edition in result.editions] == [
        ("source-size-24.txt", {"size": 24})
    ]


def test_a_wrong_key_in_a_formats_section_is_named_with_its_line(house: House) -> None:
    house.change("name: Example", "formats:\n  plain-text:\n    sise: 24\nname: Example", "publisher.yaml")
    house.install(Wordy, Epub)
    result = house.build()
    reasons = {edition.record.format: edition.record.reason or "" for edition in result.editions}
    assert reasons["epub"] == ""
    assert "publisher.yaml:3: “sise” is not a known key. Known here: size." in reasons["plain-text"]


def test_a_section_for_a_format_that_is_not_there_is_refused_with_its_line(house: House) -> None:
    house.change("name: Example", "formats:\n  plane-text:\n    size: 24\nname: Example", "publisher.yaml")
    result = house.build()
    assert result.exit_code == 3
    assert "publisher.yaml:2: there is no format plane-text. Installed: epub, plain-text." in str(result.error)


def test_an_edition_on_request_stays_when_the_usual_ones_are_built(house: House, tmp_path: Path) -> None:
    house.install(Wordy)
    house.build()
    asked = replace(house.settings, requested={"plain-text": {"size": 30}})
    house.settings = asked
    house.install(Wordy)
    ordered = building.build_one(house.source, tmp_path / "orders", asked)
    assert [edition.record.file for edition in ordered.editions] == ["source-size-30.txt"]
    house.settings = Settings(house.settings.cache, listen=False)
    house.install(Wordy)
    house.build(force=True)
    assert (tmp_path / "orders" / "source" / "source-size-30.txt").is_file()
    assert (house.folder / "source-size-10.txt").is_file()


def test_a_request_never_takes_the_place_of_the_usual_editions(house: House) -> None:
    house.install(Wordy)
    house.build()
    asked = replace(house.settings, requested={"plain-text": {"size": 30}})
    house.settings = asked
    house.install(Wordy)
    refused = building.build_one(house.source, house.folder.parent, asked)
    assert (refused.exit_code, str(refused.error)) == (
        2,
        "source: the outputs hold plain-text size-10, whose place this request would take. "
        "Name another folder for it with --outputs.",
    )
    assert (house.folder / "source-size-10.txt").is_file()


def test_an_edition_is_checked_as_what_it_was_made_to_be_and_not_by_its_name(house: House, tmp_path: Path) -> None:
    house.install(Wordy)
    house.build()
    renamed = tmp_path / "order-4417-size-30.txt"
    shutil.copyfile(house.folder / "source-size-10.txt", renamed)
    for path in (house.folder, renamed):
        results = list(publish.check([path], house.source, settings=house.settings, format_name="plain-text"))
        assert [result.verdict.findings for result in results if result.verdict is not None] == [()]


@pytest.mark.parametrize("name", sorted(formats(Settings(Path()))))
def test_every_format_refuses_a_key_of_its_section_and_a_request_that_it_does_not_know(name: str) -> None:
    publication = load(REPOSITORY / "tests" / "cases" / "every-node" / "source.md")
    section = FormatSection({"x": 1}, Path("publisher.yaml"), {(): 1, ("x",): 3})
    told = replace(publication, publisher=replace(publication.publisher, formats={name: section}))
    with pytest.raises(SourceError, match=r"publisher\.yaml:3: “x” is not a known key\."):
        formats(Settings(Path()))[name].variants(told)
    with pytest.raises(UsageError, match=f"the options requested for {name} cannot be used: “x”"):
        formats(Settings(Path(), requested={name: {"x": 1}}))[name].variants(publication)
