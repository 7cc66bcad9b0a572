"""Plugins as others install them: a module with its entry points in a folder on the path, found by every process."""

from __future__ import annotations

from pathlib import Path

import pytest

_HEAD = """
import ctypes, os, signal, sys, time
from pathlib import Path
from publish.contracts.format import EditionOptions, Variants
from tests.plugin.plain_text import PlainText
"""


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, **classes: str) -> None:
    """Install a format for each class, its body on top of `PlainText`; each time in a folder where none was before."""
    folder.mkdir(parents=True, exist_ok=True)
    code = [
        f"class {name}(PlainText):\n    name = {name.lower()!r}\n    stem = '-{name.lower()}'\n    {body}\n"
        for name, body in classes.items()
    ]
    (folder / "strange_formats.py").write_text(_HEAD + "\n\n".join(code), encoding="utf-8")
    about = folder / "strange_formats-1.dist-info"
    about.mkdir(exist_ok=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: strange-formats\nVersion: 1\n", encoding="utf-8")
    points = [f"{name.lower()} = strange_formats:{name}" for name in classes]
    (about / "entry_points.txt").write_text("\n".join(["[publish.formats]", *points, ""]), encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
