"""The words of a page as lines: what stands beside each other, with links, powers and struck words as HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise
from typing import Any

from publish.importing.html.icons import GUESSED

_COLUMN = 2.0  # times the size of the type: a gap as wide as between columns
_WIDE = 0.6  # times the size of the type: wider than the spaces of most texts; it may be a tab
_FEWEST_ROWS = 3
_ALIGNED = 1.5  # points
_TAB = 4.0  # times the size of the type: as far from its number or bullet the text of an item may begin
_SPACE = 0.17  # times the size of the type: a narrower gap parts no words; TeX draws spaces of 0.2 and more
_STOP = 0.08  # times the size of the type: a gap that no letters of a word have, where the others are drawn close
_LETTERS_APART, _FEWEST_GAPS = 0.02, 3  # and so they are drawn here
_MARK = re.compile(
    r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]|\d{1,3}(?:\.\d{1,3}){1,4}\.?|[•‣◦▪▫●○■□∙·\uf0b7\uf0a7–✓✗☐☑☒]"
)
_BOX = ("x0", "top", "x1", "bottom")
_BOLD = re.compile(r"bold|black|heavy|semibold", re.IGNORECASE)

Word = dict[str, Any]
Links = Sequence[tuple[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its words as HTML and as characters, its place and its look."""

    html: str
    text: str
    page: int
    top: float
    bottom: float
    left: float
    right: float
    size: float
    bold: bool


def words_on(page: Any) -> list[Word]:
    """The words of a page whose letters are marked; a change of look parts words too."""
    looks = ["size", "fontname", "raised", "struck", "marked"]
    found = page.extract_words(extra_attrs=looks, x_tolerance_ratio=_SPACE, return_chars=True)
    return [part for word in found for part in _at_tabs(word)]


def _at_tabs(word: Word) -> list[Word]:
    """A word parted where one gap stands out among its letters: a tab whose stop is near ("20 mg", "evening")."""
    letters = word["chars"]
    gaps = [(right["x0"] - left["x1"]) / word["size"] for left, right in pairwise(letters)]
    wide = [place for place, gap in enumerate(gaps, 1) if gap > _STOP]
    plain = [gap for gap in gaps if gap <= _STOP]
    if not wide or len(plain) < _FEWEST_GAPS or max(plain) > _LETTERS_APART or word["raised"]:
        return [word]
    bounds = [0, *wide, len(letters)]
    parts = [
        [letters[start] | {"spaced": start > 0 or letters[0]["spaced"]}, *letters[start + 1 : end]]
        for start, end in pairwise(bounds)
    ]
    return [
        word | {"text": "".join(map(_character, part)), "x0": part[0]["x0"], "x1": part[-1]["x1"], "chars": part}
        for part in parts
    ]


def _character(letter: Word) -> str:
    return str(letter["text"])


def within(word: Word, box: Sequence[float]) -> bool:
    """Whether the middle of a word lies in a box."""
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words that stand on one line, parted where the gap is as wide as between columns.

    The number or bullet of a list stays with its text, which may begin at the next stop of the tabs.
    """
    every = list(words)
    lines: list[list[Word]] = []
    upright = sorted(
        (word for word in every if not word["raised"]), key=lambda word: (word["bottom"] + word["top"], word["x0"])
    )
    for word in upright:
        middle = (word["bottom"] + word["top"]) / 2
        if lines and lines[-1][0]["top"] < middle < lines[-1][0]["bottom"]:
            lines[-1].append(word)
        else:
            lines.append([word])
    for word in every:
        if word["raised"]:
            _beside(word, lines).append(word)
    rows: list[list[Word]] = []
    for line in lines:
        line.sort(key=lambda word: float(word["x0"]))
        rows.append(line[:1])
        for before, word in pairwise(line):
            marks = rows[-1] == [before] and _MARK.fullmatch(before["text"]) is not None
            if word["x0"] - before["x1"] < (_TAB if marks else _COLUMN) * max(word["size"], before["size"]):
                rows[-1].append(word)
            else:
                rows.append([word])
    return rows


def parted_at_tabs(rows: Sequence[list[Word]]) -> list[list[Word]]:
    """Rows with those parted where three or more below each other have a gap that ends at the same place: a tab."""
    found: list[list[Word]] = []
    for _, group in groupby(enumerate(rows), key=lambda place: _tab(rows, place[0])):
        lines = [row for _, row in group]
        stop = _stop(lines[0])
        if stop is None or len(lines) < _FEWEST_ROWS:
            found += lines
            continue
        for row in lines:
            at = next(place for place, word in enumerate(row) if abs(word["x0"] - stop) <= _ALIGNED)
            found += [row[:at], row[at:]]
    return found


def _tab(rows: Sequence[list[Word]], place: int) -> float:
    """Where the tab of a row ends, as in the rows right before it; below 0 for each row without one."""
    stop = _stop(rows[place])
    if stop is None:
        return -1.0 - place
    while place and (before := _stop(rows[place - 1])) is not None and abs(before - stop) <= _ALIGNED:
        place, stop = place - 1, before
    return stop


def _stop(row: Sequence[Word]) -> float | None:
    """Where the only wide gap of a row ends; None where there is none, or a number or bullet stands before it."""
    wide = [(n, word["x0"]) for n, (before, word) in enumerate(pairwise(row)) if _wide(before, word)]
    marks = bool(wide) and wide[0][0] == 0 and _MARK.fullmatch(row[0]["text"]) is not None
    return float(wide[0][1]) if len(wide) == 1 and not marks else None


def _wide(before: Word, word: Word) -> bool:
    return bool(word["x0"] - before["x1"] > _WIDE * max(word["size"], before["size"]))


def _beside(word: Word, lines: list[list[Word]]) -> list[Word]:
    """The line that a raised or lowered word belongs to: the nearest of those whose height it reaches into."""
    near = [line for line in lines if line[0]["top"] < word["bottom"] and word["top"] < line[0]["bottom"]]
    if not near:
        lines.append([])
        return lines[-1]
    return min(near, key=lambda line: (min(_gap(word, other) for other in line), abs(_middle(word) - _middle(line[0]))))


def _middle(word: Word) -> float:
    return float(word["bottom"] + word["top"]) / 2


def _gap(word: Word, other: Word) -> float:
    return float(max(word["x0"] - other["x1"], other["x0"] - word["x1"], 0.0))


def line_of(words: Sequence[Word], number: int, links: Links) -> Line:
    """A row of words as a line of a page."""
    sizes = Counter[float]()
    on_line = [word for word in words if not word["raised"]] or words
    for word in words:
        sizes[round(float(word["size"]), 1)] += len(word["text"])
    return Line(
        html_of(words, links),
        _text(words),
        number,
        float(min(word["top"] for word in on_line)),
        float(max(word["bottom"] for word in on_line)),
        float(words[0]["x0"]),
        float(words[-1]["x1"]),
        sizes.most_common(1)[0][0],
        all(_BOLD.search(word["fontname"]) for word in words),
    )


def _glue(before: Word, word: Word) -> str:
    """What stands between two words: a space of the text may be narrow where kerning or a change of look is."""
    spaced = word["chars"][0]["spaced"]
    return " " if spaced or word["x0"] - before["x1"] > _SPACE * max(word["size"], before["size"]) else ""


def _text(words: Sequence[Word]) -> str:
    glued = (f"{_glue(before, word)}{word['text']}" for before, word in pairwise(words))
    return "".join([*(word["text"] for word in words[:1]), *glued])


def html_of(words: Sequence[Word], links: Links) -> str:
    """Words beside each other as HTML."""
    html = ""
    before: Word | None = None

    def look(word: Word) -> tuple[str, str, bool, bool]:
        return (
            next((uri for uri, link in links if within(word, [link[key] for key in _BOX])), ""),
            word["raised"],
            word["struck"],
            word["marked"],
        )

    for (address, raised, struck, marked), group in groupby(words, key=look):
        run = list(group)
        text = escape(_text(run))
        text = f"<{raised}>{text}</{raised}>" if raised else text
        text = f"<s>{text}</s>" if struck else text
        text = f'<span {GUESSED}="yes">{text}</span>' if marked else text
        text = f'<a href="{escape(address)}">{text}</a>' if address else text
        html += f"{_glue(before, run[0]) if before is not None else ''}{text}"
        before = run[-1]
    return html
