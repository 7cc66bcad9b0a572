"""What can be handed to a Typst template: plain data and files, never markup; and whether its text runs to the left."""

from __future__ import annotations

import re

Value = str | int | float | bool | bytes | None | list["Value"] | dict[str, "Value"]

# The scripts that words.typ names, their presentation forms among them.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def right_to_left(value: Value) -> bool:
    """Whether a text, or any text within data, holds a letter of a script that runs from right to left."""
    if isinstance(value, str):
        return _RIGHT_TO_LEFT.search(value) is not None
    if isinstance(value, dict):
        return any(map(right_to_left, value.values()))
    return isinstance(value, list) and any(map(right_to_left, value))
