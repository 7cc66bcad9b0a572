"""Which TeX formulas can stand in a source: those that pandoc converts and every edition can show."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from publish.model.mathml import linear
from publish.source.pandoc import mathml


def convertible(formulas: Iterable[str]) -> Callable[[str], bool]:
    """A test for each of these formulas, made with one call of pandoc for all."""
    asked = list(dict.fromkeys(formulas))
    usable: set[str] = set()
    for tex, converted in zip(asked, mathml([(tex, False) for tex in asked]), strict=True):
        try:
            if converted.startswith("<math") and linear(converted).strip():
                usable.add(tex)
        except ValueError:
            continue
    return usable.__contains__
