"""What makes an easy-read line hard, as far as it can be seen without a parser of grammar.

Each rule has its source: the page of rules that asks for it. Errors keep to the limits of those pages; warnings are
where they advise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

GOV_UK = "GOV.UK, Accessible communication formats"
INCLUSION_EUROPE = "Inclusion Europe, Information for all"
HEALTH = "Department of Health, Making written information easier to understand"

LONGEST, LONG = 15, 12  # words of a sentence: beyond the first an error, beyond the second a warning
_COMMAS, _MANY_COMMAS = 2, 1
_SENTENCES = 2  # beside one picture
_BLOCK_CAPITALS = 6  # letters: shorter words in capitals are abbreviations

# A full stop before a small letter ends no sentence ("H. pylori"), nor does that of a title, or of an initial after it.
# One in quotation marks does.
_TITLE = r"(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bSt\.)(?<!\bMrs\.)(?<!\bProf\.)"
_INITIAL = r"(?<!\b(?:Dr|Mr|Ms) [A-Z]\.)(?<!\b(?:Dr|Mr|Ms)\. [A-Z]\.)(?<!\bMrs [A-Z]\.)(?<!\bMrs\. [A-Z]\.)"
SENTENCE_END = re.compile(rf"(?:(?<=[.!?]){_TITLE}{_INITIAL}|(?<=[.!?][”’\"')]))\s+(?=[^\sa-z])")
# "10,000", "cancer.gov" and "A&E" are one word each.
_WORD = re.compile(r"[^\W_](?:[\w’'-]|[.@&](?=\w)|,(?=\d))*")
# No number is meant in a name ("Seven Oaks") nor by "a day or two".
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten"
_NUMBER_WORD = re.compile(
    rf"\b(?:an?|every) \w+ or two\b|\b(?:{_NUMBERS.title()})(?= [A-Z][a-z])|\b(?P<number>(?i:{_NUMBERS}))\b"
)
_DIGITS = dict(zip(_NUMBERS.split("|"), range(2, 11), strict=True))
_ROMAN = re.compile(r"\b(?:I{2,3}|IV|VI{1,3}|IX|XI{1,3})\b")
_SLASH_DATE = re.compile(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b")
_PER_CENT = re.compile(r"\d\s*%|\bper\s?cent\b", re.IGNORECASE)
# Not the letters of a number to dial, nor what an address must have in capitals.
_CAPITALS = re.compile(
    rf"\b[Ff](?:reepost|REEPOST)(?: [A-Z]+\b)*|(?<![\w-])(?P<found>[A-Z]{{{_BLOCK_CAPITALS},}})(?![\w-])"
)
# Not in an address ("cancer.gov/types/stomach") nor in a name ("ME/CFS").
_AND_OR = re.compile(r"(?<![\w./@])(?![A-Z]{2,}/[A-Z]{2,}\b)[A-Za-z]+/[A-Za-z]+")
# Parts that begin with a capital or a number, a number among them, are an address: "Floor 3, Trust House, Leeds".
_PLACE = r"(?:[A-Z\d][\w’'-]*(?: [A-Z\d][\w’'-]*)*)"
_ADDRESS = re.compile(rf"{_PLACE}(?:, {_PLACE}){{2,}}")
_SHORT = re.compile(r"\b(?:e\.g\.|i\.e\.|etc\b|[Nn]\.?B\.|approx\b)")
_ABSTRACT = re.compile(
    r"\b(?:prior to|in order to|commence|utilise|approximately|additional|obtain|require)\w*", re.IGNORECASE
)
_EASIER = {
    "prior to": "before",
    "in order to": "to",
    "commence": "start",
    "utilise": "use",
    "approximately": "around",
    "additional": "more",
    "obtain": "get",
    "require": "need",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that makes a line hard: the rule's name, the words, whose rule it is, and what to write instead."""

    rule: str
    words: str
    source: str
    suggestion: str
    is_error: bool = True


def faults(text: str) -> Iterator[Fault]:
    """All that makes a line hard to read, in the order of the rules."""
    for rule in _RULES:
        yield from rule(text)


def sentences(text: str) -> list[str]:
    """The sentences of a line."""
    return [sentence for sentence in SENTENCE_END.split(text) if _WORD.search(sentence)]


def word_count(sentence: str) -> int:
    """The words of a sentence; a telephone number is one word."""
    return len(_WORD.findall(re.sub(r"\b\d[\d ]{6,}\d\b", "number", sentence)))


def _length(text: str) -> Iterator[Fault]:
    for sentence in sentences(text):
        count = word_count(sentence)
        if count > LONG:
            suggestion = (
                f"it has {count} words: make it two sentences, of at most {LONG if count <= LONGEST else LONGEST}"
            )
            yield Fault("long-sentence", sentence, GOV_UK, suggestion, is_error=count > LONGEST)


def _crowded(text: str) -> Iterator[Fault]:
    found = sentences(text)
    if len(found) > _SENTENCES:
        yield Fault("many-sentences", found[_SENTENCES], HEALTH, "put it beside a picture of its own")


def _commas(text: str) -> Iterator[Fault]:
    for sentence in sentences(text):
        said = _ADDRESS.sub(lambda place: " " if re.search(r"\d", place[0]) else place[0], sentence)
        count = len(re.findall(r",(?!\d)", said))
        if count > _MANY_COMMAS:
            yield Fault("commas", sentence, INCLUSION_EUROPE, "say one thing in a sentence", is_error=count > _COMMAS)


def _number_words(text: str) -> Iterator[Fault]:
    for match in _NUMBER_WORD.finditer(text):
        if number := match["number"]:
            yield Fault("number-word", number, INCLUSION_EUROPE, f"write {_DIGITS[number.casefold()]}")


def _signs(name: str, pattern: re.Pattern[str], source: str, suggestion: str) -> Callable[[str], Iterator[Fault]]:
    def find(text: str) -> Iterator[Fault]:
        for match in pattern.finditer(text):  # a pattern's group, where it has one, is what is at fault
            if words := match[pattern.groups]:
                yield Fault(name, words, source, suggestion)

    return find


def _harder_words(text: str) -> Iterator[Fault]:
    for match in _ABSTRACT.finditer(text):
        easier = next(word for hard, word in _EASIER.items() if match[0].casefold().startswith(hard))
        yield Fault("easier-word", match[0], HEALTH, f"write “{easier}”", is_error=False)


_RULES = (
    _length,
    _crowded,
    _commas,
    _number_words,
    _signs(
        "bracket",
        re.compile(r"[(\[][^)\]]*[)\]]?"),
        INCLUSION_EUROPE,
        "say it in a sentence of its own, or leave it out",
    ),
    _signs("semicolon", re.compile(";"), INCLUSION_EUROPE, "end the sentence with a full stop"),
    _signs("per-cent", _PER_CENT, INCLUSION_EUROPE, "write it as in “85 in every 100”"),
    _signs("roman-numeral", _ROMAN, INCLUSION_EUROPE, "write the number in digits"),
    _signs("date", _SLASH_DATE, INCLUSION_EUROPE, "write the date in full, as in “30 June 2026”"),
    _signs("block-capitals", _CAPITALS, GOV_UK, "write it in small letters"),
    _signs("slash", _AND_OR, INCLUSION_EUROPE, "write “or” or “and”"),
    _signs("shortened", _SHORT, GOV_UK, "write the words in full, as in “for example”"),
    _harder_words,
)
