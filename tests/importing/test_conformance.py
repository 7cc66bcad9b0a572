"""The built-in importers pass the conformance kit, as a third party's importer must."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from publish.importing.epub.importer import Epub
from publish.importing.html.importer import WebPage
from publish.importing.markdown.importer import Markdown
from publish.importing.pdf.importer import Pdf
from publish.importing.word.importer import Word
from publish.testing import ImporterConformance
from tests.conftest import REPOSITORY

MARKDOWN = "# Iron\n\nTake **two** tablets, *not* three[^1].\n\n- Tea\n- Milk\n\n[^1]: A day.\n"
CASES = REPOSITORY / "tests" / "cases"


def example(case: str) -> dict[str, bytes]:
    """The input of a case, by its file name."""
    path: Path = CASES / case
    return {path.name: path.read_bytes()}


class TestWebPage(ImporterConformance):
    importer = WebPage
    examples: ClassVar = example("import/tables-of-a-page/input.html")


class TestWord(ImporterConformance):
    importer = Word
    examples: ClassVar = example("import/tables-of-word/input.docx")


class TestMarkdown(ImporterConformance):
    importer = Markdown
    examples: ClassVar = {"iron.md": MARKDOWN.encode()}


class TestPdf(ImporterConformance):
    importer = Pdf
    examples: ClassVar = example("staff/pdf-factsheet/input.pdf")


class TestEpub(ImporterConformance):
    importer = Epub
    examples: ClassVar = example("staff/epub/input.epub")
