"""What pandoc read, measured before anything walks it: how deep things stand in each other, and how many there are."""

from __future__ import annotations

import re
from typing import Any

from publish.limits import BLOCKS, LINE_CHARACTERS, MARKS, NESTING
from publish.source.context import Attributes, Context

_FLAT = frozenset(("Str", "Space", "SoftBreak", "LineBreak", "Plain", "Para"))
_COUNTED = frozenset(("Para", "Plain", "Header", "CodeBlock"))
_MARKS = frozenset("*_~^[]`$")
_BEGINS = re.compile(r"\s*(?:[-+|>#:]|\*\s|\d{1,9}[.)]\s)")  # an item, a row, a heading, a block: no paragraph goes on
_NOTE = re.compile(r"\[\^[^\]]+\]:")
_REFERENCE = re.compile(r"\[\^[^\]\s]+\]")


def refuse_endless(context: Context) -> None:
    """Refuse, before pandoc reads them, paragraphs that take it minutes, and notes that name each other for ever."""
    start, marks, characters, in_note = 1, 0, 0, False
    for number, line in enumerate((*context.lines, ""), 1):
        if not line.strip() or _BEGINS.match(line):
            start, marks, characters = number + (not line.strip()), 0, 0
        if line.strip() and not line[0].isspace():
            in_note = _NOTE.match(line) is not None
        if in_note and _REFERENCE.search(line.partition("]:")[2] if _NOTE.match(line) else line):
            context.fail(number, "a footnote refers to a footnote here. Put the words of one into the other.")
        marks += sum(character in _MARKS for character in line)
        characters += len(line)
        if marks > MARKS:
            context.fail(start, f"this paragraph has more than {MARKS:,} signs of markup. Make paragraphs of it.")
        if characters > LINE_CHARACTERS:
            context.fail(start, f"this paragraph has more than {LINE_CHARACTERS:,} characters. Make paragraphs of it.")


def refuse_deep(context: Context, raw: Any) -> None:
    """Refuse what is nested beyond any reader, and beyond what can be walked."""
    waiting: list[tuple[Any, int, int]] = [(raw, 0, 0)]
    number = 0
    while waiting:
        node, depth, line = waiting.pop()
        if isinstance(node, list):
            waiting += [(inner, depth, line) for inner in node if isinstance(inner, dict | list)]
        elif isinstance(node, dict) and "t" in node:
            number += node["t"] in _COUNTED
            line = _line(node) or line
            depth += not _is_flat(node)
            if depth > NESTING:
                context.fail(line, f"here more than {NESTING} things stand within each other. Write it more plainly.")
            if number > BLOCKS:
                context.fail(line, f"this source has more than {BLOCKS:,} paragraphs. Split it into parts.")
            if isinstance(content := node.get("c"), list):
                waiting.append((content, depth, line))


def _is_flat(node: Any) -> bool:
    if node["t"] in _FLAT:
        return True
    return node["t"] in {"Span", "Div"} and Attributes.of(node["c"][0]).wrapper


def _line(node: Any) -> int:
    return Attributes.of(node["c"][0]).line if node["t"] in {"Span", "Div", "Link", "Image", "CodeBlock"} else 0
