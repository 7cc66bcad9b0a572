"""A Word file's parts without what says nothing to a reader: sizes, colours, numbers of revisions, runs cut in pieces.

pandoc takes most of its time for these: of a file of 12 MB of XML it needs 10 s as it is, and 4 s so.
"""

from __future__ import annotations

from lxml import etree

from publish.importing.word.xml_parts import W

_LOOKS = frozenset(
    f"{W}{name}"
    for name in ("rFonts", "color", "sz", "szCs", "lang", "kern", "w", "bCs", "iCs", "noProof", "shd", "bdr")
)
_PLACING = frozenset(f"{W}{name}" for name in ("spacing", "keepNext", "keepLines", "widowControl", "tabs", "jc", "rPr"))
_CHANGES = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
_TEXT = frozenset((f"{W}t", f"{W}rPr"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def join_runs(root: etree._Element) -> None:
    """Join the runs that only revisions, the spelling check and the last print keep apart: nothing looks different.

    Each pass over a part takes its time by the number of runs, which this brings down to a fifth in a file that was
    worked on for long.
    """
    etree.strip_elements(root, f"{W}proofErr", f"{W}lastRenderedPageBreak", with_tail=False)
    for paragraph in root.iter(f"{W}p"):
        _forget_revisions(paragraph)
        for run in paragraph.iterchildren(f"{W}r"):
            _forget_revisions(run)
        _join(paragraph)


def slim(root: etree._Element) -> None:
    """Take out of a part what no reader is told, and join the runs that only that kept apart."""
    for paragraph in root.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            for element in list(properties):
                if element.tag in _PLACING and next(element.iter(*_CHANGES), None) is None:
                    properties.remove(element)
    for run in root.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        if properties is not None:
            _slim_run(run, properties)
    for paragraph in root.iter(f"{W}p"):
        _join(paragraph)


def _forget_revisions(element: etree._Element) -> None:
    for name in element.attrib:
        if str(name).startswith(f"{W}rsid"):
            del element.attrib[name]


def _slim_run(run: etree._Element, properties: etree._Element) -> None:
    for element in list(properties):
        if element.tag in _LOOKS:
            properties.remove(element)
    if not len(properties):
        run.remove(properties)


def _join(paragraph: etree._Element) -> None:
    """Join runs of text beside each other that have the same properties."""
    text: etree._Element | None = None  # of the run before, whose properties are `key`
    key = b""
    for run in list(paragraph):
        if run.tag != f"{W}r" or not all(part.tag in _TEXT for part in run):
            text = None
            continue
        properties = run.find(f"{W}rPr")
        own = b"" if properties is None else etree.tostring(properties)
        texts = run.findall(f"{W}t")
        if text is not None and own == key:
            text.text = "".join([text.text or "", *(more.text or "" for more in texts)])
            text.set(_SPACE, "preserve")
            paragraph.remove(run)
        else:
            text, key = texts[0] if len(texts) == 1 else None, own
