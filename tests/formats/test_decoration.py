"""What is drawn beside the text and may be read as a sign is found; so are altered links, and strange entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator, Pdf

from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions
from publish.contracts.format import Job
from publish.model.nodes import (
    Callout,
    CalloutKind,
    CodeBlock,
    Figure,
    List,
    ListItem,
    MathBlock,
    Paragraph,
    Quote,
    Section,
    Style,
    Styled,
    Table,
    Text,
)
from publish.model.publication import Publication
from publish.model.traverse import nodes_of_text
from publish.readers.pdf import TaggedPdf, open_tagged_pdf
from publish.readers.pdf.page_objects import Box
from publish.readers.pdf.structure_tree import Element
from publish.readers.pdf.table_headers import placed_cells
from publish.readers.pdf.text_runs import Run
from publish.source.identity import identified
from tests.formats.test_large_print_damage import tagged
from tests.mutants.sight import Instruction, Instructions, piece_of
from tests.specimen import specimen

Point = tuple[float, float]
Draw = Callable[[TaggedPdf], tuple[int, Instructions]]

OPTIONS = LargePrintOptions()


@pytest.fixture
def path(large_print: LargePrint, publication: Publication, tmp_path: Path) -> Path:
    target = tmp_path / "specimen-large-print-18pt.pdf"
    large_print.write(Job(publication, OPTIONS), target)
    return target


def step(name: str, *operands: pikepdf.Object | float) -> ContentStreamInstruction:
    return ContentStreamInstruction(list(operands), Operator(name))


def strokes(*lines: tuple[Point, ...]) -> Instructions:
    drawn = [step("m" if number == 0 else "l", *point) for line in lines for number, point in enumerate(line)]
    return [step("q"), step("w", 1), *drawn, step("S"), step("Q")]


def word(file: TaggedPdf) -> Run:
    """A word of the text."""
    return next(run for run in file.page_runs[2] if run.mark is not None and run.size == 18 and len(run.text) > 4)


def inked(file: TaggedPdf, element: Element) -> Iterator[tuple[int, Box]]:
    for place in element.content():
        yield from ((run.page, run.box) for run in file.marked().get((place.page, place.mark), []) if run.text.strip())


def table(file: TaggedPdf) -> Element:
    return next(element for element in file.root.descend() if element.tag == "Table")


def crossed_out(file: TaggedPdf) -> tuple[int, Instructions]:
    box = word(file).box
    return 3, strokes(((box.left, box.bottom), (box.right, box.top)), ((box.left, box.top), (box.right, box.bottom)))


def a_not(file: TaggedPdf) -> tuple[int, Instructions]:
    """Letters that are nothing but lines, over a word."""
    left, up = word(file).left, word(file).top + 2
    low, high = up, up + 6
    letter = ((left, low), (left, high), (left + 4, low), (left + 4, high))
    cross = (((left + 14, low), (left + 14, high)), ((left + 12, high - 1), (left + 16, high - 1)))
    return 3, strokes(letter, *cross)


def upright_before(file: TaggedPdf) -> tuple[int, Instructions]:
    """What looks like a 1, as high as a line and as far from its words as the bar of a quotation."""
    run = word(file)
    left = run.left - 0.6 * run.size
    return 3, strokes(((left, run.y - 4), (left, run.y + 14)))


def bar_before(file: TaggedPdf) -> tuple[int, Instructions]:
    """What is as wide as the bar of a quotation, and stands as near to its words as a figure: |5 mg."""
    run = word(file)
    return 3, [step("q"), step("re", run.left - 8, run.y - 4, 4, 18), step("f"), step("Q")]


def short_bar_before(file: TaggedPdf) -> tuple[int, Instructions]:
    """What is as wide as the bar of a quotation, as far from its words, and no higher than a dash."""
    run = word(file)
    return 3, [step("q"), step("re", run.left - run.size, run.y + 3, 4, 5), step("f"), step("Q")]


def nought_in_a_cell(file: TaggedPdf) -> tuple[int, Instructions]:
    """A figure whose lines end at one another, as borders do."""
    page, box = next(pair for cell in table(file).descend() if cell.tag == "TD" for pair in inked(file, cell))
    left, right = box.right + 2, box.right + 8
    corners = ((left, box.bottom), (right, box.bottom), (right, box.top), (left, box.top), (left, box.bottom))
    return page, strokes(corners)


def border_through_a_joined_cell(file: TaggedPdf) -> tuple[int, Instructions]:
    """Two rows joined to one, each with a border of its own: the words seem to be about the upper one."""
    joined = next(cell for cell in placed_cells(table(file)) if len(cell.rows) > 1)
    page, box = next(inked(file, joined.element))
    sides = sorted(
        {(shape.box.left + shape.box.right) / 2 for shape in file.page_shapes[page - 1] if _is_upright(shape.box)}
    )
    levels = [(shape.box.bottom + shape.box.top) / 2 for shape in file.page_shapes[page - 1] if _is_level(shape.box)]
    left, right = max(x for x in sides if x < box.left), min(x for x in sides if x > box.right)
    level = max(y for y in levels if y < box.bottom)
    return page, strokes(((left, level), (right, level)))


def _is_upright(box: Box) -> bool:
    return box.width < 2 < box.height


def _is_level(box: Box) -> bool:
    return box.height < 2 < box.width < 400


@pytest.mark.parametrize("kind", ["", "Layout", "Pagination"])
@pytest.mark.parametrize(
    "draw",
    [crossed_out, a_not, upright_before, bar_before, short_bar_before, nought_in_a_cell, border_through_a_joined_cell],
    ids=lambda it: it.__name__,
)
def test_a_sign_drawn_as_decoration_is_found(
    path: Path, draw: Draw, kind: str, large_print: LargePrint, publication: Publication
) -> None:
    page, drawn = draw(open_tagged_pdf(path))
    artifact = step("BDC", Name.Artifact, Dictionary(Type=Name(f"/{kind}"))) if kind else step("BMC", Name.Artifact)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        content: Instructions = list(pikepdf.parse_content_stream(pdf.pages[page - 1]))
        content += [artifact, *drawn, step("EMC")]
        pdf.pages[page - 1].Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))
        pdf.save(path)
    findings = large_print.check(Job(publication, OPTIONS), path).findings
    assert "decoration that stands for nothing" in {finding.expected for finding in findings}


@pytest.mark.parametrize("size", [16, 28])
def test_a_quotation_of_anything_anywhere_has_its_bar(large_print: LargePrint, tmp_path: Path, size: int) -> None:
    nodes = list(nodes_of_text(specimen().document))
    held = [next(node for node in nodes if isinstance(node, kind)) for kind in (MathBlock, Table, Figure, CodeBlock)]
    quotes = [Quote((block,)) for block in held]
    items = List(tuple(ListItem((quote,)) for quote in quotes), ordered=True, start=98)
    section = Section("s", 1, (Text("Quotations"),), (*quotes, items, Quote((Quote((items,)),))))
    document = identified(replace(specimen().document, opening=(), sections=(section,)))
    job = Job(replace(specimen(), document=document), LargePrintOptions(size=size))
    large_print.write(job, tmp_path / "quotations.pdf")
    assert large_print.check(job, tmp_path / "quotations.pdf").findings == ()


def test_a_sign_drawn_as_part_of_a_word_is_found(path: Path, large_print: LargePrint, publication: Publication) -> None:
    run = word(open_tagged_pdf(path))
    assert run.mark is not None
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        content: Instructions = list(pikepdf.parse_content_stream(pdf.pages[2]))
        _, stop = piece_of(content, run.mark)
        content[stop - 1 : stop - 1] = strokes(((run.left - 8, run.y + 5), (run.left - 2, run.y + 5)))
        pdf.pages[2].Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))
        pdf.save(path)
    findings = large_print.check(Job(publication, OPTIONS), path).findings
    assert "decoration that stands for nothing" in {finding.expected for finding in findings}


# --- links ------------------------------------------------------------------------------------------------------------


def as_one_area(pdf: Pdf) -> None:
    """A link of two lines that can be clicked on all that stands in them."""
    del next(link for link in pdf.pages[2].Annots if "/QuadPoints" in link)["/QuadPoints"]


def laid_over(pdf: Pdf) -> None:
    """A link that no tag has, over words."""
    link = Dictionary(dict(pdf.pages[2].Annots[0]))
    link.Rect = pikepdf.Array([100, 700, 300, 750])
    pdf.pages[2].Annots.append(pdf.make_indirect(link))


def not_on_its_page(pdf: Pdf) -> None:
    del pdf.pages[2].Annots[0]


@pytest.mark.parametrize("damage", [as_one_area, laid_over, not_on_its_page], ids=lambda it: it.__name__)
def test_a_link_that_is_no_link_of_its_words_alone_is_found(
    path: Path, damage: Callable[[Pdf], None], large_print: LargePrint, publication: Publication
) -> None:
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        damage(pdf)
        pdf.save(path)
    assert large_print.check(Job(publication, OPTIONS), path).findings


# --- what a file says of itself ---------------------------------------------------------------------------------------


def bookmark_that_acts(pdf: Pdf) -> None:
    bookmark = pdf.Root.Outlines.First
    goal = bookmark.Dest
    del bookmark["/Dest"]
    bookmark.A = Dictionary(S=Name.GoTo, D=goal, Next=Dictionary(S=Name.URI, URI=pikepdf.String("https://x.example")))


def heading_with_another_title(pdf: Pdf) -> None:
    tagged(pdf, "H2").T = pikepdf.String("Take aspirin")


def private_paragraph(pdf: Pdf) -> None:
    tagged(pdf, "P", 4).S = Name.Private


def stress_called_a_picture(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap["/Strong"] = Name.Figure


def table_with_a_summary(pdf: Pdf) -> None:
    tagged(pdf, "Table").A = Dictionary(O=Name.Table, Summary=pikepdf.String("Take aspirin"))


def paragraph_called_a_ticked_box(pdf: Pdf) -> None:
    tagged(pdf, "P", 3).A = Dictionary(O=Name.PrintField, Role=Name.cb, Desc=pikepdf.String("ticked"))


def list_called_numbered(pdf: Pdf) -> None:
    tagged(pdf, "L").A = Dictionary(O=Name.List, ListNumbering=Name.Decimal)


def word_heard_as_another(pdf: Pdf) -> None:
    content = pdf.pages[2].Contents.read_bytes()
    pdf.pages[2].Contents = pdf.make_stream(content.replace(b"/MCID 3", b"/MCID 3 /Alt (aspirin)", 1))


def tags_called_doubtful(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def another_author(pdf: Pdf) -> None:
    told = pdf.Root.Metadata.read_bytes().replace(b"Example Blood Charity", b"Another charity")
    pdf.Root.Metadata = pdf.make_stream(told, Type=Name.Metadata, Subtype=Name.XML)
    pdf.docinfo["/Author"] = "Another charity"


def another_version(pdf: Pdf) -> None:
    pdf.docinfo["/Keywords"] = "version 9"


def a_subject(pdf: Pdf) -> None:
    pdf.docinfo["/Subject"] = "Take aspirin"


FILES = [
    bookmark_that_acts,
    heading_with_another_title,
    private_paragraph,
    stress_called_a_picture,
    table_with_a_summary,
    paragraph_called_a_ticked_box,
    list_called_numbered,
    word_heard_as_another,
    tags_called_doubtful,
    another_author,
    another_version,
    a_subject,
]


@pytest.mark.parametrize("damage", FILES, ids=lambda it: it.__name__)
def test_a_file_of_anything_else_than_such_files_is_found(
    path: Path, damage: Callable[[Pdf], None], large_print: LargePrint, publication: Publication
) -> None:
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        damage(pdf)
        pdf.save(path)
    assert large_print.check(Job(publication, OPTIONS), path).findings


def test_a_page_of_another_size_is_found_and_nothing_breaks(
    path: Path, large_print: LargePrint, publication: Publication
) -> None:
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[2].obj.MediaBox = pikepdf.Array([-300, -300, 895, 1141])
        pdf.save(path)
    assert large_print.check(Job(publication, OPTIONS), path).findings


def glyph_by_glyph(steps: Instructions) -> Iterator[Instruction]:
    """The same glyphs, each shown by itself."""
    for shown in steps:
        text = shown.operands[0] if str(shown.operator) in ("Tj", "TJ") else None
        for part in list(text) if isinstance(text, pikepdf.Array) else [text]:
            codes = bytes(part) if isinstance(part, pikepdf.String) else b""
            yield from (step("Tj", pikepdf.String(codes[at : at + 2])) for at in range(0, len(codes), 2))
        if text is None:
            yield shown


def test_one_line_through_glyphs_that_are_shown_one_by_one_is_no_sign(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    """So a number among words from right to left is drawn, under the line of the whole number."""
    target = tmp_path / "specimen-large-print-18pt.pdf"
    struck = Styled(Style.STRIKE, (Text("252,300 tablets"),))
    section = Section("struck", 1, (Text("Struck"),), (Paragraph((struck,)),), ())
    changed = identified(replace(publication.document, sections=(section,)))
    job = Job(replace(publication, document=changed), OPTIONS)
    large_print.write(job, target)
    assert large_print.check(job, target).findings == ()
    with Pdf.open(target, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            steps = pikepdf.parse_content_stream(page)
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(list(glyph_by_glyph(steps))))
        pdf.save(target)
    assert large_print.check(job, target).findings == ()


def test_a_box_that_goes_on_with_nothing_but_a_decorative_picture_is_no_sign(
    large_print: LargePrint, tmp_path: Path
) -> None:
    """Among boxes of many lengths, one breaks before its picture."""
    dot = Figure(specimen().pictures["blood"].image, "", (), decorative=True)
    boxes = [
        Callout(CalloutKind.NOTE, "Note", (*(Paragraph((Text("Call us."),)) for _ in range(lines)), dot))
        for lines in range(14, 26)
    ]
    section = Section("boxes", 1, (Text("Boxes"),), tuple(boxes), ())
    document = identified(replace(specimen().document, opening=(), sections=(section,)))
    job = Job(replace(specimen(), document=document), OPTIONS)
    large_print.write(job, tmp_path / "boxes.pdf")
    assert large_print.check(job, tmp_path / "boxes.pdf").findings == ()
