"""Opens an EPUB and finds its package: for the reader only, sharing nothing with the writer."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from publish.errors import UnreadableEdition

CONTAINER = "META-INF/container.xml"
LARGEST_PART = 50_000_000  # bytes unpacked: no honest page or package file comes near; a zip bomb does

_OPF = "{http://www.idpf.org/2007/opf}"
_OCF = "{urn:oasis:names:tc:opendocument:xmlns:container}"


@dataclass(frozen=True, slots=True)
class Package:
    """The package document, and the content documents of the spine in reading order, by path in the zip."""

    root: etree._Element
    nav: str
    spine: tuple[str, ...]
    parts: dict[str, etree._Element]
    names: frozenset[str]


def open_package(path: Path) -> Package:
    """Open an EPUB. Raises `UnreadableEdition` where anything on the way to its pages is missing or broken."""
    try:
        with zipfile.ZipFile(path) as archive:
            container = _parse(archive, CONTAINER)
            rootfile = container.find(f".//{_OCF}rootfile")
            name = rootfile.get("full-path", "") if rootfile is not None else ""
            root = _parse(archive, name)
            folder = posixpath.dirname(name)
            items = {one.get("id"): one for one in root.iter(f"{_OPF}item")}
            nav = next((one for one in items.values() if "nav" in (one.get("properties") or "").split()), None)
            if nav is None:
                raise UnreadableEdition(f"{path}: the EPUB has no navigation document.")
            spine = []
            for reference in root.iter(f"{_OPF}itemref"):
                target = items.get(reference.get("idref"))
                if target is None:
                    raise UnreadableEdition(f"{path}: the spine names {reference.get('idref')}, which is not listed.")
                spine.append(resolve(folder, target.get("href", "")))
            nav_name = resolve(folder, nav.get("href", ""))
            parts = {part: _parse(archive, part) for part in dict.fromkeys((nav_name, *spine))}
            return Package(root, nav_name, tuple(spine), parts, frozenset(archive.namelist()))
    except (zipfile.BadZipFile, OSError, EOFError, KeyError) as error:
        raise UnreadableEdition(f"{path}: this is no whole EPUB: {error}.") from None


def resolve(folder: str, href: str) -> str:
    """The path in the zip that a relative address means, seen from a folder there."""
    return posixpath.normpath(posixpath.join(folder, unquote(href)))


def _parse(archive: zipfile.ZipFile, name: str) -> etree._Element:
    if archive.getinfo(name).file_size > LARGEST_PART:
        raise UnreadableEdition(f"{archive.filename}: {name} unpacks to more than 50 MB, so it is not read.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableEdition(f"{archive.filename}: {name} is not well-formed: {error.msg}.") from None
