"""A formula as data for the Typst template: every part at full size, in one line where no bar or grid is needed."""

from __future__ import annotations

from publish.model import mathml
from publish.model.mathml import Fraction, Grid, Kind, Node, Root, Row, Script, Space, Token
from publish.rendering.typst.values import Value

_RELATIONS = frozenset("=<>≤≥≠≈≡∼~∝∈→←↔⇌⇒")
_BINARY = frozenset("+−-±×÷⋅·∗*")
_INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u2064")


def formula(source: str) -> Value:
    """Presentation MathML as a tree of `token`, `row`, `script`, `fraction`, `root` and `grid` nodes.

    Raises:
        ValueError: the MathML holds what no edition can show.

    """
    return _node(mathml.parse(source))


def _node(node: Node) -> Value:
    match node:
        case Token(kind, text):
            return {"kind": "token", "text": text.translate(_INVISIBLE), "class": _class(kind, text)}
        case Space():
            return {"kind": "token", "text": "\u00a0", "class": "normal"}
        case Row(children):
            return {"kind": "row", "children": [_node(child) for child in children]}
        case Script(base, below, above, limits, _):
            return {
                "kind": "script",
                "base": _node(base),
                "below": None if below is None else _node(below),
                "above": None if above is None else _node(above),
                "limits": limits,
            }
        case Fraction(numerator, denominator):
            return {"kind": "fraction", "numerator": _node(numerator), "denominator": _node(denominator)}
        case Root(radicand, index):
            return {"kind": "root", "radicand": _node(radicand), "index": None if index is None else _node(index)}
        case Grid(rows):
            return {"kind": "grid", "rows": [[_node(cell) for cell in row] for row in rows]}


def _class(kind: Kind, text: str) -> str:
    if kind is not Kind.OPERATOR:
        return "normal"
    if text in _RELATIONS:
        return "relation"
    return "binary" if text in _BINARY else "normal"
