"""Sources that cannot be read: a folder is a test, with the source, and the message that a person gets.

Each message names file and line and says what to do. Exit code 3; nothing is written.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish.commands.cli import app

CASES = Path(__file__).parent / "cases" / "refused"
COMPANIONS = Path(__file__).parent / "cases" / "publisher.yaml"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_a_source_that_cannot_be_read_is_refused_in_plain_words(
    case: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / "sources"
    shutil.copytree(case, folder)
    if not (folder / "publisher.yaml").exists():
        shutil.copy(COMPANIONS, folder / "publisher.yaml")
    outputs = tmp_path / "outputs"
    result = CliRunner().invoke(app, ["build", str(folder / "source.md"), "--outputs", str(outputs), "--no-listen"])
    # The last line is the summary, with a time in it.
    message = "\n".join(result.stdout.splitlines()[:-1]).replace(f"{folder}/", "").replace(f"{tmp_path}/", "../") + "\n"
    expected = case / "expected.txt"
    if request.config.getoption("--refresh"):
        expected.write_text(message, encoding="utf-8")
    assert result.exit_code == 3, result.output
    assert message == expected.read_text(encoding="utf-8")
    assert "Traceback" not in result.output
    assert not [one for one in outputs.rglob("*") if one.is_file() and one.name != ".lock"], "nothing is written"
