"""Running text into sentences, for speaking one at a time."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…]+[)\]\"']*\s+(?=[\"'(\[]*[A-Z0-9À-Þ£$€])")

_NEVER_LAST = frozenset(
    """
    al approx assoc cf ch dr e.g eg ed eds eq est etc hon fig figs i.e ie inc jr ltd mr mrs ms no nos p pp prof ref refs
    rev sr st suppl tel vol vols vs viz esp incl max min ext c para paras reg art app vers exp rm gt dept temp vit hosp
    sec ver ca avg co deg
    jan feb aug sept oct nov dec mon tues wed thurs fri
    """.split()  # noqa: SIM905
)
"""Words whose full stop shortens them. One more word in a sentence does less harm than a break inside it."""

_WORDS_TOO = frozenset(
    "min max app art sec c temp exp reg jan feb aug sept oct nov dec mon tues wed thurs fri".split()  # noqa: SIM905
)
"""Those that end a sentence unless a figure follows."""

_JOURNAL = re.compile(r"\b(?:[A-Z]\.? )?(?:[A-Z][a-z]{1,7}\.? ){1,4}[A-Z][a-z]{1,7}\.$|\b[A-Z]\.? [A-Z][a-z]{1,7}\.$")
_JOURNAL_BEGUN = re.compile(r"^[A-Z]\. (?:[A-Z][a-z]{1,7}\. ?)+$")
_INITIAL = re.compile(r"(?:^|[\s(.-])[A-Z]\.$")
_DOSED = re.compile(r"(?i)\b(?:o\.[dmn]|b\.d|t\.d\.s|q\.d\.s|p\.r\.n)\.$")


def _ends(before: str, after: str) -> bool:
    """Whether the text up to and with its stop is a whole sentence."""
    mark = before.rstrip(")]\"'")
    if not mark.endswith(".") or mark.endswith(".."):
        return True
    word = re.split(r"[\s(\[–—/-]", mark[:-1])[-1]
    if word.casefold() in _NEVER_LAST:
        # "No." is a word of its own unless a number or a code follows it.
        return word.casefold() in {"no", *_WORDS_TOO} and not re.match(
            r"['£$€<>≤≥]?(?:[A-Z]{0,4}[-/]?|[A-Z]{2} )\d|[A-Z](?![\w'])(?!,? (?:[a-z]+ )?(?:was|is|has)\b)", after
        )
    if _INITIAL.search(mark) or _JOURNAL_BEGUN.match(mark):
        return False
    return not (after[:1].isdecimal() and (_JOURNAL.search(mark) or _DOSED.search(mark)))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of one run of text in plain form; joined by single spaces they are that text again."""
    found = []
    start = 0
    for match in _END.finditer(text):
        if _ends(text[start : match.end()].rstrip(), text[match.end() :]):
            found.append(text[start : match.end()].strip())
            start = match.end()
    found.append(text[start:].strip())
    return tuple(one for one in found if one)
