"""Which lines of a text export are headings: what lists name, what is numbered, what looks like one.

A line that only may be a heading is kept as text and marked; so is a line that looks like one but stands where headings
do not: in a row of such lines, as in an address, or before nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from publish.contracts.importer import Doubt, Notes
from publish.importing.meaningful_signs import TICKS
from publish.importing.text_export.contents import Contents, is_label
from publish.importing.text_export.line_pieces import NOTE_SIGNS, Kind, Piece, could_head

REFERENCES = re.compile(r"\b(?:references|sources|bibliography|citations)\b", re.IGNORECASE)
"""What the heading over a list of references says."""

REFERENCE = re.compile(r"\b(?:19|20)\d\d\b|https?://|\bdoi\b|\bet al\b", re.IGNORECASE)
"""What a reference has."""

VIDEO = re.compile(
    r"video\s*(?:\((?P<title>[^)]*)\))?\s*:\s*(?:(?P<before>[^<\[]*?)\s*)?(?:<(?P<auto>https?://[^>\s]+)>|\[(?P<words>[^\]]*)\]\((?P<target>https?://[^)\s]+)\)|(?P<bare>https?://\S+))",
    re.IGNORECASE,
)
"""A line that shows a video."""

_NUMBER = re.compile(r"(?:(?P<letter>[A-Z])\.)?(?P<first>\d{1,3})(?P<more>(?:\.\d{1,3})*)(?P<sign>[.)]?)\s+\S")
_FEWEST_NUMBERED = 3  # headings that count on; fewer may be a list
_LONGEST_NUMBERED = 25  # words
_ROW = 3  # lines like headings without text between them: hardly ever headings of three levels
_CONTACT = re.compile(
    r"(?:tel|telephone|phone|mobile|text|fax|e-?mail|web ?site|web|address|post|open|opening (?:hours|times))\b"
    r"[^.?!]{0,9}:.*|.*\bwww\..*|.*\b\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)\b.*|.*\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b.*",
    re.IGNORECASE,
)
_DETAIL = re.compile(r"[^\W\d_][\w()/-]*(?: [\w()/-]+)?: \S[^.!?]{0,80}")
_ADVICE = re.compile(
    r"(?:see|call|go|ask|contact|get|phone|ring)\b[^,.;]*\b(?:if|when|unless)\b[^,.;]*:", re.IGNORECASE
)
_CALL = re.compile(r"(?:call|phone|ring|dial|text)\b.*\d", re.IGNORECASE)
_LEADS_IN = re.compile(
    r"^(?:to|it|its|you|your|this|these|they|some|if|in|for|other|there|we|he|she|as|when|because|so)\b"
    r"|\b(?:includ\w+|involv\w+|means?|are|is|was|were|as|can|could|may|might|must|should|will|would|to|the|of|on|in"
    r"|for|from|with|by|at|if|when|that|because|and|or|have|has|had|you|your|they|it|a|an|following|these|this|below"
    r"|symptoms?|signs?|examples?|ways?|things?|also|either|then|cause\w*|need\w*|help\w*|take|use|about)\s*:$",
    re.IGNORECASE,
)
_SENTENCE = 14  # words of a sentence that may be a heading
_BRIEF = 6  # words of a line that ends in a colon and may be one of several such headings
_LONG_HEADING = 7  # words; more may be a statement, unless they ask or open a part
_LONG_LINE = 30  # words of a line without a full stop that may be a heading
_INSIDE = re.compile(r"[.!?;]\s+\S")
_STEP = re.compile(r"(?:step|stage|day|week|phase) \d+[:.)]|[qa][:.]\s|\d\ufe0f?\u20e3", re.IGNORECASE)

Plain = Callable[[Piece], str]


@dataclass(frozen=True, slots=True)
class Found:
    """A heading: its place in the row, its depth by its number (0 where it has none), and the doubt about it."""

    place: int
    number: int = 0
    doubt: str = ""


def find(row: list[Piece], plain: Plain, contents: Contents, notes: Notes) -> list[Found]:
    """The headings in order. What may be one is noted as a doubt and marked in the row."""
    numbers = _numbers(row, plain)
    known = {n for n, piece in enumerate(row) if piece.line in contents.named} | set(numbers)
    look = {n for n, piece in enumerate(row) if n in known or _looks(row, n, piece)} | _parallel(row)
    runs = _runs(look)
    times = Counter(piece.text for piece in row if piece.kind is Kind.TEXT)
    found: list[Found] = []
    references = False
    for number, piece in enumerate(row):
        after = row[number + 1] if number + 1 < len(row) else None
        if number not in look:
            again = (
                times[piece.text] > 1
                and not piece.text.endswith(":")
                and piece.doubtful < 0
                and piece.kind is Kind.TEXT
            )
            why = "comes back, as page furniture does" if again else _may_be(row, number, look, after)
            if why and not references:
                _mark(row, number, notes, f"“{piece.text}” {why}; kept as text")
            continue
        if number not in known and references and _is_reference(piece, after):
            continue
        if after is None or after.kind is Kind.TOP:
            _mark(row, number, notes, f"“{piece.text}” looks like a heading and has nothing under it; kept as text")
            continue
        run = runs[number]
        if number not in known and len(run) >= _ROW and number not in {run[0], run[-1]}:
            _mark(row, number, notes, f"“{piece.text}” stands among lines like headings without text; kept as text")
            continue
        doubt = "" if number in known else _doubt(row, number, run, after)
        if times[piece.text] > 1 and number not in known:
            doubt = doubt or "it comes back, as page furniture does"
        found.append(Found(number, numbers.get(number, 0), doubt))
        references = REFERENCES.search(piece.text) is not None
    return found


def _mark(row: list[Piece], number: int, notes: Notes, what: str) -> None:
    notes.doubts.append(Doubt(row[number].line, what))
    row[number] = replace(row[number], doubtful=0)


def _looks(row: Sequence[Piece], number: int, piece: Piece) -> bool:
    opens = number > 0 and row[number - 1].kind is Kind.TOP
    text = piece.text
    if piece.kind is not Kind.TEXT or piece.doubtful >= 0 or VIDEO.match(text) or is_label(text):
        return False
    if _CONTACT.fullmatch(text):
        return False
    after = row[number + 1] if number + 1 < len(row) else None
    if number and _ADVICE.fullmatch(text) and after is not None and after.kind is Kind.ITEM:
        return could_head(text, opens=True) and not could_head(row[number - 1].text)
    return could_head(text, opens=opens)


def _is_reference(piece: Piece, after: Piece | None) -> bool:
    """Whether a line in a list of references is one of them, however much it looks like a heading."""
    return (
        after is None
        or REFERENCE.search(piece.text) is not None
        or (after.kind is Kind.TEXT and REFERENCE.search(after.text) is not None)
    )


def _runs(look: set[int]) -> dict[int, range]:
    """For each line like a heading all those around it, with nothing between them."""
    runs: dict[int, range] = {}
    for start in sorted(look):
        if start not in runs:
            stop = start
            while stop in look:
                stop += 1
            runs |= dict.fromkeys(range(start, stop), range(start, stop))
    return runs


def _doubt(row: Sequence[Piece], number: int, run: range, after: Piece) -> str:
    """Why a line that looks like a heading may be none."""
    if len(run) >= _ROW and number == run[-1]:
        return "it ends a row of lines like headings"
    if after.kind is Kind.TEXT and (_CONTACT.fullmatch(after.text) or _DETAIL.fullmatch(after.text)):
        return "a line of details stands under it"
    text = row[number].text
    if _CALL.match(text):
        return "it says to call"
    if _DETAIL.fullmatch(text):
        return "it is a label with what belongs to it"
    if text[:1] in "“‘\"'":
        return "it is a quotation"
    opens = number == 0 or row[number - 1].kind is Kind.TOP
    if len(text.split()) > _LONG_HEADING and not opens and not text.endswith("?"):
        return "it is long"
    if row[number].text.endswith(":"):
        return "it ends in a colon"
    return ""


def _may_be(row: Sequence[Piece], number: int, look: set[int], after: Piece | None) -> str:
    """Why a line that does not look like a heading may be one all the same, "" where it cannot."""
    piece = row[number]
    text = piece.text
    if piece.kind is not Kind.TEXT or piece.doubtful >= 0 or piece.starred or after is None:
        return ""
    if number + 1 in look and text.endswith((".", "!", ":")):
        return ""
    count = len(text.split())
    if after.kind not in {Kind.TEXT, Kind.ITEM, Kind.TABLE} or VIDEO.match(text) or "\n" in text or "://" in text:
        return ""
    lower = text.lstrip("“‘\"'(")[:1].islower()
    if not text.lstrip("“‘\"'(¿¡*_")[:1].isalnum() or _STEP.match(text):
        return ""
    if text.startswith("[") or _INSIDE.search(text) or _CONTACT.fullmatch(text):
        return ""
    if (
        text.rstrip(NOTE_SIGNS).endswith(tuple(TICKS))
        or " = " in text
        or (lower and text.endswith((":", ".", "!", "?", ",", ";")))
    ):
        return ""
    if text.endswith(":"):
        ours = after.kind is Kind.ITEM and count <= _SENTENCE and _LEADS_IN.search(text) is None
        return "may be a heading that ends in a colon" if ours else ""
    if text.endswith((".", "!")):
        longer = after.kind is not Kind.TEXT or len(after.text) > len(text)
        return "may be a heading written as a sentence" if count <= _SENTENCE and longer else ""
    if lower:
        return "may be a heading in small letters" if count <= _BRIEF and not piece.cut else ""
    return "may be a long heading" if count <= _LONG_LINE and after.kind is not Kind.TABLE else ""


def _parallel(row: Sequence[Piece]) -> set[int]:
    """Lines of the same form that end in a colon, each over a list: "Eat more:" and "Eat less:"."""
    first: dict[str, list[int]] = defaultdict(list)
    for number, piece in enumerate(row[:-1]):
        brief = piece.text.endswith(":") and len(piece.text.split()) <= _BRIEF and not _LEADS_IN.search(piece.text)
        over = row[number + 1].kind is Kind.ITEM
        if piece.kind is Kind.TEXT and piece.doubtful < 0 and brief and over and piece.text[:1].isupper():
            first[piece.text.split()[0]].append(number)
    return {number for numbers in first.values() if len(numbers) > 1 for number in numbers}


def _numbers(row: Sequence[Piece], plain: Plain) -> dict[int, int]:
    """Lines that count on from each other, as 1, 1.1, 1.2, 2, and how deep their numbers are, from 1."""
    found: dict[int, tuple[int, ...]] = {}
    last: tuple[int, ...] = ()
    for place, piece in enumerate(row):
        words = plain(piece) if piece.kind is Kind.TEXT else ""
        match = _NUMBER.match(words)
        if (
            match is None
            or not (match["letter"] or match["more"] or match["sign"])
            or len(words.split()) > _LONGEST_NUMBERED
        ):
            continue
        number = tuple(int(part) for part in f"{match['first']}{match['more']}".split("."))
        if not last or _counts_on(last, number):
            found[place] = last = number
    if len(found) < _FEWEST_NUMBERED:
        return {}
    least = min(len(number) for number in found.values())
    return {place: len(number) - least + 1 for place, number in found.items()}


def _counts_on(last: tuple[int, ...], number: tuple[int, ...]) -> bool:
    if len(number) > len(last):
        return number[:-1] == last and number[-1] <= 1
    return number[:-1] == last[: len(number) - 1] and number[-1] == last[len(number) - 1] + 1
