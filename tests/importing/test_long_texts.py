"""Plain texts cost what their length says: a line that comes back is looked at as often, not by the square."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from publish.contracts.import_options import Options
from publish.importing.text_export.web_export import read


def steps(text: str) -> int:
    """How many lines of the import's own code run for a text: the same number on every machine."""
    count = 0

    def line(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        if "text_export" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        read(text, "iron", Options())
    finally:
        sys.settrace(before)
    return count


OPENING = "About iron\n\nThis is a page about iron and how to take the tablets of it.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        lambda times: "Iron\n\nTake 2 tablets.\n\n" * times,
        lambda times: "Iron\n\f\fTake 2.\n" * times,
        lambda times: OPENING + "Take 2 tablets.\n\n" * times,
        lambda times: OPENING + "12\n\n" * times,
        lambda times: OPENING + "".join(f"Dose {n}\n\nBack to top\n\nTake 2 tablets.\n\n" for n in range(times)),
        lambda times: OPENING + "Contents\n\n" + "".join(f"- Day {n}\n" for n in range(times)),
        lambda times: OPENING + "".join(f"Day {n}\n\n" for n in range(times)) * 2,
    ],
)
def test_a_text_of_four_times_the_length_takes_four_times_the_steps(text: Callable[[int], str]) -> None:
    assert steps(text(400)) < 6 * steps(text(100))
