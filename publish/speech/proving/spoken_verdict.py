"""The verdict on an edition of sound: its script proved, its chapters in order, samples measured, words heard.

It is the same for every container, and what was heard of the same sound before is not heard again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from publish.contracts.format import Settings, Told, clock
from publish.model.nodes import walk
from publish.model.publication import Publication
from publish.model.text import plain
from publish.proof.ledger import OPENING, ledger
from publish.proof.verdict import Finding, FindingKind, Proof, SectionCount, Verdict
from publish.readers.mp3.recording import Recording
from publish.speech.listening.chapter_hearing import hear_chapter, hints_for
from publish.speech.listening.hearing import Listener
from publish.speech.listening.hot_words import known_words
from publish.speech.listening.trial import Foreign
from publish.speech.loudness import PEAK_DBTP, TARGET_LUFS, Loudness
from publish.speech.proving.heard_sentences import Heard, Pair, doubts_of, findings_of, foreign_finding, missing
from publish.speech.proving.measured_speech import Measured, measured, sampled
from publish.speech.proving.pairing import paired
from publish.speech.script import Script

LOUDER = 2.0
"""Loudness units by which the edition may be off its target."""

_CUT_S = 0.1
_AHEAD = 0.6  # share of the time until all was heard once


def understands(tag: str) -> bool:
    """Whether the recognisers know a language: both hear English only."""
    return tag.casefold().split("-")[0] in {"en", "eng"}


def spoken_verdict(
    publication: Publication, text: Script, recording: Recording, settings: Settings, further: Iterable[Finding] = ()
) -> Verdict:
    """Compare a recording with the script of its source, its `text`; a unit is a sentence of the script.

    `further` is what the format itself found of its file. Raises `MissingTool` where listening is on and a recogniser
    is not installed.
    """
    findings = [*_unsaid(publication, text), *_mislabelled(text, recording), *further]
    pairs, disorder = paired(text, recording.tracks)
    findings += disorder
    listening = settings.listen and understands(text.language)
    told = Told(settings.progress)
    listener, known = Listener(settings.cache, told.again) if listening else None, known_words(publication)
    heard: dict[str, Heard] = {}
    samples = []
    if listener is not None:
        listener.hear_ahead(
            [(pair.sound, hints_for(pair.chapter, known)) for pair in pairs],
            lambda share: told("listening", _AHEAD * share),
        )
    for pair in pairs:
        sound = pair.sound
        if listener is not None:
            share = min(1.0, pair.track.start_s / recording.seconds) if recording.seconds else 0.0
            told(f"listening: {pair.chapter.title}", _AHEAD + (1 - _AHEAD) * share)
            heard[pair.chapter.section] = Heard(pair, hear_chapter(pair.chapter, sound, listener, known))
        samples.append(sampled(pair.chapter, sound.mono))
    elsewhere = [
        (chapter_heard, foreign) for chapter_heard in heard.values() for foreign in chapter_heard.hearing.foreign
    ]
    measures = measured([pair.chapter for pair in pairs], samples)
    by_section = {pair.chapter.section: (pair, measure) for pair, measure in zip(pairs, measures, strict=True)}
    harmed: dict[str, set[int]] = defaultdict(set)
    for chapter in text.chapters:
        if chapter.section not in by_section:
            harmed[chapter.section] |= set(range(len(chapter.sentences)))
            findings += [missing(sentence, "") for sentence in chapter.sentences]
            continue
        pair, measure = by_section[chapter.section]
        found, numbers = _of_chapter(pair, measure, heard.get(chapter.section), elsewhere)
        harmed[chapter.section] |= numbers
        findings += found
    findings += [foreign_finding(text, chapter_heard, foreign) for chapter_heard, foreign in elsewhere]
    return Verdict(
        tuple(findings),
        _counts(publication, text, harmed),
        proof=Proof.HEARD if listening else Proof.SCRIPT,
        doubts=tuple(doubt for chapter_heard in heard.values() for doubt in doubts_of(chapter_heard)),
    )


def _of_chapter(
    pair: Pair, measure: Measured, heard: Heard | None, elsewhere: list[tuple[Heard, Foreign]]
) -> tuple[list[Finding], set[int]]:
    """What is wrong with a chapter, and the numbers of the sentences that are harmed by it."""
    by_ear = list(findings_of(heard, elsewhere)) if heard is not None else []
    found, numbers = [finding for _, finding in by_ear], {number for number, _ in by_ear}
    if not any(finding.kind in {FindingKind.MISSING, FindingKind.OUT_OF_ORDER} for finding in found):
        lost = _unspoken(pair, measure, was_heard=heard is not None)
        if lost:
            numbers.add(0)  # which sentence it is, samples alone do not tell
        found += lost
    if not any(finding.kind in {FindingKind.EXTRA, FindingKind.REPEATED} for finding in found):
        found += _said_twice(pair, measure)
    return [*found, *_too_loud_or_quiet(pair, measure.samples.loudness)], numbers


def _unsaid(publication: Publication, text: Script) -> Iterator[Finding]:
    """Units of the ledger whose very words are not in the script of their section: the script itself is proved."""
    words = {
        chapter.section: plain(" ".join(sentence.text for sentence in chapter.sentences)) for chapter in text.chapters
    }
    wanted: Counter[tuple[str, str]] = Counter()
    for unit in ledger(publication):
        wanted[unit.section, unit.text] += 1
        if words.get(unit.section, "").count(unit.text) < wanted[unit.section, unit.text]:
            yield Finding(FindingKind.MISSING, unit.section, unit.id, unit.text, None, "script", unit.line)


def _mislabelled(text: Script, recording: Recording) -> Iterator[Finding]:
    """Title and language, as the edition says them of itself."""
    for name, wanted, got in (
        ("title", text.title, plain(recording.title)),
        ("language", text.language, recording.language),
    ):
        if wanted.casefold() != got.casefold():
            yield Finding(FindingKind.MISLABELLED, OPENING, name, wanted, got or None)


def _unspoken(pair: Pair, measure: Measured, *, was_heard: bool) -> list[Finding]:
    """Silences where there should be speech, and, unless the words themselves were heard, too little or much of it."""
    section, title, start_s = pair.chapter.section, pair.chapter.title, pair.track.start_s
    findings = [
        Finding(
            FindingKind.MISSING,
            section,
            section,
            f"speech in the chapter {title!r}",
            f"silence of {silence.seconds:.1f} seconds",
            clock(start_s + silence.start_s),
        )
        for silence in measure.samples.silences
    ]
    length, there = pair.track.end_s - start_s, measure.samples.seconds
    if there < length - _CUT_S:
        wanted, found = f"{length:.1f} seconds of the chapter {title!r}", f"{there:.1f} seconds"
        findings.append(Finding(FindingKind.MISSING, section, section, wanted, found, clock(start_s + there)))
    if not findings and not was_heard and not measure.plausible:
        speech_s = measure.samples.speech_s
        kind = FindingKind.MISSING if speech_s < measure.expected_s else FindingKind.EXTRA
        wanted = f"about {measure.expected_s:.0f} seconds of speech in the chapter {title!r}"
        findings.append(Finding(kind, section, section, wanted, f"{speech_s:.0f} seconds", clock(start_s)))
    return findings


def _said_twice(pair: Pair, measure: Measured) -> list[Finding]:
    """What is said at once again, whether or not the words were heard twice."""
    section, title, start_s = pair.chapter.section, pair.chapter.title, pair.track.start_s
    wanted, found = f"each sentence of the chapter {title!r} once", "the same sound twice in a row"
    return [
        Finding(FindingKind.REPEATED, section, section, wanted, found, clock(start_s + again_s))
        for again_s in measure.samples.again_s
    ]


def _too_loud_or_quiet(pair: Pair, level: Loudness) -> list[Finding]:
    if abs(level.integrated_lufs - TARGET_LUFS) <= LOUDER and level.peak_dbtp <= PEAK_DBTP:
        return []
    section = pair.chapter.section
    wanted = f"{TARGET_LUFS:.0f} LUFS, peak at most {PEAK_DBTP:.0f} dBTP"
    found = f"{level.integrated_lufs:.1f} LUFS, peak {level.peak_dbtp:.1f} dBTP"
    return [Finding(FindingKind.PRESENTATION, section, section, wanted, found, clock(pair.track.start_s))]


def _counts(publication: Publication, text: Script, harmed: dict[str, set[int]]) -> tuple[SectionCount, ...]:
    """Sentences of each section, in source order."""
    lengths = {chapter.section: len(chapter.sentences) for chapter in text.chapters}
    ids = [OPENING, *(section.id for section in walk(publication.sections))]
    return tuple(
        SectionCount(section, lengths[section], lengths[section] - len(harmed[section]))
        for section in ids
        if section in lengths
    )
