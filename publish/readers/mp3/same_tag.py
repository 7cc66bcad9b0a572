"""Whether the tag of an MP3 file is the house's: what players show of it, words of songs and addresses as well."""

from __future__ import annotations

from collections.abc import Iterator

from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.mp3.mp3_file import Mp3

MADE_WITH = "TSSE"
"""What says by which voice a file was made: that is not known to who proves it without that voice."""


def tag_findings(sound: Mp3, house: bytes, where: str = "") -> Iterator[Finding]:
    """A finding where the tag of a file is not `house`, byte for byte."""
    if sound.tag != house:
        shown = "; ".join(f"{name} {value}" for name, value in sorted(sound.tags.items()))
        yield Finding(
            FindingKind.PRESENTATION, OPENING, OPENING, "the tag that the house writes", shown or "none", where
        )
