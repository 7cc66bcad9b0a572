"""Every source of `tests/cases/editions`, each of which once came out wrong, before the judges of its formats."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import page
import pytest

import publish
from publish.contracts.format import Settings
from publish.proof.verdict import State
from tests.conftest import REPOSITORY
from tests.judges.test_epubcheck import messages

CASES = REPOSITORY / "tests" / "cases" / "editions"
FORMATS = ("easy-read", "epub", "large-print", "print", "word")
"""Those with a judge of their files; sound is heard, and takes minutes."""
CONTRADICTS = {"easy-read-in-a-waived-section", "easy-read-says-the-opposite"}
"""Sources whose easy read is refused, as it must be; their other editions are made."""


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
    found = {file.name: objections(file) for file in files}
    assert {name: against for name, against in found.items() if against} == {}


def objections(file: Path) -> list[str]:
    """What the judge of a file's kind has against it."""
    if file.suffix == ".epub":
        return messages(file)
    if file.suffix == ".pdf":
        result = page.validate_pdf_bytes(file.read_bytes(), profile="ua1")
        return [f"{failure.rule_id}: {failure.message}" for failure in result.failures]
    judge = Path(sys.executable).with_name("openxml-audit")
    command = [str(judge), "-f", "microsoft365", "-m", "0", "-o", "json", str(file)]
    (report,) = json.loads(subprocess.run(command, capture_output=True, check=False, text=True).stdout)
    return [str(error) for error in report["errors"]]
