"""The parts of the proof at full size. Each can run in a process of its own and gives back plain data."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import publish
from formats.audio import AudioOptions
from publish.contracts.format import Format, Job, Settings
from publish.model.nodes import Section, walk
from publish.model.publication import Publication
from publish.proof.verdict import Finding
from publish.readers.mp3.chaptered import chapters
from publish.readers.mp3.mp3_file import open_mp3
from publish.speech.listening.hearing import Listener, Sound
from publish.speech.listening.hot_words import known_words
from publish.speech.script import Chapter, script
from tests.mutants.accuracy import Accuracy, accuracy
from tests.mutants.audio import rename_chapters
from tests.mutants.machines import Machine, heard_on
from tests.mutants.running import Outcome, run
from tests.properties.documents import PUBLICATIONS
from tests.properties.running import complaints
from tests.properties.test_every_format import findings, taken_out

STANDING_FOR_OTHERS = {"print": frozenset({"a4"})}
"""Variants that are damaged where others are written and checked by the same code."""

_EACH = 5  # documents, of which one is written without a node


@dataclass(frozen=True)
class Damage:
    """What became of the damaged editions of one format and document; `machine` is that which heard them, as in
    `AVX2:int8`, where it was not this one as it is.
    """

    format: str
    outcomes: tuple[Outcome, ...]
    seconds: float
    machine: str = ""


@dataclass(frozen=True)
class Randoms:
    """What became of random documents in one format: how many came back, and what was found that should not be.

    `taken` is how many were written once more without one of their nodes, `unnoticed` where that was not found.
    """

    format: str
    documents: int
    false: tuple[str, ...]
    taken: int
    unnoticed: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class Listening:
    """Word error rates of the factsheet's audio, with and without hot words, without the references and with them."""

    text: tuple[Accuracy, Accuracy]
    whole: tuple[Accuracy, Accuracy]
    seconds: float


@dataclass(frozen=True)
class Control:
    """One document's audio against another's script: sections in all, sections found wanting."""

    sections: int
    wanting: int
    seconds: float


def damage(name: str, publication: Publication, most: int, seed_: int, cache: Path, machine: str = "") -> Damage:
    """Damage one edition of a publication in up to `most` places for each kind; only what needs ears is heard."""
    start = time.monotonic()
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        deaf = _format(name, cache, listen=False) if name == "audio" else None
        format_ = _format(name, cache)
        variants = STANDING_FOR_OTHERS.get(name)
        for outcome in run(format_, publication, Path(folder), most=most, seed=seed_, variants=variants, deaf=deaf):
            outcomes.append(outcome)
            if name == "audio" or not outcome.killed:
                print(f"{name}: {outcome.kind}, place {outcome.number}: {outcome.finding or 'NOT FOUND'}", flush=True)
    print(f"{publication.document.metadata.id}: {name}, {len(outcomes)} damaged files", flush=True)
    return Damage(name, tuple(outcomes), time.monotonic() - start, machine)


def randoms(name: str, number: int, seed_: int, cache: Path) -> Randoms:
    """Send random documents through a format; all must come back without a finding.

    Of those that are seen, each fifth is written once more without one of its nodes, and that must be found.
    """
    start = time.monotonic()
    one = _format(name, cache)
    done, taken = count(), count()
    unnoticed: list[str] = []

    def wrong(publication: Publication) -> tuple[Finding, ...]:
        found = findings(one, publication, publication)
        for finding in found:
            print(f"{name}: {finding}", flush=True)
        if next(done) % _EACH == 0 and name != "audio" and (gone := taken_out(one, publication)) is not None:
            next(taken)
            unnoticed.extend([] if gone[1] else [f"seed {seed_}: {gone[0]}"])
        return found

    false = complaints(PUBLICATIONS[name], number, seed_, wrong)
    print(f"{name}: {number} random documents, {len(false)} false findings, {len(unnoticed)} unnoticed", flush=True)
    return Randoms(name, number, tuple(false), next(taken), tuple(unnoticed), time.monotonic() - start)


def listening(publication: Publication, cache: Path) -> Listening:
    """How often the quick ear errs over a publication's audio."""
    start = time.monotonic()
    one = _format("audio", cache)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"heard{one.suffix}"
        one.write(Job(publication, AudioOptions()), target)
        mp3 = open_mp3(target)
        sounds = [Sound(mp3.between(mark.start_s, mark.end_s)) for mark in chapters(mp3)]
    pairs = list(zip(script(publication).chapters, sounds, strict=True))
    text = [pair for pair in pairs if not pair[0].references]
    listener = Listener(cache)

    def both(some: list[tuple[Chapter, Sound]]) -> tuple[Accuracy, Accuracy]:
        said, heard = [chapter for chapter, _ in some], [sound for _, sound in some]
        return accuracy(said, heard, listener, known_words(publication)), accuracy(said, heard, listener, ())

    return Listening(both(text), both(pairs), time.monotonic() - start)


def machines(source: Path, cache: Path) -> tuple[Machine, ...]:
    """A document's audio, built once as `publish build` does and heard on every kind of machine."""
    publication = publish.load(source)
    with tempfile.TemporaryDirectory() as folder:
        (result,) = publish.build([source], Path(folder), settings=Settings(cache), formats=("audio",))
        assert result.folder is not None, result.error
        recording = result.folder / str(result.editions[0].record.file)
        heard = tuple(heard_on(publication, source, recording, cache))
    print(f"{publication.document.metadata.id}: {heard}", flush=True)
    return heard


def control(publication: Publication, cache: Path) -> Control:
    """The audio of another document, its chapters named like the publication's: every section must be found wanting.

    In the other document every section has the heading and the words of the next one.
    """
    start = time.monotonic()
    one = _format("audio", cache)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"control{one.suffix}"
        one.write(Job(_other(publication), AudioOptions()), target)
        rename_chapters(target, [chapter.title for chapter in script(publication).chapters])
        verdict = one.check(Job(publication, AudioOptions()), target)
    sections = [section.id for section in walk(publication.document.sections)]
    wanting = {finding.section for finding in verdict.findings}
    found = sum(section in wanting for section in sections)
    print(f"control: {found} of {len(sections)} sections found wanting", flush=True)
    return Control(len(sections), found, time.monotonic() - start)


def _format(name: str, cache: Path, *, listen: bool = True) -> Format:
    return publish.formats(Settings(cache, listen=listen))[name]


def _other(publication: Publication) -> Publication:
    flat = list(walk(publication.document.sections))
    following = {one.id: other for one, other in zip(flat, [*flat[1:], flat[0]], strict=True)}

    def moved(sections: tuple[Section, ...]) -> tuple[Section, ...]:
        made = []
        for one in sections:
            other = following[one.id]
            made.append(replace(one, heading=other.heading, blocks=other.blocks, sections=moved(one.sections)))
        return tuple(made)

    return replace(publication, document=replace(publication.document, sections=moved(publication.document.sections)))
