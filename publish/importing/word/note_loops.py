"""Notes that are read as often as they are named: one that names itself has no end, and each reader unfolds it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from publish.errors import SourceError
from publish.importing.word.xml_parts import W
from publish.limits import IMPORTED_ELEMENTS, XML_NESTING

_KINDS = ("footnote", "endnote")
_Note = tuple[str, str]  # its kind and its number


def refuse_loops(path: Path, roots: Mapping[str, etree._Element]) -> None:
    """Refuse notes that lead back to themselves, or that are more than any document has, each counted when named.

    Raises `SourceError`.
    """
    sizes: dict[_Note, tuple[int, list[_Note]]] = {}
    for kind in _KINDS:
        root = roots.get(f"word/{kind}s.xml")
        for note in () if root is None else root.iter(f"{W}{kind}"):
            size, named = sizes.get((kind, note.get(f"{W}id", "")), (0, []))
            sizes[kind, note.get(f"{W}id", "")] = size + sum(1 for _ in note.iter()), [*named, *_named(note)]
    counts: dict[_Note, int] = {}
    open_: set[_Note] = set()

    def count(note: _Note) -> int:
        if note in open_ or len(open_) > XML_NESTING:
            raise SourceError(path, 0, f"the {note[0]} {note[1]} is a note of itself. Take its mark out of its words.")
        if note not in counts:
            open_.add(note)
            size, named = sizes.get(note, (0, []))
            counts[note] = min(IMPORTED_ELEMENTS + 1, size + sum(map(count, named)))
            open_.discard(note)
        return counts[note]

    if sum(map(count, _named(roots["word/document.xml"]))) > IMPORTED_ELEMENTS:
        raise SourceError(path, 0, "its notes, each as often as it is named, are more than any document has.")


def _named(element: etree._Element) -> list[_Note]:
    """The notes whose marks stand in an element."""
    return [(kind, mark.get(f"{W}id", "")) for kind in _KINDS for mark in element.iter(f"{W}{kind}Reference")]
