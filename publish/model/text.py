"""The plain form in which texts are compared, and the printed table of all that is folded for it.

NFC, not NFKC: NFKC reads 10⁹ as 109, and a blood count is then wrong by seven orders of magnitude. A superscript or
subscript run is part of the text, in raised or lowered brackets: 10⁽9⁾/L, H₍2₎O. A minus or range dash, a digit or a
letter is never folded.
"""

from __future__ import annotations

import re
import unicodedata

FOLDS: dict[str, str] = {
    "\u2018": "'",  # left single quotation mark
    "\u2019": "'",  # right single quotation mark, apostrophe
    "\u201c": '"',  # left double quotation mark
    "\u201d": '"',  # right double quotation mark
    "\u00a0": " ",  # no-break space
    "\u1680": " ",  # Ogham space mark
    **{chr(code): " " for code in range(0x2000, 0x200B)},  # spaces of all widths, from en quad to hair space
    "\u202f": " ",  # narrow no-break space
    "\u205f": " ",  # medium mathematical space
    "\u3000": " ",  # ideographic space
    "\u00ad": "",  # soft hyphen: an invisible break opportunity
    "\ufb00": "ff",  # ligatures, as PDF readers may give them
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
}

_FOLDED = re.compile(f"[{''.join(map(re.escape, FOLDS))}]")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


def plain(text: str) -> str:
    """Text in the form compared: NFC, folded by `FOLDS`, each run of white space as one space, none at the ends."""
    # A document is asked 10,000 times: most texts have nothing to fold and no white space but single spaces, which are
    # printable. To look for that first takes 1 µs for a sentence, to do all of it 15, and 45 with a curly apostrophe.
    if not text.isascii():
        text = _FOLDED.sub(_fold, unicodedata.normalize("NFC", text))
    if "  " in text or not text.isprintable():
        text = _SPACE.sub(" ", text)
    return text.strip()


def _fold(found: re.Match[str]) -> str:
    return FOLDS[found[0]]


def superscript(text: str) -> str:
    """A raised run as part of a compared text."""
    return f"\u207d{text}\u207e"


def subscript(text: str) -> str:
    """A lowered run as part of a compared text."""
    return f"\u208d{text}\u208e"
