"""Easy-read words and waivers as a source has them: finished lines, drafts, lines still empty, and who agreed."""

from __future__ import annotations

from collections.abc import Callable

from publish.importing.canonical.escape import attribute
from publish.model.nodes import EasyRead, EasyReadLine, Inline, Waiver


def easy_read_keys(block: EasyRead) -> str:
    """The head of an easy-read block."""
    keys = f'.easy-read for="{" ".join(block.covers)}"'
    keys += f' tie="{block.tie}"' if block.tie else ""
    keys += f' title="{attribute(block.title)}"'
    if block.agreed is not None:
        told = (block.agreed.by, str(block.agreed.date), block.agreed.tie)
        keys += f' agreed="{attribute(", ".join(part for part in told if part))}"'
    return keys + (f' settled="{attribute("; ".join(block.settled))}"' if block.settled else "")


def easy_read_lines(block: EasyRead, words: Callable[[tuple[Inline, ...]], str]) -> str:
    """The lines of an easy-read block, in the order in which they stood."""
    lines = [(line.line, _line(line, "", words)) for line in block.lines]
    lines += [(line.line, _line(line, " .draft", words)) for line in block.drafts]
    lines += [(number, "- []{.picture}") for number in block.unwritten]
    return "\n".join(text for _, text in sorted(lines, key=lambda each: each[0]))


def _line(line: EasyReadLine, mark: str, words: Callable[[tuple[Inline, ...]], str]) -> str:
    return f"- [{line.picture}]{{.picture{' .short' if line.short else ''}{mark}}} {words(line.children)}"


def waiver(leave: Waiver) -> str:
    """A waiver, on a line of its own between two of colons."""
    keys = {
        "format": leave.format,
        "section": leave.section,
        "facts": "; ".join(leave.facts),
        "reason": leave.reason,
        "by": leave.by,
        "date": str(leave.date),
        "tie": leave.tie,
    }
    head = " ".join(f'{key}="{attribute(value)}"' for key, value in keys.items() if value)
    return f"::: {{.waive {head}}}\n:::"
