"""LibreOffice, a reader of DOCX that is not ours, sees the structure: what it exports as PDF/UA has all of it."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator

import pikepdf
import pytest

from publish.model.nodes import Figure, Table
from publish.model.traverse import blocks_of
from publish.proof.ledger import ledger
from publish.proof.reading import Role
from tests.conftest import Built, require


@pytest.fixture(scope="module")
def exported(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    """The Word edition of the factsheet as a PDF/UA of LibreOffice's."""
    soffice = shutil.which("soffice") or ""
    require("libreoffice", present=bool(soffice), how="install LibreOffice Writer (libreoffice-writer-nogui on Debian)")
    folder = tmp_path_factory.mktemp("libreoffice")
    options = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
    command = [soffice, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", options]
    subprocess.run([*command, "--outdir", str(folder), str(built.path("word"))], check=True, capture_output=True)
    with pikepdf.open(folder / f"{built.path('word').stem}.pdf") as pdf:
        yield pdf


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """All structure elements of a tagged PDF, in order."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += reversed(list(node))
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            if "/K" in node:
                waiting.append(node.K)


def test_every_heading_is_a_heading(exported: pikepdf.Pdf, built: Built) -> None:
    seen = Counter(
        int(str(element.S)[2:])
        for element in elements(exported)
        if str(element.S)[1:2] == "H" and str(element.S)[2:].isdigit()
    )
    wanted = Counter(unit.level for unit in ledger(built.publication) if unit.role is Role.HEADING)
    # The heading over the list of contents is the edition's own.
    assert seen - wanted in (Counter(), Counter({2: 1}), Counter({1: 1}))
    assert not wanted - seen


def test_every_table_has_header_cells(exported: pikepdf.Pdf, built: Built) -> None:
    tables = [element for element in elements(exported) if str(element.S) == "/Table"]
    assert len(tables) == sum(isinstance(block, Table) for block in blocks_of(built.publication.document))
    assert any(str(element.S) == "/TH" for element in elements(exported))


def test_every_picture_has_its_text_alternative(exported: pikepdf.Pdf, built: Built) -> None:
    figures = [block for block in blocks_of(built.publication.document) if isinstance(block, Figure)]
    assert figures
    seen = [str(element.get("/Alt", "")) for element in elements(exported) if str(element.S) == "/Figure"]
    assert [" ".join(alt.split()) for alt in seen] == [figure.alt for figure in figures]


def test_the_language_is_british_english(exported: pikepdf.Pdf) -> None:
    assert str(exported.Root.Lang) == "en-GB"
