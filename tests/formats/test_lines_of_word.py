"""What a Word document says of its words by how they stand, and what only some programs show, is as the source asks."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from formats.word.word_options import WordOptions
from publish.contracts.format import Job
from publish.model.nodes import Cell, Note, Paragraph, Section, Span, Table, Text
from publish.model.publication import Publication
from tests.formats.word_files import (
    DOCUMENT,
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
from tests.specimen import paragraph, specimen, words

NOTES, FOOT = "word/footnotes.xml", "word/footer1.xml"


def found(path: Path, publication: Publication | None = None) -> str:
    return "; ".join(finding.found or "" for finding in checked(path, publication).findings)


def words_in_the_line_above_notes(tree: Tree) -> None:
    line = next(tree.iter(f"{W}separator"))
    line.addnext(etree.Element(f"{W}t"))
    next(tree.iter(f"{W}t")).text = "Do not follow this leaflet."


def no_line_above_notes(tree: Tree) -> None:
    remove(next(tree.iter(f"{W}continuationSeparator")))


def number_of_pages(tree: Tree) -> None:
    next(tree.iter(f"{W}instrText")).text = " NUMPAGES "


def box_in_white(tree: Tree) -> None:
    child(next(tree.iter(f"{W}pBdr")), "left").set(f"{W}color", "FFFFFF")


def box_of_no_width(tree: Tree) -> None:
    child(next(tree.iter(f"{W}pBdr")), "left").set(f"{W}sz", "0")


def inner_item_moved_out(tree: Tree) -> None:
    inner = next(level for level in tree.iter(f"{W}ilvl") if level.get(f"{W}val") == "1")
    child(next(inner.iterancestors(f"{W}pPr")), "ind").set(f"{W}left", "480")


def plain_words_made_strong(tree: Tree) -> None:
    run = holding(tree, "It says one thing.", "r")
    run.insert(0, etree.Element(f"{W}rPr"))
    etree.SubElement(run[0], f"{W}rStyle", {f"{W}val": "Strong"})


def other_title_of_table(tree: Tree) -> None:
    next(tree.iter(f"{W}tblCaption")).set(f"{W}val", "Take double the dose")


def other_description_of_table(tree: Tree) -> None:
    next(tree.iter(f"{W}tblDescription")).set(f"{W}val", "Take double the dose")


@pytest.mark.parametrize(
    ("name", "damage", "words_of_finding"),
    [
        (NOTES, words_in_the_line_above_notes, "another thing than a line above the notes: Do not follow"),
        (NOTES, no_line_above_notes, "another thing than a line above the notes: nothing"),
        (FOOT, number_of_pages, "a foot with another field than the page's number: NUMPAGES"),
        (DOCUMENT, box_in_white, "a box of the colour FFFFFF"),
        (DOCUMENT, box_of_no_width, "sz 0 of <left>"),
        (DOCUMENT, inner_item_moved_out, "an item of level 2 that stands at 480 twips"),
        (DOCUMENT, other_title_of_table, "a table that is called Take double the dose"),
        (DOCUMENT, other_description_of_table, "Take double the dose"),
    ],
)
def test_what_stands_otherwise_is_found(
    name: str, damage: Damage, words_of_finding: str, edition: Path, tmp_path: Path
) -> None:
    assert words_of_finding in found(damaged(edition, tmp_path / "damaged.docx", name, damage))


def publication_of(language: str, *blocks: Paragraph | Table) -> Publication:
    whole = specimen()
    metadata = replace(whole.document.metadata, title="دم" if language == "ar" else "Blood", language=language)
    section = Section("s", 1, words("دم" if language == "ar" else "Blood"), blocks)
    return replace(whole, document=replace(whole.document, metadata=metadata, sections=(section,), opening=()))


def written(publication: Publication, folder: Path) -> Path:
    word(folder).write(Job(publication, WordOptions()), folder / "whole.docx")
    return folder / "whole.docx"


def test_plain_words_that_are_made_strong_are_found(edition: Path, tmp_path: Path) -> None:
    (finding,) = checked(damaged(edition, tmp_path / "damaged.docx", DOCUMENT, plain_words_made_strong)).findings
    assert str(finding.expected).endswith("letters of stressed words")


ARABIC = Span((Text("الحديد"),), "ar")


@pytest.mark.parametrize(
    ("element", "words_of_finding"),
    [
        ("rtl", "words from left to right in a language from right to left"),
        ("bidiVisual", "a table from the left in a language from right to left"),
        ("bidi", "pages from the left in a language from right to left"),
    ],
)
def test_what_no_longer_runs_from_the_right_is_found(element: str, words_of_finding: str, tmp_path: Path) -> None:
    table = Table(words("الحديد"), ((Cell(words("دم")),),), ((Cell(words("دم")),),))
    publication = publication_of("ar", paragraph("الحديد"), table)
    whole = written(publication, tmp_path)
    assert checked(whole, publication).findings == ()

    def without(tree: Tree) -> None:
        for turned in list(tree.iter(f"{W}{element}")):
            remove(turned)

    damaged_ = damaged(whole, tmp_path / "damaged.docx", DOCUMENT, without)
    assert words_of_finding in found(damaged_, publication)


def test_a_line_of_words_from_the_right_that_no_longer_begins_there_is_found(tmp_path: Path) -> None:
    publication = publication_of("en-GB", Paragraph((ARABIC,)))
    whole = written(publication, tmp_path)
    damaged_ = damaged(whole, tmp_path / "damaged.docx", DOCUMENT, lambda tree: remove(next(tree.iter(f"{W}bidi"))))
    assert "a line from the left, all of whose words run from right to left" in found(damaged_, publication)


def test_a_note_all_of_whose_words_run_from_right_to_left_is_complete(tmp_path: Path) -> None:
    publication = publication_of("en-GB", Paragraph((Text("Iron"), Note((Paragraph((ARABIC,)),)))))
    assert checked(written(publication, tmp_path), publication).findings == ()


def test_another_picture_where_no_svg_is_shown_is_found(edition: Path, tmp_path: Path) -> None:
    stand_in = re.compile(r"word/media/image\d+\.png")
    other = rewritten(
        edition, tmp_path / "other.docx", lambda name, data: b"\x89PNG\r\n" if stand_in.fullmatch(name) else data
    )
    findings = checked(other).findings
    assert {finding.found for finding in findings} == {"another picture"}
    assert "also where no SVG is shown" in str(findings[0].expected)
