"""PDF files with a text layer: by their tags where they have some, else by the places of their words.

What reads and proves is imported when it is used: a person waits for each import, and most use one kind of document.
"""

from __future__ import annotations

from typing import ClassVar

from publish.contracts.import_options import Options
from publish.contracts.importer import Doubt, Fit, Imported, Input, InputWords, Left, Notes, Reason
from publish.importing.pdf.bounds import extracted
from publish.limits import IMPORTED_BYTES


class Pdf:
    """PDF files with a text layer."""

    name: ClassVar[str] = "PDF"
    largest: ClassVar[int] = IMPORTED_BYTES

    def takes(self, file: Input) -> Fit:
        """Whether a file is of this kind."""
        return Fit.YES if b"%PDF-" in file.data[:1024] else Fit.NO  # ISO 32000-1, annex H, note 13

    def read(self, file: Input, options: Options) -> Imported:
        """The document. Raises `SourceError`, `UsageError`."""
        from publish.importing.assemble import without_lines
        from publish.importing.html.read import read as read_page

        found = extracted(file.path, file.data)
        notes = Notes()
        notes.left += [Left(Reason.FURNITURE, line) for line in found.furniture]
        notes.left += [Left(Reason.JOINED, part) for part in found.parted]
        notes.added += found.joined
        notes.doubts += [Doubt(0, what) for what in found.doubts]
        if not found.tagged:
            notes.doubts.append(
                Doubt(0, "the PDF has no tags: its headings, lists and order are taken from how the pages look")
            )
        imported = without_lines(read_page(file.path, found.page, file.name, options, notes))
        for mark in found.glued:  # the words that they are a part of are noted above
            same = (left for left in notes.left if left.reason is Reason.MARKUP and left.text == mark)
            if (first := next(same, None)) is not None:
                notes.left.remove(first)
        return imported

    def words(self, file: Input, options: Options) -> InputWords:
        """What the input says, by a reader of its own."""
        del options
        return InputWords(
            extracted(file.path, file.data).words, frozenset((Reason.SCRIPT, Reason.DECORATION)), spaces=False
        )
