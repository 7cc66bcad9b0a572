"""Numbers and their units in lines from right to left: where the mark stands that keeps their order.

By the Unicode Bidirectional Algorithm (UAX #9, W2 to W7) “38.5 °C” among Arabic words is seen as “C° 38.5”: the
number goes with the words before it. A left-to-right mark before it makes all of it, to the last letter of its unit,
one stretch from left to right. One definition for all who write editions and all who check them. A number in
Arabic-Indic digits stays as it is, and so does one whose unit has no Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from publish.model.languages import direction
from publish.model.measures import UNIT_OF
from publish.model.nodes import Code, Inline, InlineImage, LineBreak, Link, Math, Note, Span, Styled, Text
from publish.proof.wholes import OBJECT

MARK = "\u200e"
"""The left-to-right mark: it has no width, and is a letter from left to right to all that stands beside it."""

_MORE = "mU U mEq IU/L Gy mGy cGy Sv mSv Bq MBq GBq kPa mmHg mbar bar kcal cal kJ J Hz kHz bpm W V fl pg pl µm μm nm km"
# Repetitions have a limit: without one, a long run of numbers and hyphens would take minutes to look through.
_GAP = r"[^\S\n]?"
_DIGIT = "[0-9\u06f0-\u06f9]"  # those of Persian and Urdu are, to UAX #9, the same as ours
_NUMBER = rf"[-+−±]?{_DIGIT}{{1,12}}(?:[.,٫٬/]{_DIGIT}{{1,12}}){{0,4}}"
_POWER = "[⁺⁻⁰¹²³⁴-⁹]{0,4}"
_SIGN = f"(?:[<>≤≥=≈~]{_GAP})?"
_RAISED = "[23]?[⁺⁻⁰¹²³⁴-⁹]{0,4}"  # of m², which a page may show as m2
_NAMES = "|".join(sorted(map(re.escape, {*UNIT_OF, *_MORE.split()}), key=len, reverse=True))
_NAMED = rf"(?:(?:{_NAMES}){_RAISED}|[%‰]|°{_GAP}[CFK])(?![A-Za-zµμ0-9])"
_PER = rf"{_GAP}[/·⋅]{_GAP}{_DIGIT}{{0,4}}{_GAP}{_NAMED}"
_MEASURED = re.compile(
    rf"(?<![A-Za-z0-9\u06f0-\u06f9.,/{MARK}])"
    rf"{_SIGN}{_NUMBER}(?:{_GAP}[-–—−×x]{_GAP}{_NUMBER}){{0,3}}{_POWER}"
    rf"(?P<unit>{_GAP}{_NAMED}(?:{_PER}){{0,3}}|(?:{_PER}){{1,3}})",
    re.IGNORECASE,
)
_LATIN = re.compile("[A-Za-zµμ]")


def measured(text: str) -> list[int]:
    """Where each number starts that a unit in Latin letters follows, with the sign before it: “≥ 38.5 °C”."""
    return [match.start() for match in _MEASURED.finditer(text) if _LATIN.search(match["unit"])]


def in_order(inlines: Iterable[Inline], language: str) -> tuple[Inline, ...]:
    """The inlines of one block, with a mark before each number that a line from right to left would turn round.

    Args:
        inlines: all that the block holds; a number and its unit may run through several, in spans of their own too.
        language: of the block (BCP 47 tag).

    """
    held = tuple(inlines)
    marks = measured(_shown(held, leftwards=direction(language) == "rtl"))
    return tuple(_marked(held, marks, 0)) if marks else held


def _marked(inlines: Iterable[Inline], marks: Collection[int], start: int) -> Iterator[Inline]:
    for inline in inlines:
        stop = start + _length(inline)
        if not any(start <= at < stop for at in marks):
            yield inline
        elif isinstance(inline, Text):
            yield Text("".join(MARK * (at in marks) + letter for at, letter in enumerate(inline.value, start)))
        elif isinstance(inline, Styled | Link | Span):
            yield replace(inline, children=tuple(_marked(inline.children, marks, start)))
        start = stop


def _length(inline: Inline) -> int:
    return len(_sign(inline, leftwards=False))


def _shown(inlines: Iterable[Inline], *, leftwards: bool) -> str:
    """The text of a block; each sign of what runs from left to right, or is no text of this block, is one sign."""
    return "".join(_sign(inline, leftwards=leftwards) for inline in inlines)


def _sign(inline: Inline, *, leftwards: bool) -> str:
    match inline:
        case Text(value):
            return value if leftwards else OBJECT * len(value)
        case Styled(_, children) | Link(children, _):
            return _shown(children, leftwards=leftwards)
        case Span(children, own):
            return _shown(children, leftwards=direction(own) == "rtl")
        case LineBreak():
            return "\n"
        case Code() | Math() | InlineImage() | Note():
            return OBJECT
