"""Writes the manifest (Publication Manifest, with the terms of W3C Audiobooks), the contents page and the MP3 files."""

from __future__ import annotations

import json
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
from publish.speech.spoken_script import ChapterSound, SpokenScript

MANIFEST, CONTENTS, COVER = "publication.json", "index.html", "cover.png"
_COVER = 1200  # pixels: the side of the picture


def write_package(publication: Publication, spoken: SpokenScript, voice: Voice, target: Path) -> None:
    """Write what was spoken as a package."""
    files = {f"audio/chapter{number:03}.mp3": part for number, part in enumerate(spoken.chapters, 1)}
    with FixedZip(target, "w") as package:
        manifest = _manifest(publication, spoken, voice, files)
        package.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
        package.writestr(CONTENTS, _contents(publication, spoken, files))
        publisher = publication.publisher
        picture = png(cover_svg(spoken.text.title, publisher.name, publisher.look, WIDTH), width_px=_COVER)
        package.writestr(COVER, picture)
        for name, part in files.items():
            package.writestr(name, info_frame(part.sound.frames) + part.sound.frames)


def duration(seconds: float) -> str:
    """A duration of ISO 8601: "PT62.345S"."""
    return f"PT{seconds:.3f}S"


def _manifest(
    publication: Publication, spoken: SpokenScript, voice: Voice, files: dict[str, ChapterSound]
) -> dict[str, Any]:
    about, publisher = publication.document.metadata, publication.publisher.name
    language, cover = spoken.text.language, f"{spoken.text.title}, {publisher}"
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
        "name": spoken.text.title,
        "description": about.summary,
        "inLanguage": language,
        "author": [{"type": "Organization", "name": publisher}],
        "publisher": [{"type": "Organization", "name": publisher}],
        "readBy": [{"type": "Person", "name": voice.title}],
        **days,  # a month is no date of the recommendation
        "abridged": False,
        "accessMode": ["auditory"],
        "accessModeSufficient": [{"type": "ItemList", "itemListElement": ["auditory"]}],
        "accessibilityFeature": ["tableOfContents", "readingOrder", "structuralNavigation"],
        "accessibilityHazard": ["none"],
        "duration": duration(sum(part.sound.seconds for part in spoken.chapters if not part.is_reference)),
        "readingOrder": [_sound(name, part) for name, part in files.items() if not part.is_reference],
        "resources": [
            *(_sound(name, part) for name, part in files.items() if part.is_reference),
            {"type": "LinkedResource", "url": CONTENTS, "encodingFormat": "text/html", "rel": "contents"},
            {"type": "LinkedResource", "url": COVER, "encodingFormat": "image/png", "rel": "cover", "name": cover},
        ],
    }


def _sound(name: str, part: ChapterSound) -> dict[str, str]:
    """A file of sound. References are in no reading order: the contents lead to them, no player plays on to them."""
    return {
        "type": "LinkedResource",
        "url": name,
        "encodingFormat": "audio/mpeg",
        "name": part.chapter.title,
        "duration": duration(part.sound.seconds),
    }


def _contents(publication: Publication, spoken: SpokenScript, files: dict[str, ChapterSound]) -> bytes:
    """The page with the contents, nested as the headings are."""
    words = added_words(spoken.text.language)
    root, body = page(spoken.text.language, spoken.text.title)
    element(body, "h1", spoken.text.title)
    element(body, "p", publication.document.metadata.summary)
    nav = element(body, "nav", role="doc-toc", aria_labelledby="contents")
    element(nav, "h2", words.contents, id="contents")
    lists: list[Element] = [element(nav, "ol")]
    for name, part in files.items():
        depth = max(1, part.chapter.level - 1)
        while len(lists) > depth:
            lists.pop()
        while len(lists) < depth and len(lists[-1]):
            lists.append(element(lists[-1][-1], "ol"))
        element(element(lists[-1], "li"), "a", part.chapter.title, href=name)
    return serialised(root)
