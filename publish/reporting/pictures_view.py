"""Every picture of a document with its text alternative in each edition, to be judged at a glance."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from publish.contracts.format import clock
from publish.model.nodes import Asset, Block, EasyRead, Figure, InlineImage
from publish.model.publication import Publication
from publish.model.text import plain
from publish.model.traverse import blocks_of, descend, inlines_of
from publish.proof.align import LIKENESS, likeness
from publish.reporting.rendering import data_uri

_SIDE = 320  # pixels of a picture's longer side
_OF_EARLIER = "not there in these words: the edition is not current"
_SMALL_SVG = 60_000  # bytes: a drawing up to this size goes into the page as it is


@dataclass(frozen=True, slots=True)
class InEdition:
    """A picture in editions: the words found there, or how they are there, and whether they are the source's."""

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
    of_easy_read: bool
    editions: tuple[InEdition, ...]


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """A picture where it stands: in a block of the text, or as a concept of an easy-read line (`concept` is True)."""

    image: Asset
    alt: str
    block: Block
    line: int
    decorative: bool = False
    concept: bool = False


def pictures_view(
    publication: Publication,
    alternatives: Mapping[str, tuple[str, ...]],
    spoken: Mapping[str, Mapping[str, float]],
    concepts: Collection[str],
    outdated: Collection[str] = (),
) -> tuple[PictureView, ...]:
    """Each picture once for each place where it stands; a picture of easy-read lines once, however often it is shown.

    `alternatives` are those of editions by their titles, `spoken` the second at which each node begins in those to
    hear, `concepts` the titles of those that show the pictures of easy-read lines, `outdated` of those not current.
    """
    places = all_pictures(publication)
    # What an edition says of another picture is not of this one. To compare each with all took a seventh of a report.
    own = {plain(place.alt) for place in places}
    strange = {name: tuple(text for text in texts if text not in own) for name, texts in alternatives.items()}
    return tuple(
        PictureView(
            name=place.image.name,
            shown=small_address(place.image),
            alt=place.alt,
            decorative=place.decorative,
            line=place.line,
            of_easy_read=place.concept,
            editions=_together(
                replace(found, words=_OF_EARLIER)
                if not found.words and found.edition in outdated and (place.concept or found.edition not in concepts)
                else found
                for found in _editions(place, alternatives, strange, spoken, concepts)
            ),
        )
        for place in places
    )


def _together(found: Iterable[InEdition]) -> tuple[InEdition, ...]:
    """Editions in which a picture has the same words as one, in the order of the first of each."""
    editions: dict[tuple[str, bool], list[str]] = {}
    for each in found:
        editions.setdefault((each.words, each.same), []).append(each.edition)
    return tuple(InEdition("; ".join(names), words, same) for (words, same), names in editions.items())


def all_pictures(publication: Publication) -> tuple[PicturePlace, ...]:
    """Every picture where it stands in the text, and those of easy-read lines once each."""
    return (*_pictures(publication), *_concepts(publication))


def has_pictures(publication: Publication) -> bool:
    """Whether a picture with a text alternative stands in the text itself."""
    return any(not place.decorative for place in _pictures(publication))


def _editions(
    place: PicturePlace,
    alternatives: Mapping[str, tuple[str, ...]],
    strange: Mapping[str, tuple[str, ...]],
    spoken: Mapping[str, Mapping[str, float]],
    concepts: Collection[str],
) -> tuple[InEdition, ...]:
    if place.decorative:
        return ()
    if place.concept:
        shown = {name: each for name, each in alternatives.items() if name in concepts}
        return tuple(_in_editions(place.alt, shown, strange))
    return (*_in_editions(place.alt, alternatives, strange), *_in_sound(place.block, spoken))


def _pictures(publication: Publication) -> Iterator[PicturePlace]:
    for block in blocks_of(publication.document):
        if isinstance(block, Figure):
            yield PicturePlace(block.image, block.alt, block, block.line, block.decorative)
        for run in inlines_of(block):
            for inline in descend(run):
                if isinstance(inline, InlineImage):
                    yield PicturePlace(inline.image, inline.alt, block, block.line, inline.decorative)


def _concepts(publication: Publication) -> Iterator[PicturePlace]:
    """The pictures of easy-read lines in the order in which they are shown first."""
    seen: set[str] = set()
    for block in blocks_of(publication.document):
        for line in block.lines if isinstance(block, EasyRead) else ():
            picture = publication.pictures.get(line.picture)
            if picture is not None and line.picture not in seen:
                seen.add(line.picture)
                yield PicturePlace(picture.image, picture.alt, block, block.line, concept=True)


def _in_editions(
    alt: str, alternatives: Mapping[str, tuple[str, ...]], strange: Mapping[str, tuple[str, ...]]
) -> Iterator[InEdition]:
    """The words that each edition gives for a picture: those of the source, else the likest of what is of no other."""
    wanted = plain(alt)
    for name, texts in alternatives.items():
        if wanted in texts:
            yield InEdition(name, "the same", same=True)
            continue
        likest = max(strange[name], key=lambda text: likeness(wanted, text), default="")
        found = likest if likest and likeness(wanted, likest) >= LIKENESS else ""
        yield InEdition(name, found, same=False)


def _in_sound(block: Block, spoken: Mapping[str, Mapping[str, float]]) -> Iterator[InEdition]:
    """When each edition to be heard says what a picture shows; that it does is proved by listening."""
    for name, starts in spoken.items():
        if block.id in starts:
            yield InEdition(name, f"said at {clock(starts[block.id])}", same=True)


def small_address(image: Asset) -> str:
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
