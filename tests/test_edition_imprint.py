"""Each edition says which version it is, when it is reviewed next, and the code that it is ordered by."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

import publish
from publish.contracts.format import Settings
from publish.model.stock_code import sku
from publish.outputs.manifest import read_manifest
from publish.source.edition_imprint import of_edition
from publish.source.load import load
from publish.speech.script import script
from tests.releasing import IRON, Desk, desk

LINES = ("Version: 1.0", "Last reviewed: 2 March 2026", "Next review due: March 2099")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    at = desk(tmp_path_factory.mktemp("imprint"))
    formats = [word for name in ("word", "epub", "large-print", "easy-read") for word in ("--format", name)]
    code, said = at.run("build", str(at.source), "--outputs", str(at.outputs), *formats)
    assert code == 0, said
    return at


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("word", "IRON.WORD"),
        ("epub", "IRON.EPUB"),
        ("large-print", "IRON.LARGE-PRINT.18PT"),
        ("easy-read", "IRON.EASY-READ"),
    ],
)
def test_each_edition_ends_with_its_version_dates_and_stock_code(
    made: Desk, name: str, code: str, tmp_path: Path
) -> None:
    manifest = read_manifest(made.outputs / "iron" / "manifest.json")
    assert manifest is not None
    (record,) = [each for each in manifest.editions if each.format == name]
    reading = publish.formats(Settings(tmp_path))[name].read(made.outputs / "iron" / str(record.file))
    texts = [passage.text for passage in reading.passages]
    assert [line for line in (*LINES, f"Stock code: {code}") if line not in texts] == []
    assert any("Version: 1.0" in text for text in texts[:8]), "the front names it too"
    end = texts[max(number for number, text in enumerate(texts) if text == "Version: 1.0") :]
    dates = ["Review dates:", "Last reviewed: 2 March 2026", "Next review due: March 2099"]
    assert end[: len(dates) + 2] == ["Version: 1.0", *dates, f"Stock code: {code}"], "neither is a review date"


def test_the_audio_says_its_version_at_the_opening_and_the_end(made: Desk) -> None:
    sentences = [sentence.text for sentence in script(of_edition(load(made.source), "audio", "")).sentences]
    assert "Version: 1.0." in sentences[:6]
    assert [text for text in sentences[-6:] if text.startswith("Stock code")] == ["Stock code: IRON.AUDIO"]


def test_the_metadata_of_epub_and_word_name_version_and_stock_code(made: Desk) -> None:
    folder = made.outputs / "iron"
    with zipfile.ZipFile(folder / "iron.epub") as book:
        package = etree.fromstring(book.read(next(name for name in book.namelist() if name.endswith(".opf"))))
    found = {meta.get("property"): meta.text for meta in package.iter("{http://www.idpf.org/2007/opf}meta")}
    assert (found["schema:version"], found["schema:sku"]) == ("1.0", "IRON.EPUB")
    with zipfile.ZipFile(folder / "iron.docx") as document:
        core = etree.fromstring(document.read("docProps/core.xml"))
    words = {etree.QName(element).localname: element.text for element in core}
    assert (words["version"], words["identifier"]) == ("1.0", "IRON.WORD")


@pytest.mark.parametrize(
    ("file", "code"), [("iron-easy-read.pdf", "IRON.EASY-READ"), ("iron-large-print-18pt.pdf", "IRON.LARGE-PRINT.18PT")]
)
def test_the_metadata_of_a_pdf_name_version_and_stock_code(made: Desk, file: str, code: str) -> None:
    with pikepdf.open(made.outputs / "iron" / file) as document:
        assert str(document.docinfo["/Keywords"]) == f"version 1.0, {code}"
        assert document.open_metadata().get("pdf:Keywords") == f"version 1.0, {code}"


def test_an_edition_is_checked_as_what_it_was_made_to_be(made: Desk) -> None:
    code, said = made.run("check", str(made.outputs))
    assert code == 0, said


def test_without_a_version_an_edition_has_no_stock_code(tmp_path: Path) -> None:
    at = desk(tmp_path, IRON.replace("version: 1.0\n", ""))
    publication = load(at.source)
    assert of_edition(publication, "word", "") is publication


def test_no_two_editions_share_a_code() -> None:
    assert len({sku("a-b", "c", ""), sku("a", "b-c", ""), sku("a", "b", "c"), sku("a-b-c", "", "")}) == 4


@pytest.mark.parametrize("version", ["1", "0.1", "10.20.30"])
def test_versions_are_numbers_with_points(tmp_path: Path, version: str) -> None:
    assert load(desk(tmp_path, IRON.replace("1.0", version)).source).document.metadata.version == version


@pytest.mark.parametrize("version", ["v1", "1.", "1.0.0.0", "01", "1/0", "../1", "1.0-draft", "'1.0 '", "9999999"])
def test_what_is_no_version_is_refused_with_its_line(tmp_path: Path, version: str) -> None:
    from publish.errors import SourceError

    at = desk(tmp_path)
    at.source.write_text(at.source.read_text(encoding="utf-8").replace("1.0", version), encoding="utf-8")
    with pytest.raises(SourceError, match=r"is no version\. Write numbers with points between them") as refused:
        load(at.source)
    assert refused.value.line == 6
