"""Words from right to left: their glyphs put together, as they are read and as they are seen."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace
from itertools import groupby

from publish.readers.pdf.placed_marks import WHY, is_beside, is_mark
from publish.readers.pdf.shielding import Shielded, runs_left
from publish.readers.pdf.text_runs import Run

_TOUCHING = 0.22  # of the type size: letters of one word are no farther apart


def words_of(pages: list[list[Run]], file: Shielded) -> list[list[Run]]:
    """The runs of all pages with the letters that their private characters stand for.

    The glyphs of a word that runs from right to left are one run, and so is marked content for which the file says
    something of its own.
    """
    if not file.letters:
        return pages
    return [_page(runs, file) for runs in pages]


def _page(runs: list[Run], file: Shielded) -> list[Run]:
    for run in runs:
        run.text = run.text.translate(file.letters)
    found: list[Run] = []
    for mark, marked in groupby(runs, key=lambda run: run.mark):
        words = _joined(list(marked))
        place = (words[0].page, mark if mark is not None else -1)
        for word in words:
            for shown, meant in file.spelt.get(place, ()):
                word.text = word.text.replace(shown, meant)
        heard = file.heard.get(place, file.blank.get(place))
        if heard is None:
            found += words
        elif place in file.blank:
            found.append(replace(_union(words), text=heard))
        else:
            seen = "".join(word.text if word.seen is None else word.seen for word in words)
            found.append(replace(_union(words), text=heard, seen=seen if _is_told_by_glyphs(heard) else None))
    return found


def _is_told_by_glyphs(text: str) -> bool:
    """Whether the glyphs of a text can be asked what they show.

    A typesetter says what it draws where one glyph stands for several texts. Of words from left to right these are
    conjuncts and stacked accents, whose glyphs bear the text of where each was used first.
    """
    return runs_left(text) or not any(letter.isalpha() for letter in text)


def _joined(runs: list[Run]) -> list[Run]:
    """The glyphs of each right-to-left word as one run."""
    words: list[list[Run]] = []
    for run in runs:
        if words and _goes_on(words[-1], run):
            words[-1].append(run)
        else:
            # What is no content (a running head) has its glyphs in the order in which they are seen.
            is_parted = run.mark is not None and is_mark(run.text[:1] or " ")
            if is_parted and words and runs_left(words[-1][0].text):
                run.unseen = run.unseen or WHY  # the letter before it is too far away
            words.append([run])
    return [_word(word) if runs_left(word[0].text) else word[0] for word in words]


def _goes_on(word: list[Run], run: Run) -> bool:
    letters = runs_left(run.text) or all(unicodedata.bidirectional(letter) in ("NSM", "BN") for letter in run.text)
    if not runs_left(word[0].text) or not letters or run.in_drawing != word[0].in_drawing:
        return False
    reach = _TOUCHING * run.size
    near = (
        min(letter.left for letter in word) - reach <= run.right
        and run.left <= max(letter.right for letter in word) + reach
    )
    return near and abs(run.y - word[0].y) < run.size


def _word(glyphs: list[Run]) -> Run:
    """A word; marks stay with the letter that they follow, letters are seen from the right."""
    clusters: list[list[Run]] = []
    for glyph in glyphs:
        if runs_left(glyph.text) or not clusters:
            clusters.append([glyph])
        else:
            clusters[-1].append(glyph)
    text = "".join(glyph.text for glyph in glyphs)
    from_right = sorted(clusters, key=lambda cluster: -cluster[0].x)
    seen = "".join(glyph.text for cluster in from_right for glyph in cluster)
    beside = any(
        is_mark(mark.text[:1] or " ")
        and is_beside(mark.box, letter.box, letter.size, leftwards=True)
        and mark.mark is not None
        for letter, *marks in clusters
        for mark in marks
    )
    word = replace(_union(glyphs), text=text, seen=None if seen == text else seen, leftwards=True)
    return replace(word, unseen=word.unseen or WHY) if beside else word


def _union(runs: list[Run]) -> Run:
    """Several runs as one: the smallest type of them, on the baseline of most; hidden where one is."""
    heights = Counter(round(run.y, 2) for run in runs)
    level = [run for run in runs if round(run.y, 2) == heights.most_common(1)[0][0]]
    return replace(
        level[0],
        x=min(run.x for run in runs),
        left=min(run.left for run in runs),
        right=max(run.right for run in runs),
        bottom=min(run.bottom for run in runs),
        top=max(run.top for run in runs),
        size=min(run.size for run in runs),
        colour=max(run.colour for run in runs),
        struck=any(run.struck for run in runs),
        unseen=next((run.unseen for run in runs if run.unseen), ""),
    )
