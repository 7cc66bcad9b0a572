"""One recording heard as other machines hear it: instruction sets and arithmetics, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import publish
from formats.audio import AudioOptions
from publish.contracts.format import Job, Settings
from publish.model.publication import Publication
from publish.source.waivers import checked, without_waived
from publish.speech.listening.ears import COMPUTE_TYPE_VARIABLE

INSTRUCTION_SETS = ("GENERIC", "AVX", "AVX2", "AVX512")
COMPUTE_TYPES = ("int8", "float32")


@dataclass(frozen=True)
class Machine:
    """How one document was heard on one kind of machine; `reason` says why it was not."""

    document: str
    instruction_set: str
    compute_type: str
    findings: int = 0
    doubts: int = 0
    blocking: int = 0
    reason: str = ""


def be(machine: str) -> None:
    """Let this process hear as another machine does, named as in `AVX2:int8`; before it has heard anything."""
    os.environ["CT2_FORCE_CPU_ISA"], os.environ[COMPUTE_TYPE_VARIABLE] = machine.split(":")


def heard_on(publication: Publication, source: Path, recording: Path, cache: Path) -> Iterator[Machine]:
    """Hear a recording of a source on every kind of machine; what is kept in the cache names the machine that heard."""
    for instruction_set in INSTRUCTION_SETS:
        for compute_type in COMPUTE_TYPES:
            name = publication.document.metadata.id
            result = _in_a_process(instruction_set, compute_type, source, recording, cache)
            if result.returncode:
                last = (result.stderr.strip().splitlines() or ["no reason given"])[-1]
                yield Machine(name, instruction_set, compute_type, reason=last)
            else:
                yield Machine(name, instruction_set, compute_type, **json.loads(result.stdout))


def _in_a_process(
    instruction_set: str, compute_type: str, source: Path, recording: Path, cache: Path
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.mutants.machines", str(source), str(recording), str(cache)],
        env={**os.environ, "CT2_FORCE_CPU_ISA": instruction_set, COMPUTE_TYPE_VARIABLE: compute_type},
        capture_output=True,
        text=True,
        check=False,
    )


def main() -> None:
    """Print the verdict on a recording in this process."""
    source, recording, cache = map(Path, sys.argv[1:])
    waived = without_waived(publish.load(source), "audio")
    audio = publish.formats(Settings(cache))["audio"]
    verdict = checked(audio, Job(waived.publication, AudioOptions()), waived, recording)
    counts = Machine(
        "", "", "", len(verdict.findings), len(verdict.doubts), sum(doubt.blocks for doubt in verdict.doubts)
    )
    kept = ("findings", "doubts", "blocking")
    sys.stdout.write(json.dumps({name: value for name, value in asdict(counts).items() if name in kept}))


if __name__ == "__main__":
    main()
