"""Runs mutants: writes each damaged file, checks it against the undamaged source, and counts what was found."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import publish
from publish.contracts.format import Edition, EditionOptions, Editions, Format, Job, Settings
from publish.errors import EditionError, UnreadableEdition
from publish.model.publication import Publication
from publish.outputs.journal import hash_of
from publish.proof.verdict import FindingKind
from publish.speech.chaptered_mp3 import ChapteredMp3
from publish.speech.spoken_format import SpokenOptions
from tests.conftest import present
from tests.mutants import audio, containers, epub, m4b, pdf, web, word
from tests.mutants.kinds import TABLE, Kind
from tests.mutants.package import Mutant

AS_MUCH_SPEECH = "seconds of speech in the chapter"
"""So says what is found by the length of speech, which is asked only where nobody listens: not that alone counts."""


@dataclass(frozen=True)
class Outcome:
    """What became of one mutant. `finding` is "" where the damage was not found: it survived."""

    format: str
    document: str
    kind: Kind
    number: int
    finding: str

    @property
    def killed(self) -> bool:
        """Whether the damage was found."""
        return bool(self.finding)


def mutants_of(one: Format, publication: Publication, path: Path, options: EditionOptions, kind: Kind) -> list[Mutant]:
    """All mutants of one kind that an edition can have."""
    match one.name:
        case "epub":
            return epub.mutants(path, kind)
        case "word" | "easy-read-word":
            return word.mutants(path, kind)
        case "easy-read-web":
            return web.mutants(path, kind)
        case "audio" | "easy-read-audio":
            assert isinstance(one, ChapteredMp3) and isinstance(options, SpokenOptions)
            return audio.mutants(path, kind, one, publication, options)
        case "m4b":
            return m4b.mutants(path, kind)
        case "audio-transcript" | "audio-zip" | "audiobook" | "daisy":
            return containers.mutants(path, kind)
        case "talking-epub":
            return epub.mutants(path, kind) if kind in TABLE["epub"] else containers.mutants(path, kind)
        case _:
            return pdf.mutants(path, kind, one, publication, options)


def run(
    one: Format,
    publication: Publication,
    folder: Path,
    *,
    most: int,
    seed: int,
    kinds: frozenset[Kind] | None = None,
    variants: frozenset[str] | None = None,
    deaf: Format | None = None,
) -> Iterator[Outcome]:
    """Damage the editions of a format in up to `most` places for each kind, chosen by `seed`, and check every file.

    All its kinds and variants, where none are named. With `deaf`, the same format where nobody listens, only what that
    does not find is heard.

    The undamaged edition must be complete; a kind that the document gives no place for has no outcome.
    """
    name = publication.document.metadata.id
    needed = _needed(one, publication, folder)
    for options in one.variants(publication).options:
        if variants is not None and options.variant not in variants:
            continue
        job = Job(publication, options, needed)
        whole = folder / f"{name}{one.stem}{f'-{options.variant}' if options.variant else ''}{one.suffix}"
        one.write(job, whole)
        verdict = one.check(job, whole)
        assert not verdict.findings, f"{one.name} of {name} is not complete: {verdict.findings[0]}"
        target = folder / "damaged" / whole.name
        target.parent.mkdir(exist_ok=True)
        for kind in sorted(TABLE[one.name] if kinds is None else TABLE[one.name] & kinds):
            places = mutants_of(one, publication, whole, options, kind)
            order = random.Random(f"{seed} {name} {one.name} {kind}").sample(range(len(places)), len(places))
            damaged = (number for number in order if _damages(places[number], target, whole))
            for number in islice(damaged, most):
                found = _finding(deaf, job, target) if deaf is not None else ""
                yield Outcome(one.name, name, kind, number, found or _finding(one, job, target))


def _needed(one: Format, publication: Publication, folder: Path) -> Editions:
    """The editions that a format needs, each in its first variant."""
    return {need.format: (_edition(need.format, publication, folder),) for need in one.needs}


def _edition(name: str, publication: Publication, folder: Path) -> Edition:
    other = publish.formats(Settings(folder / "cache"))[name]
    job = Job(publication, other.variants(publication).options[0])
    path = folder / f"needed-{name}{other.suffix}"
    locations = other.write(job, path)
    return Edition(name, job.options.variant, path, present(hash_of(path)), other.read(path).pages, None, locations)


def _damages(place: Mutant, target: Path, whole: Path) -> bool:
    """Whether a mutant makes a damaged file: the writer may refuse, or write the same.

    Audio says the references last, wherever the source has them.
    """
    try:
        place(target)
    except EditionError:
        return False
    return target.read_bytes() != whole.read_bytes()


def _finding(one: Format, job: Job[EditionOptions], damaged: Path) -> str:
    try:
        verdict = one.check(job, damaged)
    except UnreadableEdition as error:
        return str(error)
    # That the file is shorter than it says is found too, and tells less than what is missing.
    findings = [finding for finding in verdict.findings if AS_MUCH_SPEECH not in (finding.expected or "")]
    telling = sorted(findings, key=lambda finding: finding.kind is FindingKind.PRESENTATION)
    if telling:
        return f"{telling[0].kind} in {telling[0].section}"
    # A doubt that nobody may settle keeps the edition back for good.
    kept_back = [doubt for doubt in verdict.doubts if doubt.blocks and not doubt.settleable]
    return f"doubt in {kept_back[0].section}" if kept_back else ""
