"""Writes the manifest (Publication Manifest, with the terms of W3C Audiobooks), the contents page and the MP3 files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from publish.contracts.voice import Voice
from publish.model.edition_words import added_words
from publish.model.languages import direction
from publish.model.publication import Publication
from publish.rendering.cover import WIDTH, cover_svg
from publish.rendering.mp3.encoding import info_frame
from publish.rendering.raster import png
from publish.rendering.xhtml.page_markup import Element, element, page, serialised
from publish.rendering.zipping import FixedZip
from publish.speech.script import Script
from publish.speech.spoken_script import SpokenScript

MANIFEST, CONTENTS, COVER = "publication.json", "index.html", "cover.png"
_COVER = 1200  # pixels: the side of the picture


@dataclass(frozen=True, slots=True)
class SoundFile:
    """A file of sound as manifest and contents name it: its heading with its level, and how long it lasts."""

    name: str
    title: str
    level: int
    seconds: float
    is_reference: bool


def write_package(publication: Publication, spoken: SpokenScript, voice: Voice, target: Path) -> None:
    """Write what was spoken as a package."""
    files = [
        SoundFile(name_of(number), part.chapter.title, part.chapter.level, part.sound.seconds, part.is_reference)
        for number, part in enumerate(spoken.chapters, 1)
    ]
    with FixedZip(target, "w") as package:
        found = manifest(publication, spoken.text, voice.title, files)
        package.writestr(MANIFEST, json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        package.writestr(CONTENTS, contents(publication, spoken.text, files))
        package.writestr(COVER, cover(publication, spoken.text))
        for file, part in zip(files, spoken.chapters, strict=True):
            package.writestr(file.name, info_frame(part.sound.frames) + part.sound.frames)


def name_of(number: int) -> str:
    """The name of the file of a chapter, counted from 1."""
    return f"audio/chapter{number:03}.mp3"


def cover(publication: Publication, text: Script) -> bytes:
    """The picture that players show, as PNG."""
    publisher = publication.publisher
    return png(cover_svg(text.title, publisher.name, publisher.look, WIDTH), width_px=_COVER)


def duration(seconds: float) -> str:
    """A duration of ISO 8601: "PT62.345S"."""
    return f"PT{seconds:.3f}S"


def manifest(publication: Publication, text: Script, reader: str, files: Sequence[SoundFile]) -> dict[str, Any]:
    """What a package says of itself; `reader` is who reads."""
    about, publisher = publication.document.metadata, publication.publisher.name
    language, covered = text.language, f"{text.title}, {publisher}"
    dates = {"datePublished": about.last_reviewed or about.updated, "dateModified": about.updated}
    days = {term: str(date) for term, date in dates.items() if date is not None and date.day is not None}
    return {
        "@context": [
            "https://schema.org",
            "https://www.w3.org/ns/pub-context",
            {"language": language, "direction": direction(language)},
        ],
        "conformsTo": "https://www.w3.org/TR/audiobooks/",
        "type": "Audiobook",
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{publisher}/{about.id}/audiobook')}",
        "name": text.title,
        "description": about.summary,
        "inLanguage": language,
        "author": [{"type": "Organization", "name": publisher}],
        "publisher": [{"type": "Organization", "name": publisher}],
        "readBy": [{"type": "Person", "name": reader}],
        **days,  # a month is no date of the recommendation
        "abridged": False,
        "accessMode": ["auditory"],
        "accessModeSufficient": [{"type": "ItemList", "itemListElement": ["auditory"]}],
        "accessibilityFeature": ["tableOfContents", "readingOrder", "structuralNavigation"],
        "accessibilityHazard": ["none"],
        "duration": duration(sum(file.seconds for file in files if not file.is_reference)),
        "readingOrder": [_sound(file) for file in files if not file.is_reference],
        "resources": [
            *(_sound(file) for file in files if file.is_reference),
            {"type": "LinkedResource", "url": CONTENTS, "encodingFormat": "text/html", "rel": "contents"},
            {"type": "LinkedResource", "url": COVER, "encodingFormat": "image/png", "rel": "cover", "name": covered},
        ],
    }


def _sound(file: SoundFile) -> dict[str, str]:
    """A file of sound. References are in no reading order: the contents lead to them, no player plays on to them."""
    return {
        "type": "LinkedResource",
        "url": file.name,
        "encodingFormat": "audio/mpeg",
        "name": file.title,
        "duration": duration(file.seconds),
    }


def contents(publication: Publication, text: Script, files: Sequence[SoundFile]) -> bytes:
    """The page with the contents, nested as the headings are."""
    words = added_words(text.language)
    root, body = page(text.language, text.title)
    element(body, "h1", text.title)
    element(body, "p", publication.document.metadata.summary)
    nav = element(body, "nav", role="doc-toc", aria_labelledby="contents")
    element(nav, "h2", words.contents, id="contents")
    lists: list[Element] = [element(nav, "ol")]
    for file in files:
        depth = max(1, file.level - 1)
        while len(lists) > depth:
            lists.pop()
        while len(lists) < depth and len(lists[-1]):
            lists.append(element(lists[-1][-1], "ol"))
        element(element(lists[-1], "li"), "a", file.title, href=file.name)
    return serialised(root)
