"""Carets and tildes of Markdown that stand for a power and for “about”: in pairs they would raise or lower all between.

`10^9/L and 50 x 10^9/L` has two powers, and `~5% of cells, ~15% of others` two figures that are not exact.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_SIGN = re.compile(r"(?<=[\w)])\^(?P<power>[-−+]?\d{1,3})(?![\w^])|(?<![\w~\\^])~(?=[£$€]?\d)")
_FORMULA = re.compile(r"(?<!\\)(\$\$?)(?!\s)(?:(?!\n[ \t]*\n)[^$])+\1")


def with_raised_figures(text: str, code: Collection[tuple[int, int]]) -> str:
    r"""A text in which they are written `10^9^` and `\~`; `code` is where it has code, which stays, as formulas do."""
    kept = [*code, *(formula.span() for formula in _FORMULA.finditer(text))]
    inside = {place for start, end in kept for place in range(start, end) if text[place] in "^~"}

    def sign(match: re.Match[str]) -> str:
        if match.start() in inside:
            return match[0]
        return f"^{match['power']}^" if match["power"] else "\\~"

    return _SIGN.sub(sign, text)
