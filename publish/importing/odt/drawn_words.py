"""What an OpenDocument text draws by its styles, fields and shapes, as text that pandoc reads.

Without this a cross of Wingdings comes in as "û", a bullet that is a cross not at all, and what a style strikes stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from publish.contracts.importer import Doubt, Left, Notes, Reason
from publish.importing.font_signs import FONTS, may_say, sign
from publish.importing.html.content import drop
from publish.importing.marked_text import CLOSE, OPEN, UNKNOWN
from publish.importing.meaningful_signs import bullet_says
from publish.importing.odt.frames import lay_out
from publish.importing.odt.letter_styles import Looks
from publish.importing.telling_colours import colour_name

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE, _DRAW, _OFFICE = (f"{{{_NS}{name}:1.0}}" for name in ("text", "style", "drawing", "office"))
_FO, _SVG = f"{{{_NS}xsl-fo-compatible:1.0}}", f"{{{_NS}svg-compatible:1.0}}"
_SHAPES = tuple(f"{_DRAW}{name}" for name in ("custom-shape", "rect", "ellipse", "circle", "polygon", "line", "path"))
_LINES = (f"{_TEXT}p", f"{_TEXT}h")
_STRUCK = "publish-struck"


def settle_drawn(root: etree._Element, looks: Looks, notes: Notes) -> None:
    """Write what is drawn as text, and take out what is hidden."""
    fonts: dict[etree._Element, str] = {}
    for element in list(root.iter(f"{_TEXT}span", *_LINES)):
        properties = looks.of(element)
        if properties.get(f"{_TEXT}display") == "none":
            notes.left.append(Left(Reason.HIDDEN, "".join(str(part) for part in element.itertext())))
            drop(element)
            continue
        if element.tag in _LINES and properties.get(f"{_STYLE}text-line-through-style", "none") != "none":
            _strike(element)
        if colour_name(properties.get(f"{_FO}background-color", "")) not in {"", "grey", "black"}:
            _highlight(element, notes)
        fonts[element] = looks.font(properties) or next(
            (fonts[above] for above in element.iterancestors() if above in fonts), ""
        )
        _draw(element, fonts[element], notes)
        if element.tag not in _LINES and properties.get(f"{_FO}text-transform") == "uppercase":
            _write_capitals(element, notes)
    _declare_struck(root)
    for shape in list(root.iter(*_SHAPES)):
        _describe(shape)
    _draw_bullets(root, _bullets(looks), notes)


def _draw(element: etree._Element, font: str, notes: Notes) -> None:
    """The letters of a font of signs as the signs that they show; those of elements within have fonts of their own."""
    if font.casefold() not in FONTS:
        return
    written = (element.text or "", *(child.tail or "" for child in element))
    drawn = ["".join(_shown(font, letter) for letter in letters) for letters in written]
    if list(written) == drawn:
        return
    line = next(element.iterancestors(*_LINES), element)
    before = Counter("".join(map(str, line.itertext())).split())
    element.text = drawn[0]
    for child, tail in zip(element, drawn[1:], strict=True):
        child.tail = tail
    after = Counter("".join(map(str, line.itertext())).split())
    notes.left.append(Left(Reason.MARKUP, " ".join((before - after).elements())))
    notes.added.append(" ".join((after - before).elements()))


def _highlight(element: etree._Element, notes: Notes) -> None:
    """Mark words with a colour behind them: whoever writes highlights what is not settled yet."""
    words = " ".join("".join(map(str, element.itertext())).split())
    if not words:
        return
    notes.doubts.append(Doubt(0, f"“{words[:60]}” is highlighted", words))
    element.text = f"{OPEN}{element.text or ''}"
    last = element[-1] if len(element) else None
    if last is None:
        element.text += CLOSE
    else:
        last.tail = f"{last.tail or ''}{CLOSE}"


def _write_capitals(span: etree._Element, notes: Notes) -> None:
    """Words within a line as the capitals that their style shows ("who" is no abbreviation)."""
    line = next(span.iterancestors(*_LINES), None)
    text = span.text or ""
    if len(span) or line is None or text == text.upper() or "".join(map(str, line.itertext())).strip() == text.strip():
        return
    notes.left.append(Left(Reason.SMALL_LETTERS, text))
    notes.added.append(text.upper())
    span.text = text.upper()


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


def _describe(shape: etree._Element) -> None:
    """What is said of a shape in its place, marked; its own text after the line that it stands in."""
    description = " ".join(
        " ".join((element.text or "").split()) for tag in ("title", "desc") for element in shape.findall(f"{_SVG}{tag}")
    )
    line = next(shape.iterancestors(*_LINES), None)
    if line is not None:
        lay_out(line, [part for part in shape if part.tag in {*_LINES, f"{_TEXT}list"}])
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


def _bullets(looks: Looks) -> dict[tuple[str, str], str]:
    """The bullets that say something, by the style of the list and its level."""
    found: dict[tuple[str, str], str] = {}
    for name, style in looks.lists.items():
        for bullet in style.findall(f"{_TEXT}list-level-style-bullet"):
            properties = bullet.find(f"{_STYLE}text-properties")
            own = {} if properties is None else {str(key): str(value) for key, value in properties.items()}
            font = looks.font(own) or looks.font(looks.of(bullet))
            shown = "".join(_shown(font, letter) for letter in bullet.get(f"{_TEXT}bullet-char", ""))
            if bullet_says(shown) or may_say(shown):
                found[name, bullet.get(f"{_TEXT}level", "")] = shown
    return found


def _first_lines(holder: etree._Element) -> Iterator[etree._Element]:
    for item in holder.findall(f"{_TEXT}list-item"):
        line = item[0] if len(item) and item[0].tag in _LINES else None
        if line is not None:
            yield line
