"""Doubts of listening: a draft with clips for a person, what is settled and by whom, and what never can be."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import pytest

from publish.contracts.format import Job, Locations
from publish.outputs import journal
from publish.proof.verdict import State, Verdict
from tests.doubles.doubtful import (
    MUMBLED,
    REFERENCE,
    HighVoice,
    doubtful_house,
    doubts,
    draft_files,
    murmur,
)
from tests.doubles.murmur import LENGTH, SECONDS, Murmur
from tests.test_building import House, Killed, killed_at, made


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    return doubtful_house(tmp_path, monkeypatch)


class Patient(Murmur):
    """A format that says what is in doubt again in a clear voice; a sentence with a number stays in doubt."""

    def write(self, job: Job[Any], target: Path) -> Locations:
        self.clearly: tuple[str, ...] = ()
        return super().write(job, target)

    def revise(self, job: Job[Any], target: Path, verdicts: tuple[Verdict, ...]) -> Locations | None:
        doubted = tuple(doubt.text for doubt in verdicts[-1].doubts)
        if doubted == self.clearly:
            return None
        self.clearly = doubted
        return super().write(job, target)

    def tone(self, text: str) -> bytes:
        return super().tone(f"{text} again" if text in self.clearly else text)

    def check(self, job: Job[Any], path: Path) -> Verdict:
        verdict = super().check(job, path)
        still = (one for one in verdict.doubts if one.text not in self.clearly or not one.settleable)
        return replace(verdict, doubts=tuple(still))


def test_a_sentence_in_doubt_keeps_the_edition_as_a_draft_and_stops_no_other(house: House) -> None:
    result = house.build()
    assert result.exit_code == 1
    assert (murmur(result).file, murmur(result).verdict.state) == (None, State.INCOMPLETE)
    assert (house.folder / "source.txt").exists()
    (draft,) = house.manifest.drafts
    assert (draft.file, draft.reason) == ("drafts/source.mp3", "1 sentence is in doubt, for a person to listen to")
    assert journal.hash_of(house.folder / "drafts" / "source.mp3") == draft.sha256


def test_beside_the_draft_lies_a_clip_of_the_sentence_and_its_text(house: House) -> None:
    house.build()
    assert draft_files(house) == {"source.mp3", "doubt-1.mp3", "doubt-1.txt"}
    with av.open(str(house.folder / "drafts" / "doubt-1.mp3")) as clip:
        seconds = sum(frame.samples / frame.sample_rate for frame in clip.decode(audio=0))
    assert seconds == pytest.approx(SECONDS + 1, abs=0.1), "half a second before and after"
    text = (house.folder / "drafts" / "doubt-1.txt").read_text(encoding="utf-8")
    assert "Doubt 1: At home, at 00:00:01 of source.mp3" in text
    assert f"Sentence: {MUMBLED}" in text


def test_the_manifest_holds_all_that_is_known_of_a_doubt(house: House) -> None:
    house.build()
    data = json.loads((house.folder / "manifest.json").read_text(encoding="utf-8"))
    (doubt,) = data["drafts"][0]["verdict"]["doubts"]
    assert (doubt["number"], doubt["place"], doubt["section"], doubt["text"]) == (1, "At home", "home", MUMBLED)
    assert (doubt["expected"], doubt["heard"], doubt["blocks"], doubt["settleable"]) == (
        "mumbled",
        "tumbled",
        True,
        True,
    )
    assert doubt["clip"] == "drafts/doubt-1.mp3"


def test_the_last_good_edition_stays_and_is_no_longer_current(house: House) -> None:
    house.change(MUMBLED, "Your rest matters.")
    assert house.build().exit_code == 0
    good = (house.folder / "source.mp3").read_bytes()
    house.change("Your rest matters.", MUMBLED)
    result = house.build()
    assert (murmur(result).file, murmur(result).current) == ("source.mp3", False)
    assert (house.folder / "source.mp3").read_bytes() == good
    assert "doubt-1.mp3" in draft_files(house)


def test_a_draft_goes_when_its_sentence_is_no_longer_in_doubt(house: House) -> None:
    house.build()
    house.change(MUMBLED, "Your rest matters.")
    assert house.build().exit_code == 0
    assert not (house.folder / "drafts").exists()
    assert house.manifest.drafts == ()
    assert house.manifest.clips == ()


def test_a_doubt_in_a_reference_is_listed_with_its_clip_and_holds_nothing_back(house: House) -> None:
    house.change(MUMBLED, "Your rest matters.")
    house.change("A reference.", REFERENCE)
    result = house.build()
    assert result.exit_code == 0
    assert murmur(result).verdict.state is State.COMPLETE
    assert draft_files(house) == {"doubt-1.mp3", "doubt-1.txt"}
    assert house.manifest.drafts == ()


def test_the_clip_stays_while_nothing_changes(house: House) -> None:
    house.change(MUMBLED, "Your rest matters.")
    house.change("A reference.", REFERENCE)
    house.build()
    assert made(house.build()) == set()
    house.change("summary: What helps.", "summary: What helps you.")
    house.build()
    assert draft_files(house) == {"doubt-1.mp3", "doubt-1.txt"}


def test_a_build_of_another_format_leaves_draft_and_clips_alone(house: House) -> None:
    house.build()
    before = house.manifest
    house.build("plain-text", force=True)
    assert (house.manifest.drafts, house.manifest.clips) == (before.drafts, before.clips)
    assert draft_files(house) == {"source.mp3", "doubt-1.mp3", "doubt-1.txt"}
    house.change("Rest well", "Rest very well")
    house.build("plain-text")
    assert draft_files(house) == set(), "it is a draft of another text"


def test_the_doubts_of_two_formats_have_numbers_of_their_own(house: House) -> None:
    other = type("Other", (HighVoice,), {"name": "other", "stem": "-other"})
    house.install(Murmur, other)
    house.build()
    assert [one.number for one in doubts(house)] == [1, 2]
    house.build("other", force=True)
    assert sorted(one.number for one in doubts(house)) == [1, 2]
    assert {"doubt-1.mp3", "doubt-2.mp3"} <= draft_files(house)


@pytest.mark.parametrize("step", range(9))
def test_killed_at_any_moment_a_draft_and_its_clips_are_whole_or_not_there(
    step: int, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.change(MUMBLED, "Your rest matters.")
    house.build()
    house.change("Your rest matters.", MUMBLED)
    with monkeypatch.context() as patch:
        count = killed_at(step, house.folder, patch)
        try:
            house.build()
        except Killed:
            assert count() == step + 1
    journal.recover(house.folder)
    placed = {one.file: one.sha256 for one in house.manifest.placed}
    assert {name: journal.hash_of(house.folder / name) for name in placed} == placed
    there = {path.relative_to(house.folder).as_posix() for path in house.folder.rglob("*.*") if path.name[0] != "."}
    assert there == {*placed, "manifest.json"}


def test_what_is_in_doubt_is_said_again_before_anybody_is_asked(house: House) -> None:
    house.install(Murmur)
    house.build()
    first = (house.folder / "drafts" / "source.mp3").read_bytes()
    house.install(Patient)
    result = house.build(force=True)
    assert result.exit_code == 0
    second = (house.folder / "source.mp3").read_bytes()
    changed = [n // LENGTH for n in range(0, len(first), LENGTH) if first[n : n + LENGTH] != second[n : n + LENGTH]]
    assert changed == [1], "only the sentence in doubt sounds otherwise"


def test_what_stays_in_doubt_after_that_is_for_a_person(house: House) -> None:
    house.change(MUMBLED, "Take 2 mumbled tablets.")
    house.install(Patient)
    assert house.build().exit_code == 1
    assert [one.text for one in doubts(house)] == ["Take 2 mumbled tablets."]
