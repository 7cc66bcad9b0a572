"""What a voice is given: words, each with its pronunciation where the lexicon has one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from publish.contracts.voice import Spoken, Words
from publish.model.fraction_signs import whole_fractions
from publish.model.publication import Lexeme
from publish.model.text import plain
from publish.speech.british import Kind, Span, joined, readings


def wording(text: str, lexicon: Sequence[Lexeme], announced: str = "", opening: Span | None = None) -> Spoken:
    """The words of one sentence, with the pronunciations of the lexicon; it ends with a stop.

    `announced` is said before it ("Dose:"). `opening` is what its first letters say, where its place decides that.
    """
    told = _told(text, lexicon) if opening is None else _told_after(opening, text, lexicon)
    spans = _announced_and(told, announced, lexicon)
    parts: list[list[Span]] = []
    for span in spans:
        if not parts or span.phoneme or parts[-1][0].phoneme:
            parts.append([])
        parts[-1].append(span)
    pieces = [Words(text, part[0].phoneme) for part in parts if (text := joined(part))]
    if pieces and not re.search(r"[.!?:;…][\"')\]]*$", pieces[-1].text):
        last = pieces[-1]
        pieces = [*pieces, Words(".")] if last.phoneme else [*pieces[:-1], Words(f"{last.text}.")]
    return tuple(pieces)


def _announced_and(spans: Sequence[Span], announced: str, lexicon: Sequence[Lexeme]) -> Sequence[Span]:
    if not announced or not any(span.spoken for span in spans):
        return spans
    return (*readings(announced, lexicon), Span(Kind.SPACE, " ", " "), *spans)


def _told_after(opening: Span, text: str, lexicon: Sequence[Lexeme]) -> tuple[Span, ...]:
    rest = text[len(opening.written) :]
    between = (Span(Kind.SPACE, " ", " "),) if rest.startswith(" ") else ()
    return (opening, *between, *_told(rest.lstrip(), lexicon))


def _told(text: str, lexicon: Sequence[Lexeme]) -> tuple[Span, ...]:
    """The spans of a text, or of the names of its signs where it has no words."""
    spans = readings(whole_fractions(text), lexicon)
    silent = not any(letter.isalnum() for span in spans for letter in span.spoken)
    if silent and not any(span.kind is Kind.EMOJI for span in spans):
        return (Span(Kind.SIGN, text, named(text)),) if text else ()
    return () if silent else spans


def named(text: str) -> str:
    """Signs by their names, where a text has no words: a line that is just a dash."""
    return " ".join(
        "dash" if unicodedata.category(sign) == "Pd" else unicodedata.name(sign, "sign").casefold().replace("-", " ")
        for sign in plain(text)
        if not sign.isspace()
    )


def words_of(sentence: Spoken) -> str:
    """The sentence as one line of text."""
    return re.sub(r" ([.,;:!?)])", r"\1", " ".join(piece.text for piece in sentence))
