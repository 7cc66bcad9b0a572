"""Where lines of large print may end: addresses at their signs, the running head between words."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions
from formats.large_print.running_head import running_head
from publish.contracts.format import Job, Settings
from publish.model.publication import Publication
from publish.readers.pdf import line_rules, open_tagged_pdf
from tests.formats.large_print_files import with_blocks
from tests.specimen import paragraph

WIDTH = 170 * 72 / 25.4  # of a line, in points
ADDRESSES = (
    "patient.information@leukaemiacare.org.uk",
    "information_for_patients@nationalhaematology.nhs.net",
    "https://www.leukaemiacare.org.uk/support-and-information/booklet_about_b-cell.pdf?version=2&page=5",
    "(bloodcancer.org.uk/understanding/blood-cancer-types?utm_source=leaflet&utm_medium=print).",
    "Philadelphia-chromosome-like-leukaemia-and-others",
    "abc_def_ghi_jkl_mno_pqr_stu_vwx_yz0_123_456_789_abc_def_ghi_jkl",
)


@pytest.mark.parametrize("size", [24, 36])
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_longer_than_a_line_breaks_at_its_signs(
    large_print: LargePrint, publication: Publication, tmp_path: Path, address: str, size: int
) -> None:
    many = with_blocks(publication, *(paragraph("a " * before + address + " so") for before in range(1, 16, 2)))
    job, target = Job(many, LargePrintOptions(size=size)), tmp_path / f"x-{size}pt.pdf"
    large_print.write(job, target)
    assert large_print.check(job, target).findings == ()
    parts = set(re.findall(r"[^\W_]+", address))
    lines = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(target)]
    shown = set(re.findall(r"[^\W_]+", " ".join(" ".join(lines).replace("\ufffe", "-").split())))
    assert parts <= shown


def test_a_stock_code_breaks_before_its_signs(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    """After one, it would look like the hyphen of a word that goes on."""
    codes = (f"{'a ' * before}FORTY-COLUMNS.LARGE-PRINT.24PT-CREAM" for before in range(0, 16, 2))
    job, target = Job(with_blocks(publication, *map(paragraph, codes)), LargePrintOptions(size=36)), tmp_path / "x.pdf"
    large_print.write(job, target)
    assert large_print.check(job, target).findings == ()
    runs = [run.text for runs in open_tagged_pdf(target).page_runs for run in runs]
    assert any(text.endswith(("LARGE", "COLUMNS")) for text in runs)
    assert not [text for text in runs if text.endswith(("LARGE-", "COLUMNS."))]


def test_an_address_broken_within_a_word_is_found(
    large_print: LargePrint, publication: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was set in the way of words without signs, which break wherever the line ends."""
    address = "leukaemiacareinformation_information@leukaemiacare.org.uk"
    job = Job(
        with_blocks(publication, paragraph(address.replace("_", "x").replace("@", "x"))), LargePrintOptions(size=36)
    )
    target = tmp_path / "x-36pt.pdf"
    large_print.write(job, target)
    assert large_print.check(job, target).findings == ()
    # The same page, judged as if each x stood for a sign.
    monkeypatch.setattr(line_rules, "_PART", re.compile(r"[^\sx.]+"))
    found = large_print.check(job, target).findings
    assert [finding.expected for finding in found] == ["no word is broken over two lines"]


@pytest.mark.parametrize(
    ("title", "short", "size", "lines"),
    [
        ("Iron", "", 36, ("Iron",)),
        ("Iron in your blood and in your body", "", 36, ("Iron in your blood", "and in your body")),
        ("Iron in your blood and in your body", "Iron", 36, ("Iron",)),
        (
            "Why to ring 08088 010 444 at any time of any day of the year",
            "",
            36,
            ("Why to ring 08088 010 444", "at any time of any day of…"),
        ),
        (
            "Ring us at any time of any day of any week on 08088 010 444",
            "",
            36,
            ("Ring us at any time of any", "day of any week on…"),
        ),
        ("pneumonoultramicroscopicsilicovolcanoconiosis", "", 36, ()),
        ("What pneumonoultramicroscopicsilicovolcanoconiosis is", "", 36, ("What…",)),
    ],
)
def test_a_running_head_breaks_between_whole_words_and_numbers(
    publication: Publication, title: str, short: str, size: int, lines: tuple[str, ...]
) -> None:
    about = replace(publication.document.metadata, title=title, short_title=short)
    assert running_head(about, size, WIDTH) == lines


def test_the_short_title_stands_above_the_pages(publication: Publication, tmp_path: Path) -> None:
    about = replace(publication.document.metadata, title="A long title of iron in your blood", short_title="Of iron")
    job = Job(replace(publication, document=replace(publication.document, metadata=about)), LargePrintOptions(size=36))
    LargePrint(Settings(tmp_path)).write(job, tmp_path / "x-36pt.pdf")
    second = pypdfium2.PdfDocument(tmp_path / "x-36pt.pdf")[1].get_textpage().get_text_range()
    assert second.splitlines()[0] == "Of iron"
