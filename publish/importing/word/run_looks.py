"""What the look of a run says beyond its characters: capitals, and powers that are only set higher."""

from __future__ import annotations

from lxml import etree

from publish.contracts.importer import Left, Notes, Reason
from publish.importing.word.styles import Styles, value_of
from publish.importing.word.xml_parts import W, on, words

_CAPS = f"{W}rPr/{W}caps"
_RAISED = 4  # half-points above or below the line: less only evens out a sign


def write_looks(root: etree._Element, styles: Styles, notes: Notes) -> None:
    """Write words within a line as the capitals that Word shows ("who" is no abbreviation), and powers as such.

    A whole line in capitals is a matter of looks, and is easier to read as it is written.
    """
    for position in list(root.iter(f"{W}position")):
        _raise(position)
    if not styles.capitals and next(root.iter(f"{W}caps"), None) is None:
        return
    for paragraph in root.iter(f"{W}p"):
        runs = [run for run in paragraph.iter(f"{W}r") if words(run)]
        shown = [run for run in runs if _capitals(run, paragraph, styles)]
        if len(shown) < len(runs):
            for run in shown:
                _write_capitals(run, notes)


def _capitals(run: etree._Element, paragraph: etree._Element, styles: Styles) -> bool:
    own = run.find(_CAPS)
    own = styles.of_run(run).first(_CAPS) if own is None else own
    return on(styles.of(paragraph).first(_CAPS) if own is None else own)


def _write_capitals(run: etree._Element, notes: Notes) -> None:
    text = words(run)
    if text == text.upper():
        return
    notes.left.append(Left(Reason.SMALL_LETTERS, text))
    notes.added.append(text.upper())
    for part in run.iter(f"{W}t"):
        part.text = (part.text or "").upper()


def _raise(position: etree._Element) -> None:
    """Characters that are set higher or lower as superscript or subscript, as they would be by their own button."""
    properties, height = position.getparent(), value_of(position)
    if properties is None or properties.find(f"{W}vertAlign") is not None or not height.lstrip("-").isdecimal():
        return
    if abs(int(height)) >= _RAISED:
        way = "superscript" if int(height) > 0 else "subscript"
        etree.SubElement(properties, f"{W}vertAlign", {f"{W}val": way})
