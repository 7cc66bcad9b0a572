"""Dollar signs of money in Markdown, which would make a formula of the words between two sums."""

from __future__ import annotations

import re
from collections.abc import Collection

from publish.source.inlines import word_in_formula

_DOLLAR = re.compile(r"(?<![\\$])\$(?!\$)")
_BETWEEN_DOLLARS = re.compile(r"\$(?=\S)((?:(?!\n[ \t]*\n)[^$])*)(?<=[^\s\\])\$(?!\$)")


def with_money(text: str, code: Collection[tuple[int, int]]) -> str:
    r"""A text in which such signs are written `\$`; `code` is where it has code, which stays.

    Money it is where a digit follows the second sign, as in pandoc's own Markdown ("$5 to $10"), or where a word stands
    between them, which a formula would run together with what is beside it.
    """
    inside = {place for start, end in code for place in range(start, end) if text[place] == "$"}
    parts, at = [], 0
    while (dollar := _DOLLAR.search(text, at)) is not None:
        start, end = dollar.span()
        formula = _BETWEEN_DOLLARS.match(text, start)
        if start in inside:
            pass
        elif formula is not None and not _is_money(formula, inside):
            end = formula.end()
        elif formula is not None or text[end : end + 1].isdigit():
            parts.append(f"{text[at:start]}\\$")
            at = end
            continue
        parts.append(text[at:end])
        at = end
    return "".join([*parts, text[at:]])


def _is_money(formula: re.Match[str], code: Collection[int]) -> bool:
    after = formula.string[formula.end() : formula.end() + 1]
    return formula.end() - 1 in code or after.isdigit() or word_in_formula(formula[1]) is not None
