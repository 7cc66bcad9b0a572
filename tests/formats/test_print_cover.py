"""The cover of a leaflet: any title and summary of reasonable length fit it, and others are named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from formats.print import Print
from formats.print.leaflet import LeafletOptions
from publish.contracts.format import Job, Settings
from publish.contracts.printed import FileRole
from publish.errors import EditionError
from publish.model.nodes import Asset
from publish.model.publication import Look
from publish.source.edition_imprint import of_edition
from publish.source.load import load
from tests.formats.test_print import ALL, LOGO

PUBLISHER = "name: House\nhelpline: {label: Helpline, value: 08088 010 444}\nlook: {logo: logo.svg, logo-alt: A drop}\n"


def titled(folder: Path, options: LeafletOptions, title: str, summary: str) -> Job[LeafletOptions]:
    """A document with a logo, whose cover shows a title and a summary."""
    (folder / "publisher.yaml").write_text(PUBLISHER, encoding="utf-8")
    (folder / "logo.svg").write_bytes(LOGO)
    source = folder / "iron.md"
    front = f"title: {title.strip()}\nlang: en-GB\nsummary: {summary.strip()}\nlast-reviewed: 2026-03\n"
    source.write_text(f"---\n{front}---\n\n# Iron\n\nIt is in your blood.\n", encoding="utf-8")
    return Job(of_edition(load(source), "print", options.ordered_as), options)


@pytest.mark.parametrize("options", ALL, ids=lambda options: options.variant)
@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("Iron", "What it is."),
        ("Iron", "What iron is and what it does in your blood. " * 15),
        ("Iron and what it does in your blood and in your body " * 2, "What iron is and what it does for you. " * 12),
        ("Immunohistochemistry of what goes on and on and on " * 7, "What iron does for you. " * 5),
    ],
    ids=["short", "long summary", "both long", "long title"],
)
def test_a_title_and_a_summary_fit_their_cover(
    tmp_path: Path, options: LeafletOptions, title: str, summary: str
) -> None:
    leaflet, job = Print(Settings(tmp_path)), titled(tmp_path, options, title, summary)
    target = tmp_path / f"iron-{options.variant}.pdf"
    leaflet.write(job, target)
    assert leaflet.check(job, target).findings == ()
    cover = [passage.text for passage in leaflet.read(target).passages if passage.where == "page 1"]
    assert cover == [title.strip(), summary.strip(), "House. Last reviewed: March 2026.", "A drop"]


@pytest.mark.parametrize(
    ("title", "summary", "named"),
    [("Iron", "What iron is. " * 150, "The summary"), ("Iron in your blood " * 60, "What iron is.", "The title")],
)
def test_what_no_cover_holds_is_named(tmp_path: Path, title: str, summary: str, named: str) -> None:
    options = LeafletOptions(paper="a5")
    with pytest.raises(EditionError, match=rf"^{named} is too long for a cover of 148 by 210 mm: keep it to "):
        Print(Settings(tmp_path)).write(titled(tmp_path, options, title, summary), tmp_path / "iron.pdf")


def test_a_logo_is_printed_in_the_colour_of_the_band_beside_it(tmp_path: Path) -> None:
    """Both were one colour on a screen; in inks the one and in light the other, a printer shows two."""
    press = LeafletOptions(paper="a5", role=FileRole.PRESS)
    job = titled(tmp_path, press, "Iron", "What it is.")
    house = job.publication.publisher.look.colour
    logo = Asset("logo.svg", "image/svg+xml", LOGO.replace(b"<circle", f'<circle fill="{house}"'.encode()))
    look = Look(house, logo, "A drop")
    job = replace(job, publication=replace(job.publication, publisher=replace(job.publication.publisher, look=look)))
    Print(Settings(tmp_path)).write(job, tmp_path / "iron.pdf")
    picture = pypdfium2.PdfDocument(tmp_path / "iron.pdf")[0].render(scale=2).to_pil()
    band = picture.getpixel((60, 60))
    count = sum(picture.getpixel((x, y)) == band for y in range(900, picture.height, 4) for x in range(0, 400, 4))
    assert count > 100
