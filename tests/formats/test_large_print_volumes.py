"""Large print in volumes: no more sheets than the house allows, complete together, each named in the others."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.pages import document
from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions
from publish.contracts.format import Job, Settings
from publish.errors import EditionError, UsageError
from publish.model.nodes import (
    Section,
    Text,
)
from publish.model.publication import OrderingTerms, Publication
from publish.ordering.on_request import refuse_unknown
from publish.proof.ledger import text_of
from publish.proof.reading import Role
from publish.source.identity import identified
from tests.specimen import paragraph


def long_document(most_sheets: int) -> Publication:
    publication = document(24)
    terms = OrderingTerms(most_sheets=most_sheets)
    return replace(publication, publisher=replace(publication.publisher, ordering=terms))


def volumes(large_print: LargePrint, publication: Publication) -> list[LargePrintOptions]:
    options = large_print.variants(publication).options
    return [each for each in options if isinstance(each, LargePrintOptions)]


def test_an_edition_of_too_many_sheets_comes_in_volumes_that_are_complete_together(tmp_path: Path) -> None:
    large_print = LargePrint(Settings(tmp_path, requested={"large-print": {"sizes": [36]}}))
    publication = long_document(most_sheets=20)
    variants = volumes(large_print, publication)
    count = len(variants)
    assert count > 1
    assert [option.variant for option in variants] == [f"36pt-volume-{n}-of-{count}" for n in range(1, count + 1)]
    headings: list[str] = []
    for number, options in enumerate(variants, 1):
        target = tmp_path / f"{options.variant}.pdf"
        large_print.write(Job(publication, options), target)
        assert large_print.check(Job(publication, options), target).findings == ()
        reading = large_print.read(target)
        assert (reading.pages or 0) <= 40
        first = [passage.text for passage in reading.passages if passage.where == "page 1"]
        assert f"Volume {number} of {count}" in first
        passages = (passage for passage in reading.passages if passage.role is Role.HEADING)
        headings += [passage.text for passage in passages if passage.text.startswith("Part ")]
    assert headings == [text_of(section.heading) for section in publication.document.sections]


def test_many_volumes_are_no_thicker_than_few(tmp_path: Path) -> None:
    """What each says of all others counts with its pages; of many it names the first and the last section."""
    large_print = LargePrint(Settings(tmp_path, requested={"large-print": {"sizes": [36]}}))
    publication = long_document(most_sheets=8)
    variants = volumes(large_print, publication)
    assert len(variants) > 6
    for options in (variants[0], variants[3], variants[-1]):
        target = tmp_path / f"{options.variant}.pdf"
        large_print.write(Job(publication, options), target)
        assert large_print.check(Job(publication, options), target).findings == ()
        reading = large_print.read(target)
        assert (reading.pages or 0) <= 16
        said = [passage.text for passage in reading.passages]
        assert sum(text.startswith("Volume ") for text in said) == len(variants)  # the others, and its own on the cover


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("36pt-volume-2-of-3", ["36pt-volume-2-of-3"]),
        ("36pt", ["36pt-volume-1-of-3", "36pt-volume-2-of-3", "36pt-volume-3-of-3"]),
    ],
)
def test_a_volume_can_be_asked_for_by_its_name(tmp_path: Path, name: str, found: list[str]) -> None:
    large_print = LargePrint(Settings(tmp_path, requested={"large-print": {"variants": [name]}}))
    options = large_print.variants(long_document(most_sheets=20)).options
    assert [each.variant for each in options] == found


def test_a_volume_that_there_is_not_is_named(tmp_path: Path) -> None:
    large_print = LargePrint(Settings(tmp_path, requested={"large-print": {"variants": ["36pt-volume-1-of-2"]}}))
    with pytest.raises(UsageError, match=r"no large print “36pt-volume-1-of-2”\. There is: 36pt-volume-1-of-3, "):
        large_print.variants(long_document(most_sheets=20))


def test_who_orders_what_comes_in_volumes_is_told_their_codes(tmp_path: Path) -> None:
    large_print = LargePrint(Settings(tmp_path, requested={"large-print": {"variants": ["36pt"]}}))
    with pytest.raises(UsageError, match=r"comes in 3 parts: order X\.LARGE-PRINT\.36PT-VOLUME-1-OF-3 to X\.LARGE"):
        refuse_unknown("X.LARGE-PRINT.36PT", large_print, "36pt", long_document(most_sheets=20))


def test_a_document_of_short_lines_comes_in_volumes_too(tmp_path: Path) -> None:
    large_print = LargePrint(Settings(tmp_path, requested={"large-print": {"sizes": [36]}}))
    section = Section("diary", 1, (Text("Diary"),), tuple(paragraph(f"Day {day}: yes.") for day in range(1, 120)))
    publication = long_document(most_sheets=12)
    document_of_lines = replace(publication.document, sections=(section, replace(section, id="more")))
    diary = replace(publication, document=identified(document_of_lines))
    pages = []
    for options in volumes(large_print, diary):
        large_print.write(Job(diary, options), tmp_path / "volume.pdf")
        pages.append(large_print.read(tmp_path / "volume.pdf").pages or 0)
    assert max(pages) <= 24 < sum(pages)


def test_a_volume_in_place_of_another_is_found(tmp_path: Path) -> None:
    large_print = LargePrint(Settings(tmp_path, requested={"large-print": {"sizes": [36]}}))
    publication = long_document(most_sheets=20)
    first, second, *_ = volumes(large_print, publication)
    target = tmp_path / "volume.pdf"
    large_print.write(Job(publication, first), target)
    assert large_print.check(Job(publication, second), target).findings != ()


def test_a_link_to_another_volume_names_it(tmp_path: Path) -> None:
    large_print = LargePrint(Settings(tmp_path, requested={"large-print": {"sizes": [36]}}))
    publication = long_document(most_sheets=20)
    target = tmp_path / "volume.pdf"
    large_print.write(Job(publication, volumes(large_print, publication)[0]), target)
    assert any(
        re.search(r"another part \(volume [23]\)", passage.text) for passage in large_print.read(target).passages
    )


def test_a_section_that_no_volume_holds_is_named(tmp_path: Path) -> None:
    large_print = LargePrint(Settings(tmp_path, requested={"large-print": {"sizes": [36]}}))
    with pytest.raises(EditionError, match=r"“Part 1” alone fills \d+ pages .* Part it into sections"):
        large_print.variants(long_document(most_sheets=2))


def test_a_short_edition_is_one_volume(large_print: LargePrint, publication: Publication) -> None:
    assert [options.variant for options in large_print.variants(publication).options] == ["18pt"]


# --- the printed pages ------------------------------------------------------------------------------------------------
