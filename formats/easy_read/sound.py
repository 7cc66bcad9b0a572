"""The easy-read edition read aloud: the words of the booklet, more slowly, as one MP3 with a chapter a topic."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from formats.easy_read.agreed_words import NAME
from formats.easy_read.booklet_lines import EasyReadOptions, booklet_of
from formats.easy_read.easy_blocks import easy_read_blocks
from formats.easy_read.judging import with_source, written_variants
from formats.easy_read.spoken_booklet import spoken_booklet
from publish.contracts.format import Job, Locations, Part, Variants, format_section
from publish.model.publication import Publication
from publish.proof.ledger import OPENING
from publish.proof.verdict import Verdict
from publish.speech.chaptered_mp3 import ChapteredMp3
from publish.speech.pace import FASTEST, SLOWEST
from publish.speech.script import Script, script
from publish.speech.spoken_format import SpokenOptions

_SLOWER = 0.8
"""How fast it is read where the house does not say: this share of the rate of its other audio."""

_PAUSES = {"sentence": 0.4, "item": 0.8, "block": 0.9, "heading": 1.0, "chapter": 1.6}
"""Longer than those of other audio, above all between lines: each is one idea, to be taken in before the next."""


class EasyReadAudioOptions(EasyReadOptions, SpokenOptions):
    """The voice and its rate, and whether an edition is the short booklet."""


class EasyReadAudioSection(BaseModel):
    """What publisher.yaml says to this format: another rate. The voice is the house's."""

    model_config = ConfigDict(extra="forbid")

    rate: int | None = Field(None, ge=SLOWEST, le=FASTEST)


class EasyReadAudio(ChapteredMp3):
    """The words of the easy-read booklet as one MP3, proved by listening to it. On request."""

    name: ClassVar[str] = "easy-read-audio"
    title: ClassVar[str] = "Easy read as audio"
    stem: ClassVar[str] = f"-{NAME}"
    edition_type: ClassVar[str] = "SMP"
    uses: ClassVar[frozenset[Part]] = frozenset({Part.BODY, Part.EASY_READ, Part.GLOSSARY, Part.LEXICON, Part.PICTURES})
    Options: ClassVar[type[SpokenOptions]] = EasyReadAudioOptions
    Section: ClassVar[type[BaseModel]] = EasyReadAudioSection

    def variants(self, publication: Publication) -> Variants:
        """One where easy-read words have been written and a voice speaks their language, and the short one."""
        written, spoken = written_variants(publication), super().variants(publication)
        if not written.options or not spoken.options:
            return written if not written.options else spoken
        own = format_section(publication, self.name, EasyReadAudioSection, self._settings).rate
        return Variants.of(
            EasyReadAudioOptions(
                voice=by.voice, rate=own or max(SLOWEST, round(by.rate * _SLOWER)), short=bool(booklet.variant)
            )
            for by in spoken.options
            if isinstance(by, SpokenOptions)
            for booklet in written.options
        )

    def said(self, job: Job[SpokenOptions]) -> Publication:
        """The words of the booklet, or of the short one."""
        return spoken_booklet(job.publication, short=bool(job.options.variant))

    def text(self, job: Job[SpokenOptions]) -> Script:
        """What is said, with longer pauses."""
        return script(self.said(job), job.options.rate, _PAUSES)

    def write(self, job: Job[SpokenOptions], target: Path) -> Locations:
        """Write the edition; its places are those of topics, and of the sections that they stand for."""
        return _places(job, super().write(job, target))

    def revise(self, job: Job[SpokenOptions], target: Path, verdicts: tuple[Verdict, ...]) -> Locations | None:
        """Say otherwise what is in doubt: verdicts name it by the section of the source, the script by its topic."""
        topics = {sentence.node: sentence.section for sentence in self.text(job).sentences}
        by_topic = tuple(_renamed(verdict, topics) for verdict in verdicts)
        places = super().revise(job, target, by_topic)
        return None if places is None else _places(job, places)

    def check(self, job: Job[SpokenOptions], path: Path) -> Verdict:
        """Listen to it; then coverage, agreement, facts, hard words and pictures, as for the booklet."""
        return with_source(job.publication, super().check(job, path), short=bool(job.options.variant))


def _places(job: Job[SpokenOptions], spoken: Locations) -> Locations:
    publication = booklet_of(job.publication, short=bool(job.options.variant))
    places = {name: spoken[block.id] for block in easy_read_blocks(publication) for name in (block.id, *block.covers)}
    return {OPENING: spoken[OPENING], **places, publication.imprint.id: spoken[publication.imprint.id]}


def _renamed(verdict: Verdict, topics: dict[str, str]) -> Verdict:
    """A verdict whose sentences are named by the topics of the nodes in which they are said."""
    return replace(
        verdict,
        findings=tuple(replace(each, section=topics.get(each.unit, each.section)) for each in verdict.findings),
        doubts=tuple(replace(each, section=topics.get(each.unit, each.section)) for each in verdict.doubts),
    )
