"""Gathers the errors of a source, so that one run names them all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from publish.errors import SourceError


class Problems:
    """The errors found so far. What a part with an error would have given is left out; the source is refused anyway."""

    def __init__(self) -> None:
        """Begin with none."""
        self._found: dict[tuple[str, int, str], SourceError] = {}

    def __len__(self) -> int:
        """How many there are."""
        return len(self._found)

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Keep the error that the block raises, and go on after it."""
        try:
            yield
        except SourceError as error:
            for each in error.each:
                self._found.setdefault((str(each.path), each.line, each.message), each)

    def refuse(self) -> None:
        """Raise one `SourceError` that names all that was gathered, by file and line, if anything was."""
        if self._found:
            first, *others = sorted(self._found.values(), key=lambda error: (str(error.path), error.line))
            raise SourceError(first.path, first.line, first.message, tuple(others))
