"""The facts of a section: what easy-read words must tell, or a role must leave out on purpose.

A machine lists them; whether leaving one out does harm, a person decides. Sentences are read in English only, figures
in every language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from formats.easy_read import figures as numbers
from formats.easy_read.figures import Figure, figures, in_words
from formats.easy_read.opposites import about_beside, has_side, listed_words
from formats.easy_read.sayings import (
    NEGATIONS,
    Forbidden,
    Sentence,
    cautions,
    clauses,
    excluded,
    forbidden,
    keys,
    sentences,
)
from publish.model.nodes import Section
from publish.model.text import plain
from publish.proof.ledger import section_units
from publish.proof.opposite_words import Pair


class FactKind(StrEnum):
    """What a fact is."""

    FIGURE = "figure"
    DOSE = "dose"
    DURATION = "duration"
    DATE = "date"
    TELEPHONE = "telephone number"
    NEGATION = "negation"
    CONDITION = "condition"
    INSTRUCTION = "instruction"
    WARNING = "warning word"
    DIRECTION = "direction"


NEVER_WAIVED = frozenset({FactKind.TELEPHONE, FactKind.DATE})
"""Not by a waiver alone: without these readers find no help or come on the wrong day. An agreement can settle them."""

_DURATIONS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_DATES = frozenset({numbers.DATE, numbers.WEEKDAY, numbers.MORNING, numbers.AFTERNOON})
_EMERGENCY = frozenset({"999", "111", "112", "101", "119"})
_TELEPHONE_DIGITS = 7
_FEWEST = 2  # "one" is as often a word of grammar as a number

_NOT = re.compile(rf"\b(?:{NEGATIONS})\b|n['’]t\b", re.IGNORECASE)
_WITHOUT = re.compile(r"\bwithout\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:before|first|only)\b", re.IGNORECASE)
"""What makes an order of "not without": "Ask us before you go home" for "Do not go home without asking us"."""
_CONDITION = re.compile(
    r"(?<!see )(?<!know )(?<!ask )(?<!check )(?<!decide )(?<!show )(?<!even )"
    r"\b(?P<word>if|when|whenever|unless|until|as long as|in case|provided)\b(?P<rest>[^,.;:!?]*)",
    re.IGNORECASE,
)
_SAME_CONDITION = {
    "unless": re.compile(
        r"\bunless\b|\bexcept\b|\bonly\b[^.]*\bif\b|\bif\b[^.]*(?:\bnot\b|n['’]t\b)|\bnot\b[^.]*\bif\b", re.I
    ),
    "until": re.compile(r"\b(?:until|till|up to|before)\b", re.I),
}
_ANY_CONDITION = re.compile(
    r"\b(?:if|when|whenever|while|once|as|where|without|in case)\b"
    r"|^(?:are|is|was|were|do|does|did|have|has|can|will)\b[^?]*\?",  # "Are you ill? Then call us"
    re.IGNORECASE,
)
_VERBS = """
add allow apply arrange ask attend bring buy call change check choose clean come complete consult contact
continue cover cut discuss download drink eat ensure fill find finish follow get give go have hold inform inject join
keep learn leave let lie lift listen look make measure move open order phone pick place plan press protect put reach
read record remember remove rest report return ring rinse rub say see seek send show shake sit sleep speak stand start
sip stay store swallow take talk tell text throw touch try turn use visit wait walk wash watch wear weigh work write
"""
_DUTY = re.compile(
    r"\byou\s+(?:also\s+)?(?:should|must|need\s+to|have\s+to|ought\s+to|will\s+need|will\s+have\s+to)\b"
    r"|\bmake\s+sure\b",
    re.IGNORECASE,
)
IMPERATIVE = re.compile(rf"^(?:please\s+|always\s+|then\s+|only\s+)*(?:{'|'.join(_VERBS.split())})\b", re.IGNORECASE)
"""How an order begins: "Take", "Please call"."""
_LED_ORDER = re.compile(
    rf"^(?:in|at|on|after|before|during|every|each|for|from|until)\b(?:\s+[\w:.’']+){{1,4}}?\s+(?:{'|'.join(_VERBS.split())})\b",
    re.IGNORECASE,
)
"""An order after the words that say when, with no comma between: "On weekdays ring"."""
_WEB_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
_ELSEWHERE = re.compile(
    r"^(?:please\s+)?(?:see|visit|refer\s+to)\b[^.]*(?:\b(?:pages?|sections?|websites?|tables?|figures?|chapters?|here|"
    r"above|below|information|factsheets?|booklets?|https?)\b)",
    re.IGNORECASE,
)
"""A pointer to other text is no instruction: nobody comes to harm who does not follow it."""
_ADDRESSES = re.compile(rf"\byou(?:r)?\b|{IMPERATIVE.pattern}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 2  # words of a whole sentence that a line must share to tell its instruction
_FEW = 2  # words: a sentence with fewer says too little of its subject to ask for it in a line
_MOST = 0.5  # of the words of an instruction that a line must share to tell it
_NAMED = 6  # words that name a clause


@dataclass(frozen=True, slots=True)
class SourceFact:
    """One fact: its kind, the words that name it in its section, its sentence, and how a line is seen to tell it."""

    section: str
    kind: FactKind
    words: str
    sentence: Sentence
    is_told_by: Callable[[Sentence], bool]

    @property
    def line(self) -> int:
        """The line of the source."""
        return self.sentence.line


def facts_of(section: Section, *, english: bool) -> tuple[SourceFact, ...]:
    """The facts of a section itself, in its order; what is said twice in the same words is one fact."""
    found: dict[tuple[FactKind, str], SourceFact] = {}
    for sentence in sentences(section_units(section)):
        for kind, words, told in _facts(sentence, english=english):
            fact = SourceFact(section.id, kind, name(words), sentence, told)
            found.setdefault((kind, fact.words.casefold()), fact)
    return tuple(found.values())


def name(words: str) -> str:
    """How an attribute of the source can name a fact: in plain signs, and without what parts one name from another."""
    return " ".join(plain(words).replace('"', "'").replace(";", ",").split())


_Found = Iterator[tuple[FactKind, str, Callable[[Sentence], bool]]]


def _facts(whole: Sentence, *, english: bool) -> _Found:
    sentence = replace(whole, text=_WEB_ADDRESS.sub(" ", whole.text))  # "…/life-without-iron" denies nothing
    yield from _numbers(sentence)
    if english and not sentence.is_alternative:
        yield from _negations(sentence)
        yield from _conditions(sentence)
        yield from _instructions(sentence)
        yield from _warnings(sentence)
        yield from _directions(sentence)


def _numbers(sentence: Sentence) -> _Found:
    known = figures(sentence.text)
    for figure in sorted(known, key=lambda each: (sentence.text.find(each.text), each.text)):
        yield _kind(figure), figure.text, _says(figure)
    values = {figure.value for figure in known}
    for value in sorted(in_words(sentence.text) - values, key=float):
        if float(value) >= _FEWEST:
            yield FactKind.FIGURE, value, _counts(value)


def _kind(figure: Figure) -> FactKind:
    if figure.text in _EMERGENCY or (figure.value.lstrip("+").isdigit() and len(figure.value) >= _TELEPHONE_DIGITS):
        return FactKind.TELEPHONE
    if figure.unit in _DATES:
        return FactKind.DATE
    if figure.unit in _DURATIONS:
        return FactKind.DURATION
    return FactKind.DOSE if figure.unit and figure.unit != numbers.PER_CENT else FactKind.FIGURE


def _says(figure: Figure) -> Callable[[Sentence], bool]:
    return lambda easy: figure.is_said_by(figures(easy.text))


def _counts(value: str) -> Callable[[Sentence], bool]:
    def told(easy: Sentence) -> bool:
        known = figures(easy.text)
        return any(figure.value == value and not figure.unit for figure in known) or (
            value in in_words(easy.text) and not any(figure.value == value for figure in known)
        )

    return told


def _negations(sentence: Sentence) -> _Found:
    orders = list(forbidden(sentence))
    for order in orders:
        yield FactKind.NEGATION, order.text, _forbids(order)
    for clause in clauses(sentence.text):
        is_lead = sentence.text.endswith(":") and not keys(clause)  # what must not be done stands in the items after it
        if (
            _NOT.search(clause)
            and not is_lead
            and not any(clause in order.text or order.text in clause for order in orders)
        ):
            yield FactKind.NEGATION, clause, _denies(_about(clause) or sentence.keys)


def _forbids(order: Forbidden) -> Callable[[Sentence], bool]:
    def told(easy: Sentence) -> bool:
        if any(order.is_said_by(other) for other in (*forbidden(easy), *excluded(easy))):
            return True
        comes_first = _WITHOUT.search(order.text) and _BEFORE.search(easy.text) and not easy.is_negative
        return bool(comes_first) and len(order.keys & easy.keys) > _MOST * len(order.keys)

    return told


def _denies(about: frozenset[str]) -> Callable[[Sentence], bool]:
    return lambda easy: easy.is_negative and bool(about & (_about(easy.text) or easy.topic))


def _conditions(sentence: Sentence) -> _Found:
    for match in _CONDITION.finditer(sentence.text):
        word = match["word"].casefold()
        same = _SAME_CONDITION.get(word, _ANY_CONDITION)
        about = _about(match["rest"]) or sentence.keys
        words = f"{word} {_first(match['rest'])}"
        yield FactKind.CONDITION, words, _has_condition(same, about)


def _has_condition(same: re.Pattern[str], about: frozenset[str]) -> Callable[[Sentence], bool]:
    return lambda easy: same.search(easy.text) is not None and bool(about & (easy.topic | _about(easy.text)))


def _about(text: str) -> frozenset[str]:
    return keys(text) | {figure.value for figure in figures(text)}


def _instructions(sentence: Sentence) -> _Found:
    for before, clause in pairwise(("", *clauses(sentence.text))):
        is_order = _DUTY.search(clause) or (IMPERATIVE.match(clause) and _may_order(clause, before))
        if is_order and not _NOT.search(clause) and not _ELSEWHERE.match(clause):
            yield FactKind.INSTRUCTION, _first(clause), _instructs(clause, sentence)


def _may_order(clause: str, before: str) -> bool:
    """Whether a clause with a verb in front is an order: "Call us", "If you bleed, call us", but not "to call us"."""
    return clause[:1].isupper() if not before else bool(_CONDITION.match(before) or IMPERATIVE.match(before))


def _instructs(clause: str, sentence: Sentence) -> Callable[[Sentence], bool]:
    about, verbs = keys(_CONDITION.sub(" ", clause)), frozenset(_WORD.findall(clause)[:2])

    def told(easy: Sentence) -> bool:
        asks = easy.text.endswith("?")
        if asks or easy.is_negative or not (_DUTY.search(easy.around or easy.text) or _addresses(easy.text)):
            return False
        if not about:
            return _DUTY.search(easy.text) is not None or bool(verbs & frozenset(_WORD.findall(easy.text)))
        shared = len(about & easy.topic)
        return shared >= max(1, _MOST * len(about)) or len(sentence.keys & easy.topic) >= _ENOUGH

    return told


def _addresses(text: str) -> bool:
    """Whether a sentence speaks to the reader: by "you", or by an order, also after "In the morning,"."""
    return _ADDRESSES.search(text) is not None or any(
        IMPERATIVE.match(clause) or _LED_ORDER.match(clause) for clause in clauses(text)
    )


def _warnings(sentence: Sentence) -> _Found:
    for caution in cautions(sentence):
        if caution.kind != "unless":  # a condition
            yield FactKind.WARNING, caution.text, caution.is_said_by


def _directions(sentence: Sentence) -> _Found:
    for pair, side, word in listed_words(sentence):
        to = re.search(rf"\b{re.escape(word)}\s+(?:[a-z]+\s+){{0,3}}?to\s+(\d[^,;:!?]*)", sentence.text)
        yield FactKind.DIRECTION, word, _turns(pair, side, about_beside(pair, sentence), to[1] if to else "")


def _turns(pair: Pair, side: int, about: frozenset[str], to: str) -> Callable[[Sentence], bool]:
    """How a direction is told: by a word of its side; "increase it to 20 mg" also by that figure."""
    new = figures(to)

    def told(easy: Sentence) -> bool:
        if new and all(figure.is_said_by(figures(easy.text)) for figure in new):
            return True
        return has_side(pair, side, easy) and (
            len(about) < _FEW or not about_beside(pair, easy) or bool(about & (easy.topic | _about(easy.text)))
        )

    return told


def _first(words: str) -> str:
    return " ".join(words.split()[:_NAMED])
