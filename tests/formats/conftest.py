"""What tests of formats share: the specimen, and editions of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from formats.large_print.large_print import LargePrint
from formats.word.word_options import WordOptions
from publish.contracts.format import Job, Settings
from publish.model.publication import Publication
from tests.formats.word_files import word
from tests.specimen import specimen


@pytest.fixture(scope="module")
def publication() -> Publication:
    return specimen()


@pytest.fixture
def large_print(tmp_path: Path) -> LargePrint:
    return LargePrint(Settings(tmp_path / "cache"))


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Word edition of the specimen."""
    folder = tmp_path_factory.mktemp("word")
    target = folder / "specimen.docx"
    word(folder).write(Job(specimen(), WordOptions()), target)
    return target
