"""What is no document, or means harm, is a clear error; nothing is written outside the target folder."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

import publish
from publish.commands.cli import app

DEEP = 10_000


def word(**parts: bytes) -> bytes:
    """A Word file with more parts, or other ones; `__` in a name stands for a slash."""
    file = io.BytesIO()
    docx.Document().save(file)
    source = zipfile.ZipFile(file)
    held = {name: source.read(name) for name in source.namelist()} | {k.replace("__", "/"): v for k, v in parts.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    return made.getvalue()


def entities() -> bytes:
    file = zipfile.ZipFile(io.BytesIO(word()))
    held = file.read("word/document.xml")
    start = held.index(b"?>") + 2
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    return held[:start] + bomb + held[start:]


def book(chapter: str = "<p>x</p>", package: str = "", **parts: str) -> bytes:
    """An EPUB of one chapter; `__` in a name stands for a slash."""
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    whole = {
        "META-INF__container.xml": f'{container}<rootfile full-path="o.opf"/></rootfiles></container>',
        "o.opf": f'{package}<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml"/>'
        '</manifest><spine><itemref idref="a"/></spine></package>',
        "a.xhtml": f"<html><body>{chapter}</body></html>",
    } | parts
    return archive("application/epub+zip", {name.replace("__", "/"): part for name, part in whole.items()})


def archive(kind: str, parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(zipfile.ZipInfo("mimetype"), kind)
        for name, part in parts.items():
            made.writestr(name, part)
    return file.getvalue()


OPENDOCUMENT = "application/vnd.oasis.opendocument.text"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
ENDLESS_PAGES = (
    b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[2 0 R]/Count 1>>\nendobj\n"
    b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"
)

HOSTILE = {
    "outside.epub": lambda: book(**{"..__evil.xhtml": "x"}),
    "entities.epub": lambda: book(package=BOMB),
    "deep.epub": lambda: book("<div>" * DEEP + "x"),
    "bomb.epub": lambda: book("0" * 310_000_000),
    "no-package.epub": lambda: book(**{"META-INF__container.xml": "<container/>"}),
    "entities.odt": lambda: archive(OPENDOCUMENT, {"content.xml": f"{BOMB}<a>&b;</a>"}),
    "no-content.odt": lambda: archive(OPENDOCUMENT, {"x": "y"}),
    "deep.odt": lambda: archive(OPENDOCUMENT, {"content.xml": "<a>" * DEEP + "</a>" * DEEP}),
    "endless-pages.pdf": lambda: ENDLESS_PAGES,
    "zip-bomb.docx": lambda: word(word__x=b"\0" * 310_000_000),
    "entities.docx": lambda: word(**{"word__document.xml": entities()}),
    "outside.docx": lambda: word(**{"..__..__evil.txt": b"x"}),
    "absolute.docx": lambda: word(**{"__evil.txt": b"x"}),
    "large-picture.docx": lambda: word(**{"word__media__a.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 200_000_000}),
    "cut-off.docx": lambda: word()[:3000],
    "not-word.docx": lambda: b"PK\x03\x04",
    "deep.html": lambda: b"<html><body>" + b"<div>" * DEEP + b"x",
    "deep-inline.html": lambda: b"<html><body><p>" + b"<b>" * DEEP + b"x",
    "deep.md": lambda: b"# T\n\n" + b"> " * DEEP + b"x\n",
    "not-utf-8.html": lambda: b"<html><body><p>caf\xe9</p></body></html>",
    "nul.html": lambda: b"<html><body><p>a\0b</p></body></html>",
    "nul.txt": lambda: b"Title\n\na\0b\n",
    "no-page.html": lambda: b"Only words, and no markup.",
    "empty.txt": lambda: b"",
    "no-text.html": lambda: b"<html><body><script>x</script></body></html>",
    "a.pdf": lambda: b"%PDF-1.7 x",
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
}


NO_KIND = b"\x9c\xff\x00\x81" * 500
NO_PARTS = b"PK\x03\x04\x14" + b"\x00" * 400


@pytest.mark.parametrize(
    ("name", "data", "called"),
    [
        ("a.docx", NO_KIND, "Word file"),
        ("a.docx", NO_PARTS, "Word file"),
        ("a.odt", NO_KIND, "OpenDocument text"),
        ("a.odt", NO_PARTS, "OpenDocument text"),
        ("a.epub", NO_KIND, "EPUB"),
        ("a.epub", NO_PARTS, "EPUB"),
        ("a.pdf", NO_KIND, "PDF"),
        ("a.pdf", b"%PDF-1.7" + NO_KIND, "PDF"),
    ],
)
def test_a_damaged_file_is_called_so_by_its_kind(name: str, data: bytes, called: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    result = CliRunner().invoke(app, ["import", str(tmp_path / name), "-o", str(tmp_path / "x.md")])
    assert result.exit_code == 3
    assert f"this {called} is damaged" in result.stderr


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_it_is_refused_in_plain_words_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    place = tmp_path / "in" / name
    place.parent.mkdir()
    place.write_bytes(HOSTILE[name]())
    result = CliRunner().invoke(app, ["import", str(place), "-o", str(tmp_path / "out" / "x.md")])
    assert result.exit_code == 3, result.output
    assert result.stderr.startswith(f"{place}:")
    assert result.stderr.rstrip().endswith(".")
    assert "Traceback" not in result.output
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [place]


def test_a_large_image_beside_a_page_becomes_a_gap_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "big.png").open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.truncate(200_000_000)
    page = tmp_path / "p.html"
    page.write_text('<html><body><h1>T</h1><h2>A</h2><p>x</p><img src="big.png" alt="A big cell"></body></html>')
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "publisher.yaml").write_bytes(
        (Path(__file__).parent.parent / "cases" / "publisher.yaml").read_bytes()
    )
    result = CliRunner().invoke(app, ["import", str(page), "-o", str(tmp_path / "out" / "x.md")])
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (tmp_path / "out").rglob("*")) == ["publisher.yaml", "x.md"]
    assert any(remark.rule == "picture-missing" for remark in publish.lint(tmp_path / "out" / "x.md"))


def test_a_source_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    page = tmp_path / "p.html"
    page.write_text("<html><body><h1>T</h1><h2>A</h2><p>x</p></body></html>")
    target = tmp_path / "x.md"
    target.write_text("mine")
    result = CliRunner().invoke(app, ["import", str(page), "-o", str(target)])
    assert result.exit_code == 2
    assert target.read_text() == "mine"


def test_spans_without_measure_make_no_giant_table(tmp_path: Path) -> None:
    page = tmp_path / "p.html"
    page.write_text(
        "<html><body><h1>T</h1><h2>A</h2><table><tr><th colspan=99999999 rowspan=99999999>a<th>b"
        "<tr><td rowspan=0 colspan=65000>c<td>d<tr><td>e</table></body></html>"
    )
    result = CliRunner().invoke(app, ["import", str(page), "-o", str(tmp_path / "x.md")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "x.md").stat().st_size < 10_000


def test_a_word_file_that_only_one_of_the_two_readers_can_read_is_refused(tmp_path: Path) -> None:
    document = zipfile.ZipFile(io.BytesIO(word())).read("word/document.xml")
    spoken = document.replace(b"<w:body>", b"<w:body><w:p><w:r><w:t>Iron</w:t></w:r></w:p>")
    path = tmp_path / "in.docx"
    path.write_bytes(word(**{"word__document.xml": spoken.replace(b"UTF-8", b"GB18030", 1)}))
    result = CliRunner().invoke(app, ["import", str(path), "-o", str(tmp_path / "out.md")])
    assert result.exit_code == 3
    assert "no second reader can tell whether words were lost" in result.stderr
    assert not (tmp_path / "out.md").exists()
