"""What paragraphs are by their styles: names and outline levels, followed along what a style is based on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from publish.readers.docx.parts import W
from publish.readers.written_numbers import written_number

_VAL = f"{W}val"
_LAYOUT = "layout table"
_BODY_TEXT = 9  # the outline level that says "no heading": ECMA-376, part 1, 17.3.1.20


def setting(parent: etree._Element | None, path: str) -> str | None:
    """The w:val of a descendant, its path written with the names of WordprocessingML only: "pPr/outlineLvl"."""
    found = parent
    for step in _steps(path):
        if found is None:
            return None
        found = next(found.iterchildren(step), None)
    return None if found is None else found.get(_VAL)


@lru_cache(maxsize=100)
def _steps(path: str) -> tuple[str, ...]:
    """The names of a path in full, written once: 300,000 are asked for in a document of 300 paragraphs."""
    return tuple(f"{W}{step}" for step in path.split("/"))


class Styles:
    """The styles part of one document."""

    def __init__(self, tree: etree._Element | None) -> None:
        found = [] if tree is None else tree.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._settings: dict[tuple[str, str], tuple[str | None, ...]] = {}
        self._default = next(
            (
                style.get(f"{W}styleId", "")
                for style in found
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")
            ),
            "",
        )

    def names(self, paragraph: etree._Element) -> list[str]:
        """The names, in small letters, of a paragraph's style and of all that it is based on."""
        return [(name or "").casefold() for name in self._of_chain(paragraph, "name")]

    def is_layout(self, table: etree._Element) -> bool:
        """Whether a table only puts things side by side: what it holds is then read as if it stood in no table."""
        style = self._styles.get(setting(table, "tblPr/tblStyle") or "")
        return style is not None and (setting(style, "name") or "").casefold() == _LAYOUT

    def heading_level(self, paragraph: etree._Element) -> int:
        """The level of a heading, 1 for the topmost; 0 where the paragraph is none."""
        for level in (setting(paragraph, "pPr/outlineLvl"), *self._of_chain(paragraph, "pPr/outlineLvl")):
            if level is not None:
                number = written_number(level, _BODY_TEXT)
                return number + 1 if 0 <= number < _BODY_TEXT else 0
        return 0

    def numbering(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list that a paragraph is an item of, with its level from 0; None where it is none."""
        number, level = (self._first(paragraph, f"pPr/numPr/{name}") for name in ("numId", "ilvl"))
        if number is None or number == "0":
            return None
        return number, written_number(level)

    def _first(self, paragraph: etree._Element, path: str) -> str | None:
        values = (setting(paragraph, path), *self._of_chain(paragraph, path))
        return next(filter(None, values), values[-1])

    def _of_chain(self, paragraph: etree._Element, path: str) -> tuple[str | None, ...]:
        """A setting of a paragraph's style, and of all that it is based on; looked up once for each style."""
        name = setting(paragraph, "pPr/pStyle") or self._default
        if (name, path) not in self._settings:
            self._settings[name, path] = tuple(setting(style, path) for style in self._chain(name))
        return self._settings[name, path]

    def _chain(self, name: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = setting(self._styles[name], "basedOn") or ""
