"""Whether a packed file is one zip and nothing else: every byte is of a part that its directory lists (APPNOTE 6.3.10).

A program that unpacks from the front, and one that unpacks by the directory at the end, find the same parts in such a
file. In one with bytes before, between or after its parts, or with two zips in it, they may not.
"""

from __future__ import annotations

import struct
import zipfile
from itertools import pairwise
from typing import IO

_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_OF_EACH = 46  # bytes of an entry of the directory, without its name and what else is told of a part
_SIZES_FOLLOW = 8  # the flag of a part whose checksum and sizes stand after it
_UNKNOWN_64 = 0xFFFFFFFF


def strange_form(archive: zipfile.ZipFile) -> str:
    """What is in a packed file besides its parts, in words that follow its name; "" where nothing is."""
    file = archive.fp
    if file is None:
        return "is closed"
    file.seek(0, 2)
    length = file.tell()
    members = sorted(archive.infolist(), key=lambda member: member.header_offset)
    starts = [*(member.header_offset for member in members), archive.start_dir]
    if starts[0] != 0:
        return "has bytes before its parts"
    for member, (start, after) in zip(members, pairwise(starts), strict=True):
        file.seek(start)
        if not _fills(member, file, after - start):
            return f"holds bytes at {member.filename} that are of no part"
        if member.comment or (member.is_dir() and member.file_size):
            return f"hides something in {member.filename}"
    return "" if _ends(file, archive.start_dir, length, members) else "has bytes after its parts, or a note"


def _fills(member: zipfile.ZipInfo, file: IO[bytes], room: int) -> bool:
    """Whether a part begins where its directory says, is told alike there, and reaches to where the next one begins."""
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size:
        return False
    mark, _, flags, way, _, _, checksum, packed, unpacked, name, extra = _LOCAL.unpack(head)
    if mark != b"PK\x03\x04" or way != member.compress_type or flags != member.flag_bits:
        return False
    follow = flags & _SIZES_FOLLOW
    told, known = (checksum, packed, unpacked), (member.CRC, member.compress_size, member.file_size)
    if told != known and not (told[0] in (0, known[0]) and follow) and not _is_64(told, known):
        return False
    rest = room - _LOCAL.size - name - extra - member.compress_size
    return rest in ((12, 16, 20, 24) if follow else (0,))


def _is_64(told: tuple[int, int, int], known: tuple[int, int, int]) -> bool:
    """Whether the sizes stand where those of large parts do."""
    return told == (known[0], _UNKNOWN_64, _UNKNOWN_64)


def _ends(file: IO[bytes], directory: int, length: int, members: list[zipfile.ZipInfo]) -> bool:
    """Whether the directory is all that is left, with no note behind it."""
    if length < _END.size:
        return False
    file.seek(length - _END.size)
    mark, disk, first, here, count, size, start, note = _END.unpack(file.read(_END.size))
    whole = (mark, disk, first, here, count, start, note) == (b"PK\5\6", 0, 0, len(members), len(members), directory, 0)
    return whole and directory + size + _END.size == length and size >= _OF_EACH * len(members)
