"""The pages of the print edition in the EPUB: where its leaflet begins a page, named after it, and none without one."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from formats.epub import Epub
from publish.contracts.format import PLAIN, Edition, EditionOptions, Job, Settings
from publish.model.publication import Publication
from publish.outputs.manifest import read_manifest
from tests.formats.print_editions import H, in_print, parts
from tests.releasing import Desk, desk


def written(publication: Publication, folder: Path, *editions: Edition) -> tuple[Epub, Job[EditionOptions], Path]:
    epub, job = Epub(Settings(folder)), Job(publication, PLAIN, {"print": editions})
    epub.write(job, folder / "specimen.epub")
    return epub, job, folder / "specimen.epub"


def listed(path: Path) -> list[tuple[str, str]]:
    nav = parts(path)["nav.xhtml"]
    lists = [each for each in nav.iter(f"{H}nav") if each.get("id") == "page-list"]
    return [(link.text or "", link.get("href", "")) for each in lists for link in each.iter(f"{H}a")]


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_pages_are_listed_in_order_and_each_says_its_number(
    publication: Publication, tmp_path: Path, paper: str
) -> None:
    edition = in_print(publication, tmp_path, paper)
    epub, job, path = written(publication, tmp_path, edition)
    assert epub.check(job, path).findings == ()
    found = listed(path)
    assert found[0] == ("1", "front.xhtml#page.1")
    numbers = [int(number) for number, _ in found]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == edition.pages
    pages = parts(path)
    for number, href in found:
        file, _, anchor = href.partition("#")
        (mark,) = pages[file].xpath(f"//*[@id='{anchor}']")
        assert mark.get("aria-label") == f"page {number}"


def test_the_print_edition_is_named_as_the_source_of_the_pages(publication: Publication, tmp_path: Path) -> None:
    about = replace(publication.document.metadata, version="1.2")
    publication = replace(publication, document=replace(publication.document, metadata=about))
    _, _, path = written(publication, tmp_path, in_print(publication, tmp_path))
    package = parts(path)["content.opf"]
    assert package.xpath("//*[@property='pageBreakSource']/text()") == ["SPECIMEN.PRINT.A4, 1.2"]
    assert package.xpath("//*[local-name()='source']/text()") == ["SPECIMEN.PRINT.A4, 1.2"]
    features = package.xpath("//*[@property='schema:accessibilityFeature']/text()")
    assert {"pageBreakMarkers", "pageNavigation"} <= set(features)


def test_without_a_print_edition_there_are_no_pages_and_no_claim_of_any(
    publication: Publication, tmp_path: Path
) -> None:
    epub, job, path = written(publication, tmp_path)
    assert epub.check(job, path).findings == ()
    assert listed(path) == []
    with zipfile.ZipFile(path) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".xhtml", ".opf")))
    assert not re.search("pagebreak|page-list|pageBreak|pageNavigation|dc:source", text)


def test_pages_of_a_print_edition_that_is_gone_are_found(publication: Publication, tmp_path: Path) -> None:
    epub, _, path = written(publication, tmp_path, in_print(publication, tmp_path))
    findings = epub.check(Job(publication, PLAIN, {"print": ()}), path).findings
    assert any(finding.expected == "no pages, as there is no print edition" for finding in findings)


def test_a_file_by_itself_is_checked_without_its_print_edition(publication: Publication, tmp_path: Path) -> None:
    epub, _, path = written(publication, tmp_path, in_print(publication, tmp_path))
    assert epub.check(Job(publication, PLAIN), path).findings == ()


def test_pages_of_another_print_edition_are_found(publication: Publication, tmp_path: Path) -> None:
    epub, _, path = written(publication, tmp_path, in_print(publication, tmp_path))
    now = in_print(publication, tmp_path, "a5")
    assert epub.check(Job(publication, PLAIN, {"print": (now,)}), path).findings


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def build(at: Desk, *formats: str) -> None:
    wanted = [word for name in formats for word in ("--format", name)]
    code, output = at.run("build", str(at.source), "--outputs", str(at.outputs), *wanted)
    assert code == 0, output


def epub_hash(at: Desk) -> str:
    manifest = read_manifest(at.outputs / "iron" / "manifest.json")
    assert manifest is not None
    record = manifest.record("epub", "")
    assert record is not None
    return str(record.sha256)


def test_a_build_lists_the_pages_of_the_print_edition_and_keeps_them(at: Desk) -> None:
    build(at, "print", "epub")
    path = at.outputs / "iron" / "iron.epub"
    assert [number for number, _ in listed(path)] == ["1", "3", "4"]
    before = epub_hash(at)
    build(at, "epub")
    assert epub_hash(at) == before
    code, output = at.run("check", str(at.outputs))
    assert code == 0, output
    code, output = at.run("check", str(path))
    assert code == 0, output


def test_without_print_an_epub_is_made_all_the_same(at: Desk) -> None:
    build(at, "epub")
    assert listed(at.outputs / "iron" / "iron.epub") == []
    assert at.run("check", str(at.outputs))[0] == 0
