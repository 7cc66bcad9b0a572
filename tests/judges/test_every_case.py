"""Every source of `tests/cases/editions`, each of which once came out wrong, before the judges of its formats."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import publish
from publish.contracts.format import Settings
from publish.proof.verdict import State
from tests.conftest import REPOSITORY
from tests.judges.judges import objections

pytestmark = pytest.mark.xdist_group("epubcheck")  # whose start takes longer than fifty files
CASES = REPOSITORY / "tests" / "cases" / "editions"
FORMATS = ("easy-read", "easy-read-word", "epub", "large-print", "print", "word")
"""Those with a judge of their files; sound is heard, and takes minutes."""
CONTRADICTS = {"easy-read-in-a-waived-section", "easy-read-says-the-opposite"}
"""Sources whose easy read is refused, as it must be; their other editions are made."""
SEEN_BY_ACE = ("urdu-ye",)
"""Ace takes long to start: `python -m tests.judges` asks it about all. Formulas and joined rows are in the specimen."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases")
    shutil.copytree(CASES, folder / "sources")
    return folder


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.md")))
def test_every_edition_of_a_case_is_complete_and_no_judge_objects(name: str, house: Path, cache: Path) -> None:
    source = house / "sources" / f"{name}.md"
    (result,) = publish.build([source], house / "outputs", settings=Settings(cache=cache), formats=FORMATS)
    assert result.error is None and result.folder is not None
    states = {edition.record.format: edition.record.verdict.state for edition in result.editions}
    assert all(
        state is State.COMPLETE for format_, state in states.items() if format_ in {"epub", "large-print", "word"}
    )
    assert (states["easy-read"] is State.INCOMPLETE) == (name in CONTRADICTS)
    files = [result.folder / str(edition.record.file) for edition in result.editions if edition.record.file]
    found = [objections(file, None, house) for file in files]
    assert [against for judged in found for against in judged.values() if against] == []


@pytest.mark.parametrize("name", SEEN_BY_ACE)
def test_ace_has_nothing_against_a_case(name: str, house: Path, cache: Path, ace: Path, tmp_path: Path) -> None:
    source = house / "sources" / f"{name}.md"
    (result,) = publish.build([source], tmp_path, settings=Settings(cache=cache), formats=("epub",))
    assert result.folder is not None
    (edition,) = result.editions
    assert objections(result.folder / str(edition.record.file), ace, tmp_path / "ace")["Ace"] == []
