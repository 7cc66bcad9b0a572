"""What a file may hold so that its import never ends: each takes its time by its length, and no more."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from publish.errors import SourceError, UsageError
from publish.importing.odt.letter_styles import Looks
from publish.importing.pdf.additions import additions_of
from publish.importing.run import import_document
from publish.limits import IMPORTED_TEXT_BYTES, SPACES_TOGETHER
from tests.importing.conftest import Run
from tests.importing.test_word_parts import paragraph, word

BOOK = Path(__file__).parent.parent / "cases" / "import" / "style-sheets-of-epub" / "input.epub"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
LONGEST = 20  # seconds of the processor; as they were, these took minutes


def with_sheet(sheet: str, target: Path) -> Path:
    with zipfile.ZipFile(BOOK) as book, zipfile.ZipFile(target, "w") as written:
        for name in book.namelist():
            written.writestr(name, sheet if name.endswith(".css") else book.read(name))
    return target


@pytest.mark.parametrize(
    "sheet",
    ["/*" * 300_000, "".join(f'p::before{{content:"word {number}"}}' for number in range(5_000)), ".a{" * 200_000],
    ids=["comments that are not closed", "words before every paragraph", "rules that are not closed"],
)
def test_a_style_sheet_cannot_hold_an_import_up(sheet: str, tmp_path: Path) -> None:
    before = time.process_time()
    import_document(with_sheet(sheet, tmp_path / "a.epub"), tmp_path / "x.md")
    assert time.process_time() - before < LONGEST


def test_a_table_of_many_rows_is_read_in_time_by_their_number(run: Run) -> None:
    before = time.process_time()
    imported = run("Doses\n\nBy age\n\nThese are the doses.\n\n" + "Age  Dose\n" * 3_000, "a.txt")
    assert imported.text.count("| Age | Dose |") == 3_000
    assert time.process_time() - before < LONGEST


def test_a_field_that_is_in_itself_is_told_once() -> None:
    with pikepdf.new() as document:
        field = document.make_indirect(pikepdf.Dictionary(T="Dose", V="5 mg"))
        field.Kids = pikepdf.Array([field, field])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field, field]))
        assert list(additions_of(document)) == [
            "the field “Dose” of the form holds “5 mg”, which is no text of the page"
        ]


def test_notes_that_name_each_other_come_to_an_end(run: Run) -> None:
    notes = "".join(
        f'<aside role="doc-footnote" id="n{number}"><p>Note {number}, see <a href="#n{other}">it</a>.</p></aside>'
        for number, other in ((0, 1), (1, 0))
    )
    page = f'<html lang="en-GB"><body><h1>Iron</h1><h2>Use</h2><p>Take it.<a href="#n0">1</a></p>{notes}</body></html>'
    assert "Note 0, see" in run(page, "a.html").text


def test_styles_that_are_based_on_each_other_come_to_an_end() -> None:
    style = '<style:style xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" style:name="{}" {}/>'
    parts = (style.format(name, f'style:parent-style-name="{parent}"') for name, parent in ("AB", "BA", "CC", "DA"))
    root = etree.fromstring(f"<styles>{''.join(parts)}</styles>")
    Looks(root).without_loops()
    kept = [element.get(f"{STYLE}parent-style-name") for element in root]
    assert kept == ["B", None, None, "A"]


def test_a_sign_without_a_number_is_no_sign(run: Run) -> None:
    signs = '<w:r><w:t>Iron</w:t><w:sym w:font="Symbol" w:char="zz"/><w:sym w:font="Wingdings" w:char="-1"/></w:r>'
    assert "Iron" in run(word(paragraph(signs)), "a.docx").text


def test_an_element_with_very_many_attributes_is_refused_before_its_parser_compares_them(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    many = " ".join(f'data-a{number}="x>"' for number in range(50_000))
    page.write_text(f"<html><body>\n<h1>T</h1><h2>A</h2><p {many}>Words.</p></body></html>", encoding="utf-8")
    before = time.process_time()
    with pytest.raises(SourceError, match=r"page.html:2: an element here has more than 1,000 attributes"):
        import_document(page, tmp_path / "x.md")
    assert time.process_time() - before < LONGEST


@pytest.mark.parametrize("kind", ["page", "book"])
def test_a_page_or_a_chapter_of_very_many_elements_is_refused_before_it_is_looked_at(kind: str, tmp_path: Path) -> None:
    long = f"<html><body>{'<p>A</p>' * 1_000_000}</body></html>"
    source = tmp_path / ("a.html" if kind == "page" else "a.epub")
    if kind == "page":
        source.write_text(long, encoding="utf-8")
    else:
        with zipfile.ZipFile(BOOK) as book, zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as written:
            for name in book.namelist():
                written.writestr(name, long if name.endswith(".xhtml") else book.read(name))
    before = time.process_time()
    with pytest.raises(SourceError, match=r"holds more than 200,000 elements|has too many elements"):
        import_document(source, tmp_path / "x.md")
    assert time.process_time() - before < LONGEST


def test_a_quotation_mark_that_stands_alone_is_no_element_with_many_attributes(run: Run) -> None:
    page = "<h1>T</h1><h2>A</h2><p title=don't>" + "A word of it. " * 500 + "</p><p>It's so.</p>"
    assert "It's so." in run(f"<html><body>{page}</body></html>", "page.html").text


@pytest.mark.parametrize(
    ("words", "why"),
    [("word " * 12_000, "“word word .* has more than 50,000 characters"), ("[" * 20_000, "signs of markup")],
    ids=["a long paragraph", "many brackets"],
)
def test_what_no_source_may_hold_is_said_and_nothing_is_written(words: str, why: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<html><body><h1>T</h1><h2>A</h2><p>{words}</p></body></html>", encoding="utf-8")
    (tmp_path / "x.md").write_text("as it was", encoding="utf-8")
    with pytest.raises(SourceError, match=f"page.html: no source may hold what is here.*{why}"):
        import_document(page, tmp_path / "x.md", force=True)
    assert (tmp_path / "x.md").read_text(encoding="utf-8") == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html", "x.md"]


def test_pictures_that_are_there_are_written_over_only_where_that_is_said(tmp_path: Path) -> None:
    dot = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'
    (tmp_path / "dot.svg").write_bytes(dot)
    page = tmp_path / "page.html"
    page.write_text('<html><body><h1>T</h1><h2>A</h2><p>A word.</p><img src="dot.svg" alt="A dot"></body></html>')
    mine = tmp_path / "out" / "images" / "x" / "dot.svg"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    with pytest.raises(UsageError, match=r"dot.svg: another picture is there already. Nothing was written"):
        import_document(page, tmp_path / "out" / "x.md")
    assert mine.read_bytes() == b"mine"
    assert not (tmp_path / "out" / "x.md").exists()
    import_document(page, tmp_path / "out" / "x.md", force=True)
    assert mine.read_bytes() == dot
    (tmp_path / "out" / "x.md").unlink()
    import_document(page, tmp_path / "out" / "x.md")  # the same picture is no other one


def test_a_line_of_text_that_is_named_as_a_word_file_is_called_so(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_text("One sentence only.", encoding="utf-8")
    with pytest.raises(SourceError, match=r"a.docx: this is named as a Word file, and is a line of plain text"):
        import_document(tmp_path / "a.docx", tmp_path / "x.md")


MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def with_notes(*named: tuple[int, ...]) -> bytes:
    """A Word file of which the text names note 1, and each note those that are given."""
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>Note {number}.</w:t></w:r>{"".join(map(mark, others))}</w:p>'
        "</w:footnote>"
        for number, others in enumerate(named, 1)
    )
    data = word(f"<w:p><w:r><w:t>Take it.</w:t></w:r>{mark(1)}</w:p>")
    file = io.BytesIO(data)
    with zipfile.ZipFile(file) as old:
        related, types = (old.read(name).decode() for name in ("word/_rels/document.xml.rels", "[Content_Types].xml"))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    added = f'<Relationship Id="rF" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    typed = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{typed}"/></Types>'
    others = {
        "word/_rels/document.xml.rels": related.replace("</Relationships>", added),
        "[Content_Types].xml": types.replace("</Types>", override),
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{MAIN}">{notes}</w:footnotes>',
    }
    written = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(written, "w") as new:
        for name in dict.fromkeys((*old.namelist(), *others)):
            new.writestr(name, others[name] if name in others else old.read(name))
    return written.getvalue()


def mark(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


@pytest.mark.parametrize(
    ("named", "why"),
    [
        (((1,),), "the footnote 1 is a note of itself"),
        (((2,), (1,)), "the footnote 1 is a note of itself"),
        (tuple((number + 1,) * 8 for number in range(1, 12)), "as often as it is named"),
    ],
    ids=["of itself", "of each other", "by eight each"],
)
def test_notes_without_end_are_refused_before_they_are_unfolded(
    named: tuple[tuple[int, ...], ...], why: str, run: Run
) -> None:
    before = time.process_time()
    with pytest.raises(SourceError, match=why):
        run(with_notes(*named), "a.docx")
    assert time.process_time() - before < LONGEST


def test_notes_are_read_where_they_end(run: Run) -> None:
    assert "Note 1." in run(with_notes(()), "a.docx").text


TEXTS = "urn:oasis:names:tc:opendocument:xmlns"


def spaced(count: str, times: int = 1) -> bytes:
    file = io.BytesIO()
    space = f'<t:s t:c="{count}"/>' * times
    inner = f'<t:h t:outline-level="1">Iron</t:h><t:p>Take{space}it.</t:p>'
    names = f'xmlns:o="{TEXTS}:office:1.0" xmlns:t="{TEXTS}:text:1.0"'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml", f"<o:document-content {names}><o:body><o:text>{inner}</o:text></o:body></o:document-content>"
        )
    return file.getvalue()


@pytest.mark.parametrize("count", ["2000000000", str(SPACES_TOGETHER + 1), "9" * 5_000, "-5", "many"])
def test_spaces_without_end_are_refused_before_they_are_written_out(count: str, run: Run) -> None:
    with pytest.raises(SourceError, match="spaces in a row"):
        run(spaced(count), "a.odt")


def test_many_counted_spaces_together_are_refused(run: Run) -> None:
    with pytest.raises(SourceError, match="spaces in a row"):
        run(spaced(str(SPACES_TOGETHER), IMPORTED_TEXT_BYTES // SPACES_TOGETHER + 1), "a.odt")


def test_counted_spaces_are_read(run: Run) -> None:
    assert "Take it." in run(spaced("3"), "a.odt").text
