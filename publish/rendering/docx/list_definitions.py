"""Numbered and bulleted lists: each list of the document has a definition of its own, so that each counts for itself.

Word joins lists that share a definition and goes on counting. ECMA-376, part 1, 17.9.
"""

from __future__ import annotations

from copy import copy
from functools import lru_cache

from lxml import etree

from publish.rendering.docx.ooxml import element, qualified, value

STEP = 480
"""How far each depth of a list is indented, in twips."""

DEEPEST = 9
"""The levels that a list can have in Word."""


class Numbering:
    """The numbering part while lists are added to it."""

    def __init__(self) -> None:
        self._abstracts: list[etree._Element] = []

    def add(self, *, depth: int, ordered: bool, start: int) -> int:
        """Define a list.

        Args:
            depth: its depth, 1 for a list that stands in no other.
            ordered: whether its items are numbered.
            start: the number of its first item.

        Returns:
            The number by which paragraphs refer to the list.

        """
        number = len(self._abstracts) + 1
        definition = copy(_definition(ordered=ordered))
        definition.set(qualified("w:abstractNumId"), str(number))
        definition[depth][0].set(qualified("w:val"), str(start))
        self._abstracts.append(definition)
        return number

    def tree(self) -> etree._Element:
        """The whole part."""
        instances = [
            element("w:num", {"w:numId": number}, [value("w:abstractNumId", number)])
            for number in range(1, len(self._abstracts) + 1)
        ]
        return element("w:numbering", children=[*self._abstracts, *instances])


@lru_cache(maxsize=2)
def _definition(*, ordered: bool) -> etree._Element:
    """A definition to copy: its fifty elements are the same in each of a document's thirty lists."""
    levels = [_level(level, ordered=ordered) for level in range(1, DEEPEST + 1)]
    return element("w:abstractNum", {"w:abstractNumId": 0}, [value("w:multiLevelType", "hybridMultilevel"), *levels])


def _level(level: int, *, ordered: bool) -> etree._Element:
    # Numbers stay numbers at every depth: letters would say another number than the source does.
    pattern = f"%{level}." if ordered else "•"
    indents = element("w:ind", {"w:left": STEP * level, "w:hanging": STEP})
    return element(
        "w:lvl",
        {"w:ilvl": level - 1},
        [
            value("w:start", 1),
            value("w:numFmt", "decimal" if ordered else "bullet"),
            value("w:lvlText", pattern),
            value("w:lvlJc", "left"),
            element("w:pPr", children=[indents]),
        ],
    )
