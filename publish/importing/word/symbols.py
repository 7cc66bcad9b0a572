"""The signs that runs of a Word file have from fonts that draw pictures in place of letters, written as such."""

from __future__ import annotations

import re

from lxml import etree

from publish.contracts.importer import Doubt, Notes
from publish.importing.font_signs import FONTS, PRIVATE, sign
from publish.importing.marked_text import UNKNOWN
from publish.importing.word.styles import Styles
from publish.importing.word.xml_parts import W

_CODE = re.compile(r"[0-9a-fA-F]{1,4}")


def font_of(properties: etree._Element | None) -> str:
    """The font that run properties name, ""  where they name none."""
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    names = [] if fonts is None else [fonts.get(f"{W}{kind}", "") for kind in ("ascii", "hAnsi", "cs", "eastAsia")]
    return next((name for name in names if name.casefold() in FONTS), next((name for name in names if name), ""))


def draw_signs(root: etree._Element, styles: Styles, notes: Notes) -> None:
    """Put in place of each character of such a font, named by its run or by a style, the sign that it draws."""
    if any(font_of(style.find(f"{W}rPr")).casefold() in FONTS for style in styles.all()):
        _font_of_paragraphs(root, styles)
    for reference in list(root.iter(f"{W}rStyle")):
        properties = reference.getparent()
        font = font_of(styles.chain(reference.get(f"{W}val")).font)
        if font.casefold() in FONTS and properties is not None and properties.find(f"{W}rFonts") is None:
            etree.SubElement(properties, f"{W}rFonts", {f"{W}ascii": font})
    for symbol in list(root.iter(f"{W}sym")):
        code = symbol.get(f"{W}char", "")
        font = symbol.get(f"{W}font", "")
        if font.casefold() in FONTS and _CODE.fullmatch(code):
            text = etree.Element(f"{W}t")
            text.text = _noted(font, chr(int(code, 16)), notes)
            symbol.getparent().replace(symbol, text)  # type: ignore[union-attr]
    for properties in [fonts.getparent() for fonts in root.iter(f"{W}rFonts")]:
        font = font_of(properties)
        run = properties.getparent() if properties is not None else None
        if properties is None or run is None or font.casefold() not in FONTS:
            continue
        for text in run.iter(f"{W}t"):
            if any(ord(character) in PRIVATE or ord(character) < 0x100 for character in text.text or ""):
                text.text = "".join(_noted(font, character, notes) for character in text.text or "")
        for fonts in properties.findall(f"{W}rFonts"):
            properties.remove(fonts)


def _font_of_paragraphs(root: etree._Element, styles: Styles) -> None:
    """Name in each run the font of signs that the style of its paragraph gives it."""
    for paragraph in root.iter(f"{W}p"):
        font = font_of(styles.of(paragraph).font)
        for run in paragraph.iter(f"{W}r") if font.casefold() in FONTS else ():
            if not font_of(run.find(f"{W}rPr")) and not font_of(styles.of_run(run).font):
                properties = run.find(f"{W}rPr")
                if properties is None:
                    properties = etree.Element(f"{W}rPr")
                    run.insert(0, properties)
                etree.SubElement(properties, f"{W}rFonts", {f"{W}ascii": font})


def _noted(font: str, character: str, notes: Notes) -> str:
    drawn = sign(font, character)
    if drawn == UNKNOWN:
        notes.doubts.append(
            Doubt(0, f"a sign of the font {font} (character {ord(character):04X}) is not known; “?” stands in", "?")
        )
        notes.added.append("?")
    return drawn
