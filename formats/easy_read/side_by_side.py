"""Easy-read lines beside the text that they stand for, as a report shows them."""

from __future__ import annotations

from collections.abc import Iterator

from formats.easy_read.easy_blocks import covered, easy_read_blocks
from publish.contracts.showing import Pair
from publish.model.nodes import EasyRead
from publish.model.publication import Publication
from publish.proof.ledger import section_units, text_of


def pairs(publication: Publication) -> Iterator[Pair]:
    """Each block of easy-read words with its sections."""
    for block in easy_read_blocks(publication):
        yield Pair(
            title=block.title,
            source=tuple(unit.text for section in covered(publication, block) for unit in section_units(section)),
            edition=tuple(text_of(line.children) for line in block.lines),
            remark=_remark(block),
        )


def _remark(block: EasyRead) -> str:
    if block.agreed is None:
        return ""
    settled = f" Left out or added on purpose: {'; '.join(block.settled)}." if block.settled else ""
    return f"Agreed by {block.agreed.by}, {block.agreed.date}.{settled}"
