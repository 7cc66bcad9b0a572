"""Colours of press files: one way of saying them all, proved in pages, drawings, shades and sheets."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from formats.print import Print
from formats.print.leaflet import LeafletOptions
from publish.contracts.format import Settings
from publish.model.nodes import Asset, Figure
from publish.model.publication import Publication
from tests.formats.large_print_files import with_blocks
from tests.formats.test_print import PRESS, SHEETS, expected, job
from tests.specimen import paragraph

SHADED = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><defs>
<linearGradient id="a"><stop stop-color="#f00"/><stop offset=".5" stop-color="#0f0"/>
<stop offset="1" stop-color="#00f" stop-opacity=".3"/></linearGradient>
<radialGradient id="b"><stop stop-color="#f00"/><stop offset="1" stop-color="#00f"/></radialGradient></defs>
<rect width="30" height="20" fill="url(#a)" opacity=".5"/><rect x="30" width="30" height="20" fill="url(#b)"/></svg>"""
INKS, CONDITION = "colours said by inks", "a printing condition (OutputIntent)"


def photograph(kind: str) -> bytes:
    data = BytesIO()
    Image.new("RGB", (90, 60), (200, 30, 60)).save(data, kind)
    return data.getvalue()


@pytest.fixture
def coloured(publication: Publication) -> Publication:
    """A drawing with shades, and photographs of two kinds."""
    return with_blocks(
        publication,
        Figure(Asset("shaded.svg", "image/svg+xml", SHADED), "Two boxes of many colours"),
        Figure(Asset("red.png", "image/png", photograph("png")), "A red field in a photograph"),
        Figure(Asset("red.jpg", "image/jpeg", photograph("jpeg")), "A red field in another one"),
        paragraph("That was all."),
    )


def made(publication: Publication, options: LeafletOptions, folder: Path) -> Path:
    target = folder / f"colours-{options.variant}.pdf"
    Print(Settings(folder)).write(job(publication, options), target)
    return target


@pytest.mark.parametrize("options", [PRESS, SHEETS], ids=lambda options: options.variant)
def test_drawings_are_said_by_inks_and_photographs_by_their_profile(
    coloured: Publication, tmp_path: Path, options: LeafletOptions
) -> None:
    target = made(coloured, options, tmp_path)
    assert Print(Settings(tmp_path)).check(job(coloured, options), target).findings == ()
    if not options.imposed:
        assert page.validate_pdf_bytes(target.read_bytes(), profile="ua1").failures == []
    with pikepdf.open(target) as file:
        pictures = [each for each in file.objects if isinstance(each, pikepdf.Stream) and "/Width" in each]
        assert {str(each.ColorSpace[0]) for each in pictures} == {"/ICCBased"}
        assert str(file.Root.OutputIntents[0].OutputConditionIdentifier) == "FOGRA52"


def test_shades_are_still_seen(coloured: Publication, tmp_path: Path) -> None:
    reading = pypdfium2.PdfDocument(made(coloured, LeafletOptions(paper="a5"), tmp_path))
    press = pypdfium2.PdfDocument(made(coloured, PRESS, tmp_path))
    for number in range(len(reading)):
        wanted, found = (len(file[number].render().to_pil().getcolors(1_000_000)) for file in (reading, press))
        assert found > 0.5 * wanted, f"page {number + 1} lost its colours"


def by_light(file: Pdf) -> None:
    content = file.pages[2].Contents.read_bytes()
    file.pages[2].Contents = file.make_stream(b"q 1 0 0 rg 0 0 9 9 re f Q " + content)


def by_a_profile(file: Pdf) -> None:
    profile = file.make_stream(b"", N=1)
    file.pages[2].Resources.ColorSpace = Dictionary(c9=Array([Name.ICCBased, profile]))
    content = file.pages[2].Contents.read_bytes()
    file.pages[2].Contents = file.make_stream(b"q /c9 cs 0.5 scn 0 0 9 9 re f Q " + content)


def in_a_form(file: Pdf) -> None:
    form = file.make_stream(b"0 0 1 RG 0 0 m 9 9 l S", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    file.pages[2].Resources.XObject = Dictionary(f9=form)


def in_a_picture(file: Pdf) -> None:
    for each in file.objects:
        if isinstance(each, pikepdf.Stream) and "/Width" in each:
            each.ColorSpace = Name.DeviceRGB


def in_a_shade(file: Pdf) -> None:
    for each in file.objects:
        if isinstance(each, Dictionary | pikepdf.Stream) and "/ShadingType" in each:
            each.ColorSpace = Name.DeviceRGB


def without_condition(file: Pdf) -> None:
    del file.Root.OutputIntents


@pytest.mark.parametrize(
    ("damage", "wanted"),
    [
        (by_light, INKS),
        (by_a_profile, INKS),
        (in_a_form, INKS),
        (in_a_picture, INKS),
        (in_a_shade, INKS),
        (without_condition, CONDITION),
    ],
)
def test_another_way_of_saying_colours_is_found(
    coloured: Publication, tmp_path: Path, damage: Callable[[Pdf], None], wanted: str
) -> None:
    target = made(coloured, PRESS, tmp_path)
    with pikepdf.open(target, allow_overwriting_input=True) as file:
        damage(file)
        file.save(target)
    assert wanted in expected(Print(Settings(tmp_path)).check(job(coloured, PRESS), target).findings)
