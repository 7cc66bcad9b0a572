"""The specimen of the conformance kit holds every node of the model: what it lacks, no format would be tested for."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, get_args

from publish.model import nodes
from publish.testing import specimen
from publish.testing.damage import BODY_DAMAGE, EASY_READ_DAMAGE, damages


def classes_in(value: Any) -> set[type]:
    """The classes of a value and of all that it holds."""
    if isinstance(value, tuple):
        return {found for part in value for found in classes_in(part)}
    if not is_dataclass(value) or isinstance(value, type):
        return set()
    return {type(value)}.union(*(classes_in(getattr(value, field.name)) for field in fields(value)))


def test_it_holds_every_block_and_inline() -> None:
    assert classes_in(specimen().document) >= {*get_args(nodes.Block), *get_args(nodes.Inline)}


def test_it_can_suffer_every_kind_of_damage() -> None:
    for kinds, easy_read in ((BODY_DAMAGE, False), (EASY_READ_DAMAGE, True)):
        suffered = {name.partition(",")[0] for name, _ in damages(specimen(), easy_read=easy_read)}
        assert suffered == set(kinds)
