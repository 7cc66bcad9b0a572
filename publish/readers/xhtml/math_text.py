"""A formula of a page as one line of text, read from its MathML (MathML Core, 3) without any code that wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from publish.model.text import subscript, superscript

_MATHML = "{http://www.w3.org/1998/Math/MathML}"
_UNSEEN = {"\u2061": " ", "\u2062": "", "\u2063": "", "\u2064": ""}
_GROUPS = frozenset({"math", "mrow", "mstyle", "mtd"})
_SCRIPTS = {  # where what follows the base stands
    "msub": "b", "msup": "a", "msubsup": "ba", "munder": "b", "mover": "a", "munderover": "ba",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands side by side in a line: its text, and whether it is a fraction, one token, an upright letter."""

    text: str
    fraction: bool = False
    token: bool = False
    letter: bool = False


def math_text(formula: etree._Element) -> str:
    """The line of text that one `math` element says. Raises `ValueError` for an element that no edition has."""
    return _line(_pieces(formula))


def _pieces(element: etree._Element) -> list[_Piece]:
    if not isinstance(element.tag, str):
        return []  # a comment
    name = element.tag.removeprefix(_MATHML)
    if name in _GROUPS:
        return [piece for child in element for piece in _pieces(child)]
    if name == "semantics":
        return _pieces(element[0])
    if name == "mspace":
        seen = not element.get("width", "0").startswith(("0em", "-"))
        return [_Piece(" ")] if seen else []
    return [_piece(element, name)]


def _piece(element: etree._Element, name: str) -> _Piece:
    match name:
        case "mi" | "mn" | "mo" | "mtext":
            text = element.text or ""
            slanted = len(text) == 1 and text.isalpha() and element.get("mathvariant") != "normal"
            seen = "".join(_UNSEEN.get(character, character) for character in text)
            return _Piece(seen, token=True, letter=name == "mi" and not slanted)
        case "mfrac" if element.get("linethickness") == "0":  # n over k, not n divided by k
            return _Piece("; ".join(_line(_pieces(part)) for part in element))
        case "mfrac":
            above, below = element
            return _Piece(f"{_operand(above)}/{_operand(below)}", fraction=True)
        case "msqrt":
            return _Piece(f"√({_line(piece for child in element for piece in _pieces(child))})")
        case "mroot":
            radicand, degree = element
            return _Piece(f"{superscript(_line(_pieces(degree)))}√({_line(_pieces(radicand))})")
        case "mtable":
            return _Piece("; ".join(" ".join(_line(_pieces(cell)) for cell in row) for row in element))
        case _ if name in _SCRIPTS:
            base, *others = element
            return _Piece(_base(base) + "".join(_raised_or_lowered(_SCRIPTS[name], others)))
        case _:
            raise ValueError(f"the formula holds <{name}>")


def _raised_or_lowered(places: str, parts: Iterable[etree._Element]) -> Iterator[str]:
    for place, part in zip(places, parts, strict=True):
        text = _line(_pieces(part))
        yield subscript(text) if place == "b" else superscript(text)


def _line(pieces: Iterable[_Piece]) -> str:
    text, after_fraction = "", False
    for piece in pieces:
        # A fraction in line runs into a digit or letter beside it: 2 1/2 is not 21 halves.
        apart = (piece.fraction or after_fraction) and _joins(text[-1:]) and _joins(piece.text[:1])
        text += f" {piece.text}" if apart else piece.text
        after_fraction = piece.fraction
    return text


def _joins(character: str) -> bool:
    return character.isalnum() or character in tuple("⁽⁾₍₎")


def _operand(part: etree._Element) -> str:
    pieces = _pieces(part)
    alone = (len(pieces) == 1 and pieces[0].token) or (pieces and all(piece.letter for piece in pieces))
    return _line(pieces) if alone else f"({_line(pieces)})"


def _base(part: etree._Element) -> str:
    pieces = _pieces(part)
    return f"({_line(pieces)})" if len(pieces) == 1 and pieces[0].fraction else _line(pieces)
