"""Sentences of health information told in easy words: what a sound telling may do, and what no telling may."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import REPOSITORY
from tests.formats.test_easy_read_agreement import differences, written

TELLINGS: list[dict[str, Any]] = yaml.safe_load(
    (REPOSITORY / "tests" / "cases" / "easy_read" / "tellings.yaml").read_text(encoding="utf-8")
)
SOUND = [row for row in TELLINGS if "sound" in row]
ALTERED = [row for row in TELLINGS if "altered" in row]
MOST_FALSE = 0.09  # of the sound tellings, that may be taken for false ones


def found(folder: Path, text: str, lines: list[str]) -> list[tuple[str, str]]:
    """What lint would call an error: what the easy-read lines say otherwise than their text, or leave out."""
    return differences(written(folder, text, "\n- [clock]{.picture} ".join(lines)))


@pytest.mark.parametrize("row", SOUND, ids=lambda row: row["text"])
def test_a_sound_telling_is_no_difference(tmp_path: Path, row: dict[str, Any]) -> None:
    assert bool(found(tmp_path, row["text"], row["sound"])) == row.get("misjudged", False)


@pytest.mark.parametrize("row", ALTERED, ids=lambda row: f"{row['change']}: {row['text']}")
def test_a_telling_that_says_something_else_is_found(tmp_path: Path, row: dict[str, Any]) -> None:
    assert found(tmp_path, row["text"], row["altered"]) != []


def test_few_sound_tellings_are_taken_for_false_ones() -> None:
    assert sum(row.get("misjudged", False) for row in SOUND) <= MOST_FALSE * len(SOUND)
