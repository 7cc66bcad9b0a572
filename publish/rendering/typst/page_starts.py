"""Where within a node a page begins: at which word of a paragraph, of a table or of a caption.

The typesetter tells where a node begins, and no more. So the nodes that may go on over the end of a page are set once
more with a mark behind each word, and asked where the marks stand. The file itself is that without marks: they would
have each word drawn and tagged by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from publish.proof.reading import place_in
from publish.rendering.typst.publication_data import nodes_in
from publish.rendering.typst.unbroken import Node
from publish.rendering.typst.values import Value

WordEnd = tuple[str, int, int]
"""A node, how many of its letters and digits stand before a word of it, and the page on which that word ends."""

_RUNS: Mapping[str, tuple[str, ...]] = {
    "paragraph": ("body",),
    "definitions": ("term",),
    "table": ("caption", "header", "rows"),
    "figure": ("caption",),
    "video": ("line",),
}
"""Where the words of a node are that are its own, in the order in which they are read."""

_WITHOUT_WORDS = frozenset({"page", "note", "break", "image"})  # of the source: paper adds "(page 4)" and "(note 2)"
_HOLDERS = frozenset({"group", "whole", "emphasis", "strong", "strike", "small-capitals", "language"})
_PIECES = re.compile(r"\S+|\s+")


def may_go_on(data: Mapping[str, Value], pages: Mapping[str, int]) -> frozenset[str]:
    """The ids of nodes that may go on over the end of a page: what follows is on another page, or there is nothing."""
    named = _named(dict(data), pages)
    found = set()
    for number, node in enumerate(named):
        after = number + len(_named(node, pages))  # terms go on after the first of their meanings
        if after == len(named) or pages[str(named[after]["id"])] != pages[str(node["id"])]:
            found.add(str(node["id"]))
    return frozenset(found)


def _named(value: Value, pages: Mapping[str, int]) -> list[Node]:
    """The nodes in some data, itself among them, that have words of their own and of which the page is known."""
    return [
        node for node in nodes_in(value) if node.get("id") in pages and (node.get("kind") in _RUNS or "level" in node)
    ]


def with_marks(data: Mapping[str, Value], names: frozenset[str]) -> dict[str, Value]:
    """The data with a mark behind each word of the nodes of these ids."""
    return {key: _with_marks(value, names) for key, value in data.items()}


def begun_within(words: Iterable[WordEnd], pages: Mapping[str, int]) -> Iterator[WordEnd]:
    """The first word on each page that a node goes on to. `pages` are those on which nodes begin."""
    first: dict[tuple[str, int], int] = {}  # the header of a table stands on each of its pages, and is read on one
    for node, before, page in words:
        first.setdefault((node, before), page)
    latest = dict(pages)
    for (node, before), page in sorted(first.items()):
        if page > latest[node]:
            latest[node] = page
            yield node, before, page


def _with_marks(value: Value, names: frozenset[str]) -> Value:
    if isinstance(value, list):
        return [_with_marks(inner, names) for inner in value]
    if not isinstance(value, dict):
        return value
    own = _RUNS.get(str(value.get("kind")), ()) if value.get("id") in names else ()
    marker = _Marker(str(value.get("id")))
    if own == ("term",):
        own, value = ("items",), value | {"items": _with_marks(value["items"], names)}
    return {key: marker.runs(inner) if key in own else _with_marks(inner, names) for key, inner in value.items()}


class _Marker:
    """Puts marks into the words of one node, and counts its letters and digits."""

    def __init__(self, node: str) -> None:
        self._node = node
        self._letters = 0

    def runs(self, value: Value) -> Value:
        """A run of words, or what holds some: the rows of a table and their cells, the items of a list of terms."""
        if isinstance(value, list) and all(isinstance(inner, dict) and "kind" in inner for inner in value):
            return [piece for inner in value if isinstance(inner, dict) for piece in self._marked(inner)]
        if isinstance(value, list):
            return [self.runs(inner) for inner in value]
        if isinstance(value, dict):
            return {key: self.runs(inner) if key in ("body", "term") else inner for key, inner in value.items()}
        return value

    def _marked(self, node: Node) -> Iterator[Value]:
        if node.get("added") is True:
            yield node
        elif node["kind"] == "text":
            for piece in _PIECES.findall(str(node["text"])):
                yield node | {"text": piece}
                if place_in(piece):  # a dash, or a comma behind a link, stands at the same place as the word after it
                    yield self._end(piece)
        elif node["kind"] in _HOLDERS:
            yield node | {"body": self.runs(node["body"])}
        else:
            yield node
            if node["kind"] not in _WITHOUT_WORDS and place_in(words := words_of(node)):
                yield self._end(words)

    def _end(self, words: str) -> Node:
        before = self._letters
        self._letters += place_in(words)
        return {"kind": "word-end", "node": self._node, "start": before}


def words_of(node: Node) -> str:
    """The words of the source that a node shows."""
    if node.get("added") is True or node["kind"] in _WITHOUT_WORDS:
        return ""
    if isinstance(body := node.get("body"), list):
        return "".join(words_of(inner) for inner in body if isinstance(inner, dict))
    return str(node.get("text", node.get("alt", "")))
