"""Office files as they come: whatever the parts are called, whoever wrote them, with or without a password."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypandoc
import pytest

from publish.contracts.import_options import Options
from publish.errors import SourceError
from publish.importing.run import import_document
from tests.importing.conftest import Run

CASES = Path(__file__).parent.parent / "cases"
WORD = (CASES / "import" / "tick-and-cross-bullets" / "input.docx").read_bytes()


def repacked(data: bytes, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> bytes:
    """An archive whose parts, by name, have gone through a change; None takes a part out."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            changed = change(name, source.read(name))
            if changed is not None:
                archive.writestr(*changed)
    return target.getvalue()


def odt(markdown: str, tmp_path: Path) -> bytes:
    file = tmp_path / "made.odt"
    pypandoc.convert_text(markdown, "odt", format="markdown", outputfile=str(file))
    return file.read_bytes()


def test_a_main_part_in_another_folder_is_found_with_all_that_it_needs(run: Run) -> None:
    def elsewhere(name: str, data: bytes) -> tuple[str, bytes]:
        if name == "_rels/.rels":
            data = data.replace(b"word/document.xml", b"/text/main.xml")
        if name == "word/_rels/document.xml.rels":
            name = "text/_rels/main.xml.rels"
            data = re.sub(rb'Target="(styles|numbering)\.xml"', rb'Target="../parts/\1.xml"', data)
        name = {"word/document.xml": "text/main.xml", "word/styles.xml": "parts/styles.xml"}.get(name, name)
        name = name.replace("word/numbering.xml", "parts/numbering.xml")
        return name, data.replace(b"/word/document.xml", b"/text/main.xml")

    imported = run(repacked(WORD, elsewhere), "a.docx")
    assert "- ✓ milk\n- ✗ tea\n- ✓ bread" in imported.text
    assert imported.publication.document.metadata.title == "Iron sheet"


def test_a_strict_file_is_read_like_any_other(run: Run) -> None:
    def strict(name: str, data: bytes) -> tuple[str, bytes]:
        old, new = rb"http://schemas.openxmlformats.org/(\w+)/2006/", rb"http://purl.oclc.org/ooxml/\1/"
        return name, re.sub(old, new, data) if "package" not in name and not name.startswith("[") else data

    text = run(repacked(WORD, strict), "a.docx").text
    assert "- ✗ tea" in text


def test_a_password_is_called_one(tmp_path: Path) -> None:
    protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    file = tmp_path / "a.docx"
    file.write_bytes(protected)
    with pytest.raises(SourceError, match="has a password"):
        import_document(file, tmp_path / "x.md")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.docx", WORD[: len(WORD) // 2], "this Word file is damaged"),
        (
            "a.docx",
            repacked(WORD, lambda name, data: None if name == "word/document.xml" else (name, data)),
            "main part",
        ),
        ("a.epub", b"PK\x03\x04" + b"x" * 50, "this EPUB is damaged"),
        ("a.odt", b"PK\x03\x04" + b"x" * 50, "this OpenDocument text is damaged"),
        ("a.pdf", b"%PDF-1.7\nnothing", "this PDF is damaged"),
    ],
)
def test_a_damaged_file_is_called_one(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(SourceError, match=message):
        import_document(file, tmp_path / "x.md")


def test_an_opendocument_text_keeps_lists_tables_notes_and_powers(run: Run, tmp_path: Path) -> None:
    text = run(
        odt(
            "---\ntitle: Iron sheet\n---\n\n# Dose\n\nTake *two*^[Not more.] of 10^9^.\n\n1. one\n2. two\n\n"
            "| Age | Dose |\n|---|---|\n| A | 1 |\n\n: Doses\n",
            tmp_path,
        ),
        "a.odt",
    ).text
    assert "title: Iron sheet" in text
    assert "Take *two*[^1] of 10^9^." in text and "[^1]: Not more." in text
    assert "1. one\n2. two" in text
    assert '::: {.table caption="Doses"}\n| Age | Dose |' in text


def test_a_comment_of_an_opendocument_text_is_listed_and_marked(run: Run, tmp_path: Path) -> None:
    def commented(name: str, data: bytes) -> tuple[str, bytes]:
        comment = (
            b'<office:annotation office:name="c"><dc:creator>Nurse</dc:creator><text:p>Ask</text:p></office:annotation>'
            b'two<office:annotation-end office:name="c"/>'
        )
        return name, data.replace(b"TWO", comment) if name == "content.xml" else data

    imported = run(repacked(odt("# Dose\n\nTake TWO tablets.\n", tmp_path), commented), "a.odt")
    assert "Take [two]{.check} tablets." in imported.text
    assert "a comment by Nurse at “two” says: “Ask”" in imported.doubts


def test_the_text_alternative_of_an_opendocument_picture_is_kept_word_for_word(run: Run, tmp_path: Path) -> None:
    picture = tmp_path / "cell.png"
    with zipfile.ZipFile(CASES / "import" / "picture-with-link" / "input.docx") as archive:
        picture.write_bytes(archive.read("word/media/image1.png"))

    def described(name: str, data: bytes) -> tuple[str, bytes]:
        return name, data.replace(b"</draw:frame>", b"<svg:desc>Two red cells, one pale</svg:desc></draw:frame>")

    text = run(repacked(odt(f"# Blood\n\n![]({picture})\n", tmp_path), described), "a.odt").text
    assert "![Two red cells, one pale](images/made/0.png)" in text


def test_an_opendocument_text_with_a_password_is_called_one(tmp_path: Path) -> None:
    def encrypted(name: str, data: bytes) -> tuple[str, bytes]:
        return name, data.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>")

    file = tmp_path / "a.odt"
    file.write_bytes(repacked(odt("x", tmp_path), encrypted))
    with pytest.raises(SourceError, match="has a password"):
        import_document(file, tmp_path / "x.md")


def test_an_encrypted_epub_is_called_one(tmp_path: Path) -> None:
    data = io.BytesIO((CASES / "staff" / "epub" / "input.epub").read_bytes())
    with zipfile.ZipFile(data, "a") as archive:
        method = '<EncryptionMethod xmlns="x" Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>'
        archive.writestr("META-INF/encryption.xml", f"<encryption>{method}</encryption>")
    file = tmp_path / "a.epub"
    file.write_bytes(data.getvalue())
    with pytest.raises(SourceError, match="is encrypted"):
        import_document(file, tmp_path / "x.md")


def test_the_language_option_wins_over_words_default(tmp_path: Path) -> None:
    case = CASES / "import" / "default-language" / "input.docx"
    report = import_document(case, tmp_path / "x.md", Options(language="en-US"))
    assert "lang: en-US" in report.source.read_text(encoding="utf-8")
    assert not any("default" in doubt.what for doubt in report.notes.doubts)
