"""Pictures whose text alternative says little (WCAG 2.2, 1.1.1), and those too small for print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.model.nodes import Figure, InlineImage
from publish.model.publication import Publication
from publish.model.traverse import blocks_of, descend, inlines_of
from publish.proof.ledger import text_of
from publish.rendering.raster import SVG, size
from publish.source.concept_pictures import names_protected_emblem
from publish.source.files import PICTURE_NEEDED
from publish.source.photographs import frames

NARROWEST = 900
"""Pixels across: a column of 150 mm at 150 dots an inch, below which print looks coarse."""

_FILE = re.compile(
    r"\S+\.(?:png|jpe?g|gif|svg|webp|tiff?|bmp)|"
    r"(?:img|dsc|(?:whatsapp )?image|screenshot|photo|picture|figure|fig)[\W_]*\d(?:[\W\d_]|at)*",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(
    r"(?:an? |the )?(?:image|picture|photo(?:graph)?|graphic|drawing|illustration|icon|figure)(?: (?:of|showing)\b|:)",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"(?:an? |the )?(?:image|picture|photo(?:graph)?|graphic|logo|icon|diagram|chart|graph|"
    r"infographic|figure|banner)\W*",
    re.IGNORECASE,
)
_FEWEST = 3  # words
_MOST = 125  # words: more belongs into the text


def _alternatives(subject: Subject) -> Places:
    """Text alternatives that are file names, begin with "image of", or are too short or too long."""
    for line, image in _images(subject.publication):
        if image.decorative or image.alt == PICTURE_NEEDED:
            continue
        fault = _fault(image)
        if fault:
            message = (
                f"the text alternative “{image.alt[:80]}” {fault}. People who cannot see the picture have only these "
                "words: say in a sentence what the picture shows that the text does not."
            )
            yield line, message


def _fault(image: Figure | InlineImage) -> str:
    alt = image.alt
    if _FILE.fullmatch(alt):
        return "is the name of a file"
    if _EMPTY.fullmatch(alt):
        return "only says what kind of thing it is"
    if _PREAMBLE.match(alt):
        return "begins by saying that it is a picture, which readers are told anyway"
    if isinstance(image, Figure) and text_of(image.caption) == alt:
        return "says the same as the caption, which is then heard twice"
    if len(alt.split()) < _FEWEST:
        return f"has fewer than {_FEWEST} words"
    return f"has more than {_MOST} words" if len(alt.split()) > _MOST else ""


def _small(subject: Subject) -> Places:
    """Pictures of pixels with too few of them for print, each once."""
    seen: set[str] = set()
    for line, image in _images(subject.publication):
        name, media_type = image.image.name, image.image.media_type
        if media_type == SVG or name in seen or isinstance(image, InlineImage):
            continue
        seen.add(name)
        width, _ = size(image.image.data, media_type)
        if width < NARROWEST:
            message = (
                f"the picture {name} is {width} pixels wide. In print, and enlarged on a screen, it will look coarse: "
                f"use one of at least {NARROWEST} pixels, or an SVG."
            )
            yield line, message


def _moving(subject: Subject) -> Places:
    """Pictures that move: editions hold the first frame alone."""
    for line, image in _images(subject.publication):
        file = subject.publication.source.parent / image.image.name
        if file.suffix.casefold() in {".gif", ".png"} and file.is_file() and frames(file.read_bytes()) > 1:
            message = (
                f"the picture {image.image.name} moves, and editions show its first frame only. Save the frame that "
                "says most as a picture of its own, or make it a video."
            )
            yield line, message


def _images(publication: Publication) -> Iterator[tuple[int, Figure | InlineImage]]:
    for block in blocks_of(publication.document):
        if isinstance(block, Figure):
            yield block.line, block
        for run in inlines_of(block):
            for inline in descend(run):
                if isinstance(inline, InlineImage):
                    yield block.line, inline


def _emblems(subject: Subject) -> Places:
    """Pictures of the red cross and its like, which nobody else may use (Geneva Conventions Act 1957, section 6)."""
    for line, image in _images(subject.publication):
        if names_protected_emblem(image.image.name, image.alt):
            message = (
                f"the picture {image.image.name} is named like a red cross or a similar emblem, which the law "
                "protects. Choose another picture."
            )
            yield line, message


RULES = (
    Rule("protected-emblem", Severity.ERROR, _emblems),
    Rule("alt-text", Severity.WARNING, _alternatives),
    Rule("picture-moves", Severity.WARNING, _moving),
    Rule("picture-small", Severity.WARNING, _small),
)
