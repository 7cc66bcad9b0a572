"""Hashes of what a role signs: of all that a document says, and of what one of its editions shows besides.

The version is not in them: it is the name of a release and changes nothing that is said. Nor is the publisher, whose
helpline may change under a hundred documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, replace
from hashlib import sha256

from publish.model.nodes import Asset, Block, EasyRead, Figure, InlineImage, walk
from publish.model.publication import Publication
from publish.model.traverse import all_blocks, descend, inlines_of
from publish.proof.ledger import block_units, section_units, text_of
from publish.proof.reading import Unit
from publish.source.identity import digest

FRONT, OPENING, WAIVERS = "front matter", "opening", "waivers"
"""Parts of a document that are no section, by names that no section's id can be: they hold a space or are reserved."""

GLOSSARY, LEXICON, PICTURES = "glossary", "lexicon", "pictures"


def section_hashes(publication: Publication) -> dict[str, str]:
    """A short hash of each part of a document in order: what its front matter says, its opening, each section."""
    return {name: digest(words) for name, words in _parts(publication).items()}


def body_hash(publication: Publication) -> str:
    """The SHA-256 of all that a document says, in order."""
    return _sha256(list(_parts(publication).items()))


def edition_hash(publication: Publication, parts: Iterable[str]) -> str:
    """The SHA-256 of a document and of the parts beside it that an edition shows."""
    beside = {
        GLOSSARY: [astuple(entry) for entry in publication.glossary],
        LEXICON: [astuple(lexeme) for lexeme in publication.lexicon],
        PICTURES: [
            (name, picture.alt, sha256(picture.image.data).hexdigest())
            for name, picture in sorted(publication.pictures.items())
        ],
    }
    shown: Mapping[str, object] = {name: beside[name] for name in sorted(set(parts)) if name in beside}
    return _sha256([body_hash(publication), shown])


def _sha256(data: object) -> str:
    return sha256(json.dumps(data, ensure_ascii=False).encode()).hexdigest()


def _parts(publication: Publication) -> dict[str, list[str]]:
    document = publication.document
    about = document.metadata
    dates = (about.last_reviewed, about.updated, about.next_review_due)
    parts = {
        FRONT: [about.title, about.language, about.summary, about.easy_read_title, *map(str, dates)],
        OPENING: list(_said(document.opening)),
    }
    for section in walk(document.sections):
        heading = replace(section, blocks=())
        parts[section.id] = [*map(_unit, section_units(heading)), *_said(section.blocks)]
    if document.waivers:
        parts[WAIVERS] = [f"{each.format}\x1e{each.section}\x1e{each.reason}" for each in document.waivers]
    return parts


def _unit(unit: Unit) -> str:
    links = [[link.text, link.target] for link in unit.links]
    languages = [[stretch.text, stretch.language] for stretch in unit.languages]
    data = [unit.role.value, unit.text, unit.level, unit.ordinal, list(unit.headers), links, languages]
    return json.dumps(data, ensure_ascii=False)


def _said(blocks: tuple[Block, ...]) -> Iterator[str]:
    """All that blocks say and show: their words with their roles, their images, their easy-read words."""
    for block in blocks:
        yield from map(_unit, block_units(block))
    for block in all_blocks(blocks):
        if isinstance(block, EasyRead):
            lines = [[line.picture, text_of(line.children)] for line in block.lines]
            yield json.dumps([block.title, list(block.covers), list(block.settled), lines], ensure_ascii=False)
        if isinstance(block, Figure):
            yield _image(block.image)
        for run in inlines_of(block):
            yield from (_image(inline.image) for inline in descend(run) if isinstance(inline, InlineImage))


def _image(image: Asset) -> str:
    return f"image\x1e{sha256(image.data).hexdigest()}"
