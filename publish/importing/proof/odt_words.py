"""The words of an OpenDocument text, in order, by the zip and XML readers of the standard library."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from publish.limits import CELLS_REPEATED

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_SILENT = {
    f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note-citation", f"{_TEXT}sequence-decls",
    f"{_TEXT}label", f"{_OFFICE}automatic-styles", f"{_OFFICE}scripts", f"{_OFFICE}font-face-decls", f"{_OFFICE}forms",
    f"{_TEXT}table-of-content-source", f"{_TEXT}illustration-index-source", f"{_TEXT}table-index-source",
    f"{_TEXT}object-index-source", f"{_TEXT}user-index-source", f"{_TEXT}alphabetical-index-source",
    f"{_TEXT}bibliography-source",
}  # fmt: skip
_INLINE = {f"{_TEXT}{name}" for name in ("span", "a", "bookmark", "bookmark-start", "bookmark-end", "soft-page-break")}
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_REPEATED = tuple(f"{_TABLE}number-{part}s-repeated" for part in ("column", "row"))
_LONGEST = 6  # digits of a number
_MOST_TIMES = 100  # that one cell or row is repeated; more is no table of a document
_OBJECT = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}object"
_HREF = "{http://www.w3.org/1999/xlink}href"
_SIGNS = {f"{{http://www.w3.org/1998/Math/MathML}}m{tag}" for tag in ("i", "n", "o", "text")}
_ALTERNATIVES = {f"{_SVG}title", f"{_SVG}desc"}


def of_odt(data: bytes) -> str:
    """The text of the body, its notes and the text alternatives of its pictures."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))  # noqa: S314
        _bring_formulas(root, archive)
        named = archive.read("styles.xml") if "styles.xml" in archive.namelist() else b"<none/>"
    raised = _raised(root) | _raised(ElementTree.fromstring(named))  # noqa: S314
    copies = CELLS_REPEATED
    parts: list[str] = []
    waiting: list[ElementTree.Element | str] = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            parts.append(element)
            continue
        if element.tag in _SILENT:
            continue
        inline = element.tag in _INLINE and element.get(f"{_TEXT}style-name", "") not in raised
        parts.append("" if inline else " ")
        parts.append(element.text or "")
        inner: list[ElementTree.Element | str] = []
        for child in element:
            inner += [child, child.tail or ""]
        inner.append("" if inline else " ")
        times = max(1, min(_times(element), copies))
        copies -= times - 1
        waiting += reversed(inner * times)
    return "".join(parts)


def _bring_formulas(root: ElementTree.Element, archive: zipfile.ZipFile) -> None:
    """Put the characters of each formula, which is a document of its own, where it stands."""
    for place in root.iter(_OBJECT):
        name = f"{place.get(_HREF, '').removeprefix('./')}/content.xml"
        if name in archive.namelist() and b"/MathML" in (formula := archive.read(name)):
            parts = (part.text or "" for part in ElementTree.fromstring(formula).iter() if part.tag in _SIGNS)  # noqa: S314
            place.text = f" {' '.join(''.join(parts)).replace('-', '−')} "


def _times(element: ElementTree.Element) -> int:
    """How often a cell or row stands in its table."""
    written = next((element.get(key, "") for key in _REPEATED if element.get(key)), "1")
    return max(1, min(int(written), _MOST_TIMES)) if written.isdecimal() and len(written) < _LONGEST else 1


def _raised(root: ElementTree.Element) -> set[str]:
    """The styles of runs that stand off the line, or are hidden: they are no part of the word beside them."""
    found: set[str] = set()
    for style in root.iter(f"{_STYLE}style"):
        properties = style.find(f"{_STYLE}text-properties")
        position = properties.get(f"{_STYLE}text-position", "") if properties is not None else ""
        hidden = properties is not None and properties.get(f"{_TEXT}display") == "none"
        if hidden or (position and not position.startswith("0")):
            found.add(style.get(f"{_STYLE}name", ""))
    return found
