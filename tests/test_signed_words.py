"""Whatever changes what an edition says or claims voids its approvals and is told among the changes: nothing hides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import Any

import pytest

from publish.building.fingerprint import digest
from publish.comparing.changes import changes
from publish.comparing.document_text import document_text
from publish.model.nodes import Document, EasyRead, PartialDate
from publish.model.publication import Publication
from publish.source.signed_words import body_hash, section_hashes
from publish.testing.specimen import specimen

UNSAID = {
    "line": "where something stands in the file",
    "id": "a name that nobody reads",
    "name": "of a file: its bytes count",
    "media_type": "of a file: its bytes count",
    "tie": "what its words were written for, which lint asks",
    "tex": "the line of words of a formula is signed, which is made of the same formula",
    "mathml": "the line of words of a formula is signed, which is made of the same formula",
    "style": "emphasis is no word; superscript, subscript and strike are told by the texts",
    "start": "of a list without numbers",
    "row_span": "headers of cells tell what is spanned",
    "column_span": "headers of cells tell what is spanned",
    "version": "the name of a release",
    "subject": "for catalogues alone",
    "audience": "for catalogues alone",
}
"""Fields in which a change may be neither signed nor told, and why; where they are said, the texts tell."""

_MOST_OF_A_FIELD = 3


def _other(value: Any) -> Any:
    """Another value of the kind of a leaf; itself where there is none."""
    match value:
        case bool():
            return not value
        case Enum():
            return next(each for each in type(value) if each is not value)
        case PartialDate():
            return replace(value, year=value.year + 1)
        case str():
            return f"{value} 7" if value else "7"
        case int():
            return value + 1
        case bytes():
            return value + b" "
        case date():
            return value.replace(year=value.year + 1)
        case _:
            return value


def _changed(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """A value of the model with one leaf changed or two neighbours in each other's place, each with where."""
    if is_dataclass(value) and not isinstance(value, PartialDate | type):
        for each in fields(value):
            if each.name == "alt" and getattr(value, "decorative", False):
                continue  # nobody is told it
            where = f"{type(value).__name__}.{each.name}"
            yield from (
                (at, replace(value, **{each.name: new})) for at, new in _changed(getattr(value, each.name), where)
            )
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from ((at, (*value[:number], new, *value[number + 1 :])) for at, new in _changed(part, path))
        for number, (left, right) in enumerate(pairwise(value)):
            if any(isinstance(each, EasyRead) or getattr(each, "decorative", False) for each in (left, right)):
                continue  # easy-read words stand for sections and not in a place; what decorates says nothing anywhere
            yield (
                f"{path} {type(left).__name__} {type(right).__name__}",
                (*value[:number], right, left, *value[number + 2 :]),
            )
    elif not isinstance(value, Mapping):
        yield path, _other(value)


@pytest.fixture(scope="module")
def publication() -> Publication:
    """A document with every node."""
    whole = specimen()
    about = replace(whole.document.metadata, easy_read_checked_by="readers", accessibility_checked_by="an assessor")
    return replace(whole, document=replace(whole.document, metadata=about))


def _others(document: Document) -> Iterator[tuple[str, Document]]:
    seen: Counter[str] = Counter()
    before = digest(document)
    for where, other in _changed(document):
        seen[where] += 1
        said = where.rpartition(".")[2] not in UNSAID and where not in ("Metadata.id", "Metadata.language")
        if said and seen[where] <= _MOST_OF_A_FIELD and digest(other) != before:
            yield where, other


def test_what_changes_an_edition_voids_its_approval_and_is_among_the_changes(publication: Publication) -> None:
    signed, said = body_hash(publication), document_text(publication)
    found = []
    for where, other in _others(publication.document):
        now = replace(publication, document=other)
        if body_hash(now) == signed:
            found.append(f"not signed: {where}")
        if not changes(said, document_text(now)):
            found.append(f"not told: {where}")
    assert not found, "\n".join(sorted(set(found)))


def test_who_is_said_to_have_checked_a_document_is_signed_with_it(publication: Publication) -> None:
    about = replace(publication.document.metadata, easy_read_checked_by="")
    before = replace(publication, document=replace(publication.document, metadata=about))
    left, right = section_hashes(before), section_hashes(publication)
    assert [name for name in left if left[name] != right[name]] == ["front matter"]
