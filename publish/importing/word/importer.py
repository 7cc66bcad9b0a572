"""Word files (.docx).

What reads and proves is imported when it is used: a person waits for each import, and most use one kind of document.
"""

from __future__ import annotations

from typing import ClassVar

from publish.contracts.import_options import Changes, Options
from publish.contracts.importer import Fit, Imported, Input, InputWords, Reason
from publish.errors import SourceError
from publish.importing.archive import mimetype
from publish.limits import IMPORTED_BYTES

_OLD_CONTAINER = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The name of the stream in which Word keeps a file with a password (MS-OFFCRYPTO, 2.3.1)."""


class Word:
    """Word files (.docx)."""

    name: ClassVar[str] = "Word"
    largest: ClassVar[int] = IMPORTED_BYTES

    def takes(self, file: Input) -> Fit:
        """Whether a file is of this kind. Raises `SourceError` where it has a password."""
        if file.data.startswith(_OLD_CONTAINER) and _ENCRYPTED in file.data:
            raise SourceError(file.path, 0, "this Word file has a password. Save it without one.")
        archive = file.data.startswith((b"PK\x03\x04", b"PK\x05\x06"))
        return Fit.YES if archive and not mimetype(file.data) and file.path.suffix != ".epub" else Fit.NO

    def read(self, file: Input, options: Options) -> Imported:
        """The document. Raises `SourceError`, `UsageError`."""
        from publish.importing.assemble import without_lines
        from publish.importing.word.read import read

        return without_lines(read(file.path, file.data, file.name, options))

    def words(self, file: Input, options: Options) -> InputWords:
        """What the input says, by a reader of its own."""
        from publish.importing.proof.word_words import of_word

        unread = frozenset((Reason.SCRIPT, Reason.FURNITURE, Reason.DELETED, Reason.COMMENT))
        text = of_word(file.data, accept=options.changes is not Changes.REJECT)
        return InputWords(text, unread, formulas_by_letters=True)
