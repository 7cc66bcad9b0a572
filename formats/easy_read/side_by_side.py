"""Easy-read lines beside the text that they stand for, as a report shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from formats.easy_read.easy_blocks import covered, easy_read_blocks
from publish.contracts.showing import Pair
from publish.model.nodes import EasyRead
from publish.model.publication import Publication
from publish.proof.ledger import section_units, text_of
from publish.proof.reading import Role, Unit

_STRUCK = "[struck out: {}]"


def pairs(publication: Publication) -> Iterator[Pair]:
    """Each block of easy-read words with its sections."""
    for block in easy_read_blocks(publication):
        yield Pair(
            title=block.title,
            source=tuple(line for section in covered(publication, block) for line in _lines(section_units(section))),
            edition=tuple(text_of(line.children) for line in block.lines),
            remark=_remark(block),
        )


def _lines(units: Iterable[Unit]) -> Iterator[str]:
    """Each piece of text, and of a table each row as one line: a figure is compared by what stands beside it."""
    for _, group in groupby(enumerate(units), key=lambda numbered: _row(*numbered)):
        row = [unit for _, unit in group]
        yield _in_one(row) if row[0].cell else row[0].struck_as(_STRUCK)


def _row(number: int, unit: Unit) -> tuple[str, int]:
    return (unit.id, unit.cell.row) if unit.cell else ("", number)


def _in_one(row: list[Unit]) -> str:
    """A row as people read it out: “Adults: 1 to 2 (Usual dose), 10 (In an attack)”."""
    label = next((unit.cell.row_label for unit in reversed(row) if unit.cell), "")
    cells = [each for each in row if not label or each.role is not Role.HEADER_CELL]
    cells = cells[1:] if label and cells and cells[0].text == label else cells  # of a table whose rows have no headers
    told = (
        f"{each.struck_as(_STRUCK)} ({each.cell.column_label})"
        if each.cell and each.cell.column_label
        else each.struck_as(_STRUCK)
        for each in cells
    )
    return f"{label}: {', '.join(told)}" if label and cells else ", ".join(told) or label


def _remark(block: EasyRead) -> str:
    if block.agreed is None:
        return ""
    settled = f" Left out or added on purpose: {'; '.join(block.settled)}." if block.settled else ""
    return f"Agreed by {block.agreed.by}, {block.agreed.date}.{settled}"
