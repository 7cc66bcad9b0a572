"""A publication set as running text on pages, by a format's template: its tables made to fit, its tags completed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from publish.model.edition_words import AddedWords, added_words
from publish.model.nodes import walk
from publish.model.publication import Publication
from publish.rendering.fonts import FACES
from publish.rendering.typst.engine import STANDARDS, Standard, Typeset, typeset, word_ends
from publish.rendering.typst.page_starts import begun_within, may_go_on, with_marks
from publish.rendering.typst.publication_data import document, ids, tables
from publish.rendering.typst.readable_tables import with_readable_tables
from publish.rendering.typst.tags import completed
from publish.rendering.typst.type_area import TypeArea
from publish.rendering.typst.values import Value

CONTENTS_DEPTH = 3
"""Heading levels in the contents list, the title's counted."""


def running_text(
    publication: Publication,
    area: TypeArea,
    template: str,
    more: Mapping[str, Value],
    *,
    back_page: bool = False,
    standards: Sequence[Standard] = STANDARDS,
    within_nodes: bool = False,
) -> Typeset:
    """Set a publication.

    Args:
        publication: what to set.
        area: the page and its type.
        template: Typst source: see `publish.rendering.typst.engine.typeset`.
        more: what the template needs besides.
        back_page: whether the section about the publication stands last, after the notes.
        standards: what the file must keep.
        within_nodes: whether it is asked where pages begin within nodes, for which parts are set once more.

    Raises:
        EditionError: a character, an image or a formula cannot be set.

    """
    data = document(with_readable_tables(publication, area), FACES) | area.data() | dict(more)
    data["depth"] = CONTENTS_DEPTH
    language = publication.document.metadata.language
    data["ids"] = ids(data)
    typed = typeset(data, template, standards)
    last = len(list(walk((publication.imprint,)))) if back_page else 0
    notes = _length(data["notes"])
    pdf = completed(
        typed.pdf,
        language=language,
        bookmarks=list(_bookmarks(data, added_words(language), last)),
        tables=tables(data),
        notes=notes,
        lists_after_notes=_lists(data, last),
    )
    parted = may_go_on(data, typed.pages) if within_nodes else frozenset()
    ends = word_ends(with_marks(data, parted), template) if parted else []
    return replace(typed, pdf=pdf, begun_within=tuple(begun_within(ends, typed.pages)))


def _length(value: Value) -> int:
    return len(value) if isinstance(value, list) else 0


def _sections(data: Mapping[str, Value]) -> list[dict[str, Value]]:
    sections = data["sections"]
    return [section for section in sections if isinstance(section, dict)] if isinstance(sections, list) else []


def _lists(data: Mapping[str, Value], last: int) -> int:
    """How many lists the last sections have, outside other blocks."""
    found = 0
    for section in _sections(data)[len(_sections(data)) - last :]:
        blocks = section["blocks"]
        assert isinstance(blocks, list), "a section's blocks are a list"
        found += sum(isinstance(block, dict) and block["kind"] == "list" for block in blocks)
    return found


def _bookmarks(data: Mapping[str, Value], words: AddedWords, last: int) -> Iterator[str]:
    names = [str(section["name"]) for section in _sections(data)]
    if _length(data["notes"]):
        names.insert(len(names) - last, words.notes)
    yield words.contents
    yield from names
