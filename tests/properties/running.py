"""Runs random documents through something and gathers what it complains of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from tests.properties.drawing import BY_SEED

Some = TypeVar("Some")


def complaints(
    documents: SearchStrategy[Some], number: int, seed_: int, visit: Callable[[Some], Iterable[object]]
) -> list[str]:
    """Whatever `visit` gives back for any of a number of documents, with the seed and the document's number.

    Nothing is raised within: Hypothesis would print the document, and a deep one takes it hours.
    """
    found: list[str] = []
    done = 0

    @seed(seed_)
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        backend=BY_SEED,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
        report_multiple_bugs=False,
    )
    @given(documents)
    def check(document: Some) -> None:
        nonlocal done
        done += 1
        found.extend(f"seed {seed_}, document {done}: {one}" for one in visit(document))

    check()
    return found
