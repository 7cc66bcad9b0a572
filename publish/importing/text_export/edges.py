"""What a web page shows before its title and after its text: menus, buttons to share, questions about the page.

Such lines stand once, so nothing repeats; they are known by their place and by the words that all web pages use there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from publish.importing.text_export.line_pieces import Kind, Piece

_SOCIAL = r"facebook|twitter|x|linkedin|whatsapp|instagram|youtube|tiktok|pinterest|bluesky|threads|mastodon|reddit"
_TOOL = re.compile(
    rf"""(?:
    skip\ (?:to\ (?:the\ )?(?:main\ )?)?(?:content|navigation|search|footer) | (?:main\ |site\ )?(?:menu|navigation)
  | (?:open|close|show|hide|toggle)(?:\ (?:the\ )?(?:main\ )?(?:menu|search|navigation|banner|message))?
  | (?:site\ )?search(?:\ (?:this|the|our)\ (?:site|website))? | home(?:\ ?page)? | you\ are\ here:?.*
  | log\ ?(?:in|out) | sign\ (?:in|up|out) | my\ account | register | donate(?:\ now)? | basket(?:\ \(\d+\))?
  | (?:share|print|save|download|email|listen\ to|bookmark|like|tweet)(?:\ (?:this|the)(?:\ (?:page|article|pdf))?)?
  | share(?:\ (?:this\ page\ )?(?:on|via|by|with)\ .{{1,30}})? | share\ (?:and|or)\ print | copy(?:\ the)?\ link
  | (?:(?:follow|find|like)\ us\ on\ )?(?:{_SOCIAL}|e-?mail) | follow\ us
  | (?:accept|reject|allow)\ (?:all|additional).*
  | (?:manage\ |view\ )?cookies?(?:\ (?:settings|preferences|policy))? | (?:this|our)\ (?:web)?site\ uses\ cookies\b.*
  | we(?:\ use|['’]d\ like\ to\ (?:use|set))\b.{{0,40}}\bcookies\b.* | (?:text|font)\ size | a-z | select\ language
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)
_SHARE = re.compile(r"(?:share|print|save|email|e-mail|bookmark) this page\W*", re.IGNORECASE)
_TRAIL = re.compile(r"home\s*(?:[/|>›»→]\s*\S.*)?", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:was|is|did you find) this (?:page|information|article|content|leaflet)\b.{0,30}\b(?:helpful|useful)\W*"
    r"|(?:was this|did this) (?:helpful|help(?: you)?)\W*|how (?:helpful|useful) was this (?:page|information)\W*"
    r"|(?:rate|give feedback on|report (?:a|any) (?:problem|issue)s? with) this page\W*",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?:yes|no|maybe|not really|a little|submit|send|thank(?:s| you) for your feedback|"
    r"(?:yes|no)[,:]? this page is (?:not )?(?:helpful|useful)|report a problem with this page)\W*",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"(?:©|\(c\)\s|copyright\b).{0,160}|all rights reserved\W*|(?:privacy|cookies?)(?: (?:policy|notice|statement))?"
    r"|terms(?: (?:and|&) conditions| of use)?|accessibility(?: statement)?|site ?map|back to (?:home|results)",
    re.IGNORECASE,
)
_HEAD = 40  # pieces in which a title stands
_TAIL = 40  # pieces in which a page ends
_TRAIL_LENGTH = 3  # lines after the last menu among which the title stands, as after "Conditions"
_LONGEST_LABEL = 10  # words; what has more is text
_WORD = re.compile(r"[^\W_]{3,}")

Plain = Callable[[Piece], str]


@dataclass(frozen=True, slots=True)
class Edges:
    """The place of the title in the row, -1 where there is none, and the places of what is no content."""

    title: int
    navigation: frozenset[int]


def find(row: Sequence[Piece], plain: Plain) -> Edges:
    """Where the title stands, and what stands around the content."""
    words = [plain(piece) for piece in row]
    tools = _tools(row, words)
    first = next((n for n, piece in enumerate(row) if piece.kind is Kind.TEXT and words[n]), -1)
    if first < 0:
        return Edges(-1, frozenset())
    navigation = set(tools)
    title = first
    if first in tools or _TRAIL.fullmatch(words[first]):
        title = _title(row, words, tools)
        navigation.update(range(title))
    return Edges(title, frozenset((navigation | _foot(row, words)) - {title}))


def _tools(row: Sequence[Piece], words: Sequence[str]) -> set[int]:
    """Menus and buttons before the text starts, and buttons to share the page wherever they stand."""
    found = {number for number, piece in enumerate(row) if piece.kind is Kind.TEXT and _SHARE.fullmatch(words[number])}
    for number in range(min(len(row), _HEAD)):
        if row[number].kind in {Kind.TEXT, Kind.ITEM} and _TOOL.fullmatch(words[number]):
            found.add(number)
        elif row[number].kind is Kind.TABLE or len(words[number].split()) > _LONGEST_LABEL:
            break
    return found


def _title(row: Sequence[Piece], words: Sequence[str], tools: set[int]) -> int:
    """The short line among the menus, or right after them, that the text keeps coming back to."""
    last = max((number for number in tools if number < _HEAD), default=0) + 1
    counts = Counter(word.casefold() for line in words for word in _WORD.findall(line))
    chosen, most = -1, (0, 0)
    for number in range(min(last + _TRAIL_LENGTH, len(row))):
        brief = len(words[number].split()) <= 2 * _LONGEST_LABEL
        if number >= last and not brief:
            break
        apart = number in tools or _TRAIL.fullmatch(words[number]) or words[number].endswith(("?", "."))
        if row[number].kind is not Kind.TEXT or apart or not brief:
            continue
        own = {word.casefold() for word in _WORD.findall(words[number])}
        repeats = [counts[word] - 1 for word in own if counts[word] > 1]
        much = (len(repeats), sum(repeats))
        if much > most or chosen < 0 or (much == most and number <= last):
            chosen, most = number, much
    return chosen if chosen >= 0 else min(last, len(row) - 1)


def _foot(row: Sequence[Piece], words: Sequence[str]) -> set[int]:
    """Questions about the page, buttons and small print after the last paragraph."""
    found: set[int] = set()
    start = len(row)
    while start > max(0, len(row) - _TAIL) and (
        len(words[start - 1].split()) <= _LONGEST_LABEL or _FOOT.fullmatch(words[start - 1])
    ):
        start -= 1
    known = {n for n in range(start, len(row)) if _ASKED.fullmatch(words[n]) or _FOOT.fullmatch(words[n])}
    buttons = {n for n in range(start, len(row)) if _TOOL.fullmatch(words[n])}
    known |= {n for n in buttons if {n - 1, n + 1} & (known | buttons)}  # one alone may be a heading: "Email"
    for number in range(start, len(row)):
        asked = number - 1 in found and _ASKED.fullmatch(words[number - 1]) is not None
        answered = number - 1 in found and _ANSWER.fullmatch(words[number - 1]) is not None
        if number in known or ((asked or answered) and _ANSWER.fullmatch(words[number])):
            found.add(number)
    return found
