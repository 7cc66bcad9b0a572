"""What floats on the pages of a Word file: text boxes come into the text, drawings that are no pictures are marked.

pandoc drops the paragraph around a text box, and charts and diagrams, without a word.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from html import escape

from lxml import etree

from publish.contracts.importer import Gap, Notes
from publish.importing.word.headed_boxes import BOXED
from publish.importing.word.word_pictures import DECORATIVE
from publish.importing.word.xml_parts import W

_OPEN, _CLOSE = "\ufdd3", "\ufdd4"  # around the number of a drawing: characters that no text can hold
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_PLACE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BOX = f"{W}txbxContent"


def unboxed(root: etree._Element) -> None:
    """Put the paragraphs of each text box right after the paragraph that it hangs on."""
    for choice in list(root.iter(f"{_MC}AlternateContent")):
        if choice.find(f"{_MC}Choice") is not None and choice.find(f"{_MC}Choice//{_BOX}") is not None:
            for fallback in choice.findall(f"{_MC}Fallback"):
                choice.remove(fallback)
    boxes = enumerate(root.iter(_BOX), 1)
    for number, box in reversed(list(boxes)):  # so that boxes of one paragraph keep their order
        after = next((above for above in box.iterancestors(f"{W}p")), None)
        holder = box.getparent()
        assert holder is not None
        holder.remove(box)
        if after is None:
            continue
        for child in reversed(box):
            if BOXED not in child.attrib:  # of a box within this one
                child.set(BOXED, str(number))
            after.addnext(child)
        _drop_frame(holder)


def _drop_frame(holder: etree._Element) -> None:
    """Take out the emptied frame, unless there are pictures or other boxes in it."""
    for frame in holder.iterancestors(f"{_MC}AlternateContent", f"{W}drawing", f"{W}pict"):
        outer = next(frame.iterancestors(f"{_MC}AlternateContent"), frame)
        full = [*outer.iter(f"{_A}blip"), *outer.iter("{urn:schemas-microsoft-com:vml}imagedata"), *outer.iter(_BOX)]
        parent = outer.getparent()
        if not full and parent is not None:
            parent.remove(outer)
        return


def drawings(root: etree._Element, parts: Mapping[str, bytes], notes: Notes) -> dict[str, str]:
    """Mark charts, diagrams and pictures outside the file in the text; return the image element for each mark.

    The words of a diagram, which are text that Word shows, follow it as paragraphs.
    """
    targets = _targets(parts)
    images: dict[str, str] = {}
    for drawing in list(root.iter(f"{W}drawing")):
        chart, diagram = drawing.find(f".//{_CHART}chart"), drawing.find(f".//{_DIAGRAM}relIds")
        run = drawing.getparent()
        linked = next((element for element in drawing.iter(f"{_A}blip") if not element.get(f"{_R}embed")), None)
        place = drawing.find(f".//{_PLACE}")
        alt = (place.get("descr") or "") if place is not None else ""
        shape = alt.strip(DECORATIVE) and next(drawing.iter(f"{_A}blip", _BOX), None) is None
        if (chart is None and diagram is None and linked is None and not shape) or run is None:
            continue
        named = {"chart": chart is not None, "diagram": diagram is not None, "picture": linked is not None}
        what = next((name for name, there in named.items() if there), "shape")
        number = len(images) + 1
        mark = f"{_OPEN}{number}{_CLOSE}"
        file = targets.get(linked.get(f"{_R}link", ""), "") if linked is not None else ""
        alt_attribute = f' alt="{escape(alt)}"' if alt else ""
        images[mark] = f'<img src="{escape(file) or f"{what}-{number}.png"}"{alt_attribute}>'
        text = etree.Element(f"{W}t")
        text.text = mark
        _replace(next(drawing.iterancestors(f"{_MC}AlternateContent"), drawing), text)
        if what in {"picture", "shape"}:
            continue
        name = chart.get(f"{_R}id") if chart is not None else diagram.get(f"{_R}dm") if diagram is not None else ""
        lines = _said(parts.get(targets.get(name or "", ""), b""))
        if chart is not None:
            title = f" “{lines[0]}”" if lines else ""
            notes.gaps.append(Gap(0, f"the chart{title} of the Word file: save it as a picture, or write its numbers"))
            continue
        after = next(run.iterancestors(f"{W}p"), None)
        for line in reversed(lines):
            if after is not None:
                after.addnext(_paragraph(line))
        if lines:
            notes.gaps.append(Gap(0, "the order of a diagram's words, which now follow it as paragraphs"))
    return images


def _replace(drawn: etree._Element, text: etree._Element) -> None:
    """Put a text in the place of a drawing, and of its older form with it."""
    drawn.addprevious(text)
    drawn.getparent().remove(drawn)  # type: ignore[union-attr]


def _targets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The part that each relation of the document leads to."""
    text = parts.get("word/_rels/document.xml.rels", b"<none/>")
    return {
        relation.get("Id", ""): relation.get("Target", "")
        if relation.get("TargetMode") == "External"
        else posixpath.normpath(posixpath.join("word", relation.get("Target", ""))).lstrip("/")
        for relation in _tree(text)
        if isinstance(relation.tag, str)
    }


def _tree(part: bytes) -> etree._Element:
    """A part's elements; none where it is damaged, of which pandoc tells where it matters."""
    try:
        return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return etree.Element("none")


def _said(part: bytes) -> list[str]:
    """The paragraphs of a drawing's part that have words."""
    lines = ("".join(element.text or "" for element in line.iter(f"{_A}t")) for line in _tree(part).iter(f"{_A}p"))
    return [" ".join(line.split()) for line in lines if line.strip()]


def _paragraph(line: str) -> etree._Element:
    paragraph = etree.Element(f"{W}p")
    text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
    text.text = line
    return paragraph
