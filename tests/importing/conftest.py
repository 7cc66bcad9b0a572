"""What tests of imports share: an import of some bytes into a folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import publish
from publish.contracts.import_options import Options
from publish.importing.account import Report
from publish.importing.run import import_document
from publish.model.publication import Publication

PUBLISHER = Path(__file__).parent.parent / "cases" / "publisher.yaml"


@dataclass(frozen=True)
class Import:
    """A finished import: its report, the source's text, and what it loads as."""

    report: Report
    text: str
    publication: Publication

    @property
    def doubts(self) -> list[str]:
        return [one.what for one in self.report.notes.doubts]

    @property
    def gaps(self) -> list[str]:
        return [one.what for one in self.report.notes.gaps]

    @property
    def left(self) -> list[tuple[str, str]]:
        return [(one.reason.value, one.text) for one in self.report.notes.left]


Run = Callable[..., Import]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Import text or bytes under a file name; every word must be accounted for."""
    shutil.copy(PUBLISHER, tmp_path / "publisher.yaml")

    def go(content: str | bytes, name: str, options: Options | None = None) -> Import:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        report = import_document(path, tmp_path / "made.md", options or Options(), force=True)
        assert report.proof.lost == () and report.proof.added == ()
        return Import(report, report.source.read_text(encoding="utf-8"), publish.load(report.source))

    return go
