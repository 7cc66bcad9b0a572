"""JSON that says each thing once: of two values under one key, one reader takes the first and another the last."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, NoReturn

_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
"""What may be half of a character: two halves in a row are a whole one."""

_LONGEST_NUMBER = 20  # digits: no size, page or time has as many


def parsed(data: bytes) -> Any:
    """The data of a JSON text in UTF-8. Raises `ValueError`, in words for people, for all that is none."""
    try:
        values = json.loads(
            data.decode("utf-8"), object_pairs_hook=_without_repeats, parse_constant=_refused, parse_int=_whole
        )
        if _HALF.search(data):
            json.dumps(values, ensure_ascii=False).encode("utf-8")
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except UnicodeEncodeError:
        raise ValueError("it holds half a character") from None
    return values


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        twice = next(key for key, number in Counter(key for key, _ in pairs).items() if number > 1)
        raise ValueError(f"it says “{twice[:80]}” twice")
    return values


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError(f"{digits[:20]}… is no number of anything")
    return int(digits)


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")
