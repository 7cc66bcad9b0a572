"""Compares the words of an input with those of the source that was made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from publish.completeness.align import same
from publish.completeness.ledger import block_units, section_units
from publish.completeness.reading import Role, Unit
from publish.intake.proof.words import words
from publish.intake.report import Notes, Proof, Reason
from publish.model import Document, walk
from publish.source.files import PICTURE_NEEDED

_AROUND = 3  # words shown on each side
_VIDEO = "Video: "


def prove(text: str, document: Document, notes: Notes, unread: Collection[Reason] = (Reason.SCRIPT,)) -> Proof:
    """The words of an input's text against a document as it was read back from its source.

    What differs must be accounted for: words left out or moved to the front matter, as the import noted them, and
    words that it added from attributes. Words that stand elsewhere in the source (captions, notes) count as kept.
    """
    before = words(text)
    after = [word for unit in _units(document) for word in words(_said(unit))]
    pairs = same(before, after)
    kept_before, kept_after = {i for i, _ in pairs}, {j for _, j in pairs}
    gone = [i for i in range(len(before)) if i not in kept_before]
    come = [j for j in range(len(after)) if j not in kept_after]
    taken = _bag(one.text for one in notes.left if one.reason not in unread)
    rest = _consume(before, gone, taken)
    gone = _consume(before, rest, _bag(notes.moved))
    moved = len(rest) - len(gone)
    added = _bag(notes.added) + _bag(PICTURE_NEEDED for unit in _units(document) if _said(unit) == PICTURE_NEEDED)
    come = _consume(after, come, added)
    elsewhere = Counter(before[i] for i in gone) & Counter(after[j] for j in come)
    gone = _consume(before, gone, elsewhere.copy())
    come = _consume(after, come, elsewhere.copy())
    reasons: Counter[str] = Counter()
    for one in notes.left:
        reasons[one.reason.value] += len(words(one.text))
    reasons["moved to the front matter"] = moved
    return Proof(
        len(before),
        len(pairs) + elsewhere.total(),
        {reason: count for reason, count in reasons.items() if count},
        tuple(_shown(before, gone)),
        tuple(_shown(after, come)),
    )


def _bag(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in words(text))


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
        yield f"{' '.join(head)} [{' '.join(row[start:stop])}] {' '.join(tail)}".strip()
