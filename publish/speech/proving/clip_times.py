"""Whether the phrases that an edition marks are the sentences of the script, by the samples: no writer is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.contracts.format import clock
from publish.contracts.voice import Mono
from publish.proof.verdict import Finding, FindingKind
from publish.readers.mp3.recording import Clip, Recording, Track
from publish.speech.listening.hearing import Sound
from publish.speech.listening.pieces import RATE, Silence, silences, speech_s
from publish.speech.pace import length
from publish.speech.proving.pairing import paired
from publish.speech.script import Chapter, Script, Sentence
from publish.speech.wording import words_of

_BEFORE_S, _AFTER_S = 0.1, 0.05
"""Seconds by which a phrase may begin before or after its first sound (350 sentences: 0.07 before at the most)."""

_SHORTER_S = 0.05
"""Seconds by which the silence before it may be shorter than the pause of the script (350 sentences: always longer)."""

_SHARE, _SLACK_S = 0.5, 0.4
"""How much longer or shorter a phrase may be than its words need at the pace of its chapter: a third at most, of 350
sentences, and a sentence that is said more slowly lasts 1.4 times as long."""


def phrase_findings(text: Script, recording: Recording) -> Iterator[Finding]:
    """Chapters whose phrases are more or fewer than their sentences, or begin within words, or hold others' words."""
    pairs, _ = paired(text, recording.tracks)
    for pair in pairs:
        groups = [(sentence,) for sentence in pair.chapter.sentences]
        yield from clip_findings(pair.chapter, pair.track, groups)


def clip_findings(chapter: Chapter, track: Track, groups: Sequence[Sequence[Sentence]]) -> Iterator[Finding]:
    """What is wrong with the clips of a track, each of which is to hold the sentences of one group."""
    section = chapter.section
    if len(track.clips) != len(groups):
        wanted, found = f"{len(groups)} phrases", f"{len(track.clips)} phrases"
        yield Finding(FindingKind.PRESENTATION, section, "phrases", wanted, found, clock(track.start_s))
        return
    mono = Sound(track.frames).mono
    gaps = silences(mono, _SHORTEST_S)
    expected = _expected(mono, groups)
    pause_s = 0.0  # before the first phrase there need be none
    for clip, group, needs_s in zip(track.clips, groups, expected, strict=True):
        spoken_s = _speech(mono, clip)
        found = ""
        if pause_s and not _follows_a_pause(clip.start_s, pause_s, gaps):
            found = f"a phrase that begins {clip.start_s:.2f} s into {track.title!r}, where no sentence does"
        elif abs(spoken_s - needs_s) > _SHARE * needs_s + _SLACK_S:
            found = f"a phrase of {spoken_s:.1f} s, where its words need about {needs_s:.1f} s"
        if found:
            first, where = group[0], clock(track.start_s + clip.start_s)
            yield Finding(FindingKind.PRESENTATION, section, first.node, first.text, found, where, first.line)
        pause_s = group[-1].pause_s


def _follows_a_pause(start_s: float, pause_s: float, gaps: Sequence[Silence]) -> bool:
    """Whether a phrase begins just as a silence ends that is as long as the script's."""
    return any(
        gap.end_s - _BEFORE_S <= start_s <= gap.end_s + _AFTER_S and gap.seconds >= pause_s - _SHORTER_S for gap in gaps
    )


_SHORTEST_S = 0.05


def _speech(mono: Mono, clip: Clip) -> float:
    return speech_s(mono[round(clip.start_s * RATE) : round(clip.end_s * RATE)])


def _expected(mono: Mono, groups: Sequence[Sequence[Sentence]]) -> list[float]:
    """The seconds that the words of each group need, at the pace of the chapter."""
    weights = [sum(length(words_of(sentence.spoken)) for sentence in group) for group in groups]
    pace = speech_s(mono) / max(1, sum(weights))
    return [weight * pace for weight in weights]
