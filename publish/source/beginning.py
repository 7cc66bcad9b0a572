"""Puts blocks that are still to be written into a source, each after the text that it is for. Nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from publish.contracts.authoring import Beginning
from publish.source.load import load
from publish.source.source_file import save

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def put_in(source: Path, beginnings: Iterable[Beginning]) -> tuple[int, ...]:
    """Put blocks into a source in place; gives the line on which each starts then.

    Raises `SourceError` where the source could not be read with them, or not written; it is then as it was.
    """
    lines = _LINE.findall(source.read_bytes().decode("utf-8"))  # with their ends, and the byte order mark
    end = "\r\n" if any(line.endswith("\r\n") for line in lines) else "\n"
    blocks = list(beginnings)
    text: list[str] = []
    starts: list[int] = []
    for number, line in enumerate((*lines, ""), 1):
        for block in blocks:
            if number != (block.before or len(lines) + 1):
                continue
            if text and not text[-1].endswith(("\n", "\r")):
                text[-1] += end
            if text and text[-1].strip():
                text.append(end)
            starts.append(len(text) + 1)
            text += [*(words + end for words in block.lines), *([end] if line else [])]
        text.append(line)
    if starts:
        save(source, "".join(text), prove=load)
    return tuple(starts)
