"""Ace by DAISY, the reference checker of EPUB accessibility, which looks at pages in Chromium, finds no violation."""

from __future__ import annotations

from pathlib import Path

from formats.epub import Epub
from formats.talking_epub import TalkingEpub
from publish.contracts.format import PLAIN, Job, Settings
from tests.conftest import Built
from tests.formats.test_audio import spoken_job
from tests.judges.judges import ace_violations
from tests.specimen import specimen


def test_ace_finds_no_violation_in_the_factsheet(built: Built, ace: Path, tmp_path: Path) -> None:
    assert ace_violations(ace, built.path("epub"), tmp_path) == []


def test_ace_finds_no_violation_in_every_node(ace: Path, tmp_path: Path) -> None:
    target = tmp_path / "specimen.epub"
    Epub(Settings(tmp_path)).write(Job(specimen(), PLAIN), target)
    assert ace_violations(ace, target, tmp_path / "report") == []


def test_ace_finds_no_violation_in_a_talking_epub(ace: Path, cache: Path, tmp_path: Path) -> None:
    target = tmp_path / "specimen.epub"
    talking = TalkingEpub(Settings(cache, listen=False))
    talking.write(spoken_job(talking, specimen()), target)
    assert ace_violations(ace, target, tmp_path / "report") == []


def test_ace_sees_an_image_without_its_text(ace: Path, tmp_path: Path) -> None:
    """The judge is awake."""
    from tests.formats.test_epub import changed, edit

    target = tmp_path / "specimen.epub"
    Epub(Settings(tmp_path)).write(Job(specimen(), PLAIN), target)
    edit(target, "tables", changed("img", "", lambda image: image.attrib.pop("alt")))
    assert ace_violations(ace, target, tmp_path / "report")
