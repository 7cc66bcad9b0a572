"""A document that is an archive of parts: refused unread where it is damaged, a bomb, or reaches outside itself."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from publish.errors import SourceError
from publish.source.files import LARGEST

MOST_PARTS = 5_000
MOST_BYTES = 300_000_000  # of all parts together, unpacked
MOST_XML = 100_000_000  # of one part with text, unpacked: a hundred times a long book

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


def parts(path: Path, data: bytes, what: str) -> dict[str, bytes]:
    """Each part's bytes by its name; `what` the file is called in messages. Raises `SourceError`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise SourceError(path, 0, f"this {what} is damaged or cut off. Open it and save it again.") from None
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MOST_PARTS or sum(member.file_size for member in members) > MOST_BYTES:
        raise SourceError(
            path, 0, f"this {what} unpacks to more than any document needs. Save its text into a new file."
        )
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
        picture = _PICTURE.search(name) is not None
        most = LARGEST if picture else MOST_XML
        if member.file_size > most and (picture or name.endswith(_TEXTS)):
            part = f"the picture {PurePosixPath(name).name}" if picture else f"the part {name}"
            raise SourceError(path, 0, f"{part} is larger than {most // 1_000_000} MB. Save it smaller.")
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
        if name.endswith(_TEXTS) and _DEFINES.search(part_data.replace(b"\0", b"")):
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
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError):
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
