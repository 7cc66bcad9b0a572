"""Which track of an edition is which chapter of the script, and where contents or order differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from publish.contracts.format import clock
from publish.model.text import plain
from publish.proof.align import increasing
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.mp3.recording import Track
from publish.speech.proving.heard_sentences import Pair
from publish.speech.script import Script


def paired(text: Script, tracks: Sequence[Track]) -> tuple[list[Pair], list[Finding]]:
    """Chapters of both sides with the same title, the n-th with the n-th; and where contents or order differ."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, track in enumerate(tracks):
        places[plain(track.title)].append(number)
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
    findings += [
        Finding(FindingKind.CONTENTS, OPENING, "contents", None, tracks[j].title, clock(tracks[j].start_s))
        for left in places.values()
        for j in left
    ]
    findings += _out_of_order(text, tracks, found)
    return [Pair(text.chapters[i], tracks[j]) for i, j in found], findings


def _out_of_order(text: Script, tracks: Sequence[Track], found: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """Chapters that the contents list, or the sound has, at another place than the script."""
    listed = set(increasing(list(found)))
    by_time = [(j, round(tracks[j].start_s * 1000)) for _, j in sorted(found, key=lambda pair: pair[1])]
    in_time = set(increasing(by_time))
    for i, j in found:
        chapter, track = text.chapters[i], tracks[j]
        where, section = clock(track.start_s), chapter.section
        if (i, j) not in listed:
            place, other = f"chapter {i + 1}: {chapter.title}", f"chapter {j + 1}"
            yield Finding(FindingKind.OUT_OF_ORDER, section, section, place, other, where)
        if (j, round(track.start_s * 1000)) not in in_time:
            other = "said at another time than the contents list it"
            yield Finding(FindingKind.OUT_OF_ORDER, section, section, chapter.title, other, where)
