"""Images drawn as PNG and measured."""

from __future__ import annotations

import io

import av
import numpy
import pytest

from publish.rendering.raster import JPEG, PNG, SVG, png, size

DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">
<rect width="40" height="20" fill="#336699"/>
<text x="2" y="15" font-family="Atkinson Hyperlegible">blood</text></svg>"""


def test_a_drawing_has_the_width_asked_for_and_keeps_its_shape() -> None:
    assert size(png(DRAWING, width_px=400), PNG) == (400, 200)


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert png(DRAWING, width_px=120) == png(DRAWING, width_px=120)


def test_letters_in_a_drawing_are_drawn() -> None:
    assert png(DRAWING, width_px=400) != png(DRAWING.replace(b"blood", b""), width_px=400)


def test_a_drawing_that_is_no_svg_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        png(b"a needle", width_px=100)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('width="30" height="10"', (30, 10)),
        ('width="1in" height="72pt"', (96, 96)),
        ('viewBox="0 0 40 20"', (40, 20)),
        ('width="100%" viewBox="0,0,40,20"', (40, 20)),
        ('width="80" viewBox="0 0 40 20"', (80, 40)),
        ('height="80" viewBox="0 0 40 20"', (160, 80)),
    ],
)
def test_the_size_of_a_drawing_is_what_it_says(attributes: str, expected: tuple[int, int]) -> None:
    assert size(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode(), SVG) == expected


def test_the_size_of_a_photograph_is_read_from_its_frame() -> None:
    frame = av.VideoFrame.from_ndarray(numpy.zeros((48, 64, 3), dtype=numpy.uint8), format="rgb24")
    target = io.BytesIO()
    with av.open(target, "w", format="mjpeg") as container:
        stream = container.add_stream("mjpeg", rate=1)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuvj420p"
        container.mux(stream.encode(frame.reformat(format="yuvj420p")))
        container.mux(stream.encode())
    assert size(target.getvalue(), JPEG) == (64, 48)


@pytest.mark.parametrize(
    ("data", "media_type", "message"),
    [
        (b"", PNG, "not a PNG"),
        (b"\xff\xd8\xff\xd9", JPEG, "not a JPEG"),
        (b"", JPEG, "not a JPEG"),
        (b"<svg>", SVG, "not well-formed"),
        (b"<svg/>", SVG, "neither width and height nor viewBox"),
        (b'<svg width="0" height="0"/>', SVG, "no extent"),
        (b"GIF89a", "image/gif", "image/gif"),
    ],
)
def test_an_image_that_cannot_be_measured_is_refused(data: bytes, media_type: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        size(data, media_type)
