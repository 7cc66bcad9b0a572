"""Blocks as paragraphs and tables (ECMA-376, part 1, 17.3.1 and 17.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docx.opc.part import Part
from lxml import etree

from publish.errors import EditionError
from publish.model.nodes import (
    Block,
    Callout,
    CalloutKind,
    CodeBlock,
    DefinitionList,
    EasyRead,
    Figure,
    Inline,
    Link,
    List,
    ListItem,
    MathBlock,
    Paragraph,
    Quote,
    Table,
    Text,
    Video,
)
from publish.rendering.docx.inline_pictures import Pictures
from publish.rendering.docx.inline_runs import Runs, lines
from publish.rendering.docx.list_definitions import DEEPEST, STEP, Numbering
from publish.rendering.docx.omml import formula
from publish.rendering.docx.ooxml import TWIPS_PER_POINT, element, qualified, value
from publish.rendering.docx.table_markup import layout, table

TEXT_WIDTH = 9072
"""The width of the text on the page, in twips."""

_SPACE_AFTER = 180  # twips, as in the styles
_TALLEST = 6500  # twips: a figure and its caption stay on one page
_TALLEST_OF_PAIR = 2438  # twips: 43 mm, as in the easy-read booklet; so five fit on a page under a heading
_PICTURE_COLUMN = _TALLEST_OF_PAIR + 2 * 170  # twips: with 3 mm on both sides

_CALLOUT_INDENT = 240
_BAR_SPACE = 6  # points from a callout's bar to its text
_BAR_FARTHEST = 31  # points; the standard allows no more
_BARS = {CalloutKind.NOTE: ("single", 24), CalloutKind.IMPORTANT: ("single", 48), CalloutKind.WARNING: ("double", 24)}
"""The bar beside a callout by kind: border style, and width in eighths of a point. Told apart by shape, not colour."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar down the start of a callout's lines, and the indent, in twips, of the text that it stands beside."""

    kind: CalloutKind
    edge: int

    def border(self, left: int, side: str) -> etree._Element:
        """The border of a paragraph whose first character stands at `left`, drawn where the bar runs."""
        style, width = _BARS[self.kind]
        space = min(_BAR_FARTHEST, _BAR_SPACE + max(0, left - self.edge) // TWIPS_PER_POINT)
        line = element(f"w:{side}", {"w:val": style, "w:sz": width, "w:space": space, "w:color": "7A1F1F"})
        return element("w:pBdr", children=[line])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands.

    `style` is that of the next paragraph, `rest` that of those after it, `number` the list and depth of the next one.
    `indent` is in twips.
    """

    style: str = ""
    rest: str = ""
    number: tuple[int, int] | None = None
    indent: int = 0
    depth: int = 0
    bar: Bar | None = None
    note: bool = False

    def then(self) -> Place:
        """The place after its first paragraph."""
        return replace(self, style=self.rest, number=None)


class Blocks:
    """Makes the blocks of one story."""

    def __init__(
        self,
        story: Part,
        runs: Runs,
        pictures: Pictures,
        numbering: Numbering,
        *,
        size: int,
        right_to_left: bool,
        in_pairs: bool,
    ) -> None:
        self._story = story
        self._runs = runs
        self._pictures = pictures
        self._numbering = numbering
        self._size = size
        self._right_to_left = right_to_left
        self._in_pairs = in_pairs
        # Indents turn round with the writing, borders and formulas do not.
        self._start = "right" if right_to_left else "left"

    def all(self, blocks: Iterable[Block], place: Place) -> Iterator[etree._Element]:
        """The elements of blocks that stand in one place."""
        for block in blocks:
            yield from self.block(block, place)
            if isinstance(block, Paragraph):
                place = place.then()

    def pairs(self, blocks: Iterable[Block], place: Place) -> Iterator[etree._Element]:
        """The elements of blocks, each figure with the paragraphs after it in one row: picture left, words right."""
        rows: list[tuple[list[etree._Element], ...]] = []
        for block in blocks:
            elements = list(self.block(block, place))
            if isinstance(block, Figure):
                rows.append((elements, []))
            elif rows and isinstance(block, Paragraph):
                rows[-1][1].extend(elements)
            else:
                yield from self._side_by_side(rows)
                rows = []
                yield from elements
        yield from self._side_by_side(rows)

    def _side_by_side(self, rows: list[tuple[list[etree._Element], ...]]) -> Iterator[etree._Element]:
        if rows:
            whole = [(picture, words or [self.paragraph((), Place())]) for picture, words in rows]
            yield layout(whole, (_PICTURE_COLUMN, TEXT_WIDTH - _PICTURE_COLUMN), right_to_left=self._right_to_left)

    def block(self, block: Block, place: Place) -> Iterator[etree._Element]:
        """The elements of one block."""
        after = place.then()
        match block:
            case Paragraph(children):
                yield self.paragraph(self._runs.of(children), place)
            case List():
                paragraphs = list(self._list(block, after))
                if not place.depth and paragraphs:
                    _make_room_after(paragraphs[-1])
                yield from paragraphs
            case DefinitionList():
                for item in block.items:
                    yield self.paragraph(self._runs.of(item.term), replace(after, style="Term"))
                    inside = replace(
                        after,
                        style="Definition",
                        rest="Callout" if place.bar else "",
                        indent=place.indent + STEP,
                        note=False,
                    )
                    for meaning in item.meanings:
                        yield from self.all(meaning, inside)
            case Table():
                if block.caption:
                    yield self._caption(block.caption, after, keep=True)
                yield table(
                    block,
                    self._runs,
                    indent=place.indent,
                    width=TEXT_WIDTH - place.indent,
                    size=self._size,
                    right_to_left=self._right_to_left,
                )
            case Figure():
                yield from self._figure(block, after)
            case Quote(blocks):
                inside = replace(after, style="Quote", rest="Quote", indent=place.indent + STEP, note=False)
                yield from self.all(blocks, inside)
            case CodeBlock(characters):
                yield self.paragraph(lines(characters), replace(after, style="HTMLPreformatted"))
            case MathBlock(math):
                yield self.paragraph(
                    [element("m:oMathPara", children=[self._aligned(), formula(math)])],
                    replace(after, style="Formula"),
                )
            case Video():
                title = Link((Text(block.title),), block.address)
                line = self._runs.of((*block.label, Text(" "), title))
                yield self.paragraph(line, replace(after, style="Video"), keep=bool(block.description))
                yield from self.all(block.description, after)
            case Callout():
                yield from self._callout(block, after)
            case EasyRead():
                pass  # other words for the same sections: only the easy-read edition shows them

    def paragraph(self, contents: Iterable[etree._Element], place: Place, *, keep: bool = False) -> etree._Element:
        """One paragraph; `keep` holds it on one page with what follows. The order of its properties is the schema's."""
        contents = list(contents)
        properties: list[etree._Element] = []
        if place.style:
            properties.append(value("w:pStyle", place.style))
        if keep:
            properties.append(element("w:keepNext"))
        if place.number:
            number, depth = place.number
            properties.append(element("w:numPr", children=[value("w:ilvl", depth - 1), value("w:numId", number)]))
        if place.bar:
            properties.append(place.bar.border(place.indent - (STEP if place.number else 0), self._start))
        properties += self._runs.direction_of(contents)
        if place.indent:
            hanging: dict[str, str | int] = {"w:hanging": STEP} if place.number else {}
            properties.append(element("w:ind", {"w:left": place.indent, **hanging}))
        properties = [element("w:pPr", children=properties)] if properties else []
        return element("w:p", children=[*properties, *contents])

    def _aligned(self) -> etree._Element:
        return element("m:oMathParaPr", children=[value("m:jc", self._start)])

    def _list(self, block: List, place: Place) -> Iterator[etree._Element]:
        depth = place.depth + 1
        if depth > DEEPEST:
            raise EditionError(
                f"line {block.line}: Word supports lists of {DEEPEST} levels and this one has more. Make it flatter"
            )
        number = self._numbering.add(depth=depth, ordered=block.ordered, start=block.start)
        inside = replace(
            place,
            style="FootnoteText" if place.note else "ListNumber" if block.ordered else "ListBullet",
            rest="FootnoteText" if place.note else "Callout" if place.bar else "ListContinue",
            number=(number, depth),
            indent=place.indent + STEP,
            depth=depth,
        )
        for item in block.items:
            if not _has_paragraph(item):
                yield self.paragraph((), inside)
            yield from self.all(item.blocks, inside)

    def _figure(self, figure: Figure, place: Place) -> Iterator[etree._Element]:
        drawing = self._pictures.figure(
            figure.image,
            "" if figure.decorative else figure.alt,
            self._story,
            widest=_TALLEST_OF_PAIR if self._in_pairs else TEXT_WIDTH - place.indent,
            tallest=_TALLEST_OF_PAIR if self._in_pairs else _TALLEST,
        )
        shown = [element("w:r", children=[drawing])]
        yield self.paragraph(
            shown, replace(place, style="PictureBeside" if self._in_pairs else "Picture"), keep=bool(figure.caption)
        )
        if figure.caption:
            yield self._caption(figure.caption, place, keep=False)

    def _caption(self, caption: tuple[Inline, ...], place: Place, *, keep: bool) -> etree._Element:
        return self.paragraph(self._runs.of(caption), replace(place, style="Caption"), keep=keep)

    def _callout(self, callout: Callout, place: Place) -> Iterator[etree._Element]:
        indent = place.indent + _CALLOUT_INDENT
        body = place.rest if place.rest in ("FootnoteText", "Quote") else "Callout"
        inside = replace(place, style=body, rest=body, indent=indent, bar=Bar(callout.kind, indent))
        yield self.paragraph(self._runs.of((Text(callout.title),)), replace(inside, style="CalloutTitle"))
        yield from self.all(callout.blocks, inside)


def _make_room_after(paragraph: etree._Element) -> None:
    """Put the space of a paragraph, not of an item, after the last of a list."""
    indent = paragraph.find(f"{qualified('w:pPr')}/{qualified('w:ind')}")
    if indent is not None:
        indent.addprevious(element("w:spacing", {"w:after": _SPACE_AFTER}))


def _has_paragraph(item: ListItem) -> bool:
    return any(isinstance(block, Paragraph) for block in item.blocks)
