"""Each kind of thing that staff documents hold, side by side with the source that a careful person would make of it.

A case is a folder of `tests/cases/import`: the input, and the source expected of it. `--refresh` writes the sources
anew; the difference is read in review.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publish.contracts.import_options import Options
from publish.importing.run import import_document

CASES = Path(__file__).parent.parent / "cases" / "import"


@pytest.mark.parametrize("kind", sorted(folder.name for folder in CASES.iterdir()))
def test_the_source_is_what_a_careful_person_would_have_typed(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    (document,) = (CASES / kind).glob("input.*")
    expected = CASES / kind / "expected.md"
    shutil.copy(CASES.parent / "publisher.yaml", tmp_path / "publisher.yaml")
    report = import_document(document, tmp_path / "source.md", Options())
    source = report.source.read_text(encoding="utf-8")
    if request.config.getoption("--refresh"):
        expected.write_text(source, encoding="utf-8")
    assert (report.proof.lost, report.proof.added) == ((), ())
    assert source.splitlines() == expected.read_text(encoding="utf-8").splitlines()
