"""Opens an EPUB and finds its package: for the reader only, sharing nothing with the writer."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from publish.errors import UnreadableEdition
from publish.readers.archives import whole_archive
from publish.readers.epub.package_form import container_faults, package_faults
from publish.readers.once import read_once
from publish.readers.plain_xml import HTML, plain_xml

CONTAINER = "META-INF/container.xml"
MIMETYPE = b"application/epub+zip"

_OPF = "{http://www.idpf.org/2007/opf}"
_OCF = "{urn:oasis:names:tc:opendocument:xmlns:container}"


@dataclass(frozen=True, slots=True)
class Package:
    """The package document, and the content documents of the spine in reading order, by path in the zip.

    `styles` are the texts of style sheets, `hashes` those of all files, `beside` the files that are in no list,
    `faults` what is wrong with its form.
    """

    root: etree._Element
    nav: str
    spine: tuple[str, ...]
    parts: dict[str, etree._Element]
    names: frozenset[str]
    name: str
    styles: dict[str, str]
    hashes: dict[str, str]
    beside: frozenset[str]
    faults: tuple[str, ...]

    @property
    def folder(self) -> str:
        """Where the package document lies in the zip."""
        return posixpath.dirname(self.name)

    @property
    def items(self) -> tuple[etree._Element, ...]:
        """The files that it lists."""
        return tuple(self.root.iter(f"{_OPF}item"))


@read_once
def open_package(path: Path) -> Package:
    """Open an EPUB. Raises `UnreadableEdition` where anything on the way to its pages is missing or broken."""
    try:
        with zipfile.ZipFile(path) as archive:
            whole_archive(path, archive)
            _refuse_no_epub(path, archive)
            container = _parse(archive, CONTAINER)
            rootfile = container.find(f".//{_OCF}rootfile")
            name = rootfile.get("full-path", "") if rootfile is not None else ""
            root = _parse(archive, name)
            folder = posixpath.dirname(name)
            items = {element.get("id"): element for element in root.iter(f"{_OPF}item")}
            _refuse_incomplete(path, archive, folder, items.values())
            nav = next((item for item in items.values() if "nav" in (item.get("properties") or "").split()), None)
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
            files = {name for name in archive.namelist() if not name.endswith("/")}
            data_of = {name: archive.read(name) for name in files}
            listed = {str(key): resolve(folder, item.get("href", "")) for key, item in items.items()}
            return Package(
                root,
                nav_name,
                tuple(spine),
                parts,
                frozenset(archive.namelist()),
                name=name,
                styles={name: data.decode() for name, data in data_of.items() if name.endswith(".css")},
                hashes={name: sha256(data).hexdigest() for name, data in data_of.items()},
                beside=frozenset(files - set(listed.values())),
                faults=(*container_faults(container), *package_faults(root, data_of, listed)),
            )
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise UnreadableEdition(f"{path}: this is no whole EPUB: {error}.") from None
    except (OSError, EOFError, KeyError, ValueError) as error:
        raise UnreadableEdition(f"{path}: this is no whole EPUB: {error}.") from None


def _refuse_no_epub(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse what does not say first, and unpacked, that it is an EPUB (EPUB 3.3, 4.2.7.1)."""
    first = archive.infolist()[0] if archive.infolist() else None
    if first is None or first.filename != "mimetype" or first.compress_type or archive.read("mimetype") != MIMETYPE:
        raise UnreadableEdition(f"{path}: it does not begin with its type, so readers refuse it. Build it again.")


def _refuse_incomplete(path: Path, archive: zipfile.ZipFile, folder: str, items: Iterable[etree._Element]) -> None:
    """Refuse a package that lists a file it lacks, or has one that it does not list or that is not well-formed."""
    listed = {resolve(folder, item.get("href", "")): item.get("media-type", "") for item in items if not _remote(item)}
    names = {name for name in archive.namelist() if not name.endswith("/")}
    for name in sorted(listed.keys() - names):
        raise UnreadableEdition(f"{path}: the file {name} is listed and missing. Build it again.")
    beside = {name for name in names if name == "mimetype" or name.startswith("META-INF/") or name.endswith(".opf")}
    for name in sorted(names - listed.keys() - beside):
        raise UnreadableEdition(f"{path}: the file {name} is in no list. Build it again.")
    for name, kind in listed.items():
        if kind.endswith("+xml"):
            _parse(archive, name)


def _remote(item: etree._Element) -> bool:
    return ":" in item.get("href", "").split("/", 1)[0]


def resolve(folder: str, href: str) -> str:
    """The path in the zip that a relative address means, seen from a folder there, as reading systems find it.

    What follows a # or ? is no part of the path, and % with two digits is a byte of it (WHATWG URL, 4.4).
    """
    path = re.split(r"[#?]", href, maxsplit=1)[0]
    return posixpath.normpath(posixpath.join(folder, unquote(path)))


def _parse(archive: zipfile.ZipFile, name: str) -> etree._Element:
    data = archive.read(name)
    try:
        return plain_xml(data, (HTML,))
    except etree.XMLSyntaxError as error:
        raise UnreadableEdition(f"{archive.filename}: {name} is not well-formed: {error.msg}.") from None
    except ValueError as error:
        raise UnreadableEdition(f"{archive.filename}: {name} cannot be read: {error}. Build it again.") from None
