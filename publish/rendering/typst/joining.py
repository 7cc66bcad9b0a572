"""Words that run through several inlines, such as *BCR-ABL1*-like: a line must not end inside them either."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from publish.completeness.ledger import raw_text
from publish.model import Code, Inline, Note, Span, Styled, Text

_BREAKABLE = re.compile(r"[-–/.(]")
_CLOSING = frozenset(",.;:!?)]}’”'\"%")


@dataclass(frozen=True, slots=True)
class Joined:
    """Inlines that make up one word."""

    children: tuple[Inline, ...]


def joined(inlines: Iterable[Inline]) -> list[Inline | Joined]:
    """Inlines in order, those parts put together that meet without white space and could be torn apart."""
    found: list[Inline | Joined] = []
    for inline in inlines:
        word = None if not found or isinstance(inline, Note) else _meeting(found[-1], inline)
        if word is None:
            found.append(inline)
            continue
        before, parts, after = word
        found.pop()
        found += [one for one in (before, Joined(parts), after) if one is not None]
    return found


def _meeting(left: Inline | Joined, right: Inline) -> tuple[Inline | None, tuple[Inline, ...], Inline | None] | None:
    """What stands before the word in which two inlines meet, the word, and what stands after it."""
    before, tail = (None, left.children) if isinstance(left, Joined) else _last_word(left)
    head, after = _first_word(right)
    start, end = raw_text(tail), raw_text((head,))
    if not start or not end or re.search(r"\s", start + end) or end in _CLOSING:
        return None
    return (before, (*tail, head), after) if _BREAKABLE.search(start + end) else None


def _last_word(inline: Inline) -> tuple[Inline | None, tuple[Inline, ...]]:
    if isinstance(inline, Text | Code):
        rest, word = _split(inline.value, r"(.*\s)?(\S*)")
        return replace(inline, value=rest) if rest else None, (replace(inline, value=word),)
    if isinstance(inline, Styled | Span) and len(inline.children) == 1:
        before, words = _last_word(inline.children[0])
        return (
            None if before is None else replace(inline, children=(before,)),
            (replace(inline, children=words),),
        )
    return None, (inline,)


def _first_word(inline: Inline) -> tuple[Inline, Inline | None]:
    if isinstance(inline, Text | Code):
        word, rest = _split(inline.value, r"(\S*)(\s.*)?")
        return replace(inline, value=word), replace(inline, value=rest) if rest else None
    if isinstance(inline, Styled | Span) and len(inline.children) == 1:
        head, after = _first_word(inline.children[0])
        return replace(inline, children=(head,)), None if after is None else replace(inline, children=(after,))
    return inline, None


def _split(text: str, pattern: str) -> tuple[str, str]:
    found = re.fullmatch(pattern, text, re.DOTALL)
    return (found[1] or "", found[2] or "") if found else (text, "")
