"""Which scripts a text is written in, and which of its words stand in a script that its language does not use."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from publish.model.languages import COMMON, script_of
from publish.model.nodes import (
    Block,
    Callout,
    Code,
    CodeBlock,
    EasyRead,
    Inline,
    Link,
    Section,
    Styled,
    Text,
    Video,
    walk,
)
from publish.model.publication import Publication
from publish.model.traverse import all_blocks, blocks_of, descend, inlines_of

_NAMES = {
    "Arab": "ARABIC",
    "Armn": "ARMENIAN",
    "Beng": "BENGALI",
    "Cyrl": "CYRILLIC",
    "Deva": "DEVANAGARI",
    "Ethi": "ETHIOPIC",
    "Geor": "GEORGIAN",
    "Grek": "GREEK",
    "Gujr": "GUJARATI",
    "Guru": "GURMUKHI",
    "Hans": "CJK",
    "Hant": "CJK",
    "Hebr": "HEBREW",
    "Jpan": "CJK HIRAGANA KATAKANA KATAKANA-HIRAGANA IDEOGRAPHIC",
    "Khmr": "KHMER",
    "Knda": "KANNADA",
    "Kore": "HANGUL CJK",
    "Laoo": "LAO",
    "Latn": "LATIN",
    "Mlym": "MALAYALAM",
    "Mymr": "MYANMAR",
    "Orya": "ORIYA",
    "Sinh": "SINHALA",
    "Taml": "TAMIL",
    "Telu": "TELUGU",
    "Thai": "THAI",
    "Tibt": "TIBETAN",
}
"""What the names of a script's characters begin with (Unicode), by the script's code (ISO 15924)."""

_SCRIPTS = frozenset(name for names in _NAMES.values() for name in names.split())
_LATIN = frozenset({"LATIN"})  # names and abbreviations stand in Latin letters in texts of every language
_FEWEST = 3  # letters of a word: α and µ are signs
_NO_LANGUAGE = frozenset({"und", "mul", "mis", "zxx"})


def names_language(tag: str) -> bool:
    """Whether a tag names one language: "und" and its like do not."""
    if tag in COMMON:
        return True
    import langcodes  # here, not above: see `COMMON`

    return langcodes.get(tag).language not in _NO_LANGUAGE and bool(langcodes.get(tag).language)


def unnamed_words(publication: Publication) -> list[tuple[int, str]]:
    """The words of a document in another script whose language nobody has named, each with the line of its block."""
    document = publication.document
    return _unnamed((document.opening, document.sections), document.metadata.language)


def unnamed_in_front(publication: Publication) -> list[tuple[str, str]]:
    """Such words of the front matter, which cannot name a language, each with the key where it stands."""
    about = publication.document.metadata
    texts = (("title", about.title), ("summary", about.summary))
    return [(key, word) for key, text in texts for word in foreign_words(text, about.language)]


def unnamed_in_plain(publication: Publication) -> list[tuple[int, str]]:
    """Such words of titles of blocks and of code, which cannot name a language either, each with its block's line."""
    language = publication.document.metadata.language
    texts = [(block.line, text) for block in blocks_of(publication.document) for text in _plain(block)]
    return [(line, word) for line, text in texts for word in foreign_words(text, language)]


def _plain(block: Block) -> Iterator[str]:
    if isinstance(block, Callout | Video):
        yield block.title
    elif isinstance(block, CodeBlock):
        yield block.text
    for run in inlines_of(block):
        yield from (inline.value for inline in descend(run) if isinstance(inline, Code))


def is_all_named(publication: Publication) -> bool:
    """Whether no word that editions of the text show stands in another script without a language that is named."""
    document, language = publication.document, publication.document.metadata.language
    beside = ((*publication.front, *publication.imprint.blocks), ())
    return not (
        foreign_words(document.metadata.title, language)
        or unnamed_in_plain(publication)
        or _unnamed((document.opening, document.sections), language, easy_read=False)
        or _unnamed(beside, language)
    )


def _unnamed(
    parts: tuple[tuple[Block, ...], tuple[Section, ...]], language: str, *, easy_read: bool = True
) -> list[tuple[int, str]]:
    opening, sections = parts
    runs = [(section.line, section.heading) for section in walk(sections)]
    for block in (*all_blocks(opening), *(each for section in walk(sections) for each in all_blocks(section.blocks))):
        if easy_read or not isinstance(block, EasyRead):
            runs += [(block.line, run) for run in inlines_of(block)]
    texts = [(line, text) for line, run in runs for text in _outside_spans(run)]
    return [(line, word) for line, text in texts for word in foreign_words(text, language)]


def _outside_spans(run: Iterable[Inline]) -> Iterator[str]:
    """The texts of a run that no span names the language of."""
    for inline in run:
        if isinstance(inline, Text):
            yield inline.value
        elif isinstance(inline, Styled | Link):
            yield from _outside_spans(inline.children)


def foreign_words(text: str, language: str) -> list[str]:
    """The words of a text that stand in a script in which its language is not written."""
    if text.isascii():  # every language has Latin letters beside its own
        return []
    own = _scripts(language)
    return [word for word in text.split() if len(_foreign(word, own)) >= _FEWEST]


def _foreign(word: str, own: frozenset[str]) -> list[str]:
    return [letter for letter in word if letter.isalpha() and _script(letter) not in own]


@lru_cache(maxsize=64)
def _scripts(language: str) -> frozenset[str]:
    script = script_of(language)
    return frozenset(_NAMES.get(script, "").split()) | _LATIN if script in _NAMES else _SCRIPTS


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    first = unicodedata.name(letter, "").partition(" ")[0]
    return first if first in _SCRIPTS else "LATIN"
