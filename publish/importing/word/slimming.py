"""A Word file's parts without what says nothing to a reader: sizes, colours, numbers of revisions, runs cut in pieces.

pandoc takes most of its time for these: of a file of 12 MB of XML it needs 10 s as it is, and 4 s so.
"""

from __future__ import annotations

from lxml import etree

from publish.importing.word.xml_parts import W

_LOOKS = frozenset(
    f"{W}{name}" for name in ("color", "sz", "szCs", "lang", "kern", "w", "bCs", "iCs", "noProof", "shd", "bdr")
)
_PLACING = frozenset(f"{W}{name}" for name in ("spacing", "keepNext", "keepLines", "widowControl", "tabs", "jc", "rPr"))
_CHANGES = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
_TEXT = frozenset((f"{W}t", f"{W}rPr"))
_SIGNS = "symbol"  # the one font whose letters pandoc reads as signs


def slim(root: etree._Element) -> None:
    """Take out of a part what no reader is told, and join the runs that only that kept apart."""
    etree.strip_elements(root, f"{W}proofErr", f"{W}lastRenderedPageBreak", with_tail=False)
    for paragraph in root.iter(f"{W}p"):
        _forget_revisions(paragraph)
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            for element in list(properties):
                if element.tag in _PLACING and next(element.iter(*_CHANGES), None) is None:
                    properties.remove(element)
    for run in root.iter(f"{W}r"):
        _forget_revisions(run)
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
        fonts = element.tag == f"{W}rFonts" and not any(_SIGNS in str(font).casefold() for font in element.values())
        if element.tag in _LOOKS or fonts:
            properties.remove(element)
    if not len(properties):
        run.remove(properties)


def _join(paragraph: etree._Element) -> None:
    """Join runs of text beside each other that have the same properties."""
    before: etree._Element | None = None
    key = b""
    for run in list(paragraph):
        if run.tag != f"{W}r" or not all(part.tag in _TEXT for part in run):
            before = None
            continue
        properties = run.find(f"{W}rPr")
        own = b"" if properties is None else etree.tostring(properties)
        if before is not None and own == key:
            before.extend(run.findall(f"{W}t"))
            paragraph.remove(run)
        else:
            before, key = run, own
