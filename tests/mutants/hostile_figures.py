"""The figures of `make fuzz` in docs/proof.md: `python -m tests.mutants.hostile_figures` puts them there anew."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parent.parent.parent / "docs"
HEADING = "## Hostile inputs"


def section(figures: str) -> str:
    """What docs/hostile.md says, in short: how many inputs of which kinds, and how many faults."""
    inputs = re.search(r"with seed \d+: ([\d,]+) inputs", figures)
    faults = re.search(r"\*\*(\d+)\*\* faults", figures)
    outside = re.search(r"elsewhere on the machine: \*\*(\d+)\*\*", figures)
    assert inputs and faults and outside, "docs/hostile.md is written by make fuzz"
    rows = [line.split("|") for line in figures.splitlines() if re.match(r"\| [a-z.\d]+(?: [a-z.\d]+)? \| \d+ ", line)]
    lines = [
        HEADING,
        "",
        f"Of {inputs[1]} hostile inputs, met by a user without rights (`make fuzz`, [hostile.md](hostile.md)): "
        f"**{faults[1]}** tracebacks or other faults, **{outside[1]}** files left elsewhere.",
        "",
        "| kind | inputs | faults | slowest, s | most memory, MB |",
        "| --- | --- | --- | --- | --- |",
        *("| " + " | ".join(row[place].strip() for place in (1, 2, 6, 7, 8)) + " |" for row in rows),
        "",
    ]
    return "\n".join(lines)


def with_figures(proof: str, figures: str) -> str:
    """The page of the proof with the figures at its end, in place of those that stood there."""
    return f"{proof.partition(HEADING)[0].rstrip()}\n\n{section(figures)}"


def main() -> None:
    """Put the figures into the page."""
    page = DOCS / "proof.md"
    figures = (DOCS / "hostile.md").read_text(encoding="utf-8")
    page.write_text(with_figures(page.read_text(encoding="utf-8"), figures), encoding="utf-8")


if __name__ == "__main__":
    main()
