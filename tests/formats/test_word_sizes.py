"""Word as large print: complete at every size, and nothing in it smaller."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from formats.word import Word
from formats.word.word_options import WordOptions
from publish.contracts.format import Job, Settings
from publish.errors import UsageError
from publish.model.publication import Publication
from publish.proof.verdict import State
from publish.source.load import load
from tests.conftest import present

FACTSHEET = Path(__file__).parents[2] / "sources" / "b-cell-all.md"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(params=[16, 18, 28, 36])
def made(request: pytest.FixtureRequest, publication: Publication, tmp_path: Path) -> tuple[int, Path]:
    """A size, and the specimen in it, found complete."""
    word, job = Word(Settings(tmp_path)), Job(publication, WordOptions(size=request.param))
    target = tmp_path / "x.docx"
    word.write(job, target)
    verdict = word.check(job, target)
    assert (verdict.findings, verdict.state) == ((), State.COMPLETE)
    return request.param, target


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def test_no_style_is_smaller_than_promised(made: tuple[int, Path]) -> None:
    size, path = made
    sizes = [
        int(given.get(f"{W}val", "0")) / 2
        for name in ("styles", "document", "footnotes")
        for tag in ("sz", "szCs")
        for given in part(path, name).iter(f"{W}{tag}")
        if present(given.getparent()).tag == f"{W}rPr"
    ]
    assert min(sizes) == size


def test_raised_text_is_drawn_as_large_as_the_rest(made: tuple[int, Path]) -> None:
    """Word draws what is raised at 0.65 of its size."""
    size, path = made
    raised = [run for run in part(path, "document").iter(f"{W}rPr") if run.find(f"{W}vertAlign") is not None]
    assert raised
    for run in raised:
        given = run.find(f"{W}sz")
        assert given is not None
        assert int(given.get(f"{W}val", "0")) / 2 * 0.65 >= size


def test_it_says_its_size_and_whom_to_ring_first(made: tuple[int, Path]) -> None:
    size, path = made
    texts = [passage.text for passage in Word(Settings(path.parent)).read(path).passages]
    assert texts[1:3] == [f"Large print, {size} point", "Helpline: 0800 123 4567"]


def test_a_smaller_size_than_promised_is_found(publication: Publication, tmp_path: Path) -> None:
    word, target = Word(Settings(tmp_path)), tmp_path / "x.docx"
    word.write(Job(publication, WordOptions(size=16)), target)
    found = word.check(Job(publication, WordOptions(size=18)), target).findings
    assert "18 points or more" in {finding.expected for finding in found}


@pytest.mark.parametrize("size", [16, 36])
def test_the_factsheet_comes_back_complete(tmp_path: Path, size: int) -> None:
    word, job, target = Word(Settings(tmp_path)), Job(load(FACTSHEET), WordOptions(size=size)), tmp_path / "x.docx"
    word.write(job, target)
    assert word.check(job, target).findings == ()


def test_the_usual_document_is_made_unless_large_ones_are_asked_for(publication: Publication, tmp_path: Path) -> None:
    def variants(**requested: object) -> list[str]:
        word = Word(Settings(tmp_path, requested={"word": requested}))
        return [options.variant for options in word.variants(publication).options]

    assert variants() == [""]
    assert variants(sizes=[14, 18]) == ["", "large-print-18pt"]
    assert variants(sizes=["14", "24"]) == ["", "large-print-24pt"]  # as publisher.yaml gives them
    with pytest.raises(UsageError, match="a size is 14, or one of large print: 16 to 36"):
        variants(sizes=[15])
    assert variants(variants=["large-print-24pt"]) == ["large-print-24pt"]
    with pytest.raises(UsageError, match="Write large-print and a size from 16pt to 36pt"):
        variants(variants=["large-print-40pt"])
