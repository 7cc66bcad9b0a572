"""Pictures that show nothing, hide something or cannot be drawn everywhere: one verdict before any edition is made."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from PIL import Image

from publish.limits import SVG_NUMBERS, SVG_SIDE
from publish.source.files import plain_image


def drawing(inside: str, attributes: str = 'width="90" height="90"') -> bytes:
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" {attributes}>{inside}</svg>').encode()


def picture(kind: str, colour: str) -> bytes:
    written = BytesIO()
    Image.new("RGB", (16, 16), colour).save(written, kind)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (drawing(""), "draws nothing"),
        (drawing('<defs><rect id="a" width="9" height="9"/></defs>'), "draws nothing"),
        (drawing('<rect x="5000" width="50" height="50"/>'), "outside its viewBox"),
        (drawing('<g><circle cx="-60" cy="9" r="9"/><polygon points="0,200 9,300 4,220"/></g>'), "outside its viewBox"),
        (drawing('<rect width="9" height="9"/>', 'width="1e9" height="900"'), f"wider or higher than {SVG_SIDE:,}"),
        (drawing(f'<path d="M0 0{" L1 1" * (SVG_NUMBERS // 2)}"/>'), f"more than {SVG_NUMBERS:,} numbers"),
    ],
)
def test_a_drawing_that_shows_nothing_or_too_much_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        plain_image(data)


@pytest.mark.parametrize(
    "inside",
    [
        '<rect x="90" width="50" height="50"/>',
        '<line x1="0" y1="100.2" x2="50" y2="100.2" stroke-width="2"/>',
        '<g transform="translate(-5000)"><rect x="5000" width="50" height="50"/></g>',
        '<rect x="5000" width="9" height="9"/><rect width="9" height="9"/>',
    ],
)
def test_a_drawing_of_which_some_is_seen_stays_as_it_is(inside: str) -> None:
    assert plain_image(drawing(inside)) == ("image/svg+xml", drawing(inside))


def test_titles_and_descriptions_within_a_drawing_are_left_out() -> None:
    _, plain = plain_image(drawing('<title>Take 50 mg</title><rect width="9" height="9"/><desc>Secret</desc>'))
    assert plain == drawing('<rect width="9" height="9"/>')


def test_the_second_picture_in_a_jpeg_does_not_go_out() -> None:
    first, second = picture("JPEG", "white"), picture("JPEG", "black")
    kind, plain = plain_image(first + second)
    assert kind == "image/jpeg"
    assert plain.count(b"\xff\xd8\xff") == 1
    assert plain_image(first) == ("image/jpeg", first)


@pytest.mark.parametrize(("name", "content"), [(b"iCCP", b"p\0\0"), (b"zTXt", b"k\0\0")])
def test_a_png_that_hides_too_much_is_refused_in_plain_words(name: bytes, content: bytes) -> None:
    hidden = content + zlib.compress(b"\0" * 80_000_000)
    chunk = len(hidden).to_bytes(4, "big") + name + hidden + zlib.crc32(name + hidden).to_bytes(4, "big")
    png = picture("PNG", "white")
    with pytest.raises(ValueError, match="hides a text or colour profile that is too large"):
        plain_image(png[:33] + chunk + png[33:])
