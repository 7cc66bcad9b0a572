"""Hashes of what a role signs: of all that a document says, and of what one of its editions shows besides.

The version is not in them: it is the name of a release and changes nothing that is said. Nor is the publisher in the
hash of a document: a helpline may change under a hundred documents, and what is out stays out. It has a hash of its
own, so that nothing goes out anew with a helpline that nobody has seen in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, replace
from hashlib import sha256

from publish.model.last_asked import kept_for_the_last
from publish.model.nodes import Asset, Block, EasyRead, EasyReadLine, Figure, InlineImage, Metadata, walk
from publish.model.publication import Publication
from publish.model.traverse import all_blocks, descend, inlines_of
from publish.proof.ledger import block_units, section_units, struck_in, text_of
from publish.proof.reading import Unit
from publish.source.identity import digest

FRONT, OPENING, WAIVERS = "front matter", "opening", "waivers"
"""Parts of a document that are no section, by names that no section's id can be: they hold a space or are reserved."""

HOUSE = "the publisher’s details"
"""What publisher.yaml says in every edition, as it is called among the parts that are signed."""

EASY_READ = " easy read"
"""What follows the name of a part where its easy-read lines are meant, and not its text."""

BESIDE = {"glossary": "the glossary", "lexicon": "the pronunciations", "pictures": "the pictures of easy read"}
"""What stands beside a document, by the parts of a publication: as it is called among the parts that are signed."""


_JSON = json.JSONEncoder(ensure_ascii=False).encode  # `json.dumps` makes one for each of a document's thousand units


def section_hashes(publication: Publication, parts: Iterable[str] = ()) -> dict[str, str]:
    """A short hash of each part of a document in order: its front matter, its opening, each section, easy-read lines.

    `parts` are those beside the document that an edition shows, each with its own hash.
    """
    beside = {BESIDE[name]: digest([json.dumps(data)]) for name, data in _beside(publication, parts).items()}
    parts_of_it = {name: digest(words) for name, words in _parts(publication).items()}
    return parts_of_it | {HOUSE: house_hash(publication)} | beside


def house_hash(publication: Publication) -> str:
    """A short hash of what the publisher says in every edition: its name, numbers, contacts and logo."""
    publisher = publication.publisher
    contacts = [astuple(each) for each in (publisher.helpline, *publisher.contacts)]
    numbers = [astuple(each) for each in publisher.registrations]
    logo = [publisher.look.logo_alt, *([_image(publisher.look.logo)] if publisher.look.logo else [])]
    return digest([_JSON([publisher.name, numbers, contacts, logo])])


@kept_for_the_last
def body_hash(publication: Publication) -> str:
    """The SHA-256 of all that a document says, in order."""
    return _sha256(list(_parts(publication).items()))


def edition_hash(publication: Publication, parts: Iterable[str]) -> str:
    """The SHA-256 of a document and of the parts beside it that an edition shows."""
    return _sha256([body_hash(publication), _beside(publication, parts)])


def _beside(publication: Publication, parts: Iterable[str]) -> Mapping[str, object]:
    """What stands beside a document and is shown by an edition of some parts."""
    beside: Mapping[str, object] = {
        "glossary": [astuple(entry) for entry in publication.glossary],
        "lexicon": [astuple(lexeme) for lexeme in publication.lexicon],
        "pictures": [
            (name, picture.alt, sha256(picture.image.data).hexdigest())
            for name, picture in sorted(publication.pictures.items())
        ],
    }
    return {name: beside[name] for name in sorted(set(parts)) if name in beside}


def _sha256(data: object) -> str:
    return sha256(json.dumps(data, ensure_ascii=False).encode()).hexdigest()


def _parts(publication: Publication) -> dict[str, list[str]]:
    document = publication.document
    about = document.metadata
    dates = (about.last_reviewed, about.updated, about.next_review_due)
    short = [about.short_title] if about.short_title else []
    checked = [f"{name}\x1e{value}" for name, value in _claims(about) if value]
    parts = {
        FRONT: [about.title, about.language, about.summary, about.easy_read_title, *map(str, dates), *short, *checked],
        OPENING: list(_said(document.opening)),
    }
    parts |= _easy_read(OPENING, document.opening)
    for section in walk(document.sections):
        heading = replace(section, blocks=())
        parts[section.id] = [*map(_unit, section_units(heading)), *_said(section.blocks)]
        parts |= _easy_read(section.id, section.blocks)
    waivers = (*document.waivers, *document.fact_waivers)
    if waivers:
        parts[WAIVERS] = ["\x1e".join((each.format, each.section, each.reason, *each.facts)) for each in waivers]
    return parts


def _claims(about: Metadata) -> tuple[tuple[str, str], ...]:
    """Who is said to have checked a document: editions claim it, so it is signed with what they say."""
    return (
        ("easy read", about.easy_read_checked_by),
        ("accessibility", about.accessibility_checked_by),
        ("accessibility, when", str(about.accessibility_checked or "")),
    )


def _unit(unit: Unit) -> str:
    links = [[link.text, link.target] for link in unit.links]
    languages = [[stretch.text, stretch.language] for stretch in unit.languages]
    more = [[words.text, words.start] for words in unit.struck] + [list(unit.beside)] * bool(unit.beside)
    data = [unit.role.value, unit.text, unit.level, unit.ordinal, list(unit.headers), links, languages]
    return _JSON([*data, more] if more else data)


def _easy_read(part: str, blocks: tuple[Block, ...]) -> dict[str, list[str]]:
    """The easy-read lines that stand in a part of a document, as a part of their own; empty where there are none."""
    words = []
    for block in all_blocks(blocks):
        if isinstance(block, EasyRead):
            lines = [[line.picture, *_line(line), *(["short"] if line.short else [])] for line in block.lines]
            words.append(json.dumps([block.title, list(block.covers), list(block.settled), lines], ensure_ascii=False))
    return {f"{part}{EASY_READ}": words} if words else {}


def _line(line: EasyReadLine) -> list[object]:
    return [text_of(line.children), *map(astuple, struck_in(line.children))]


def _said(blocks: tuple[Block, ...]) -> Iterator[str]:
    """All that blocks say and show to readers of the text: their words with their roles, and their images."""
    for block in blocks:
        yield from map(_unit, block_units(block))
    for block in all_blocks(blocks):
        if isinstance(block, Figure):
            yield _image(block.image)
        for run in inlines_of(block):
            yield from (_image(inline.image) for inline in descend(run) if isinstance(inline, InlineImage))


def _image(image: Asset) -> str:
    return f"image\x1e{sha256(image.data).hexdigest()}"
