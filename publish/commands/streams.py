"""The inputs and outputs that a command is started with, which need not be there."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

_STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))  # by their numbers: 0, 1 and 2


def open_closed_streams() -> None:
    """Let what a command was started without lead nowhere, as `/dev/null` does: `publish build >&-`, some schedulers.

    Python leaves a closed one out, so that the first line to be said ends in an error; and its number goes to the next
    file that is opened, such as a lock, into which a program that is started then would write.
    """
    for number, (name, mode) in enumerate(_STREAMS):
        if _is_closed(number):
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # it has the lowest number, which is this one
        if getattr(sys, name) is None:
            nowhere = open(os.devnull, mode, encoding="utf-8", errors="backslashreplace")  # noqa: PTH123, SIM115
            setattr(sys, name, nowhere)


def _is_closed(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return True
    return False


def lead_nowhere(stream: TextIO) -> None:
    """Drop what a stream still holds and takes from now on: Python would try to write it once more at its end."""
    with suppress(OSError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123 — a stream of a test has no number
        os.dup2(nowhere.fileno(), stream.fileno())
