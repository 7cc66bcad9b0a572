"""The parts of a Word file made ready for pandoc: what it would drop without a word is brought where it reads it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from publish.intake.report import Left, Notes, Reason

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_WRAPPERS = ("fldSimple", "smartTag", "customXml")


def words(element: etree._Element, tag: str = "t") -> str:
    """The words of a part or paragraph on one line."""
    return " ".join("".join(one.text or "" for one in element.iter(f"{W}{tag}")).split())


def prepared(root: etree._Element, notes: Notes) -> None:
    """Unwrap fields and tags, whose text pandoc leaves out; take out what is hidden, and note it."""
    for tag in _WRAPPERS:
        for element in list(root.iter(f"{W}{tag}")):
            _unwrap(element)
    for hidden in list(root.iter(f"{W}vanish")):
        run = hidden.getparent().getparent() if hidden.getparent() is not None else None  # type: ignore[union-attr]
        if run is None or run.tag != f"{W}r" or hidden.get(f"{W}val") in {"0", "false", "off"}:
            continue
        if words(run):
            notes.left.append(Left(Reason.HIDDEN, words(run)))
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in reversed(element):
        parent.insert(place, child)
    parent.remove(element)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Parts as an archive again."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, held in parts.items():
            archive.writestr(name, held)
    return file.getvalue()
