"""Calls of pandoc, a program of its own, through pypandoc."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import pypandoc

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

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


def blocks(markdown: str) -> list[Any]:
    """The blocks of a Markdown text as pandoc's JSON, each with its source position."""
    document = json.loads(
        pypandoc.convert_text(markdown, "json", format=f"{READER}+sourcepos", extra_args=["--sandbox"])
    )
    return list(document["blocks"])


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
    html = pypandoc.convert_text(
        json.dumps(document), "html5", format="json", extra_args=["--mathml", "--wrap=none", "--quiet"]
    )
    return [part.strip() for part in _PARAGRAPH.findall(html)]
