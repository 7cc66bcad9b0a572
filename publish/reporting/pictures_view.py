"""Every picture of a document with its text alternative in each edition, to be judged at a glance."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publish.contracts.format import clock
from publish.model.nodes import Asset, Block, Figure, InlineImage
from publish.model.publication import Publication
from publish.model.text import plain
from publish.model.traverse import blocks_of, descend, inlines_of
from publish.proof.align import LIKENESS, likeness
from publish.proof.reading import Reading, Role
from publish.reporting.rendering import data_uri

_SIDE = 320  # pixels of a picture's longer side
_SMALL_SVG = 60_000  # bytes: a drawing up to this size goes into the page as it is


@dataclass(frozen=True, slots=True)
class InEdition:
    """A picture in one edition: the words found there, or how they are there, and whether they are the source's."""

    edition: str
    words: str
    same: bool


@dataclass(frozen=True, slots=True)
class PictureView:
    """One picture: an address to show it by ("" where it cannot be shown), its text alternative, its line."""

    name: str
    shown: str
    alt: str
    decorative: bool
    line: int
    editions: tuple[InEdition, ...]


def pictures_view(
    publication: Publication, readings: Mapping[str, Reading], spoken: Mapping[str, Mapping[str, float]]
) -> tuple[PictureView, ...]:
    """Each picture once for each place where it stands.

    `readings` are those of editions by their titles, `spoken` the second at which each node begins in those to hear.
    """
    return tuple(
        PictureView(
            name=image.name,
            shown=_shown(image),
            alt=alt,
            decorative=decorative,
            line=block.line,
            editions=() if decorative else (*_in_editions(alt, readings), *_in_sound(block, spoken)),
        )
        for image, alt, decorative, block in _pictures(publication)
    )


def _pictures(publication: Publication) -> Iterator[tuple[Asset, str, bool, Block]]:
    for block in blocks_of(publication.document):
        if isinstance(block, Figure):
            yield block.image, block.alt, block.decorative, block
        for run in inlines_of(block):
            for inline in descend(run):
                if isinstance(inline, InlineImage):
                    yield inline.image, inline.alt, inline.decorative, block


def _in_editions(alt: str, readings: Mapping[str, Reading]) -> Iterator[InEdition]:
    """The words that each edition gives for a picture: those of the source, else the likest that it has."""
    wanted = plain(alt)
    for name, reading in readings.items():
        texts = [passage.text for passage in reading.passages if passage.role is Role.ALT]
        if wanted in texts:
            yield InEdition(name, "the same", same=True)
            continue
        likest = max(texts, key=lambda text: likeness(wanted, text), default="")
        found = likest if likest and likeness(wanted, likest) >= LIKENESS else ""
        yield InEdition(name, found, same=False)


def _in_sound(block: Block, spoken: Mapping[str, Mapping[str, float]]) -> Iterator[InEdition]:
    """When each edition to be heard says what a picture shows; that it does is proved by listening."""
    for name, starts in spoken.items():
        if block.id in starts:
            yield InEdition(name, f"said at {clock(starts[block.id])}", same=True)


def _shown(image: Asset) -> str:
    """A small copy of a picture as an address, "" where it cannot be drawn."""
    if image.media_type == "image/svg+xml":
        return data_uri(image.media_type, image.data) if len(image.data) <= _SMALL_SVG else ""
    try:
        from PIL import Image
    except ImportError:
        return ""  # it is needed for photographs alone, and an installation may lack it
    try:
        with Image.open(io.BytesIO(image.data)) as picture:
            small = picture.convert("RGB")
            small.thumbnail((_SIDE, _SIDE))
            data = io.BytesIO()
            small.save(data, "JPEG", quality=70)
    except (OSError, ValueError):  # among them that it is no image
        return ""
    return data_uri("image/jpeg", data.getvalue())
