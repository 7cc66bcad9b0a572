"""The Presentation MathML that pandoc writes, as a small typed tree and as one line of text.

The set of elements is closed (MathML Core, 3): whatever stands outside it is an error, because a formula shown in part
is a wrong formula. `semantics` gives its first child; its annotations are the TeX that was read already.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from publish.model.text import subscript, superscript

_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"

# U+2061 stands, unseen, between a function's name and its argument; the others join what stands beside them.
INVISIBLE = str.maketrans({"\u2061": " ", "\u2062": "", "\u2063": "", "\u2064": ""})


class Kind(StrEnum):
    """What a token is; the value is the MathML element."""

    IDENTIFIER = "mi"
    NUMBER = "mn"
    OPERATOR = "mo"
    TEXT = "mtext"


@dataclass(frozen=True, slots=True)
class Token:
    """Characters that belong together. `upright` is False only for a variable, which is set in italics."""

    kind: Kind
    text: str
    upright: bool = True


@dataclass(frozen=True, slots=True)
class Space:
    """A visible gap between tokens."""


@dataclass(frozen=True, slots=True)
class Row:
    """Nodes side by side; a row holds no row."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A base with what stands below and above it (at least one of both).

    `limits`: straight under and over the base (`munder`, `mover`, `munderover`), not beside it (`msub`, `msup`).
    `accent`: a mark on the base, such as a bar, hat or brace.
    """

    base: Node
    below: Node | None
    above: Node | None
    limits: bool = False
    accent: bool = False


@dataclass(frozen=True, slots=True)
class Fraction:
    """A numerator over a denominator, with a line between them."""

    numerator: Node
    denominator: Node


@dataclass(frozen=True, slots=True)
class Root:
    """A square root, or a root of the degree `index`."""

    radicand: Node
    index: Node | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells without lines: a matrix, cases, aligned equations, or the two rows of a binomial coefficient."""

    rows: tuple[tuple[Node, ...], ...]


Node = Token | Space | Row | Script | Fraction | Root | Grid


def parse(mathml: str) -> Node:
    """Read one MathML `math` element.

    Args:
        mathml: the element, as pandoc writes it.

    Returns:
        Its tree, without wrappers that hold one child.

    Raises:
        ValueError: it is no well-formed XML, or holds an element outside the set, which the message names.

    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(mathml.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"the formula is not well-formed MathML: {error}") from error
    if root.tag != f"{_NAMESPACE}math":
        raise ValueError(f"the formula starts with <{_name(root)}>, not with <math>")
    return _children_as_row(root)


def linear(mathml: str) -> str:
    """One MathML `math` element as one line of text, for every place and device that knows no formulas.

    Args:
        mathml: the element, as pandoc writes it.

    Returns:
        The line: "t(9;22)", "x⁽2⁾", "(a+b)/2", "√(x)".

    Raises:
        ValueError: as `parse`.

    """
    return line(parse(mathml))


def line(node: Node) -> str:
    """Give a parsed formula as one line of text; see `linear`."""
    match node:
        case Token(_, text):
            return text.translate(INVISIBLE)
        case Space():
            return " "
        case Row(children):
            return _side_by_side(children)
        case Script(base, below, above):
            lowered = subscript(line(below)) if below is not None else ""
            raised = superscript(line(above)) if above is not None else ""
            nucleus = f"({line(base)})" if isinstance(base, Fraction) else line(base)
            return f"{nucleus}{lowered}{raised}"
        case Fraction(numerator, denominator):
            return f"{_bracketed(numerator)}/{_bracketed(denominator)}"
        case Root(radicand, index):
            degree = superscript(line(index)) if index is not None else ""
            return f"{degree}√({line(radicand)})"
        case Grid(rows):
            return "; ".join(" ".join(line(cell) for cell in row) for row in rows)


def _side_by_side(children: tuple[Node, ...]) -> str:
    text = ""
    before: Node | None = None
    for child in children:
        added = line(child)
        # Two and a half is "2 1/2": without the space it would read as 21 halves.
        if Fraction in (type(before), type(child)) and _in_word(text[-1:]) and _in_word(added[:1]):
            text += " "
        text += added
        before = child
    return text


def _in_word(character: str) -> bool:
    return character.isalnum() or character in ("⁽", "⁾", "₍", "₎")


def _bracketed(node: Node) -> str:
    return line(node) if isinstance(node, Token) else f"({line(node)})"


def _name(element: etree._Element) -> str:
    return str(element.tag).removeprefix(_NAMESPACE)


def _node(element: etree._Element) -> Node:
    name = _name(element)
    reader = _READERS.get(name)
    if reader is None:
        raise ValueError(f"the formula holds <{name}>, which not every edition can show")
    return reader(element)


def _children(element: etree._Element, number: int) -> tuple[Node, ...]:
    if len(element) != number:
        raise ValueError(f"the formula holds <{_name(element)}> with {len(element)} parts instead of {number}")
    return tuple(_node(child) for child in element)


def _token(element: etree._Element) -> Node:
    if len(element):
        raise ValueError(f"the formula holds <{_name(element[0])}> inside <{_name(element)}>")
    kind, text = Kind(_name(element)), element.text or ""
    # MathML Core, 4.2: an identifier of one letter is italic unless it says otherwise; pandoc writes a minus as one.
    variable = kind is Kind.IDENTIFIER and len(text) == 1 and text.isalpha()
    upright = not variable or element.get("mathvariant") == "normal"
    return Token(kind, text, upright)


def _space(element: etree._Element) -> Node:
    return Row(()) if element.get("width", "0").startswith(("0em", "-")) else Space()


def _row(children: tuple[Node, ...]) -> Node:
    flat: list[Node] = []
    for child in children:
        flat += child.children if isinstance(child, Row) else (child,)
    if len(flat) == 1:
        return flat[0]
    letters = [child for child in flat if isinstance(child, Token) and child.kind is Kind.IDENTIFIER]
    if flat and len(letters) == len(flat) and all(letter.upright for letter in letters):
        # Pandoc writes \mathrm{kg} as an upright k beside an upright g: one word all the same.
        return Token(Kind.IDENTIFIER, "".join(letter.text for letter in letters))
    return Row(tuple(flat))


def _children_as_row(element: etree._Element) -> Node:
    return _row(tuple(_node(child) for child in element))


def _semantics(element: etree._Element) -> Node:
    shown, *annotations = element
    for annotation in annotations:
        if _name(annotation) not in ("annotation", "annotation-xml"):
            raise ValueError(f"the formula holds <{_name(annotation)}> inside <semantics>")
    return _node(shown)


def _script(element: etree._Element) -> Node:
    name = _name(element)
    limits = name.startswith(("mu", "mo"))
    match name:
        case "msub" | "munder":
            base, below = _children(element, 2)
            return Script(base, below, None, limits, _is_accent(element))
        case "msup" | "mover":
            base, above = _children(element, 2)
            return Script(base, None, above, limits, _is_accent(element))
        case _:
            base, below, above = _children(element, 3)
            return Script(base, below, above, limits)


def _is_accent(element: etree._Element) -> bool:
    return element[1].get("accent") == "true"


def _fraction(element: etree._Element) -> Node:
    above, below = _children(element, 2)
    # Without its line it is a binomial coefficient: n over k, but never n divided by k.
    return Grid(((above,), (below,))) if element.get("linethickness") == "0" else Fraction(above, below)


def _root(element: etree._Element) -> Node:
    radicand, index = _children(element, 2)
    return Root(radicand, index)


def _grid(element: etree._Element) -> Node:
    rows = []
    for row in element:
        if _name(row) != "mtr":
            raise ValueError(f"the formula holds <{_name(row)}> inside <mtable>")
        for cell in row:
            if _name(cell) != "mtd":
                raise ValueError(f"the formula holds <{_name(cell)}> inside <mtr>")
        rows.append(tuple(_children_as_row(cell) for cell in row))
    return Grid(tuple(rows))


_READERS: dict[str, Callable[[etree._Element], Node]] = {
    "mi": _token,
    "mn": _token,
    "mo": _token,
    "mtext": _token,
    "mspace": _space,
    "mrow": _children_as_row,
    "mstyle": _children_as_row,
    "semantics": _semantics,
    "msup": _script,
    "msub": _script,
    "msubsup": _script,
    "munder": _script,
    "mover": _script,
    "munderover": _script,
    "mfrac": _fraction,
    "msqrt": lambda element: Root(_children_as_row(element)),
    "mroot": _root,
    "mtable": _grid,
}
