"""Whatever is done to a Word document is found, and what cannot be read is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from publish.errors import UnreadableEdition
from publish.proof.verdict import FindingKind, State
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
    remove,
    rewritten,
    word,
)
from tests.specimen import SVG

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
        (negation_cut, {FindingKind.ALTERED, FindingKind.PRESENTATION}),
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
        (alt_changed, {FindingKind.MISLABELLED, FindingKind.PRESENTATION}),
        (decorative_mark_lost, {FindingKind.PRESENTATION}),
        (inner_link_moved, {FindingKind.MISDIRECTED}),
        (inner_link_to_nowhere, {FindingKind.MISDIRECTED}),
        (link_unwrapped, {FindingKind.MISDIRECTED, FindingKind.PRESENTATION}),
        (bookmark_lost, {FindingKind.MISDIRECTED, FindingKind.CONTENTS}),
        (run_language_lost, {FindingKind.MISLABELLED}),
        (contents_entry_cut, {FindingKind.CONTENTS}),
        (field_left_open, {FindingKind.PRESENTATION}),
        (callout_title_made_plain, {FindingKind.DEMOTED}),
        (note_mark_cut, {FindingKind.MISSING, FindingKind.MISDIRECTED, FindingKind.PRESENTATION}),
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
        (document_language_lost, {FindingKind.MISLABELLED, FindingKind.PRESENTATION}),
        (document_language_changed, {FindingKind.MISLABELLED, FindingKind.PRESENTATION}),
        (small_type, {FindingKind.PRESENTATION}),
        (outline_levels_lost, {FindingKind.DEMOTED, FindingKind.PRESENTATION}),
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
    with pytest.raises(UnreadableEdition, match="declares a document type"):
        word(tmp_path).read(path)


def test_svg_is_kept_beside_its_png(edition: Path) -> None:
    with zipfile.ZipFile(edition) as package:
        images = {name: package.read(name) for name in package.namelist() if name.startswith("word/media/")}
    assert SVG in images.values()
    assert any(data.startswith(b"\x89PNG") for data in images.values())
