"""EPUB books, of one chapter or many.

What reads and proves is imported when it is used: a person waits for each import, and most use one kind of document.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import ClassVar

from publish.contracts.import_options import Options
from publish.contracts.importer import Fit, Imported, Input, InputWords, Notes
from publish.importing.archive import mimetype
from publish.limits import IMPORTED_BYTES


class Epub:
    """EPUB books, of one chapter or many."""

    name: ClassVar[str] = "EPUB"
    largest: ClassVar[int] = IMPORTED_BYTES

    def takes(self, file: Input) -> Fit:
        """Whether a file is of this kind."""
        named = file.data.startswith(b"PK") and file.path.suffix.casefold() == ".epub"
        return Fit.YES if named or mimetype(file.data) == "application/epub+zip" else Fit.NO

    def read(self, file: Input, options: Options) -> Imported:
        """The document. Raises `SourceError`, `UsageError`."""
        from publish.importing.assemble import without_lines
        from publish.importing.epub.book import book
        from publish.importing.html.read import read as read_page

        whole = book(file.path, file.data)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for picture, data in whole.pictures.items():
                target = folder / picture
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            return without_lines(read_page(file.path, whole.page, file.name, options, Notes(), folder))

    def words(self, file: Input, options: Options) -> InputWords:
        """What the input says, by a reader of its own."""
        from publish.importing.proof.epub_words import of_epub

        del options
        return InputWords(of_epub(file.data))
