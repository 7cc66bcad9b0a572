"""Damaged sentences, heard as other machines hear: `python -m tests.mutants.sentences` puts the figures into the proof.

Each sentence of tests/cases/hearing/damaged.yaml is spoken as it is and as it is damaged, under a heading of its own
and between two others, and held against what it should be. Machines are named as in `AVX2:int8`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import cycle
from pathlib import Path

import yaml

from formats.audio import Audio, AudioOptions
from publish.contracts.format import Job, Settings
from publish.model.publication import Publication
from publish.outputs.cache_place import cache_folder
from publish.speech.listening.ears import COMPUTE_TYPE_VARIABLE
from tests.formats.test_audio import made
from tests.mutants.documents import REPOSITORY

CASES = REPOSITORY / "tests" / "cases" / "hearing" / "damaged.yaml"
PAGE = REPOSITORY / "docs" / "proof.md"
HEADING = "## Damaged sentences"
MACHINES = ("AVX2:int8", "AVX:float32")

_AROUND = (
    ("Ask your team if you are unsure.", "Your nurse can answer your questions."),
    ("Here is what you need to know.", "Keep this leaflet in a safe place."),
    ("This page tells you more.", "Bring a friend to the clinic."),
)


@dataclass(frozen=True)
class DamagedSentence:
    """A sentence of a source and what is said instead; `name` is that of its section."""

    name: str
    kind: str
    text: str
    instead: str


@dataclass(frozen=True)
class Hearing:
    """What one machine came to: the sections with a finding and with a doubt, where damaged and where right."""

    machine: str
    found: frozenset[str]
    doubted: frozenset[str]
    false: frozenset[str]
    false_doubts: frozenset[str]


def sentences() -> tuple[DamagedSentence, ...]:
    """All damaged sentences, by kind."""
    cases: Mapping[str, list[list[str]]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    rows = ((kind, *pair) for kind, pairs in cases.items() for pair in pairs)
    # The names are headings, which are said and heard too.
    return tuple(
        DamagedSentence(f"question-{number}", kind, text, instead)
        for number, (kind, text, instead) in enumerate(rows, 1)
    )


def _publication(texts: Iterable[tuple[str, str]]) -> Publication:
    """A section for each text, which stands between two other sentences."""
    around = cycle(_AROUND)
    return made({name: [before, text, after] for (name, text), (before, after) in zip(texts, around, strict=False)})


def heard_on(machine: str, cache: Path) -> Hearing:
    """Hear all sentences, damaged and right, on one kind of machine, in a process of its own."""
    instruction_set, compute_type = machine.split(":")
    result = subprocess.run(
        [sys.executable, "-m", "tests.mutants.sentences", "--here", str(cache)],
        env={**os.environ, "CT2_FORCE_CPU_ISA": instruction_set, COMPUTE_TYPE_VARIABLE: compute_type},
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Hearing(machine, *map(frozenset, json.loads(result.stdout)))


def _heard_here(cache: Path) -> list[list[str]]:
    """The sections with a finding and with a doubt, where damaged and where right."""
    audio = Audio(Settings(cache))
    right = Job(_publication((case.name, case.text) for case in sentences()), AudioOptions())
    damaged = Job(_publication((case.name, case.instead) for case in sentences()), AudioOptions())
    sections: list[list[str]] = []
    with tempfile.TemporaryDirectory() as folder:
        for job in (damaged, right):
            path = Path(folder) / "sentences.mp3"
            audio.write(job, path)
            verdict = audio.check(right, path)
            sections.append(sorted({finding.section for finding in verdict.findings}))
            sections.append(sorted({doubt.section for doubt in verdict.doubts}))
    return sections


def holds(hearing: Hearing) -> bool:
    """Whether all damage was found, and nothing else."""
    return hearing.found == {case.name for case in sentences()} and not hearing.false


_APART = "These figures were measured by themselves, with version {}, later than those above."


def section(hearings: Sequence[Hearing], note: str = "") -> str:
    """The figures in Markdown; `note` says how they were measured where that is otherwise than the rest of the page."""
    cases = sentences()
    tried = Counter(case.kind for case in cases)
    rows = []
    for kind, count in tried.items():
        cells = [
            f"{sum(case.name in hearing.found for case in cases if case.kind == kind)} of {count}"
            for hearing in hearings
        ]
        rows.append(f"| {kind} | {' | '.join(cells)} |")
    sums = [f"{sum(case.name in hearing.found for case in cases)} of {len(cases)}" for hearing in hearings]
    lines = [
        HEADING,
        "",
        f"{len(cases)} sentences of health information, each spoken as it is and damaged in one place, between two "
        "others (`python -m tests.mutants.sentences`, tests/cases/hearing/). Found is what has a finding. "
        f"{note}".rstrip(),
        "",
        f"| found of tried | {' | '.join(hearing.machine.replace(':', ' ') for hearing in hearings)} |",
        f"| --- |{' --- |' * len(hearings)}",
        *rows,
        f"| **all** | {' | '.join(sums)} |",
        f"| right ones with a false finding | {' | '.join(str(len(hearing.false)) for hearing in hearings)} |",
        f"| right ones in doubt | {' | '.join(str(len(hearing.false_doubts)) for hearing in hearings)} |",
        "",
        *_remarks(cases, hearings),
    ]
    return "\n".join(lines)


def _remarks(cases: Sequence[DamagedSentence], hearings: Sequence[Hearing]) -> Iterator[str]:
    """What was not found, and what was found that should not have been, by name."""
    for hearing in hearings:
        for case in cases:
            if case.name not in hearing.found:
                state = "in doubt" if case.name in hearing.doubted else "not found"
                yield f"- {hearing.machine}, {state}: “{case.instead}” for “{case.text}”"
        by_name = {case.name: f"“{case.text}”" for case in cases}
        yield from (f"- {hearing.machine}, false: {by_name.get(name, name)}" for name in sorted(hearing.false))
    if hearings:
        yield ""


def with_sentences(page: str, hearings: Sequence[Hearing]) -> str:
    """The page of the proof with these figures, in place of those that stood there, else before the last section."""
    figures = section(hearings, _APART.format(version("accessible-publish")))
    before, found, rest = page.partition(HEADING)
    if not found:
        before, _, rest = page.rpartition("\n## ")
        return f"{before}\n{figures}\n## {rest}"
    _, _, after = rest.partition("\n## ")
    return f"{before}{figures}\n## {after}" if after else f"{before}{figures}"


def main() -> None:
    """Hear all sentences on the machines that are named, and put the figures into the page."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--here"]:
        sys.stdout.write(json.dumps(_heard_here(Path(arguments[1]))))
        return
    hearings = [heard_on(machine, cache_folder()) for machine in arguments or MACHINES]
    PAGE.write_text(with_sentences(PAGE.read_text(encoding="utf-8"), hearings), encoding="utf-8")
    sys.stdout.write(section(hearings))


if __name__ == "__main__":
    main()
