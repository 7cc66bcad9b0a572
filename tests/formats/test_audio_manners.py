"""Audio that says a sentence again in another manner: spoken and listened to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from formats.audio import Audio, AudioOptions
from publish.contracts.format import Job, Revising, Settings, TimeSpan
from publish.contracts.voice import voice
from publish.model.nodes import Paragraph
from publish.proof.ledger import text_of
from publish.proof.verdict import Doubt, State, Verdict
from publish.rendering.mp3.encoding import FRAME_BYTES, FRAME_S
from publish.speech.chapters import spoken_chapter
from publish.speech.manners import MANNERS, Manner
from publish.speech.script import Chapter, Part, Sentence
from publish.speech.wording import wording
from tests.formats.test_audio import CARE, TABLETS, made


def doubted(verdict: Verdict, job: Job[AudioOptions], text: str) -> Verdict:
    """The verdict as it would be if one sentence had been in doubt."""
    section, paragraph = next(
        (section, block)
        for section in job.publication.sections
        for block in section.blocks
        if isinstance(block, Paragraph) and text_of(block.children) == text
    )
    doubt = Doubt(section.id, paragraph.id, text, "21", "28", "", 0.0, 1.0, "0" * 64, blocks=True, settleable=False)
    return replace(verdict, doubts=(doubt,))


@pytest.fixture(scope="module")
def job() -> Job[AudioOptions]:
    return Job(made(CARE), AudioOptions())


@pytest.fixture(scope="module")
def audio(cache: Path) -> Audio:
    return Audio(Settings(cache))


def test_what_is_in_doubt_is_said_more_slowly_and_heard_complete(
    audio: Audio, job: Job[AudioOptions], tmp_path: Path
) -> None:
    assert isinstance(audio, Revising)
    path = tmp_path / "care.mp3"
    before = audio.write(job, path)
    doubt = doubted(audio.check(job, path), job, TABLETS)
    after = audio.revise(job, path, (doubt,))
    assert after is not None
    lengths = {
        name: (slow.end_s - slow.start_s) / (span.end_s - span.start_s)
        for name, span in before.items()
        if isinstance(span, TimeSpan)
        and isinstance(slow := after[name], TimeSpan)
        and "/" in name
        and "." not in name  # nodes, not their sentences
    }
    slower = {name for name, ratio in lengths.items() if ratio > 1.1}
    assert slower == {doubt.doubts[0].unit}
    assert audio.check(job, path).state is State.COMPLETE
    twice = audio.revise(job, path, (doubt, doubt))
    assert twice is not None
    assert audio.check(job, path).state is State.COMPLETE


def test_the_same_verdicts_give_the_same_bytes_with_an_empty_cache(
    audio: Audio, job: Job[AudioOptions], tmp_path: Path
) -> None:
    paths = tmp_path / "one.mp3", tmp_path / "two.mp3"
    doubt = doubted(Verdict((), ()), job, TABLETS)
    audio.revise(job, paths[0], (doubt,))
    Audio(Settings(tmp_path / "cache")).revise(job, paths[1], (doubt,))
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_when_every_manner_was_tried_nothing_is_written(audio: Audio, job: Job[AudioOptions], tmp_path: Path) -> None:
    doubt = doubted(Verdict((), ()), job, TABLETS)
    path = tmp_path / "care.mp3"
    assert audio.revise(job, path, (doubt,) * (len(MANNERS) + 1)) is None
    assert audio.revise(job, path, (replace(doubt, doubts=()),)) is None
    assert not path.exists()


def test_without_listening_nothing_is_said_again(cache: Path, job: Job[AudioOptions], tmp_path: Path) -> None:
    deaf = Audio(Settings(cache, listen=False))
    assert deaf.revise(job, tmp_path / "care.mp3", (doubted(Verdict((), ()), job, TABLETS),)) is None


@pytest.mark.parametrize("manner", MANNERS[1:])
def test_what_follows_a_sentence_said_otherwise_sounds_as_before(manner: Manner, tmp_path: Path) -> None:
    heart = voice("heart")
    texts = ("The first one is long enough.", "Ring 0808 2080 888 at any time.", "And the third one follows it.")
    sentences = tuple(Sentence(text, wording(text, ()), "n", "a", Part.TEXT, 0.5) for text in texts)
    chapter = Chapter("a", "A", 2, sentences)
    plainly, otherwise = (spoken_chapter(chapter, heart, tmp_path, own) for own in ({}, {1: manner}))
    moved_s = otherwise.spans[2][0] - plainly.spans[2][0]
    assert moved_s > 0.5
    assert moved_s / FRAME_S == pytest.approx(round(moved_s / FRAME_S), abs=0.01)
    third = round((plainly.seconds - plainly.spans[2][0]) / FRAME_S) * FRAME_BYTES
    assert otherwise.frames[-third:] == plainly.frames[-third:]
