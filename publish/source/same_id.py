"""Sources that give themselves one id: each would write over the other's editions, so both are refused."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from publish.errors import PublishError, SourceError
from publish.model.file_names import is_identifier
from publish.plain_files import own_path
from publish.source.halves import split

_BEGIN = 1 << 10  # bytes
_APPLE_DOUBLE = b"\x00\x05\x16\x07"  # how `._iron.md` begins, which macOS lays beside a file on a shared drive
_HELD_BY_EMACS = ".#"  # a link that says by its target who has the file of that name open
_LONGEST_HEAD = 1 << 16  # bytes: front matter is a few lines
_PLAIN = re.compile(r"^id:[ \t]+([a-z0-9-]*[a-z][a-z0-9-]*)[ \t]*(?:#.*)?$", re.MULTILINE)


def may_be_source(path: Path) -> bool:
    """Whether a path is a file that begins as a source does, or one of which that cannot be told.

    An empty file, one in another encoding and one closed to this user are taken for sources: whoever reads them names
    what is wrong, and so is a link that leads nowhere. Passed over, a document would be gone without a word. A pipe,
    which may have no end, is not opened.
    """
    if not os.path.isfile(path):  # noqa: PTH113 — where Python 3.11 raises for what a link leads to
        return path.is_symlink() and not os.path.exists(path) and not path.name.startswith(_HELD_BY_EMACS)  # noqa: PTH110
    try:
        with path.open("rb") as file:
            head = file.read(_BEGIN)
    except PermissionError:
        return True
    if head.startswith(_APPLE_DOUBLE):
        return False
    text = head.removeprefix(BOM_UTF8).lstrip()
    return not text or text.startswith(b"---") or b"\0" in head or head.startswith((BOM_UTF16_LE, BOM_UTF16_BE))


def siblings(sources: Iterable[Path]) -> tuple[Path, ...]:
    """All sources in the folders of sources, they themselves included."""
    folders = dict.fromkeys(source.parent for source in sources)
    return tuple(
        path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.md")) if may_be_source(path)
    )


def identifier(source: Path) -> str:
    """The id that a source gives itself, "" where it gives none that can be used; the rest of it may be wrong.

    Only the front matter is looked at, and parsed only where a plain line does not tell: this is asked of every source
    of a folder for each build.
    """
    if not os.path.isfile(source):  # noqa: PTH113
        return ""  # a pipe may have no end
    try:
        with source.open("rb") as file:
            head = file.read(_LONGEST_HEAD).decode("utf-8-sig", "replace")
        matter = split(source, head.replace("\r\n", "\n")).yaml
        plain = _PLAIN.findall(matter)
        data = {"id": plain[0]} if len(plain) == 1 else _parsed(source, matter)
    except (OSError, PublishError, ValueError):
        return ""
    named = data.get("id") if isinstance(data, dict) else None
    found = str(named) if named is not None else source.stem
    return found if is_identifier(found) else ""


def _parsed(source: Path, matter: str) -> Any:
    from publish.source.yaml_source import parse  # a fifth of a second, which few sources need

    return parse(source, matter).data


def with_same_id(sources: Iterable[Path]) -> dict[Path, SourceError]:
    """For each source that shares its id with another, by its whole path, the error that names both."""
    each = {own_path(source): source for source in reversed(tuple(sources))}  # a file named twice is one source
    by_id: dict[str, list[Path]] = {}
    for whole, source in sorted(each.items()):
        if name := identifier(source):
            by_id.setdefault(name, []).append(whole)
    return {
        whole: _twice(name, each[whole], [each[other] for other in same if other != whole])
        for name, same in by_id.items()
        for whole in same
        if len(same) > 1
    }


def _twice(name: str, source: Path, others: Iterable[Path]) -> SourceError:
    message = (
        f"the id “{name}” is also that of {' and '.join(map(str, others))}, and the editions of one would write over "
        "those of the other. Give one of them another id: in its front matter."
    )
    return SourceError(source, 1, message)
