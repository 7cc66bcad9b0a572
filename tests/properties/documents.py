"""Random documents over the whole node set, nested as the grammar of sources allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from hypothesis import assume
from hypothesis import strategies as st

from formats.easy_read.agreed_words import NAME
from formats.easy_read.contradictions import points
from formats.easy_read.easy_blocks import easy_read_blocks
from formats.easy_read.fact_ledger import fact_ledger
from publish.model.nodes import (
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
    EasyRead,
    EasyReadLine,
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
from publish.model.publication import Publication
from publish.proof.verdict import FactState
from publish.source.identity import identified, tie
from publish.source.imprint import front, imprint
from tests.specimen import MATHML, POWER, PUBLISHER, SVG, settled, specimen

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


# Letters that join, marks above and below, digits and stops of their own, and what turns with the line: brackets,
# quotation marks, Latin words with a stop from the right.
_ARABIC = (
    *("لا", "تأخذ", "الأولى", "مُحَمَّد", "أيضاً", "في", "شَيْء", "٥٠٠", "«نعم»", "و", "B-cell،", "(ALL)", "هل؟", "ثم."),
    *("١٢٣", "إلى", "الآن", "لله"),
)
_HEBREW = ("שלום", "עולם", "שָׁלוֹם", "כן.", "ג׳ירף", "״צה״ל״", "לא?", "(ALL)")


@dataclass(frozen=True)
class Vocabulary:
    """What random documents say, and in which language: words, phrases of some words, and lines of code."""

    words: st.SearchStrategy[str]
    phrases: st.SearchStrategy[str]
    code: st.SearchStrategy[str]
    language: str = "en-GB"
    leftwards: bool = False

    @property
    def texts(self) -> st.SearchStrategy[Inline]:
        """Phrases as nodes."""
        return st.builds(Text, self.phrases)


_letters = st.one_of(
    st.sampled_from(_TRAPS),
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12),
    st.integers(0, 99_999).map(str),
)
_code = st.sampled_from(["a = 1\n    b = 2", "c", "d\n\ne"])


def _phrases(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(words, min_size=1, max_size=6).map(" ".join)


def _leftwards(some: tuple[str, ...], language: str) -> Vocabulary:
    words = st.one_of(st.sampled_from(some), st.sampled_from(some), _letters)
    return Vocabulary(words, _phrases(words), _code, language, leftwards=True)


SEEN = Vocabulary(_letters, _phrases(_letters), _code)
"""Whatever may stand in a text: letters at random among what editions are known to stumble over."""

LEFTWARDS = (_leftwards(_ARABIC, "ar"), _leftwards(_HEBREW, "he"), _leftwards(_ARABIC + _HEBREW, "en-GB"))
"""The same with words that run from right to left, in documents that do and in one that does not."""

_WHO = ("The nurse", "Your doctor", "The patient", "A blood test", "The hospital", "The family", "Every child")
_DOES = ("checks", "does not check", "explains", "cannot explain", "remembers", "never forgets", "does not follow")
_WHAT = ("the treatment", "the blood cells", "the bone marrow", "the medicine", "the result", "the infection")
_HOW_MUCH = (
    *("", "", "for 10–20 days", "in 60-80% of people", "at −5 °C", "with 5 mg", "after 21 days", "above 10⁹/L"),
    *("on 12 March 2025", "on 0808 2080 888", "in 1,250 hospitals", "without pain", "at least 3 times"),
)
HEARD = Vocabulary(
    words=st.sampled_from(
        ["medicine", "hospital", "leukaemia", "not able", "no", "5 mg", "B-cell", "38 °C", "t(9;22)"]
    ),
    phrases=st.tuples(*(st.sampled_from(each) for each in (_WHO, _DOES, _WHAT, _HOW_MUCH))).map(
        lambda found: " ".join(one for one in found if one) + "."
    ),
    code=st.sampled_from(["take one tablet\n    then rest", "stop"]),
)
"""What a person can say and another one understand: sentences about care, with figures, units and negations."""


languages = st.sampled_from(["cy", "fr", "en-US", "de"])
addresses = st.sampled_from(["https://example.org/a?b=1&c=2", "mailto:a@example.org", "tel:08001234567"])
_set_apart = [style for style in Style if style not in (Style.SUPERSCRIPT, Style.SUBSCRIPT)]


def _one(inner: st.SearchStrategy[Inline]) -> Inlines:
    return inner.map(lambda one: (one,))


def _run(said: Vocabulary, inner: st.SearchStrategy[Inline]) -> Inlines:
    """Inlines with plain words between them, as sentences have them."""
    parts = st.lists(st.tuples(said.phrases, inner), min_size=1, max_size=3)
    return st.tuples(parts, st.sampled_from([" on.", "."])).map(
        lambda found: (*(part for before, one in found[0] for part in (Text(f"{before} "), one)), Text(found[1]))
    )


def _marked(said: Vocabulary) -> st.SearchStrategy[Inline]:
    """Words that are more than words: code, breaks, formulas, styles, links, languages."""
    raised = st.builds(Styled, st.sampled_from([Style.SUPERSCRIPT, Style.SUBSCRIPT]), _one(st.builds(Text, said.words)))
    return st.one_of(
        said.texts,
        st.builds(Code, said.phrases),
        st.just(LineBreak()),
        st.just(FORMULA),
        raised,
        st.builds(Styled, st.sampled_from(_set_apart), _one(said.texts)),
        st.builds(Link, _one(said.texts), st.one_of(st.none(), addresses, st.just("#one"))),
        st.builds(Span, _one(said.texts), languages),
    )


@cache
def plain_inlines(said: Vocabulary) -> Inlines:
    """What may stand in a heading, a caption or a table cell."""
    return st.one_of(_one(said.texts), _run(said, _marked(said)))


@cache
def inlines(said: Vocabulary) -> Inlines:
    """What may stand in a paragraph: notes and images too."""
    alone = st.builds(Paragraph, plain_inlines(said))
    items = st.lists(st.builds(ListItem, st.tuples(alone)), min_size=1, max_size=2).map(tuple)
    held = st.lists(st.one_of(alone, st.builds(List, items)), min_size=1, max_size=2).map(tuple)
    notes: st.SearchStrategy[Inline] = st.builds(Note, held)
    described = st.builds(InlineImage, st.just(IMAGE), said.phrases)
    # A picture that no tag names changes the order of numbers beside it from right to left: no reader can know why.
    images: st.SearchStrategy[Inline] = (
        described if said.leftwards else st.one_of(described, st.just(InlineImage(IMAGE, "", decorative=True)))
    )
    return st.one_of(plain_inlines(said), _run(said, st.one_of(_marked(said), notes, images)))


@cache
@st.composite
def rows(draw: st.DrawFn, said: Vocabulary, columns: int, most: int) -> tuple[Row, ...]:
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
            row.append(Cell(draw(plain_inlines(said)), down, width))
        made.append(tuple(row))
    return tuple(made)


@cache
@st.composite
def tables(draw: st.DrawFn, said: Vocabulary) -> Table:
    """Tables with one or two header rows and up to one row-header column, which no cell straddles."""
    columns = draw(st.integers(2, 3))
    heads = draw(st.integers(0, 1))
    head_rows = draw(rows(said, columns, 2))
    body = draw(rows(said, columns - heads, 3))
    if heads:
        body = tuple((Cell(draw(plain_inlines(said))), *row) for row in body)
    return Table(draw(plain_inlines(said)), head_rows, body, heads)


def _holders(said: Vocabulary, inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    first = st.builds(Paragraph, inlines(said))
    led = st.tuples(first, st.lists(inner, max_size=2)).map(lambda one: (one[0], *one[1]))
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
                st.builds(Definition, plain_inlines(said), st.lists(led, min_size=1, max_size=2).map(tuple)),
                min_size=1,
                max_size=2,
            ).map(tuple),
        ),
        st.builds(Quote, led),
        st.builds(Callout, st.sampled_from(CalloutKind), said.phrases, some),
        st.builds(Video, st.just("https://video.example.org/?v=1"), said.phrases, some),
    )


@cache
def blocks(said: Vocabulary) -> st.SearchStrategy[Block]:
    """Any block but an easy-read one, nested as deep as the grammar allows."""
    flat: st.SearchStrategy[Block] = st.one_of(
        st.builds(Paragraph, inlines(said)),
        st.builds(CodeBlock, said.code),
        st.just(MathBlock(POWER_OF_TWO)),
        st.builds(Figure, st.just(IMAGE), said.phrases, st.one_of(st.just(()), plain_inlines(said))),
        st.just(Figure(IMAGE, "", decorative=True)),
        tables(said),
    )
    return st.recursive(flat, lambda inner: _holders(said, inner), max_leaves=6)


def _document(
    language: str, opening: tuple[Block, ...], bodies: tuple[tuple[Block, ...], ...], heading: tuple[Inline, ...]
) -> Document:
    deepest = Section("five", 5, (Text("Five"),), bodies[4])
    four = Section("four", 4, heading, bodies[3], (deepest,))
    three = Section("three", 3, (Text("Three"),), bodies[2], (four,))
    sections = (
        Section("one", 1, (Text("One: "), *heading), bodies[0]),
        Section("two", 1, (Text("Two"),), (), (Section("two-a", 2, (Text("Two, in part"),), bodies[1], (three,)),)),
    )
    about = Metadata("random", "A random document", language, "It holds anything.", last_reviewed=PartialDate(2026, 3))
    return identified(Document(about, sections, opening))


@cache
def documents(said: Vocabulary, most: int = 3) -> st.SearchStrategy[Document]:
    """Documents of six sections, five levels deep, with up to `most` blocks in each."""
    some = st.lists(blocks(said), max_size=most).map(tuple)
    return st.builds(
        _document, st.just(said.language), some, st.tuples(some, some, some, some, some), plain_inlines(said)
    )


def publication_of(document: Document) -> Publication:
    """A document as a publication."""
    about = document.metadata
    return replace(
        specimen(),
        document=document,
        front=front(about, PUBLISHER),
        imprint=imprint(about, PUBLISHER),
    )


@st.composite
def in_easy_words(draw: st.DrawFn, said: Vocabulary) -> Publication:
    """Documents with easy-read words for every section, agreed for what the section says."""
    document = draw(documents(said))
    words = st.one_of(
        said.texts, st.builds(Link, _one(said.texts), addresses), st.builds(Span, _one(said.texts), languages)
    )
    hard: Inlines = st.just((Styled(Style.STRONG, (Text("Iron"),)), Text(" helps your blood.")))
    spoken = st.one_of(_one(said.texts), _run(said, words), hard)
    lines = st.lists(st.builds(EasyReadLine, st.sampled_from(["blood", "doctor"]), spoken), min_size=1, max_size=5).map(
        tuple
    )

    def explained(sections: tuple[Section, ...]) -> tuple[Section, ...]:
        return tuple(
            replace(
                one,
                blocks=(*one.blocks, EasyRead(draw(said.phrases), (one.id,), tie((one,)), draw(lines))),
                sections=explained(one.sections),
            )
            for one in sections
        )

    about = replace(document.metadata, easy_read_title="Anything")
    made = identified(replace(document, metadata=about, sections=explained(document.sections)))
    agreed = settled(publication_of(made))
    # Random words may say the opposite of their section by chance, which nobody can settle.
    assume(all(point.may_be_settled for block in easy_read_blocks(agreed) for point in points(agreed, block)))
    # Nor can a telephone number or a date that they lack be waived.
    assume(all(entry.state is not FactState.OPEN for entry in fact_ledger(agreed, NAME)))
    return agreed


def _seen(made: Callable[[Vocabulary], st.SearchStrategy[Publication]]) -> st.SearchStrategy[Publication]:
    """Documents of which half hold words from right to left."""
    return st.one_of(*(made(SEEN) for _ in LEFTWARDS), *map(made, LEFTWARDS))


def _published(said: Vocabulary) -> st.SearchStrategy[Publication]:
    return documents(said).map(publication_of)


PUBLICATIONS: dict[str, st.SearchStrategy[Publication]] = {
    "epub": _seen(_published),
    "word": _seen(_published),
    "large-print": _seen(_published),
    "easy-read": _seen(in_easy_words),
    "audio": documents(HEARD, most=1).map(publication_of),
}
"""Random documents for each format."""
