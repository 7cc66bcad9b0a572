"""A Word file as an archive: refused before anything reads it where it is damaged, a bomb, or reaches outside."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from publish.errors import SourceError
from publish.source.files import LARGEST

MOST_PARTS = 5_000
MOST_BYTES = 300_000_000  # of all parts together, unpacked
MOST_XML = 100_000_000  # of one part with text, unpacked: a hundred times a long book

_FORBIDDEN = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parts(path: Path, data: bytes) -> dict[str, bytes]:
    """Each part's bytes by its name. Raises `SourceError`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SourceError(path, 0, f"this Word file is damaged ({error}). Open it in Word and save it again.") from None
    members = [one for one in archive.infolist() if not one.is_dir()]
    if len(members) > MOST_PARTS or sum(one.file_size for one in members) > MOST_BYTES:
        raise SourceError(
            path, 0, "this Word file unpacks to more than any document needs. Save its text into a new file."
        )
    found: dict[str, bytes] = {}
    for member in members:
        name = member.filename
        if name.startswith(("/", "\\")) or ".." in PurePosixPath(name.replace("\\", "/")).parts or ":" in name:
            raise SourceError(
                path, 0, f"this file names a part outside itself ({name}), as no Word file does. Do not use it."
            )
        if member.flag_bits & 1:
            raise SourceError(path, 0, "this Word file has a password. Save it without one.")
        media = name.startswith("word/media/")
        most = LARGEST if media else MOST_XML
        if member.file_size > most:
            what = f"the picture {PurePosixPath(name).name}" if media else f"the part {name}"
            raise SourceError(path, 0, f"{what} is larger than {most // 1_000_000} MB. Save it smaller.")
        found[name] = _unpacked(path, archive, member)
    for name, held in found.items():
        if name.endswith((".xml", ".rels")) and _FORBIDDEN.search(held.replace(b"\0", b"")):
            raise SourceError(path, 0, f"the part {name} defines entities, as no Word file does. Do not use it.")
    if "word/document.xml" not in found:
        raise SourceError(path, 0, "this archive holds no Word document. Give a file that Word saved as .docx.")
    return found


def _unpacked(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """One part, no more of it than it says it has."""
    try:
        with archive.open(member) as stream:
            held = stream.read(member.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise SourceError(path, 0, f"this Word file is damaged ({error}). Open it in Word and save it again.") from None
    if len(held) > member.file_size:
        raise SourceError(path, 0, f"the part {member.filename} is larger than the file says. Do not use this file.")
    return held
