"""The easy-read booklet read aloud: its words alone, slowly, a chapter a topic, complete only when heard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import publish
from formats.easy_read.easy_blocks import easy_read_blocks
from formats.easy_read.sound import EasyReadAudio, EasyReadAudioOptions
from formats.easy_read.spoken_booklet import spoken_booklet
from publish.contracts.discovery import chosen
from publish.contracts.format import Job, Settings, TimeSpan
from publish.errors import SourceError
from publish.model.publication import FormatSection, Publication
from publish.proof.ledger import OPENING
from publish.proof.verdict import Doubt, FindingKind, Proof, Review, State, Verdict
from publish.readers.mp3.mp3_file import open_mp3
from publish.source.load import load
from publish.speech.pace import SLOWEST
from publish.speech.script import Part, script
from publish.speech.spoken_format import SpokenOptions
from tests.conftest import FACTSHEET

from .test_easy_read_short import SOURCE, house

FULL, SHORT = EasyReadAudioOptions(rate=120), EasyReadAudioOptions(rate=120, short=True)


@pytest.fixture
def iron(tmp_path: Path) -> Publication:
    return house(tmp_path, SOURCE)


@pytest.fixture(scope="module")
def factsheet() -> Publication:
    return load(Path(FACTSHEET))


def with_section(publication: Publication, **sections: dict[str, object]) -> Publication:
    """The publication of a house whose publisher.yaml has these sections."""
    formats = {
        name.replace("_", "-"): FormatSection(values, Path("publisher.yaml"), {(key,): 7 for key in values})
        for name, values in sections.items()
    }
    return replace(publication, publisher=replace(publication.publisher, formats=formats))


def rates(publication: Publication, cache: Path) -> set[int]:
    options = EasyReadAudio(Settings(cache, listen=False)).variants(publication).options
    return {each.rate for each in options if isinstance(each, SpokenOptions)}


def edition(publication: Publication, settings: Settings, folder: Path, options: EasyReadAudioOptions) -> Path:
    path = folder / "iron-easy-read.mp3"
    EasyReadAudio(settings).write(Job(publication, options), path)
    return path


@pytest.mark.parametrize("options", [FULL, SHORT], ids=["full", "short"])
def test_it_is_heard_whole_and_is_a_draft_while_nobody_has_agreed_its_meaning(
    options: EasyReadAudioOptions, iron: Publication, cache: Path, tmp_path: Path
) -> None:
    one = EasyReadAudio(Settings(cache))
    verdict = one.check(Job(iron, options), edition(iron, Settings(cache), tmp_path, options))
    assert (verdict.state, verdict.findings, verdict.doubts) == (State.COMPLETE, (), ())
    assert (verdict.proof, verdict.review) == (Proof.HEARD, Review.DRAFT)
    assert verdict.found == verdict.units == len(one.text(Job(iron, options)).sentences)


def test_it_is_not_complete_where_nobody_listened(iron: Publication, cache: Path, tmp_path: Path) -> None:
    deaf = Settings(cache, listen=False)
    verdict = EasyReadAudio(deaf).check(Job(iron, FULL), edition(iron, deaf, tmp_path, FULL))
    assert (verdict.state, verdict.findings) == (State.INCOMPLETE, ())


def test_the_short_one_does_not_pass_for_the_full_one(iron: Publication, cache: Path, tmp_path: Path) -> None:
    verdict = EasyReadAudio(Settings(cache)).check(Job(iron, FULL), edition(iron, Settings(cache), tmp_path, SHORT))
    assert "Meat has iron." in {finding.expected for finding in verdict.findings}


def test_it_is_made_on_request_alone_and_leaves_other_audio_as_it_is(tmp_path: Path) -> None:
    installed = publish.formats(Settings(tmp_path))
    assert "easy-read-audio" not in chosen(installed, ())
    assert "easy-read-audio" in chosen(installed, (), {"easy-read-audio"})


def test_its_chapters_are_the_topics_with_the_helpline_first_and_last(factsheet: Publication, cache: Path) -> None:
    chapters = EasyReadAudio(Settings(cache)).text(Job(factsheet, FULL)).chapters
    topics = [block.title for block in easy_read_blocks(factsheet)]
    assert [each.title for each in chapters][1:-2] == topics
    assert [each.title for each in chapters][-2:] == ["What the words mean", "About this publication"]
    number = factsheet.publisher.helpline.value
    assert f"Once more: {number}." in [each.text for each in chapters[0].sentences]
    assert chapters[-1].sentences[-1].text == f"Once more: {number}."


def test_it_says_each_line_and_each_meaning_and_describes_no_picture(factsheet: Publication, cache: Path) -> None:
    said = EasyReadAudio(Settings(cache)).text(Job(factsheet, FULL)).sentences
    texts = [each.text for each in said]
    assert "Bone marrow: The soft inside of bones, where blood cells are made." in texts
    assert Part.ALT not in {each.part for each in said}
    alternatives = {picture.alt for picture in factsheet.pictures.values()}
    assert not alternatives & set(texts)


def test_a_pause_follows_each_line_that_is_longer_than_that_of_other_audio(factsheet: Publication, cache: Path) -> None:
    slow = EasyReadAudio(Settings(cache)).text(Job(factsheet, SHORT)).sentences
    usual = script(spoken_booklet(factsheet, short=True)).sentences
    pauses = [(one.pause_s, other.pause_s) for one, other in zip(slow, usual, strict=True)]
    assert all(one > other for one, other in pauses)
    between_lines = [one for one, other in pauses if other == 0.5]
    assert min(between_lines) > 1


@pytest.mark.parametrize(
    ("sections", "rate"),
    [
        ({}, 120),
        ({"audio": {"rate": 175}}, 140),
        ({"audio": {"rate": 120}}, SLOWEST),
        ({"easy_read_audio": {"rate": 130}}, 130),
    ],
)
def test_it_is_slower_than_other_audio_of_the_house_or_as_the_house_says(
    sections: dict[str, dict[str, object]], rate: int, factsheet: Publication, cache: Path
) -> None:
    assert rates(with_section(factsheet, **sections), cache) == {rate}


@pytest.mark.parametrize("values", [{"rate": 40}, {"voice": "emma"}])
def test_a_rate_that_nobody_reads_at_and_a_voice_of_its_own_are_refused(
    values: dict[str, object], factsheet: Publication, cache: Path
) -> None:
    with pytest.raises(SourceError, match=r"publisher\.yaml:7"):
        rates(with_section(factsheet, easy_read_audio=values), cache)


def test_there_is_none_without_easy_read_words_or_without_a_voice(tmp_path: Path, cache: Path) -> None:
    one = EasyReadAudio(Settings(cache))
    bare = house(tmp_path, SOURCE[: SOURCE.index("::: {.easy-read")])
    assert one.variants(bare).reason == "no easy-read words have been written"
    (tmp_path / "welsh").mkdir()
    welsh = house(tmp_path / "welsh", SOURCE.replace("lang: en-GB", "lang: cy"))
    assert "voice" in one.variants(welsh).reason


def test_its_places_are_those_of_the_topics_and_of_their_sections(
    iron: Publication, cache: Path, tmp_path: Path
) -> None:
    path = tmp_path / "iron.mp3"
    places = EasyReadAudio(Settings(cache)).write(Job(iron, FULL), path)
    marks = {mark.title: TimeSpan(mark.start_s, mark.end_s) for mark in open_mp3(path).chapters}
    assert set(places) >= {OPENING, "iron", "food", "about-this-publication"}
    for section, title in (("iron", "Iron"), ("food", "Food")):
        place = places[section]
        assert isinstance(place, TimeSpan)
        assert place.start_s == pytest.approx(marks[title].start_s, abs=0.01)
    assert {places[block.id] for block in easy_read_blocks(iron)} == {places["iron"], places["food"]}


def test_what_is_found_is_named_by_its_section_and_said_again_otherwise(
    iron: Publication, cache: Path, tmp_path: Path
) -> None:
    one, path = EasyReadAudio(Settings(cache)), tmp_path / "iron.mp3"
    job = Job(iron, FULL)
    one.write(job, path)
    before = path.read_bytes()
    food = next(block for block in easy_read_blocks(iron) if block.covers == ("food",))
    meat = next(each for each in one.text(job).sentences if each.text == "Meat has iron.")
    assert meat.section == food.id
    doubt = Doubt("food", meat.node, meat.text, "Meat", "Meet", "", 0.0, 1.0, "0" * 64, blocks=True, settleable=True)
    assert one.revise(job, path, (Verdict((), (), doubts=(doubt,)),)) is not None
    assert path.read_bytes() != before


def test_a_line_without_its_words_in_the_sound_is_missing_in_its_section(
    iron: Publication, cache: Path, tmp_path: Path
) -> None:
    less = house(tmp_path, SOURCE.replace("- [dot]{.picture} Ask your doctor.\n", ""))
    verdict = EasyReadAudio(Settings(cache)).check(Job(iron, FULL), edition(less, Settings(cache), tmp_path, FULL))
    found = [(each.kind, each.section, each.expected) for each in verdict.findings]
    assert found == [(FindingKind.MISSING, "iron", "Ask your doctor.")]
