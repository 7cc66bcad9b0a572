"""Formulas as Office Math (ECMA-376, part 1, 22.1), so that Word shows, speaks and edits them as formulas."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from publish.errors import EditionError
from publish.model.mathml import Fraction, Grid, Kind, Node, Root, Row, Script, Space, Token, parse
from publish.model.nodes import Math
from publish.rendering.docx.ooxml import element, text, value
from publish.rendering.docx.run_languages import mark


def formula(math: Math, language: str = "") -> etree._Element:
    """One formula as m:oMath, its runs marked with `language` (BCP 47) where it is another than the document's."""
    try:
        tree = parse(math.mathml)
    except ValueError as error:
        raise EditionError(f"the formula {math.tex} cannot be shown in Word: {error}") from error
    return element("m:oMath", children=_Maths(language).nodes(tree))


class _Maths:
    def __init__(self, language: str) -> None:
        self._language = language

    def nodes(self, node: Node) -> list[etree._Element]:
        """The elements of a node; a row gives those of its children."""
        match node:
            case Row(children):
                return [node for child in children for node in self.nodes(child)]
            case Token(kind, characters, upright):
                return [self._run(characters, kind, upright=upright)]
            case Space():
                return [self._run(" ", Kind.TEXT, upright=True)]
            case Fraction(numerator, denominator):
                return [element("m:f", children=[self._part("m:num", numerator), self._part("m:den", denominator)])]
            case Root():
                return [self._root(node)]
            case Grid(rows):
                return [self._grid(rows)]
            case Script():
                return [self._limits(node) if node.limits else self._script(node)]

    def _part(self, name: str, node: Node) -> etree._Element:
        return element(name, children=self.nodes(node))

    def _run(self, characters: str, kind: Kind, *, upright: bool) -> etree._Element:
        plain = kind is Kind.TEXT
        # w:nor turns maths off inside a run: words keep the fonts and the spacing of words.
        style = [element("m:nor")] if plain else [value("m:sty", "p")] if upright else []
        face = [] if plain else [element("w:rFonts", {"w:ascii": "Cambria Math", "w:hAnsi": "Cambria Math"})]
        properties = [*face, *([mark(self._language)] if self._language else [])]
        return element(
            "m:r",
            children=[
                *([element("m:rPr", children=style)] if style else []),
                *([element("w:rPr", children=properties)] if properties else []),
                text("m:t", characters),
            ],
        )

    def _root(self, root: Root) -> etree._Element:
        if root.index is None:
            hidden = element("m:radPr", children=[value("m:degHide", 1)])
            return element("m:rad", children=[hidden, element("m:deg"), self._part("m:e", root.radicand)])
        return element("m:rad", children=[self._part("m:deg", root.index), self._part("m:e", root.radicand)])

    def _grid(self, rows: Iterable[tuple[Node, ...]]) -> etree._Element:
        return element(
            "m:m", children=[element("m:mr", children=[self._part("m:e", cell) for cell in row]) for row in rows]
        )

    def _script(self, script: Script) -> etree._Element:
        base = self._part("m:e", script.base)
        below = [] if script.below is None else [self._part("m:sub", script.below)]
        above = [] if script.above is None else [self._part("m:sup", script.above)]
        name = "m:sSubSup" if below and above else "m:sSub" if below else "m:sSup"
        return element(name, children=[base, *below, *above])

    def _limits(self, script: Script) -> etree._Element:
        if script.accent and script.below is None and isinstance(script.above, Token) and len(script.above.text) == 1:
            properties = element("m:accPr", children=[value("m:chr", script.above.text)])
            return element("m:acc", children=[properties, self._part("m:e", script.base)])
        base = self._part("m:e", script.base)
        for name, limit in (("m:limLow", script.below), ("m:limUpp", script.above)):
            if limit is not None:
                limited = element(name, children=[base, self._part("m:lim", limit)])
                base = element("m:e", children=[limited])
        return base[0]
