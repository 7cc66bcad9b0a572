"""The seed that a failure prints brings the same documents back, whatever else is loaded."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from hypothesis import strategies as st

from tests.properties.running import complaints


def test_a_seed_brings_the_same_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _drawn(7)
    path = tmp_path / "figures.py"
    path.write_text("".join(f"A{n} = {40_000 + 7 * n}\n" for n in range(99)), encoding="utf-8")
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    monkeypatch.setitem(sys.modules, path.stem, module_from_spec(spec))
    assert _drawn(7) == before
    assert _drawn(8) != before


def _drawn(seed: int) -> list[int]:
    made: list[int] = []

    def keep(number: int) -> list[str]:
        made.append(number)
        return []

    complaints(st.integers(0, 99_999), 200, seed, keep)
    return made
