"""The proof at full size: `make proof` runs this and writes docs/proof.md.

Mutants of every kind over the factsheet, the specimen and real documents; random documents through every format; what
the recogniser makes of the audio edition. Nothing in the page is written by hand.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from publish.model.publication import Publication
from publish.outputs.cache_place import cache_folder
from tests.mutants import kept_parts, parts
from tests.mutants.documents import REPOSITORY, documents, sections_apart, sources
from tests.mutants.hostile_figures import with_figures
from tests.mutants.kept_parts import Part
from tests.mutants.machines import be
from tests.mutants.page import Proof, page
from tests.mutants.sentences import MACHINES, heard_on

PAGE = REPOSITORY / "docs" / "proof.md"
Measured = TypeVar("Measured")
VISIBLE = ("print", "large-print", "easy-read", "easy-read-web", "easy-read-word", "word", "epub")
WRITERS = ("large-print", "easy-read", "word", "epub")
"""Each stands for others that are written by the same code: random documents go through these."""

HEARING = ("AVX:float32", "AVX2:float32")
"""The kinds of machine that hear damaged sound, by instruction set and arithmetic."""

CONTAINERS = ("audio-transcript", "audio-zip", "audiobook", "daisy", "m4b", "talking-epub")
"""Their sound is that of the audio edition, which is damaged at full size."""

TYPESET = frozenset({"print", "large-print", "easy-read"})
_SHARE = 4
"""A check of a damaged PDF takes seconds, not a tenth of one: so many fewer are tried of each kind and document."""


def prove(most: int, heard: int, seen: int, spoken: int, seed: int, cache: Path) -> Proof:
    """Run all parts that were not measured before, in as many processes as there are processors.

    The damaged sound of the factsheet, a section at a time, is heard as several kinds of machine hear it, each in a
    process of its own.
    """
    place = kept_parts.folder()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        spawn = get_context("spawn")
        pool = stack.enter_context(ProcessPoolExecutor(os.cpu_count(), mp_context=spawn))
        ears = {
            machine: stack.enter_context(ProcessPoolExecutor(1, spawn, initializer=be, initargs=(machine,)))
            for machine in HEARING
        }
        publications = list(documents(Path(folder)))
        factsheet, every_node, *_ = publications

        def later(
            name: str, measure: Callable[..., Measured], *arguments: object, by: Executor = pool
        ) -> Future[Part[Measured]]:
            return by.submit(kept_parts.part, place, name, measure, *arguments)

        def damage(format_: str, publication: Publication) -> Future[Part[parts.Damage]]:
            times = max(1, most // _SHARE) if format_ in TYPESET else most
            name = f"damage {format_} {publication.document.metadata.id} {times} {seed}"
            return later(name, parts.damage, format_, publication, times, seed, cache)

        def randoms(format_: str, number: int) -> Future[Part[parts.Randoms]]:
            return later(f"random {format_} {number} {seed}", parts.randoms, format_, number, seed, cache)

        random = [randoms(name, seen) for name in WRITERS]
        random.append(randoms("audio", spoken))
        sections = list(sections_apart(factsheet))
        sound = [
            later(
                f"damage {machine} {section.document.metadata.id} {heard} {seed}",
                parts.damage,
                *("audio", section, heard, seed, cache, machine),
                by=ear,
            )
            for machine, ear in ears.items()
            for section in sections
        ]
        control = later("control", parts.control, factsheet, cache)
        listening = later("listening", parts.listening, factsheet, cache)
        sentences_heard = [later(f"sentences {machine}", heard_on, machine, cache) for machine in MACHINES]
        documents_heard = [
            later(f"machines {source.stem}", parts.machines, source, cache)
            for source in sources(Path(folder) / "heard")
        ]
        damaged = [damage(name, every_node) for name in CONTAINERS]
        damaged.append(damage("easy-read-audio", factsheet))
        damaged += [damage(name, publication) for name in VISIBLE for publication in publications]
        whole = [*sound, *damaged], random, [control], [listening], documents_heard, sentences_heard
        spent = sum(future.result().seconds for futures in whole for future in futures)
        return Proof(
            seed,
            tuple(_all([*sound, *damaged])),
            tuple(_all(random)),
            control.result().result,
            listening.result().result,
            tuple(machine for heard_there in _all(documents_heard) for machine in heard_there),
            tuple(_all(sentences_heard)),
            spent,
        )


def _all(futures: Iterable[Future[Part[Measured]]]) -> list[Measured]:
    return [future.result().result for future in futures]


def main() -> None:
    """Run it all and write the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--most", type=int, default=12, help="damaged files of a kind, format and document")
    options.add_argument("--heard", type=int, default=3, help="damaged audio files of a kind and section")
    options.add_argument("--documents", type=int, default=500, help="random documents through each visible format")
    options.add_argument("--spoken", type=int, default=200, help="random documents through audio")
    options.add_argument("--seed", type=int, default=20260302)
    chosen = options.parse_args()
    proof = prove(chosen.most, chosen.heard, chosen.documents, chosen.spoken, chosen.seed, cache_folder())
    figures = (PAGE.parent / "hostile.md").read_text(encoding="utf-8")
    PAGE.write_text(with_figures(page(proof), figures), encoding="utf-8")
    print(f"{PAGE.relative_to(REPOSITORY)} is written. {proof.summary}")
    raise SystemExit(not proof.holds)


if __name__ == "__main__":
    main()
