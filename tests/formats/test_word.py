"""A Word edition holds all that its source says, the same bytes each time, and every damage to it is named."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from formats.word.word_options import WordOptions
from publish.contracts.format import Job
from publish.errors import EditionError
from publish.model.mathml import linear
from publish.model.nodes import (
    Asset,
    Cell,
    Figure,
    List,
    ListItem,
    Math,
    MathBlock,
    Metadata,
    Note,
    Paragraph,
    PartialDate,
    Section,
    Span,
    Table,
    Text,
)
from publish.model.publication import Publication
from publish.proof.ledger import text_of
from publish.readers.docx.list_numbers import Counter
from tests.formats.word_files import (
    DOCUMENT,
    STYLES,
    Damage,
    Tree,
    W,
    checked,
    child,
    damaged,
    holding,
    part,
    word,
)
from tests.specimen import paragraph, specimen, words
from tests.unit.test_mathml import mathml

# --- what is complete ------------------------------------------------------------------------------------------------


def test_the_schema_of_word_has_no_objection(edition: Path) -> None:
    judge = Path(sys.executable).with_name("openxml-audit")
    if not judge.exists():
        pytest.skip("openxml-audit is not installed")
    command = [str(judge), "-f", "microsoft365", "-m", "0", "-o", "json", str(edition)]
    report = json.loads(subprocess.run(command, capture_output=True, check=False, text=True).stdout)[0]
    assert report["errors"] == []


def test_the_contents_lead_to_each_heading(edition: Path, tmp_path: Path) -> None:
    entries = word(tmp_path).read(edition).contents
    assert [entry.text for entry in entries][:3] == ["Iron and blood", "Lists", "Quotations and code"]
    assert all(entry.target == f"#{entry.text}" for entry in entries)


def test_the_file_says_who_publishes_it_and_invents_no_day(edition: Path) -> None:
    with zipfile.ZipFile(edition) as package:
        core = package.read("docProps/core.xml").decode()
    assert "Example Blood Charity" in core
    assert "2023-06-30T00:00:00Z" in core  # the update has no day, so the day of the review is the last known
    assert "2026" not in core


def test_a_document_without_any_day_has_no_date(tmp_path: Path) -> None:
    made = specimen()
    metadata = replace(made.document.metadata, last_reviewed=PartialDate(2026, 3), updated=None)
    target = tmp_path / "a.docx"
    word(tmp_path).write(Job(replace(made, document=replace(made.document, metadata=metadata)), WordOptions()), target)
    with zipfile.ZipFile(target) as package:
        assert b"dcterms:modified" not in package.read("docProps/core.xml")


def test_nothing_of_the_day_of_writing_is_in_the_package(edition: Path) -> None:
    with zipfile.ZipFile(edition) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_type_is_smaller_than_twelve_points(edition: Path) -> None:
    with zipfile.ZipFile(edition) as package:
        parts = b"".join(package.read(name) for name in package.namelist() if name.endswith(".xml"))
    assert min(int(size) for size in re.findall(rb'<w:sz w:val="(\d+)"', parts)) >= 24


def publication_of(*sections: Section, language: str = "en-GB") -> Publication:
    made = specimen()
    metadata = Metadata("x", "A title", language, "A summary.")
    return replace(made, document=replace(made.document, metadata=metadata, sections=sections, opening=()))


def written(publication: Publication, tmp_path: Path) -> Path:
    target = tmp_path / "x.docx"
    word(tmp_path).write(Job(publication, WordOptions()), target)
    return target


@pytest.mark.parametrize("language", ["ar", "he-IL"])
def test_a_language_from_right_to_left_is_marked_in_page_paragraphs_and_runs(language: str, tmp_path: Path) -> None:
    publication = publication_of(Section("s", 1, words("دم"), (paragraph("الحديد"),)), language=language)
    path = written(publication, tmp_path)
    styles, document = part(path, STYLES), part(path, DOCUMENT)
    assert child(styles, "docDefaults/rPrDefault/rPr/lang").get(f"{W}bidi") == language
    child(styles, "docDefaults/pPrDefault/pPr/bidi")
    child(holding(document, "الحديد", "r"), "rPr/rtl")
    child(document, "body/sectPr/bidi")
    assert checked(path, publication).findings == ()


def test_a_chinese_document_is_marked_for_east_asian_script(tmp_path: Path) -> None:
    publication = publication_of(Section("s", 1, words("血液"), (paragraph("铁"),)), language="zh-Hans")
    styles = part(written(publication, tmp_path), STYLES)
    assert child(styles, "docDefaults/rPrDefault/rPr/lang").get(f"{W}eastAsia") == "zh-Hans"


def test_a_telephone_number_stays_on_one_line(edition: Path) -> None:
    runs = [link for link in part(edition, DOCUMENT).iter(f"{W}hyperlink") if "0800" in "".join(link.itertext())]
    assert {"".join(link.itertext()) for link in runs} == {"0800\u00a0123\u00a04567"}


# --- what Word cannot hold -------------------------------------------------------------------------------------------


def test_a_list_deeper_than_word_knows_is_refused(tmp_path: Path) -> None:
    block = List((ListItem((paragraph("Deepest"),)),))
    for _ in range(9):
        block = List((ListItem((paragraph("Higher"), block)),))
    with pytest.raises(EditionError, match="9 levels"):
        written(publication_of(Section("s", 1, words("Lists"), (block,))), tmp_path)


def test_a_note_in_a_note_is_refused(tmp_path: Path) -> None:
    inner = Note((paragraph("Inner"),))
    outer = Note((Paragraph((Text("Outer"), inner)),))
    with pytest.raises(EditionError, match="footnote"):
        written(publication_of(Section("s", 1, words("Notes"), (Paragraph((Text("Text"), outer)),))), tmp_path)


def test_a_formula_that_word_cannot_show_is_refused(tmp_path: Path) -> None:
    mathml = '<math xmlns="http://www.w3.org/1998/Math/MathML"><menclose><mi>x</mi></menclose></math>'
    block = MathBlock(Math(r"\cancel{x}", mathml, "x"))
    with pytest.raises(EditionError, match=r"\\cancel\{x\}.*menclose"):
        written(publication_of(Section("s", 1, words("Formula"), (block,))), tmp_path)


@pytest.mark.parametrize(
    ("media_type", "data"), [("image/gif", b"GIF89a"), ("image/png", b"no"), ("image/svg+xml", b"<")]
)
def test_an_image_that_word_cannot_show_is_refused(media_type: str, data: bytes, tmp_path: Path) -> None:
    figure = Figure(Asset("cell.bin", media_type, data), "A cell")
    with pytest.raises(EditionError, match=r"cell\.bin"):
        written(publication_of(Section("s", 1, words("Picture"), (figure,))), tmp_path)


def test_a_character_that_xml_cannot_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"specimen\.md"):
        written(publication_of(Section("s", 1, words("A"), (paragraph("bell \x07"),))), tmp_path)


# --- what Word itself changes on saving ------------------------------------------------------------------------------


def runs_split(tree: Tree) -> None:
    for words_of_run in list(tree.iter(f"{W}t")):
        text, run = words_of_run.text or "", words_of_run.getparent()
        if len(text) > 4 and run is not None and len(list(run.iter(f"{W}t", f"{W}br"))) == 1:
            rest = etree.fromstring(etree.tostring(run))
            words_of_run.text = text[:3]
            child(rest, "t").text = text[3:]
            run.addnext(rest)


def proofing_marks_added(tree: Tree) -> None:
    for run in list(tree.iter(f"{W}r")):
        run.addprevious(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))
        run.insert(0, etree.Element(f"{W}lastRenderedPageBreak"))


@pytest.mark.parametrize(
    "change",
    [runs_split, proofing_marks_added],
    ids=lambda value: value.__name__,
)
def test_what_word_does_on_saving_is_no_damage(edition: Path, tmp_path: Path, change: Damage) -> None:
    assert checked(damaged(edition, tmp_path / "saved.docx", DOCUMENT, change)).findings == ()


# --- formulas --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tex",
    [
        r"2\frac{1}{2}",
        r"{\frac{2}{3}}^2",
        r"\mathrm{BMI}=\frac{\mathrm{kg}}{\mathrm{m}^2}",
        r"\sqrt[3]{x}+\sqrt{y+1}",
        r"\sum_{i=1}^{n} x_i^2",
        r"\bar{x}+\hat{y}",
        r"\underbrace{a}_{b}",
        r"\begin{pmatrix}a&b\\c&d\end{pmatrix}",
        r"\binom{n}{k}",
        r"\lim_{x\to 0} \sin x",
        r"37\,^\circ\mathrm{C}",
        r"{}^{14}C",
    ],
)
def test_a_formula_is_read_back_as_the_line_that_the_source_gives(tex: str, tmp_path: Path) -> None:
    made = mathml(tex)
    block = MathBlock(Math(tex, made, linear(made)))
    publication = publication_of(Section("s", 1, words("Formula"), (block,)))
    assert checked(written(publication, tmp_path), publication).findings == ()


# --- lines ------------------------------------------------------------------------------------------------------------


NUMBERS = "Ring 020 7946 0018 by 30 June 2026, or take 5 mg of 12 34."


def test_no_line_ends_within_a_telephone_number_a_date_or_a_dose(tmp_path: Path) -> None:
    publication = publication_of(Section("s", 1, words("Doses"), (paragraph(NUMBERS),)))
    path = written(publication, tmp_path)
    shown = "".join(holding(part(path, DOCUMENT), "Ring").itertext())
    assert shown == "Ring 020\u00a07946\u00a00018 by 30\u00a0June\u00a02026, or take 5\u00a0mg of 12 34."
    assert checked(path, publication).findings == ()


@pytest.mark.parametrize(
    ("language", "turned"), [("ar", True), ("he", True), ("cy", False)], ids=["Arabic", "Hebrew", "Welsh"]
)
def test_a_paragraph_from_right_to_left_begins_with_its_first_word(tmp_path: Path, language: str, turned: bool) -> None:
    said = Span(words("لا تأخذ (500 mg) 5" if turned else "dim mwy na 5"), language)
    table = Table(words("Words"), (), ((Cell((said,)),),))
    publication = publication_of(Section("s", 1, words("Doses"), (Paragraph((said,)), table)))
    path = written(publication, tmp_path)
    start = text_of((said,))[:6]
    lines = [line for line in part(path, DOCUMENT).iter(f"{W}p") if "".join(line.itertext()).startswith(start)]
    assert [line.find(f"{W}pPr/{W}bidi") is not None for line in lines] == [turned, turned]
    assert checked(path, publication).findings == ()


# --- lists counted as Word counts them -------------------------------------------------------------------------------


NUMBERING = f"""<w:numbering xmlns:w="{W[1:-1]}">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="decimal"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""


@pytest.mark.parametrize(
    ("items", "numbers"),
    [
        ([("1", 0), ("1", 0)], [2, 3]),
        ([("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1)], [2, 1, 2, 3, 1]),
        ([("1", 0), ("2", 0), ("2", 0)], [2, 7, 8]),
        ([("1", 0), ("2", 0), ("1", 0)], [2, 7, 8]),
        ([("3", 0), ("3", 0)], [0, 0]),
        ([("9", 0)], [None]),
    ],
)
def test_items_have_the_numbers_that_word_shows(items: list[tuple[str, int]], numbers: list[int | None]) -> None:
    counter = Counter(etree.fromstring(NUMBERING))
    assert [counter.next(number, level) for number, level in items] == numbers
