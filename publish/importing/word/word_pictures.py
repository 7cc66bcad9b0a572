"""What a Word file says of its pictures: which only decorate, which a machine has described, and drawn letters."""

from __future__ import annotations

import re

from lxml import etree, html

from publish.contracts.importer import Left, Notes, Reason
from publish.importing.html.images import UNDESCRIBED
from publish.importing.word.xml_parts import W

DECORATIVE, _BY_MACHINE = "\ufde4", "\ufde5"  # in a text alternative: characters that no text can hold
_PLACE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DECORATES = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
_AUTOMATIC = re.compile(
    r"(?<!\s)\s*+(?:(?:(?:Description|Beschreibung)\s*+)?(?:automatically generated|automatisch generiert)"
    r"(?: with (?:low|medium|high) confidence)?\.?|AI-generated content may be incorrect\.?)",
    re.IGNORECASE,
)


def settle_pictures(root: etree._Element, notes: Notes) -> None:
    """Mark pictures by what is said of them; bring the letters that Word draws as a picture into the text."""
    for place in root.iter(_PLACE):
        alt = place.get("descr") or ""
        if not alt and place.get("title"):
            alt = place.get("title", "")
            notes.added.append(alt)
        decorative = next(place.iter(_DECORATES), None)
        if decorative is not None and decorative.get("val", "1") not in {"0", "false"}:
            if alt:
                notes.left.append(Left(Reason.DECORATION, alt))
            alt = DECORATIVE
        elif _AUTOMATIC.search(alt):
            notes.left += [Left(Reason.DECORATION, found[0]) for found in _AUTOMATIC.finditer(alt)]
            alt = f"{_BY_MACHINE}{' '.join(_AUTOMATIC.sub(' ', alt).split())}"
        if alt:
            place.set("descr", alt)
    for path in list(root.iter(_TEXT_PATH)):
        _write(path)


def _write(path: etree._Element) -> None:
    """Letters of old WordArt as a run of text."""
    drawing = next(path.iterancestors(f"{W}pict", f"{W}object"), None)
    string = path.get("string", "")
    if drawing is None or not string.strip():
        return
    holder = drawing.getparent()
    if holder is None or holder.tag != f"{W}r":
        return
    run = etree.Element(f"{W}r")
    text = etree.SubElement(run, f"{W}t")
    text.text = f" {' '.join(string.split())} "
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    holder.addprevious(run)
    path.attrib.pop("string")


def describe_pictures(tree: html.HtmlElement) -> None:
    """Turn the marks in the text alternatives of a page into attributes."""
    for image in tree.iter("img"):
        alt = image.get("alt", "")
        if DECORATIVE in alt:
            image.set("alt", "")
            image.set("role", "presentation")
        elif _BY_MACHINE in alt:
            image.set("alt", alt.replace(_BY_MACHINE, "").strip())
            image.set(UNDESCRIBED, "yes")
