"""A document that is an archive of parts: refused unread where it is damaged, a bomb, or reaches outside itself."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from publish.errors import SourceError
from publish.limits import IMAGE_BYTES, IMPORTED_ELEMENTS, IMPORTED_TEXT_BYTES, MEGABYTE, PACKAGE_BYTES, PARTS
from publish.readers.archives import PACKED, Endless, elements_in, looks_like_markup

_START = 1_000  # bytes, of which one tells whether a part is markup
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)
_LONGEST_NAME = 255  # bytes of a file's name: pictures are laid on disk for a moment

_DEFINES = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_PICTURE = re.compile(r"(?:^|/)(?:media|Pictures)/|\.(?:png|jpe?g|gif|svg|webp|emf|wmf|tiff?)$", re.IGNORECASE)
_TEXTS = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx")


def mimetype(data: bytes) -> str:
    """What an archive says that it is in its first part, as OpenDocument and EPUB files do; "" where it does not."""
    start = data[:200]
    if not start.startswith(b"PK\x03\x04") or start[30:38] != b"mimetype":
        return ""
    length, extra = int.from_bytes(start[22:26], "little"), int.from_bytes(start[28:30], "little")
    return start[38 + extra : 38 + extra + min(length, 100)].decode("ascii", "replace").strip()


def refuse_endless(path: Path, data: bytes) -> None:
    """Refuse a packed file that unpacks to more than a document has, before anything is made of what it holds.

    What is damaged, packed in a strange way or has a password is left to `parts`, which says so. Raises `SourceError`.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
        if len(members) > PARTS or sum(member.file_size for member in members) > PACKAGE_BYTES:
            raise SourceError(
                path, 0, "this file unpacks to more than any document needs. Save its text into a new file."
            )
        elements = text_bytes = 0
        for member in members:
            if member.compress_type not in PACKED:
                return
            with archive.open(member) as part:
                marked_up = looks_like_markup(part.read(_START)) or member.filename.endswith(_TEXTS)
            text_bytes += marked_up * member.file_size
            if text_bytes > IMPORTED_TEXT_BYTES:
                most = f"{IMPORTED_TEXT_BYTES // MEGABYTE} MB"
                raise SourceError(path, 0, f"this file holds more than {most} of text. Import it in parts.")
            with archive.open(member) as part:
                elements += elements_in(part, IMPORTED_ELEMENTS - elements)
    except Endless as error:
        message = f"its part {member.filename} {error}, as no document has. Save its text into a new file."
        raise SourceError(path, 0, message) from None
    except _DAMAGED:
        return


def parts(path: Path, data: bytes, what: str) -> dict[str, bytes]:
    """Each part's bytes by its name; `what` the file is called in messages. Raises `SourceError`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED:
        raise SourceError(path, 0, f"this {what} is damaged or cut off. Open it and save it again.") from None
    members = [member for member in archive.infolist() if not member.is_dir()]
    found: dict[str, bytes] = {}
    for member in members:
        name = member.filename
        if name.startswith(("/", "\\")) or ".." in PurePosixPath(name.replace("\\", "/")).parts or ":" in name:
            raise SourceError(
                path, 0, f"this file names a part outside itself ({name}), as no {what} does. Do not use it."
            )
        if any(len(step.encode("utf-8", "replace")) > _LONGEST_NAME for step in name.split("/")):
            raise SourceError(
                path, 0, f"this {what} names a part that no disk can hold ({name[:60]}…). Open it and save it again."
            )
        if member.flag_bits & 1:
            raise SourceError(path, 0, f"this {what} has a password. Save it without one.")
        if member.compress_type not in PACKED:
            message = f"the part {name} is packed in a way that no {what} is. Open it and save it again."
            raise SourceError(path, 0, message)
        if member.file_size > IMAGE_BYTES and _PICTURE.search(name):
            picture = PurePosixPath(name).name
            raise SourceError(
                path, 0, f"the picture {picture} is larger than {IMAGE_BYTES // MEGABYTE} MB. Save it smaller."
            )
        part_data = _unpacked(path, archive, member, what)
        if found.setdefault(name, part_data) != part_data:
            raise SourceError(
                path, 0, f"this {what} holds the part {name} twice, and they differ. Open it and save it again."
            )
    if folder := next((step for name in found for step in _folders(name) if step in found), None):
        raise SourceError(
            path,
            0,
            f"this {what} is damaged: {folder} is both a part and a folder. Open it and save it again.",
        )
    for name, part_data in found.items():
        marked_up = name.endswith(_TEXTS) or looks_like_markup(part_data[:_START])
        if marked_up and _DEFINES.search(part_data.replace(b"\0", b"")):
            raise SourceError(path, 0, f"the part {name} defines entities, as no {what} does. Do not use it.")
    return found


def _folders(name: str) -> Iterator[str]:
    """The folders that a part's name goes through, "a" and "a/b" of "a/b/c"."""
    steps = name.split("/")
    return ("/".join(steps[:number]) for number in range(1, len(steps)))


def _unpacked(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, what: str) -> bytes:
    """One part, no more of it than it says it has."""
    try:
        with archive.open(member) as stream:
            unpacked = stream.read(member.file_size + 1)
    except _DAMAGED:
        message = f"this {what} is damaged: its part {member.filename} cannot be unpacked. Open it and save it again."
        raise SourceError(path, 0, message) from None
    if len(unpacked) > member.file_size:
        raise SourceError(path, 0, f"the part {member.filename} is larger than the file says. Do not use this file.")
    return unpacked


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Parts as an archive again."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, part_data in parts.items():
            archive.writestr(name, part_data)
    return file.getvalue()
