"""A Word file becomes a source."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

import publish
from publish.contracts.import_options import Changes, Options
from publish.model.nodes import Figure, Link, List, Table, walk
from publish.model.traverse import blocks_of, inlines_in
from publish.proof.ledger import text_of
from publish.rendering.raster import png
from tests.importing.conftest import Run
from tests.specimen import SVG


def put_at_end(paragraph: etree._Element, holder: etree._Element, tag: str, text: str) -> None:
    """A run of words in what holds it."""
    run, words = OxmlElement("w:r"), OxmlElement(tag)
    words.text = text
    run.append(words)
    holder.append(run)
    paragraph.append(holder)


def changed(paragraph: WordParagraph, tag: str, text: str) -> None:
    mark = OxmlElement(f"w:{tag}")
    for key, value in (("id", "9"), ("author", "A"), ("date", "2026-01-01T00:00:00Z")):
        mark.set(qn(f"w:{key}"), value)
    put_at_end(paragraph._p, mark, "w:t" if tag == "ins" else "w:delText", text)


def linked(paragraph: WordParagraph, text: str, target: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(target, kind, is_external=True))
    put_at_end(paragraph._p, link, "w:t", text)


@pytest.fixture
def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Iron and blood", style="Title")
    document.add_paragraph("Iron carries oxygen to every cell.")
    document.add_heading("What it is", 1)
    first = document.add_paragraph("Iron is 10")
    first.add_run("9").font.superscript = True
    first.add_run(" strong. See ")
    linked(first, "the page", "https://example.org/a")
    for text in ("one", "two"):
        document.add_paragraph(text, style="List Bullet")
    document.add_heading("More", 2)
    document.add_paragraph("More text stands here.")
    document.add_paragraph().add_run("A bold line").bold = True
    document.add_paragraph("Text under the bold line.")
    document.add_paragraph().add_run("A large line").font.size = Pt(20)
    document.add_paragraph("Text under the large line.")
    table = document.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {number}"
    tracked = document.add_paragraph("Take ")
    changed(tracked, "del", "two")
    changed(tracked, "ins", "three")
    tracked.add_run(" tablets.")
    document.add_picture(io.BytesIO(png(SVG, width_px=40)))
    document.inline_shapes[0]._inline.docPr.set("descr", "A round cell")
    document.add_paragraph("After the picture.")
    document.sections[0].footer.paragraphs[0].text = "Page of the charity"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_headings_come_by_style_and_by_looks_the_latter_marked(run: Run, word: bytes) -> None:
    made = run(word, "iron.docx")
    assert made.publication.document.metadata.title == "Iron and blood"
    sections = {text_of(one.heading): one for one in walk(made.publication.document.sections)}
    assert list(sections) == ["What it is", "More", "A bold line", "A large line"]
    marked = [line for line in made.text.split("\n") if line.startswith("#") and ".check}" in line]
    assert len(marked) == 2 and "A bold line" in marked[0] and "A large line" in marked[1]


def test_lists_links_tables_and_images_arrive(run: Run, word: bytes) -> None:
    document = run(word, "iron.docx").publication.document
    assert [len(block.items) for block in blocks_of(document) if isinstance(block, List)] == [2]
    assert [one.target for one in inlines_in(document) if isinstance(one, Link)] == ["https://example.org/a"]
    assert sum(isinstance(block, Table) for block in blocks_of(document)) == 1
    (figure,) = [block for block in blocks_of(document) if isinstance(block, Figure)]
    assert (figure.alt, figure.image.media_type) == ("A round cell", "image/png")


@pytest.mark.parametrize(
    ("changes", "words"), [(Changes.ACCEPT, "Take three tablets."), (Changes.REJECT, "Take two tablets.")]
)
def test_tracked_changes_are_accepted_or_refused(run: Run, word: bytes, changes: Changes, words: str) -> None:
    made = run(word, "iron.docx", Options(changes=changes))
    assert words in made.text
    assert ("deleted", "two" if changes is Changes.ACCEPT else "three") in made.left


def test_page_footers_are_left_out_and_listed(run: Run, word: bytes) -> None:
    made = run(word, "iron.docx")
    assert ("furniture", "Page of the charity") in made.left


def test_the_type_is_told_by_content_not_by_name(run: Run, word: bytes, tmp_path: Path) -> None:
    assert run(word, "iron.html").report.kind == "Word"
    assert run("<html><body><h1>T</h1><h2>A</h2><p>x</p></body></html>", "iron.docx").report.kind == "web page"
    assert run("# T\n\n## A\n\nx\n", "iron.txt").report.kind == "Markdown"
    assert publish.load(tmp_path / "made.md").document.metadata.title == "T"
