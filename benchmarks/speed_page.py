"""Puts the tables of benchmarks into docs/speed.md, each between its two marks, with the machine that they are of."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from datetime import date
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "speed.md"
_QUIET = 0.5  # of a core that others may use before times are not to be relied on


def put(name: str, lines: Iterable[str]) -> None:
    """Put lines between the marks of a name: `<!-- begin name -->` and `<!-- end name -->`."""
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise SystemExit(f"{PAGE}: the marks of {name} are not there.")
    PAGE.write_text(f"{before}{begin}\n{chr(10).join(lines)}\n{end}{after}", encoding="utf-8")


def machine() -> str:
    """A sentence on this machine, when, and how busy others keep it now. Asked before a benchmark begins."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    busy = "nothing else at work" if load < _QUIET else f"**busy, load {load:.0f}: only the ratios tell anything**"
    about = f"Python {platform.python_version()}, {platform.system()}, {_processor()}, {cores} cores"
    return f"{date.today():%d %B %Y}, {about}, {busy}."


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
