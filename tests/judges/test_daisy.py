"""DAISY books against the specification of DAISY 2.02, and the validator against books that break it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from formats.daisy import Daisy
from publish.contracts.format import Settings
from publish.rendering.zipping import FixedZip
from tests.formats.test_audio import CARE, made, spoken_job
from tests.judges.daisy202 import complaints
from tests.mutants.package import Package
from tests.specimen import specimen


@pytest.fixture(scope="module")
def book(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("daisy") / "care.zip"
    daisy = Daisy(Settings(cache, listen=False))
    daisy.write(spoken_job(daisy, made(CARE)), path)
    return path


def test_a_book_keeps_every_clause(book: Path) -> None:
    assert complaints(book) == []


def test_a_book_of_every_node_keeps_every_clause(cache: Path, tmp_path: Path) -> None:
    daisy = Daisy(Settings(cache, listen=False))
    path = tmp_path / "specimen.zip"
    daisy.write(spoken_job(daisy, specimen()), path)
    assert complaints(path) == []


def replaced(before: str, after: str) -> Callable[[str], str]:
    return lambda text: re.sub(before, after, text)


BROKEN: dict[str, tuple[str, Callable[[str], str], str]] = {
    "no date": ("ncc.html", replaced('"dc:date"', '"date"'), "2.1.1: dc:date is missing"),
    "no title": ("ncc.html", replaced('class="title"', ""), "2.1.2: the first item"),
    "a level skipped": (
        "ncc.html",
        replaced('<h1 id="heading002">(.*\n.*\n.*)</h1>', r'<h3 id="heading002">\1</h3>'),
        "2.1.2",
    ),
    "a wrong total": (
        "ncc.html",
        replaced('"ncc:totalTime" content="..', '"ncc:totalTime" content="01'),
        "2.1.1: ncc:to",
    ),
    "a link to nowhere": ("ncc.html", replaced("#par002", "#par999"), "2.1: heading002 leads"),
    "untrue times": ("chapter002.smil", replaced("0:00:", "0:09:"), "2.3.1: ncc:totalElapsedTime"),
    "an open end": ("chapter002.smil", replaced('endsync="last"', ""), "2.3.2: pars of chapter002.smil"),
    "a clip outside": (
        "chapter002.smil",
        replaced('clip-begin="npt=0.000s"', 'clip-begin="npt=900.0s"'),
        "2.3.2: a clip",
    ),
    "a wrong master": ("master.smil", replaced("chapter002.smil", "chapter003.smil"), "2.4:"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_the_validator_names_the_clause_that_is_broken(fault: str, book: Path, tmp_path: Path) -> None:
    name, change, complaint = BROKEN[fault]
    parts = Package.of(book).parts
    after = change(parts[name].decode())
    assert after != parts[name].decode()
    target = tmp_path / "broken.zip"
    with FixedZip(target, "w") as archive:
        for other, data in {**parts, name: after.encode()}.items():
            archive.writestr(other, data)
    assert [found for found in complaints(target) if found.startswith(complaint)]
