"""Words, numbers and telephone numbers as pieces that a line's end leaves whole, whatever nodes they run through."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from publish.proof.wholes import OBJECT, Span, wholes
from publish.rendering.typst.values import Value

Node = dict[str, Value]

# No line ends within letters and digits; longer words may not fit into a line and must be measured.
_SAFE = re.compile(r"[(\[“‘\"']?[^\W_]{1,12}(?:[’'][^\W\d_]{1,3})?[.,;:!?)\]”’\"']*")
_RUN = re.compile(r"[^\W_]+")
_DIVISIBLE = frozenset(
    ("group", "emphasis", "strong", "superscript", "subscript", "strike", "small-capitals", "language")
)
_LINKS = frozenset(("link", "reference", "note"))
_HOLDERS = _DIVISIBLE | {"link", "reference"}

_Placed = tuple[Node, int, int]


@dataclass(frozen=True, slots=True)
class _Block:
    """The text of a block, and where its pieces are that the end of a line must leave whole."""

    text: str
    spans: list[Span]

    def around(self, at: int) -> Span | None:
        """The span that a place lies within, not at its edges."""
        number = bisect_left(self.spans, (at, 0)) - 1
        return self.spans[number] if number >= 0 and at < self.spans[number][1] else None

    def over(self, at: int) -> str:
        """What goes on over a place: the letters and digits there, else the piece; "" where none does.

        A piece that is longer than a line may be broken at its signs, and nowhere between letters and digits.
        """
        span = self.around(at)
        if span is None:
            return ""
        runs = (run.span() for run in _RUN.finditer(self.text, *span))
        return self.text[slice(*next((run for run in runs if run[0] < at < run[1]), span))]


def unbroken(nodes: list[Node]) -> list[Node]:
    """The nodes of one block with a node "whole" around each piece that could else be broken over two lines.

    Links stay in one piece: where a word runs over a link's border, all of the link's words are kept with it.
    """
    text = shown(nodes)
    return _level(nodes, 0, _Block(text, wholes(text, _links(nodes, 0))))


def shown(nodes: Iterable[Node]) -> str:
    """The text of nodes as a page shows it, by the conventions of `wholes`."""
    return "".join(_shown(node) for node in nodes)


def _shown(node: Node) -> str:
    match node["kind"]:
        case "text" | "code":
            return str(node["text"])
        case "formula":
            return OBJECT
        case "image":
            return "" if node["alt"] is None else OBJECT
        case "break":
            return "\n"
        case "note":
            return f"\u00a0(note\u00a0{node['number']!s})"
        case "page":
            return "(page\u00a00)"
        case _:
            return shown(_body(node))


def _links(nodes: Iterable[Node], start: int) -> Iterator[int]:
    for node, at, stop in _placed(nodes, start):
        if node["kind"] in _LINKS:
            yield at
            yield stop
        if node["kind"] in _HOLDERS:
            yield from _links(_body(node), at)


def _level(nodes: Iterable[Node], start: int, block: _Block) -> list[Node]:
    placed = list(_placed(nodes, start))
    crossing = [span for _, at, _ in placed[1:] if (span := block.around(at))]
    cuts = sorted({edge for span in crossing for edge in span})
    groups: list[list[_Placed]] = []
    for piece in [piece for entry in placed for piece in _cut(entry, cuts)]:
        if groups and block.around(piece[1]):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    joined: list[Node] = []
    for group in groups:
        if len(group) > 1:
            joined.append(_whole([_inside(node, at, block) for node, at, _ in group]))
        else:
            joined += _alone(group[0], block)
    return joined


def _placed(nodes: Iterable[Node], start: int) -> Iterator[_Placed]:
    for node in nodes:
        stop = start + len(_shown(node))
        yield node, start, stop
        start = stop


def _cut(placed: _Placed, cuts: list[int]) -> list[_Placed]:
    node, start, stop = placed
    inner = [at for at in cuts if start < at < stop]
    if not inner or (node["kind"] not in _DIVISIBLE and node["kind"] not in ("text", "code")):
        return [placed]
    edges = [start, *inner, stop]
    parts: list[_Placed] = []
    for first, last in pairwise(edges):
        if "text" in node:
            parts.append((node | {"text": str(node["text"])[first - start : last - start]}, first, last))
            continue
        kids = [kid for entry in _placed(_body(node), start) for kid in _cut(entry, cuts)]
        body: list[Value] = [kid for kid, at, _ in kids if first <= at < last or at == last == stop]
        parts.append((node | {"body": body}, first, last))
    return parts


def _alone(placed: _Placed, block: _Block) -> list[Node]:
    node, start, _ = placed
    kind = node["kind"]
    if kind == "text":
        return list(_pieces(str(node["text"]), start, block.spans))
    if kind == "code":
        return [_inside(node, start, block)]
    if kind in _HOLDERS:
        body: list[Value] = [*_level(_body(node), start, block)]
        return [node | {"body": body}]
    return [node]


def _inside(node: Node, start: int, block: _Block) -> Node:
    """A node within a whole, which may be longer than a line: its own pieces must hold together then.

    Code has a pattern of them, because Typst takes it as one text; in text no line ends at their spaces, nor at its own
    ends where a word goes on: `glued` has such words, "" where there is none.
    """
    if node["kind"] == "text":
        text = str(node["text"])
        inner = (
            "\u00a0" if character == " " and block.around(start + at) else character
            for at, character in enumerate(text)
        )
        glued: list[Value] = [block.over(end) for end in (start, start + len(text))]
        return node | {"text": "".join(inner), "glued": glued}
    if node["kind"] == "code":
        pieces = _pieces(str(node["text"]), start, block.spans)
        texts = {shown([piece]) for piece in pieces if piece["kind"] == "whole"}
        return node | {"wholes": "|".join(map(_pattern, sorted(texts, key=lambda text: (-len(text), text))))}
    if node["kind"] in _HOLDERS:
        return node | {"body": [_inside(piece, at, block) for piece, at, _ in _placed(_body(node), start)]}
    return node


def _pattern(text: str) -> str:
    """What matches a text, as Rust writes it. One pattern matches all: Typst takes rules within rules 60 deep or so."""
    return re.sub(r"[^\w\s]", lambda sign: f"\\x{{{ord(sign[0]):x}}}", text)


def _pieces(text: str, start: int, spans: list[Span]) -> Iterator[Node]:
    """A text with its unsafe words apart."""
    done = 0
    for first, last in spans[max(0, bisect_left(spans, (start, 0)) - 1) :]:
        if first >= start + len(text):
            break
        begin, end = max(first - start, 0), min(last - start, len(text))
        if begin < end and not _SAFE.fullmatch(text[begin:end]):
            if done < begin:
                yield {"kind": "text", "text": text[done:begin]}
            yield _whole([{"kind": "text", "text": text[begin:end]}])
            done = end
    if done < len(text):
        yield {"kind": "text", "text": text[done:]}


def _whole(nodes: list[Node]) -> Node:
    """Its `width` is that of its words in type sizes, None where the text face alone may not tell."""
    from publish.rendering.fonts import text_width  # of an extra: tables of Word are fitted with this module, too

    body: list[Value] = [*nodes]
    text = shown(nodes)
    return {"kind": "whole", "body": body, "width": text_width(text) if text.isascii() else None}


def _body(node: Node) -> list[Node]:
    body = node["body"]
    return [piece for piece in body if isinstance(piece, dict)] if isinstance(body, list) else []
