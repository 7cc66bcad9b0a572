"""The cache keeps what is used and stays within its bounds."""

from __future__ import annotations

import os
from pathlib import Path

from publish.speech import store


def test_what_was_longest_not_used_is_removed_first(tmp_path: Path) -> None:
    for number, name in enumerate(("old", "used", "new")):
        store.put(tmp_path, name, b"x" * 1000)
        os.utime(tmp_path / f"{name}{store.SUFFIX}", (number, number))
    assert store.get(tmp_path, "old") is not None
    store.trim(tmp_path, largest=2500)
    assert [name for name in ("old", "used", "new") if store.get(tmp_path, name) is not None] == ["old", "new"]


def test_a_folder_within_its_bounds_keeps_everything(tmp_path: Path) -> None:
    store.put(tmp_path, "a", b"x" * 1000)
    store.trim(tmp_path, largest=2500)
    assert store.get(tmp_path, "a") == b"x" * 1000
