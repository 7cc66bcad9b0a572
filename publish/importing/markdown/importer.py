"""Markdown of other systems.

What reads and proves is imported when it is used: a person waits for each import, and most use one kind of document.
"""

from __future__ import annotations

from typing import ClassVar

from publish.contracts.import_options import Options
from publish.contracts.importer import Fit, Imported, Input, InputWords
from publish.importing.text_kind import TextKind, is_binary, text_kind
from publish.limits import IMPORTED_TEXT_BYTES


class Markdown:
    """Markdown of other systems."""

    name: ClassVar[str] = "Markdown"
    largest: ClassVar[int] = IMPORTED_TEXT_BYTES

    def takes(self, file: Input) -> Fit:
        """Whether a file is of this kind. Raises `SourceError` where it is text that cannot be read."""
        if is_binary(file.data):
            return Fit.NO
        kind, _ = text_kind(file.path, file.data)
        return Fit.YES if kind is TextKind.MARKDOWN else Fit.NO

    def read(self, file: Input, options: Options) -> Imported:
        """The document. Raises `SourceError`, `UsageError`."""
        from publish.importing.assemble import without_lines
        from publish.importing.markdown.read import read

        _, text = text_kind(file.path, file.data)
        return without_lines(read(file.path, text, file.name, options))

    def words(self, file: Input, options: Options) -> InputWords:
        """What the input says, by a reader of its own."""
        from publish.importing.proof.input_words import of_markdown

        del options
        _, text = text_kind(file.path, file.data)
        return InputWords(of_markdown(text))
