"""The changes of a document as tracked changes of a Word file, for a reviewer who lives in Word.

The file has the whole text in reading order. Accepting all changes gives the later version, rejecting them the earlier.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

from publish.comparing.changes import Change, ChangeKind, in_order
from publish.comparing.released_text import Comparison
from publish.comparing.text_unit import TextUnit
from publish.comparing.word_marks import Mark, Words
from publish.outputs.whole_file import put_named
from publish.proof.reading import Role
from publish.rendering.zipping import FixedZip

_AUTHOR = "accessible-publish"
_STYLES = {Role.ITEM.value: "List Bullet", Role.QUOTE.value: "Quote", Role.CAPTION.value: "Caption"}


def write_tracked_changes(comparison: Comparison, path: Path) -> None:
    """Write a Word file of both versions. Raises `UsageError` where it cannot be written, or is no Word file's name."""
    put_named(path, tracked_changes(comparison), ".docx")


def tracked_changes(comparison: Comparison) -> bytes:
    """A Word file with the whole text, and every change tracked."""
    document = Document()
    _drop_effects(document)
    document.styles["Normal"].font.size = Pt(12)
    document.core_properties.title = f"Changes: {comparison.after.title}"
    document.core_properties.author = _AUTHOR
    document.core_properties.comments = f"Since version {comparison.before.version}"
    document.core_properties.language = comparison.after.language
    numbers = iter(range(1, 10_000_000))
    for change in in_order(comparison.before, comparison.after, moves=False):
        _paragraph(document, change, numbers)
    return _fixed(document)


def _paragraph(document: Docx, change: Change, numbers: Iterator[int]) -> None:
    paragraph = document.add_paragraph(style=_style(change.unit))
    if label := _label(change.unit):
        paragraph.add_run(label).italic = True
    for run in change.words:
        _run(paragraph, run, numbers)
    if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):  # its end mark too, or an empty line would stay behind
        properties: etree._Element = paragraph._p.get_or_add_pPr()
        marks: etree._Element = OxmlElement("w:rPr")
        marks.append(_change("w:ins" if change.kind is ChangeKind.ADDED else "w:del", numbers))
        properties.append(marks)


def _style(unit: TextUnit) -> str:
    if unit.role == Role.HEADING.value:
        return f"Heading {min(max(unit.level, 1), 9)}"
    return _STYLES.get(unit.role, "Normal")


def _label(unit: TextUnit) -> str:
    """What a plain line would not tell: the headers of a cell, that it is the text of a picture."""
    if unit.cell or unit.headers:
        return f"[{unit.cell or ', '.join(unit.headers)}] "
    plain = (Role.HEADING, Role.PARAGRAPH, Role.ITEM, Role.QUOTE, Role.CAPTION)
    return "" if unit.role in {role.value for role in plain} else f"[{unit.role}] "


def _run(paragraph: Paragraph, words: Words, numbers: Iterator[int]) -> None:
    run: etree._Element = paragraph.add_run(words.text)._r
    if words.mark is Mark.KEPT:
        return
    holder = _change("w:ins" if words.mark is Mark.ADDED else "w:del", numbers)
    run.addprevious(holder)
    holder.append(run)
    if words.mark is Mark.REMOVED:
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _change(name: str, numbers: Iterator[int]) -> etree._Element:
    element: etree._Element = OxmlElement(name)
    element.set(qn("w:id"), str(next(numbers)))
    element.set(qn("w:author"), _AUTHOR)  # no w:date: on which day a word was changed, nobody has recorded
    return element


def _drop_effects(document: Docx) -> None:
    """Take out a part of python-docx's template that contradicts the styles: Word would offer to repair the file."""
    relations = document.part.rels
    for name in [name for name, relation in relations.items() if relation.reltype.endswith("/stylesWithEffects")]:
        relations.pop(name)


def _fixed(document: Docx) -> bytes:
    """The package with the same bytes for the same document."""
    import zipfile

    data = io.BytesIO()
    document.save(data)
    out = io.BytesIO()
    with zipfile.ZipFile(data) as package, FixedZip(out, "w") as fixed:
        for name in package.namelist():
            fixed.writestr(name, package.read(name))
    return out.getvalue()
