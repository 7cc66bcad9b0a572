"""Damage to words, the same for every kind of file: patterns and what takes their place."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.mutants.kinds import Kind


def _other_digit(match: re.Match[str]) -> str:
    return str((int(match[0]) + 1) % 10)


_OPPOSITES = (("before", "after"), ("more", "less"), ("higher", "lower"), ("above", "below"), ("increase", "decrease"))
_TURNED = {word: other for pair in _OPPOSITES for word, other in (pair, pair[::-1])}

WORDS: dict[Kind, tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = {
    Kind.DIGIT_CHANGED: (re.compile(r"[0-9]"), _other_digit),
    Kind.DIGITS_EXCHANGED: (re.compile(r"([0-9])(?!\1)([0-9])"), r"\2\1"),
    Kind.POWER_FLATTENED: (re.compile(r"[⁰¹²³⁴-⁹]"), lambda match: str("⁰¹²³⁴⁵⁶⁷⁸⁹".index(match[0]))),
    Kind.MINUS_REMOVED: (re.compile(r"[−–-](?=\d)"), ""),
    Kind.NOT_REMOVED: (re.compile(r"\b(?:not|never|cannot|no) ", re.IGNORECASE), ""),
    Kind.NOT_JOINED: (re.compile(r"\b(not|in|a|to) (?=[a-z])"), r"\1"),
    Kind.NOT_ADDED: (re.compile(r"\b(is|are|can|should|will|may|must) (?!not\b)"), r"\1 not "),
    Kind.DECISIVE_CHANGED: (re.compile(rf"\b({'|'.join(_TURNED)})\b"), lambda match: _TURNED[match[1]]),
    Kind.WORD_CUT: (re.compile(r"(?<=[a-z] )[a-z]{4,} (?=[a-z])"), ""),
    Kind.WORDS_SWAPPED: (re.compile(r"\b([a-z]{5,}) (?!\1)([a-z]{5,})\b"), r"\2 \1"),
    Kind.UNIT_CHANGED: (
        re.compile(r"(?<=\d[ \u00a0])(mg|ml|years?|weeks?|months?|days?)\b"),
        lambda m: {"mg": "g"}.get(m[1], "hours"),
    ),
    Kind.UNIT_SPLIT: (re.compile(r"(?<=\d[ \u00a0])(m)(?=g\b)|(?<=\d)(?=\d)|(?<=[a-z]{3})(?=[a-z]{3})"), r"\1 "),
    Kind.SENTENCE_CUT: (re.compile(r"(?<=[.!?]) [A-Z][^.!?]+[.!?]$|(?<=[a-z]{3}) [a-z]+ [a-z]+[.]?$"), ""),
}
"""The wider alternatives let a text without the very example suffer the same kind of damage."""


def matches(kind: Kind, text: str) -> int:
    """In how many places a text can be damaged."""
    return len(list(WORDS[kind][0].finditer(text)))


def damaged(kind: Kind, text: str, number: int) -> str:
    """The text with its n-th place (from 0) damaged."""
    pattern, replacement = WORDS[kind]
    match = list(pattern.finditer(text))[number]
    put = match.expand(replacement) if isinstance(replacement, str) else replacement(match)
    return text[: match.start()] + put + text[match.end() :]
