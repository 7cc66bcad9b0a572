"""Remarks of lint as lines for people and as JSON data for programs.

Apart from what other commands print, whose records take lint 0.3 seconds to load.
"""

from __future__ import annotations

from typing import Any

from publish.linting.remarks import Remark


def remark_line(remark: Remark) -> str:
    """One remark of lint, in the form that editors can jump to."""
    return f"{remark.path}:{remark.line}: {remark.severity}: {remark.message} [{remark.rule}]"


def remark_data(remark: Remark) -> dict[str, Any]:
    """One remark of lint, as JSON data."""
    return {
        "path": str(remark.path),
        "line": remark.line,
        "severity": remark.severity.value,
        "rule": remark.rule,
        "message": remark.message,
    }
