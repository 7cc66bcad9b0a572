"""Fractions of a raised and a lowered number, ²/₃ written as 2^1^/~2~: their sign, as a person would type it.

Read by a screen reader, or copied, "2¹/₂ tablets" is "21/2 tablets".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.model.fraction_signs import SIGNS, STROKES
from publish.model.nodes import Inline, Style, Styled, Text

_UNDER = re.compile(rf"[{''.join(STROKES)}](\d{{1,2}})(?![\d.,/])")
_POWER = re.compile(r"(?:^|[^\d\s(]|(?<!\d)10)$")


def with_fractions(inlines: Sequence[Inline]) -> list[Inline]:
    """A run in which each such fraction is one sign (½) or, where Unicode has none, plain digits with a stroke."""
    fitted: list[Inline] = []
    position = 0
    while position < len(inlines):
        found = _fraction(inlines[position : position + 3])
        half = None if found else _half_raised(inlines[position : position + 3], fitted)
        if found:
            fitted.append(Text(_joined(found, fitted)))
            position += 3
        elif half is not None:
            sign, rest, taken = half
            fitted += [Text(sign), *rest]
            position += taken
        else:
            fitted.append(inlines[position])
            position += 1
    return fitted


def _fraction(three: Sequence[Inline]) -> tuple[str, str] | None:
    """The numbers above and under the stroke, where three inlines are a raised number, a stroke and a lowered one."""
    if len(three) < 3 or not (isinstance(three[1], Text) and three[1].value.strip() in STROKES):
        return None
    over, under = _number(three[0], Style.SUPERSCRIPT), _number(three[2], Style.SUBSCRIPT)
    return (over, under) if over and under else None


def _half_raised(three: Sequence[Inline], before: Sequence[Inline]) -> tuple[str, tuple[Text, ...], int] | None:
    """The sign of a fraction whose under number is not lowered, what stands after it, and how many inlines it takes.

    Only one that has a sign, after a whole number or a space: 10¹/2 may be a power.
    """
    ahead = before[-1].value if before and isinstance(before[-1], Text) else "" if before else " "
    over = _number(three[0], Style.SUPERSCRIPT)
    if not over or _POWER.search(ahead) or len(three) < 2 or not isinstance(three[1], Text):
        return None
    stroke = three[1].value
    if stroke.strip() in STROKES:
        under = _number(three[2], Style.SUPERSCRIPT) if len(three) > 2 else ""
        return (SIGNS[over, under], (), 3) if (over, under) in SIGNS else None
    found = _UNDER.match(stroke)
    sign = SIGNS.get((over, found[1])) if found is not None else None
    return (sign, (Text(stroke[found.end() :]),), 2) if sign and found is not None else None


def _number(inline: Inline, style: Style) -> str:
    if not (isinstance(inline, Styled) and inline.style is style and len(inline.children) == 1):
        return ""
    only = inline.children[0]
    return only.value if isinstance(only, Text) and only.value.isdecimal() else ""


def _joined(fraction: tuple[str, str], before: Sequence[Inline]) -> str:
    sign = SIGNS.get(fraction)
    if sign is not None:
        return sign
    last = before[-1] if before else None
    apart = " " if isinstance(last, Text) and last.value[-1:].isdecimal() else ""
    return f"{apart}{fraction[0]}/{fraction[1]}"
