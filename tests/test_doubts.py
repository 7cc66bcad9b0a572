"""Doubts of listening: a draft with clips for a person, what is settled and by whom, and what never can be."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

import av
import pytest
from typer.testing import CliRunner

import publish
from formats.audio import Audio
from publish.building.results import BuildResult
from publish.commands.cli import app
from publish.contracts.format import Job, Locations, Settings
from publish.errors import PublishError, SourceError, UsageError
from publish.linting.runner import Severity
from publish.model.nodes import Paragraph, Text
from publish.outputs import journal
from publish.outputs.manifest import DoubtRecord, EditionRecord
from publish.proof.ledger import text_of
from publish.proof.verdict import Proof, State, Verdict
from publish.source.settled import settlements
from tests.doubles.murmur import LENGTH, SECONDS, Murmur
from tests.hostile.running import Direct
from tests.plugin.plain_text import PlainText
from tests.test_building import House, Killed, killed_at, made

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


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    house = House(tmp_path, monkeypatch)
    house.source.write_text(SOURCE, encoding="utf-8")
    house.settings = Settings(tmp_path / "cache")
    house.install(PlainText, Murmur)
    monkeypatch.chdir(tmp_path)
    return house


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


# A doubt keeps a draft


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
    assert house.manifest.drafts == house.manifest.clips == ()


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
        count = killed_at(step, patch)
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


# What a person settles


def test_a_settled_doubt_puts_the_edition_in_its_place_and_is_shown(house: House) -> None:
    house.build()
    draft = (house.folder / "drafts" / "source.mp3").read_bytes()
    settle(house)
    result = house.build()
    assert result.exit_code == 0
    assert (house.folder / "source.mp3").read_bytes() == draft
    assert draft_files(house) == set()
    (settled,) = murmur(result).verdict.settled
    assert (settled.text, settled.role) == (MUMBLED, ROLE)
    assert house.build().exit_code == 0
    assert made(house.build()) == set()


def test_check_takes_what_is_settled_into_account(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from publish.building import checking

    monkeypatch.setattr(checking, "formats", lambda settings: {"murmur": Murmur(settings)})
    monkeypatch.setattr(checking, "hired", Direct)  # a worker has the formats of the system
    monkeypatch.setattr(checking, "dismissed", lambda _worker: None)
    house.install(Murmur)
    house.build()
    assert [one.exit_code for one in publish.check([house.folder], settings=house.settings)] == [1]
    settle(house)
    assert [one.exit_code for one in publish.check([house.folder], settings=house.settings)] == [0]


def test_the_settled_doubt_stands_beside_its_source_in_words(house: House) -> None:
    house.build()
    settle(house)
    (entry,) = settlements(house.source)
    assert (entry.text, entry.expected, entry.role, entry.section) == (MUMBLED, "mumbled", ROLE, "home")
    assert MUMBLED in (house.sources / "source.settled.yaml").read_text(encoding="utf-8")


def test_what_else_stands_in_the_file_stays_as_it_is(house: House) -> None:
    house.change(CLEAR, "Another mumbled one.")
    house.build()
    settle(house, 1)
    path = house.sources / "source.settled.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# heard twice\n", encoding="utf-8")
    settle(house, 2)
    assert "# heard twice\n" in path.read_text(encoding="utf-8")
    assert len(settlements(house.source)) == 2


def test_it_is_void_when_a_word_of_its_sentence_changes(house: House) -> None:
    house.build()
    settle(house)
    house.build()
    house.change(MUMBLED, "Your mumbled sleep matters.")
    result = house.build()
    assert result.exit_code == 1
    assert [one.text for one in doubts(house)] == ["Your mumbled sleep matters."]
    (remark,) = [one for one in publish.lint(house.source) if one.rule == "void"]
    assert remark.path == house.sources / "source.settled.yaml"
    assert (remark.line, remark.severity) == (3, Severity.WARNING)
    assert remark.message.startswith(f"the settled doubt at “{MUMBLED}” is void since its sentence changed.")


def test_it_is_void_when_its_sound_changes_and_the_build_says_so(house: House) -> None:
    house.build()
    settle(house)
    house.install(PlainText, HighVoice)
    result = house.build()
    assert result.exit_code == 1
    assert len(doubts(house)) == 1
    (note,) = result.notes
    assert note.startswith(f"{house.sources / 'source.settled.yaml'}:3: this settled doubt is void since the sound")


def test_a_settled_doubt_that_is_taken_back_is_in_doubt_again(house: House) -> None:
    house.build()
    settle(house)
    assert house.build().exit_code == 0
    (house.sources / "source.settled.yaml").unlink()
    result = house.build()
    assert result.exit_code == 1
    assert not murmur(result).current


def test_lint_says_nothing_of_a_settled_doubt_that_holds(house: House) -> None:
    house.build()
    settle(house)
    assert "void" not in {one.rule for one in publish.lint(house.source)}


# What nobody can accept


def test_where_a_number_seems_another_nobody_can_accept(house: House) -> None:
    house.change(MUMBLED, "Take 2 mumbled tablets.")
    house.build()
    with pytest.raises(UsageError, match="cannot be accepted: a number, negation or unit") as refused:
        settle(house)
    assert refused.value.exit_code == 2
    assert not (house.sources / "source.settled.yaml").exists()


def test_not_even_by_hand(house: House) -> None:
    house.build()
    settle(house)
    path = house.sources / "source.settled.yaml"
    house.change(MUMBLED, "Take 2 mumbled tablets.")
    house.build()
    (doubt,) = doubts(house)
    entry = {"section": "home", "sentence": doubt.text, "role": ROLE, "date": "2026-03-02"}
    hashes = {"text-sha256": publish.source.settled.text_hash(doubt.text), "sound-sha256": doubt.sound_sha256}
    path.write_text(json.dumps([{**entry, **hashes}]), encoding="utf-8")
    assert house.build().exit_code == 1


def test_a_finding_is_no_doubt(house: House) -> None:
    house.install(Wrong)
    house.build()
    points = publish.doubts("source", house.outputs)
    assert [one.number for one in points] == [1, 2], "the doubt, then the finding"
    with pytest.raises(UsageError, match=f"finding 2 cannot be accepted: it is no doubt.*altered: “{CLEAR}”"):
        settle(house, 2)


def test_a_changed_digit_that_was_heard_cannot_be_accepted(house: House, cache: Path) -> None:
    house.settings = Settings(cache)
    house.change(MUMBLED, "Take the tablets for 21 days.")
    house.install(Misspoken)
    result = house.build()
    assert result.exit_code == 1
    assert result.editions[0].record.verdict.proof is Proof.HEARD
    points = publish.doubts("source", house.outputs)
    (wrong,) = [one for one in points if one.point.kind == "altered"]
    assert wrong.point.expected == "Take the tablets for 21 days."
    code, output = run("accept", "source", "--finding", str(wrong.number), "--role", ROLE)
    assert code == 2
    assert "it is no doubt, the edition is wrong here (altered: “Take the tablets for 21 days.”" in output
    assert not (house.sources / "source.settled.yaml").exists()
    assert draft_files(house) == set(), "what is wrong is no draft"


@pytest.mark.parametrize(
    ("identifier", "number", "role", "words"),
    [
        ("source", 7, ROLE, "there is no finding 7 of source"),
        ("source", 1, " ", "the role is empty"),
        ("nothing", 1, ROLE, "no manifest is here"),
        ("../source", 1, ROLE, "is no document's id"),
    ],
)
def test_a_wrong_call_is_refused_in_plain_words(
    identifier: str, number: int, role: str, words: str, house: House
) -> None:
    house.build()
    with pytest.raises(UsageError, match=words):
        publish.accept(identifier, number, role, house.outputs)


def test_nothing_is_settled_twice(house: House) -> None:
    house.build()
    settle(house)
    with pytest.raises(UsageError, match=r"source\.settled\.yaml:3: this is settled already"):
        settle(house)


# The file of settled doubts


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        (ROLE, "''", 6, "“0.role”: it is empty. Fill it in."),
        ("role:", "who:", 3, "“0.role” is missing. Add it."),
        ("mumbled rest", "mumbled sleep", 4, "the sentence is not the one that was settled"),
        ("text-sha256: ", "text-sha256: x", 8, "“0.text-sha256”"),
        ("words:", "wording:", 5, "“0.wording” is not a known key"),
    ],
)
def test_a_file_that_was_changed_by_hand_is_refused_with_its_line(
    before: str, after: str, line: int, words: str, house: House
) -> None:
    house.build()
    settle(house)
    house.change(before, after, "source.settled.yaml")
    with pytest.raises(SourceError) as refused:
        publish.load(house.source)
    assert (refused.value.path.name, refused.value.line) == ("source.settled.yaml", line)
    assert words in refused.value.message


def test_nobody_has_listened_in_the_future(house: House) -> None:
    house.build()
    settle(house)
    (entry,) = settlements(house.source)
    house.change(entry.date.isoformat(), (date.today() + timedelta(days=3)).isoformat(), "source.settled.yaml")
    with pytest.raises(PublishError, match="is in the future"):
        publish.load(house.source)


# On the command line


def test_listen_lists_and_accept_settles(house: House) -> None:
    house.build()
    code, output = run("listen", "source")
    assert code == 0
    assert f"in doubt 1   source:  {MUMBLED}" in output
    assert "clip:    outputs/source/drafts/doubt-1.mp3" in output
    code, output = run("accept", "source", "--finding", "1", "--role", ROLE)
    assert code == 0
    assert f"settled by {ROLE}" in output
    house.build()
    assert run("listen", "source") == (0, "Nothing of source is in doubt.\n")


def test_both_speak_json(house: House) -> None:
    house.build()
    (point,) = json.loads(run("listen", "source", "--json")[1])
    assert (point["number"], point["acceptable"], point["clip"]) == (1, True, "outputs/source/drafts/doubt-1.mp3")
    settled = json.loads(run("accept", "source", "--finding", "1", "--role", ROLE, "--json")[1])
    assert (settled["role"], settled["text"]) == (ROLE, MUMBLED)


def test_accept_says_why_not(house: House) -> None:
    house.change(MUMBLED, "Take 2 mumbled tablets.")
    house.build()
    code, output = run("accept", "source", "--finding", "1", "--role", ROLE)
    assert code == 2
    assert "a number, negation or unit seems to be another one" in output


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.skipif(shutil.which("sh") is None, reason="the player of this test is a shell script")
@pytest.mark.parametrize(("player", "suffix"), [("ffplay", "doubt-1.mp3"), ("aplay", "clip.wav")])
def test_clips_are_played_by_the_player_that_is_there(
    player: str, suffix: str, house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    house.build()
    programs = tmp_path / "programs"
    programs.mkdir()
    program(programs, player, f'for last; do :; done; echo "$last" >> "{tmp_path}/played"')
    monkeypatch.setenv("PATH", str(programs))
    assert run("listen", "source", "--play")[0] == 0
    assert (tmp_path / "played").read_text(encoding="utf-8").rstrip().endswith(suffix)


def test_without_a_player_the_clip_is_named(house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    house.build()
    monkeypatch.setenv("PATH", str(tmp_path))
    code, output = run("listen", "source", "--play")
    assert code == 0
    assert "no player is here" in output
    assert "Open the clip yourself: outputs/source/drafts/doubt-1.mp3" in output
