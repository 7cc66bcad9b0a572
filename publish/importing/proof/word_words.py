"""The words of a Word file, in order, by the zip and XML readers of the standard library."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DRAW = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURES = {
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
}
_DROPPED = "\u2060"  # after a dropped capital, whose word goes on in the next paragraph
_DIAGRAM_PART = re.compile(r"word/diagrams/data\d*\.xml")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_SIGNS = {0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB0: "°", 0xB4: "×", 0xB8: "÷", 0x2D: "−", 0xB9: "≠", 0xA5: "∞", 0xBB: "≈"}
_GREEK = {
    0x41 + number: sign
    for number, sign in enumerate("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ" + " " * 6 + "αβχδεφγηιϕκλμνοπθρστυϖωξψζ")
} | {0x30 + number: str(number) for number in range(10)}
_CODE = re.compile(r"[0-9a-fA-F]{1,4}")
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
_MEANINGFUL = frozenset("✓✔✅☑🗹✗✘✕✖❌❎☒🗵⛔🚫☐⚠☎☏✆✉☺☹👍👎☠☞")
_AS_BULLETS = frozenset("×xX√")  # crosses and ticks as bullets
_ZAPF = dict(zip(b"\x25\x26\x29\x33\x34\x35\x36\x37\x38\x6f", "☎✆✉✓✔✕✖✗✘☐", strict=True))
_DRAWING_FONTS: dict[str, dict[int, str]] = {
    "wingdings": dict(
        zip(b"\x28\x29\x2a\x2b\x43\x44\x46\x4a\x4c\x4e\x6f\xa8\xfb\xfc\xfd\xfe", "☎✆✉✉👍👎☞☺☹☠☐☐✗✓☒☑", strict=True)
    ),
    "wingdings 2": dict(
        zip(b"\x26\x27\x43\x44\x4f\x50\x51\x52\x53\x54\x55\x56\x57\x58\xa3", "✆☎👎👍✗✓☒☑☒☒✗✗⛔⛔☐", strict=True)
    ),
    "wingdings 3": {},
    "webdings": dict(zip(b"\x61\x63\x72\x78\x9b\xc9\xea", "✓☐✗⛔✉☎⚠", strict=True)),
    "zapfdingbats": _ZAPF,
    "zapf dingbats": _ZAPF,
    "itc zapf dingbats": _ZAPF,
    "monotype sorts": _ZAPF,
}
"""Signs with a meaning in fonts that draw pictures in place of letters."""
_SIGN_FONTS = frozenset(("symbol", *_DRAWING_FONTS))
_CIRCLED = {0x80 + n: sign for n, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")} | {
    0x8B + n: sign for n, sign in enumerate("⓿❶❷❸❹❺❻❼❽❾❿")
}
_TEXTS = {f"{_WORD}t", f"{_WORD}delText", f"{_DRAW}t"}
_SPACES = {f"{_WORD}{name}" for name in ("tab", "ptab", "br", "cr", "footnoteReference", "endnoteReference")}
_RUN_PROPERTIES, _PARAGRAPH_PROPERTIES, _FONTS = f"{_WORD}rPr", f"{_WORD}pPr", f"{_WORD}rFonts"
_NONE = ElementTree.Element("none")
_RUN, _ROW, _PARAGRAPHS = f"{_WORD}r", f"{_WORD}tr", {f"{_WORD}p", f"{_DRAW}p"}
_WORDLESS = {f"{_WORD}{name}" for name in ("rPr", "pPr", "tcPr", "trPr", "tblGrid", "sectPr", "sdtPr")}
_FIELDS, _ORDER = {f"{_WORD}instrText", f"{_WORD}fldSimple"}, f"{_WORD}instr"
_EXTENDED = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def of_word(data: bytes, *, accept: bool) -> str:
    """The text of a Word file: its body, its notes, its diagrams; tracked changes as they are accepted or refused."""
    parts: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()

        def tree(name: str) -> ElementTree.Element:
            xml = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", archive.read(name))
            return ElementTree.fromstring(xml)  # noqa: S314

        main, related = _related(names, tree)
        bullets = _bullets(tree(related["numbering"])) if "numbering" in related else {}
        styled = _styled(tree(related["styles"])) if "styles" in related else {}
        fonts = _fonts(tree(related["styles"])) if "styles" in related else {}
        read = [main, *(related[kind] for kind in ("footnotes", "endnotes") if kind in related)]
        for name in (*read, *(name for name in names if _DIAGRAM_PART.fullmatch(name))):
            if name in names:
                _Reader(bullets, styled, fonts, accept=accept).read(tree(name), parts)
    return "".join(parts)


def _related(names: list[str], tree: Callable[[str], ElementTree.Element]) -> tuple[str, dict[str, str]]:
    """The main part, and the parts that it names by their kind."""
    main = "word/document.xml"
    for relation in tree("_rels/.rels") if "_rels/.rels" in names else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            main = relation.get("Target", "").lstrip("/")
    folder, file = posixpath.split(main)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    related: dict[str, str] = {}
    for relation in tree(relations) if relations in names else ():
        target = relation.get("Target", "")
        target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if target in names:
            related[relation.get("Type", "").rpartition("/")[2]] = target
    return main, related


def _value(element: ElementTree.Element | None) -> str:
    return element.get(f"{_WORD}val", "") if element is not None else ""


def _bullets(numbering: ElementTree.Element) -> dict[tuple[str, str], str]:
    """The signs with a meaning that lists have as their bullets, by list and level."""
    drawn: dict[str, dict[str, str]] = {}
    for abstract in numbering.findall(f"{_WORD}abstractNum"):
        signs = drawn.setdefault(abstract.get(f"{_WORD}abstractNumId", ""), {})
        for level in abstract.findall(f"{_WORD}lvl"):
            text = _value(level.find(f"{_WORD}lvlText"))
            if _value(level.find(f"{_WORD}numFmt")) == "bullet" and text:
                shown = _drawn(_font(level), text[:1])
                signs[level.get(f"{_WORD}ilvl", "0")] = (text if shown is None else shown).strip()
    return {
        (number.get(f"{_WORD}numId", ""), level): sign
        for number in numbering.findall(f"{_WORD}num")
        for level, sign in drawn.get(_value(number.find(f"{_WORD}abstractNumId")), {}).items()
    }


def _styled(styles: ElementTree.Element) -> dict[str, tuple[str, str]]:
    """The list and level that a style gives its paragraphs."""
    found: dict[str, tuple[str, str]] = {}
    for style in styles.findall(f"{_WORD}style"):
        place = style.find(f"{_WORD}pPr/{_WORD}numPr")
        if place is not None:
            level = _value(place.find(f"{_WORD}ilvl")) or "0"
            found[style.get(f"{_WORD}styleId", "")] = (_value(place.find(f"{_WORD}numId")), level)
    return found


def _fonts(styles: ElementTree.Element) -> dict[str, str]:
    """The fonts that styles have, or take from those that they are based on; none where none is a font of signs."""
    every = {style.get(f"{_WORD}styleId", ""): style for style in styles.findall(f"{_WORD}style")}
    fonts: dict[str, str] = {}
    for name in every:
        base, seen = name, set[str]()
        while base in every and base not in seen and not fonts.get(name):
            seen.add(base)
            fonts[name] = _font(every[base])
            base = _value(every[base].find(f"{_WORD}basedOn"))
    return fonts if set(fonts.values()) & _SIGN_FONTS else {}


def _font(holder: ElementTree.Element) -> str:
    properties = holder.find(_RUN_PROPERTIES)
    fonts = properties.find(_FONTS) if properties is not None else None  # in two steps: a path takes three times it
    if fonts is None:
        return ""
    names = [fonts.get(f"{_WORD}{kind}", "").casefold() for kind in ("ascii", "hAnsi", "cs", "eastAsia")]
    return next((name for name in names if name in _DRAWING_FONTS), next((name for name in names if name), ""))


def _drawn(font: str, character: str) -> str | None:
    """What a font of signs draws for a character: a sign, or a space; None where it is a font of letters."""
    if font not in _DRAWING_FONTS:
        return None
    code = ord(character) & 0xFF if 0xF000 <= ord(character) < 0xF100 else ord(character)
    if code > 0xFF:
        return character
    if font == "wingdings" and code in _CIRCLED:
        return _CIRCLED[code]
    return _DRAWING_FONTS[font].get(code, " ")


def _parts(run: ElementTree.Element) -> bool:
    """Whether a run is no part of the word beside it: raised, lowered or hidden."""
    properties = run.find(_RUN_PROPERTIES)
    if properties is None:
        return False
    height = _value(properties.find(f"{_WORD}position")).lstrip("-")
    raised = height.isdecimal() and int(height) > 3  # half-points: less evens out a sign
    return raised or any(properties.find(f"{_WORD}{tag}") is not None for tag in ("vertAlign", "vanish"))


def _sign(code: str) -> str:
    """A sign of the font Symbol by its hexadecimal number."""
    number = int(code, 16) & 0xFF if _CODE.fullmatch(code) else 0x20
    return _SIGNS.get(number) or _GREEK.get(number, " ")


def _shown(drawing: ElementTree.Element) -> list[ElementTree.Element]:
    """What a drawing says: its text alternative where it is more than the frame of text boxes, and these boxes."""
    tags = {element.tag for element in drawing.iter()}
    picture = bool(tags & set(_PICTURES)) or f"{_WORD}txbxContent" not in tags
    found: list[ElementTree.Element] = []
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_WORD}txbxContent" or (element.tag == _DRAWING and picture):
            found.append(element)
        else:
            waiting += reversed(list(element))
    return found


class _Reader:
    """Gathers the text of one part of a file."""

    def __init__(
        self,
        bullets: dict[tuple[str, str], str],
        styled: dict[str, tuple[str, str]],
        fonts: dict[str, str],
        *,
        accept: bool,
    ) -> None:
        self._fonts = fonts
        self._paragraph_font = ""
        self._bullets = bullets
        self._styled = styled
        self._gone = {f"{_WORD}{tag}" for tag in (("del", "moveFrom") if accept else ("ins", "moveTo"))}
        self._gone |= {_FALLBACK, *_WORDLESS}
        self._out = {  # what says of a row or a cell that it is out as a whole
            _ROW: f"{_WORD}trPr/{_WORD}{'del' if accept else 'ins'}",
            f"{_WORD}tc": f"{_WORD}tcPr/{_WORD}{'cellDel' if accept else 'cellIns'}",
        }

    def read(self, root: ElementTree.Element, parts: list[str]) -> None:
        """Add the text of a part to what has been gathered."""
        waiting: list[ElementTree.Element | str | None] = [root]
        while waiting:
            element = waiting.pop()
            if isinstance(element, str):
                parts.append(element)
            elif element is None or element.tag in self._gone:
                continue
            elif element.tag not in self._out or element.find(self._out[element.tag]) is None:
                self._element(element, parts, waiting)

    def _element(
        self, element: ElementTree.Element, parts: list[str], waiting: list[ElementTree.Element | str | None]
    ) -> None:
        tag = element.tag
        if tag in _TEXTS:
            parts.append(element.text or "")
            return
        if tag == _RUN:
            self._run(element, parts, waiting)
            return
        if tag == f"{_MATH}t":
            parts.append(f" {' '.join((element.text or '').replace('-', '−'))} ")  # a hyphen in a formula is a minus
        elif tag in _SPACES:
            parts.append(" ")
        elif tag == f"{_WORD}noBreakHyphen":
            parts.append("-")
        elif tag == f"{_WORD}sym":
            parts.append(_symbol(element))
        elif tag == f"{_EXTENDED}symEx":
            parts.append(chr(int(element.get(f"{_EXTENDED}char", "20"), 16)))
        elif tag in {f"{_WORD}tblCaption", f"{_WORD}tblDescription"}:
            parts.append(f" {_value(element)} ")
        elif tag == _TEXT_PATH:
            parts.append(f" {element.get('string', '')} ")
        elif tag == _DRAWING:
            parts.append(f" {element.get('descr', '')} ")
        elif tag == f"{_WORD}fldChar":
            parts.append(_chosen(element))
            return
        elif (element.text or element.get(_ORDER) or "").lstrip().startswith("SYMBOL") and tag in _FIELDS:
            parts.append(" ")  # the sign that it draws stands between two words
        elif tag == f"{_WORD}drawing":
            waiting += reversed(_shown(element))
            return
        elif tag == f"{_WORD}ruby":
            waiting += [" ", element.find(f"{_WORD}rt"), " ", element.find(f"{_WORD}rubyBase")]
            return
        elif tag in _PARAGRAPHS:
            self._paragraph(element, parts, waiting)
        waiting += reversed(list(element))

    def _run(self, run: ElementTree.Element, parts: list[str], waiting: list[ElementTree.Element | str | None]) -> None:
        """What a run says, or draws in a font of signs."""
        font = _font(run)
        if not font and self._fonts:
            font = self._fonts.get(_value(run.find(f"{_WORD}rPr/{_WORD}rStyle")), "") or self._paragraph_font
        if font in _SIGN_FONTS:
            parts.append(_signs(run, font))
            return
        if _parts(run):
            parts.append(" ")
            waiting.append(" ")
        waiting += reversed(list(run))

    def _paragraph(
        self, element: ElementTree.Element, parts: list[str], waiting: list[ElementTree.Element | str | None]
    ) -> None:
        if parts and parts[-1] == _DROPPED:
            parts.pop()
        else:
            parts.append(" ")
        properties = element.find(_PARAGRAPH_PROPERTIES)
        properties = _NONE if properties is None else properties
        self._paragraph_font = self._fonts.get(_value(properties.find(f"{_WORD}pStyle")), "")
        place = properties.find(f"{_WORD}numPr")
        if place is not None:
            listed = (_value(place.find(f"{_WORD}numId")), _value(place.find(f"{_WORD}ilvl")) or "0")
        else:
            listed = self._styled.get(_value(properties.find(f"{_WORD}pStyle")), ("", ""))
        sign = self._bullets.get(listed, "")
        if (sign in _MEANINGFUL or sign in _AS_BULLETS) and "".join(element.itertext()).strip():
            parts.append(f"{sign} ")
        drop = properties.find(f"{_WORD}framePr")
        waiting.append(" " if drop is None or f"{_WORD}dropCap" not in drop.attrib else _DROPPED)


def _signs(run: ElementTree.Element, font: str) -> str:
    """What a run in a font of signs draws."""
    texts = (sign for text in run.iter(f"{_WORD}t") for sign in text.text or "")
    if font == "symbol":
        return "".join(_sign(f"{ord(sign):X}") for sign in texts)
    return "".join(_drawn(font, sign) or " " for sign in texts) + "".join(map(_symbol, run.iter(f"{_WORD}sym")))


def _symbol(element: ElementTree.Element) -> str:
    """A sign that is named by its number."""
    code, font = element.get(f"{_WORD}char", ""), element.get(f"{_WORD}font", "").casefold()
    if font == "symbol" or not _CODE.fullmatch(code):
        return _sign(code)
    return _drawn(font, chr(int(code, 16))) or " "


def _chosen(mark: ElementTree.Element) -> str:
    """What a form field shows that has no text of its own: the entry that was chosen, or a box."""
    choice, box = mark.find(f"{_WORD}ffData/{_WORD}ddList"), mark.find(f"{_WORD}ffData/{_WORD}checkBox")
    if choice is not None:
        entries = [_value(entry) for entry in choice.findall(f"{_WORD}listEntry")]
        number = _value(choice.find(f"{_WORD}result")) or _value(choice.find(f"{_WORD}default")) or "0"
        return f"{entries[int(number)]}" if int(number) < len(entries) else ""
    if box is not None:
        state = box.find(f"{_WORD}checked")
        state = box.find(f"{_WORD}default") if state is None else state
        ticked = state is not None and state.get(f"{_WORD}val", "1") not in {"0", "false", "off"}
        return "☑" if ticked else "☐"
    return ""
