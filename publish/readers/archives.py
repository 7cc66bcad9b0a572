"""An EPUB or a Word file as an archive: proved whole and within bounds before anything in it is read."""

from __future__ import annotations

import zipfile
from pathlib import Path

from publish.errors import UnreadableEdition
from publish.limits import MEGABYTE, PACKAGE_BYTES, PART_BYTES, PARTS

_BLOCK = 1 << 20


def whole_archive(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse an archive with too many or too large parts, two of one name, or one that does not match its checksum.

    Raises `UnreadableEdition`, and what `zipfile` raises for a part that is damaged.
    """
    members = archive.infolist()
    if len(members) > PARTS or sum(member.file_size for member in members) > PACKAGE_BYTES:
        raise UnreadableEdition(f"{path}: it unpacks to more than any edition contains, so it was not read.")
    if len({member.filename for member in members}) < len(members):
        raise UnreadableEdition(f"{path}: two of its parts have the same name. Build the edition again.")
    for member in members:
        if member.file_size > PART_BYTES:
            most = f"{PART_BYTES // MEGABYTE} MB"
            raise UnreadableEdition(f"{path}: {member.filename} unpacks to more than {most}, so it was not read.")
        if member.flag_bits & 1:
            raise UnreadableEdition(f"{path}: it has a password. Build the edition again.")
        with archive.open(member) as part:
            while part.read(_BLOCK):  # to its end: the checksum is compared there
                pass
