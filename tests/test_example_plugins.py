"""A format, a voice, an importer and a lint rule from outside: installed beside the library, they pass its kit."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.doubles.installing import register

PLUGINS = REPOSITORY / "tests" / "plugin"
FOLDERS = ("hum", "plain_text", "shouting", "transcripts")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which the example package is installed, as `pip install -e` does it without a network."""
    site = tmp_path_factory.mktemp("site")
    project = tomllib.loads((PLUGINS / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    register(site, project["name"], project["entry-points"])
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(PLUGINS)])}


def test_their_own_tests_pass(environment: dict[str, str], tmp_path: Path) -> None:
    options = (
        "-q",
        "-rp",
        "-c",
        "pyproject.toml",
        "--rootdir",
        ".",
        "--import-mode",
        "importlib",
        "-p",
        "no:cacheprovider",
    )
    command = [sys.executable, "-m", "pytest", *options, f"--basetemp={tmp_path / 'pytest'}", *FOLDERS]
    done = subprocess.run(command, cwd=PLUGINS, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert {folder for folder in FOLDERS if f"PASSED {folder}/" in done.stdout} == set(FOLDERS)


@pytest.mark.parametrize("folder", FOLDERS)
def test_it_has_fewer_than_60_lines_in_one_folder(folder: str) -> None:
    module = PLUGINS / folder / "__init__.py"
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 60
    assert {line for line in text.splitlines() if "import" in line and "publish" in line} <= {
        line for line in text.splitlines() if line.startswith(("from publish import plugin", "from publish.plugin"))
    }


def test_a_document_is_built_in_the_installed_format(environment: dict[str, str], tmp_path: Path) -> None:
    source = REPOSITORY / "tests" / "cases" / "every-node"
    command = ["build", str(source), "--format", "plain-text", "--outputs", str(tmp_path)]
    run = [sys.executable, "-m", "publish.commands.cli", *command]
    done = subprocess.run(run, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "A source that holds every node of the grammar." in (tmp_path / "source" / "source.txt").read_text("utf-8")
