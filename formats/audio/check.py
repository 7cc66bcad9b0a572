"""Whether an audio edition says what its source says: contents and tag, samples measured, words heard."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from formats.audio.heard import Heard, Pair, doubts_of, findings_of, foreign_finding, missing
from formats.audio.measure import Measured, measured
from formats.audio.read import chapters, language, understands
from publish.contracts.format import Settings, clock
from publish.model.nodes import walk
from publish.model.publication import Publication
from publish.model.text import plain
from publish.proof.align import increasing
from publish.proof.ledger import OPENING, ledger
from publish.proof.verdict import Finding, FindingKind, Proof, SectionCount, Verdict
from publish.readers.mp3.mp3_file import Mp3, open_mp3
from publish.speech.listening.chapter_hearing import hear_chapter
from publish.speech.listening.hearing import Listener, Sound
from publish.speech.listening.hot_words import known_words
from publish.speech.listening.pieces import RATE
from publish.speech.loudness import PEAK_DBTP, TARGET_LUFS, loudness
from publish.speech.script import Script, script

LOUDER = 2.0
"""Loudness units by which the edition may be off its target."""


def check_audio(publication: Publication, path: Path, settings: Settings) -> Verdict:
    """Check an edition against its source; a unit is a sentence of the script.

    Raises:
        UnreadableEdition: the file is no MP3.
        MissingTool: listening is on and a recogniser is not installed.

    """
    mp3 = open_mp3(path)
    text = script(publication)
    findings = [*_unsaid(publication, text), *_about_the_file(text, mp3)]
    paired, order = _paired(text, mp3)
    findings += order
    measures = dict(
        zip(
            (pair.chapter.section for pair in paired),
            measured([pair.chapter for pair in paired], [pair.sound.mono for pair in paired]),
            strict=True,
        )
    )
    listening = settings.listen and understands(text.language)
    heard = _listened(paired, mp3, known_words(publication), settings) if listening else {}
    harmed: dict[str, set[int]] = defaultdict(set)
    by_section = {pair.chapter.section: pair for pair in paired}
    elsewhere = [
        (chapter_heard, foreign) for chapter_heard in heard.values() for foreign in chapter_heard.hearing.foreign
    ]
    for chapter in text.chapters:
        pair = by_section.get(chapter.section)
        if pair is None:
            harmed[chapter.section] |= set(range(len(chapter.sentences)))
            findings += [missing(sentence, "") for sentence in chapter.sentences]
            continue
        found: list[Finding] = []
        if chapter.section in heard:
            for number, finding in findings_of(heard[chapter.section], elsewhere):
                harmed[chapter.section].add(number)
                found.append(finding)
        known_losses = any(finding.kind in {FindingKind.MISSING, FindingKind.OUT_OF_ORDER} for finding in found)
        if not known_losses:
            lost = _unspoken(pair, measures[chapter.section], was_heard=chapter.section in heard)
            if lost:
                harmed[chapter.section].add(0)  # which sentence it is, samples alone do not tell
            found += lost
        findings += [*found, *_too_loud_or_quiet(pair)]
    findings += [foreign_finding(text, chapter_heard, foreign) for chapter_heard, foreign in elsewhere]
    return Verdict(
        tuple(findings),
        _counts(publication, text, harmed),
        proof=Proof.HEARD if listening else Proof.SCRIPT,
        doubts=tuple(doubt for chapter_heard in heard.values() for doubt in doubts_of(chapter_heard, mp3)),
    )


def _unsaid(publication: Publication, text: Script) -> list[Finding]:
    """Units of the ledger whose very words are not in the script of their section: the script itself is proved."""
    said = {
        chapter.section: plain(" ".join(sentence.text for sentence in chapter.sentences)) for chapter in text.chapters
    }
    findings = []
    wanted: Counter[tuple[str, str]] = Counter()
    for unit in ledger(publication):
        wanted[unit.section, unit.text] += 1
        if said.get(unit.section, "").count(unit.text) < wanted[unit.section, unit.text]:
            findings.append(Finding(FindingKind.MISSING, unit.section, unit.id, unit.text, None, "script", unit.line))
    return findings


def _about_the_file(text: Script, mp3: Mp3) -> list[Finding]:
    """Title, language, wholeness and loudness."""
    findings = [
        Finding(FindingKind.MISLABELLED, OPENING, name, wanted, got or None)
        for name, wanted, got in (
            ("title", text.title, plain(mp3.tags.get("TIT2", ""))),
            ("language", text.language, language(mp3)),
        )
        if wanted.casefold() != got.casefold()
    ]
    there = len(mp3.times) - 1
    ends = max((mark.end_s for mark in mp3.chapters), default=0.0)
    if (mp3.promised or there) != there or mp3.broken or ends > mp3.seconds + mp3.times[1]:
        whole = max(ends, (mp3.promised or there) * mp3.times[1])
        findings.append(
            Finding(
                FindingKind.PRESENTATION,
                OPENING,
                OPENING,
                f"{clock(whole)} of sound without a gap",
                f"{clock(mp3.seconds)} of sound, {mp3.broken} bytes that are none",
                clock(mp3.seconds),
            )
        )
    return findings


def _paired(text: Script, mp3: Mp3) -> tuple[list[Pair], list[Finding]]:
    """Chapters of both sides with the same title, the n-th with the n-th; and where contents or order differ."""
    marks = chapters(mp3)
    places: dict[str, list[int]] = defaultdict(list)
    for number, mark in enumerate(marks):
        places[plain(mark.title)].append(number)
    findings: list[Finding] = []
    found: list[tuple[int, int]] = []
    for number, chapter in enumerate(text.chapters):
        if places[chapter.title]:
            found.append((number, places[chapter.title].pop(0)))
            continue
        line = chapter.sentences[0].line if chapter.sentences else 0
        findings.append(
            Finding(FindingKind.CONTENTS, chapter.section, chapter.section, chapter.title, None, "chapters", line)
        )
    for left in places.values():
        findings += [
            Finding(FindingKind.CONTENTS, OPENING, "contents", None, marks[j].title, clock(marks[j].start_s))
            for j in left
        ]
    kept = set(increasing(found))
    for i, j in found:
        chapter = text.chapters[i]
        if (i, j) not in kept:
            findings.append(
                Finding(
                    FindingKind.OUT_OF_ORDER,
                    chapter.section,
                    chapter.section,
                    f"chapter {i + 1}: {chapter.title}",
                    f"chapter {j + 1}",
                    clock(marks[j].start_s),
                )
            )
    by_time = [(j, round(marks[j].start_s * 1000)) for _, j in sorted(found, key=lambda pair: pair[1])]
    in_time = set(increasing(by_time))
    findings += [
        Finding(
            FindingKind.OUT_OF_ORDER,
            text.chapters[i].section,
            text.chapters[i].section,
            text.chapters[i].title,
            "said at another time than the contents list it",
            clock(marks[j].start_s),
        )
        for i, j in found
        if (j, round(marks[j].start_s * 1000)) not in in_time
    ]
    pairs = [Pair(text.chapters[i], marks[j], Sound(mp3.between(marks[j].start_s, marks[j].end_s))) for i, j in found]
    return pairs, findings


def _listened(paired: list[Pair], mp3: Mp3, known: frozenset[str], settings: Settings) -> dict[str, Heard]:
    listener = Listener(settings.cache)
    heard = {}
    for pair in paired:
        settings.progress(f"listening: {pair.chapter.title}", pair.mark.start_s / mp3.seconds)
        heard[pair.chapter.section] = Heard(pair, hear_chapter(pair.chapter, pair.sound, listener, known))
    return heard


def _unspoken(pair: Pair, measure: Measured, *, was_heard: bool) -> list[Finding]:
    """Silences where there should be speech, and, unless the words themselves were heard, too little or much of it."""
    section = pair.chapter.section
    findings = [
        Finding(
            FindingKind.MISSING,
            section,
            section,
            f"speech in the chapter {pair.chapter.title!r}",
            f"silence of {silence.seconds:.1f} seconds",
            clock(pair.mark.start_s + silence.start_s),
        )
        for silence in measure.silences
    ]
    length, there = pair.mark.end_s - pair.mark.start_s, len(pair.sound.mono) / RATE
    if there < length - _CUT_S:
        findings.append(
            Finding(
                FindingKind.MISSING,
                section,
                section,
                f"{length:.1f} seconds of the chapter {pair.chapter.title!r}",
                f"{there:.1f} seconds",
                clock(pair.mark.start_s + there),
            )
        )
    if not findings and not was_heard and not measure.plausible:
        findings.append(
            Finding(
                FindingKind.MISSING if measure.speech_s < measure.expected_s else FindingKind.EXTRA,
                section,
                section,
                f"about {measure.expected_s:.0f} seconds of speech in the chapter {pair.chapter.title!r}",
                f"{measure.speech_s:.0f} seconds",
                clock(pair.mark.start_s),
            )
        )
    return findings


_CUT_S = 0.1


def _too_loud_or_quiet(pair: Pair) -> list[Finding]:
    level = loudness(pair.sound.mono, RATE)
    if abs(level.integrated_lufs - TARGET_LUFS) <= LOUDER and level.peak_dbtp <= PEAK_DBTP:
        return []
    section = pair.chapter.section
    return [
        Finding(
            FindingKind.PRESENTATION,
            section,
            section,
            f"{TARGET_LUFS:.0f} LUFS, peak at most {PEAK_DBTP:.0f} dBTP",
            f"{level.integrated_lufs:.1f} LUFS, peak {level.peak_dbtp:.1f} dBTP",
            clock(pair.mark.start_s),
        )
    ]


def _counts(publication: Publication, text: Script, harmed: dict[str, set[int]]) -> tuple[SectionCount, ...]:
    """Sentences of each section, in source order."""
    lengths = {chapter.section: len(chapter.sentences) for chapter in text.chapters}
    ids = [OPENING, *(section.id for section in walk(publication.sections))]
    return tuple(
        SectionCount(section, lengths[section], lengths[section] - len(harmed[section]))
        for section in ids
        if section in lengths
    )
