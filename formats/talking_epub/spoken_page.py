"""A page whose sentences have ids, so that each can be marked while it is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from publish.model.edition_words import AddedWords
from publish.model.nodes import Asset, Block, Inline, Row, Section, Text
from publish.model.text import plain
from publish.proof.ledger import OPENING, text_of
from publish.rendering.epub.printed_pages import PrintedPages
from publish.rendering.xhtml.page_markup import XHTML, Element, Page
from publish.speech.script import BLANK
from publish.speech.sentences import sentences

_HEADINGS = frozenset(f"{{{XHTML}}}h{level}" for level in range(1, 7))
_CELLS = frozenset({f"{{{XHTML}}}td", f"{{{XHTML}}}th"})
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Fragment:
    """An element of a page that is marked while its `sentences` are said. `heads`: it is the head of a table."""

    page: str
    element: Element
    section: str
    sentences: tuple[str, ...]
    heads: bool = False


def by_sentence(inlines: tuple[Inline, ...]) -> Iterator[tuple[tuple[Inline, ...], tuple[str, ...]]]:
    """Inlines cut between sentences, each piece with the sentences in it.

    They are cut within plain text alone: a link or emphasis that ends one sentence and begins the next stays whole, and
    its sentences are marked together. A cut is right where the words before it are just so many whole sentences.
    """
    texts = sentences(text_of(inlines))
    ends = {" ".join(texts[:number]): number for number in range(1, len(texts))}
    rest, done = list(inlines), 0
    before: list[Inline] = []
    piece: list[Inline] = []
    while rest:
        inline = rest.pop(0)
        cut = _cut((*before, *piece), inline, {text: number for text, number in ends.items() if number > done})
        if cut is None:
            piece.append(inline)
            continue
        first, second, number = cut
        yield (*piece, first), texts[done:number]
        before, piece, done = [*before, *piece, first], [], number
        rest.insert(0, second)
    if piece:
        yield tuple(piece), texts[done:]


def _cut(before: tuple[Inline, ...], inline: Inline, ends: dict[str, int]) -> tuple[Text, Text, int] | None:
    """A text in two at the first end of a sentence in it, and the number of that sentence."""
    if not isinstance(inline, Text) or not ends:
        return None
    for space in _SPACE.finditer(inline.value):
        number = ends.get(text_of((*before, Text(inline.value[: space.end()]))))
        if number is not None:
            return Text(inline.value[: space.end()]), Text(inline.value[space.end() :]), number
    return None


class SpokenPage(Page):
    """Writes a page, and tells of every fragment that is said; notes stand after the block that mentions them."""

    def __init__(
        self,
        name: str,
        href_of_section: Callable[[str], str],
        href_of_image: Callable[[Asset], str],
        words: AddedWords,
        first_note: int,
        fragments: list[Fragment],
        printed: PrintedPages,
    ) -> None:
        super().__init__(href_of_section, href_of_image, words, first_note, printed)
        self._name = name
        self._fragments = fragments
        self._section = OPENING
        self._depth = 0
        self._in_head = False
        self._last_fragment = 0

    def section(self, parent: Element, section: Section) -> None:
        """A section, whose fragments are those of its own chapter."""
        self._section = section.id
        super().section(parent, section)

    def blocks(self, parent: Element, blocks: Iterable[Block]) -> None:
        """Blocks, each with its notes after it: as they are said."""
        self._depth += 1
        for block in blocks:
            super().blocks(parent, (block,))
            if self._depth == 1:
                self.notes(parent)
        self._depth -= 1

    def run(self, parent: Element, inlines: tuple[Inline, ...]) -> None:
        """The words of an element, in fragments by sentence."""
        pieces = [] if self._in_head else list(by_sentence(inlines))
        if parent.get("class") == "video":  # its label is announced, its title is what is said
            pieces = [(inlines, sentences(text_of(inlines[-1:])))]
        if len(pieces) > 1:
            for piece, texts in pieces:
                span = parent.makeelement(f"{{{XHTML}}}span")
                parent.append(span)
                self._is_said(span, texts)
                self.inlines(span, piece)
        else:
            texts = pieces[0][1] if pieces else ()
            is_blank = not self._in_head and parent.tag in _CELLS and not text_of(inlines)
            self._is_said(parent, (BLANK,) if is_blank else texts)
            self.inlines(parent, inlines)
        if parent.tag in _HEADINGS and (holder := parent.getparent()) is not None:
            self.notes(holder)

    def words(self, parent: Element, text: str) -> None:
        """Words without mark-up: each line of code is a sentence or more."""
        self._is_said(parent, tuple(each for line in text.splitlines() for each in sentences(plain(line))))
        super().words(parent, text)

    def header_rows(self, head: Element, rows: tuple[Row, ...]) -> None:
        """The head of a table, which is said in one."""
        self._is_said(head, (), heads=True)
        self._in_head = True
        super().header_rows(head, rows)
        self._in_head = False

    def picture(self, image: Element, alt: str) -> None:
        """A picture is marked while its text alternative is said."""
        self._is_said(image, sentences(plain(alt)))

    def _is_said(self, element: Element, texts: tuple[str, ...], *, heads: bool = False) -> None:
        if not texts and not heads:
            return
        if element.get("id") is None:
            self._last_fragment += 1
            element.set("id", f"said_{self._last_fragment}")
        self._fragments.append(Fragment(self._name, element, self._section, texts, heads))
