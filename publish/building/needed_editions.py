"""The editions that a format needs, as a manifest has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from publish.contracts.format import Edition, Editions, Format
from publish.errors import OutputsError
from publish.outputs.manifest import EditionRecord


def needed_editions(format_: Format, records: Iterable[EditionRecord], folder: Path) -> Editions:
    """For each format that one needs its current editions in `folder`: none where there are none."""
    kept = tuple(records)
    return {need.format: tuple(editions_of(need.format, kept, folder)) for need in format_.needs}


def editions_of(name: str, records: Iterable[EditionRecord], folder: Path) -> Iterator[Edition]:
    """The current editions of a format; a record whose file leads elsewhere is passed over."""
    for record in records:
        if record.format == name and record.file is not None and record.current:
            try:
                yield record.edition(folder)
            except OutputsError:
                continue
