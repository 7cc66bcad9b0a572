"""Names of sites that look like others: letters of one script that readers take for those of another (Unicode TR39)."""

from __future__ import annotations

import unicodedata

_PUNYCODE = "xn--"
_LIKE_LATIN = frozenset("асԁеһіјӏорԛѕԝхуъьҽпгѵѡвкмнтзбαικνρυωηοτγεβագզէլհյոսւօ")
"""Small letters that look like Latin ones, as browsers that show names of sites count them."""

_TOGETHER = (
    frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC", "LATIN"}),
    frozenset({"CJK", "HANGUL", "LATIN"}),
)
"""Scripts that Japanese, Chinese and Korean write in one word (Unicode TR39, 5.2)."""


def deceives(host: str) -> str:
    """What is wrong with the name of a site that looks like another, "" where nothing is."""
    for label in host.casefold().split("."):
        shown = _shown(label)
        if shown is None or unicodedata.normalize("NFKC", shown) != shown:
            return f"has a name of a site that no browser shows as it is written ({label}). Copy it from a browser"
        letters = [letter for letter in shown if not letter.isascii() or letter.isalpha()]
        scripts = {_script(letter) for letter in letters if unicodedata.category(letter).startswith("L")}
        if len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER):
            return f"mixes letters of {_listed(scripts)} in “{shown}”, so it looks like another site. Mend it"
        if letters and all(letter in _LIKE_LATIN for letter in letters):
            return f"has letters in “{shown}” that look Latin and are {_listed(scripts)}. Mend it"
    return ""


def _shown(label: str) -> str | None:
    """A label as its letters, None where it cannot be read."""
    if not label.startswith(_PUNYCODE):
        return label
    try:
        return label.removeprefix(_PUNYCODE).encode("ascii").decode("punycode")
    except UnicodeError:
        return None


def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNNAMED").partition(" ")[0]


def _listed(scripts: set[str]) -> str:
    return " and ".join(script.capitalize() for script in sorted(scripts))
