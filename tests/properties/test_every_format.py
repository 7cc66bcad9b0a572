"""Whatever a document holds, and however its nodes nest, every format gives all of it back; and misses what is gone.

A few documents in every run, always the same; PUBLISH_PROPERTIES gives another number, PUBLISH_SEED another seed.
`make proof` runs hundreds, through audio too.
"""

from __future__ import annotations

import os
import random
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

import publish
from publish.completeness.verdict import Finding
from publish.format import Format, Settings
from publish.model import walk
from publish.publication import Publication
from tests.mutants import rewriting
from tests.mutants.kinds import Kind
from tests.properties.documents import PUBLICATIONS
from tests.properties.running import complaints

NUMBER = int(os.environ.get("PUBLISH_PROPERTIES", "25"))
SEED = int(os.environ.get("PUBLISH_SEED", "20260302"))
FORMATS = ("epub", "word", "large-print", "easy-read")


def findings(one: Format, source: Publication, written: Publication) -> tuple[Finding, ...]:
    """What is found when the edition of one publication is checked against another."""
    (variant,) = one.variants(written).names
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"random{one.stem}{f'-{variant}' if variant else ''}{one.suffix}"
        one.write(written, variant, target, {})
        return one.check(source, target).findings


def format_named(name: str) -> Format:
    return publish.formats(Settings(Path(tempfile.gettempdir())))[name]


@pytest.mark.parametrize("name", FORMATS)
def test_any_document_comes_back_complete(name: str) -> None:
    one = format_named(name)
    assert complaints(PUBLICATIONS[name], NUMBER, SEED, lambda some: findings(one, some, some)) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_paragraph_taken_out_of_any_document_is_missed(name: str) -> None:
    one = format_named(name)
    taken = 0

    def unnoticed(publication: Publication) -> list[str]:
        nonlocal taken
        places = rewriting.mutants(publication, Kind.PARAGRAPH_REMOVED, easy_read=name == "easy-read")
        if not places:
            return []
        gone = random.Random(SEED).choice(places)()
        kept = replace(publication, document=gone.document)
        if len(list(walk(kept.sections))) != len(list(walk(publication.sections))):
            return []
        taken += 1
        return [] if findings(one, publication, kept) else ["nothing was missed"]

    assert complaints(PUBLICATIONS[name], NUMBER, SEED, unnoticed) == []
    assert taken
