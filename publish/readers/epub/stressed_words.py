"""Whether just those words of a book are stressed that the source stresses, and as it stresses them.

The comparison tells which stressed words no longer are; a dose that stands out and should not may be taken for another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from publish.model.nodes import Style
from publish.model.publication import Publication
from publish.model.styled_letters import letters_of, styled_letters
from publish.readers.epub.epub_package import Package

_H = "{http://www.w3.org/1999/xhtml}"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"
_TAGS: Mapping[str, Style] = MappingProxyType({"strong": Style.STRONG, "em": Style.EMPHASIS})


def stress_faults(publication: Publication, package: Package) -> Iterator[tuple[str, str]]:
    """What is wanted and what was found, for each element whose words are not those of the source."""
    for name, style in _TAGS.items():
        wanted = styled_letters(publication, frozenset({style}))
        outer = [
            element
            for page in package.parts.values()
            for element in page.iter(f"{_H}{name}")
            if next(element.iterancestors(f"{_H}{name}"), None) is None
        ]
        found = letters_of(words for element in outer for words in _words(element))
        if found != wanted:
            yield f"{wanted.total()} letters in <{name}>", str(found.total())


def _words(element: etree._Element) -> Iterator[str]:
    """The words of an element, without formulas and the marks of notes."""
    yield element.text or ""
    for child in element:
        if child.tag != _MATH and child.get("role") != "doc-noteref":
            yield from _words(child)
        yield child.tail or ""
