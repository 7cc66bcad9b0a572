"""The podcast of all released audio: RSS 2.0, with the terms of Apple Podcasts and of the Podcast Namespace.

An episode is the audio edition of a document. The feed names files by their addresses, so it must be told where the
folder of outputs is served. Its chapters are JSON (JSON Chapters 1.2), a file beside the feed for each episode.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5

from lxml import etree
from lxml.builder import ElementMaker

from publish.contracts.discovery import formats
from publish.contracts.format import Settings
from publish.contracts.voice import HOUSE
from publish.errors import OutputsError, UsageError
from publish.model.nodes import walk
from publish.model.publication import Publication
from publish.ordering.current_releases import CurrentRelease, current_releases
from publish.outputs.manifest import EditionRecord
from publish.outputs.record_names import refuse_linked_folder
from publish.outputs.whole_file import put_whole
from publish.proof.ledger import OPENING, text_of
from publish.proof.verdict import Proof, State
from publish.source.days import judged_on

NAME, FOLDER = "podcast.xml", "podcast"
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_PODCAST = "https://podcastindex.org/namespace/1.0"
_ATOM = "http://www.w3.org/2005/Atom"
_FEEDS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # the namespace of podcast:guid
_rss = ElementMaker(nsmap={"itunes": _ITUNES, "podcast": _PODCAST, "atom": _ATOM})
_itunes = ElementMaker(namespace=_ITUNES)
_podcast = ElementMaker(namespace=_PODCAST)


@dataclass(frozen=True, slots=True)
class Episode:
    """A released audio edition of a whole document.

    `path` is that of its file as seen from the outputs, `chapters` begin at seconds.
    """

    sku: str
    version: str
    released: date
    path: str
    record: EditionRecord
    publication: Publication
    chapters: tuple[tuple[float, str], ...]

    @property
    def chapters_path(self) -> str:
        """Where its chapters lie, as seen from the outputs."""
        return f"{FOLDER}/{self.publication.document.metadata.id}-{self.version}.json"


def episodes(outputs: Path, settings: Settings, today: date) -> tuple[Episode, ...]:
    """The audio that may be given out on a day, the latest first; each was heard and is complete."""
    found = [
        episode
        for current in current_releases(outputs, today, formats(settings))
        if isinstance(current, CurrentRelease)
        for episode in _episodes(outputs, current)
    ]
    return tuple(sorted(found, key=lambda episode: (episode.released, episode.sku), reverse=True))


def write_podcast(
    outputs: Path, address: str, picture: str, settings: Settings, today: date
) -> tuple[tuple[Path, ...], int]:
    """Write the feed and the chapters of its episodes; gives their paths and how many episodes there are.

    `address` is where the folder of outputs is served, `picture` the address of a square picture, "" for none. The
    feed of a day to come is not written: listeners' programs read this file as what may be given out now.

    Raises:
        UsageError: an address is none, or nothing that was released is audio.
        OutputsError: a file cannot be written.

    """
    base = _address(address)
    listed = episodes(outputs, settings, today)
    if not listed:
        raise UsageError(f"{outputs}: no audio that was released may be given out, and a podcast needs an episode.")
    if today > judged_on():
        return (), len(listed)
    written = []
    refuse_linked_folder(outputs / FOLDER)
    try:
        (outputs / FOLDER).mkdir(exist_ok=True)
    except OSError as error:
        raise OutputsError(f"{outputs / FOLDER}: it cannot be made: {error.strerror}.") from None
    for episode in listed:
        written.append(outputs / episode.chapters_path)
        put_whole(written[-1], json.dumps(chapters_of(episode), ensure_ascii=False, indent=1) + "\n")
    put_whole(outputs / NAME, feed(listed, base, _address(picture).rstrip("/") if picture else "", today).decode())
    return (outputs / NAME, *written), len(listed)


def chapters_of(episode: Episode) -> dict[str, Any]:
    """The chapters of an episode as JSON data."""
    chapters = [{"startTime": start_s, "title": title} for start_s, title in episode.chapters]
    return {"version": "1.2.0", "title": episode.publication.document.metadata.title, "chapters": chapters}


def feed(listed: tuple[Episode, ...], base: str, picture: str, today: date) -> bytes:
    """The feed as RSS."""
    publisher = listed[0].publication.publisher
    address = f"{base}{NAME}"
    channel = _rss.channel(
        _rss.title(publisher.name),
        _rss.link(base),
        _rss.description(f"Health information by {publisher.name}, read aloud."),
        _rss.language(listed[0].publication.document.metadata.language),
        _rss.lastBuildDate(_moment(today)),
        _rss.generator("accessible-publish"),
        etree.Element(f"{{{_ATOM}}}link", href=address, rel="self", type="application/rss+xml"),
        _itunes.author(publisher.name),
        _itunes.explicit("false"),
        _itunes.type("episodic"),
        _itunes.category(_itunes.category(text="Medicine"), text="Health & Fitness"),
        _podcast.guid(str(uuid5(_FEEDS, address.partition("://")[2].rstrip("/")))),
        *([_itunes.image(href=picture)] if picture else []),
        *(_item(episode, base) for episode in listed),
    )
    return etree.tostring(_rss.rss(channel, version="2.0"), xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _item(episode: Episode, base: str) -> etree._Element:
    about, record = episode.publication.document.metadata, episode.record
    chapters = f"{base}{quote(episode.chapters_path)}"
    return _rss.item(
        _rss.title(about.title),
        _rss.description(about.summary),
        _rss.guid(f"{episode.sku}/{episode.version}", isPermaLink="false"),
        _rss.pubDate(_moment(episode.released)),
        _rss.enclosure(url=f"{base}{quote(episode.path)}", length=str(record.bytes or 0), type=record.media_type),
        _itunes.duration(str(round(record.duration_s or 0))),
        _itunes.episodeType("full"),
        _itunes.explicit("false"),
        _podcast.chapters(url=chapters, type="application/json+chapters"),
    )


def _episodes(outputs: Path, current: CurrentRelease) -> Iterator[Episode]:
    headings = {OPENING: current.publication.document.metadata.title} | {
        section.id: text_of(section.heading) for section in walk(current.publication.sections)
    }
    for edition in current.release.editions:
        record = edition.record
        is_heard = record.verdict.proof is Proof.HEARD and record.verdict.state is State.COMPLETE
        if record.format == HOUSE and not record.variant and is_heard and record.format not in current.voided:
            yield Episode(
                edition.sku,
                current.release.version,
                current.release.released,
                (current.folder / str(record.file)).relative_to(outputs).as_posix(),
                record,
                current.publication,
                tuple(_chapters(record, headings)),
            )


def _chapters(record: EditionRecord, headings: Mapping[str, str]) -> list[tuple[float, str]]:
    """The sections with their places in the sound, in the order in which they are said."""
    places = record.locations.items()
    return sorted((at[0], headings[name]) for name, at in places if name in headings and not isinstance(at, int))


def _moment(day: date) -> str:
    return format_datetime(datetime(day.year, day.month, day.day, tzinfo=UTC), usegmt=True)


def _address(text: str) -> str:
    """An address on the web with a slash at its end. Raises `UsageError` where it is none."""
    try:
        parts = urlsplit(text if text.isprintable() else "")
        whole = parts.scheme in {"http", "https"} and parts.hostname and not parts.query and not parts.fragment
    except ValueError:  # a bracket that is not closed
        whole = False
    if not whole:
        raise UsageError(
            f"{text[:100]!r} is no address on the web. Write it in full, as https://www.example.org/outputs/."
        )
    return text.rstrip("/") + "/"
