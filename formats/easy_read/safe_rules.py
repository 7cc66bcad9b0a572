"""The rules by which a sentence of the source may become a draft of an easy-read line: few, and each of them sure.

A sentence is left alone where it holds anything that a rule does not handle: a negation, a condition, a relative
clause, a pronoun that points out of it, a sign. A draft is never finished words: a person reads it beside its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from formats.easy_read.easy_lines import faults
from formats.easy_read.facts import IMPERATIVE
from publish.model.package_tables import package_table

_SIGNS = re.compile(r"[^\W_](?:[\w ,.’'-]*[^\W_])?\.")  # others mean what no rule here handles
_BROKEN = re.compile(r"\.(?=[\w ])(?!\d)|\s['’-]|['’-]\s|--|_|[²³¹⁰-₉]")

_CLOSED = r"is|are|was|were|has|have|had|can|could|may|might|will|would|should|must|do|does"
_VERBS = """
affects attacks becomes begins blocks carries coats combines comes consists contains depends determines enters feels
flows gets gives goes grows happens includes kills makes occurs spreads swallows takes targets travels varies become
begin contain depend determine enter feel flow get give go grow happen include make need occur take travel vary work
"""
_FINITE = re.compile(rf"\b(?:{_CLOSED}|{'|'.join(_VERBS.split())})\b")
_ACTS = """
affects allows attacks begins blocks carries causes combines contains examines fights filters finds grows happens helps
identifies kills lets lowers makes measures occurs prevents produces protects reduces relieves shows spreads stops takes
targets thins treats tests uses
"""
_ANOTHER = re.compile(rf"\b(?:{_CLOSED})\b")
_CONDITION = re.compile(r"\b(?:if|when|unless|until)\b.*")
_HAS_CONDITION_FIRST = re.compile(r"(?:If|When|Unless|Until) ")
_MODAL = re.compile(r"\b(?:can|could|may|might|will|would|should|must)\b")

_SAYING = re.compile(
    r"\b(?:say|think|believe|mean|know|hope|find|feel|ensure|sure|tell|show|suggest|see|means|shows|says|suggests|agree|"
    r"decide|ask|asks|explain|understand|likely|possible|important)\b"
)
_TURNS = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|neither|nor|cannot|without|hardly|rarely|barely|seldom|scarcely|few|fewer|little"
    r"|unless|except|only|if|when|whenever|until|till|while|whilst|once|provided|although|though|because|so|as|than)\b"
    r"|n['’]t\b|\b(?:before|after|since)\s+(?:you|we|the\s+\w+\s+(?:is|are|has|have))\b",
    re.IGNORECASE,
)
"""Words that turn a meaning round or tie it to something: they stay where they are, or there is no draft."""
_POINTS = re.compile(
    r"\b(?:that|which|who|whom|whose|whether|where|why|how|what|it|its|they|them|their|theirs|he|him|his|she|her|hers|this"
    r"|these|those|such|one|ones|former|latter|another|others|here|again|instead|otherwise|however|therefore|thus|then"
    r"|too|previous|following|page|pages|section|summary|summaries|website|online|link|links|guide|leaflet"
    r"|booklet|etc)\b|\b(?:above|below)\b(?!\s+(?:your|the)\b)|\bthere\b(?!\s+(?:is|are|was|were|may|can|will)\b)|\bmore\s+information\b|\bread\s+more\b|\bthe\s+same\b(?!\s+time)|['’](?:s|re|ve|ll|d|m)\b(?=\s+(?:a|an|the|been|not|to|going|\w+ing|\w+ed)\b)",
    re.IGNORECASE,
)
"""Words that point out of their sentence, or begin a second one within it."""
_LEANS = re.compile(
    rf"^(?:Other|And|But|Or|Nor|So|Like|See)\b"
    rf"|^(?:Some|Most|Many|All|Each|Several|Any|Much|More|Less|Enough)\s+(?:of\s+|{_CLOSED})",
)
"""A first word that points to what stands before."""
_NO_SUBJECT = re.compile(
    r"^(?:In|On|At|For|To|From|By|With|During|After|Before|Under|Over|Through|Since|Within|About|Like|Sometimes|Often"
    r"|Usually|Always|Maybe|Perhaps|Please|There|Some|Most|Many|Few|All|Each|Every|Any)\b|^\w+(?:ly|ing)\b"
)
_BEGINS = re.compile(
    rf"(?:[Tt]he|[Aa]n?|[Yy]our|[Oo]ur|[Yy]ou|[Ww]e)\b|[A-Z][a-z]+ (?:{_CLOSED})\b"
    r"|[a-z-]+s (?:are|were|have|can|could|may|might|will|would|should|must)\b"
)
"""How a half of a sentence begins that is a full clause."""
_NOMINATIVE = re.compile(r"\b(?:I|you|we|they|it|he|she)\b", re.IGNORECASE)
_SHARED = re.compile(
    r"\d|\b(?:every|each|daily|weekly|monthly|seconds?|minutes?|hours?|days?|weeks?|months?|years?|morning|evening|night|"
    r"nights|time|times|during|together|usually|always|sometimes|often|first|before|after|all)\b",
    re.IGNORECASE,
)
"""Words that may speak of both halves of a sentence."""
_NUMBER_SHARE = re.compile(
    r"\b(?:half|third|thirds|quarters?|twenty|thirty|forty|fifty|sixty|hundred|thousand|one)\b", re.I
)
_TO_TEN = "two three four five six seven eight nine ten"
_NUMBER_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(_TO_TEN.split())})(?![\w-])(?=\s+[a-z])")
_DIGITS = {word: str(number) for number, word in enumerate(_TO_TEN.split(), 2)}
_ABBREVIATION = re.compile(r" \((?P<letters>[A-Z]{2,6})s?\)")
_SMALL = frozenset({"of", "and", "the", "in", "for", "to"})

_IS_A_THAT = re.compile(
    r"(?P<what>[A-Z][\w-]*(?: [\w-]+){0,5}) is (?P<kind>an? (?:(?:type|kind|form) of )?(?:[\w-]+ ){0,3}[\w-]+) that "
    rf"(?P<does>(?:can|may|must|will|is|has|{'|'.join(_ACTS.split())}) .+)\."
)
_PREPOSITION = re.compile(r"\b(?:of|in|on|at|for|with|from|by|to|near|between|under|inside|outside|around|through)\b")
_SUCH_AS = re.compile(
    r"(?P<first>[^,]+\b(?:can|may|might|could|include|includes)\b[^,]*?),? such as (?P<examples>.+)\."
)
_UNIVERSAL = re.compile(r"\b(?:every|any|each|avoid|should|must|things?|something|foods?|to)\b", re.IGNORECASE)
_BECAUSE = re.compile(r"(?P<first>[^,]+?),? because (?P<second>.+)\.")
_TWO = re.compile(r"(?:, | )(?P<word>and|but) |; ")


_LEAD = re.compile(
    r"(?P<lead>.*\b(?:includes?|like|such as"
    r"|(?:can|may) (?:also )?(?:have|cause|use|take|feel|include|get|be treated with|be caused by)))"
    r"(?: the following)?:"
)
_OCCUR = re.compile(
    r"(?P<where>In [^,]+, )?[Tt]he following (?:[\w-]+ ){1,4}(?P<may>(?:can|may) (?:occur|be used|help)):"
)
_COUNTS = re.compile(
    rf"\d|\b(?:one|{'|'.join(_TO_TEN.split())}|every|each|between|both|(?:any|all|each) of|of (?:the|these))\b",
    re.IGNORECASE,
)
"""Words of a list's lead that speak of its items together."""
_LONGEST_ITEM = 8  # words
_LONGEST_SUBJECT = 12  # words before the verb


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule makes of a sentence of the source, with the name of each rule that had a part in it."""

    sentence: str
    line: str
    rules: tuple[str, ...]


def draft(sentence: str) -> Draft | None:
    """A draft of a line for one sentence; None where no rule is sure."""
    text, rules = sentence, []
    for name, change in (("abbreviation", _without_abbreviations), ("plain words", _plain), ("digits", _in_digits)):
        changed = change(text)
        if changed != text:
            text = changed
            rules.append(name)
    for name, split in _SPLITS if _has_plain_signs(text.replace(";", ",")) else ():
        line = split(text)
        if line is not None and _is_easy(line):
            return Draft(sentence, line, (*rules, name))
    if not _is_easy(text) or not _is_statement(text) or (rules and _is_unsure(text)):
        return None
    return Draft(sentence, text, tuple(rules) or ("as it stands",))


def draft_of_item(lead: str, item: str, small: frozenset[str]) -> Draft | None:
    """A draft of what a list's lead says of one of its items. `small` are words of which none is a name."""
    words = item.rstrip(".;,")
    first = re.match(r"[\w-]+", words)
    if first is None or _COUNTS.search(lead) or len(words.split()) > _LONGEST_ITEM or not _has_plain_signs(f"{words}."):
        return None
    if _is_unsure(words) or _FINITE.search(words) or _may_be_a_name(first[0], small):
        return None
    small_item = f"{words[0].lower()}{words[1:]}"
    if match := _LEAD.fullmatch(lead):
        whole = f"{match['lead']} {small_item}."
    elif match := _OCCUR.fullmatch(lead):
        subject = small_item if match["where"] else f"{small_item[0].upper()}{small_item[1:]}"
        whole = f"{match['where'] or ''}{subject} {match['may']}."
    else:
        return None
    written = None if _is_unsure(whole) else draft(whole)
    return None if written is None else Draft(f"{lead} {item}", written.line, ("list", *written.rules))


def _may_be_a_name(word: str, small: frozenset[str]) -> bool:
    return word[0].isupper() and word not in {"A", "An"} and not word.endswith("ing") and word.casefold() not in small


def _is_unsure(words: str) -> bool:
    """Whether words hold anything that no rule handles."""
    return _TURNS.search(words) is not None or _POINTS.search(words.replace(" such as ", " ")) is not None


def _is_easy(line: str) -> bool:
    return not any(fault.is_error for fault in faults(line))


def _is_statement(text: str) -> bool:
    """Whether a text is one plain sentence: a subject with one verb, or an order, maybe after a condition."""
    if _HAS_CONDITION_FIRST.match(text):
        return _has_condition_first(text)
    return (
        _has_plain_signs(text)
        and text[0].isupper()
        and not _POINTS.search(text.replace(" such as ", " "))
        and not _LEANS.match(text)
        and (_has_one_verb(text) or _is_order(text))
    )


def _has_plain_signs(text: str) -> bool:
    return _SIGNS.fullmatch(text) is not None and _BROKEN.search(text) is None


def _has_one_verb(text: str) -> bool:
    verb = _FINITE.search(text)
    if verb is None or not 1 <= len(text[: verb.start()].split()) <= _LONGEST_SUBJECT:
        return False
    after = _CONDITION.sub("", text[verb.end() :])
    if _MODAL.fullmatch(verb[0]):
        after = re.sub(r"^(?: \w+ly| also| often)? have\b", "", after)
    return _ANOTHER.search(after) is None


def _has_condition_first(text: str) -> bool:
    """Whether a sentence with a condition first is whole: "If you feel sick, phone us"."""
    condition, comma, rest = text.partition(", ")
    return (
        bool(comma)
        and _POINTS.search(condition) is None
        and not re.search(rf"\b(?:{_CLOSED}|do|does|so|not|possible|necessary)$", condition)
        and _is_statement(f"{rest[0].upper()}{rest[1:]}")
    )


def _is_order(text: str) -> bool:
    begins = IMPERATIVE.match(text) or re.match(r"(?:Do not|Don['’]t|Never) [a-z]", text)
    return begins is not None and _ANOTHER.search(_CONDITION.sub("", text)) is None


# --- words ----------------------------------------------------------------------------------------------------------


def _without_abbreviations(text: str) -> str:
    """A text without the abbreviations that stand in brackets after their words: "full blood count (FBC)"."""
    return _ABBREVIATION.sub(
        lambda found: "" if _stands_for(found["letters"], text[: found.start()]) else found[0], text
    )


def _stands_for(letters: str, before: str) -> bool:
    words = [word for word in re.split(r"[\s-]+", before) if word not in _SMALL]
    initials = "".join(word[0] for word in words[-len(letters) :] if word)
    return initials.casefold() == letters.casefold()


@cache
def _easier() -> tuple[re.Pattern[str], dict[str, str]]:
    """The table of plain_words.yaml, its longest words first."""
    table: dict[str, str] = package_table(__package__, "plain_words.yaml")
    words = sorted(table, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])"), table


def _plain(text: str) -> str:
    pattern, table = _easier()
    return pattern.sub(lambda found: table[found[0]], text)


def _in_digits(text: str) -> str:
    if _NUMBER_SHARE.search(text):
        return text
    return _NUMBER_WORD.sub(lambda found: _DIGITS[found[0]], text)


# --- two sentences of one -------------------------------------------------------------------------------------------


def _at_and(text: str) -> str | None:
    """Two full clauses joined by "and", "but" or a semicolon."""
    if _SHARED.search(text):
        return None
    found = list(_halves(text))
    return found[0] if len(found) == 1 else None


def _halves(text: str) -> Iterator[str]:
    for match in _TWO.finditer(text):
        first, second = text[: match.start()], text[match.end() :]
        if _is_clause(first) and _is_second_clause(second):
            is_but = match["word"] == "but"
            yield f"{first}. {f'But {second}' if is_but else f'{second[0].upper()}{second[1:]}'}"


def _is_clause(words: str) -> bool:
    """Whether words are a subject with one verb; a pronoun may be the subject of a second clause."""
    if _is_unsure(words) or _SAYING.search(words) or _NOMINATIVE.search(re.sub(r"^(?:[Yy]ou|[Ww]e) | you$", "", words)):
        return False
    return _BEGINS.match(words) is not None and not _NO_SUBJECT.match(words) and _has_one_verb(words)


def _is_second_clause(words: str) -> bool:
    """Whether words are a clause, whose subject may be a pronoun for what stands before it in the line."""
    return _is_clause(re.sub(r"^(?:it|they|you|we) (?=\w)", "the thing ", words))


def _is_a_that(text: str) -> str | None:
    """What a thing is, and what it does: "X is a medicine that kills germs"."""
    match = _IS_A_THAT.fullmatch(text)
    if (
        match is None
        or _LEANS.match(text)
        or _is_unsure(match["what"])
        or _is_unsure(match["kind"])
        or _is_unsure(match["does"])
    ):
        return None
    if _PREPOSITION.search(re.sub(r"^an? (?:type|kind|form) of ", "", match["kind"])) or _FINITE.search(match["what"]):
        return None
    return f"{match['what']} is {match['kind']}. It {match['does']}."


def _such_as(text: str) -> str | None:
    """Examples at the end of a sentence that says what can be."""
    match = _SUCH_AS.fullmatch(text)
    if (
        match is None
        or _is_unsure(match["first"])
        or _UNIVERSAL.search(match["first"])
        or _FINITE.search(match["examples"])
    ):
        return None
    if (
        not _is_statement(f"{match['first']}.")
        or _is_unsure(match["examples"])
        or _PREPOSITION.search(match["examples"])
    ):
        return None
    return f"{match['first']}. For example, {match['examples']}."


def _because(text: str) -> str | None:
    """A fact and its reason, both full clauses."""
    match = _BECAUSE.fullmatch(text)
    if match is None or _SHARED.search(text) or _MODAL.search(match["first"]) or not _is_clause(match["first"]):
        return None
    return f"{match['first']}. This is because {match['second']}." if _is_second_clause(match["second"]) else None


_SPLITS: tuple[tuple[str, Callable[[str], str | None]], ...] = (
    ("two clauses", _at_and),
    ("what it is, what it does", _is_a_that),
    ("examples", _such_as),
    ("reason", _because),
)
