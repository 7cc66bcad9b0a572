"""What an OpenDocument text draws by its styles, fields and shapes, as text that pandoc reads.

Without this a cross of Wingdings comes in as "û", a bullet that is a cross not at all, and what a style strikes stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from publish.contracts.importer import Left, Notes, Reason
from publish.importing.font_signs import FONTS, sign
from publish.importing.html.content import drop
from publish.importing.marked_text import CLOSE, OPEN, UNKNOWN
from publish.importing.meaningful_signs import holds_sign

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE, _DRAW, _OFFICE = (f"{{{_NS}{name}:1.0}}" for name in ("text", "style", "drawing", "office"))
_FO, _SVG = f"{{{_NS}xsl-fo-compatible:1.0}}", f"{{{_NS}svg-compatible:1.0}}"
_FIELDS = (f"{_TEXT}drop-down", f"{_TEXT}text-input")
_SHAPES = tuple(f"{_DRAW}{name}" for name in ("custom-shape", "rect", "ellipse", "circle", "polygon", "line", "path"))
_LINES = (f"{_TEXT}p", f"{_TEXT}h")
_STRUCK = "publish-struck"


def settle_drawn(root: etree._Element, notes: Notes) -> None:
    """Write what is drawn as text, and take out what is hidden."""
    faces = {
        face.get(f"{_STYLE}name"): face.get(f"{_SVG}font-family") or "" for face in root.iter(f"{_STYLE}font-face")
    }
    styles = {style.get(f"{_STYLE}name", ""): style for style in root.iter(f"{_STYLE}style")}
    for element in list(root.iter(f"{_TEXT}span", *_LINES)):
        style = styles.get(element.get(f"{_TEXT}style-name", ""))
        properties = style.find(f"{_STYLE}text-properties") if style is not None else None
        if properties is None:
            continue
        if properties.get(f"{_TEXT}display") == "none":
            notes.left.append(Left(Reason.HIDDEN, "".join(str(part) for part in element.itertext())))
            drop(element)
        elif element.tag in _LINES and properties.get(f"{_STYLE}text-line-through-style", "none") != "none":
            _strike(element)
        _draw(element, _font(faces, properties), notes)
    _declare_struck(root)
    for field in list(root.iter(*_FIELDS)):
        _write_field(field)
    for paragraph in list(root.iter(f"{_TEXT}numbered-paragraph")):
        _as_list(paragraph)
    for shape in list(root.iter(*_SHAPES)):
        _describe(shape)
    _draw_bullets(root, _bullets(root, faces), notes)


def _font(faces: Mapping[str | None, str], properties: etree._Element) -> str:
    """The font that properties name, by itself or by its declaration."""
    name = properties.get(f"{_FO}font-family") or properties.get(f"{_STYLE}font-name") or ""
    return (faces.get(name) or name).strip("'\"")


def _draw(element: etree._Element, font: str, notes: Notes) -> None:
    """The letters of a font of signs as the signs that they show."""
    if font.casefold() not in FONTS or not element.text:
        return
    drawn = "".join(_shown(font, letter) for letter in element.text)
    if drawn != element.text:
        notes.left.append(Left(Reason.MARKUP, element.text))
        notes.added.append(drawn)
        element.text = drawn


def _shown(font: str, letter: str) -> str:
    drawn = sign(font, letter)
    return letter if drawn in {"", UNKNOWN} else drawn


def _strike(line: etree._Element) -> None:
    struck = etree.Element(f"{_TEXT}span", {f"{_TEXT}style-name": _STRUCK})
    struck.text, line.text = line.text, None
    struck.extend(list(line))
    line.append(struck)


def _declare_struck(root: etree._Element) -> None:
    automatic = root.find(f"{_OFFICE}automatic-styles")
    if automatic is None:
        automatic = etree.Element(f"{_OFFICE}automatic-styles")
        root.insert(0, automatic)
    style = etree.SubElement(automatic, f"{_STYLE}style", {f"{_STYLE}name": _STRUCK, f"{_STYLE}family": "text"})
    line = {f"{_STYLE}text-line-through-style": "solid", f"{_STYLE}text-line-through-type": "single"}
    etree.SubElement(style, f"{_STYLE}text-properties", line)


def _write_field(field: etree._Element) -> None:
    """A field as the text that it shows."""
    for label in list(field):
        drop(label)
    field.tag = f"{_TEXT}span"
    field.attrib.clear()


def _as_list(paragraph: etree._Element) -> None:
    """A numbered paragraph as the list of one item that it is."""
    holder = etree.Element(f"{_TEXT}list")
    if style := paragraph.get(f"{_TEXT}style-name"):
        holder.set(f"{_TEXT}style-name", style)
    paragraph.addprevious(holder)
    holder.tail, paragraph.tail = paragraph.tail, None
    paragraph.tag = f"{_TEXT}list-item"
    paragraph.attrib.clear()
    holder.append(paragraph)


def _describe(shape: etree._Element) -> None:
    """What is said of a shape in its place, marked; its own text after the line that it stands in."""
    description = " ".join(
        " ".join((element.text or "").split()) for tag in ("title", "desc") for element in shape.findall(f"{_SVG}{tag}")
    )
    line = next(shape.iterancestors(*_LINES), None)
    for paragraph in reversed(shape.findall(f"{_TEXT}p")):
        if line is not None:
            paragraph.tail = None
            line.addnext(paragraph)
    shape.tail = f"{OPEN}{description}{CLOSE}{shape.tail or ''}" if description.strip() else shape.tail
    drop(shape)


def _draw_bullets(root: etree._Element, bullets: Mapping[tuple[str, str], str], notes: Notes) -> None:
    """Bullets that say something, as ticks and crosses do, at the start of their items."""
    for holder in root.iter(f"{_TEXT}list"):
        above = list(holder.iterancestors(f"{_TEXT}list"))
        name = next((named for element in (holder, *above) if (named := element.get(f"{_TEXT}style-name"))), "")
        shown = bullets.get((name, str(len(above) + 1)), "")
        if not shown:
            continue
        for line in _first_lines(holder):
            line.text = f"{shown} {line.text or ''}"
            notes.added.append(shown)


def _bullets(root: etree._Element, faces: Mapping[str | None, str]) -> dict[tuple[str, str], str]:
    """The bullets that say something, by the style of the list and its level."""
    found: dict[tuple[str, str], str] = {}
    for style in root.iter(f"{_TEXT}list-style"):
        for bullet in style.findall(f"{_TEXT}list-level-style-bullet"):
            properties = bullet.find(f"{_STYLE}text-properties")
            font = _font(faces, properties) if properties is not None else ""
            shown = "".join(_shown(font, letter) for letter in bullet.get(f"{_TEXT}bullet-char", ""))
            if holds_sign(shown):
                found[style.get(f"{_STYLE}name", ""), bullet.get(f"{_TEXT}level", "")] = shown
    return found


def _first_lines(holder: etree._Element) -> Iterator[etree._Element]:
    for item in holder.findall(f"{_TEXT}list-item"):
        line = item[0] if len(item) and item[0].tag in _LINES else None
        if line is not None:
            yield line
