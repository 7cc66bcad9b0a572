"""OpenDocument texts (.odt).

What reads and proves is imported when it is used: a person waits for each import, and most use one kind of document.
"""

from __future__ import annotations

from typing import ClassVar

from publish.contracts.import_options import Options
from publish.contracts.importer import Fit, Imported, Input, InputWords, Reason
from publish.importing.archive import mimetype
from publish.limits import IMPORTED_BYTES

_KINDS = {"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template"}


class OpenDocument:
    """OpenDocument texts (.odt)."""

    name: ClassVar[str] = "OpenDocument"
    largest: ClassVar[int] = IMPORTED_BYTES

    def takes(self, file: Input) -> Fit:
        """Whether a file is of this kind."""
        named = file.data.startswith(b"PK") and file.path.suffix.casefold() == ".odt"
        return Fit.YES if named or mimetype(file.data) in _KINDS else Fit.NO

    def read(self, file: Input, options: Options) -> Imported:
        """The document. Raises `SourceError`, `UsageError`."""
        from publish.importing.assemble import without_lines
        from publish.importing.odt.read import read

        return without_lines(read(file, options))

    def words(self, file: Input, options: Options) -> InputWords:
        """What the input says, by a reader of its own."""
        from publish.importing.proof.odt_words import of_odt

        del options
        unread = frozenset((Reason.SCRIPT, Reason.FURNITURE, Reason.DELETED, Reason.COMMENT))
        return InputWords(of_odt(file.data), unread, formulas_by_letters=True)
