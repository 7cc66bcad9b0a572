"""What the styles of an OpenDocument text say of its letters: those of the text itself, and the named ones beside it.

A style takes from its parent what it does not say itself (OpenDocument 1.3, 16.1); pandoc follows few of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE = f"{{{_NS}text:1.0}}", f"{{{_NS}style:1.0}}"
_FO, _SVG = f"{{{_NS}xsl-fo-compatible:1.0}}", f"{{{_NS}svg-compatible:1.0}}"
_LONGEST_CHAIN = 20  # styles, each based on the next


class Looks:
    """The styles of a text by their name, from its parts `content.xml` and `styles.xml`."""

    def __init__(self, *roots: etree._Element) -> None:
        self._faces = {
            face.get(f"{_STYLE}name", ""): face.get(f"{_SVG}font-family") or ""
            for root in roots
            for face in root.iter(f"{_STYLE}font-face")
        }
        self._styles = {
            style.get(f"{_STYLE}name", ""): style for root in reversed(roots) for style in root.iter(f"{_STYLE}style")
        }
        self._known: dict[str, Mapping[str, str]] = {}
        self.lists = {
            style.get(f"{_STYLE}name", ""): style
            for root in reversed(roots)
            for style in root.iter(f"{_TEXT}list-style")
        }

    def without_loops(self) -> None:
        """Take the parent from a style that is based on itself in the end: pandoc would follow it for ever."""
        for name in self._styles:
            seen: set[str] = set()
            while (style := self._styles.get(name)) is not None:
                seen.add(name)
                name = style.get(f"{_STYLE}parent-style-name", "")
                if name in seen:
                    del style.attrib[f"{_STYLE}parent-style-name"]
                    break

    def of(self, element: etree._Element) -> Mapping[str, str]:
        """The properties of the letters of an element, by the styles that it names."""
        return self.named(element.get(f"{_TEXT}style-name", ""))

    def named(self, name: str) -> Mapping[str, str]:
        """The properties of letters by a style and those that it is based on."""
        if name not in self._known:
            found: dict[str, str] = {}
            for style in reversed(list(self._chain(name))):
                properties = style.find(f"{_STYLE}text-properties")
                found |= {} if properties is None else {str(key): str(value) for key, value in properties.items()}
            self._known[name] = found
        return self._known[name]

    def names(self, element: etree._Element) -> set[str]:
        """The names of an element's style and of those that it is based on, as people see them."""
        own = element.get(f"{_TEXT}style-name", "")
        names = (style.get(f"{_STYLE}display-name", style.get(f"{_STYLE}name", "")) for style in self._chain(own))
        return {str(name).replace("_20_", " ") for name in (own, *names)}

    def font(self, properties: Mapping[str, str]) -> str:
        """The font that properties name, by itself or by its declaration; "" where they name none."""
        name = properties.get(f"{_FO}font-family") or properties.get(f"{_STYLE}font-name") or ""
        return (self._faces.get(name) or name).strip("'\"")

    def fill(self, cell: etree._Element) -> str:
        """The colour behind a cell, "" where it has none."""
        for style in self._chain(cell.get(f"{_NS_TABLE}style-name", "")):
            properties = style.find(f"{_STYLE}table-cell-properties")
            colour = properties.get(f"{_FO}background-color", "") if properties is not None else ""
            if colour:
                return "" if colour == "transparent" else colour
        return ""

    def _chain(self, name: str) -> Iterator[etree._Element]:
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.get(f"{_STYLE}parent-style-name", "")


_NS_TABLE = f"{{{_NS}table:1.0}}"
