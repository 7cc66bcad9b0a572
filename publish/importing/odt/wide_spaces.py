"""Spaces that an OpenDocument text counts instead of writing them: every reader writes them out."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from publish.errors import SourceError
from publish.limits import IMPORTED_TEXT_BYTES, SPACES_TOGETHER

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MOST_DIGITS = 9  # of a number that is read


def refuse_wide_spaces(path: Path, root: etree._Element) -> None:
    """Refuse more spaces than any line has. Raises `SourceError`."""
    total = 0
    for space in root.iter(f"{_TEXT}s"):
        written = (space.get(f"{_TEXT}c") or "1").strip().lstrip("+0")
        is_read = len(written) <= _MOST_DIGITS and (written.isdecimal() or not written)
        count = int(written or 0) if is_read else SPACES_TOGETHER + 1
        total += count
        if count > SPACES_TOGETHER or total > IMPORTED_TEXT_BYTES:
            message = f"it has {written[:20]} spaces in a row, or more spaces than any text. Take them out."
            raise SourceError(path, 0, message)
