"""The lines of a text export as pieces: paragraphs, list items, tables, with wrapped lines and cut halves joined."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from publish.contracts.importer import Doubt, Left, Notes, Reason
from publish.importing.meaningful_signs import TICKS
from publish.importing.short_lines import CARRIES_ON, OPEN_WORD, apart
from publish.importing.text_export.broken_words import BROKEN, BrokenWords
from publish.importing.text_export.furniture import Furniture
from publish.importing.text_export.typed_tables import typed_tables

_BULLET = re.compile(r"(?P<indent>\s*)(?P<sign>[-*+•‣⁃◦○▪■□●·∙–—►▸]|o(?=\s)|\(?[1-9]\d{0,2}[.)])\s+(?P<text>\S.*)")
_LETTERED = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]\s")
_FIRST_LETTER = re.compile(r"\(?[aAiI][.)]\s")
_SIGNED = re.compile(rf"\s*(?:[{TICKS}]|\[[ xX]\])\s+\S")
_WEAKLY_SIGNED = re.compile(r"\s*[×xX√]\s+\S")
_BOX = re.compile(r"\[([ xX])\]\s+")
_HYPHEN = re.compile(r"[^\W_]-$")
_ENDED = re.compile(r"[.!?:;…][\"”’')\]*_]*$")
_RULED = re.compile(r"\s*([=~-])\1{3,}\s*")  # a line drawn under a title, or between two parts
_COLUMNS = re.compile(r"\S(?:\t| {2,})\S")
NOTE_SIGNS = "*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰ "
"""What may stand after the last word of a line, for a note."""

_EQUATES = re.compile(r"[^=\n]{1,40}\s=\s+\S")  # “blue = 3 mg”: a line of a key
_CLOSERS = "\"”’')]*_"
_NUMBERED = re.compile(r"^(?:[A-Z]\.)?\d{1,3}(?:\.\d{1,3})*[.)]?\s+(?=\S)")
_AMOUNT = re.compile(r"\d+(?:\.\d+)?\s+(?:m?g|mcg|µg|μg|kg|m?l|%|mm|cm|mmol|units?|tablets?|hours?|days?|weeks?)\b")
NOTE = re.compile(r"\*+\s|[†‡§]+\s?\w")
"""The start of a line that is the note of a sign above."""

_ASKS = re.compile(r"(?:what|who|where|how|when|why|which)\b", re.IGNORECASE)
_HALF = 4  # words of what breaks off; less may be a heading: "Action by"
_LONGEST_HEADING = 120  # characters
_MOST_WORDS = 16  # of a heading
_MOST_AT_BREAK = 10  # words of a heading that a page break parts from its text; more are rather half a sentence
_DIGITS_OF_A_NUMBER = 7  # of a telephone number, which no heading has
_APART = re.compile(r"!?\[[^\]]*\]\([^)]*\)\W*|<[^>]*>|\$[^$]*\$")
_ADDRESS = re.compile(r"://|\bwww\.|@")
_STOPPED = re.compile(r"\b(?:vs|Dr|Mr|Mrs|St|No|e\.g|i\.e|\d)\.")
_WIDEST = 130  # characters of a wrapped line
_WRAPPED = 0.6  # share of lines inside a block that could not have taken one more word: the export wraps its lines
_SHORT_LINE = 0.6  # of the width of wrapped lines: a shorter line was ended on purpose


class Kind(StrEnum):
    """What a piece is."""

    TEXT = "text"
    ITEM = "item"
    TABLE = "table"
    TOP = "top"  # the link back to the top: the end of a top-level section


@dataclass(frozen=True, slots=True)
class Piece:
    r"""One paragraph or item, on one line (line ends that matter are "\\n"), and the line where it starts (from 1).

    `cut` says that furniture stood right before it; `doubtful` is the place of a join that a person must look at.
    """

    kind: Kind
    text: str
    line: int
    cut: bool = False
    indent: int = 0
    number: int = 0  # of a numbered item, 0 of others
    sign: str = ""  # of an item, as it is printed, where it has a digit or letter
    doubtful: int = -1
    starred: bool = False  # an item whose sign is a star; once stars are settled, a paragraph that is a note of one
    broken: tuple[int, ...] = ()  # places of words that were broken at the end of a line, and may have a hyphen


def pieces(lines: Sequence[str], furniture: Furniture, notes: Notes) -> list[Piece]:
    """All pieces in order. What is furniture is noted as left out; halves that it parted are joined."""
    width = _width(lines, furniture)
    row: list[Piece] = []
    block: list[tuple[int, str]] = []
    cut = False
    for number in range(len(lines) + 1):
        line = lines[number] if number < len(lines) else ""
        edge = number in furniture.lines
        top = number in furniture.tops
        ruled = _RULED.fullmatch(line) is not None and _COLUMNS.search(lines[number - 1] if number else "") is None
        if line.strip() and not edge and not top and not ruled:
            block.append((number + 1, line))
            continue
        if block:
            found = _block(block, width, cut=cut)
            notes.doubts += [
                Doubt(piece.line, f"“{_start(piece.text)}” may go on with the line before it")
                for piece in found
                if piece.doubtful == 0
            ]
            row += found
            block, cut = [], False
        if top:
            row.append(Piece(Kind.TOP, "", number + 1))
            notes.left.append(Left(Reason.NAVIGATION, line.strip(), number + 1))
        elif edge:
            cut = True
            notes.left.append(Left(Reason.FURNITURE, line.strip(), number + 1))
    words = BrokenWords(lines, notes)
    return [_settled(piece, words, notes) for piece in _without_lone_numbers(_joined(row, notes))]


def _settled(piece: Piece, words: BrokenWords, notes: Notes) -> Piece:
    """A piece with its broken words whole, and a box to tick that is typed ("[x]") as one."""
    box = _BOX.match(piece.text) if piece.kind is Kind.ITEM else None
    if box is not None:
        shown = "☑" if box[1].strip() else "☐"
        notes.left += [Left(Reason.MARKUP, box[1], piece.line)] if box[1].strip() else []
        notes.added.append(shown)
        piece = replace(piece, text=f"{shown} {piece.text[box.end() :]}")
    text, places = words.settled(piece.text, piece.line)
    return replace(piece, text=text, broken=places)


def _width(lines: Sequence[str], furniture: Furniture) -> int:
    """The width at which the export wraps its lines, 0 where it does not.

    A line was wrapped where the first word of the next would not have fitted on it.
    """
    pairs = [
        (before.rstrip(), after.split()[0])
        for number, (before, after) in enumerate(itertools.pairwise(lines))
        if before.strip()
        and after.strip()
        and number not in furniture.lines
        and number + 1 not in furniture.lines
        and not _BULLET.match(after)
    ]
    lengths = sorted(len(before) for before, _ in pairs)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    full = sum(_is_full(before, word, width) for before, word in pairs)
    return width if width <= _WIDEST and full >= _WRAPPED * len(pairs) else 0


def _is_full(line: str, word: str, width: int) -> bool:
    return len(line.rstrip()) + 1 + len(word) > width


def _block(block: Sequence[tuple[int, str]], width: int, *, cut: bool) -> list[Piece]:
    """The pieces of lines that no blank line parts; rows of a table are a piece of their own."""
    block_pieces: list[Piece] = []
    for rows, lines in typed_tables(block):
        if rows:
            block_pieces.append(Piece(Kind.TABLE, rows, lines[0][0], cut and not block_pieces))
        else:
            block_pieces += _untabled(lines, width, cut=cut and not block_pieces)
    return block_pieces


def _untabled(block: Sequence[tuple[int, str]], width: int, *, cut: bool) -> list[Piece]:
    block_pieces: list[Piece] = []
    for table, group in itertools.groupby(block, lambda row: row[1].strip().startswith("|")):
        lines = list(group)
        first = cut and not block_pieces
        if table and len(lines) > 1:
            block_pieces.append(Piece(Kind.TABLE, "\n".join(line.strip() for _, line in lines), lines[0][0], first))
        else:
            block_pieces += _paragraphs(lines, width, cut=first)
    return block_pieces


def _paragraphs(block: list[tuple[int, str]], width: int, *, cut: bool) -> list[Piece]:
    block_pieces: list[Piece] = []
    last = ""
    signed = sum(_signed(line, weak=True) for _, line in block)
    for number, line in block:
        bullet = _BULLET.fullmatch(line.expandtabs(4))
        if bullet is not None and _opens_item(bullet, block_pieces, last, width):
            digits = re.sub(r"\D", "", bullet["sign"])
            block_pieces.append(
                Piece(
                    Kind.ITEM,
                    bullet["text"].strip(),
                    number,
                    cut and not block_pieces,
                    len(bullet["indent"]),
                    int(digits) if digits else 0,
                    bullet["sign"] if digits or bullet["sign"] == "o" else "",
                    starred=bullet["sign"] == "*",
                )
            )
        elif _signed(line, weak=signed > 1) or (block_pieces and _lettered_item(line, block_pieces[-1])):
            indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
            block_pieces.append(Piece(Kind.ITEM, line.strip(), number, cut and not block_pieces, indent))
        elif block_pieces and _goes_on(last, line, width, block_pieces[-1]):
            block_pieces[-1] = replace(block_pieces[-1], text=_wrapped(block_pieces[-1].text, last, line))
        else:
            doubtful = 0 if block_pieces and _may_go_on(last, line) else -1
            block_pieces.append(Piece(Kind.TEXT, line.strip(), number, cut and not block_pieces, doubtful=doubtful))
        last = line
    return block_pieces


def _signed(line: str, *, weak: bool) -> bool:
    """Whether a line begins with a tick, a cross or a box; `weak` counts letters and signs that may be one too."""
    return _SIGNED.match(line) is not None or (weak and _WEAKLY_SIGNED.match(line) is not None)


def _lettered_item(line: str, piece: Piece) -> bool:
    """Whether a line with a letter is an item under a number or beside another such item."""
    words = line.strip()
    if piece.kind is not Kind.ITEM or _LETTERED.match(words) is None:
        return False
    deeper = len(line) - len(line.lstrip()) > piece.indent
    return (deeper and _FIRST_LETTER.match(words) is not None) or _LETTERED.match(piece.text) is not None


def _opens_item(bullet: re.Match[str], block_pieces: list[Piece], last: str, width: int) -> bool:
    """Whether a line starts an item; a number or dash in the middle of a paragraph may have come there by wrapping."""
    if not block_pieces:
        return True
    before = block_pieces[-1]
    sign = bullet["sign"]
    digits = re.sub(r"\D", "", sign)
    if digits:
        follows = before.kind is Kind.ITEM and before.number == int(digits) - 1
        return int(digits) == 1 or follows or not width
    wrapped = width > 0 and before.kind is Kind.TEXT and _is_full(last, sign, width) and not _ENDED.search(last.strip())
    return not (sign in "-–—" and wrapped)


def _may_go_on(last: str, line: str) -> bool:
    """Whether a line that stands apart may as well be the rest of the one before it."""
    return apart(last, line) and line.strip()[:1].isalnum() and not (line.strip()[:1].isupper() or _EQUATES.match(line))


def _goes_on(last: str, line: str, width: int, piece: Piece) -> bool:
    """Whether a line inside a block belongs to the piece before it."""
    words = line.strip()
    if NOTE.match(words) or (_EQUATES.match(words) and _EQUATES.match(last.strip())):
        return False
    if (_LETTERED.match(words) and _LETTERED.match(last.strip())) or last.rstrip()[-1:] in tuple(TICKS):
        return False
    if _HYPHEN.search(last.rstrip()) and words[:1].isalnum():
        return True
    full = width > 0 and _is_full(last, words.split()[0], width)
    if piece.kind is Kind.TEXT and not full and apart(last, line):
        return False
    open_end = OPEN_WORD.search(last.strip()) is not None
    if piece.kind is Kind.ITEM and line[:1].isspace() and len(line) - len(line.lstrip()) > piece.indent:
        return True
    if not width:
        carries_on = CARRIES_ON.match(words) is not None
        half = words[:1].islower() and not _ENDED.search(last.strip()) and (carries_on or not could_head(last.strip()))
        return last.endswith(("\\", "  ")) or half
    if full or open_end or not words[:1].isupper():
        return True
    short = len(last.rstrip()) < _SHORT_LINE * width
    return not (short or _ENDED.search(last.strip()) or could_head(last.strip()))


def _wrapped(text: str, last: str, line: str) -> str:
    if last.endswith("\\") or (last.endswith("  ") and last.strip()):
        return f"{text.removesuffix(chr(92)).rstrip()}\n{line.strip()}"
    return _beside(text, line.strip())


def _beside(text: str, line: str) -> str:
    """A text and what follows it on the next line."""
    return f"{text}{BROKEN if _HYPHEN.search(text) and line[:1].isalnum() else ' '}{line}"


def _joined(row: list[Piece], notes: Notes) -> list[Piece]:
    """Pieces with the halves of what furniture cut apart put together."""
    joined: list[Piece] = []
    for number, piece in enumerate(row):
        before = joined[-1] if joined else None
        if before is None or not piece.cut or piece.kind is not Kind.TEXT or before.kind not in {Kind.TEXT, Kind.ITEM}:
            joined.append(piece)
            continue
        join, sure = _halves(before, piece, row[number + 1] if number + 1 < len(row) else None)
        if not join:
            if not sure:
                notes.doubts.append(
                    Doubt(piece.line, f"“{_end(before.text)}” may go on after the page break: “{_start(piece.text)}”")
                )
                piece = replace(piece, doubtful=0)
            joined.append(piece)
            continue
        if not sure:
            notes.doubts.append(
                Doubt(piece.line, f"joined over a page break: “{_end(before.text)} | {_start(piece.text)}”")
            )
        place = -1 if sure else len(before.text) + 1
        joined[-1] = replace(before, text=_beside(before.text, piece.text), doubtful=place)
    return joined


def _without_lone_numbers(row: list[Piece]) -> list[Piece]:
    """Numbered lines that stand alone and look like headings as text: they are no lists of one item."""
    lone = {
        place
        for place, piece in enumerate(row)
        if piece.number
        and could_head(piece.text)
        and place + 1 < len(row)
        and not any(0 <= at < len(row) and row[at].number for at in (place - 1, place + 1))
    }
    return [
        replace(piece, kind=Kind.TEXT, text=f"{piece.sign} {piece.text}", number=0, sign="") if place in lone else piece
        for place, piece in enumerate(row)
    ]


def _halves(before: Piece, piece: Piece, after: Piece | None) -> tuple[bool, bool]:
    """Whether two pieces beside a page break are one, and whether that is sure."""
    ended = _ENDED.search(before.text) is not None
    first = piece.text.lstrip("*_[(\"“‘'")[:1]
    goes_on = first.islower() or piece.text[:1] in {",", ";", ")", "–"}
    if goes_on:
        return True, not ended
    if ended or before.kind is Kind.ITEM:
        return (not ended and OPEN_WORD.search(before.text) is not None), True
    if OPEN_WORD.search(before.text):
        return True, True
    head = could_head(before.text) and len(before.text.split()) <= _MOST_AT_BREAK
    if head or before.text.startswith("["):
        return False, True
    if could_head(piece.text) and after is not None:
        return False, False
    return True, False


def could_head(text: str, *, opens: bool = False) -> bool:
    """Whether a line has the look of a heading: short, one line, no sentence's end, no sentence inside, no address.

    `opens` says that it is the first of a part of the page, where a heading is bound to stand, so that it may end in
    a colon.
    """
    numbered = _NUMBERED.match(text) is not None
    if NOTE.match(text):
        return False
    if numbered and _AMOUNT.match(text):
        return False
    text = _NUMBERED.sub("", text, count=1)
    if not text or "\n" in text or len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_WORDS:
        return False
    if text.rstrip(_CLOSERS).endswith((".", ",", ";", ":")[: 3 if opens else 4]):
        return False
    if text.rstrip(NOTE_SIGNS).endswith(tuple(TICKS)) or _COLUMNS.search(
        text
    ):  # a row of a table that did not come off
        return False
    if text.count("(") > text.count(")") or text.count("“") > text.count("”") or text.count('"') % 2:
        return False
    if text.endswith("!") and len(text.split()) > _MOST_WORDS // 2:
        return False
    half = OPEN_WORD.search(text) is not None and len(text.split()) >= _HALF
    if half and not _ASKS.match(text):  # "Where to get help from" is whole
        return False
    if _APART.fullmatch(text) or _ADDRESS.search(text) or len(re.findall(r"\d", text)) >= _DIGITS_OF_A_NUMBER:
        return False
    first = text.lstrip("“‘\"'(¿¡*_")[:2]
    lower = first[:1].islower() and not first[1:].isupper() and not numbered  # "mRNA" and "pH" may begin a heading
    inside = re.search(r"[.!?;]\s+\S", _STOPPED.sub("", text))
    worded = first[:1].isalnum() and any(sign.isalpha() for sign in text)
    return worded and not lower and inside is None


def _end(text: str) -> str:
    return "…" + text[-40:] if len(text) > 40 else text


def _start(text: str) -> str:
    return text[:40] + "…" if len(text) > 40 else text
