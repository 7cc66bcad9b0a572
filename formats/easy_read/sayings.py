"""What the sentences of an English text tell a reader to do or not to do, and the words that warn in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from formats.easy_read.figures import NUMBER_WORDS, UNITS
from publish.model.package_tables import package_table
from publish.proof.opposite_words import A_NUMBER, NUMBERS
from publish.proof.reading import Role, Unit

_SENTENCE = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=\S)")
_CLAUSE = re.compile(r"((?<![,;:.!?()–—])[,;:.!?()–—]++(?=\s|$)|\s[–—-]\s|\bbut\b|\bso\b)")
_OR = re.compile(r"(?<!\s)\s++n?or\s++")
_CONDITION = re.compile(r"(?:if|when|while|before|after|until|unless)\b", re.IGNORECASE)
_NOT_THIS = re.compile(
    r"^(?P<order>\w+)\b[^,;:]*(?:,|\bbut\b)\s*(?:but\s+)?not\s+(?P<thing>(?:the|your|any|with|on|in|at|for|to)\b[^,;:.]*)",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    rf"\b(?:up\s+to|at\s+most|maximum\s+of|(?:no|not)\s+(?:more|longer)\s+than)\s+(?P<number>{A_NUMBER})", re.IGNORECASE
)
_MORE_THAN = re.compile(rf"\b(?:more|longer)\s+than\s+(?P<number>{A_NUMBER})", re.IGNORECASE)
_EXCEPTION = re.compile(r"\bunless\b(?P<when>[^,;:.]*)", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\b(?:its?|they|them|their|this|these|he|she|him|her|there)\b|^then\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*and\s+(?:the|an?|you|your|we|our|it|they|this|most|many)(?:\s+\S+){3}", re.IGNORECASE)
"""A clause that says something of its own: "Many have no signs, and the count is found by a test"."""
_INSTEAD = re.compile(r"\b(?:rather\s+than|instead\s+of)\s+(?P<thing>[^,;:.]*)", re.IGNORECASE)
_LONGEST_THING = 3  # words: more are a clause of their own
_WORD = re.compile(r"[^\W_][\w'’-]*")

_LIMIT = r"\s+(?:more|less|fewer|longer|later|earlier)\s+than\b"
NEGATIONS = rf"not|no(?!{_LIMIT})|never|nobody|none|nothing|neither|nor|cannot|without"
"""Words that deny, for a pattern; "no more than 2" is a limit."""
_NOT = re.compile(rf"\b(?:{NEGATIONS}|avoid)\b|n['’]t\b", re.IGNORECASE)
_LEADS = re.compile(rf"{_NOT.pattern}|\b(?:you|please)\b[^.]*\b(?:should|must|need\s+to|have\s+to)\b", re.IGNORECASE)
_ORDER = re.compile(
    r"(?:^|\b(?:and|or|then|please|also|always|to)\s+)(?:do\s+not|don['’]t|avoid)\b"
    r"|\bnever\b"
    r"|\b(?:must|should|may|ought|are|is)\s+(?:also\s+)?not\s+(?:to\s+)?(?=\w)|\b(?:mustn|shouldn)['’]t\b"
    r"|(?<!that )(?<!which )(?<!what )(?<!if )(?<!when )(?<!because )\byou\s+(?:cannot|can\s+not|can['’]t)\b",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(r"\b(?:are|is)\s+(?:also\s+)?not\s+(?!to\b)|\bmay\s+not\s+be able\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\s*be\b", re.IGNORECASE)
_ALLOWS = re.compile(
    r"^(?:you|people|patients)?\s*\b(?:may|can|could|should|must|need|have to|always|please)\b", re.IGNORECASE
)
_STOP = re.compile(
    r"(?:^|\b(?:(?<!help )(?<!helps )to|not|never|must|should|may|can|you|please|then|or|\w+ly)\s+)stop(?=\s|$)"
    r"|\bstop\s+\w+ing\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
_ONLY_OR_NOT = re.compile(r"\bonly\b|\bunless\b|\bexcept\b", re.IGNORECASE)
_BESIDES = re.compile(
    r"\b(?:if|when|where|because|as|although|while)\b(?:(?!\b(?:if|when|where|because|although|while)\b)[^,.;:])*",
    re.IGNORECASE,
)
_SHARED = 0.5
_UNLESS = re.compile(r"\bunless\b", re.IGNORECASE)
_ONLY_IF = re.compile(r"\bonly\b[^,;:.]*\b(?:if|when)\b", re.IGNORECASE)
_NOT_WITHOUT = re.compile(r"(?:\b(?:not|never|cannot)|n['’]t)\b[^,;:.]*\bwithout\b", re.IGNORECASE)
_EXCEPT_WHEN = re.compile(rf"\bunless\b|\brather\s+than\b|\binstead\s+of\b|{_ONLY_IF.pattern}", re.IGNORECASE)
_EXCEPT = re.compile(rf"\bunless\b|\bexcept\b|{_ONLY_IF.pattern}|\bnot\b|n['’]t\b|\bno\b", re.IGNORECASE)

# Words that say nothing of what a sentence is about; verbs among them that go with anything.
_COMMON_WORDS = """
a about after again all also am an and any are as at be because been before being both but by can cannot could did
do does doing during each else even every for from further had has have having he her here hers him his how i if in
into is it its itself just may me might more most much must my never no nobody nor not nothing of off on once only
or other our out over own please same she should so some such than that the their them then there these they this
those to too under unless until up us very was we well were what when where which while who whom why will with
without would you your yours yourself don't do not use used using take taken taking takes get gets give given go
make makes let put try drink drinking eat eating ask tell twice people patient patients person persons
need needs want avoid thing things longer
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_TELLS_NOTHING = _COMMON | UNITS | NUMBER_WORDS
_LONGEST_KEY = 5  # letters: pregnant and pregnancy, treat and treatment, medicine and medication are one


@cache
def _plain_words() -> dict[str, str]:
    """The plain word for each clinical one, by same_words.yaml."""
    rows = package_table(__package__, "same_words.yaml")
    return {word.strip().casefold(): plain for plain, words in rows.items() for word in words.split(",")}


@cache
def _clinical_terms() -> re.Pattern[str]:
    terms = sorted((word for word in _plain_words() if " " in word), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, terms))})\b", re.IGNORECASE)


def key(word: str) -> str:
    """What the forms of one word, and the plain word for it, share."""
    small = word.casefold().removesuffix("'s").removesuffix("’s")
    small = _plain_words().get(small, small)
    if len(small) > _LONGEST_KEY:
        return small[:_LONGEST_KEY]
    if small.endswith("y") and len(small) == _LONGEST_KEY:
        return f"{small[:-1]}i"  # heavy, heavier
    return small[:-1] if small.endswith("s") and len(small) > 3 else small


@lru_cache(maxsize=4096)
def keys(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, one for all the forms of each."""
    text = _clinical_terms().sub(lambda term: _plain_words()[term[0].casefold()], text)
    words = (word for word in _WORD.findall(text) if not any(map(str.isdigit, word)) and _is_telling(word))
    return frozenset(key(word) for word in words if word.casefold() not in _TELLS_NOTHING)


def _is_telling(word: str) -> bool:
    """Whether a word is long enough to say something; two letters are where they are an abbreviation."""
    return len(word) > 2 or (len(word) == 2 and word.isupper())


@dataclass(frozen=True)
class Sentence:
    """One sentence, the line in the source on which its block stands, and the words that it stands among."""

    text: str
    line: int = 0
    around: str = ""
    is_alternative: bool = False  # of a picture: it describes what another edition shows
    group: int = 0  # the paragraph, list or table that it stands in
    heads: str = ""  # the headers of its cell, the term that it explains
    before: str = ""  # what its "it" or "this" points to: the sentence before it

    @cached_property
    def keys(self) -> frozenset[str]:
        """What it is about."""
        return keys(self.text)

    @cached_property
    def subject(self) -> frozenset[str]:
        """What it is about, with what its "it" points to."""
        return self.keys | keys(self.before)

    @cached_property
    def topic(self) -> frozenset[str]:
        """What it is about, with the words that it stands among."""
        return self.subject | keys(self.around)

    @cached_property
    def is_negative(self) -> bool:
        """Whether it says no to something."""
        return _NOT.search(self.text) is not None

    def beside(self, other: Sentence) -> Sentence:
        """The sentence without its conditions and reasons that another sentence about the same does not have."""
        text = self.text
        for found in _BESIDES.findall(self.text):
            if len(keys(found) & other.keys) < _SHARED * len(keys(found)):
                text = text.replace(found, " ")
        return Sentence(text, self.line)

    @cached_property
    def assurances(self) -> tuple[Sentence, ...]:
        """The clauses of a sentence with a "not" in it that stand before this, or after "but", and say no "not"."""
        found, may_assure = [], True
        parts = _CLAUSE.split(self.text)
        for clause, sign in zip(parts[::2], ["", *parts[1::2]], strict=True):
            may_assure = may_assure or sign == "but" or _GOES_ON.match(clause) is not None
            if _NOT.search(clause):
                may_assure = False
            elif may_assure and not _CONDITION.match(clause.strip()):
                found.append(Sentence(clause, self.line))
        return tuple(found)

    @cached_property
    def has_exception(self) -> bool:
        """Whether it says yes, unless something is so: then its exception says no."""
        return not self.is_negative and _EXCEPT_WHEN.search(self.text) is not None

    @property
    def denies_twice(self) -> bool:
        """Whether it says yes by two words that deny: "Do not go home without asking us"."""
        return _NOT_WITHOUT.search(self.text) is not None

    @property
    def allows(self) -> bool:
        """Whether it tells the reader to do something, or that it may be done, in more cases than one alone."""
        is_limited = self.is_negative or _ONLY_IF.search(self.text) is not None
        return not is_limited and _ALLOWS.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Forbidden:
    """An instruction not to do something: its clause, what it is about, and the most of it that is allowed."""

    text: str
    keys: frozenset[str]
    sentence: Sentence
    limit: str = ""

    def is_said_by(self, other: Forbidden) -> bool:
        """Whether another instruction forbids this, too: it is about most of what this one is about."""
        if self.limit and self.limit == other.limit:
            about = [each.sentence.subject for each in (self, other)]
            return not all(about) or bool(about[0] & about[1])
        shared = len(self.keys & other.keys)
        if shared >= _MOST * len(self.keys) and (shared > 0 or not self.keys):
            return True
        # "Children should not have aspirin" for "Do not give aspirin to children": who it is for stands before it
        of_clause = len(self.keys & keys(other.text))
        return bool(other.keys) and other.keys <= self.keys and of_clause >= _MOST * len(self.keys)


_MOST = 0.6  # one word of two is not enough: "this medicine with milk" is not "this medicine when you are pregnant"


def sentences(units: Iterable[Unit]) -> Iterator[Sentence]:
    """The sentences of a section's units, without what is struck out.

    The items after "Do not take:" are sentences with those words before them.
    """
    lead, before, group = "", "", 0
    last: Unit | None = None
    said: Sentence | None = None
    for unit in units:
        if unit.role is not Role.ITEM and unit.role is not Role.CELL:
            lead = ""
        group += not _is_beside(last, unit)
        last = unit
        parts = [part for part in _SENTENCE.split(unit.in_force) if part]
        heads = " ".join((*unit.headers, before if unit.role is Role.DEFINITION else ""))
        before = unit.text
        for part in parts:
            text = f"{lead} {part}".strip() if unit.role is Role.ITEM else part
            is_picture = unit.role is Role.ALT
            said = Sentence(
                text, unit.line, is_alternative=is_picture, group=group, heads=heads, before=pointed_to(text, said)
            )
            yield said
        if parts and parts[-1].endswith(":") and unit.role is not Role.ITEM and _LEADS.search(parts[-1]):
            lead = parts[-1].rstrip(":")


_LISTED = frozenset({Role.ITEM, Role.TERM, Role.DEFINITION})


def _is_beside(last: Unit | None, unit: Unit) -> bool:
    """Whether a unit stands in the same list or table as the last."""
    if last is None:
        return False
    both = {last.role, unit.role}
    return both <= _LISTED or (both <= {Role.CELL, Role.HEADER_CELL} and last.id == unit.id)


def pointed_to(text: str, last: Sentence | None) -> str:
    """What "it" or "this" in a sentence, or an answer, stands for: the last sentence, and what that points to."""
    if last is None or not (_POINTS_BACK.search(text) or last.text.endswith("?")):
        return ""
    return f"{last.before} {last.text}".strip()


def clauses(text: str) -> list[str]:
    """The clauses of a sentence, by its signs and "but"."""
    return [clause.strip() for clause in _CLAUSE.split(text)[::2] if clause.strip()]


def forbidden(sentence: Sentence) -> Iterator[Forbidden]:
    """The instructions of a sentence not to do something: one for each thing that it names, by commas and "or"."""
    parts = _CLAUSE.split(sentence.text)  # each clause, with the signs after it
    clauses = [clause.strip() for clause in parts[::2]]
    signs = [sign.strip() for sign in parts[1::2]]
    for number, clause in enumerate(clauses):
        found = _ORDER.search(clause)
        if found is None or _DESCRIBES.search(found[0] + clause[found.end() :][:8]):
            continue
        condition = clauses[number - 1] if number and _CONDITION.match(clauses[number - 1]) else ""
        after = clause[found.end() :]
        for piece in (*_OR.split(after), *_listed(clauses[number + 1 :], signs[number:])):
            rule = _EXCEPTION.sub(" ", piece)
            about = keys(f"{clause[: found.start()]} {rule}" if _PASSIVE.match(after) else rule) | keys(condition)
            if not about and sentence.text.endswith(":"):
                continue  # what must not be done stands in the items after it
            verb = frozenset(word.casefold() for word in _WORD.findall(piece)[:2])
            text = clause if piece in after else f"{clause}, {piece}"
            yield Forbidden(text, about or verb, sentence, _limit(_MORE_THAN.search(piece)))


def excluded(sentence: Sentence) -> Iterator[Forbidden]:
    """What a sentence forbids without an order: "Stop this, not that", "Take it unless you feel sick", "up to 2"."""
    this_not_that = _NOT_THIS.search(sentence.text)
    if this_not_that is not None:
        text = f"{this_not_that['order']} {this_not_that['thing']}"
        yield Forbidden(text, keys(text), sentence)
    if sentence.has_exception:
        yield from (Forbidden(found[0], keys(found["when"]), sentence) for found in _EXCEPTION.finditer(sentence.text))
    for found in _INSTEAD.finditer(sentence.text):
        yield Forbidden(found[0], keys(found["thing"]), sentence)
    for found in _AT_MOST.finditer(sentence.text):
        yield Forbidden(found[0], sentence.keys, sentence, _limit(found))


def _limit(found: re.Match[str] | None) -> str:
    """The number of a limit in digits, "" where there is none."""
    number = found["number"].casefold().rstrip(".,") if found is not None else ""
    return NUMBERS.get(number, number)


def _listed(clauses: list[str], signs: list[str]) -> Iterator[str]:
    """The things that stand after an instruction's clause, with commas between: "aspirin or naproxen"."""
    for clause, sign in zip(clauses, signs, strict=False):
        alternatives = _OR.split(f" {clause}")
        if sign != "," or (len(clause.split()) > _LONGEST_THING and len(alternatives) == 1):
            return
        yield from (alternative.strip() for alternative in alternatives if alternative.strip())


@dataclass(frozen=True, slots=True)
class Caution:
    """A word that warns, with the words after it, and the sentence that it stands in."""

    kind: str
    text: str
    sentence: Sentence

    def is_said_by(self, other: Sentence) -> bool:
        """Whether another sentence about the same warns in the same way."""
        return _EQUAL[self.kind].search(other.text) is not None and bool(self.sentence.keys & other.keys)


_EQUAL = {"only": _ONLY_OR_NOT, "stop": _STOP, "unless": _EXCEPT}


def cautions(sentence: Sentence) -> Iterator[Caution]:
    """The words of a sentence that warn: only, stop, unless. What must not be done is found by `forbidden`."""
    for kind, pattern in (("only", _ONLY), ("stop", _STOP), ("unless", _UNLESS)):
        for match in pattern.finditer(sentence.text):
            after = _WORD.findall(sentence.text[match.end() :])[:3]
            yield Caution(kind, " ".join((kind, *after)), sentence)
