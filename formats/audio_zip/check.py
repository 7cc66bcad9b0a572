"""What is wrong with numbered files as files, besides what is said in them."""

from __future__ import annotations

from collections.abc import Iterator

from formats.audio_zip.read import NumberedFiles
from formats.audio_zip.write import file_tag
from publish.contracts.format import clock
from publish.model.publication import Publication
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.mp3.same_tag import MADE_WITH, tag_findings
from publish.speech.script import Script


def file_findings(publication: Publication, text: Script, files: NumberedFiles) -> Iterator[Finding]:
    """Track numbers that are not those of the names, files that are shorter than they say, tags of another house."""
    count = len(files.names)
    for number, (name, sound) in enumerate(zip(files.names, files.sounds, strict=True), 1):
        track = sound.tags.get("TRCK", "")
        if track != f"{number}/{count}":
            yield Finding(FindingKind.OUT_OF_ORDER, OPENING, name, f"track {number}/{count}", f"track {track}", name)
        there = len(sound.times) - 1
        promised = sound.promised if sound.promised is not None else there
        if promised != there or sound.broken:
            wanted = f"{clock(promised * sound.times[1])} of sound without a gap"
            found = f"{clock(sound.seconds)} of sound, {sound.broken} bytes that are none"
            yield Finding(FindingKind.PRESENTATION, OPENING, name, wanted, found, name)
        tags = sound.tags
        house = file_tag(publication, text, tags.get("TIT2", ""), f"{number}/{count}", tags.get(MADE_WITH, ""))
        yield from tag_findings(sound, house, name)
