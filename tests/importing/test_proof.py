"""The proof of an import names what the import lost or made up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publish.contracts.import_options import Options
from publish.contracts.importer import Imported, InputWords, Left, Notes, Reason
from publish.importing.html.read import read
from publish.importing.proof.page_words import of_page
from publish.importing.proof.prove import prove
from publish.importing.run import import_document, read_back

SOURCE = """---
title: T
id: t
lang: en
summary: S.
---

# Iron {#iron}

Iron carries oxygen to every cell.

- One tablet
- Two tablets
"""
PAGE = "<h2>Iron</h2><p>Iron carries oxygen to every cell.</p><ul><li>One tablet</li><li>Two tablets</li></ul>"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "t.md"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_a_whole_import_is_proved(source: Path) -> None:
    proof = prove(InputWords(of_page(PAGE)), read_back(source), Notes())
    assert proof.whole and proof.kept == proof.words_in == 11


@pytest.mark.parametrize("cut", ["oxygen ", "One tablet", "carries oxygen to every cell."])
def test_words_that_the_source_lacks_are_named(source: Path, cut: str) -> None:
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace(cut, "x " if cut == "One tablet" else "", 1), encoding="utf-8")
    lost = " ".join(prove(InputWords(of_page(PAGE)), read_back(source), Notes()).lost)
    assert all(word in lost for word in cut.replace(".", "").split())


def test_words_that_the_input_lacks_are_named(source: Path) -> None:
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("every cell", "nearly every cell"), encoding="utf-8")
    proof = prove(InputWords(of_page(PAGE)), read_back(source), Notes())
    assert proof.lost == () and "[nearly]" in proof.added[0]


def test_words_left_out_for_a_reason_are_counted_under_it(source: Path) -> None:
    notes = Notes(left=[Left(Reason.NAVIGATION, "Back to top")])
    proof = prove(InputWords(of_page(f"{PAGE}<p>Back to top</p>")), read_back(source), notes)
    assert proof.whole and proof.left == {"navigation": 3}


def test_a_changed_sign_before_a_number_is_seen(source: Path) -> None:
    source.write_text(SOURCE.replace("Two", "5"), encoding="utf-8")
    proof = prove(InputWords(of_page(PAGE.replace("Two", "−5"))), read_back(source), Notes())
    assert "[−]" in proof.lost[0]


def test_two_words_made_one_are_seen(source: Path) -> None:
    source.write_text(SOURCE.replace("every cell", "everycell"), encoding="utf-8")
    proof = prove(InputWords(of_page(PAGE)), read_back(source), Notes())
    assert "[every cell]" in proof.lost[0] and "[everycell]" in proof.added[0]


def test_the_letters_of_a_formula_may_be_grouped_in_another_way(source: Path) -> None:
    source.write_text(SOURCE.replace("every cell", "ab^2^ cells"), encoding="utf-8")
    formula = "<math><mi>a</mi><msup><mi>b</mi><mn>2</mn></msup></math>"
    assert prove(InputWords(of_page(PAGE.replace("every cell", f"{formula} cells"))), read_back(source), Notes()).whole


def test_the_summary_of_a_page_makes_up_for_no_word_of_its_text(tmp_path: Path) -> None:
    path = tmp_path / "t.html"
    head = '<title>T</title><meta name="description" content="Iron carries oxygen to every cell.">'
    path.write_text(f'<html lang="en"><head>{head}</head><body><h2>A</h2>{PAGE}</body></html>', encoding="utf-8")
    report = import_document(path, tmp_path / "made.md")
    assert report.proof.whole and report.notes.added == []


@pytest.mark.parametrize("kind", ["powers-of-pdf", "powers-in-columns-of-tagged-pdf", "text-rise-of-pdf"])
def test_a_power_that_the_import_of_a_pdf_makes_flat_is_lost(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flat(path: Path, text: str, *more: object) -> Imported:
        return read(path, re.sub(r"</?su[bp]>", "", text), *more)  # type: ignore[arg-type]

    monkeypatch.setattr("publish.importing.html.read.read", flat)
    document = Path(__file__).parent.parent / "cases" / "import" / kind / "input.pdf"
    proof = import_document(document, tmp_path / "source.md", Options()).proof
    assert not proof.whole
    assert any("9]" in words for words in proof.lost)


@pytest.mark.parametrize("figures", ["<sup>−3</sup>", "<sup>-6</sup>", "<sub>10</sub>", "<sub>2</sub>"])
def test_a_power_with_a_sign_or_an_index_of_a_pdf_that_becomes_flat_is_lost(
    figures: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flat(path: Path, text: str, *more: object) -> Imported:
        assert figures in text
        return read(path, text.replace(figures, figures[5:-6]), *more)  # type: ignore[arg-type]

    monkeypatch.setattr("publish.importing.html.read.read", flat)
    kind = "powers-with-signs-and-indices-of-pdf"
    document = Path(__file__).parent.parent / "cases" / "import" / kind / "input.pdf"
    assert not import_document(document, tmp_path / "source.md", Options()).proof.whole
