"""Whatever a document holds, its large print comes back complete with words from right to left among its own."""

from __future__ import annotations

import random
import tempfile
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from formats.large_print import LargePrint
from publish.completeness.verdict import Finding
from publish.format import Settings
from publish.model import Asset, Code, Document, InlineImage, Math, Metadata, PartialDate, Text
from publish.publication import Publication
from tests.properties.documents import PUBLICATIONS
from tests.properties.running import complaints
from tests.properties.test_every_format import NUMBER, SEED, findings

_ARABIC = (
    *("لا", "تأخذ", "الأولى", "مُحَمَّد", "أيضاً", "في", "شَيْء", "٥٠٠", "«نعم»", "و", "B-cell،", "(ALL)", "هل؟", "ثم."),
    *("١٢٣", "إلى", "الآن", "لله"),
)
_HEBREW = ("שלום", "עולם", "שָׁלוֹם", "כן.", "ג׳ירף", "״צה״ל״", "לא?", "(ALL)")
_KEPT = (Asset, Code, Math, Metadata, PartialDate)
_NAMES = ("id", "line", "target", "address", "language", "style")


def mixed(value: object, words: tuple[str, ...], chance: random.Random) -> object:
    """A document with others in place of some of its words."""
    if isinstance(value, Text):
        return Text(" ".join(_other(word, words, chance) for word in value.value.split(" ")))
    if isinstance(value, tuple):
        return tuple(mixed(one, words, chance) for one in value if not _unseen(one))
    if not is_dataclass(value) or isinstance(value, (type, *_KEPT)):
        return value
    return replace(
        value,
        **{one.name: mixed(getattr(value, one.name), words, chance) for one in fields(value) if one.name not in _NAMES},
    )


def _unseen(value: object) -> bool:
    """A picture that tags do not name: between two numbers it changes their order, and the check cannot know why."""
    return isinstance(value, InlineImage) and value.decorative


def _other(word: str, words: tuple[str, ...], chance: random.Random) -> str:
    plain = word.isascii() and word.isalpha() and len(word) < 13
    return chance.choice(words) if plain and chance.random() < 0.6 else word


@pytest.mark.parametrize(("language", "words"), [("ar", _ARABIC), ("he", _HEBREW), ("en-GB", _ARABIC + _HEBREW)])
def test_any_document_with_words_from_right_to_left_comes_back_complete(language: str, words: tuple[str, ...]) -> None:
    large_print = LargePrint(Settings(Path(tempfile.gettempdir())))

    def wrong(publication: Publication) -> tuple[Finding, ...]:
        document = mixed(publication.document, words, random.Random(SEED))
        assert isinstance(document, Document)
        metadata = replace(document.metadata, language=language)
        made = replace(publication, document=replace(document, metadata=metadata))
        return findings(large_print, made, made)

    assert complaints(PUBLICATIONS["large-print"], NUMBER // 3, SEED, wrong) == []
