"""A desk with a release, from which tests order."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.ordering.shelf import build, release
from tests.releasing import IRON, Desk, desk


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with one release of five editions; made once, and copied for each test."""
    front = "version: 1.0\nsubject: [iron, blood]\naudience: adults\n"
    at = desk(tmp_path_factory.mktemp("opened"), IRON.replace("version: 1.0\n", front))
    with (at.source.parent / "publisher.yaml").open("a", encoding="utf-8") as house:
        house.write("formats:\n  print: {imposed: true}\n")
    build(at)
    assert at.agree_easy_read()[0] == 0
    build(at)
    assert at.approve("health information lead", "--without", "audio")[0] == 0
    release(at)
    return at


@pytest.fixture
def at(opened: Desk, tmp_path: Path) -> Desk:
    return Desk(shutil.copytree(opened.folder, tmp_path / "desk"))
