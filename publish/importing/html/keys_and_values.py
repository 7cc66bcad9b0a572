"""Tables of two columns, the first of which heads the rows though nothing says so: "Opening hours: | 9am to 5pm"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.importing.html.content import Element, words_of

_VALUE = re.compile(r"\A\W*(?:\d|(?:yes|no|not|every)\b)|@|(?:\S+\s+){2}.*\.\Z|(?:\S+\s+){7}\S", re.IGNORECASE)
"""What a value has and the header of a column seldom: a figure or an answer first, an address, a sentence."""


def holds_keys(rows: Sequence[tuple[Element, Element]]) -> bool:
    """Whether the first cells of all rows are headers by their colon, by strong letters, or by what stands beside."""
    keys, values = ([words_of(row[column]) for row in rows] for column in (0, 1))
    if not all(any(sign.isalpha() for sign in key) for key in keys):
        return False
    colons = all(key.endswith(":") for key in keys)
    strong = all(_strong(key) and not _strong(value) for key, value in rows)
    return colons or strong or (_VALUE.search(values[0]) is not None and _VALUE.search(keys[0]) is None)


def _strong(cell: Element) -> bool:
    """Whether all words of a cell are strong."""
    strong = "".join(words_of(run) for run in cell.iter("b", "strong"))
    return "".join(strong.split()) == "".join(words_of(cell).split())
