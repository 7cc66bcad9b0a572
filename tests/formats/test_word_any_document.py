"""However nodes stand inside one another, a Word edition gives all of them back."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats.word import Word
from publish.format import Settings
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
    Quote,
    Section,
    Span,
    Style,
    Styled,
    Table,
    Text,
    Video,
)
from publish.publication import Publication
from publish.rendering.raster import png
from tests.specimen import MATHML, POWER, SVG, specimen

IMAGE = Asset("cell.png", "image/png", png(SVG, width_px=60))

# Words of several letters: what stands side by side is then never taken for another piece.
phrases = st.text("abcdé ’–½日ب\u00a0", min_size=3, max_size=12).map(lambda words: f"w{words}w")
texts = st.builds(Text, phrases)
addresses = st.sampled_from(
    ["https://example.org/a?b=1&c=2", "mailto:a@example.org", "tel:08001234567", "#one", "#two"]
)
levels = st.sampled_from([style for style in Style if style not in (Style.SUPERSCRIPT, Style.SUBSCRIPT)])


def runs(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[tuple[Inline, ...]]:
    """Inlines with plain words between them."""
    return st.lists(inner, min_size=1, max_size=3).map(
        lambda found: (*(one for inline in found for one in (Text("so "), inline)), Text(" on"))
    )


def as_tuple(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[tuple[Inline, ...]]:
    return inner.map(lambda one: (one,))


leaves: st.SearchStrategy[Inline] = st.one_of(
    texts,
    st.builds(Code, phrases),
    st.just(LineBreak()),
    st.just(Math("t(9;22)", MATHML, "t(9;22)")),
    st.builds(Styled, st.sampled_from([Style.SUPERSCRIPT, Style.SUBSCRIPT]), as_tuple(texts)),
)
styled: st.SearchStrategy[Inline] = st.one_of(leaves, st.builds(Styled, levels, as_tuple(leaves)))
links: st.SearchStrategy[Inline] = st.builds(Link, runs(styled), st.one_of(st.none(), addresses))
spans: st.SearchStrategy[Inline] = st.builds(Span, runs(styled), st.sampled_from(["cy", "ar", "zh-Hans", "en-GB"]))
plain_inlines = runs(st.one_of(styled, links, spans))


def blocks(inlines: st.SearchStrategy[tuple[Inline, ...]]) -> st.SearchStrategy[Block]:
    paragraphs: st.SearchStrategy[Block] = st.builds(Paragraph, inlines)
    flat: st.SearchStrategy[Block] = st.one_of(
        paragraphs,
        st.builds(CodeBlock, st.sampled_from(["a = 1\n\tb = 2", "  c", "d\n\ne"])),
        st.just(MathBlock(Math("x^2", POWER, "x⁽2⁾"))),
        st.builds(Figure, st.just(IMAGE), phrases, inlines),
        st.just(Figure(IMAGE, "", decorative=True)),
        st.builds(Table, inlines, _rows(inlines, 1), _rows(inlines, 3), st.sampled_from([0, 1])),
    )
    return st.recursive(flat, lambda inner: _holders(inner, inlines), max_leaves=6)


def _rows(inlines: st.SearchStrategy[tuple[Inline, ...]], most: int) -> st.SearchStrategy[tuple[tuple[Cell, ...], ...]]:
    row = st.tuples(st.builds(Cell, inlines), st.builds(Cell, inlines))
    joined = st.tuples(st.builds(Cell, inlines, st.just(1), st.just(2)))
    return st.lists(st.one_of(row, joined) if most > 1 else row, min_size=1, max_size=most).map(tuple)


def _holders(
    inner: st.SearchStrategy[Block], inlines: st.SearchStrategy[tuple[Inline, ...]]
) -> st.SearchStrategy[Block]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(
            List,
            st.lists(st.builds(ListItem, some), min_size=1, max_size=3).map(tuple),
            st.booleans(),
            st.integers(0, 12),
        ),
        st.builds(
            DefinitionList,
            st.lists(
                st.builds(Definition, inlines, st.lists(some, min_size=1, max_size=2).map(tuple)),
                min_size=1,
                max_size=2,
            ).map(tuple),
        ),
        st.builds(Quote, some),
        st.builds(Callout, st.sampled_from(CalloutKind), phrases, some),
        st.builds(Video, st.just("https://video.example.org/?v=1"), phrases, some),
    )


notes: st.SearchStrategy[Inline] = st.builds(Note, st.lists(blocks(plain_inlines), min_size=1, max_size=2).map(tuple))
images: st.SearchStrategy[Inline] = st.builds(InlineImage, st.just(IMAGE), phrases)
all_inlines = runs(st.one_of(styled, links, spans, notes, images))


def _publication(first: tuple[Block, ...], second: tuple[Block, ...], heading: tuple[Inline, ...]) -> Publication:
    made = specimen()
    sections = (
        Section("one", 1, (Text("One "), *heading), first),
        Section("two", 1, (Text("Two"),), (), (Section("three", 2, (Text("Three"),), second),)),
    )
    metadata = Metadata("any", "Any document", "en-GB", "A summary.")
    return replace(made, document=replace(made.document, metadata=metadata, sections=sections, opening=()))


publications = st.builds(
    _publication,
    st.lists(blocks(all_inlines), min_size=1, max_size=3).map(tuple),
    st.lists(blocks(plain_inlines), max_size=2).map(tuple),
    plain_inlines,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(publications)
def test_any_publication_comes_back_complete(publication: Publication) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.docx"
        word = Word(Settings(cache=Path(folder)))
        word.write(publication, "", path, {})
        assert word.check(publication, path).findings == ()
