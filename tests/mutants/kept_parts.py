"""Parts of the proof that are done, kept in build/proof: a proof takes hours, and one that was ended goes on there."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Generic, ParamSpec, TypeVar

from publish.building.fingerprint import code
from tests.mutants.documents import REPOSITORY

Result = TypeVar("Result")
Arguments = ParamSpec("Arguments")

_MEASURES = ("tests/mutants", "tests/properties", "tests/cases/hearing", "sources", "requirements.lock")
"""What decides a result beside the library's own code."""


@dataclass(frozen=True)
class Part(Generic[Result]):
    """What a part came to, and how long it took when it ran."""

    result: Result
    seconds: float


def folder() -> Path:
    """Where the parts of this very code are kept."""
    state = sha256(code().encode())
    for path in _files():
        state.update(str(path.relative_to(REPOSITORY)).encode() + path.read_bytes())
    place = REPOSITORY / "build" / "proof" / state.hexdigest()[:16]
    place.mkdir(parents=True, exist_ok=True)
    return place


def _files() -> Iterator[Path]:
    for measure in _MEASURES:
        place = REPOSITORY / measure
        yield from sorted(path for path in (place.rglob("*") if place.is_dir() else [place]) if _decides(path))


def _decides(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def part(
    place: Path,
    name: str,
    measure: Callable[Arguments, Result],
    *arguments: Arguments.args,
    **named: Arguments.kwargs,
) -> Part[Result]:
    """The part of a name: as it was kept in `place`, or measured now and kept there.

    The name says all that the measurement depends on beside the code: format, document, numbers, machine.
    """
    path = place / f"{sha256(name.encode()).hexdigest()[:16]}.pickle"
    if path.exists():
        kept: Part[Result] = pickle.loads(path.read_bytes())
        return kept
    begun = time.monotonic()
    result = measure(*arguments, **named)
    measured = Part(result, time.monotonic() - begun)
    new = path.with_suffix(".new")
    new.write_bytes(pickle.dumps(measured))
    new.replace(path)
    return measured
