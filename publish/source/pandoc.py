"""Calls of pandoc, a program of its own, within bounds of time and memory, and without access to files."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from operator import itemgetter
from pathlib import Path
from typing import Any

from publish.limits import NESTING
from publish.source.pandoc_process import PandocProcess, Unconverted

__all__ = ["READER", "Unconverted", "blocks", "mathml", "program", "rest"]

# What would change characters, guess, or pass raw text on is off: the source says exactly what the editions say.
READER = "commonmark_x" + "".join(
    f"-{extension}"
    for extension in (
        "smart",
        "emoji",
        "alerts",
        "task_lists",
        "fancy_lists",
        "gfm_auto_identifiers",
        "implicit_header_references",
        "yaml_metadata_block",
        "raw_attribute",
    )
)

# Each word and space stands in a wrapper with its position; a block's line needs only the first of a row. Without the
# others a source of 150,000 words is read in less than half the time.
_POSITIONED = re.compile(
    r'(?<=,)\{"t":"Span","c":\[\["",\[\],\[\["wrapper","1"\],\["data-pos","[^"]*"\]\]\],'
    r'\[(\{"t":"(?:Str","c":"[^"\\]*(?:\\.[^"\\]*)*"|Space"|SoftBreak")\})\]\]\}'
)
_WORD = itemgetter(1)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


def blocks(markdown: str) -> list[Any]:
    """The blocks of a Markdown text as pandoc's JSON, each with its source position. Raises `Unconverted`."""
    converted = _process().converted(markdown, f"{READER}+sourcepos", "json")
    try:
        return list(json.loads(_POSITIONED.sub(_WORD, converted))["blocks"])
    except (RecursionError, ValueError) as error:
        raise Unconverted(f"more than {NESTING} things stand within each other") from error


def mathml(formulas: Sequence[tuple[str, bool]]) -> list[str]:
    """Each formula (TeX, whether it is displayed) as MathML, or as something else where pandoc cannot convert it."""
    if not formulas:
        return []
    kinds = {True: "DisplayMath", False: "InlineMath"}
    document = {
        "pandoc-api-version": [1, 23],
        "meta": {},
        "blocks": [
            {"t": "Para", "c": [{"t": "Math", "c": [{"t": kinds[displayed]}, tex]}]} for tex, displayed in formulas
        ],
    }
    html = _process().converted(json.dumps(document), "json", "html5")
    return [part.strip() for part in _PARAGRAPH.findall(html)]


def rest() -> None:
    """End the pandoc that runs, until there is a text again: idle it keeps 170 MB."""
    _process().close()


@cache
def program() -> str:
    """The pandoc that is installed with the library. Asking pypandoc starts each pandoc of the machine, for 0.1 s."""
    spec = find_spec("pypandoc")
    places = list(spec.submodule_search_locations or ()) if spec is not None else []
    beside = next((path for place in places for path in Path(place, "files").glob("pandoc*") if path.is_file()), None)
    if beside is not None:
        return str(beside)
    import pypandoc

    return str(pypandoc.get_pandoc_path())


@cache
def _process() -> PandocProcess:
    return PandocProcess(program())
