"""Damage to the XML inside a zip package: what EPUB and Word have in common."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lxml import etree

from publish.rendering.zipping import FixedZip
from tests.mutants.kinds import Kind
from tests.mutants.words import damaged, matches

Element = etree._Element
Damage = Callable[[Element], None]
Places = Callable[[Element], list[Element]]
Mutant = Callable[[Path], None]
"""Writes one damaged file."""


@dataclass(frozen=True)
class Package:
    """The parts of a package; those that end in .xml, .xhtml or .opf are XML."""

    parts: dict[str, bytes]

    @classmethod
    def of(cls, path: Path) -> Package:
        """Read a file."""
        with zipfile.ZipFile(path) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def tree(self, name: str) -> Element:
        """One part as a new tree."""
        return etree.fromstring(self.parts[name])

    def named(self, *ends: str) -> list[str]:
        """The parts whose names hold any of some words."""
        return [name for name in self.parts if any(end in name for end in ends)]

    def write(self, target: Path, name: str, tree: Element) -> None:
        """Write the package with one part changed."""
        with FixedZip(target, "w") as archive:
            for other, data in self.parts.items():
                # An EPUB's type stays unpacked: else the damage would be found by that, and not by what it took away.
                stored = zipfile.ZIP_STORED if other == "mimetype" else None
                archive.writestr(other, etree.tostring(tree) if other == name else data, stored)

    def mutants(
        self, names: Iterable[str], places: Callable[[Element], Iterable[Element]], damage: Damage
    ) -> list[Mutant]:
        """A mutant for each element that `places` finds in the parts."""
        return [
            partial(self._damaged, name, places, number, damage)
            for name in names
            for number in range(len(list(places(self.tree(name)))))
        ]

    def _damaged(
        self, name: str, places: Callable[[Element], Iterable[Element]], number: int, damage: Damage, target: Path
    ) -> None:
        tree = self.tree(name)
        damage(list(places(tree))[number])
        self.write(target, name, tree)


def removed(element: Element) -> None:
    """Take an element out; what follows it in its line stays."""
    parent = element.getparent()
    assert parent is not None
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def repeated(element: Element) -> None:
    """Say an element twice."""
    again = copy.deepcopy(element)
    again.tail = None
    element.addnext(again)


def swapped(element: Element) -> None:
    """Let an element and the next change places."""
    after = element.getnext()
    assert after is not None
    after.addnext(element)


def emptied(element: Element) -> None:
    """Take all that an element holds."""
    for child in list(element):
        element.remove(child)
    element.text = None


def words_in(
    kind: Kind, slots: Callable[[Element], Iterator[Slot]]
) -> tuple[Callable[[Element], list[Element]], Damage]:
    """Places and damage for a kind of damage to words; `slots` gives the texts of a part."""

    def places(tree: Element) -> list[Element]:
        return [slot.element for slot in slots(tree) if matches(kind, slot.text)]

    def damage(element: Element) -> None:
        for slot in slots(element.getroottree().getroot()):
            if slot.element is element and matches(kind, slot.text):
                slot.put(damaged(kind, slot.text, 0))
                return

    return places, damage


@dataclass(frozen=True)
class Slot:
    """A text of an element: what is in it, or what follows it."""

    element: Element
    is_tail: bool = False

    @property
    def text(self) -> str:
        """The text."""
        return (self.element.tail if self.is_tail else self.element.text) or ""

    def put(self, text: str) -> None:
        """Change the text."""
        if self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text
