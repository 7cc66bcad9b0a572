"""What tabs part in a line: the cells of a table, or a label and the text of an item."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LABEL = re.compile(r"\W*|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.):]")  # of a typed item
_LONGEST = 60  # characters of a cell; what is longer is a line of text


def are_cells(parts: Sequence[str]) -> bool:
    """Whether the parts of a line are short, and the first of them is no number or bullet."""
    words = [" ".join(part.split()) for part in parts]
    return _LABEL.fullmatch(words[0]) is None and all(len(cell) <= _LONGEST for cell in words)
