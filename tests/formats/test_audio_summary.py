"""The summary alone, as a short track beside the whole: which words it has, and that it is proved as the whole is."""

from __future__ import annotations

from pathlib import Path

import pytest

from formats.audio import Audio, AudioOptions
from formats.audio.summary import summary_of
from formats.daisy import Daisy
from publish.contracts.format import Job, Settings
from publish.errors import UsageError
from publish.proof.verdict import FindingKind
from publish.readers.mp3.mp3_file import open_mp3
from publish.speech.script import script
from tests.formats.test_audio import CARE, COUNT, made

SUMMARY = AudioOptions(summary=True)


def wanting(cache: Path) -> Audio:
    return Audio(Settings(cache, listen=False, requested={"audio": {"summary": "true"}}))


def test_a_house_that_wants_it_has_a_track_of_the_summary_beside_the_whole(cache: Path) -> None:
    assert [options.variant for options in wanting(cache).variants(made(CARE)).options] == ["", "summary"]
    assert [options.variant for options in Audio(Settings(cache)).variants(made(CARE)).options] == [""]


def test_other_containers_have_no_track_of_the_summary(cache: Path) -> None:
    daisy = Daisy(Settings(cache, requested={"audio": {"summary": "true"}}))
    assert [options.variant for options in daisy.variants(made(CARE)).options] == [""]
    with pytest.raises(UsageError, match="summary"):
        Daisy(Settings(cache, requested={"daisy": {"summary": "true"}})).variants(made(CARE))


def test_it_says_the_summary_the_headings_and_the_helpline_and_no_sentence_of_a_section() -> None:
    opening, about = script(summary_of(made(CARE))).chapters
    said = [sentence.text for sentence in opening.sentences]
    assert said[:2] == ["Care at home: summary", "What helps."]
    assert said[-3:] == ["Treatment", "At home", "Symptoms"]
    assert [text for text in said if text.startswith("Once more: 0800")]
    assert COUNT not in said
    assert about.title == "About this publication"


def test_it_is_proved_by_its_own_words(cache: Path, tmp_path: Path) -> None:
    audio, path = wanting(cache), tmp_path / "care-summary.mp3"
    job = Job(made(CARE), SUMMARY)
    audio.write(job, path)
    assert audio.check(job, path).findings == ()
    whole = tmp_path / "care.mp3"
    audio.write(Job(made(CARE), AudioOptions()), whole)
    assert FindingKind.MISLABELLED in {finding.kind for finding in audio.check(job, whole).findings}
    assert FindingKind.CONTENTS in {
        finding.kind for finding in audio.check(Job(made(CARE), AudioOptions()), path).findings
    }


def test_its_tag_says_which_track_it_is(cache: Path, tmp_path: Path) -> None:
    audio, path = wanting(cache), tmp_path / "care-summary.mp3"
    audio.write(Job(made(CARE), SUMMARY), path)
    assert open_mp3(path).tags["TIT2"] == "Care at home: summary"
