"""Easy read as a page of the web and as a Word document: the words and pictures of the booklet, nothing beside them."""

from __future__ import annotations

import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

import publish
from formats.easy_read.booklet_lines import EasyReadOptions
from formats.easy_read.easy_read import EasyRead
from formats.easy_read.web import EasyReadWeb
from formats.easy_read.word import EasyReadWord
from formats.word import Word
from formats.word.word_options import WordOptions
from publish.contracts.format import Job, Settings
from publish.errors import UnreadableEdition
from publish.model.publication import Publication
from publish.proof.reading import Role
from publish.proof.verdict import State
from publish.readers.docx.parts import W, opened
from publish.source.load import load
from tests.conftest import FACTSHEET, present

from .test_easy_read_short import SOURCE, house

FORMATS = (EasyReadWeb, EasyReadWord)
FULL, SHORT = EasyReadOptions(), EasyReadOptions(short=True)
H = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return house(tmp_path, SOURCE)


def edition(one: EasyReadWeb | EasyReadWord, publication: Publication, folder: Path, options: EasyReadOptions) -> Path:
    path = folder / f"iron{one.stem}{one.suffix}"
    one.write(Job(publication, options), path)
    return path


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("options", [FULL, SHORT], ids=["full", "short"])
def test_that_of_the_factsheet_comes_back_complete(
    kind: type[EasyReadWeb | EasyReadWord], options: EasyReadOptions, tmp_path: Path
) -> None:
    one, factsheet = kind(Settings(tmp_path)), load(Path(FACTSHEET))
    verdict = one.check(Job(factsheet, options), edition(one, factsheet, tmp_path, options))
    assert (verdict.state, verdict.findings) == (State.COMPLETE, ())


@pytest.mark.parametrize("kind", FORMATS)
def test_it_says_all_that_the_booklet_says_of_its_lines(
    kind: type[EasyReadWeb | EasyReadWord], publication: Publication, tmp_path: Path
) -> None:
    booklet, one = EasyRead(Settings(tmp_path)), kind(Settings(tmp_path))
    booklet.write(Job(publication, FULL), tmp_path / "iron.pdf")
    said = {
        role: [
            [passage.text for passage in reading.passages if passage.role is role and "08" not in passage.text]
            for reading in (booklet.read(tmp_path / "iron.pdf"), one.read(edition(one, publication, tmp_path, FULL)))
        ]
        for role in (Role.ALT, Role.PARAGRAPH)
    }
    assert said[Role.ALT][0] == said[Role.ALT][1]
    assert {"Iron helps your blood.", "Ask your doctor.", "Meat has iron."} <= set(said[Role.PARAGRAPH][1])


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_words_give_the_same_bytes(
    kind: type[EasyReadWeb | EasyReadWord], publication: Publication, tmp_path: Path
) -> None:
    one = kind(Settings(tmp_path))
    before = edition(one, publication, tmp_path, FULL).read_bytes()
    assert edition(one, publication, tmp_path, FULL).read_bytes() == before


@pytest.mark.parametrize("kind", FORMATS)
def test_the_short_one_is_not_the_full_one(
    kind: type[EasyReadWeb | EasyReadWord], publication: Publication, tmp_path: Path
) -> None:
    one = kind(Settings(tmp_path))
    verdict = one.check(Job(publication, SHORT), edition(one, publication, tmp_path, FULL))
    assert "Ask your doctor." in {finding.found for finding in verdict.findings}


def test_both_are_made_on_request_alone(publication: Publication, tmp_path: Path) -> None:
    assert all(kind.on_request for kind in FORMATS)
    known = publish.formats(Settings(tmp_path))
    assert {"easy-read-web", "easy-read-word"} <= set(known)


def test_a_page_has_one_title_headings_languages_alternatives_and_needs_no_other_file(
    publication: Publication, tmp_path: Path
) -> None:
    root = etree.parse(edition(EasyReadWeb(Settings(tmp_path)), publication, tmp_path, FULL)).getroot()
    assert root.get("lang") == "en-GB"
    assert len(list(root.iter(f"{H}h1"))) == 1
    sections = list(root.iter(f"{H}section"))
    assert [section[0].tag for section in sections] == [f"{H}h2"] * len(sections)
    links = [link.get("href", "") for nav in root.iter(f"{H}nav") for link in nav.iter(f"{H}a")]
    assert links == [f"#{section.get('id')}" for section in sections]
    pictures = list(root.iter(f"{H}img"))
    assert pictures
    assert all(picture.get("alt") and present(picture.getparent()).tag == f"{H}figure" for picture in pictures)
    assert all(picture.get("src", "").startswith("data:image/") for picture in pictures)
    assert not [*root.iter(f"{H}script"), *root.iter(f"{H}link")]


@pytest.mark.parametrize("text", [b"", b"<html><body/></html>", b"<!DOCTYPE html><p>Iron"])
def test_what_is_no_such_page_is_refused(text: bytes, tmp_path: Path) -> None:
    (tmp_path / "iron.html").write_bytes(text)
    with pytest.raises(UnreadableEdition, match=r"iron\.html"):
        EasyReadWeb(Settings(tmp_path)).read(tmp_path / "iron.html")


def test_in_word_each_picture_stands_left_of_its_words_in_a_row_that_is_not_split(
    publication: Publication, tmp_path: Path
) -> None:
    path = edition(EasyReadWord(Settings(tmp_path)), publication, tmp_path, FULL)
    tree = opened(path).document.tree
    rows = list(tree.iter(f"{W}tr"))
    cells = [list(row.iterfind(f"{W}tc")) for row in rows]
    assert rows
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert all(len(list(left.iter(f"{W}drawing"))) == 1 and "".join(left.itertext()) == "" for left, _ in cells)
    assert all("".join(right.itertext()) and right.find(f".//{W}drawing") is None for _, right in cells)
    assert sum(1 for _ in tree.iter(f"{W}drawing")) == len(rows), "no picture stands elsewhere"


def test_in_word_nothing_says_table_to_who_hears_the_pairs(publication: Publication, tmp_path: Path) -> None:
    word = EasyReadWord(Settings(tmp_path))
    path = edition(word, publication, tmp_path, FULL)
    roles = [passage.role for passage in word.read(path).passages]
    assert not {Role.CELL, Role.HEADER_CELL} & set(roles)
    pairs = [(first, then) for first, then in pairwise(roles) if first is Role.ALT]
    assert pairs and {then for _, then in pairs} == {Role.PARAGRAPH}, "a picture, then its words"


def test_a_table_of_data_in_the_style_of_the_pairs_is_found(tmp_path: Path) -> None:
    factsheet = load(Path(FACTSHEET))
    word = Word(Settings(tmp_path))
    path = tmp_path / "factsheet.docx"
    job = Job(factsheet, WordOptions())
    word.write(job, path)
    assert word.check(job, path).state is State.COMPLETE
    hidden = tmp_path / "hidden.docx"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(hidden, "w") as changed:
        for entry in whole.infolist():
            data = whole.read(entry)
            if entry.filename == "word/document.xml":
                assert b'w:val="ClearTable"' in data
                data = data.replace(b'w:val="ClearTable"', b'w:val="LayoutTable"')
            changed.writestr(entry, data)
    assert word.check(job, hidden).state is State.INCOMPLETE
