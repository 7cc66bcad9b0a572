"""Signs of fonts that draw pictures in place of letters: Wingdings, Webdings, Zapf Dingbats, and their like.

The file holds a letter or a private character, and the font alone makes a tick or a cross of it.
"""

from __future__ import annotations

from publish.importing.marked_text import UNKNOWN
from publish.importing.meaningful_signs import holds_sign

_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x2B: "✉", 0x36: "⌛", 0x3F: "✍", 0x41: "✌", 0x43: "👍",
    0x44: "👎", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x4D: "💣", 0x4E: "☠",
    0x51: "✈", 0x52: "☼", 0x53: "💧", 0x54: "❄", 0x58: "✠", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "☐", 0x71: "❑",
    0x72: "❒", 0x73: "⬧", 0x74: "⬧", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA7: "▪", 0xA8: "☐",
    0xAB: "★", 0xB7: "🕐", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "←", 0xE8: "→",
    0xE9: "↑", 0xEA: "↓", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⬄", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
    **{0x80 + number: sign for number, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
    **{0x8B + number: sign for number, sign in enumerate("⓿❶❷❸❹❺❻❼❽❾❿")},
}  # fmt: skip
_WINGDINGS_2 = {
    0x26: "✆", 0x27: "☎", 0x44: "👍", 0x43: "👎", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒",
    0x55: "✗", 0x56: "✗", 0x57: "⛔", 0x58: "⛔", 0x95: "•", 0x96: "●", 0x97: "●", 0x98: "⬤", 0x9E: "○", 0xA2: "■",
    0xA3: "☐", 0xAE: "◆",
}  # fmt: skip
_WINGDINGS_3 = {
    0x22: "↔", 0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x7D: "▶", 0x7C: "◀", 0x70: "▲", 0x71: "▼", 0x84: "▶",
    0x9A: "▶", 0xC6: "⇨", 0xDA: "➤", 0xE2: "➤",
}  # fmt: skip
_WEBDINGS = {
    0x33: "◀", 0x34: "▶", 0x35: "▲", 0x36: "▼", 0x59: "♥", 0x61: "✓", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗",
    0x69: "ℹ", 0x73: "?", 0x78: "⛔", 0xC8: "👂", 0xC9: "☎", 0x9B: "✉", 0xEA: "⚠", 0x7E: "⚡",
}  # fmt: skip
_ZAPF = {
    0x25: "☎", 0x26: "✆", 0x29: "✉", 0x33: "✓", 0x34: "✔", 0x35: "✕", 0x36: "✖", 0x37: "✗", 0x38: "✘", 0x6C: "●",
    0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x72: "❒", 0x73: "▲", 0x74: "▼", 0x75: "◆", 0x76: "❖", 0xD4: "➔", 0xD5: "→",
    0xE4: "➤",
}  # fmt: skip
_SYMBOL = {
    **dict(zip(b"abcdefghiklmnopqrstuwxyz", "αβχδεφγηικλμνοπθρστυωξψζ", strict=True)),
    **dict(zip(b"DFGLPQSWXYJVjv", "ΔΦΓΛΠΘΣΩΞΨϑςϕϖ", strict=True)),
    0x27: "∋", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x7E: "∼", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xAB: "↔",
    0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝",
    0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC6: "∅", 0xCE: "∈", 0xCF: "∉",
    0xD0: "∠", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xDB: "⇔", 0xDC: "⇐", 0xDD: "⇑",
    0xDE: "⇒", 0xDF: "⇓", 0xE2: "®", 0xE3: "©", 0xE4: "™", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
"""Signs of the font Symbol; its digits, and its capitals that look like Latin ones, are what they look like."""
FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "zapfdingbats": _ZAPF,
    "zapf dingbats": _ZAPF,
    "itc zapf dingbats": _ZAPF,
    "monotype sorts": _ZAPF,
}
KNOWN_FONTS = ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")
"""The fonts of signs that office programs bring."""

_BEYOND_ASCII = 0x80
PRIVATE = range(0xF000, 0xF100)  # where Word puts the letters of such fonts


def may_say(bullet: str) -> bool:
    """Whether a bullet for private use, of a font that is not known, may be a tick or a cross."""
    drawn = (sign(font, bullet) for font in KNOWN_FONTS if len(bullet) == 1 and ord(bullet) in PRIVATE)
    return any(holds_sign(shown) for shown in drawn)


def sign(font: str, character: str) -> str:
    """What a character of a font draws, `UNKNOWN` where no table says it, "" where the font draws letters."""
    table = FONTS.get(font.casefold().strip())
    if table is None:
        return ""
    if character.isspace():
        return character
    code = ord(character)
    code = code - 0xF000 if code in PRIVATE else code
    own = code > 0xFF or (table is _SYMBOL and code < _BEYOND_ASCII)
    return table.get(code, chr(code) if own else UNKNOWN)
