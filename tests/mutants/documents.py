"""The documents that are damaged at full size: the factsheet, the specimen, and real ones where they are at hand."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from typer.testing import CliRunner

import publish
from publish.commands.cli import app
from publish.model.publication import Publication
from publish.proof.reference_sections import is_references
from publish.source.presented import presented
from tests.specimen import specimen

REPOSITORY = Path(__file__).parents[2]
REAL = ("constipation.md", "iron-deficiency-anaemia.md", "detailed_guide.html")


def documents(folder: Path) -> Iterator[Publication]:
    """The publications; real documents are imported into `folder`."""
    yield publish.load(REPOSITORY / "sources" / "b-cell-all.md")
    yield specimen()
    for name in REAL:
        if (_inputs() / name).exists():
            yield imported(_inputs() / name, folder)


def sections_apart(publication: Publication) -> Iterator[Publication]:
    """Each section of a publication but its references as a publication of its own.

    So hearing a damaged recording costs its few chapters, some 8 s of the processor, and not half an hour of sound.
    """
    document = publication.document
    for section in document.sections:
        if not is_references(section):
            metadata = replace(document.metadata, id=f"{document.metadata.id}-{section.id}")
            yield replace(publication, document=replace(document, metadata=metadata, sections=(section,)))


HEARD = (
    *REAL,
    "drug-device-alerts.html",
    "gastric-cancer-treatment-pdq-patient-version.html",
    "hives.md",
)
"""Documents in English whose recordings are heard on every kind of machine."""


def sources(folder: Path) -> Iterator[Path]:
    """The canonical sources of what is heard on every kind of machine; real documents are imported into `folder`."""
    yield REPOSITORY / "sources" / "b-cell-all.md"
    folder.mkdir()
    for name in HEARD:
        if (_inputs() / name).exists():
            imported(_inputs() / name, folder)
            yield _source_of(_inputs() / name, folder)


def _inputs() -> Path:
    return Path(os.environ.get("PUBLISH_INPUTS", REPOSITORY.parent / "shared" / "inputs")) / "real"


def _source_of(document: Path, folder: Path) -> Path:
    return folder / f"{document.stem.replace('_', '-')}.md"


def imported(document: Path, folder: Path) -> Publication:
    """A real document as a publication, as its readers are to have it: links without an address are words."""
    shutil.copy(REPOSITORY / "sources" / "publisher.yaml", folder / "publisher.yaml")
    source = _source_of(document, folder)
    result = CliRunner().invoke(app, ["import", str(document), "-o", str(source)])
    assert result.exit_code == 0, result.output
    publication = publish.load(source)
    return replace(publication, document=presented(publication.document))
