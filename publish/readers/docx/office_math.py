"""A formula of Office Math (ECMA-376, part 1, 22.1) as one line of text."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from publish.model.text import subscript, superscript
from publish.readers.docx.parts import M, W

_UNSEEN = {"\u2061": " ", "\u2062": "", "\u2063": "", "\u2064": ""}
_PROPERTIES = "Pr"


def in_line(parent: etree._Element | None) -> str:
    """What the children of a formula's element say, side by side."""
    if parent is None:
        return ""
    text = ""
    before = ""
    for child in _shown(parent):
        more = _one(child)
        # A fraction written in line runs into a digit or letter beside it, so a space keeps them apart.
        if f"{M}f" in (before, child.tag) and _joins(text[-1:]) and _joins(more[:1]):
            text += " "
        text += more
        before = str(child.tag)
    return text


def language(parent: etree._Element) -> str | None:
    """The language that the formula's first run says it is in, if it says any."""
    found = parent.find(f".//{M}r/{W}rPr/{W}lang")
    return None if found is None else found.get(f"{W}val")


def _shown(parent: etree._Element) -> list[etree._Element]:
    return [child for child in parent if isinstance(child.tag, str) and not child.tag.endswith(_PROPERTIES)]


def _joins(character: str) -> bool:
    return character.isalnum() or character in ("⁽", "⁾", "₍", "₎")


def _part(parent: etree._Element, name: str) -> etree._Element | None:
    return parent.find(f"{M}{name}")


def _one(found: etree._Element) -> str:
    name = str(found.tag).removeprefix(M)
    base = _part(found, "e")
    match name:
        case "r":
            text = "".join(run.text or "" for run in found.iter(f"{M}t"))
            return "".join(_UNSEEN.get(character, character) for character in text)
        case "f":
            return f"{_operand(_part(found, 'num'))}/{_operand(_part(found, 'den'))}"
        case "rad":
            degree = in_line(_part(found, "deg"))
            return f"{superscript(degree) if degree else ''}√({in_line(base)})"
        case "sSub" | "sSup" | "sSubSup":
            return _base(base) + _scripts(_part(found, "sub"), _part(found, "sup"))
        case "limLow":
            return _base(base) + _scripts(_part(found, "lim"), None)
        case "limUpp":
            return _base(base) + _scripts(None, _part(found, "lim"))
        case "acc":
            mark = found.find(f"{M}accPr/{M}chr")
            return _base(base) + superscript("\u0302" if mark is None else mark.get(f"{M}val", ""))
        case "m":
            rows = ([in_line(cell) for cell in _children(row, "e")] for row in _children(found, "mr"))
            return "; ".join(" ".join(row) for row in rows)
        case _:
            return in_line(found)


def _children(parent: etree._Element, name: str) -> Iterable[etree._Element]:
    return parent.findall(f"{M}{name}")


def _scripts(below: etree._Element | None, above: etree._Element | None) -> str:
    lowered = "" if below is None else subscript(in_line(below))
    return lowered + ("" if above is None else superscript(in_line(above)))


def _operand(part: etree._Element | None) -> str:
    alone = part is not None and [child.tag for child in _shown(part)] == [f"{M}r"]
    return in_line(part) if alone else f"({in_line(part)})"


def _base(part: etree._Element | None) -> str:
    fraction = part is not None and [child.tag for child in _shown(part)] == [f"{M}f"]
    return f"({in_line(part)})" if fraction else in_line(part)
