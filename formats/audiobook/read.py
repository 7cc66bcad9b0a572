"""Reads a W3C Audiobook back as a player does: the manifest, its files in reading order, then those beside it."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from publish.errors import UnreadableEdition
from publish.readers.archives import whole_archive
from publish.readers.mp3.mp3_file import Mp3, mp3_of
from publish.readers.mp3.recording import Recording, whole_track
from publish.readers.once import read_once
from publish.readers.plain_xml import HTML, plain_xml

_H = "{http://www.w3.org/1999/xhtml}"
_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents page: its depth from 1, its words, and the file to which it leads."""

    depth: int
    title: str
    target: str


@dataclass(frozen=True, slots=True)
class AudiobookPackage:
    """What a player makes of a package: the files of its reading order, then those that it plays only when asked to.

    `told_s` are the durations that the manifest gives, in seconds, -1 for none; `played` counts the reading order.
    """

    recording: Recording
    manifest: Mapping[str, Any]
    sounds: tuple[Mp3, ...]
    names: tuple[str, ...]
    told_s: tuple[float, ...]
    played: int
    contents: tuple[Entry, ...]
    beside: tuple[str, ...]  # files that the manifest does not list
    page: etree._Element | None  # the contents page
    cover: bytes


@read_once
def read_package(path: Path) -> AudiobookPackage:
    """Read a package. Raises `UnreadableEdition` where it is none, or a file of its reading order is not there."""
    try:
        with zipfile.ZipFile(path) as archive:
            whole_archive(path, archive)
            files = {name: archive.read(name) for name in archive.namelist()}
        manifest = json.loads(files["publication.json"])
        beside = [item for item in manifest.get("resources", []) if item.get("encodingFormat") == "audio/mpeg"]
        order = [
            (item["url"], str(item.get("name", "")), item.get("duration", ""))
            for item in (*manifest["readingOrder"], *beside)
        ]
        listed = {name for name, _, _ in order} | {item["url"] for item in manifest.get("resources", [])}
        sounds = tuple(mp3_of(files[name], f"{path}: {name}") for name, _, _ in order)
        pages = [item["url"] for item in manifest.get("resources", []) if item.get("rel") == "contents"]
        page = plain_xml(files[pages[0]], (HTML,)) if pages else None
        contents = () if page is None else tuple(_contents(page))
        covers = [item["url"] for item in manifest.get("resources", []) if item.get("rel") == "cover"]
    except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as reason:
        raise UnreadableEdition(f"{path}: this is no audiobook that can be read: {reason}.") from reason
    except (KeyError, TypeError, AttributeError, ValueError, etree.XMLSyntaxError) as reason:
        raise UnreadableEdition(f"{path}: its manifest cannot be followed: {reason}. Build it again.") from None
    tracks, start_s = [], 0.0
    for (_, title, _), sound in zip(order, sounds, strict=True):
        tracks.append(whole_track(sound, title, start_s))
        start_s += sound.seconds
    return AudiobookPackage(
        Recording(str(manifest.get("name", "")), str(manifest.get("inLanguage", "")), tuple(tracks)),
        manifest,
        sounds,
        tuple(name for name, _, _ in order),
        tuple(seconds(told) for _, _, told in order),
        len(manifest["readingOrder"]),
        contents,
        tuple(sorted(files.keys() - listed - {"publication.json"})),
        page,
        b"".join(files.get(name, b"") for name in covers),
    )


def seconds(value: object) -> float:
    """A duration of ISO 8601 in seconds, -1 where it is none."""
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None or value == "PT":
        return -1.0
    hours, minutes, rest = (float(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + rest


def _contents(root: etree._Element) -> Iterator[Entry]:
    for nav in root.iter(f"{_H}nav"):
        if nav.get("role") == "doc-toc":
            for link in nav.iter(f"{_H}a"):
                depth = sum(1 for _ in link.iterancestors(f"{_H}ol"))
                yield Entry(depth, "".join(link.itertext()), link.get("href", ""))
