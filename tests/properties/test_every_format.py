"""Whatever a document holds, and however its nodes nest, every format gives all of it back; and misses what is gone.

A few documents in every run, always the same; PUBLISH_PROPERTIES gives another number, PUBLISH_SEED another seed.
`make proof` runs hundreds.
"""

from __future__ import annotations

import os
import random
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

import publish
from publish.format import Format, Settings
from publish.model import walk
from publish.publication import Publication
from tests.mutants import rewriting
from tests.mutants.kinds import Kind
from tests.properties.documents import PUBLICATIONS

NUMBER = int(os.environ.get("PUBLISH_PROPERTIES", "25"))
SEED = int(os.environ.get("PUBLISH_SEED", "20260302"))
FORMATS = ("epub", "word", "large-print")

run = settings(
    max_examples=NUMBER,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=(Phase.generate,),
    print_blob=True,
    report_multiple_bugs=False,
)


def written(one: Format, publication: Publication, folder: Path) -> Path:
    (variant,) = one.variants(publication).names
    target = folder / f"random{one.stem}{f'-{variant}' if variant else ''}{one.suffix}"
    one.write(publication, variant, target, {})
    return target


@pytest.mark.parametrize("name", FORMATS)
def test_any_document_comes_back_complete(name: str) -> None:
    one = publish.formats(Settings(Path(tempfile.gettempdir())))[name]

    @seed(SEED)
    @run
    @given(PUBLICATIONS[name])
    def check(publication: Publication) -> None:
        with tempfile.TemporaryDirectory() as folder:
            findings = one.check(publication, written(one, publication, Path(folder))).findings
            assert findings == (), f"seed {SEED}: {findings[0]}"

    check()


@pytest.mark.parametrize("name", FORMATS)
def test_a_paragraph_taken_out_of_any_document_is_missed(name: str) -> None:
    one = publish.formats(Settings(Path(tempfile.gettempdir())))[name]

    @seed(SEED)
    @run
    @given(PUBLICATIONS[name])
    def check(publication: Publication) -> None:
        places = rewriting.mutants(publication, Kind.PARAGRAPH_REMOVED)
        if not places:
            return
        gone = random.Random(SEED).choice(places)()
        kept = replace(publication, document=gone.document)
        if len(list(walk(kept.sections))) != len(list(walk(publication.sections))):
            return
        with tempfile.TemporaryDirectory() as folder:
            assert one.check(publication, written(one, kept, Path(folder))).findings, f"seed {SEED}"

    check()
