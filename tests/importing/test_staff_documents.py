"""Ten documents as staff have them: what comes in, beside what a careful person would have typed.

A case is a folder of `tests/cases/staff`: the document, the source as a person typed it, and the difference of the
import from it, line by line. Each line of the difference is a guess that is marked, or a gap that is named.
`--refresh` writes the differences anew.
"""

from __future__ import annotations

import shutil
from difflib import unified_diff
from pathlib import Path

import pytest

from publish.contracts.import_options import Options
from publish.importing.run import import_document

CASES = Path(__file__).parent.parent / "cases" / "staff"
KINDS = sorted(folder.name for folder in CASES.iterdir())


@pytest.mark.parametrize("kind", KINDS)
def test_the_source_differs_from_a_persons_only_where_it_is_written_down(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    (document,) = (CASES / kind).glob("input.*")
    shutil.copy(CASES.parent / "publisher.yaml", tmp_path / "publisher.yaml")
    report = import_document(document, tmp_path / "source.md", Options())
    assert (report.proof.lost, report.proof.added) == ((), ())
    typed = (CASES / kind / "typed.md").read_text(encoding="utf-8").splitlines()
    imported = report.source.read_text(encoding="utf-8").splitlines()
    difference = list(unified_diff(typed, imported, "typed", "imported", lineterm="", n=0))
    known = CASES / kind / "difference.txt"
    if request.config.getoption("--refresh"):
        known.write_text("".join(f"{line}\n" for line in difference), encoding="utf-8")
    assert difference == known.read_text(encoding="utf-8").splitlines()


def test_there_are_ten_kinds() -> None:
    assert len(KINDS) == 10
