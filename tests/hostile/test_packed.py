"""Packed files that unpack to more than any document has: refused before a tree is made of what they hold."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.contracts.import_options import Options
from publish.contracts.importer import Input
from publish.errors import SourceError, UnreadableEdition
from publish.importing import archive, run
from publish.importing.run import import_document
from publish.limits import IMPORTED_ELEMENTS, IMPORTED_TEXT_BYTES, PACKAGE_ELEMENTS, XML_NESTING
from publish.readers.archives import whole_archive
from publish.readers.docx.parts import opened
from publish.readers.epub.epub_package import open_package

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def repacked(path: Path, way: int) -> Path:
    """A packed file with all its parts packed in another way."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", way) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return path


Pack = Callable[[Path, str], Path]


def packed(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return path


def odt(folder: Path, inner: str) -> Path:
    text = f'<o:document-content xmlns:o="{OFFICE}:office:1.0" xmlns:t="{OFFICE}:text:1.0"><o:body><o:text>{inner}'
    content = f"{text}</o:text></o:body></o:document-content>"
    return packed(folder / "a.odt", {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def docx(folder: Path, inner: str) -> Path:
    content = f'<w:document xmlns:w="{WORD}"><w:body>{inner}</w:body></w:document>'
    return packed(folder / "a.docx", {"word/document.xml": content})


def epub(folder: Path, inner: str) -> Path:
    """A book whose chapter has a name that says nothing of what it is."""
    return packed(
        folder / "a.epub",
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfile full-path="a.opf"/></container>',
            "a.opf": '<package><item id="a" href="a.bin"/><itemref idref="a"/></package>',
            "a.bin": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{inner}</body></html>',
        },
    )


KINDS = pytest.mark.parametrize("pack", [odt, docx, epub])
BEYOND = {
    "elements": ("<a/>" * (IMPORTED_ELEMENTS + 1), "has too many elements"),
    "elements within each other": ("<a>" * 4_000_000 + "</a>" * 4_000_000, "deep within each other"),
    "few, but too deep": (
        "<a>" * XML_NESTING + "</a>" * XML_NESTING,
        f"more than {XML_NESTING} deep within each other",
    ),
    "text": ("word " * (IMPORTED_TEXT_BYTES // 5 + 1), "more than 30 MB of text"),
}


@KINDS
@pytest.mark.parametrize("what", BEYOND)
def test_a_packed_document_without_end_is_refused_before_any_tree(
    what: str, pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner, said = BEYOND[what]
    path = pack(tmp_path, inner)
    importer = type(run.importer_for(Input(path, path.read_bytes(), "a")))

    def read(*_arguments: object) -> None:
        raise AssertionError("it was read")

    monkeypatch.setattr(importer, "read", read)
    monkeypatch.setattr(importer, "words", read)
    with pytest.raises(SourceError, match=said):
        import_document(path, tmp_path / "made.md", Options())
    assert not (tmp_path / "made.md").exists()


@KINDS
def test_a_packed_document_within_the_limits_is_read(pack: Pack, tmp_path: Path) -> None:
    path = pack(tmp_path, "<a>" * 100 + "</a>" * 100)
    archive.refuse_endless(path, path.read_bytes())


@KINDS
@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["bzip2", "lzma"])
@pytest.mark.parametrize("whole", [True, False], ids=["whole", "damaged"])
def test_a_document_packed_as_no_office_packs_is_refused(way: int, pack: Pack, *, whole: bool, tmp_path: Path) -> None:
    path = repacked(pack(tmp_path, "<p>Iron</p>"), way)
    if not whole:
        data = bytearray(path.read_bytes())
        data[60:90] = bytes(30)
        path.write_bytes(data)
    with pytest.raises(SourceError, match=r"is packed in a way that no .* is\. Open it and save it again"):
        import_document(path, tmp_path / "made.md", Options())


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["bzip2", "lzma"])
def test_an_edition_packed_as_no_reader_unpacks_is_not_read(way: int, tmp_path: Path) -> None:
    for path, read in ((epub(tmp_path, "<p>Iron</p>"), open_package), (docx(tmp_path, "<p/>"), opened)):
        with pytest.raises(UnreadableEdition, match="is packed in a way that no reader of such files knows"):
            read(repacked(path, way))


def test_what_is_no_markup_has_no_elements(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.docx", {"word/embeddings/a.bin": "B" + "<" * (IMPORTED_ELEMENTS + 1)})
    archive.refuse_endless(path, path.read_bytes())


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("<a/>" * (PACKAGE_ELEMENTS + 1), "word/document.xml has too many elements, so it was not read"),
        ("<a>" * XML_NESTING + "</a>" * XML_NESTING, "deep within each other, so it was not read"),
    ],
)
def test_an_edition_without_end_is_not_read(inner: str, said: str, tmp_path: Path) -> None:
    path = docx(tmp_path, inner)
    with zipfile.ZipFile(path) as package, pytest.raises(UnreadableEdition, match=said):
        whole_archive(path, package)


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0" encoding="utf-7"?><w:document xmlns:w="W"><w:body><w:p/></w:body></w:document>',
        '<w:document xmlns:w="W"><w:body><w:p><w:r><w:t>Iron</w:t><w:sym w:font="Symbol" w:char="ZZZZ"/></w:r></w:p>'
        "</w:body></w:document>",
    ],
    ids=["an encoding that nobody reads", "a sign by no number"],
)
def test_a_strange_word_file_is_imported_or_refused_in_a_sentence(content: str, tmp_path: Path) -> None:
    path = packed(tmp_path / "a.docx", {"word/document.xml": content.replace('"W"', f'"{WORD}"')})
    try:
        import_document(path, tmp_path / "made.md", Options())
    except SourceError as error:
        assert "Error:" not in str(error), "no class of an error"
        assert str(error).rstrip().endswith(".")
    else:
        assert "Iron" in (tmp_path / "made.md").read_text(encoding="utf-8")


def test_a_word_file_without_its_list_of_types_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableEdition, match=r"\[Content_Types\]\.xml"):
        opened(docx(tmp_path, "<w:p/>"))


@pytest.mark.parametrize("lost", ["mimetype", "META-INF/container.xml", "a.bin"])
def test_a_book_without_a_part_that_its_standard_demands_is_not_read(lost: str, tmp_path: Path) -> None:
    whole = epub(tmp_path, "<p>Iron</p>")
    with zipfile.ZipFile(whole) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name != lost}
    with pytest.raises(UnreadableEdition):
        open_package(packed(tmp_path / "b.epub", parts))
