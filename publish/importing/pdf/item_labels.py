"""The numbers and signs before the items of a tagged list, wherever their writer put them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from publish.importing.html.icons import GUESSED
from publish.readers.pdf.structure_tree import Element
from publish.readers.pdf.text_runs import Run

_LABEL = r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]|[•‣◦▪\uf0b7\uf0a7]"
_TYPED = re.compile(rf"<p>({_LABEL})\s+(?=\S)")
_DRAWN = re.compile(_LABEL)
_SAME_LINE = 0.25  # of the type size: how far a label's line may be off that of its item
_NEAREST = 5.0  # times the type size: how far before its item a label stands
_COUNTS = {"Decimal", "UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha"}
_WORDS = re.compile(r"^(<p>)([^<]+)")


@dataclass(frozen=True, slots=True)
class Item:
    """An item as HTML, its label, and whether that is drawn without a tag."""

    html: str
    label: str
    untagged: bool


def typed_label(item: str) -> tuple[str, str]:
    """The label that stands in an item's text, and the item without it; "" where there is none."""
    typed = _TYPED.match(item)
    return (typed[1], f"<p>{item[typed.end() :]}") if typed is not None else ("", item)


def drawn_label(first: Run | None, untagged: Iterable[Run]) -> list[Run]:
    """The label that is drawn before an item's first letters, and has no tag; none where there is no such label."""
    if first is None:
        return []
    before = [
        run
        for run in untagged
        if abs(run.y - first.y) <= _SAME_LINE * first.size and -_NEAREST * first.size <= run.right - first.left <= 0
    ]
    before.sort(key=lambda run: run.left)
    return before if _DRAWN.fullmatch("".join(run.text for run in before).strip()) else []


def counts(element: Element) -> bool:
    """Whether a list says that it counts its items (ISO 32000-1, table 347)."""
    return str(element.attributes.get("ListNumbering", "")).strip("/") in _COUNTS


def counted_from_one(items: Sequence[Item]) -> str:
    """Items that count, whose numbers nobody finds, from 1; their first words are marked."""
    first = _WORDS.sub(rf'\1<span {GUESSED}="yes">\2</span>', items[0].html)
    return f"<ol>{''.join(f'<li>{item}</li>' for item in (first, *(item.html for item in items[1:])))}</ol>"
