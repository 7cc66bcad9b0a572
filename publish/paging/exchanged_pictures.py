"""Whether each picture of an edition on pages is the one that the source has there.

The tags name a picture by its text alternative, whatever is drawn for it. Both are drawn by programs of their own, the
page by PDFium and the source's picture by resvg, and what they show is compared.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from pikepdf import Dictionary, Name, Pdf

from publish.model.colours import Colour
from publish.model.nodes import Asset, Figure, InlineImage
from publish.model.publication import Publication
from publish.model.text import plain
from publish.model.traverse import nodes_of_text
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.pdf import TaggedPdf
from publish.readers.pdf.shown_pictures import DRAWN, Drawing, Sketch, apart, drawn_pictures, sketch
from publish.rendering.raster import SVG, png, size

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
UNLIKE = 0.25
"""Of full contrast; 0.07 was the most of 97 pictures of the factsheet and the specimen, drawn by both."""

_LIKE = 0.04  # what is nearer is not looked for among others: the two of the factsheet most alike are 0.09 apart


def described_pictures(publication: Publication) -> Iterator[tuple[str, Asset]]:
    """The pictures of the text, with their text alternatives."""
    for node in nodes_of_text(publication.document):
        if isinstance(node, Figure | InlineImage) and not node.decorative:
            yield node.alt, node.image


def picture_findings(path: Path, file: TaggedPdf, pictures: Iterable[tuple[str, Asset]]) -> Iterator[Finding]:
    """Where an edition shows another picture than the source has there.

    Args:
        path: the edition.
        file: the same, opened.
        pictures: those of the source that are described, with their text alternatives.

    """
    wanted: dict[str, list[Asset]] = {}
    for alt, asset in pictures:
        wanted.setdefault(plain(alt), []).append(asset)
    for figure, drawn in drawn_pictures(path, file):
        own = wanted.get(plain(figure.alt or ""), [])
        away = min((unlike(drawn, asset) for asset in own), default=0.0)
        others = (asset for assets in wanted.values() if assets is not own for asset in assets)
        if away > UNLIKE or (away > _LIKE and any(unlike(drawn, other) < away for other in others)):
            told = "the source's picture", f"another picture: {figure.alt}", f"page {drawn.page}"
            yield Finding(FindingKind.PRESENTATION, OPENING, "", *told)


def unlike(drawn: Drawing, asset: Asset) -> float:
    """How far what is drawn is from a picture, as a share of full contrast."""
    return apart(drawn.sketch, _sketch_of(asset, drawn.ground))


@lru_cache(1024)
def _sketch_of(asset: Asset, ground: Colour) -> Sketch:
    """The picture of a file on the ground that an edition has behind it; one of pixels as a drawing that holds it."""
    data = asset.data
    width, height = size(data, asset.media_type)
    if asset.media_type != SVG:
        inside = f"data:{asset.media_type};base64,{b64encode(data).decode()}"
        data = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
            f'<image href="{inside}" width="{width}" height="{height}"/></svg>'
        ).encode()
    wide = max(1, round(DRAWN * min(1.0, width / height)))
    return sketch(_rows(png(data, width_px=wide, ground="#{:02x}{:02x}{:02x}".format(*ground))), 4, ground)


def _rows(data: bytes) -> list[bytes]:
    """The rows of a PNG of red, green, blue and solidity, eight bits each; its filters are PDF's, too (PNG, 9)."""
    width = int.from_bytes(data[16:20], "big")
    packed, at = b"", len(_SIGNATURE)
    while at < len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        packed += data[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    how = Dictionary(Predictor=15, Colors=4, BitsPerComponent=8, Columns=width)
    with Pdf.new() as pdf:
        raw = pdf.make_stream(packed, Filter=Name.FlateDecode, DecodeParms=how).read_bytes()
    return [raw[start : start + 4 * width] for start in range(0, len(raw), 4 * width)]
