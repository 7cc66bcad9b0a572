"""Damage to the links of a tagged PDF: where they can be clicked, what is said of them, which tags they belong to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pikepdf
from pikepdf import Array, Object, Pdf

from tests.mutants.kinds import Kind
from tests.mutants.package import Mutant

Damage = Callable[[Object, Object], None]


def mutants(path: Path, kind: Kind) -> list[Mutant]:
    """A mutant for each link; where two are exchanged, for each two of a page that follow one another."""
    with Pdf.open(path) as pdf:
        pairs = len(_pairs(pdf))
    return [partial(_damaged, path, DAMAGE[kind], number) for number in range(pairs)]


def _pairs(pdf: Pdf) -> list[tuple[Object, Object]]:
    return [pair for page in pdf.pages for pair in pairwise(page.obj.get("/Annots", Array()))]


def _damaged(path: Path, damage: Damage, number: int, target: Path) -> None:
    with Pdf.open(path) as pdf:
        damage(*_pairs(pdf)[number])
        pdf.save(target)


def _untagged(link: Object, _: Object) -> None:
    del link["/StructParent"]


def _exchanged(link: Object, other: Object) -> None:
    link.Rect, other.Rect = other.Rect, link.Rect


def _said_otherwise(link: Object, _: Object) -> None:
    link.Contents = pikepdf.String(f"Not {link.Contents}")


DAMAGE: dict[Kind, Damage] = {
    Kind.LINK_UNTAGGED: _untagged,
    Kind.LINK_PLACES_EXCHANGED: _exchanged,
    Kind.LINK_SAID_OTHERWISE: _said_otherwise,
}
"""What is done to a link, given the next one."""

KINDS = frozenset(DAMAGE)
"""All kinds of this module."""
