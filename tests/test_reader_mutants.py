"""The pandoc reader with one kind of node taken out: each such reader is found out, and no build succeeds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publish.building.one_document import build_one
from publish.contracts.format import Settings
from publish.model.nodes import (
    Block,
    Callout,
    Code,
    CodeBlock,
    DefinitionList,
    EasyRead,
    Figure,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    List,
    Math,
    MathBlock,
    Note,
    Paragraph,
    Quote,
    Span,
    Style,
    Styled,
    Table,
    Text,
    Video,
)
from publish.source import blocks, document, inlines
from tests.conftest import REPOSITORY

EVERY_NODE = REPOSITORY / "tests" / "cases" / "every-node" / "source.md"

Reader = Callable[..., tuple[Inline, ...]]

INLINE_KINDS: dict[str, Callable[[Inline], bool]] = {
    **{kind.__name__: lambda node, kind=kind: isinstance(node, kind) for kind in (Text, Link, Code, Math, Note, Span)},  # type: ignore[misc]
    **{style: lambda node, style=style: isinstance(node, Styled) and node.style is style for style in Style},  # type: ignore[misc]
    "LineBreak": lambda node: isinstance(node, LineBreak),
    "InlineImage": lambda node: isinstance(node, InlineImage) and not node.decorative,
    "InlineImage, decorative": lambda node: isinstance(node, InlineImage) and node.decorative,
}

BLOCK_KINDS: dict[str, Callable[[Block], bool]] = {
    **{
        kind.__name__: lambda node, kind=kind: isinstance(node, kind)  # type: ignore[misc]
        for kind in (
            Paragraph,
            List,
            DefinitionList,
            Table,
            Quote,
            CodeBlock,
            MathBlock,
            Video,
            Callout,
            EasyRead,
        )
    },
    "Figure": lambda node: isinstance(node, Figure) and not node.decorative,
    "Figure, decorative": lambda node: isinstance(node, Figure) and node.decorative,
}


def build_exit_code(tmp_path: Path) -> int:
    """The exit code of a build of the source that holds every node."""
    settings = Settings(cache=tmp_path / "cache", listen=False)
    result = build_one(
        EVERY_NODE, tmp_path / "outputs", settings, ["epub"]
    )  # in this process, where the reader is damaged
    return result.exit_code


def test_the_whole_reader_builds(tmp_path: Path) -> None:
    assert build_exit_code(tmp_path) == 0


@pytest.mark.parametrize("taken_out", INLINE_KINDS.values(), ids=INLINE_KINDS)
def test_an_inline_kind_taken_out_fails_every_build(
    taken_out: Callable[[Inline], bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole: Reader = inlines._inline
    monkeypatch.setattr(inlines, "_inline", lambda *args: tuple(one for one in whole(*args) if not taken_out(one)))
    assert build_exit_code(tmp_path) == 3


@pytest.mark.parametrize("flattened", [Style.SUPERSCRIPT, Style.SUBSCRIPT, Link, Span])
def test_an_inline_kind_flattened_to_its_words_fails_every_build(
    flattened: type | Style, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole: Reader = inlines._inline

    def flat(node: Inline) -> tuple[Inline, ...]:
        is_it = isinstance(node, flattened) if isinstance(flattened, type) else getattr(node, "style", "") is flattened
        return node.children if is_it and isinstance(node, Styled | Link | Span) else (node,)

    monkeypatch.setattr(inlines, "_inline", lambda *args: tuple(inner for one in whole(*args) for inner in flat(one)))
    assert build_exit_code(tmp_path) == 3


@pytest.mark.parametrize("taken_out", BLOCK_KINDS.values(), ids=BLOCK_KINDS)
def test_a_block_kind_taken_out_fails_every_build(
    taken_out: Callable[[Block], bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = blocks.block

    def without(*args: object) -> Block:
        made = whole(*args)  # type: ignore[arg-type]
        # A list without items is what is left of a block that was skipped: it says nothing.
        return List(()) if taken_out(made) else made

    monkeypatch.setattr(blocks, "block", without)
    monkeypatch.setattr(document, "block", without)
    assert build_exit_code(tmp_path) == 3


def test_a_heading_taken_out_fails_every_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = document._heading

    def without(*args: object) -> object:
        section = whole(*args)  # type: ignore[arg-type]
        section.heading = (Text("Section"),)
        return section

    monkeypatch.setattr(document, "_heading", without)
    assert build_exit_code(tmp_path) == 3


def test_a_caption_taken_out_fails_every_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = blocks.block

    def without(*args: object) -> Block:
        made = whole(*args)  # type: ignore[arg-type]
        return Table((), made.header_rows, made.rows, made.row_headers) if isinstance(made, Table) else made

    monkeypatch.setattr(blocks, "block", without)
    monkeypatch.setattr(document, "block", without)
    assert build_exit_code(tmp_path) == 3
