"""The built-in formats pass the conformance kit, as a third party's format must. Audio is heard in `test_audio.py`."""

from __future__ import annotations

from formats.easy_read.easy_read import EasyRead
from formats.easy_read.web import EasyReadWeb
from formats.easy_read.word import EasyReadWord
from formats.epub import Epub
from formats.large_print.large_print import LargePrint
from formats.word import Word
from publish.contracts.format import Part
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


class TestEasyRead(FormatConformance):
    format = EasyRead
    shows = Part.EASY_READ

    def publication(self) -> Publication:
        """Easy-read words are complete only where a role stands for what they leave out."""
        return specimen()
