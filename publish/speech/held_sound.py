"""The samples of a chapter, taken in sentence by sentence and read again in parts: a long one is held by a file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Self

import numpy as np

from publish.contracts.voice import Mono
from publish.limits import MEGABYTE

_IN_MEMORY = 20 * MEGABYTE  # three and a half minutes: few chapters are longer
_SAMPLE_BYTES = 4


class HeldSound:
    """Samples that grow at their end. A full disk raises `OSError`, as a file does."""

    def __init__(self) -> None:
        """Begin with none."""
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 — closed by `__exit__`
        self.samples = 0

    def __enter__(self) -> Self:
        """Hold the samples until the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of them."""
        self._file.close()

    def add(self, mono: Mono) -> None:
        """Put samples at the end."""
        self._file.seek(0, 2)
        self._file.write(np.ascontiguousarray(mono, np.float32).tobytes())
        self.samples += len(mono)

    def parts(self, longest: int) -> Iterator[Mono]:
        """All samples from the first on, at most `longest` at a time."""
        for start in range(0, self.samples, longest):
            self._file.seek(start * _SAMPLE_BYTES)
            yield np.frombuffer(self._file.read(longest * _SAMPLE_BYTES), np.float32)
