"""Sources whose editions once lost words, or were refused for nothing: each comes out complete, and by PDF/UA-1."""

from __future__ import annotations

from pathlib import Path

import page
import pytest

import publish
from publish.contracts.format import Job, Settings
from publish.source.imprint import IMPRINT
from tests.mutants import sight
from tests.mutants.kinds import Kind

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


def test_words_that_leave_the_page_are_named_with_their_line_in_the_source(tmp_path: Path) -> None:
    publication = publish.load(CASES / "long-link-before-a-line-break.md")
    edition = publish.formats(Settings(tmp_path / "cache"))["large-print"]
    (options,) = edition.variants(publication).options
    job = Job(publication, options)
    edition.write(job, tmp_path / "sound.pdf")
    for damage in sight.mutants(tmp_path / "sound.pdf", Kind.MOVED_OFF):
        damage(tmp_path / "damaged.pdf")
        found = edition.check(job, tmp_path / "damaged.pdf").findings
        outside = [
            finding for finding in found if finding.expected in ("text within the page", "text within the margins")
        ]
        assert outside
        lines = publication.source.read_text(encoding="utf-8").splitlines()
        for finding in outside:
            words = str(finding.found).strip(" ()")[:10]
            block = "\n".join(lines[finding.line - 1 :]).partition("\n\n")[0]
            assert words in block or finding.section in ("opening", IMPRINT)
