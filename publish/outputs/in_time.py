"""What a server is waited for: each call has an end, also where the server gives one byte a second for ever."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

Value = TypeVar("Value")

_AT_ONCE = 1 << 20  # bytes that are asked for in one go


def in_time(call: Callable[[], Value], seconds: float) -> Value:
    """What a call gives. Raises `TimeoutError` where that takes longer; its thread is then left to itself."""
    answers: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()

    def answer() -> None:
        try:
            answers.put((call(), None))
        except BaseException as error:  # noqa: BLE001 — raised where it is waited for
            answers.put((None, error))

    Thread(target=answer, daemon=True).start()
    try:
        value, error = answers.get(timeout=max(0.0, seconds))
    except Empty:
        raise TimeoutError("the server took too long") from None
    if error is not None:
        raise error
    found: Value = value
    return found


class InTime:
    """An answer that is read no slower than so many bytes a second, after a first wait."""

    def __init__(self, answer: Any, wait_s: float, slowest: float, late: Callable[[], None]) -> None:
        """Take what `urllib` gave, and whom to tell once it is too slow."""
        self._answer = answer
        self._slowest = slowest
        self._end = time.monotonic() + wait_s
        self._late = late
        self._is_late = False

    def read(self, size: int) -> bytes:
        """So many bytes, fewer at the end. Raises `TimeoutError`."""
        found = bytearray()
        while len(found) < size:
            try:
                piece = in_time(
                    partial(self._answer.read1, min(size - len(found), _AT_ONCE)), self._end - time.monotonic()
                )
            except TimeoutError:
                self._is_late = True
                self._late()
                raise
            if not piece:
                break
            found += piece
            self._end += len(piece) / self._slowest
        return bytes(found)

    def close(self) -> None:
        """Close the answer; one that is late is still being read, and is left to its thread."""
        if not self._is_late:
            self._answer.close()
