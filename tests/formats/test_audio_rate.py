"""The rate at which an edition is read: the same for every voice, and the same words whatever it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formats.audio import Audio
from formats.daisy import Daisy
from publish.contracts.format import Settings
from publish.errors import SourceError
from publish.model.publication import FormatSection, Publication
from publish.proof.verdict import State
from publish.speech.pace import FASTEST, SLOWEST, USUAL_RATE
from publish.speech.script import script
from publish.speech.spoken_format import SpokenFormat
from publish.speech.stretching import at_rate
from tests.formats.test_audio import CARE, made, spoken_job

SAMPLES_A_SECOND = 24_000


def house(rate: int) -> Publication:
    """CARE of a house that has its editions read at a rate."""
    section = FormatSection({"rate": rate}, Path("publisher.yaml"), {("rate",): 7})
    publication = made(CARE)
    return replace(publication, publisher=replace(publication.publisher, formats={"audio": section}))


@pytest.mark.parametrize("rate", [SLOWEST, FASTEST])
@pytest.mark.parametrize("container", [Audio, Daisy])
def test_an_edition_at_another_rate_is_heard_whole_and_lasts_as_long_as_its_rate_says(
    rate: int, container: type[SpokenFormat], cache: Path, tmp_path: Path
) -> None:
    unheard, plugin = container(Settings(cache, listen=False)), container(Settings(cache))
    lasts = {}
    for number, publication in {USUAL_RATE: made(CARE), rate: house(rate)}.items():
        path = tmp_path / f"{number}{plugin.suffix}"
        job = spoken_job(plugin, publication)
        plugin.write(job, path)
        lasts[number] = unheard.read(path).duration_s or 0
    verdict = plugin.check(job, path)
    assert (verdict.state, verdict.findings, verdict.doubts) == (State.COMPLETE, (), ())
    assert lasts[rate] * rate == pytest.approx(lasts[USUAL_RATE] * USUAL_RATE, rel=0.03)


def test_a_sentence_is_as_loud_and_as_high_at_another_rate() -> None:
    at = np.arange(2 * SAMPLES_A_SECOND) / SAMPLES_A_SECOND
    tone = (0.2 * np.sin(2 * np.pi * 220 * at)).astype(np.float32)
    slower = at_rate(tone, SAMPLES_A_SECOND, 120)
    strongest = np.argmax(np.abs(np.fft.rfft(slower))) * SAMPLES_A_SECOND / len(slower)
    assert len(slower) == pytest.approx(len(tone) * USUAL_RATE / 120, rel=0.02)
    assert strongest == pytest.approx(220, abs=2)
    assert np.abs(slower).max() == pytest.approx(0.2, abs=0.02)


@pytest.mark.parametrize("samples", [0, 1, 100])
def test_a_sentence_of_hardly_any_sound_stays(samples: int) -> None:
    assert len(at_rate(np.full(samples, 0.1, np.float32), SAMPLES_A_SECOND, FASTEST)) <= samples


def test_a_listener_is_told_how_long_it_lasts_at_its_rate() -> None:
    week = made({"week": ["Each day you take one tablet with a glass of water and then you rest for an hour."] * 60})
    (slow,), (fast,) = (
        [one.text for one in script(week, rate).sentences if "This recording lasts" in one.text]
        for rate in (SLOWEST, FASTEST)
    )
    assert (slow, fast) == ("This recording lasts about 8 minutes.", "This recording lasts about 5 minutes.")


@pytest.mark.parametrize("rate", [SLOWEST - 1, FASTEST + 1])
def test_a_rate_at_which_nobody_can_follow_is_refused_with_its_line(rate: int, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"publisher\.yaml:7: .*rate"):
        Audio(Settings(tmp_path)).variants(house(rate))
