"""Numbers, letters and Roman numerals in front of list items and headings, as documents show them.

A list of the model counts with numbers that rise by one. All other ways to count stay in the text, since the text may
name them: "Repeat step b)".
"""

from __future__ import annotations

from dataclasses import replace

from publish.contracts.importer import Notes
from publish.model.nodes import ListItem, Paragraph, Text

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_LARGEST_ROMAN = 4000
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def in_format(number: int, kind: str) -> str:
    """A number in a format by its name in Word (ISO/IEC 29500-1, 17.18.59); as digits where the format is not known."""
    if kind in {"lowerLetter", "upperLetter"} and number > 0:
        letters = _LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1)  # after z comes aa, then bb
        return letters.upper() if kind == "upperLetter" else letters
    if kind in {"lowerRoman", "upperRoman"} and 0 < number < _LARGEST_ROMAN:
        return _roman(number).upper() if kind == "upperRoman" else _roman(number)
    if kind == "lowerGreek" and 0 < number <= len(_GREEK):
        return _GREEK[number - 1]
    if kind == "decimalZero":
        return f"{number:02}"
    if kind == "ordinal":
        ending = "th" if 10 <= number % 100 <= 20 else _ORDINALS.get(number % 10, "th")
        return f"{number}{ending}"
    return str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        letters += letter * (number // value)
        number %= value
    return letters


def labelled(item: ListItem, label: str, notes: Notes) -> ListItem:
    """A list item with its letter or number as the first word of its text; the label is noted as added."""
    notes.added.append(label)
    first = item.blocks[0] if item.blocks else None
    if isinstance(first, Paragraph):
        return ListItem((replace(first, children=(Text(f"{label} "), *first.children)), *item.blocks[1:]))
    return ListItem((Paragraph((Text(label),)), *item.blocks))
