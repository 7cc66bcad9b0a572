"""A house of one source whose murmur is in doubt, and what is asked of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest
from typer.testing import CliRunner

import publish
from formats.audio import Audio
from publish.building.results import BuildResult
from publish.commands.cli import app
from publish.contracts.format import Job, Locations, Settings
from publish.model.nodes import Paragraph, Text
from publish.outputs.manifest import DoubtRecord, EditionRecord
from publish.proof.ledger import text_of
from publish.proof.verdict import Verdict
from tests.doubles.murmur import Murmur
from tests.plugin.plain_text import PlainText
from tests.test_building import House

CLEAR, MUMBLED, REFERENCE = "Rest well at home.", "Your mumbled rest matters.", "A mumbled reference."
ROLE = "health information lead"


SOURCE = f"""---
title: Care
lang: en-GB
summary: What helps.
---

# At home {{#home}}

{CLEAR}

{MUMBLED}

# References {{#sources}}

A reference.
"""


class HighVoice(Murmur):
    """The same words in another voice."""

    voice: ClassVar[str] = "high"


class Wrong(Murmur):
    """A format that says one sentence otherwise than it is written."""

    def write(self, job: Job[Any], target: Path) -> Locations:
        super().write(job, target)
        data, length = target.read_bytes(), len(self.tone(CLEAR))
        target.write_bytes(self.tone("Rest badly at home.") + data[length:])
        return {}


class Misspoken(Audio):
    """An audio edition that says 28 where 21 is written, however often it is asked."""

    def write(self, job: Job[Any], target: Path) -> Locations:
        return super().write(_with_another_number(job), target)

    def revise(self, job: Job[Any], target: Path, verdicts: tuple[Verdict, ...]) -> Locations | None:
        return super().revise(_with_another_number(job), target, verdicts)


def _with_another_number(job: Job[Any]) -> Job[Any]:
    publication = job.publication
    section, *others = publication.document.sections
    blocks = tuple(
        replace(block, children=(Text("Take the tablets for 28 days."),))
        if isinstance(block, Paragraph) and "21" in text_of(block.children)
        else block
        for block in section.blocks
    )
    document = replace(publication.document, sections=(replace(section, blocks=blocks), *others))
    return replace(job, publication=replace(publication, document=document))


def murmur(result: BuildResult) -> EditionRecord:
    return next(one.record for one in result.editions if one.record.format == "murmur")


def draft_files(house: House) -> set[str]:
    folder = house.folder / "drafts"
    return {one.name for one in folder.iterdir()} if folder.exists() else set()


def doubts(house: House) -> list[DoubtRecord]:
    return [one.point for one in publish.doubts("source", house.outputs) if isinstance(one.point, DoubtRecord)]


def settle(house: House, number: int = 1) -> None:
    publish.accept("source", number, ROLE, house.outputs)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    assert "Traceback" not in result.output
    return result.exit_code, result.output


def doubtful_house(folder: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house whose one source is murmured, and in doubt where it says “mumbled”."""
    house = House(folder, monkeypatch)
    house.source.write_text(SOURCE, encoding="utf-8")
    house.settings = Settings(folder / "cache")
    house.install(PlainText, Murmur)
    monkeypatch.chdir(folder)
    return house
