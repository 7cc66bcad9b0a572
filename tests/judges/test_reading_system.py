"""A talking EPUB in a reading system: Chromium plays it, and the mark moves from sentence to sentence with the sound.

The reading system is foliate-js. Neither epub.js nor the navigator of Readium plays media overlays in a web page.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from formats.talking_epub import TalkingEpub
from formats.talking_epub.read import Spoken, read_book
from publish.contracts.format import Settings
from tests.conftest import require
from tests.formats.test_audio import COUNT, FOOD, NOT, REST, TABLETS, WALK, WASH, made, spoken_job

pytestmark = pytest.mark.xdist_group("played")  # once, by one worker
PLAYER = Path(__file__).with_name("reading_system.mjs")
PAGE = "treatment.xhtml"
DAYS = {"treatment": [COUNT, TABLETS, f"{NOT} {REST}", f"{WALK} {FOOD} {WASH}"]}
LATE_S = 1.0
"""How late a mark may be: the browser tells the time four times a second, and shares its processor."""


@pytest.fixture(scope="module")
def phrases(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Spoken, ...]]:
    """A book, and the phrases of one of its pages."""
    path = tmp_path_factory.mktemp("reading") / "care-talking.epub"
    talking = TalkingEpub(Settings(cache, listen=False))
    talking.write(spoken_job(talking, made(DAYS)), path)
    (overlay,) = [overlay for overlay in read_book(path).overlays if overlay.page.endswith(PAGE)]
    return path, overlay.phrases


@pytest.fixture(scope="module")
def played(phrases: tuple[Path, tuple[Spoken, ...]]) -> Any:
    """What the reading system marked while it played that page to just before its end."""
    modules = Path(os.environ.get("NODE_PATH", "none"))
    there = bool(shutil.which("node")) and (modules / "foliate-js").is_dir()
    require("browser", present=there, how="tests/judges/node.sh installs what it needs")
    path, spoken = phrases
    command = [str(shutil.which("node")), str(PLAYER), str(path), PAGE, str(spoken[-1].clip.end_s - 0.5)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_the_mark_moves_from_sentence_to_sentence(phrases: tuple[Path, tuple[Spoken, ...]], played: Any) -> None:
    marked = [" ".join(mark["text"].split()) for mark in played["marks"]]
    assert marked == ["Treatment", COUNT, TABLETS, NOT, REST, WALK, FOOD, WASH]
    assert marked == [spoken.clip.text for spoken in phrases[1]]


def test_a_sentence_is_marked_while_it_is_said(phrases: tuple[Path, tuple[Spoken, ...]], played: Any) -> None:
    for mark, spoken in zip(played["marks"], phrases[1], strict=True):
        assert spoken.clip.start_s - 0.01 <= mark["at"] < spoken.clip.end_s + LATE_S, mark


def test_what_is_marked_is_on_the_screen_and_outlined(played: Any) -> None:
    assert {(mark["seen"], mark["outline"]) for mark in played["marks"]} == {(True, "solid")}


def test_the_reading_system_has_no_complaint(played: Any) -> None:
    assert played["messages"] == []
