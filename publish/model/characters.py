"""Characters that say nothing to a reader, or something else than they show: no text of ours holds them."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

# Embeddings and overrides turn the order of the letters round (Unicode TR9, 2.1 and 2.2); marks and closed isolates
# stay, as texts in two directions need them.
_SUSPECT = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\u0377]")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e")
_ISOLATES, _ISOLATE_END = re.compile("[\u2066-\u2069]"), "\u2069"
MARKS_ON_A_LETTER = 30
"""Combining marks in a row (Unicode UAX 15, 13); letters of people have up to four."""

_MANY = re.compile(rf"[^\x00-\u02ff]{{{MARKS_ON_A_LETTER + 1},}}")  # in which all marks are
_PILED = f"is one of more than {MARKS_ON_A_LETTER} marks on one letter, which no typeface can draw"
_JOINERS = frozenset("\u200c\u200d")
_SPACE_OF_NO_WIDTH = "\u200b"
_UNSEEN = frozenset(
    map(
        chr,
        (
            *(0x115F, 0x1160, 0x3164, 0xFFA0),  # letters of Hangul that draw nothing
            *(0x180E, 0x2028, 0x2029, 0x2060, *range(0x2061, 0x2065), *range(0x206A, 0x2070), 0xFEFF),
            *(*range(0xFFF9, 0xFFFD), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)),
            *(0xE0001, *range(0xE0020, 0xE0080)),  # tags
        ),
    )
)
_FLAG = re.compile("\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074|"
                   "\U000e0077\U000e006c\U000e0073)\U000e007f")  # fmt: skip
"""The flags of England, Scotland and Wales, the only signs that tags are a part of (Unicode TR51, 3.2.2)."""

_UNSPACED = ("THAI", "LAO", "KHMER", "MYANMAR")  # scripts without spaces, in which U+200B says where a line may end
_EMOJI_OF_TEXT = frozenset("0123456789#*ℹ‼⁉〰〽㊗㊙")  # take a variation selector and are no symbols
_REFERENCE = re.compile(r"&(?:#(?P<decimal>\d{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>[A-Za-z]\w{1,31}));")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A character that no edition can hold: where it stands, its name, and what is wrong with it."""

    at: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class _Written:
    """A text with its references read, and where each of its characters was written."""

    characters: str
    references: dict[int, tuple[int, str]]
    """For each reference, by its place in `characters`: its place in the text as written, and its spelling."""
    shifts: tuple[tuple[int, int], ...]
    """From which place in `characters` on, places as written are how much greater."""

    def at(self, place: int) -> int:
        """Where a character stands in the text as written."""
        if place in self.references:
            return self.references[place][0]
        return place + next((shift for start, shift in reversed(self.shifts) if start <= place), 0)


def forbidden(text: str) -> Iterator[Forbidden]:
    """Each character of a text that no edition can hold, also where it is written as a reference ("&#8238;")."""
    written = _read(text)
    for place, why in _faults(written.characters):
        _, spelling = written.references.get(place, (0, ""))
        character = written.characters[place]
        yield Forbidden(written.at(place), spelling or f"U+{ord(character):04X}{_named(character)}", why)


def without_forbidden(text: str, kept: str = "") -> str:
    """A text without the characters that no edition can hold, save those in `kept`; references stay as written."""
    places = {place for place, _ in _faults(text) if text[place] not in kept}
    return "".join(character for place, character in enumerate(text) if place not in places) if places else text


def _read(text: str) -> _Written:
    """The text with its references as the characters they stand for."""
    parts: list[str] = []
    references: dict[int, tuple[int, str]] = {}
    shifts: list[tuple[int, int]] = []
    end = place = 0
    for match in _REFERENCE.finditer(text):
        character = _referred(match)
        if _SUSPECT.fullmatch(character) is None:
            continue
        parts += [text[end : match.start()], character]
        place += match.start() - end
        references[place] = (match.start(), match[0])
        place, end = place + 1, match.end()
        shifts.append((place, end - place))
    return _Written("".join((*parts, text[end:])), references, tuple(shifts))


def _referred(match: re.Match[str]) -> str:
    if match["name"]:
        return html5.get(f"{match['name']};", "")[:1]
    number = int(match["decimal"]) if match["decimal"] else int(match["hex"], 16)
    return chr(number) if number <= sys.maxunicode else "\ud800"


def _faults(text: str) -> list[tuple[int, str]]:
    """The places of a text at which a character stands that no edition can hold, each with why."""
    piled = [(place, _PILED) for place in _too_many_marks(text)]
    suspects = [match.start() for match in _SUSPECT.finditer(text)]
    if not suspects:
        return piled
    flags = {place for match in _FLAG.finditer(text) for place in range(*match.span())}
    found = [(place, why) for place in suspects if place not in flags and (why := _fault(text, place))]
    return sorted(dict([*found, *_unclosed(text), *piled]).items())


def _too_many_marks(text: str) -> Iterator[int]:
    """The marks that stand on a letter beyond those that any letter has."""
    for run in _MANY.finditer(text):
        marks = 0
        for place in range(*run.span()):
            marks = marks + 1 if unicodedata.category(text[place]).startswith("M") else 0
            if marks > MARKS_ON_A_LETTER:
                yield place


def _fault(text: str, place: int) -> str:
    character = text[place]
    if character in _TURNING:
        return "turns the order of the letters round, so that readers see other words than are written"
    if character in _UNSEEN:
        return "is not seen, and tears words apart or hides them from readers and from searches"
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if character == _SPACE_OF_NO_WIDTH:
        between = before and after and all(unicodedata.name(near, "").startswith(_UNSPACED) for near in (before, after))
        return "" if between else "is not seen, and tears a word apart for searches and voices"
    if character in _JOINERS:
        return "" if _joins(before) or _joins(after) else "joins or parts nothing here, and is not seen"
    if _is_selector(character):
        return "" if _takes(before, character) else "chooses a form of the character before it, which has none"
    match unicodedata.category(character):
        case "Cc" | "Cs":
            return "is a control character, which no edition can show"
        case "Cn":
            return "means nothing: Unicode has no such character"
        case "Co":
            return "is for private use: what it shows depends on the typeface, and voices cannot say it"
        case _:
            return ""


def _unclosed(text: str) -> Iterator[tuple[int, str]]:
    """Isolates without an end, or ends without an isolate, within a paragraph (Unicode TR9, 2.4)."""
    start = 0
    for end in (*(match.start() for match in _PARAGRAPH_END.finditer(text)), len(text)):
        opened: list[int] = []
        for match in _ISOLATES.finditer(text, start, end):
            if match[0] != _ISOLATE_END:
                opened.append(match.start())
            elif opened:
                opened.pop()
            else:
                yield match.start(), "closes a change of direction that nothing has opened"
        yield from ((place, "opens a change of direction that nothing closes in its paragraph") for place in opened)
        start = end


def _joins(character: str) -> bool:
    """Whether a character is of a script whose letters join, or a picture that joins others."""
    if not character:
        return False
    joined = unicodedata.category(character) in {"Lo", "Lm", "Mn", "Mc", "So", "Sk", "Sm"}
    return joined or character == "\ufe0f"


def _is_selector(character: str) -> bool:
    return "VARIATION SELECTOR" in unicodedata.name(character, "")


def _takes(base: str, selector: str) -> bool:
    """Whether a variation selector may follow a character."""
    if not base:
        return False
    category, name = unicodedata.category(base), unicodedata.name(base, "")
    if selector in "\ufe0e\ufe0f":
        return category.startswith("S") or base in _EMOJI_OF_TEXT
    if selector < "\ufe00":
        return name.startswith("MONGOLIAN")
    return name.startswith("CJK") or (selector <= "\ufe0d" and category in {"Lo", "Sm"})


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    return f" {name}" if name else ""
