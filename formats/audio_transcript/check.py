"""Whether captions are the very words of the script, each while it is said."""

from __future__ import annotations

from collections.abc import Iterator

from formats.audio_transcript.read import Transcript
from publish.contracts.format import clock
from publish.proof.align import same
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.mp3.recording import Clip, Track
from publish.speech.proving.clip_times import phrase_findings
from publish.speech.proving.pairing import paired
from publish.speech.script import Chapter, Script


def transcript_findings(text: Script, transcript: Transcript) -> Iterator[Finding]:
    """Sentences without a cue, cues that are no sentence or in no chapter, cues at the wrong time."""
    yield from phrase_findings(text, transcript.recording)
    for pair in paired(text, transcript.recording.tracks)[0]:
        yield from _words(pair.chapter, pair.track)
    for cue in transcript.stray:
        yield Finding(FindingKind.EXTRA, OPENING, OPENING, None, cue.text, clock(cue.start_s))
    if transcript.language != text.language:
        yield Finding(FindingKind.MISLABELLED, OPENING, "language", text.language, transcript.language or None)
    for title in transcript.titles:
        if title != text.title:
            wanted = f"captions of {text.title}, of words alone"
            yield Finding(FindingKind.PRESENTATION, OPENING, OPENING, wanted, title or "captions of another form")
    for name in transcript.beside:
        yield Finding(FindingKind.EXTRA, OPENING, OPENING, None, f"a file that nothing plays: {name}")
    sound = transcript.sound
    there = len(sound.times) - 1
    if (sound.promised or there) != there or sound.broken:
        wanted, found = "sound without a gap", f"{clock(sound.seconds)} of it"
        yield Finding(FindingKind.PRESENTATION, OPENING, OPENING, wanted, found)


def _words(chapter: Chapter, track: Track) -> Iterator[Finding]:
    texts, shown = [sentence.text for sentence in chapter.sentences], [cue.text or "" for cue in track.clips]
    pairs = dict(same(texts, shown))
    for number, sentence in enumerate(chapter.sentences):
        if number not in pairs:
            found = _at(track.clips, number)
            where = clock(track.start_s + found.start_s) if found is not None else ""
            instead = found.text if found is not None else None
            section, node = sentence.section, sentence.node
            yield Finding(FindingKind.ALTERED, section, node, sentence.text, instead, where, sentence.line)
    for number in sorted(set(range(len(shown))) - set(pairs.values())):
        where = clock(track.start_s + track.clips[number].start_s)
        yield Finding(FindingKind.EXTRA, chapter.section, chapter.section, None, shown[number], where)


def _at(cues: tuple[Clip, ...], number: int) -> Clip | None:
    return cues[number] if number < len(cues) else None
