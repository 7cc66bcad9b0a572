"""A Word edition holds all that its source says, the same bytes each time, and every damage to it is named."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from formats.word import Word
from publish.contracts.format import PLAIN, Job, Settings
from publish.errors import EditionError, UnreadableEdition
from publish.model.mathml import linear
from publish.model.nodes import (
    Asset,
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
    Text,
)
from publish.model.publication import Publication
from publish.proof.verdict import FindingKind, State, Verdict
from publish.readers.docx.list_numbers import Counter
from tests.specimen import SVG, paragraph, specimen, words
from tests.unit.test_mathml import mathml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"

Tree = etree._Element
Damage = Callable[[Tree], None]


def word(tmp_path: Path) -> Word:
    return Word(Settings(cache=tmp_path))


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("word")
    target = folder / "specimen.docx"
    word(folder).write(Job(specimen(), PLAIN), target)
    return target


def rewritten(source: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """A copy of a package with its parts changed, or left out where `change` gives None."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return target


def damaged(source: Path, target: Path, part: str, damage: Damage) -> Path:
    def change(name: str, data: bytes) -> bytes:
        if name != part:
            return data
        tree = etree.fromstring(data)
        damage(tree)
        return etree.tostring(tree)

    return rewritten(source, target, change)


def checked(path: Path, publication: Publication | None = None) -> Verdict:
    return word(path.parent).check(Job(publication or specimen(), PLAIN), path)


def holding(tree: Tree, text: str, tag: str = "p") -> Tree:
    """The innermost element of a kind that holds a text, outside the contents."""
    found = [
        one
        for one in tree.iter(f"{W}{tag}")
        if text in "".join(one.itertext(f"{W}t")) and not any(up.tag == f"{W}sdt" for up in one.iterancestors())
    ]
    return found[-1]


def child(parent: Tree, path: str) -> Tree:
    found = parent.find("/".join(f"{W}{step}" for step in path.split("/")))
    assert found is not None, path
    return found


def remove(one: Tree) -> None:
    above = one.getparent()
    assert above is not None
    above.remove(one)


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
    word(tmp_path).write(Job(replace(made, document=replace(made.document, metadata=metadata)), PLAIN), target)
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
    word(tmp_path).write(Job(publication, PLAIN), target)
    return target


def part(path: Path, name: str) -> Tree:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))


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


def words_inserted_with_tracking(tree: Tree) -> None:
    run = holding(tree, "It says one thing.", "r")
    inserted = etree.Element(f"{W}ins", {f"{W}id": "1", f"{W}author": "A reader"})
    run.addprevious(inserted)
    inserted.append(run)


def words_deleted_with_tracking(tree: Tree) -> None:
    run = holding(tree, "It says one thing.", "r")
    deleted = etree.fromstring(
        f'<w:del xmlns:w="{W[1:-1]}" w:id="1"><w:r><w:delText>It said more once.</w:delText></w:r></w:del>'
    )
    run.addnext(deleted)


@pytest.mark.parametrize(
    "change",
    [runs_split, proofing_marks_added, words_inserted_with_tracking, words_deleted_with_tracking],
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


# --- what is damaged -------------------------------------------------------------------------------------------------


def heading_made_bold_text(tree: Tree) -> None:
    heading = holding(tree, "Quotations and code")
    child(heading, "pPr/pStyle").set(f"{W}val", "Normal")


def heading_one_level_lower(tree: Tree) -> None:
    child(holding(tree, "A deep section"), "pPr/pStyle").set(f"{W}val", "Heading5")


def paragraph_cut(tree: Tree) -> None:
    remove(holding(tree, "It says one thing."))


def word_changed(tree: Tree) -> None:
    run = holding(tree, "0.5 mg", "t")
    run.text = "5 mg"


def negation_cut(tree: Tree) -> None:
    remove(next(run for run in tree.iter(f"{W}r") if "".join(run.itertext()) == "not"))


def superscript_lost(tree: Tree) -> None:
    remove(next(tree.iter(f"{W}vertAlign")))


def items_swapped(tree: Tree) -> None:
    item = holding(tree, "Sit up")
    following = item.getnext()
    assert following is not None
    following.addnext(item)


def paragraph_twice(tree: Tree) -> None:
    found = holding(tree, "It says one thing.")
    found.addnext(etree.fromstring(etree.tostring(found)))


def paragraph_added(tree: Tree) -> None:
    found = holding(tree, "It says one thing.")
    copy = etree.fromstring(etree.tostring(found))
    next(copy.iter(f"{W}t")).text = "Buy these wonderful tablets from us today."
    found.addnext(copy)


def numbering_lost(tree: Tree) -> None:
    remove(child(holding(tree, "Count one"), "pPr/numPr"))


def item_one_level_higher(tree: Tree) -> None:
    child(holding(tree, "Point beside it"), "pPr/numPr/ilvl").set(f"{W}val", "0")


def list_joined_to_another(tree: Tree) -> None:
    number = child(holding(tree, "Count one"), "pPr/numPr/numId").get(f"{W}val", "")
    for text in ("First step", "Second step"):
        child(holding(tree, text), "pPr/numPr/numId").set(f"{W}val", number)


def header_row_unmarked(tree: Tree) -> None:
    remove(next(tree.iter(f"{W}tblHeader")))


def header_rows_unmarked(tree: Tree) -> None:
    for mark in list(tree.iter(f"{W}tblHeader")):
        remove(mark)


def header_cell_made_plain(tree: Tree) -> None:
    child(holding(tree, "Evening"), "pPr/pStyle").set(f"{W}val", "TableText")


def row_header_made_plain(tree: Tree) -> None:
    child(holding(tree, "Child"), "pPr/pStyle").set(f"{W}val", "TableText")


def first_column_unmarked(tree: Tree) -> None:
    next(tree.iter(f"{W}tblLook")).set(f"{W}firstColumn", "0")


def merged_rows_parted(tree: Tree) -> None:
    for mark in list(tree.iter(f"{W}vMerge")):
        if mark.get(f"{W}val") == "continue":
            remove(mark)


def table_title_lost(tree: Tree) -> None:
    remove(next(tree.iter(f"{W}tblCaption")))


def _described(tree: Tree, alt: str) -> Tree:
    return next(one for one in tree.iter() if str(one.tag).endswith("}docPr") and one.get("descr") == alt)


def alt_emptied(tree: Tree) -> None:
    _described(tree, "A round cell with a dark middle").set("descr", "")


def alt_changed(tree: Tree) -> None:
    _described(tree, "A round cell with a dark middle").set("descr", "A round cell with a pale middle")


def decorative_mark_lost(tree: Tree) -> None:
    remove(next(one for one in tree.iter() if str(one.tag).endswith("}decorative")))


def inner_link_moved(tree: Tree) -> None:
    link = holding(tree, "the list below", "hyperlink")
    link.set(f"{W}anchor", "section1")


def inner_link_to_nowhere(tree: Tree) -> None:
    holding(tree, "the list below", "hyperlink").set(f"{W}anchor", "gone")


def link_unwrapped(tree: Tree) -> None:
    link = holding(tree, "the national pages", "hyperlink")
    for run in list(link):
        link.addprevious(run)
    remove(link)


def bookmark_lost(tree: Tree) -> None:
    remove(next(mark for mark in tree.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == "section2"))


def run_language_lost(tree: Tree) -> None:
    remove(next(tree.iter(f"{W}lang")))


def contents_entry_cut(tree: Tree) -> None:
    control = next(tree.iter(f"{W}sdt"))
    remove([one for one in control.iter(f"{W}p") if "Lists" in "".join(one.itertext())][-1])


def field_left_open(tree: Tree) -> None:
    remove([mark for mark in tree.iter(f"{W}fldChar") if mark.get(f"{W}fldCharType") == "end"][-1])


def callout_title_made_plain(tree: Tree) -> None:
    child(holding(tree, "Call 999"), "pPr/pStyle").set(f"{W}val", "Callout")


def note_mark_cut(tree: Tree) -> None:
    remove(next(tree.iter(f"{W}footnoteReference")))


def formula_changed(tree: Tree) -> None:
    digit = next(one for one in tree.iter() if str(one.tag).endswith("/math}t") and one.text == "22")
    digit.text = "11"


@pytest.mark.parametrize(
    ("damage", "kinds"),
    [
        (heading_made_bold_text, {FindingKind.DEMOTED}),
        (heading_one_level_lower, {FindingKind.DEMOTED}),
        (paragraph_cut, {FindingKind.MISSING}),
        (word_changed, {FindingKind.ALTERED}),
        (negation_cut, {FindingKind.ALTERED}),
        (superscript_lost, {FindingKind.ALTERED}),
        (items_swapped, {FindingKind.OUT_OF_ORDER}),
        (paragraph_twice, {FindingKind.REPEATED}),
        (paragraph_added, {FindingKind.EXTRA}),
        (numbering_lost, {FindingKind.DEMOTED, FindingKind.MISLABELLED}),
        (item_one_level_higher, {FindingKind.DEMOTED}),
        (list_joined_to_another, {FindingKind.MISLABELLED}),
        (header_row_unmarked, {FindingKind.DEMOTED, FindingKind.MISLABELLED}),
        (header_rows_unmarked, {FindingKind.DEMOTED, FindingKind.MISLABELLED, FindingKind.PRESENTATION}),
        (header_cell_made_plain, {FindingKind.DEMOTED, FindingKind.MISLABELLED}),
        (row_header_made_plain, {FindingKind.DEMOTED, FindingKind.MISLABELLED}),
        (first_column_unmarked, {FindingKind.DEMOTED, FindingKind.MISLABELLED}),
        (merged_rows_parted, {FindingKind.MISLABELLED}),
        (table_title_lost, {FindingKind.PRESENTATION}),
        (alt_emptied, {FindingKind.MISSING, FindingKind.PRESENTATION}),
        (alt_changed, {FindingKind.MISLABELLED}),
        (decorative_mark_lost, {FindingKind.PRESENTATION}),
        (inner_link_moved, {FindingKind.MISDIRECTED}),
        (inner_link_to_nowhere, {FindingKind.MISDIRECTED}),
        (link_unwrapped, {FindingKind.MISDIRECTED}),
        (bookmark_lost, {FindingKind.MISDIRECTED, FindingKind.CONTENTS}),
        (run_language_lost, {FindingKind.MISLABELLED}),
        (contents_entry_cut, {FindingKind.CONTENTS}),
        (field_left_open, {FindingKind.PRESENTATION}),
        (callout_title_made_plain, {FindingKind.DEMOTED}),
        (note_mark_cut, {FindingKind.MISSING}),
        (formula_changed, {FindingKind.ALTERED}),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_damage_to_the_text_is_named(edition: Path, tmp_path: Path, damage: Damage, kinds: set[FindingKind]) -> None:
    verdict = checked(damaged(edition, tmp_path / "damaged.docx", DOCUMENT, damage))
    assert {finding.kind for finding in verdict.findings} == kinds
    assert verdict.state is State.INCOMPLETE


def document_language_lost(tree: Tree) -> None:
    remove(child(tree, "docDefaults/rPrDefault/rPr/lang"))


def document_language_changed(tree: Tree) -> None:
    child(tree, "docDefaults/rPrDefault/rPr/lang").set(f"{W}val", "en-US")


def small_type(tree: Tree) -> None:
    child(tree, "docDefaults/rPrDefault/rPr/sz").set(f"{W}val", "20")


def outline_levels_lost(tree: Tree) -> None:
    for level in list(tree.iter(f"{W}outlineLvl")):
        remove(level)


@pytest.mark.parametrize(
    ("damage", "kinds"),
    [
        (document_language_lost, {FindingKind.MISLABELLED}),
        (document_language_changed, {FindingKind.MISLABELLED}),
        (small_type, {FindingKind.PRESENTATION}),
        (outline_levels_lost, {FindingKind.DEMOTED}),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_damage_to_the_styles_is_named(edition: Path, tmp_path: Path, damage: Damage, kinds: set[FindingKind]) -> None:
    verdict = checked(damaged(edition, tmp_path / "damaged.docx", STYLES, damage))
    assert {finding.kind for finding in verdict.findings} == kinds


def test_a_link_to_another_address_is_named(edition: Path, tmp_path: Path) -> None:
    def elsewhere(_name: str, data: bytes) -> bytes:
        return data.replace(b"https://example.org/iron", b"https://example.com/iron")

    verdict = checked(rewritten(edition, tmp_path / "damaged.docx", elsewhere))
    assert [finding.kind for finding in verdict.findings] == [FindingKind.MISDIRECTED]


@pytest.mark.parametrize("lost", ["word/numbering.xml", "word/footnotes.xml", "docProps/core.xml", DOCUMENT])
def test_a_lost_part_is_named(edition: Path, tmp_path: Path, lost: str) -> None:
    path = rewritten(edition, tmp_path / "damaged.docx", lambda name, data: None if name == lost else data)
    with pytest.raises(UnreadableEdition, match=f"the part {lost} is listed and missing"):
        word(tmp_path).read(path)


# --- what cannot be read ---------------------------------------------------------------------------------------------


def test_a_file_that_is_no_archive_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"Dear Sir or Madam")
    with pytest.raises(UnreadableEdition, match=r"letter\.docx"):
        word(tmp_path).read(path)


def test_a_package_that_does_not_say_where_its_text_is_cannot_be_read(edition: Path, tmp_path: Path) -> None:
    path = rewritten(edition, tmp_path / "damaged.docx", lambda name, data: None if name == "_rels/.rels" else data)
    with pytest.raises(UnreadableEdition, match="its text is missing"):
        word(tmp_path).read(path)


def test_broken_xml_cannot_be_read(edition: Path, tmp_path: Path) -> None:
    path = rewritten(edition, tmp_path / "damaged.docx", lambda name, data: data[:-20] if name == DOCUMENT else data)
    with pytest.raises(UnreadableEdition, match=r"word/document\.xml is damaged"):
        word(tmp_path).read(path)


def test_a_part_that_unpacks_without_end_is_not_read(edition: Path, tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(edition) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, b" " * (65 * 1024 * 1024) if name == DOCUMENT else old.read(name))
    with pytest.raises(UnreadableEdition, match="unpacks to more"):
        word(tmp_path).read(path)


def test_entities_are_refused(edition: Path, tmp_path: Path) -> None:
    def entity(name: str, data: bytes) -> bytes:
        if name != DOCUMENT:
            return data
        secret = tmp_path / "secret.txt"
        secret.write_text("secret words")
        head = f'<!DOCTYPE w [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'.encode()
        body = data.split(b"?>", 1)[1].replace(b"It says one thing.", b"&s;")
        return b'<?xml version="1.0" encoding="UTF-8"?>' + head + body

    path = rewritten(edition, tmp_path / "entity.docx", entity)
    with pytest.raises(UnreadableEdition, match="has a document type"):
        word(tmp_path).read(path)


# --- the reader is independent ---------------------------------------------------------------------------------------


def test_svg_is_kept_beside_its_png(edition: Path) -> None:
    with zipfile.ZipFile(edition) as package:
        images = {name: package.read(name) for name in package.namelist() if name.startswith("word/media/")}
    assert SVG in images.values()
    assert any(data.startswith(b"\x89PNG") for data in images.values())
