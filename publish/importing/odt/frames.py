"""What stands in the frames of an OpenDocument text: text boxes, pictures with their alternatives and links."""

from __future__ import annotations

from lxml import etree, html

from publish.contracts.importer import Left, Notes, Reason
from publish.importing.html.content import drop
from publish.importing.html.marked_boxes import BOX_CLOSE, BOX_OPEN

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _DRAW, _SVG = (f"{{{_NS}{name}:1.0}}" for name in ("text", "drawing", "svg-compatible"))
_HREF = "{http://www.w3.org/1999/xlink}href"
_DECORATIVE = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}decorative"


def lay_out(holder: etree._Element, contents: list[etree._Element]) -> None:
    """Put what stands in a box after the line that it hangs on, between marks where it may have a heading."""
    headed = len(contents) > 1 and contents[0].tag in {f"{_TEXT}p", f"{_TEXT}h"}
    if headed and next(holder.iterancestors(f"{_TEXT}list"), None) is None:
        contents = [_mark(BOX_OPEN), *contents, _mark(BOX_CLOSE)]
    for content in reversed(contents):
        content.tail = None
        holder.addnext(content)


def _mark(sign: str) -> etree._Element:
    paragraph = etree.Element(f"{_TEXT}p")
    paragraph.text = sign
    return paragraph


def unbox_frames(root: etree._Element) -> None:
    """Put the paragraphs of each frame after the paragraph that it hangs on; pandoc drops them otherwise."""
    for box in list(root.iter(f"{_DRAW}text-box")):
        holder = next(box.iterancestors(f"{_TEXT}p", f"{_TEXT}h"), None)
        frame = next(box.iterancestors(f"{_DRAW}frame"), box)
        if holder is not None:
            lay_out(holder, list(box))
            drop(frame)


def link_pictures(root: etree._Element, notes: Notes) -> None:
    """Let the link around a picture follow it as words; pandoc drops both."""
    for link in list(root.iter(f"{_TEXT}a", f"{_DRAW}a")):
        frames = list(link.iter(f"{_DRAW}frame"))
        for frame in frames:
            words = "".join(map(str, frame.itertext())).strip()
            frame.tail, tail = None, frame.tail
            link.addprevious(frame)
            link.text = f"{link.text or ''}{tail or ''}"
        if frames and not (link.text or "").strip() and not len(link):
            words = words or link.get(_HREF, "")
            notes.added.append(words)
            notes.simplified.append(f"the link of the picture “{words[:60]}” follows it as words")
            link.text = words
            frames[-1].tail = " "
        if frames:
            link.tag = f"{_TEXT}a"


def alternatives_of(root: etree._Element, notes: Notes) -> dict[str, list[str | None]]:
    """The text alternatives of the pictures by their file, in order, taken out: pandoc makes names of them.

    None stands for a picture that only decorates.
    """
    found: dict[str, list[str | None]] = {}
    for frame in root.iter(f"{_DRAW}frame"):
        picture = frame.find(f"{_DRAW}image")
        alternative: dict[str, str] = {}
        for tag in ("title", "desc"):
            for element in frame.findall(f"{_SVG}{tag}"):
                alternative[tag] = " ".join("".join(map(str, element.itertext())).split())
                frame.remove(element)
        if picture is not None:
            alt = alternative.get("desc") or alternative.get("title", "")
            decorative = frame.get(_DECORATIVE) == "true"
            found.setdefault(picture.get(_HREF, ""), []).append(None if decorative else alt)
            notes.left += [
                Left(Reason.DECORATION if decorative else Reason.REPEATED, words)
                for words in alternative.values()
                if words and (decorative or words != alt)
            ]
    return found


def describe_pictures(tree: html.HtmlElement, alternatives: dict[str, list[str | None]]) -> None:
    """Give the pictures of a page their text alternatives."""
    for image in tree.iter("img"):
        waiting = alternatives.get(image.get("src", ""), [])
        alt = waiting.pop(0) if waiting else ""
        image.attrib.pop("alt", None)
        if alt is None or alt:
            image.set("alt", alt or "")
