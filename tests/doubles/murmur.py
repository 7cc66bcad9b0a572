"""Sound without words: a second of tone for each paragraph. What says “mumbled” is in doubt, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from publish.contracts.format import Job, Kind, Locations
from publish.model.nodes import Paragraph, Section, walk
from publish.model.publication import Publication
from publish.proof.ledger import text_of
from publish.proof.reading import Reading
from publish.proof.verdict import Doubt, Finding, FindingKind, SectionCount, Verdict
from publish.rendering.mp3.encoding import FRAME_BYTES, FRAME_S, RATE, encoded
from tests.plugin.plain_text import PlainText

_FRAMES = round(1 / FRAME_S)
SECONDS, LENGTH = _FRAMES * FRAME_S, _FRAMES * FRAME_BYTES


class Murmur(PlainText):
    """Each paragraph is a tone of its own; its pitch follows from its words and from the voice."""

    name: ClassVar[str] = "murmur"
    title: ClassVar[str] = "Murmur"
    suffix: ClassVar[str] = ".mp3"
    media_type: ClassVar[str] = "audio/mpeg"
    kind: ClassVar[Kind] = Kind.AUDIO
    voice: ClassVar[str] = "low"

    def made_with(self, job: Job[Any]) -> tuple[str, ...]:
        return (self.voice,)

    def write(self, job: Job[Any], target: Path) -> Locations:
        target.write_bytes(b"".join(self.tone(text) for _, _, text in paragraphs(job.publication)))
        return {}

    def read(self, path: Path) -> Reading:
        return Reading((), title="", language="", duration_s=len(path.read_bytes()) // FRAME_BYTES * FRAME_S)

    def check(self, job: Job[Any], path: Path) -> Verdict:
        frames = path.read_bytes()
        doubts, findings, number = [], [], 0
        for number, (section, paragraph, text) in enumerate(paragraphs(job.publication)):
            sound = frames[number * LENGTH : (number + 1) * LENGTH]
            if sound != self.tone(text):
                finding = Finding(FindingKind.ALTERED, section.id, paragraph.id, text, "another tone")
                findings.append(finding)
            elif "mumbled" in text:
                doubts.append(doubt(section, paragraph, text, number, sound))
        return Verdict(tuple(findings), (SectionCount("all", number + 1, number + 1),), doubts=tuple(doubts))

    def tone(self, text: str) -> bytes:
        pitch = 200 + int.from_bytes(sha256(f"{self.voice} {text}".encode()).digest()[:2], "big") % 2000
        wave = np.sin(np.arange(round(SECONDS * RATE)) * 2 * np.pi * pitch / RATE) * 0.2
        return encoded(wave.astype(np.float32))[:LENGTH]


def doubt(section: Section, paragraph: Paragraph, text: str, number: int, sound: bytes) -> Doubt:
    """References hold nothing back; a number cannot be settled."""
    return Doubt(
        section=section.id,
        unit=paragraph.id,
        text=text,
        expected="mumbled",
        heard="tumbled",
        reason="the tone leans neither way",
        start_s=number * SECONDS,
        end_s=(number + 1) * SECONDS,
        sound_sha256=sha256(sound).hexdigest(),
        blocks="reference" not in text,
        settleable=not any(sign.isdecimal() for sign in text),
        line=paragraph.line,
    )


def paragraphs(publication: Publication) -> Iterator[tuple[Section, Paragraph, str]]:
    for section in walk(publication.sections):
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield section, block, text_of(block.children)
