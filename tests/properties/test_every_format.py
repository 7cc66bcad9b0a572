"""Whatever a document holds, and however its nodes nest, every format gives all of it back; and misses what is gone.

A few documents in every run, always the same; PUBLISH_PROPERTIES gives another number, PUBLISH_SEED another seed.
`make proof` runs hundreds, through audio too.
"""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path

import pytest

import publish
from publish.contracts.format import Format, Job, Settings
from publish.errors import EditionError
from publish.model.publication import Publication
from publish.proof.verdict import Finding
from tests.mutants import rewriting
from tests.mutants.kinds import TABLE, Kind
from tests.properties.documents import PUBLICATIONS
from tests.properties.running import complaints

NUMBER = int(os.environ.get("PUBLISH_PROPERTIES", "8"))
SEED = int(os.environ.get("PUBLISH_SEED", "20260302"))
REMOVED = (
    Kind.PARAGRAPH_REMOVED,
    Kind.ITEM_REMOVED,
    Kind.CELL_REMOVED,
    Kind.ROW_REMOVED,
    Kind.NOTE_REMOVED,
    Kind.CAPTION_REMOVED,
    Kind.VIDEO_REMOVED,
    Kind.SECTION_EMPTIED,
)
FORMATS = ("epub", "word", "large-print", "easy-read")


def findings(one: Format, source: Publication, written: Publication) -> tuple[Finding, ...]:
    """What is found when the edition of one publication is checked against another."""
    (options,) = one.variants(written).options
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"random{one.stem}{f'-{options.variant}' if options.variant else ''}{one.suffix}"
        one.write(Job(written, options), target)
        return one.check(Job(source, options), target).findings


def taken_out(one: Format, publication: Publication) -> tuple[Kind, bool] | None:
    """Which kind of node a publication was written without, and whether that was noticed.

    The document's text decides on the kind and the place; None stands for one that has no such node.
    """
    chance = random.Random(repr(publication.document))
    kind = chance.choice([kind for kind in REMOVED if kind in TABLE[one.name]])
    places = rewriting.mutants(publication, kind, easy_read=one.name == "easy-read")
    if not places:
        return None
    try:
        return kind, bool(findings(one, publication, chance.choice(places)()))
    except EditionError:
        return kind, True  # what is left, as a list without items, cannot be written


def format_named(name: str) -> Format:
    return publish.formats(Settings(Path(tempfile.gettempdir())))[name]


@pytest.mark.parametrize("name", FORMATS)
def test_any_document_comes_back_complete(name: str) -> None:
    one = format_named(name)
    assert complaints(PUBLICATIONS[name], NUMBER, SEED, lambda some: findings(one, some, some)) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_node_taken_out_of_any_document_is_missed(name: str) -> None:
    one = format_named(name)
    taken: set[Kind] = set()

    def unnoticed(publication: Publication) -> list[str]:
        found = taken_out(one, publication)
        if found is None:
            return []
        taken.add(found[0])
        return [] if found[1] else [f"{found[0]}: nothing was missed"]

    assert complaints(PUBLICATIONS[name], -(-NUMBER // 2), SEED, unnoticed) == []
    assert len(taken) > 1
