"""The built-in formats pass the conformance kit, as a third party's must. Other audio is heard in `test_audio.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from formats.easy_read.easy_read import EasyRead
from formats.easy_read.sound import EasyReadAudio
from formats.easy_read.web import EasyReadWeb
from formats.easy_read.word import EasyReadWord
from formats.epub import Epub
from formats.large_print.large_print import LargePrint
from formats.word import Word
from publish.contracts.format import Part, Settings
from publish.model.publication import Publication
from publish.testing import FormatConformance
from tests.specimen import specimen


class TestEpub(FormatConformance):
    format = Epub


class TestWord(FormatConformance):
    format = Word


class TestLargePrint(FormatConformance):
    format = LargePrint


class TestEasyReadWeb(FormatConformance):
    format = EasyReadWeb
    shows = Part.EASY_READ

    def publication(self) -> Publication:
        """As for the booklet."""
        return specimen()


class TestEasyReadWord(FormatConformance):
    format = EasyReadWord
    shows = Part.EASY_READ

    def publication(self) -> Publication:
        """As for the booklet."""
        return specimen()


class TestEasyReadAudio(FormatConformance):
    format = EasyReadAudio
    shows = Part.EASY_READ

    @pytest.fixture(autouse=True)
    def heard_once(self, cache: Path) -> None:
        self.cache = cache

    def settings(self, folder: Path) -> Settings:
        """A word that is left out of a sentence is found by ear alone; the same sound is heard once for all tests."""
        return Settings(self.cache)

    def publication(self) -> Publication:
        """As for the booklet."""
        return specimen()


class TestEasyRead(FormatConformance):
    format = EasyRead
    shows = Part.EASY_READ

    def publication(self) -> Publication:
        """Easy-read words are complete only where a role stands for what they leave out."""
        return specimen()
