"""Sources whose editions once lost words, or were refused for nothing: each comes out complete, and by PDF/UA-1."""

from __future__ import annotations

from pathlib import Path

import page
import pytest

import publish
from publish.contracts.format import Job, Settings

CASES = Path(__file__).parents[1] / "cases" / "editions"
SOURCES = sorted(source.stem for source in CASES.glob("*.md"))


@pytest.mark.parametrize("name", ["epub", "word", "large-print"])
@pytest.mark.parametrize("source", SOURCES)
def test_a_hard_source_comes_out_complete(source: str, name: str, tmp_path: Path) -> None:
    publication = publish.load(CASES / f"{source}.md")
    edition = publish.formats(Settings(tmp_path / "cache"))[name]
    (options,) = edition.variants(publication).options
    job = Job(publication, options)
    target = tmp_path / f"{source}{edition.suffix}"
    edition.write(job, target)
    assert edition.check(job, target).findings == ()
    if edition.suffix == ".pdf":
        assert page.validate_pdf_bytes(target.read_bytes(), profile="ua1").failures == []
