"""The proof at full size: `make proof` runs this and writes docs/proof.md.

Mutants of every kind over the factsheet, the specimen and real documents; random documents through every format; what
the recogniser makes of the audio edition. Nothing in the page is written by hand.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from publish.outputs.cache_place import cache_folder
from tests.mutants import parts
from tests.mutants.documents import REPOSITORY, documents, sections_apart, sources
from tests.mutants.hostile_figures import with_figures
from tests.mutants.machines import be
from tests.mutants.page import Proof, page
from tests.mutants.sentences import MACHINES, heard_on

PAGE = REPOSITORY / "docs" / "proof.md"
Part = TypeVar("Part")
VISIBLE = ("print", "large-print", "easy-read", "easy-read-web", "easy-read-word", "word", "epub")
WRITERS = ("large-print", "easy-read", "word", "epub")
"""Each stands for others that are written by the same code: random documents go through these."""

HEARING = ("AVX:float32", "AVX2:float32", "AVX2:int8")
"""The kinds of machine that hear damaged sound, by instruction set and arithmetic."""

CONTAINERS = ("audio-transcript", "audio-zip", "audiobook", "daisy", "m4b", "talking-epub")
"""Their sound is that of the audio edition, which is damaged at full size."""


def prove(most: int, heard: int, seen: int, spoken: int, seed: int, cache: Path) -> Proof:
    """Run all parts, in as many processes as there are processors, those that take longest first.

    The damaged sound of the factsheet, a section at a time, is heard as several kinds of machine hear it, each in a
    process of its own.
    """
    start = time.monotonic()
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
        random = [pool.submit(parts.randoms, name, seen, seed, cache) for name in WRITERS]
        damaged = [
            ear.submit(parts.damage, "audio", section, heard, seed, cache, machine)
            for machine, ear in ears.items()
            for section in sections_apart(factsheet)
        ]
        random.append(pool.submit(parts.randoms, "audio", spoken, seed, cache))
        control = pool.submit(parts.control, factsheet, cache)
        listening = pool.submit(parts.listening, factsheet, cache)
        documents_heard = [pool.submit(parts.machines, source, cache) for source in sources(Path(folder) / "heard")]
        sentences_heard = [pool.submit(heard_on, machine, cache) for machine in MACHINES]
        damaged += [pool.submit(parts.damage, name, one, most, seed, cache) for name in VISIBLE for one in publications]
        damaged += [pool.submit(parts.damage, name, every_node, most, seed, cache) for name in CONTAINERS]
        damaged.append(pool.submit(parts.damage, "easy-read-audio", factsheet, most, seed, cache))
        return Proof(
            seed,
            tuple(_all(damaged)),
            tuple(_all(random)),
            control.result(),
            listening.result(),
            tuple(machine for future in documents_heard for machine in future.result()),
            tuple(_all(sentences_heard)),
            time.monotonic() - start,
        )


def _all(futures: list[Future[Part]]) -> list[Part]:
    return [future.result() for future in futures]


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
