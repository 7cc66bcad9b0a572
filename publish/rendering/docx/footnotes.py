"""Footnotes: a story of their own (ECMA-376, part 1, 17.11), to which marks in the text refer."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from publish.rendering.docx.ooxml import element, qualified, text, value

_STYLE = "FootnoteText"
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


class Footnotes:
    """The footnotes part while notes are added to it."""

    def __init__(self) -> None:
        self.tree = element("w:footnotes")
        self._count = 0
        for number, kind in _SEPARATORS:
            spacing = element("w:spacing", {"w:after": 0, "w:line": 240, "w:lineRule": "auto"})
            line = element("w:r", children=[element(f"w:{kind}")])
            paragraph = element("w:p", children=[element("w:pPr", children=[spacing]), line])
            self.tree.append(element("w:footnote", {"w:type": kind, "w:id": number}, [paragraph]))

    def add(self, contents: Iterable[etree._Element]) -> int:
        """Keep a note and give the number by which the text refers to it."""
        self._count += 1
        note = element("w:footnote", {"w:id": self._count}, contents)
        first = note[0] if len(note) else None
        style = None if first is None else first.find(f"{qualified('w:pPr')}/{qualified('w:pStyle')}")
        if first is None or style is None or style.get(qualified("w:val")) != _STYLE:
            # A list, table or formula at the start has no place for the number.
            first = element("w:p", children=[element("w:pPr", children=[value("w:pStyle", _STYLE)])])
            note.insert(0, first)
        for place, run in enumerate(_own_number(), 1):
            first.insert(place, run)
        self.tree.append(note)
        return self._count


def separators() -> etree._Element:
    """What the settings say of the lines above the notes."""
    return element("w:footnotePr", children=[element("w:footnote", {"w:id": number}) for number, _ in _SEPARATORS])


def _own_number() -> list[etree._Element]:
    style = element("w:rPr", children=[value("w:rStyle", "FootnoteReference")])
    return [
        element("w:r", children=[style, element("w:footnoteRef")]),
        element("w:r", children=[text("w:t", " ")]),
    ]
