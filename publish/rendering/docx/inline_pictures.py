"""Images in the line (ECMA-376, part 1, 20.4.2.8), with their text alternative or the mark that they only decorate."""

from __future__ import annotations

from functools import lru_cache

from docx.opc.part import Part
from lxml import etree

from publish.errors import EditionError
from publish.model.nodes import Asset
from publish.rendering.docx.docx_package import Parts, embed
from publish.rendering.docx.ooxml import EMU_PER_TWIP, TWIPS_PER_POINT, element
from publish.rendering.raster import JPEG, PNG, SVG, png, size

_PIXELS_PER_TWIP = 96 / 1440
_SHARP = 2  # PNG pixels for each CSS pixel: still clear when the page is enlarged
_KEPT = 256  # stand-ins, of some 5 kB: a booklet's pictures are drawn once, to be written and to be checked
_LINE_HEIGHT = 20 * TWIPS_PER_POINT

_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_SVG_BLIP = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


class Pictures:
    """Makes the drawings of a document, each with a number of its own."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._count = 0

    def figure(self, image: Asset, alt: str, story: Part, *, widest: int, tallest: int) -> etree._Element:
        """A drawing that fills the room it has: at most `widest` by `tallest` twips, a photograph never enlarged."""
        across, down = _pixels(image)
        fit = min(widest / across, tallest / down)
        scale = fit if image.media_type == SVG else min(fit, 1 / _PIXELS_PER_TWIP)
        return self._drawing(image, alt, story, round(across * scale), round(down * scale))

    def in_line(self, image: Asset, alt: str, story: Part) -> etree._Element:
        """A drawing as high as a line of text."""
        across, down = _pixels(image)
        return self._drawing(image, alt, story, round(across * _LINE_HEIGHT / down), _LINE_HEIGHT)

    def _drawing(self, image: Asset, alt: str, story: Part, width: int, height: int) -> etree._Element:
        self._count += 1
        extent = {"cx": width * EMU_PER_TWIP, "cy": height * EMU_PER_TWIP}
        named: dict[str, str | int] = {"id": self._count, "name": f"Picture {self._count}"}
        decorative = element(
            "a:extLst",
            children=[element("a:ext", {"uri": _DECORATIVE}, [element("adec:decorative", {"val": "1"})])],
        )
        described = element("wp:docPr", {**named, "descr": alt}, [] if alt else [decorative])
        locked = element("a:graphicFrameLocks", {"noChangeAspect": "1"})
        picture = element(
            "pic:pic",
            children=[
                element(
                    "pic:nvPicPr", children=[element("pic:cNvPr", {**named, "descr": alt}), element("pic:cNvPicPr")]
                ),
                element(
                    "pic:blipFill",
                    children=[
                        self._blip(image, story, width),
                        element("a:stretch", children=[element("a:fillRect")]),
                    ],
                ),
                element(
                    "pic:spPr",
                    children=[
                        element("a:xfrm", children=[element("a:off", {"x": 0, "y": 0}), element("a:ext", extent)]),
                        element("a:prstGeom", {"prst": "rect"}, [element("a:avLst")]),
                    ],
                ),
            ],
        )
        data = element("a:graphicData", {"uri": "http://schemas.openxmlformats.org/drawingml/2006/picture"}, [picture])
        return element(
            "w:drawing",
            children=[
                element(
                    "wp:inline",
                    {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
                    [
                        element("wp:extent", extent),
                        described,
                        element("wp:cNvGraphicFramePr", children=[locked]),
                        element("a:graphic", children=[data]),
                    ],
                )
            ],
        )

    def _blip(self, image: Asset, story: Part, width: int) -> etree._Element:
        if image.media_type != SVG:
            return element("a:blip", {"r:embed": embed(story, self._parts.image(image.data, image.media_type))})
        drawn = stand_in(image, width * EMU_PER_TWIP)
        kept = element("asvg:svgBlip", {"r:embed": embed(story, self._parts.image(image.data, SVG))})
        return element(
            "a:blip",
            {"r:embed": embed(story, self._parts.image(drawn, PNG))},
            [element("a:extLst", children=[element("a:ext", {"uri": _SVG_BLIP}, [kept])])],
        )


def stand_in(image: Asset, across: int) -> bytes:
    """The PNG of an SVG that is shown `across` EMU wide: Word shows the SVG, an older Word or a converter the PNG."""
    try:
        return _drawn(image.data, max(1, round(across / EMU_PER_TWIP * _PIXELS_PER_TWIP * _SHARP)))
    except ValueError as error:
        raise EditionError(f"the image {image.name} cannot be used in a Word document: {error}") from error


@lru_cache(_KEPT)
def _drawn(svg: bytes, width_px: int) -> bytes:
    return png(svg, width_px=width_px)


def _pixels(image: Asset) -> tuple[int, int]:
    if image.media_type not in (SVG, PNG, JPEG):
        raise EditionError(f"the image {image.name} cannot be used in a Word document. Save it as SVG, PNG or JPEG")
    try:
        return size(image.data, image.media_type)
    except ValueError as error:
        raise EditionError(f"the image {image.name} cannot be used in a Word document: {error}") from error
