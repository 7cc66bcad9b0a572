"""Whether an EPUB is one book that every reading system opens alike (EPUB 3.3, 3 to 5 and OCF, 4.2.6).

There is one package in it, of version 3.0; each file is listed once, is of the type that it is listed as, and each page
is in the spine. A second rendition, a page beside the spine or a file of another type is a book that nobody proved.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from publish.readers.image_form import is_image
from publish.readers.plain_xml import plain_xml

_OPF = "{http://www.idpf.org/2007/opf}"
_OCF = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SVG = "{http://www.w3.org/2000/svg}svg"
_PACKAGE = "application/oebps-package+xml"
_PAGE = "application/xhtml+xml"
_MODIFIED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_RULE = re.compile(r"[^{}]+\{[^{}]*\}")


def container_faults(container: etree._Element) -> Iterator[str]:
    """What a container says besides where its one package is."""
    wanted = [
        (f"{_OCF}container", {"version"}),
        (f"{_OCF}rootfiles", set()),
        (f"{_OCF}rootfile", {"full-path", "media-type"}),
    ]
    elements = [(str(element.tag), set(map(str, element.attrib))) for element in container.iter(etree.Element)]
    if elements != wanted:
        yield "a container of more or less than one package"
    elif container.get("version") != "1.0" or container[0][0].get("media-type") != _PACKAGE:
        yield "a container of another version or type"


def package_faults(root: etree._Element, files: Mapping[str, bytes], listed: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the form of a package and its files.

    Args:
        root: the package.
        files: what is in the book, by its path.
        listed: the path of each item, by its id.

    """
    if root.tag != f"{_OPF}package" or root.get("version") != "3.0":
        yield f"a package of the version {root.get('version')}"
    names = [element.get("id") for element in root.iter(f"{_DC}identifier") if (element.text or "").strip()]
    if names.count(root.get("unique-identifier")) != 1 or not root.get("unique-identifier"):
        yield f"a book without the identifier {root.get('unique-identifier')}"
    times = [meta.text or "" for meta in root.iter(f"{_OPF}meta") if meta.get("property") == "dcterms:modified"]
    if len(times) != 1 or not _MODIFIED.fullmatch(times[0]):
        yield f"a book modified at {', '.join(times) or 'no time'}"
    items = list(root.iter(f"{_OPF}item"))
    for identifier, count in Counter(item.get("id", "") for item in items).items():
        if count > 1 or not identifier:
            yield f"{count} files of the id {identifier}"
    for path, count in Counter(listed.values()).items():
        if count > 1:
            yield f"{path}, listed {count} times"
    yield from _of_types(items, files, listed)
    yield from _beside_spine(root, items, listed)


def _of_types(items: list[etree._Element], files: Mapping[str, bytes], listed: Mapping[str, str]) -> Iterator[str]:
    for item in items:
        path, kind = listed.get(item.get("id", ""), ""), item.get("media-type", "")
        suffix, is_such = _TYPES.get(kind, ("", _is_nothing))
        if not re.fullmatch(rf".+\.(?:{suffix})", path) or path not in files or not is_such(files[path]):
            yield f"{path}, which is no {kind or 'file of a known type'}"
        if item.get("href") != posixpath.normpath(item.get("href") or ""):
            yield f"the way {item.get('href')}"


def _beside_spine(root: etree._Element, items: list[etree._Element], listed: Mapping[str, str]) -> Iterator[str]:
    references = Counter(reference.get("idref", "") for reference in root.iter(f"{_OPF}itemref"))
    for item in items:
        count = references[item.get("id", "")]
        if count != (item.get("media-type") == _PAGE):
            yield f"{listed.get(item.get('id', ''))}, {count} times in the order of reading"


def _is_nothing(_data: bytes) -> bool:
    return False


def _is_read_elsewhere(data: bytes) -> bool:
    """Pages, overlays and sound, whose readers refuse what is none."""
    return bool(data)


def _is_style(data: bytes) -> bool:
    try:
        return _RULE.search(data.decode("utf-8")) is not None
    except UnicodeDecodeError:
        return False


def _is_drawing(data: bytes) -> bool:
    try:
        return bool(plain_xml(data).tag == _SVG)
    except (etree.XMLSyntaxError, ValueError):
        return False


def _is(kind: str) -> Callable[[bytes], bool]:
    return lambda data: is_image(data, kind)


_TYPES: Mapping[str, tuple[str, Callable[[bytes], bool]]] = {
    _PAGE: ("xhtml", _is_read_elsewhere),
    "text/css": ("css", _is_style),
    "application/smil+xml": ("smil", _is_read_elsewhere),
    "audio/mpeg": ("mp3", _is_read_elsewhere),
    "image/png": ("png", _is("PNG")),
    "image/jpeg": ("jpe?g", _is("JPEG")),
    "image/gif": ("gif", _is("GIF")),
    "image/svg+xml": ("svg", _is_drawing),
}
"""The types of files of which a book is made: the end of their names, and what tells whether a file is such."""
