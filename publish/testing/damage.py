"""Damage to a publication: what is written of it must not pass for an edition of the undamaged one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from publish.model.nodes import Asset, Cell, EasyRead, EasyReadLine, ListItem, Note, Paragraph, Section, Text
from publish.model.publication import Publication

Change = Callable[[Any], tuple[Any, ...] | None]
"""Gives what takes a node's place: nothing, itself changed, several; or None where it is to be left alone."""


class _Rewriter:
    """Rewrites a document with a change at one place only, and counts the places.

    `easy_read` says whether the change is for easy-read blocks or for all the rest.
    """

    def __init__(self, change: Change, number: int, *, easy_read: bool) -> None:
        self._change = change
        self._number = number
        self._easy_read = easy_read
        self.places = 0

    def rewritten(self, node: Any, *, inside: bool = False) -> tuple[Any, ...]:
        """What takes the place of a node and of all within it; `inside` says that it is in an easy-read block."""
        if isinstance(node, Asset | str | int | bool | None):
            return (node,)
        inside = inside or isinstance(node, EasyRead)
        put = self._change(node) if inside == self._easy_read else None
        if put is not None:
            self.places += 1
            if self.places - 1 == self._number:
                return put
        if isinstance(node, tuple):
            return (tuple(new for inner in node for new in self.rewritten(inner, inside=inside)),)
        if is_dataclass(node) and not isinstance(node, type):
            values = {field.name: getattr(node, field.name) for field in fields(node)}
            new = {
                name: self.rewritten(value, inside=inside)[0]
                for name, value in values.items()
                if isinstance(value, tuple)
            }
            return (replace(node, **new),)
        return (node,)


def changed(publication: Publication, change: Change, number: int, *, easy_read: bool) -> tuple[Publication, int]:
    """The publication with the n-th place of a change changed, and how many places there are."""
    rewriter = _Rewriter(change, number, easy_read=easy_read)
    document = publication.document
    opening = rewriter.rewritten(document.opening)[0]
    sections = rewriter.rewritten(document.sections)[0]
    return replace(publication, document=replace(document, opening=opening, sections=sections)), rewriter.places


def damages(publication: Publication, *, easy_read: bool) -> Iterator[tuple[str, Publication]]:
    """Each kind of damage that every format must notice, at its first place in the publication and at its last."""
    for name, change in (EASY_READ_DAMAGE if easy_read else BODY_DAMAGE).items():
        places = changed(publication, change, -1, easy_read=easy_read)[1]
        for number in sorted({0, places - 1} if places else ()):
            yield (
                f"{name}, place {number + 1} of {places}",
                changed(publication, change, number, easy_read=easy_read)[0],
            )


def _in_words(pattern: str, put: str | Callable[[re.Match[str]], str]) -> Change:
    """A change of the first match in a run of text."""

    def change(node: Any) -> tuple[Any, ...] | None:
        if isinstance(node, Text) and re.search(pattern, node.value):
            return (Text(re.sub(pattern, put, node.value, count=1)),)
        return None

    return change


_WORD_REMOVED = _in_words(r"(?<= )\w+ ", "")

BODY_DAMAGE: dict[str, Change] = {
    "a digit changed": _in_words(r"[0-9]", lambda digit: str((int(digit[0]) + 1) % 10)),
    "a negation removed": _in_words(r"\b(?:not|never|cannot|none) ?", ""),
    "a word removed": _WORD_REMOVED,
    "a paragraph removed": lambda node: () if isinstance(node, Paragraph) else None,
    "a paragraph repeated": lambda node: (node, node) if isinstance(node, Paragraph) else None,
    "a list item removed": lambda node: () if isinstance(node, ListItem) else None,
    "a table cell emptied": lambda node: (
        (replace(node, children=()),) if isinstance(node, Cell) and node.children else None
    ),
    "a note removed": lambda node: () if isinstance(node, Note) else None,
    "a section emptied": lambda node: (
        (replace(node, blocks=(), sections=()),) if isinstance(node, Section) and node.blocks else None
    ),
    "foreign words": lambda node: (
        (node, Paragraph((Text("Buy these tablets from us."),))) if isinstance(node, Paragraph) else None
    ),
}
"""Damage to all that is no easy-read words. A format may be unable to tell a link's address, none these."""

EASY_READ_DAMAGE: dict[str, Change] = {
    "a word removed": _WORD_REMOVED,
    "a line removed": lambda node: () if isinstance(node, EasyReadLine) else None,
    "a line repeated": lambda node: (node, node) if isinstance(node, EasyReadLine) else None,
    "all words of a section removed": lambda node: () if isinstance(node, EasyRead) else None,
}
