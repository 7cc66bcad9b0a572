"""Footnotes that name themselves, or each other: pandoc unfolds them for ever."""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter

_NOTE = re.compile(r"^[ \t>*+-]*\[\^([^\]\s]{1,200})\]:", re.MULTILINE)
_AFTER_NOTE = re.compile(r"\n[ \t>]*\n(?=[^ \t\n])")
_NAMED = re.compile(r"\[\^([^\]\s]{1,200})\]")


def note_circle(text: str) -> tuple[int, str] | None:
    """The line and the name of a footnote of a Markdown text that leads back to itself, None where none does."""
    begins = list(_NOTE.finditer(text))
    named: dict[str, set[str]] = {}
    ends = [*(begin.start() for begin in begins), len(text)][1:]
    for begin, end in zip(begins, ends, strict=True):
        body = _AFTER_NOTE.split(text[begin.end() : end], maxsplit=1)[0]
        named.setdefault(begin[1].casefold(), set()).update(name.casefold() for name in _NAMED.findall(body))
    try:
        TopologicalSorter(named).prepare()
    except CycleError as circle:
        begin = next(begin for begin in begins if begin[1].casefold() in circle.args[1])
        return text.count("\n", 0, begin.start()) + 1, begin[1]
    return None
