"""How fast a document is spoken, and what the containers of its sound cost beside the MP3, in processor seconds.

Run it with `.venv/bin/python -m benchmarks.speaking [SOURCE]`; without a source it speaks the factsheet. The voice is
`heart`, on one thread, with encoding and loudness, and nothing is heard. The aims: 20 times real time; after one
changed sentence a tenth of the first; all containers together at most 1.3 times the MP3 alone.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import publish
from publish.contracts.discovery import formats
from publish.contracts.format import Format, Job, Settings, no_progress
from publish.contracts.voice import USUAL, voice
from publish.model.nodes import Paragraph, Section, Text
from publish.model.publication import Publication
from publish.source.identity import identified
from publish.speech.script import script
from publish.speech.spoken_format import SpokenFormat, SpokenOptions
from publish.speech.spoken_script import spoken_script

FACTSHEET = Path(__file__).parent.parent / "sources" / "b-cell-all.md"


def spoken_s(publication: Publication, cache: Path) -> tuple[float, float]:
    """Processor seconds to speak a document, and how long it lasts."""
    start = time.process_time()
    seconds = spoken_script(script(publication), voice(USUAL), cache, no_progress, {}).seconds
    return time.process_time() - start, seconds


def with_a_changed_sentence(publication: Publication) -> Publication:
    """The document with a sentence more in its first section."""
    first, *others = publication.document.sections
    changed: Section = replace(first, blocks=(*first.blocks, Paragraph((Text("Ask your nurse about it."),))))
    return replace(publication, document=identified(replace(publication.document, sections=(changed, *others))))


def packed_s(container: Format, publication: Publication, folder: Path) -> float:
    """Processor seconds to write a container of what was spoken before."""
    job = Job(publication, SpokenOptions(voice=USUAL))
    start = time.process_time()
    container.write(job, folder / f"{container.name}{container.suffix}")
    return time.process_time() - start


def main() -> None:
    """Print the table."""
    publication = publish.load(Path(sys.argv[1]) if len(sys.argv) > 1 else FACTSHEET)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(folder / "cache", listen=False)
        first_s, lasts_s = spoken_s(publication, settings.cache)
        again_s, _ = spoken_s(with_a_changed_sentence(publication), settings.cache)
        sound = [one for one in formats(settings).values() if isinstance(one, SpokenFormat)]
        costs = {one.name: packed_s(one, publication, folder) for one in sound}
    print(
        f"{lasts_s:.0f} s of sound, spoken in {first_s:.1f} s of one processor: {lasts_s / first_s:.0f} times real time"
    )
    print(f"after one changed sentence: {again_s:.1f} s, {again_s / first_s:.2f} of the first")
    for container, cost_s in costs.items():
        print(f"{container:<20}{cost_s:6.2f} s")
    alone_s = first_s + costs["audio"]
    print(f"all containers: {(first_s + sum(costs.values())) / alone_s:.2f} times the MP3 alone")


if __name__ == "__main__":
    main()
