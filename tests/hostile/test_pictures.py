"""Pictures that act, load, lie about their size, or hide things: refused in plain words, or made plain."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

import publish
from publish.contracts.format import Settings
from publish.errors import SourceError
from publish.source.drawings import plain_svg
from publish.source.files import image, plain_image
from tests.hostile.pictures import ACTING, photograph, png_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("what", sorted(ACTING))
def test_a_drawing_that_acts_loads_or_never_ends_is_refused(what: str, tmp_path: Path) -> None:
    (tmp_path / "x.svg").write_text(ACTING[what], encoding="utf-8")
    with pytest.raises(SourceError, match=r"source\.md:7: the image x\.svg .*\.$"):
        image(tmp_path / "source.md", 7, "x.svg")


@pytest.mark.parametrize(
    "drawing",
    [
        SVG.format('<linearGradient id="a"><stop offset="1"/></linearGradient><path d="M0 0h4v4" fill="url(#a)"/>'),
        SVG.format('<style>.a{fill:url("#b");stroke:#fff}</style><circle class="a" r="4"/>'),
        SVG.format('<symbol id="a"><path d="M0 0h4"/></symbol><use href="#a"/>'),
        SVG.format('<text aria-label="50% &lt; 60% @ home">x</text>'),
    ],
)
def test_a_plain_drawing_stays_as_it_is(drawing: str) -> None:
    assert plain_svg(drawing.encode()) == drawing.encode()


def test_what_draws_nothing_is_left_out_of_a_drawing() -> None:
    ink = 'xmlns:i="http://www.inkscape.org/" i:version="1" data-user="/home/ann"'
    inside = '<!-- ann --><i:view/><path id="a" d="M0 0h9"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {ink} viewBox="0 0 9 9">{inside}</svg>'
    assert b"ann" not in plain_svg(drawing.encode())
    assert b'<path id="a" d="M0 0h9"/>' in plain_svg(drawing.encode())


@pytest.mark.parametrize(("width", "height"), [(50_000, 50_000), (2**31 - 1, 2**31 - 1), (0, 5), (1, 20_001)])
def test_a_header_that_promises_too_many_pixels_is_refused_before_they_are_unpacked(width: int, height: int) -> None:
    with pytest.raises(ValueError, match=r"pixels|extent|damaged"):
        plain_image(png_of(width, height))


@pytest.mark.parametrize("put", [os.mkfifo, Path.mkdir])
def test_a_picture_that_is_no_file_is_told_so(put: Callable[[Path], None], tmp_path: Path) -> None:
    put(tmp_path / "x.png")
    with pytest.raises(SourceError, match=r":7: x\.png is no image, but a folder, a pipe or a device\."):
        image(tmp_path / "source.md", 7, "x.png")


def test_a_picture_whose_name_only_looks_the_same_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "nai\u0308ve.png").write_bytes(photograph("png"))
    with pytest.raises(SourceError, match=r"there is no image na\u00efve\.png\. A file of the same letters is there"):
        image(tmp_path / "source.md", 7, "na\u00efve.png")
    with pytest.raises(SourceError, match=r"there is no image none\.png\. Add the file, or mend its name\."):
        image(tmp_path / "source.md", 7, "none.png")


def test_a_picture_that_is_cut_off_is_refused() -> None:
    data = photograph("jpeg")
    with pytest.raises(ValueError, match="damaged"):
        plain_image(data[: len(data) // 2])


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_plain_picture_stays_byte_for_byte(kind: str) -> None:
    data = photograph(kind)
    assert plain_image(data) == (f"image/{kind}", data)


def test_a_turned_photograph_stands_upright_without_its_camera() -> None:
    media_type, data = plain_image(photograph("turned"))
    assert media_type == "image/jpeg"
    assert opened(data).size == (20, 40)
    assert not opened(data).getexif()
    assert b"camera" not in data


def test_colours_for_presses_become_colours_for_screens() -> None:
    _, data = plain_image(photograph("cmyk"))
    assert opened(data).mode == "RGB"


def test_sixteen_bits_become_eight() -> None:
    media_type, data = plain_image(photograph("16 bit"))
    assert (media_type, opened(data).mode, opened(data).getpixel((0, 0))) == ("image/png", "L", 156)


def test_of_an_animation_the_first_frame_stays_and_lint_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.gif").write_bytes(photograph("gif"))
    case = Path(__file__).parent.parent / "cases"
    (tmp_path / "publisher.yaml").write_bytes((case / "publisher.yaml").read_bytes())
    source = tmp_path / "source.md"
    source.write_text(
        "---\ntitle: T\nlang: en\nsummary: S.\n---\n\n# A\n\n![A cell that divides in two](x.gif)\n", encoding="utf-8"
    )
    media_type, data = plain_image(photograph("gif"))
    assert (media_type, getattr(opened(data), "n_frames", 1)) == ("image/png", 1)
    assert [remark.line for remark in publish.lint(source) if remark.rule == "picture-moves"] == [9]


def test_metadata_of_a_picture_reaches_no_edition(tmp_path: Path) -> None:
    case = Path(__file__).parent.parent / "cases"
    (tmp_path / "publisher.yaml").write_bytes((case / "publisher.yaml").read_bytes())
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "Ann Other, 12 High Street"
    Image.new("RGB", (40, 20)).save(made, "JPEG", exif=exif, comment=b"/home/ann")
    (tmp_path / "x.jpg").write_bytes(made.getvalue())
    source = tmp_path / "source.md"
    source.write_text(
        "---\ntitle: T\nlang: en\nsummary: S.\n---\n\n# A\n\n![A cell divides](x.jpg)\n", encoding="utf-8"
    )
    settings = Settings(tmp_path / "cache", listen=False)
    (result,) = publish.build([source], tmp_path / "outputs", settings=settings, formats=["epub", "word"])
    assert result.exit_code == 0
    for name in ("source.epub", "source.docx"):
        archive = zipfile.ZipFile(tmp_path / "outputs" / "source" / name)
        assert not [part for part in archive.namelist() if b"ann" in archive.read(part).lower()]
