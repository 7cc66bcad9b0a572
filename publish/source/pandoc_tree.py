"""What pandoc read, walked once: bounded in depth and number, its formulas gathered, its text in whole runs.

With `+sourcepos` pandoc puts each word and each space into a span of its own: a factsheet has 100,000 nodes. Only the
first of a run of words says something, its line. The others are joined here, so that nothing walks them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from publish.limits import BLOCKS, NESTING
from publish.source.context import Attributes, Context, is_wrapper

_SPACES = {"Space": " ", "SoftBreak": " "}
_FLAT = frozenset(("Str", "Space", "SoftBreak", "LineBreak", "Plain", "Para"))
_COUNTED = frozenset(("Para", "Plain", "Header", "CodeBlock"))
_PLACE = re.compile(r"@?\d+:\d+-\d+:\d+(?:;\d+:\d+-\d+:\d+)*")  # as pandoc writes where something stands
_WITH_ATTRIBUTES = {"Span": 0, "Div": 0, "Link": 0, "Image": 0, "Code": 0, "CodeBlock": 0, "Table": 0, "Header": 1}
"""Where in its content a node has its attributes (pandoc-types, Text.Pandoc.Definition)."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Pandoc's blocks, and each formula in them as (TeX, displayed)."""

    blocks: list[Any]
    formulas: tuple[tuple[str, bool], ...]


def surveyed(context: Context, raw: list[Any]) -> Tree:
    """Walk pandoc's JSON, which is used up. Raises `SourceError` for what is nested beyond any reader, or endless."""
    walk = _Walk(context)
    blocks = walk.all(raw, 0, 0)
    return Tree(blocks, tuple(walk.formulas))


@dataclass(slots=True)
class _Walk:
    context: Context
    formulas: dict[tuple[str, bool], None] = field(default_factory=dict)
    number: int = 0

    def all(self, raw: list[Any], depth: int, line: int) -> list[Any]:
        """A list of nodes, or of whatever else stands within one."""
        if not (raw and isinstance(raw[0], dict) and "t" in raw[0]):
            return [self._inside(part, depth, line) for part in raw]
        found: list[Any] = []
        run: list[str] = []
        anchor = None
        for wrapped in raw:
            node, attributes = _out_of_wrappers(wrapped)
            if not (found or run):
                anchor = attributes
            text = node["c"] if node["t"] == "Str" else _SPACES.get(node["t"])
            if text is not None:
                run.append(text)
                continue
            found += _run(run, anchor if not found else None)
            run = []
            walked = self._node(node, depth, line)
            found.append(_anchored(walked, anchor) if not found else walked)
        found += _run(run, anchor if not found else None)
        return found

    def _inside(self, value: Any, depth: int, line: int) -> Any:
        if isinstance(value, list):
            return self.all(value, depth, line)
        return self._node(value, depth, line) if isinstance(value, dict) and "t" in value else value

    def _node(self, node: dict[str, Any], depth: int, line: int) -> dict[str, Any]:
        kind: str = node["t"]
        content: Any = node.get("c")
        place = _WITH_ATTRIBUTES.get(kind)
        attributes = Attributes.of(content[place]) if place is not None else None
        line = (attributes.line if attributes is not None else 0) or line
        if place is not None:
            self._refuse_twice(content[place][2], line)
        self.number += kind in _COUNTED
        depth += not (kind in _FLAT or (attributes is not None and attributes.wrapper))
        if depth > NESTING:
            self.context.fail(line, f"here more than {NESTING} things stand within each other. Write it more plainly.")
        if self.number > BLOCKS:
            self.context.fail(line, f"this source has more than {BLOCKS:,} paragraphs. Split it into parts.")
        if kind == "Math":
            self.formulas[content[1], content[0]["t"] == "DisplayMath"] = None
        elif place is not None:
            node["c"] = [
                part if index == place else self._inside(part, depth, line) for index, part in enumerate(content)
            ]
        elif content is not None:
            node["c"] = self._inside(content, depth, line)
        return node

    def _refuse_twice(self, pairs: list[list[str]], line: int) -> None:
        """Refuse a key that stands twice in its braces: whoever reads them keeps one value, and the other is lost."""
        keys = [key for key, _ in pairs]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice == "data-pos" and all(_PLACE.fullmatch(place) for key, place in pairs if key == twice):
            return  # pandoc's own, of a code block and of the item that it begins
        if twice == "data-pos":  # pandoc's own is one of the two
            self.context.fail(line, "there is no key “data-pos”. Take it out; docs/source.md lists what there is.")
        if twice is not None:
            self.context.fail(line, f"{twice}=… stands twice here, and one of the two would be lost. Keep one.")


def _out_of_wrappers(node: Any) -> tuple[Any, Any]:
    """A node without the spans around it that only carry a position, and the attributes of the outermost of them."""
    outermost = None
    while node["t"] == "Span" and len(node["c"][1]) == 1 and is_wrapper(node["c"][0]):
        outermost = outermost or node["c"][0]
        node = node["c"][1][0]
    return node, outermost


def _run(run: list[str], anchor: Any) -> Iterator[Any]:
    """One node for a run of words and spaces, none for no run."""
    if run:
        text = "".join(run)
        yield _anchored({"t": "Str", "c": text} if text.strip(" ") else {"t": "Space"}, anchor)


def _anchored(node: Any, anchor: Any) -> Any:
    return {"t": "Span", "c": [anchor, [node]]} if anchor is not None else node
