"""The words of one block: its runs of text in the order of the tags; what is raised, linked or in another language.

A run counts as raised or lowered only where the tags say so (BaselineShift) and the page shows it: whoever sees the
page and whoever hears it must get the same number. White space is what the file holds: where a line ends without a
space, the words on both sides are one word (ISO 32000-1, 14.8.2.5), so that an address broken over lines stays whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from publish.model.text import plain, subscript, superscript
from publish.proof.reading import LanguageText, LinkText, Span, StruckText, place_in
from publish.readers.pdf.bidi import language_level
from publish.readers.pdf.structure_tree import Content, Element, Target
from publish.readers.pdf.text_runs import GAP, SPACES, Run, apart, gap_between

_SAME_LINE = 0.75  # of the type size: runs whose baselines are nearer stand on one line
_STRESSED = frozenset({"Strong", "Em"})
_SHIFTED = 0.08  # of the type size: less is no visible shift


@dataclass(slots=True)
class _Piece:
    text: str
    run: Run | None = None
    language: str = ""
    shift: float = 0.0  # declared, in points, from the block's baseline


@dataclass(slots=True)
class Words:
    """What a block says. `extras` are the pictures and notes within it, in order; for `turns` see `Passage`."""

    text: str
    links: tuple[LinkText, ...]
    languages: tuple[LanguageText, ...]
    struck: tuple[StruckText, ...]
    extras: tuple[Element, ...]
    notes: tuple[int, ...]
    stressed: tuple[Span, ...]
    turns: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class WordReader:
    """Reads words.

    `resolve` gives the note that a link leads to, or what it leads to as a `LinkText` target; `bold` are the names of
    fonts of bold type.
    """

    marked: dict[tuple[int, int], list[Run]]
    language: str
    resolve: Callable[[Target], Element | str]
    bold: frozenset[str] = frozenset()
    leftwards: bool = field(init=False)

    def __post_init__(self) -> None:
        """Note whether lines start at the right."""
        self.leftwards = language_level(self.language) == 1

    def read(self, kids: Iterable[Element | Content | Target]) -> Words:
        """The words of what stands directly in a block."""
        line = _Line(self)
        line.add(kids, 0.0)
        return line.words()


@dataclass(slots=True)
class _Line:
    reader: WordReader
    pieces: list[_Piece] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    shifts: list[tuple[int, int, float]] = field(default_factory=list)
    extras: list[Element] = field(default_factory=list)
    noted: list[int] = field(default_factory=list)  # before which pieces the marks of notes stand
    strong: set[int] = field(default_factory=set)  # pieces that the tags say to be stressed
    others: list[Run] = field(default_factory=list)  # what formulas and marks of notes show

    def add(self, kids: Iterable[Element | Content | Target], shift: float) -> None:
        """Take in content, elements within the line, and what they hold."""
        for kid in kids:
            if isinstance(kid, Content):
                for run in self.reader.marked.get((kid.page, kid.mark), ()):
                    self.pieces.append(_Piece(run.text, run, run.language or kid.language, shift))
            elif isinstance(kid, Element):
                self._element(kid, shift)

    def _element(self, element: Element, shift: float) -> None:
        start = len(self.pieces)
        targets = [kid for kid in element.kids if isinstance(kid, Target)]
        if element.tag in ("Figure", "Note", "FENote"):
            self.extras.append(element)
            self.pieces.append(_Piece(""))
        elif element.tag == "Formula" and element.alt is not None:
            self.pieces.append(_Piece(element.alt, None, element.language))
            self.others += self._drawn(element)
        elif targets:
            goal = self.reader.resolve(targets[0])
            if isinstance(goal, Element):
                # The mark of a note is no word of the sentence; it parts what stands before it from what stands after.
                self.extras.append(goal)
                self.noted.append(len(self.pieces))
                self.pieces.append(_Piece(""))
                self.others += self._drawn(element)
                return
            self.add(element.kids, shift)
            self.links.append((start, len(self.pieces), goal))
        else:
            declared = element.attributes.get("BaselineShift")
            own = declared if isinstance(declared, float) else 0.0
            self.add(element.kids, shift + own)
            if element.tag in _STRESSED:
                self.strong |= {*range(start, len(self.pieces))}
            if own:
                self.shifts.append((start, len(self.pieces), own))

    def _drawn(self, element: Element) -> Iterator[Run]:
        return (run for place in element.content() for run in self.reader.marked.get((place.page, place.mark), ()))

    def words(self) -> Words:
        """All that was taken in, with brackets for raised and lowered runs."""
        raised = self._brackets()
        texts: list[str] = []
        before: Run | None = None
        parted = self._gap if self.reader.leftwards or any(_turns(piece.text) for piece in self.pieces) else gap_between
        for number, piece in enumerate(self.pieces):
            level = before is not None and piece.run is not None and _on_one_line(before, piece.run)
            gap = GAP if level and before is not None and piece.run is not None and parted(before, piece.run) else ""
            opening, closing = raised.get(number, ("", ""))
            texts.append(gap + opening + piece.text + closing)
            before = piece.run
        text = seamless(plain("".join(texts)))
        links = tuple(LinkText(seamless(plain("".join(texts[start:end]))), goal) for start, end, goal in self.links)
        notes = tuple(place_in("".join(texts[:number])) for number in self.noted)
        struck, stressed = tuple(self._struck(texts)), tuple(self._stressed(texts))
        turns = tuple(self._turns(texts))
        return Words(text, links, self._languages(texts), struck, tuple(self.extras), notes, stressed, turns)

    def _turns(self, texts: list[str]) -> Iterator[tuple[int, int]]:
        """Where the block goes on to another page."""
        page = next((piece.run.page for piece in self.pieces if piece.run is not None), 0)
        for number, piece in enumerate(self.pieces):
            if piece.run is not None and piece.run.page != page and piece.text.strip():
                page = piece.run.page
                yield place_in("".join(texts[:number])), page

    def _gap(self, first: Run, other: Run) -> bool:
        """Whether a page shows a gap between two runs of one line that hold no space there.

        What is read next stands at either side in a line of both directions, and not always beside.
        """
        drawn = (*(piece.run for piece in self.pieces if piece.run is not None), *self.others)
        level = [run for run in drawn if _on_one_line(first, run)]
        left, right = (first, other) if first.left < other.left else (other, first)
        # By their middle: the ink of neighbours may reach into one another.
        beside = not any(left.right < (run.left + run.right) / 2 < right.left and run.text for run in level)
        return beside and apart(left, right) and not {first.text[-1:], other.text[:1]} & SPACES

    def _brackets(self) -> dict[int, tuple[str, str]]:
        """What to write before and after a piece."""
        marks: dict[int, tuple[str, str]] = {}
        # Inner shifts come first, so that their brackets end up inside.
        for start, end, own in self.shifts:
            if start == end or not self._is_drawn(start, end, own):
                continue
            opening, closing = (superscript if own > 0 else subscript)("\0").split("\0")
            before, after = marks.get(start, ("", ""))
            marks[start] = (opening + before, after)
            before, after = marks.get(end - 1, ("", ""))
            marks[end - 1] = (before, after + closing)
        return marks

    def _is_drawn(self, start: int, end: int, own: float) -> bool:
        """Whether the page shows the pieces above (below) their line as the tags say, or has no other text there."""
        inside = [piece for piece in self.pieces[start:end] if piece.run is not None]
        outside = [piece for piece in (*self.pieces[:start], *self.pieces[end:]) if piece.run is not None]
        for piece in inside:
            for other in outside:
                declared = piece.shift - other.shift
                # Where a raised run fills a line, the line above may be nearer than its own.
                if piece.run is None or other.run is None or not _on_one_line(piece.run, other.run, declared):
                    continue
                if declared * own <= 0:
                    continue
                drawn = piece.run.y - other.run.y
                return drawn * own > 0 and abs(drawn) > _SHIFTED * piece.run.size
        return True

    def _struck(self, texts: list[str]) -> Iterator[StruckText]:
        for number, piece in enumerate(self.pieces):
            words = seamless(plain(texts[number]))
            if piece.run is not None and piece.run.struck and words:
                yield StruckText(words, len(seamless(plain("".join(texts[:number])))))

    def _stressed(self, texts: list[str]) -> Iterator[Span]:
        """What the tags say to be stressed and the page shows in bold type; a formula has no words that could be."""
        start = 0
        for number, (piece, text) in enumerate(zip(self.pieces, texts, strict=True)):
            end = start + place_in(text)
            if piece.run is None or (number in self.strong and piece.run.font in self.reader.bold):
                yield start, end
            start = end

    def _languages(self, texts: list[str]) -> tuple[LanguageText, ...]:
        found: list[tuple[str, str]] = []
        previous = ""
        for piece, text in zip(self.pieces, texts, strict=True):
            language = piece.language if piece.language.casefold() != self.reader.language.casefold() else ""
            if language and language == previous:
                found[-1] = (found[-1][0] + text, language)
            elif language:
                found.append((text, language))
            previous = language
        return tuple(LanguageText(seamless(plain(text)), language) for text, language in found if plain(text))


def seamless(text: str) -> str:
    """A text in which raised (lowered) runs that touch are one: no page shows where one ends and the next begins."""
    return text.replace("⁾⁽", "").replace("₎₍", "")


def _turns(text: str) -> bool:
    """Whether a text has characters that make a line run, in part, from right to left; Arabic digits are among them."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in text)


def _on_one_line(first: Run, other: Run, raised: float = 0.0) -> bool:
    """Whether two runs stand on one line, the first of them raised above it, in points, more than the other."""
    return first.page == other.page and abs(first.y - raised - other.y) < _SAME_LINE * max(first.size, other.size)
