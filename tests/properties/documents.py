"""Random documents over the whole node set, nested as the grammar of sources allows."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from publish.model import (
    Asset,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Document,
    Figure,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    List,
    ListItem,
    Math,
    MathBlock,
    Metadata,
    Note,
    Paragraph,
    PartialDate,
    Quote,
    Row,
    Section,
    Span,
    Style,
    Styled,
    Table,
    Text,
    Video,
)
from publish.publication import Publication
from publish.source.identity import identified
from publish.source.imprint import front, imprint
from tests.specimen import MATHML, POWER, PUBLISHER, SVG, specimen

Inlines = st.SearchStrategy[tuple[Inline, ...]]

IMAGE = Asset("cell.svg", "image/svg+xml", SVG)
FORMULA = Math("t(9;22)", MATHML, "t(9;22)")
POWER_OF_TWO = Math("x^2", POWER, "x⁽2⁾")

# What editions are known to stumble over: powers, minus and range signs, ligature letters, quotation marks, Greek,
# combining letters, no-break spaces, digits beside letters, very long words.
_TRAPS = (
    "10⁹/L",
    "−5 °C",
    "60-80%",
    "10–20 mg",
    "affix and fluff",
    "don’t “stop”",
    "β-cell ≥ 3 µg",
    "cafe\u0301",
    "5\u00a0mg",
    "t(9;22)",
    "08088 010 444",
    "not able",
    "notable",
    "no",
    "B-cell",
    "x < y & z > w",
    "a*b_c`d",
    "https://example.org/a_(b)?c=1&d=2",
    "pneumonoultramicroscopicsilicovolcanoconiosis" * 3,
)

words = st.one_of(
    st.sampled_from(_TRAPS),
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12),
    st.integers(0, 99_999).map(str),
)
phrases = st.lists(words, min_size=1, max_size=6).map(" ".join)
texts = st.builds(Text, phrases)
languages = st.sampled_from(["cy", "fr", "en-US", "de"])
addresses = st.sampled_from(["https://example.org/a?b=1&c=2", "mailto:a@example.org", "tel:08001234567"])


def _one(inner: st.SearchStrategy[Inline]) -> Inlines:
    return inner.map(lambda one: (one,))


def _run(inner: st.SearchStrategy[Inline]) -> Inlines:
    """Inlines with plain words between them, as sentences have them."""
    parts = st.lists(st.tuples(phrases, inner), min_size=1, max_size=3)
    return parts.map(
        lambda found: (*(part for before, one in found for part in (Text(f"{before} "), one)), Text(" on."))
    )


_raised = st.builds(Styled, st.sampled_from([Style.SUPERSCRIPT, Style.SUBSCRIPT]), _one(st.builds(Text, words)))
_set_apart = [style for style in Style if style not in (Style.SUPERSCRIPT, Style.SUBSCRIPT)]
_leaves: st.SearchStrategy[Inline] = st.one_of(
    texts, st.builds(Code, phrases), st.just(LineBreak()), st.just(FORMULA), _raised
)
_styled: st.SearchStrategy[Inline] = st.one_of(_leaves, st.builds(Styled, st.sampled_from(_set_apart), _one(texts)))
_links: st.SearchStrategy[Inline] = st.builds(Link, _one(texts), st.one_of(st.none(), addresses, st.just("#one")))
_spans: st.SearchStrategy[Inline] = st.builds(Span, _one(texts), languages)
plain_inlines: Inlines = st.one_of(_one(texts), _run(st.one_of(_styled, _links, _spans)))

_note_blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, plain_inlines),
    st.builds(
        List,
        st.lists(st.builds(ListItem, st.tuples(st.builds(Paragraph, plain_inlines))), min_size=1, max_size=2).map(
            tuple
        ),
    ),
)
_notes: st.SearchStrategy[Inline] = st.builds(Note, st.lists(_note_blocks, min_size=1, max_size=2).map(tuple))
_images: st.SearchStrategy[Inline] = st.one_of(
    st.builds(InlineImage, st.just(IMAGE), phrases), st.just(InlineImage(IMAGE, "", decorative=True))
)
inlines: Inlines = st.one_of(plain_inlines, _run(st.one_of(_styled, _links, _spans, _notes, _images)))


@st.composite
def rows(draw: st.DrawFn, columns: int, most: int) -> tuple[Row, ...]:
    """Rows of one width, with cells joined across columns and rows."""
    height = draw(st.integers(1, most))
    taken: set[tuple[int, int]] = set()
    made: list[Row] = []
    for y in range(height):
        row: list[Cell] = []
        for x in range(columns):
            if (y, x) in taken:
                continue
            free = next((right for right in range(x, columns) if (y, right) in taken), columns) - x
            width = draw(st.integers(1, free))
            down = draw(st.integers(1, height - y)) if draw(st.integers(0, 3)) == 0 else 1
            taken |= {(y + dy, x + dx) for dy in range(down) for dx in range(width)}
            row.append(Cell(draw(plain_inlines), down, width))
        made.append(tuple(row))
    return tuple(made)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables with one or two header rows and up to one row-header column, which no cell straddles."""
    columns = draw(st.integers(2, 3))
    heads = draw(st.integers(0, 1))
    head_rows = draw(rows(columns, 2))
    body = draw(rows(columns - heads, 3))
    if heads:
        body = tuple((Cell(draw(plain_inlines)), *row) for row in body)
    return Table(draw(plain_inlines), head_rows, body, heads)


def _holders(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    led = st.tuples(st.builds(Paragraph, inlines), st.lists(inner, max_size=2)).map(lambda one: (one[0], *one[1]))
    return st.one_of(
        st.builds(List, st.lists(st.builds(ListItem, led), min_size=1, max_size=3).map(tuple), st.booleans()),
        st.builds(
            List,
            st.lists(st.builds(ListItem, led), min_size=1, max_size=2).map(tuple),
            st.just(value=True),
            st.integers(1, 12),
        ),
        st.builds(
            DefinitionList,
            st.lists(
                st.builds(Definition, plain_inlines, st.lists(led, min_size=1, max_size=2).map(tuple)),
                min_size=1,
                max_size=2,
            ).map(tuple),
        ),
        st.builds(Quote, led),
        st.builds(Callout, st.sampled_from(CalloutKind), phrases, some),
        st.builds(Video, st.just("https://video.example.org/?v=1"), phrases, some),
    )


_flat: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, inlines),
    st.builds(CodeBlock, st.sampled_from(["a = 1\n    b = 2", "c", "d\n\ne"])),
    st.just(MathBlock(POWER_OF_TWO)),
    st.builds(Figure, st.just(IMAGE), phrases, st.one_of(st.just(()), plain_inlines)),
    st.just(Figure(IMAGE, "", decorative=True)),
    tables(),
)
blocks: st.SearchStrategy[Block] = st.recursive(_flat, _holders, max_leaves=6)
_some = st.lists(blocks, max_size=3).map(tuple)


def _document(
    opening: tuple[Block, ...], bodies: tuple[tuple[Block, ...], ...], heading: tuple[Inline, ...]
) -> Document:
    deepest = Section("five", 5, (Text("Five"),), bodies[4])
    four = Section("four", 4, heading, bodies[3], (deepest,))
    three = Section("three", 3, (Text("Three"),), bodies[2], (four,))
    sections = (
        Section("one", 1, (Text("One "), *heading), bodies[0]),
        Section("two", 1, (Text("Two"),), (), (Section("two-a", 2, (Text("Two, in part"),), bodies[1], (three,)),)),
    )
    about = Metadata("random", "A random document", "en-GB", "It holds anything.", last_reviewed=PartialDate(2026, 3))
    return identified(Document(about, sections, opening))


documents = st.builds(_document, _some, st.tuples(_some, _some, _some, _some, _some), plain_inlines)


def publication_of(document: Document) -> Publication:
    """A document as a publication."""
    about = document.metadata
    return replace(
        specimen(),
        document=document,
        front=front(about, PUBLISHER),
        imprint=imprint(about, PUBLISHER),
    )


publications = documents.map(publication_of)
