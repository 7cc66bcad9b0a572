"""A validator of podcast feeds, written from their specifications, clause by clause: RSS 2.0 (RSS Advisory Board), what
Apple Podcasts requires, the Podcast Namespace, and JSON Chapters 1.2.

It knows nothing of the code that writes feeds here. Each complaint begins with its clause.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from lxml import etree

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"
NEEDED = ("title", "link", "description")
OF_CHANNEL = {
    *("title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "pubDate", "image"),
    *("lastBuildDate", "category", "generator", "docs", "cloud", "ttl", "rating", "textInput", "skipHours", "skipDays"),
    "item",
}
OF_ITEM = {
    *("title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate", "source")
}
SEVERAL = {"item", "category"}
SOUNDS = {"audio/mpeg": (".mp3",), "audio/x-m4a": (".m4a", ".m4b"), "audio/mp4": (".m4a", ".m4b")}
CATEGORIES = {
    "Health & Fitness": {"Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"}
}
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
DURATION = re.compile(r"[1-9]\d*|(?:\d+:)?[0-5]?\d:[0-5]\d")
FEEDS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


def complaints(feed: bytes) -> list[str]:
    """All that is wrong with a feed."""
    root = etree.fromstring(feed)
    channels = root.findall("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1:
        return ["RSS, rss: a feed is an rss element of version 2.0 with one channel"]
    return [*_channel(channels[0]), *(line for item in channels[0].findall("item") for line in _item(item))]


def chapter_complaints(chapters: Mapping[str, Any]) -> list[str]:
    """All that is wrong with the chapters of an episode."""
    found = []
    if not re.fullmatch(r"1\.\d\.\d", str(chapters.get("version"))):
        found.append("JSON Chapters, version: it must be that of the format")
    starts = [chapter.get("startTime") for chapter in chapters.get("chapters", [])]
    if not starts or not all(isinstance(start, int | float) and start >= 0 for start in starts):
        found.append("JSON Chapters, startTime: every chapter begins at a number of seconds")
    elif starts != sorted(set(starts)):
        found.append("JSON Chapters, chapters: they are in the order in which they are heard")
    return found


def _channel(channel: etree._Element) -> Iterator[str]:
    yield from (f"RSS, channel: {name} is needed" for name in NEEDED if not (channel.findtext(name) or "").strip())
    yield from _elements(channel, OF_CHANNEL, "channel")
    yield from _addresses(channel, "link", "RSS, link")
    yield from _dates(channel, "lastBuildDate", "pubDate")
    if not LANGUAGE.fullmatch(channel.findtext("language") or ""):
        yield "Apple, language: it must be a language code"
    picture = channel.find(f"{ITUNES}image")
    if picture is None or not _on_the_web(picture.get("href", "")):
        yield "Apple, itunes:image: a channel needs a picture by its address"
    yield from _categories(channel)
    yield from _choices(channel, {"explicit": {"true", "false"}}, needed=True)
    yield from _choices(channel, {"type": {"episodic", "serial"}})
    itself = [link.get("href", "") for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if len(itself) != 1 or not _on_the_web(itself[0]):
        yield "RSS best practices, atom:link: a feed names its own address once"
    elif (told := channel.findtext(f"{PODCAST}guid")) != str(uuid5(FEEDS, re.sub(r"^\w+://|/+$", "", itself[0]))):
        yield f"Podcast Namespace, guid: {told} is not that of {itself[0]}"
    if not channel.findall("item"):
        yield "Apple, item: a show has an episode"
    guids = Counter(item.findtext("guid") for item in channel.findall("item"))
    yield from (f"RSS, guid: {guid!r} is that of {count} items" for guid, count in guids.items() if guid and count > 1)


def _item(item: etree._Element) -> Iterator[str]:
    if not item.findtext("title") and not item.findtext("description"):
        yield "RSS, item: it needs a title or a description"
    if not item.findtext("title"):
        yield "Apple, title: an episode needs one"
    yield from _elements(item, OF_ITEM, "item")
    yield from _dates(item, "pubDate")
    guid = item.find("guid")
    if guid is None or not guid.text:
        yield "Apple, guid: an episode needs one"
    elif guid.get("isPermaLink", "true") != "false" and not _on_the_web(guid.text):
        yield f"RSS, guid: {guid.text!r} is no address, so it must be told to be none"
    sounds = item.findall("enclosure")
    if len(sounds) != 1:
        yield "Apple, enclosure: an episode has one"
    yield from (line for sound in sounds for line in _enclosure(sound))
    if not DURATION.fullmatch(item.findtext(f"{ITUNES}duration") or "1"):
        yield "Apple, itunes:duration: it must be seconds or hours, minutes and seconds"
    yield from _choices(item, {"episodeType": {"full", "trailer", "bonus"}, "explicit": {"true", "false"}})
    for chapters in item.findall(f"{PODCAST}chapters"):
        if not _on_the_web(chapters.get("url", "")) or chapters.get("type") != "application/json+chapters":
            yield "Podcast Namespace, chapters: they need an address, and application/json+chapters as type"


def _enclosure(sound: etree._Element) -> Iterator[str]:
    address, kind = sound.get("url", ""), sound.get("type", "")
    if not _on_the_web(address):
        yield f"RSS, enclosure: {address!r} is no address of the web"
    if not re.fullmatch(r"[1-9]\d*", sound.get("length", "")):
        yield "RSS, enclosure: its length must be bytes"
    if not urlsplit(address).path.casefold().endswith(SOUNDS.get(kind, ("no sound",))):
        yield f"Apple, enclosure: {kind!r} is no type of sound for {address}"


def _elements(parent: etree._Element, known: set[str], name: str) -> Iterator[str]:
    counted = Counter(str(child.tag) for child in parent if isinstance(child.tag, str) and child.tag[0] != "{")
    yield from (f"RSS, {name}: {tag} is no element of it" for tag in counted if tag not in known)
    yield from (f"RSS, {name}: {tag} stands twice" for tag in counted if counted[tag] > 1 and tag not in SEVERAL)


def _addresses(parent: etree._Element, name: str, clause: str) -> Iterator[str]:
    found = parent.findtext(name)
    if found and not _on_the_web(found):
        yield f"{clause}: {found!r} is no address of the web"


def _dates(parent: etree._Element, *names: str) -> Iterator[str]:
    for name in names:
        told = parent.findtext(name)
        if told is None:
            continue
        try:
            sound = parsedate_to_datetime(told).tzinfo is not None
        except ValueError:
            sound = False
        if not sound:
            yield f"RSS, {name}: {told!r} is no date by RFC 822"


def _choices(parent: etree._Element, allowed: Mapping[str, set[str]], *, needed: bool = False) -> Iterator[str]:
    for name, values in allowed.items():
        told = parent.findtext(f"{ITUNES}{name}")
        if (told is None and needed) or (told is not None and told not in values):
            yield f"Apple, itunes:{name}: {told!r} is none of {', '.join(sorted(values))}"


def _categories(channel: etree._Element) -> Iterator[str]:
    listed = channel.findall(f"{ITUNES}category")
    if not listed:
        yield "Apple, itunes:category: a channel needs one"
    for category in listed:
        below = CATEGORIES.get(category.get("text", ""))
        if below is None or any(one.get("text") not in below for one in category):
            yield f"Apple, itunes:category: {category.get('text')!r} or what is below it is not in Apple's list"


def _on_the_web(address: str) -> bool:
    parts = urlsplit(address)
    return (
        parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s<>\"]|[^\x21-\x7e]", address)
    )
