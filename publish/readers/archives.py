"""A packed file, as an EPUB or a Word file: proved whole and within bounds before anything in it is read."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import IO
from xml.parsers import expat

from publish.errors import UnreadableEdition
from publish.limits import MEGABYTE, PACKAGE_BYTES, PACKAGE_ELEMENTS, PART_BYTES, PARTS, XML_NESTING
from publish.readers.zip_form import strange_form

PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How the parts of a book, a text or a talking book may be packed: their readers know no other way (OCF, OPC, ODF)."""

_BLOCK = 1 << 20
_BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"  # byte order marks, spaces, and half of each sign in UTF-16


class Endless(ValueError):
    """What a part holds that no part does, in words that follow its name."""


def looks_like_markup(start: bytes) -> bool:
    """Whether the part that begins so is XML or HTML, whatever it is called."""
    return start.lstrip(_BEFORE_MARKUP).startswith(b"<")


def elements_in(part: IO[bytes], most: int) -> int:
    """Read a part to its end, block by block, and count its elements; 0 for what is no markup.

    No tree is made of it: one of a part of 64 MB takes gigabytes. Raises `Endless` for more than `most`, and for
    elements too deep within each other.
    """
    block = part.read(_BLOCK)
    elements, depth = 0, _Depth() if looks_like_markup(block) else None
    while block:
        if depth is not None:
            elements += block.count(b"<") - block.count(b"</")
            if elements > most:
                raise Endless("has too many elements")
            depth.look(block)
        block = part.read(_BLOCK)
    return elements


class _Depth:
    """How deep elements stand within each other, as far as a part is well formed; what is not, its reader refuses."""

    def __init__(self) -> None:
        self._depth = 0
        self._parser: expat.XMLParserType | None = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.EntityDeclHandler = self._entity

    def look(self, block: bytes) -> None:
        """Go on with the next bytes. Raises `Endless`."""
        if self._parser is None:
            return
        try:
            self._parser.Parse(block)
        except (expat.ExpatError, LookupError, ValueError) as error:
            self._parser = None
            if isinstance(error, Endless):
                raise

    def _start(self, _name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > XML_NESTING:
            raise Endless(f"has elements more than {XML_NESTING} deep within each other")

    def _end(self, _name: str) -> None:
        self._depth -= 1

    def _entity(self, *_declaration: object) -> None:
        raise ValueError("an entity may stand for elements without end, and its reader refuses it")


def whole_archive(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse an archive that is more than one zip, with too many or too large parts, two of a name, or a damaged one.

    Raises `UnreadableEdition`, and what `zipfile` raises for a part that is damaged.
    """
    members = archive.infolist()
    if len(members) > PARTS or sum(member.file_size for member in members) > PACKAGE_BYTES:
        raise UnreadableEdition(f"{path}: it unpacks to more than any edition contains, so it was not read.")
    if len({member.filename for member in members}) < len(members):
        raise UnreadableEdition(f"{path}: two of its parts have the same name. Build the edition again.")
    if fault := strange_form(archive):
        raise UnreadableEdition(f"{path}: it {fault}, so programs may find different parts in it. Build it again.")
    elements = 0
    for member in members:
        if member.file_size > PART_BYTES:
            most = f"{PART_BYTES // MEGABYTE} MB"
            raise UnreadableEdition(f"{path}: {member.filename} unpacks to more than {most}, so it was not read.")
        if member.flag_bits & 1:
            raise UnreadableEdition(f"{path}: it has a password. Build the edition again.")
        if member.compress_type not in PACKED:
            way = "is packed in a way that no reader of such files knows"
            raise UnreadableEdition(f"{path}: {member.filename} {way}. Build the edition again.")
        with archive.open(member) as part:  # to its end: the checksum is compared there
            try:
                elements += elements_in(part, PACKAGE_ELEMENTS - elements)
            except Endless as error:
                raise UnreadableEdition(f"{path}: {member.filename} {error}, so it was not read.") from None
