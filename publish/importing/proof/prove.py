"""Compares the words of an input with those of the source that was made of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from publish.contracts.importer import InputWords, Notes
from publish.importing.account import Proof
from publish.importing.proof.words import RAISED, words
from publish.model.nodes import Document, InlineImage, Math, MathBlock, Note, Text, walk
from publish.proof.align import same
from publish.proof.ledger import block_units, section_units
from publish.proof.reading import Role, Unit
from publish.source.files import PICTURE_NEEDED

_AROUND = 3  # words shown on each side
_VIDEO = "Video: "
_MOST_PIECES = 4  # a power with its sign, between its number and its unit
_OFF_LINE = re.compile(rf"([^\W_]+){RAISED}([^\w\s]?\d+)")
_OFF_THE_LINE = re.compile(r"([^\W_]+)[⁽₍]([^\w\s]?\d+)[⁾₎]")
_PARTS = "\x1e"  # no letter and no space


def prove(input_words: InputWords, document: Document, notes: Notes) -> Proof:
    """The words of an input against a document as it was read back from its source.

    What differs must be accounted for: words left out or moved to the front matter, as the import noted them, and
    words that it added from attributes. Words that stand elsewhere in the source (captions, notes) count as kept.
    """
    letters = input_words.formulas_by_letters
    before = words(input_words.text)
    apart = {
        "opening": _apart(document.opening, letters=letters),
        "sections": _apart(document.sections, letters=letters),
    }
    document = replace(document, **apart)
    off_line = set(_OFF_LINE.findall(input_words.text))
    unit_texts = [_said(unit) for unit in _units(document)]
    after = [word for text in unit_texts for word in words(_raised(text, off_line))]
    pairs = same(before, after)
    kept_before, kept_after = {i for i, _ in pairs}, {j for _, j in pairs}
    gone = [i for i in range(len(before)) if i not in kept_before]
    come = [j for j in range(len(after)) if j not in kept_after]
    taken = _bag(left_out.text for left_out in notes.left if left_out.reason not in input_words.unread)
    rest = _consume(before, gone, taken)
    gone = _consume(before, rest, _bag(notes.moved))
    moved = len(rest) - len(gone)
    added = _bag(notes.added) + _bag(text for text in unit_texts if text == PICTURE_NEEDED)
    come = _consume(after, come, added)
    gone, come, regrouped = _regrouped(before, after, gone, come, pairs, spaces=input_words.spaces)
    if not input_words.spaces:
        gone, come, joined = _in_pieces(before, after, gone, come)
        come, gone, parted = _in_pieces(after, before, come, gone)
        regrouped += joined + parted
    elsewhere = Counter(before[i] for i in gone) & Counter(after[j] for j in come)
    gone = _consume(before, gone, elsewhere.copy())
    come = _consume(after, come, elsewhere.copy())
    reasons: Counter[str] = Counter()
    for left_out in notes.left:
        reasons[left_out.reason.value] += len(words(left_out.text))
    reasons["moved to the front matter"] = moved
    return Proof(
        len(before),
        len(pairs) + elsewhere.total() + regrouped,
        {reason: count for reason, count in reasons.items() if count},
        tuple(_shown(before, gone)),
        tuple(_shown(after, come)),
    )


def _raised(text: str, off_line: set[tuple[str, str]]) -> str:
    """A text with a sign before each power and index that the input has by its place."""
    if not off_line:
        return text

    def marked(found: re.Match[str]) -> str:
        return f"{found[1]}{RAISED}{found[2]}" if (found[1], found[2]) in off_line else found[0]

    return _OFF_THE_LINE.sub(marked, text)


def _apart(node: Any, *, letters: bool) -> Any:
    """A part of a document with a sign before each footnote mark and image: they part the words on their sides.

    The units of the ledger do not say where these stand, and in languages without spaces words would run together.
    """
    if isinstance(node, tuple):
        row: list[Any] = []
        if all(type(inner) is Text for inner in node):
            return node
        for inner in node:
            if isinstance(inner, Math):
                row.append(Text(f" {' '.join(inner.text) if letters else inner.tex} "))
                continue
            row += [Text(_PARTS)] if isinstance(inner, InlineImage | Note) else []
            row.append(_apart(inner, letters=letters))
        unchanged = len(row) == len(node) and all(new is old for new, old in zip(row, node, strict=True))
        return node if unchanged else tuple(row)
    if isinstance(node, MathBlock):
        return replace(node, math=replace(node.math, text=" ".join(node.math.text) if letters else node.math.tex))
    if isinstance(node, InlineImage) or not is_dataclass(node):
        return node
    kind: Any = type(node)
    values = {name: value for name in _names(kind) if isinstance(value := getattr(node, name), tuple)}
    parted = {name: _apart(value, letters=letters) for name, value in values.items()}
    same_parts = all(parted[name] is value for name, value in values.items())
    return node if same_parts else replace(node, **parted)  # type: ignore[type-var]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _bag(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in words(text))


def _regrouped(
    before: Sequence[str],
    after: Sequence[str],
    gone: list[int],
    come: list[int],
    pairs: Sequence[tuple[int, int]],
    *,
    spaces: bool,
) -> tuple[list[int], list[int], int]:
    """What is gone and come but for the letters of formulas, read one by one, that the source has as words.

    Where the input has no spaces, this holds for all words.
    """
    gaps: dict[int, tuple[list[int], list[int]]] = {}
    left, right = [i for i, _ in pairs], [j for _, j in pairs]
    for places, row, side in ((gone, left, 0), (come, right, 1)):
        for place in places:
            gaps.setdefault(bisect_left(row, place), ([], []))[side].append(place)
    same_letters: set[int] = set()
    for number, (lost, added) in gaps.items():
        letters = [before[i] for i in lost]
        if (
            lost
            and ((not spaces and not "".join(letters).isdecimal()) or max(map(len, letters)) == 1)
            and "".join(letters) == "".join(after[j] for j in added)
        ):
            same_letters.add(number)
    count = sum(len(gaps[number][0]) for number in same_letters)
    kept_gone = {i for number in same_letters for i in gaps[number][0]}
    kept_come = {j for number in same_letters for j in gaps[number][1]}
    return [i for i in gone if i not in kept_gone], [j for j in come if j not in kept_come], count


def _in_pieces(
    whole: Sequence[str], parted: Sequence[str], words_left: list[int], pieces_left: list[int]
) -> tuple[list[int], list[int], int]:
    """What is left of words that stand elsewhere in pieces, and of pieces; and how many were found.

    Digits alone are no pieces of a number: "109" is not 10⁹.
    """
    pieces: dict[str, list[list[int]]] = {}
    for first, place in enumerate(pieces_left):
        row = pieces_left[first : first + _MOST_PIECES]
        for count in range(2, len(row) + 1):
            if row[count - 1] != place + count - 1:
                break
            pieces.setdefault("".join(parted[piece] for piece in row[:count]), []).append(row[:count])
    used: set[int] = set()
    rest = []
    for place in words_left:
        several = () if whole[place].isdecimal() else pieces.get(whole[place], ())
        fitting = (row for row in several if used.isdisjoint(row))
        row = next(fitting, [])
        used.update(row)
        rest += [] if row else [place]
    return rest, [place for place in pieces_left if place not in used], len(words_left) - len(rest)


def _units(document: Document) -> Iterator[Unit]:
    for block in document.opening:
        yield from block_units(block)
    for section in walk(document.sections):
        yield from section_units(section)


def _said(unit: Unit) -> str:
    return unit.text.removeprefix(_VIDEO) if unit.role is Role.VIDEO else unit.text


def _consume(row: Sequence[str], places: Iterable[int], stock: Counter[str]) -> list[int]:
    """The places whose word the stock does not hold; each word of the stock accounts for one place."""
    rest: list[int] = []
    for place in places:
        if stock[row[place]] > 0:
            stock[row[place]] -= 1
        else:
            rest.append(place)
    return rest


def _shown(row: Sequence[str], places: list[int]) -> Iterator[str]:
    """Each run of places with some words around it."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place - runs[-1][-1] <= 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        start, stop = run[0], run[-1] + 1
        head, tail = row[max(0, start - _AROUND) : start], row[stop : stop + _AROUND]
        shown = f"{' '.join(head)} [{' '.join(row[start:stop])}] {' '.join(tail)}".strip()
        yield shown.replace(RAISED, "above or below the line:")
