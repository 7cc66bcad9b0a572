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
        (drawing('<rect width="9" height="9" visibility="hidden"/>'), "shows nothing: all its parts are hidden"),
        (drawing('<g style="display: none"><rect width="9" height="9"/></g>'), "shows nothing"),
        (drawing('<g opacity="0"><use href="#a"/></g><defs><path id="a" d="M0 0h9v9"/></defs>'), "shows nothing"),
        (drawing('<g fill="none"><rect width="9" height="9"/><circle r="4" fill-opacity="0%"/></g>'), "shows nothing"),
        (drawing('<line x2="90" y2="90" fill="red"/><rect width="9"/><text x="4" y="9"> </text>'), "shows nothing"),
        (
            drawing('<switch><text systemLanguage="en" y="50">2</text><text y="50">20</text></switch>'),
            r"readers of other languages \(systemLanguage\)",
        ),
        (drawing('<switch><path d="M0 0h9v9"/><text y="50">20</text></switch>'), "shows only some of its parts"),
        (drawing('<text y="50">Take \u202e02\u202c tablets</text>'), r"holds the character U\+202E.*, which turns"),
        (drawing('<text y="50" aria-label="Take \u202e02">2</text>'), r"holds the character U\+202E"),
        (drawing('<text y="50" unicode-bidi="bidi-override" direction="rtl">02</text>'), "order of its letters round"),
        (drawing('<style>text{unicode-bidi:isolate-override}</style><text y="9">02</text>'), "order of its letters"),
        (drawing('<rect width="5" height="5"/>').replace(b"0 0 100 100", b"0 0 1e-300 1e-300"), "no sound viewBox"),
        (drawing('<rect width="5" height="5"/>', "").replace(b"0 0 100 100", b"0 0 .3 .3"), "smaller than a point"),
        (drawing('<rect width="5" height="5"/>', 'width="90" height="0.4px"'), "smaller than a point"),
    ],
)
def test_a_drawing_that_shows_nothing_or_too_much_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        plain_image(data)


@pytest.mark.parametrize(
    "inside",
    [
        '<rect x="90" width="50" height="50"/>',
        '<line x1="0" y1="100.2" x2="50" y2="100.2" stroke="#000" stroke-width="2"/>',
        '<g transform="translate(-5000)"><rect x="5000" width="50" height="50"/></g>',
        '<rect x="5000" width="9" height="9"/><rect width="9" height="9"/>',
        '<g visibility="hidden"><rect width="9" height="9" visibility="visible"/></g>',
        '<style>.a{fill:none}.b{fill:red}</style><g class="a"><rect class="b" width="9" height="9"/></g>',
        '<rect width="9" height="9" fill="none" stroke="#000"/><rect width="9" height="9" opacity="0"/>',
        '<text y="50" visibility="hidden"><tspan visibility="visible">2</tspan></text>',
        '<rect width="9" height="9" style="fill:red;visibility:visible" visibility="hidden"/>',
        '<switch><g><rect width="9" height="9"/></g></switch>',
        '<text y="50" direction="rtl" unicode-bidi="embed">דם</text>',
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
