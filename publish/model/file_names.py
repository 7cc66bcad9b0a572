"""Names that may stand on a disk: what is safe as the name of a file on every system, whoever wrote it."""

from __future__ import annotations

import re

LONGEST = 200
"""Characters of a file's name: systems end at 255 bytes, and a name gets a suffix on the way."""

LONGEST_ID = 100
"""Characters of a document's id, which begins the name of every edition."""

IN_OUTPUTS = frozenset({"released", "podcast", "tickets", "index", "catalogue", "reviews"})
"""Names in the folder of all outputs, without their suffix, that are of no document: an id is none of them."""

_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*")

# Windows takes these for devices, with any suffix: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_PORTS = (f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))
_DEVICES = frozenset({"con", "prn", "aux", "nul", *_PORTS})

_OF_FILE_MANAGERS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_OF_OFFICE_PROGRAMS = ("~$", ".~lock.")  # Word's, and LibreOffice's


def is_of_file_managers(name: str) -> bool:
    """Whether macOS or Windows puts a file of that name into a folder when somebody looks into it."""
    return name in _OF_FILE_MANAGERS


def is_of_other_programs(name: str) -> bool:
    """Whether they do, or an office program beside a document that somebody has open."""
    return is_of_file_managers(name) or name.startswith(_OF_OFFICE_PROGRAMS)


def is_device(name: str) -> bool:
    """Whether Windows takes a name for a device: "con", "nul.txt"."""
    return name.partition(".")[0].casefold() in _DEVICES


def is_identifier(name: str) -> bool:
    """Whether a name can be a document's id: small letters and digits with single hyphens between them."""
    return len(name) <= LONGEST_ID and _IDENTIFIER.fullmatch(name) is not None and not is_device(name)


def is_file_name(name: str) -> bool:
    """Whether a name is that of a file and nothing else: no path, no hidden file, no device."""
    return len(name) <= LONGEST and _FILE_NAME.fullmatch(name) is not None and not is_device(name)
