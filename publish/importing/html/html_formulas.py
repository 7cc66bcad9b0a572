"""A formula of a page that names no TeX, as characters that say the same: powers stay raised, fractions divided."""

from __future__ import annotations

from lxml import etree

from publish.importing.html.content import Element, words_of
from publish.model.nodes import Inline, Style, Styled, Text

_RAISING = {
    "msup": (Style.SUPERSCRIPT,),
    "msub": (Style.SUBSCRIPT,),
    "msubsup": (Style.SUBSCRIPT, Style.SUPERSCRIPT),
    "mover": (Style.SUPERSCRIPT,),
    "munder": (Style.SUBSCRIPT,),
    "munderover": (Style.SUBSCRIPT, Style.SUPERSCRIPT),
}
"""Elements of MathML whose second and third child stand above or below the first (MathML Core, 3.4)."""


def characters(formula: Element) -> list[Inline]:
    """The characters of a formula in MathML."""
    tag = etree.QName(formula).localname
    inner = [element for element in formula if isinstance(element.tag, str)]
    if tag in _RAISING and len(inner) == len(_RAISING[tag]) + 1:
        inlines = characters(inner[0])
        for style, script in zip(_RAISING[tag], inner[1:], strict=True):
            inlines.append(Styled(style, (Text(words_of(script)),)))
        return inlines
    if tag == "mfrac" and len(inner) == 2:
        return [*_grouped(inner[0]), Text("/"), *_grouped(inner[1])]
    if tag in {"msqrt", "mroot"} and inner:
        radicand = inner[:1] if tag == "mroot" else inner
        root: list[Inline] = (
            [Styled(Style.SUPERSCRIPT, (Text(words_of(inner[1])),))] if len(inner) > len(radicand) else []
        )
        return [*root, Text("√("), *(piece for element in radicand for piece in characters(element)), Text(")")]
    if not inner:
        return [Text(words_of(formula))]
    pieces: list[Inline] = []
    for element in inner:
        whole = pieces[-1] if pieces else None
        if etree.QName(element).localname == "mfrac" and isinstance(whole, Text) and whole.value[-1:].isdigit():
            pieces.append(Text(" "))  # 1½, not 11/2
        pieces += characters(element)
    return pieces


def _grouped(part: Element) -> list[Inline]:
    """A part of a fraction, in brackets where it is more than one sign or number."""
    inlines = characters(part)
    return inlines if len(inlines) == 1 else [Text("("), *inlines, Text(")")]
