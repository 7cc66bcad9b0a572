"""What a voice is given: words, each with its pronunciation where the lexicon has one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from publish.contracts.voice import Spoken, Words
from publish.model.publication import Lexeme
from publish.model.text import plain
from publish.speech.british import lexeme, pattern, spoken, with_aliases


def wording(text: str, lexicon: Sequence[Lexeme]) -> Spoken:
    """The words of one sentence, with the pronunciations of the lexicon; it ends with a stop."""
    aliased = with_aliases(plain(text), lexicon)
    if aliased and not any(sign.isalnum() for sign in spoken(aliased)):
        return (Words(f"{named(aliased)}."),)
    pronounced = [entry for entry in lexicon if entry.phoneme]
    found = pattern(tuple(entry.grapheme for entry in pronounced))
    pieces: list[Words] = []
    start = 0
    for match in found.finditer(aliased) if found else ():
        pieces.append(Words(spoken(aliased[start : match.start()])))
        pieces.append(Words(spoken(match[0]), lexeme(pronounced, match[0]).phoneme))
        start = match.end()
    pieces.append(Words(spoken(aliased[start:])))
    pieces = [piece for piece in pieces if piece.text]
    if pieces and not re.search(r"[.!?:;…][\"')\]]*$", pieces[-1].text):
        last = pieces[-1]
        pieces = [*pieces, Words(".")] if last.phoneme else [*pieces[:-1], Words(f"{last.text}.")]
    return tuple(pieces)


def named(text: str) -> str:
    """Signs by their names, where a text has no words: a table cell that is just a dash."""
    return " ".join(
        "dash" if unicodedata.category(sign) == "Pd" else unicodedata.name(sign, "sign").casefold().replace("-", " ")
        for sign in text
        if not sign.isspace()
    )


def words_of(sentence: Spoken) -> str:
    """The sentence as one line of text."""
    return re.sub(r" ([.,;:!?)])", r"\1", " ".join(piece.text for piece in sentence))
