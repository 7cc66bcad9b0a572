"""What every importer promises, as tests: derive a class named Test…, give it an `importer` and files that it reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import pytest

from publish.contracts.import_options import Options
from publish.contracts.importer import Fit, Imported, Importer, Input, importers
from publish.errors import SourceError, UsageError
from publish.importing.account import Report
from publish.importing.run import import_document, importer_for
from publish.testing.hostile import FILES

_PUBLISHER = "name: Example\nregistrations: []\nhelpline: {label: Helpline, value: 0800 123 4567}\n"


class ImporterConformance:
    """The tests of one importer. `examples` are the bytes of documents of its kind, by file name."""

    importer: ClassVar[type[Importer]]
    examples: ClassVar[Mapping[str, bytes]]
    options: ClassVar[Options] = Options(language="en-GB")

    def test_it_is_found_by_its_entry_point(self) -> None:
        """One of the installed importers is this very class."""
        assert self.importer in {type(installed) for installed in importers().values()}

    def test_its_declarations_can_be_used(self) -> None:
        """A name for people, and a limit of size that its examples keep."""
        assert self.importer.name.strip()
        assert all(len(data) <= self.importer.largest for data in self.examples.values())

    def test_its_examples_are_given_to_it(self) -> None:
        """Of all installed importers, it is the one that a document of its kind fits best."""
        for name, data in self.examples.items():
            assert type(importer_for(Input(Path(name), data))) is self.importer, name

    @pytest.mark.parametrize("content", FILES)
    def test_a_file_of_another_kind_is_left_refused_or_read(self, content: str) -> None:
        """What it takes it reads, or says why it cannot; nothing else is raised."""
        file = Input(Path("other"), FILES[content])
        plugin = self.importer()
        try:
            if plugin.takes(file) is not Fit.NO:
                assert isinstance(plugin.read(file, self.options), Imported)
        except (SourceError, UsageError) as refusal:
            assert "other" in str(refusal), "it refuses without naming the file"

    def test_no_word_is_lost_or_added(self, tmp_path: Path) -> None:
        """The source of each example reads back whole, and every word of the input is accounted for."""
        for name, data in self.examples.items():
            report = self._imported(name, data, tmp_path)
            assert (report.proof.lost, report.proof.added) == ((), ()), name
            assert report.proof.kept > 0, f"nothing of {name} was kept"

    def test_the_same_document_gives_the_same_source(self, tmp_path: Path) -> None:
        """Twice imported, the source is the same, byte for byte."""
        for name, data in self.examples.items():
            first = self._imported(name, data, tmp_path / "first").source.read_bytes()
            assert self._imported(name, data, tmp_path / "second").source.read_bytes() == first, name

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
    def test_a_document_cut_short_is_imported_or_refused(self, share: float, tmp_path: Path) -> None:
        """A damaged document is an error that names it and leaves no source behind, or an import that is proved."""
        for name, data in self.examples.items():
            try:
                self._imported(name, data[: int(len(data) * share)], tmp_path)
            except (SourceError, UsageError) as refusal:
                assert name in str(refusal)
                assert "was not foreseen" not in str(refusal)

    def _imported(self, name: str, data: bytes, folder: Path) -> Report:
        folder.mkdir(exist_ok=True)
        (folder / "publisher.yaml").write_text(_PUBLISHER, encoding="utf-8")
        document = folder / name
        document.write_bytes(data)
        return import_document(document, folder / "source.md", self.options, force=True)
