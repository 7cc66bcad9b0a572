"""Whether a book has the house's style sheet and its own cover, byte for byte, and pages marked up as the house does.

Lists of what a style may hold let a raised figure lie flat, a warning lose its border and a cover show another title.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from hashlib import sha256

from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.epub.allowed_package import is_cover
from publish.readers.epub.epub_package import Package, resolve
from publish.readers.plain_xml import HTML, plain_xml
from publish.readers.xhtml.same_page import page_difference

_IMAGE = "{http://www.w3.org/1999/xhtml}img"


def look_findings(package: Package, sheet: bytes, cover: bytes) -> Iterator[Finding]:
    """A finding for a style sheet other than `sheet`, and for a cover other than the picture `cover`."""
    for name in package.styles:
        if package.hashes[name] != sha256(sheet).hexdigest():
            yield _wrong("the style sheet of the house", f"{name} is another")
    for name in _covers(package):
        if package.hashes.get(name) != sha256(cover).hexdigest():
            yield _wrong("the cover of this document", f"{name} is another picture")


def markup_findings(package: Package, pages: Mapping[str, bytes]) -> Iterator[Finding]:
    """A finding for each page that is not marked up as in `pages`, those that the house makes, by their names."""
    house = {posixpath.join(package.folder, name): page for name, page in pages.items()}
    for name in sorted(house.keys() ^ package.parts.keys()):
        yield _wrong("the pages that the house makes", name)
    for name in sorted(house.keys() & package.parts.keys()):
        if (found := page_difference(package.parts[name], plain_xml(house[name], (HTML,)))) is not None:
            yield _wrong(f"{name} as the house marks it up: {found[0]}", found[1])


def _covers(package: Package) -> list[str]:
    """The pictures that are shown as the cover: on its page, and on the shelf of a reading system."""
    shown = [
        resolve(posixpath.dirname(name), image.get("src", ""))
        for name, page in package.parts.items()
        if name != package.nav and is_cover(page)
        for image in page.iter(_IMAGE)
    ]
    listed = [item for item in package.items if "cover-image" in item.get("properties", "").split()]
    return sorted({*shown, *(resolve(package.folder, item.get("href", "")) for item in listed)})


def _wrong(expected: str, found: str) -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, "", expected, found)
