"""The proof at full size: `make proof` runs this and writes docs/proof.md.

Mutants of every kind over the factsheet, the specimen and real documents; random documents through every format; what
the recogniser makes of the audio edition. Nothing in the page is written by hand.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

import publish
from publish.api import cache_folder
from publish.format import Format, Settings
from publish.model import Section, walk
from publish.publication import Publication
from tests.mutants.documents import REPOSITORY, documents
from tests.mutants.kinds import TABLE, Kind
from tests.mutants.running import Outcome, run
from tests.properties.documents import PUBLICATIONS

PAGE = REPOSITORY / "docs" / "proof.md"
VISIBLE = ("epub", "word", "large-print", "easy-read")


def visible_mutants(formats: dict[str, Format], most: int, seed_: int) -> tuple[list[Outcome], dict[str, float]]:
    """All outcomes of the formats that are seen, and each format's seconds."""
    outcomes: list[Outcome] = []
    seconds: dict[str, float] = defaultdict(float)
    with tempfile.TemporaryDirectory() as name:
        for publication in documents(Path(name)):
            for edition in VISIBLE:
                start = time.monotonic()
                with tempfile.TemporaryDirectory() as folder:
                    outcomes += run(formats[edition], publication, Path(folder), most=most, seed=seed_)
                seconds[edition] += time.monotonic() - start
                print(f"{publication.document.metadata.id}: {edition}, {len(outcomes)} mutants so far", flush=True)
    return outcomes, seconds


def audio_mutants(one: Format, publication: Publication, most: int, seed_: int) -> tuple[list[Outcome], float]:
    """All outcomes of the audio edition of one publication, and the seconds."""
    start = time.monotonic()
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        for outcome in run(one, publication, Path(folder), most=most, seed=seed_):
            outcomes.append(outcome)
            print(f"audio: {outcome.kind}, place {outcome.number}: {outcome.finding or 'SURVIVED'}", flush=True)
    return outcomes, time.monotonic() - start


def random_documents(one: Format, number: int, seed_: int) -> tuple[int, list[str], float]:
    """How many random documents came back, the findings that should not be there, and the seconds."""
    start = time.monotonic()
    false: list[str] = []
    done = 0

    @seed(seed_)
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
        report_multiple_bugs=False,
    )
    @given(PUBLICATIONS[one.name])
    def check(publication: Publication) -> None:
        nonlocal done
        with tempfile.TemporaryDirectory() as folder:
            for variant in one.variants(publication).names:
                target = Path(folder) / f"random{one.stem}{f'-{variant}' if variant else ''}{one.suffix}"
                one.write(publication, variant, target, {})
                false.extend(str(finding) for finding in one.check(publication, target).findings)
        done += 1

    check()
    print(f"{one.name}: {done} random documents, {len(false)} false findings", flush=True)
    return done, false, time.monotonic() - start


def foreign_script(one: Format, publication: Publication, other: Publication) -> tuple[int, int]:
    """The control pass: one document's audio against another's script; sections in all, sections found wanting."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"control{one.suffix}"
        one.write(other, "", target, {})
        verdict = one.check(publication, target)
    sections = [section.id for section in walk(publication.sections)]
    wanting = {finding.section for finding in verdict.findings}
    return len(sections), sum(section in wanting for section in sections)


def kinds_table(outcomes: Iterable[Outcome]) -> list[str]:
    """Killed of tried, by kind and format."""
    tried: Counter[tuple[Kind, str]] = Counter()
    killed: Counter[tuple[Kind, str]] = Counter()
    for outcome in outcomes:
        tried[outcome.kind, outcome.format] += 1
        killed[outcome.kind, outcome.format] += outcome.killed
    lines = [f"| kind | {' | '.join(TABLE)} |", f"| --- |{' --- |' * len(TABLE)}"]
    for kind in Kind:
        cells = [f"{killed[kind, one]} of {tried[kind, one]}" if tried[kind, one] else "" for one in TABLE]
        if any(cells):
            lines.append(f"| {kind.value} | {' | '.join(cells)} |")
    sums = [f"{_of(killed, one)} of {_of(tried, one)}" for one in TABLE]
    return [*lines, f"| all | {' | '.join(sums)} |"]


def _of(counts: Counter[tuple[Kind, str]], edition: str) -> int:
    return sum(number for (_, one), number in counts.items() if one == edition)


def main() -> None:
    """Run it all and write the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--most", type=int, default=12, help="mutants of a kind in a document")
    options.add_argument("--heard", type=int, default=4, help="mutants of a kind of the audio edition")
    options.add_argument("--documents", type=int, default=500, help="random documents through each visible format")
    options.add_argument("--spoken", type=int, default=50, help="random documents through audio")
    options.add_argument("--seed", type=int, default=20260302)
    chosen = options.parse_args()
    start = time.monotonic()
    formats = publish.formats(Settings(cache_folder()))
    factsheet = publish.load(REPOSITORY / "sources" / "b-cell-all.md")

    outcomes, seconds = visible_mutants(formats, chosen.most, chosen.seed)
    heard, seconds["audio"] = audio_mutants(formats["audio"], factsheet, chosen.heard, chosen.seed)
    outcomes += heard
    randoms = {name: random_documents(formats[name], chosen.documents, chosen.seed) for name in VISIBLE[:3]}
    if chosen.spoken:
        randoms["audio"] = random_documents(formats["audio"], chosen.spoken, chosen.seed)
    sections, wanting = foreign_script(formats["audio"], factsheet, _other(factsheet))

    survivors = [outcome for outcome in outcomes if not outcome.killed]
    lines = [
        "# The proof at full size",
        "",
        f"Made by `make proof` with version {version('accessible-publish')}, seed {chosen.seed}: up to {chosen.most} "
        f"mutants of a kind in a document, {chosen.heard} in audio. "
        "`docs/completeness.md` says how editions are proved; this page measures that proof against deliberate damage.",
        "",
        "## Damage found",
        "",
        f"{sum(outcome.killed for outcome in outcomes)} of {len(outcomes)} damaged files were found, in "
        f"{len({outcome.document for outcome in outcomes})} documents. Before it was damaged, every edition was "
        "checked and had no finding.",
        "",
        *kinds_table(outcomes),
        "",
        "| format | seconds |",
        "| --- | --- |",
        *(f"| {name} | {spent:.0f} |" for name, spent in seconds.items()),
        "",
        *([f"Not found: {one.format}, {one.document}, {one.kind}, place {one.number}." for one in survivors] or []),
        "## Random documents",
        "",
        "Documents over the whole node set, nested as the grammar allows: each was written, read back and compared.",
        "",
        "| format | documents | false findings | seconds |",
        "| --- | --- | --- | --- |",
        *(f"| {name} | {done} | {len(false)} | {spent:.0f} |" for name, (done, false, spent) in randoms.items()),
        "",
        "## Listening",
        "",
        f"Control: the audio of another document against the factsheet's script. {wanting} of {sections} sections were "
        "found wanting.",
        "",
        f"The whole proof took {time.monotonic() - start:.0f} s.",
    ]
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{PAGE.relative_to(REPOSITORY)} is written; {len(survivors)} mutants were not found.")
    good = not survivors and not any(false for _, false, _ in randoms.values()) and wanting == sections
    raise SystemExit(not good)


def _other(factsheet: Publication) -> Publication:
    """A document of the same headings in which every section says what another one says."""
    flat = list(walk(factsheet.document.sections))
    said = {one.id: other.blocks for one, other in zip(flat, [*flat[1:], flat[0]], strict=True)}

    def rotated(sections: tuple[Section, ...]) -> tuple[Section, ...]:
        return tuple(replace(one, blocks=said[one.id], sections=rotated(one.sections)) for one in sections)

    return replace(factsheet, document=replace(factsheet.document, sections=rotated(factsheet.document.sections)))


if __name__ == "__main__":
    main()
