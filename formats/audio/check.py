"""Whether the file of an audio edition is whole; its sound is proved as that of every container."""

from __future__ import annotations

from collections.abc import Iterator

from publish.contracts.format import clock
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.mp3.mp3_file import Mp3


def not_whole(mp3: Mp3) -> Iterator[Finding]:
    """A file that is shorter than it says, or has bytes that are no sound."""
    there = len(mp3.times) - 1
    ends = max((mark.end_s for mark in mp3.chapters), default=0.0)
    if (mp3.promised or there) != there or mp3.broken or ends > mp3.seconds + mp3.times[1]:
        whole = max(ends, (mp3.promised or there) * mp3.times[1])
        wanted = f"{clock(whole)} of sound without a gap"
        found = f"{clock(mp3.seconds)} of sound, {mp3.broken} bytes that are none"
        yield Finding(FindingKind.PRESENTATION, OPENING, OPENING, wanted, found, clock(mp3.seconds))
