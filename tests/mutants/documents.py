"""The documents that are damaged at full size: the factsheet, the specimen, and real ones where they are at hand."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from typer.testing import CliRunner

import publish
from publish.commands.cli import app
from publish.model.publication import Publication
from tests.specimen import specimen

REPOSITORY = Path(__file__).parents[2]
REAL = ("constipation.md", "iron-deficiency-anaemia.md", "detailed_guide.html")


def documents(folder: Path) -> Iterator[Publication]:
    """The publications; real documents are imported into `folder`."""
    yield publish.load(REPOSITORY / "sources" / "b-cell-all.md")
    yield specimen()
    inputs = Path(os.environ.get("PUBLISH_INPUTS", REPOSITORY.parent / "shared" / "inputs")) / "real"
    for name in REAL:
        if (inputs / name).exists():
            yield imported(inputs / name, folder)


def imported(document: Path, folder: Path) -> Publication:
    """A real document as a publication."""
    shutil.copy(REPOSITORY / "sources" / "publisher.yaml", folder / "publisher.yaml")
    source = folder / f"{document.stem.replace('_', '-')}.md"
    result = CliRunner().invoke(app, ["import", str(document), "-o", str(source)])
    assert result.exit_code == 0, result.output
    return publish.load(source)
