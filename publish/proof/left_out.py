"""Whether a publication that was rearranged for an edition still says all that it said, word for word.

A table that is too wide for large type is written row by row, by code that decides what an edition shows and so what it
is compared with. What that code forgot would be missing in both. So its words are counted here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from publish.model.publication import Publication
from publish.proof.ledger import ledger
from publish.proof.reading import Role, Unit

_WORD = re.compile(r"\w+")


def left_out(source: Publication, shown: Publication) -> Iterator[Unit]:
    """The units of a source of which a rearranged publication has not all words in their section.

    Args:
        source: the publication before.
        shown: what an edition shows of it; words may stand more than once, and in another order.

    """
    if source == shown:
        return
    lost: defaultdict[str, Counter[str]] = defaultdict(Counter)
    # Equal headers over one cell may be said as one.
    headers = {(unit.section, unit.text): unit for unit in ledger(source) if unit.role is Role.HEADER_CELL}
    units = [unit for unit in ledger(source) if unit.role is not Role.HEADER_CELL] + [*headers.values()]
    for unit in units:
        lost[unit.section].update(_WORD.findall(unit.text))
    for unit in ledger(shown):
        lost[unit.section].subtract(_WORD.findall(unit.text))
    for unit in units:
        missing = [word for word in set(_WORD.findall(unit.text)) if lost[unit.section][word] > 0]
        if missing:
            yield unit
            lost[unit.section].subtract(_WORD.findall(unit.text))
