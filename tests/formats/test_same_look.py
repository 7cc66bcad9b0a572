"""What is the house's and not the source's is compared with what the house makes: styles, style sheet and cover."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from formats.epub import Epub
from publish.contracts.format import EditionOptions, Job, Settings
from publish.model.publication import Publication
from publish.rendering.epub.epub_book import cover_picture
from tests.formats.word_files import DOCUMENT, STYLES, Damage, Tree, W, checked, child, damaged, remove


def style(tree: Tree, name: str) -> Tree:
    return next(each for each in tree.iter(f"{W}style") if each.get(f"{W}styleId") == name)


def strong_made_plain(tree: Tree) -> None:
    remove(child(style(tree, "Strong"), "rPr/b"))


def header_cells_made_plain(tree: Tree) -> None:
    remove(child(style(tree, "TableHeading"), "rPr/b"))


def all_made_bold(tree: Tree) -> None:
    child(tree, "docDefaults/rPrDefault/rPr").append(etree.Element(f"{W}b"))


def one_style_more(tree: Tree) -> None:
    style(tree, "Normal").attrib.pop(f"{W}default")
    tree.append(etree.Element(f"{W}style", {f"{W}type": "paragraph", f"{W}default": "1", f"{W}styleId": "Other"}))


@pytest.mark.parametrize("damage", [strong_made_plain, header_cells_made_plain, all_made_bold, one_style_more])
def test_a_style_that_is_not_the_houses_is_found(damage: Damage, edition: Path, tmp_path: Path) -> None:
    findings = checked(damaged(edition, tmp_path / "damaged.docx", STYLES, damage)).findings
    assert any("of the house" in (finding.expected or "") for finding in findings)


def menus_of_word(tree: Tree) -> None:
    tree.insert(1, etree.Element(f"{W}latentStyles"))
    for each in tree.iter(f"{W}style"):
        each.set(f"{W}rsid", "00A1")
        each.insert(1, etree.Element(f"{W}unhideWhenUsed"))


def test_what_word_adds_to_styles_on_saving_is_no_damage(edition: Path, tmp_path: Path) -> None:
    assert checked(damaged(edition, tmp_path / "saved.docx", STYLES, menus_of_word)).findings == ()


def saved_by_word(tree: Tree) -> None:
    """Where somebody wrote last, other numbers of the places that links lead to, and which saving a line is of."""
    paragraph = next(each for each in tree.iter(f"{W}p") if each.find(f"{W}r") is not None)
    mark = {f"{W}id": "900"}
    run = child(paragraph, "r")
    run.addprevious(etree.Element(f"{W}bookmarkStart", mark | {f"{W}name": "_GoBack"}))
    run.addprevious(etree.Element(f"{W}bookmarkEnd", mark))
    for place in (*tree.iter(f"{W}bookmarkStart"), *tree.iter(f"{W}bookmarkEnd")):
        place.set(f"{W}id", str(int(place.get(f"{W}id", "")) + 40))
    for each in tree.iter(f"{W}p", f"{W}r"):
        each.set(f"{W}rsidR", "00A1B2C3")


def test_what_word_does_to_a_text_on_saving_is_no_damage(edition: Path, tmp_path: Path) -> None:
    assert checked(damaged(edition, tmp_path / "saved.docx", DOCUMENT, saved_by_word)).findings == ()


@pytest.mark.parametrize(
    "damage",
    [
        lambda tree: child(tree, "body").insert(1, etree.Element(f"{W}p")),
        lambda tree: child(tree, "body/sectPr").remove(child(tree, "body/sectPr/footerReference")),
    ],
    ids=["an empty line", "no foot"],
)
def test_markup_that_is_not_the_houses_is_found(damage: Damage, edition: Path, tmp_path: Path) -> None:
    assert checked(damaged(edition, tmp_path / "damaged.docx", DOCUMENT, damage)).findings


def changed_book(publication: Publication, folder: Path, name: str, data: bytes) -> list[str | None]:
    """What is expected of a book in which one file ends in other bytes."""
    epub, job = Epub(Settings(folder)), Job(publication, EditionOptions())
    epub.write(job, folder / "whole.epub")
    with zipfile.ZipFile(folder / "whole.epub") as whole, zipfile.ZipFile(folder / "changed.epub", "w") as changed:
        for entry in whole.infolist():
            changed.writestr(entry, data if entry.filename.endswith(name) else whole.read(entry))
    return [finding.expected for finding in epub.check(job, folder / "changed.epub").findings]


def test_a_stock_code_that_is_not_the_editions_is_found(publication: Publication, tmp_path: Path) -> None:
    metadata = replace(publication.document.metadata, version="3", id="iron")
    versioned = replace(publication, document=replace(publication.document, metadata=metadata))
    Epub(Settings(tmp_path)).write(Job(versioned, EditionOptions()), tmp_path / "book.epub")
    with zipfile.ZipFile(tmp_path / "book.epub") as book:
        package = book.read("EPUB/content.opf")
    assert changed_book(versioned, tmp_path, "content.opf", package) == []
    other = package.replace(b"IRON.EPUB", b"OTHER.EPUB")
    assert changed_book(versioned, tmp_path, "content.opf", other) == ["schema:sku IRON.EPUB"]


@pytest.mark.parametrize(("old", "new"), [(b"strong>", b"em>"), (b"<p>It says", b"<p><strong>It</strong> says")])
def test_words_stressed_otherwise_than_in_the_source_are_found(
    old: bytes, new: bytes, publication: Publication, tmp_path: Path
) -> None:
    Epub(Settings(tmp_path)).write(Job(publication, EditionOptions()), tmp_path / "book.epub")
    with zipfile.ZipFile(tmp_path / "book.epub") as book:
        name, page = next(
            (each, book.read(each)) for each in book.namelist() if "section-" in each and old in book.read(each)
        )
    expected = changed_book(publication, tmp_path, name, page.replace(old, new))
    assert any("letters in <strong>" in str(words) for words in expected)


def sheet_of(publication: Publication, folder: Path) -> bytes:
    Epub(Settings(folder)).write(Job(publication, EditionOptions()), folder / "book.epub")
    with zipfile.ZipFile(folder / "book.epub") as book:
        return book.read("EPUB/style.css")


@pytest.mark.parametrize(
    "rule",
    [
        "sup, sub { vertical-align: baseline; font-size: 1em; line-height: 1.5; }",
        ".callout.warning { border-width: 0px; }",
        "section { border: 6px solid; padding: 1em; }",
        "td, p, li { font-weight: bold; }",
    ],
)
def test_a_rule_of_style_that_is_not_the_houses_is_found(rule: str, publication: Publication, tmp_path: Path) -> None:
    sheet = sheet_of(publication, tmp_path) + rule.encode()
    assert changed_book(publication, tmp_path, "style.css", sheet) == ["the style sheet of the house"]


def test_the_cover_of_another_document_is_found(publication: Publication, tmp_path: Path) -> None:
    metadata = replace(publication.document.metadata, title="Stop taking your tablets")
    other = replace(publication, document=replace(publication.document, metadata=metadata))
    expected = changed_book(publication, tmp_path, "cover.png", cover_picture(other))
    assert expected == ["the cover of this document"]
