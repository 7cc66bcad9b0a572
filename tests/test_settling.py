"""What a person has listened to: settled in a file beside the source, and void when its sentence or sound changes."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

import publish
from publish.contracts.format import Settings
from publish.errors import OutputsError, PublishError, SourceError, UsageError
from publish.linting.runner import Severity
from publish.outputs.lock import exclusive
from publish.proof.verdict import Finding, Proof
from publish.source.settled import settled_file, settlements
from tests.conftest import REPOSITORY
from tests.doubles.doubtful import (
    CLEAR,
    MUMBLED,
    ROLE,
    HighVoice,
    Misspoken,
    Wrong,
    doubtful_house,
    doubts,
    draft_files,
    murmur,
    run,
    settle,
)
from tests.doubles.murmur import Murmur
from tests.hostile.running import Direct
from tests.plugin.plain_text import PlainText
from tests.test_building import House, made


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    return doubtful_house(tmp_path, monkeypatch)


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
    shutil.copy(REPOSITORY / "tests" / "cases" / "editions" / "publisher.yaml", house.sources)  # there is less to hear
    house.settings = Settings(cache)
    house.change(MUMBLED, "Take the tablets for 21 days.")
    house.install(Misspoken)
    result = house.build()
    assert result.exit_code == 1
    assert result.editions[0].record.verdict.proof is Proof.HEARD
    points = publish.doubts("source", house.outputs)
    (wrong,) = [one for one in points if isinstance(one.point, Finding) and one.point.kind == "altered"]
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


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        (ROLE, "''", 6, "“role”: the role is empty. Say who agrees"),
        ("role:", "who:", 3, "“role” is missing. Add it."),
        ("mumbled rest", "mumbled sleep", 4, "the sentence is not the one that was settled"),
        ("text-sha256: ", "text-sha256: x", 8, "“text-sha256”"),
        ("words:", "wording:", 5, "“wording” is not a known key"),
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


def test_nobody_settles_while_another_command_is_at_work(house: House) -> None:
    """Of two that read and write the file at once, one would be lost."""
    house.build()
    with exclusive(house.folder), pytest.raises(OutputsError, match="another command is at work on this document"):
        settle(house)
    assert not settled_file(house.source).exists()
    settle(house)


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
    assert run("listen", "source") == (0, "Nothing in source is in doubt.\n")


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
    assert "there is no audio player here" in output
    assert "Open the clip yourself: outputs/source/drafts/doubt-1.mp3" in output
