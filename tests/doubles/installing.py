"""Plugins as others install them: a module with its entry points in a folder on the path, found by every process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

_HEAD = """
import ctypes, os, signal, sys, time
from pathlib import Path
from publish.contracts.format import EditionOptions, Kind, TimeSpan, Variants
from tests.plugin.plain_text import PlainText
"""


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, **classes: str) -> None:
    """Install a format for each class, its body on top of `PlainText`; each time in a folder where none was before."""
    code = [
        f"class {name}(PlainText):\n    name = {name.lower()!r}\n    stem = '-{name.lower()}'\n    {body}\n"
        for name, body in classes.items()
    ]
    register(folder, "strange-formats", {"publish.formats": {n.lower(): f"strange_formats:{n}" for n in classes}})
    (folder / "strange_formats.py").write_text(_HEAD + "\n\n".join(code), encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))


def register(
    folder: Path, name: str, points: Mapping[str, Mapping[str, str]], needs: Mapping[str, str] | None = None
) -> None:
    """What pip leaves of a package in `folder`: its name, its entry points by group and name, its needs by extra."""
    about = folder / f"{name.replace('-', '_')}-1.dist-info"
    about.mkdir(parents=True, exist_ok=True)
    lines = [f"Metadata-Version: 2.1\nName: {name}\nVersion: 1"]
    for extra, package in (needs or {}).items():
        lines.append(f"Provides-Extra: {extra}\nRequires-Dist: {package}; extra == '{extra}'")
    (about / "METADATA").write_text("\n".join([*lines, ""]), encoding="utf-8")
    groups = (
        "\n".join([f"[{group}]", *(f"{key} = {value}" for key, value in named.items())])
        for group, named in points.items()
    )
    (about / "entry_points.txt").write_text("\n".join([*groups, ""]), encoding="utf-8")
