"""Ace by DAISY, the reference checker of EPUB accessibility, finds no violation.

It comes from npm, in the folder whose node_modules NODE_PATH names, and looks at pages in Chromium: see
`tests/judges/node.sh`.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from formats.epub import Epub
from publish.contracts.format import PLAIN, Job, Settings
from tests.conftest import Built, require
from tests.specimen import specimen

START_MS = 60_000  # for Chromium, on a machine that is busy


@pytest.fixture(scope="module")
def ace() -> Path:
    program = Path(os.environ.get("NODE_PATH", "none"), ".bin", "ace-cli")
    require("browser", present=program.is_file(), how="tests/judges/node.sh installs what it needs")
    return program


def violations(ace: Path, edition: Path, folder: Path) -> list[str]:
    variables = {
        "PUPPETEER_EXECUTABLE_PATH": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "ACE_TIMEOUT_INITIAL": str(START_MS),
    }
    command = [str(ace), "--outdir", str(folder), "--force", str(edition)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **variables})
    report = folder / "report.json"
    assert report.is_file(), result.stdout + result.stderr
    return list(_named(json.loads(report.read_text(encoding="utf-8"))["assertions"]))


def _named(documents: list[Any]) -> list[str]:
    return [
        f"{found['earl:test']['dct:title']}: {found['earl:result'].get('html', '')}"
        for document in documents
        for found in document["assertions"]
    ]


def test_ace_finds_no_violation_in_the_factsheet(built: Built, ace: Path, tmp_path: Path) -> None:
    assert violations(ace, built.path("epub"), tmp_path) == []


def test_ace_finds_no_violation_in_every_node(ace: Path, tmp_path: Path) -> None:
    target = tmp_path / "specimen.epub"
    Epub(Settings(tmp_path)).write(Job(specimen(), PLAIN), target)
    assert violations(ace, target, tmp_path / "report") == []


def test_ace_sees_an_image_without_its_text(ace: Path, tmp_path: Path) -> None:
    """The judge is awake."""
    from tests.formats.test_epub import changed, edit

    target = tmp_path / "specimen.epub"
    Epub(Settings(tmp_path)).write(Job(specimen(), PLAIN), target)
    edit(target, "tables", changed("img", "", lambda image: image.attrib.pop("alt")))
    assert violations(ace, target, tmp_path / "report")
