"""Reads a talking EPUB as a reading system plays it: page by page, and on each page by its overlay to the sound."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from lxml import etree

from publish.errors import UnreadableEdition
from publish.model.text import plain
from publish.readers.archives import whole_archive
from publish.readers.epub.epub_package import Package, open_package, resolve
from publish.readers.epub.epub_reading import read_epub
from publish.readers.mp3.mp3_file import Mp3, mp3_of
from publish.readers.mp3.recording import Clip, Recording, played
from publish.readers.once import read_once
from publish.readers.plain_xml import plain_xml
from publish.readers.xhtml.markup import EPUB_TYPE, name_of, run_of

_S = "{http://www.w3.org/ns/SMIL}"
_H = "{http://www.w3.org/1999/xhtml}"
_OPF = "{http://www.idpf.org/2007/opf}"
_TEXTREF = "{http://www.idpf.org/2007/ops}textref"
_UNITS = {"h": 3600.0, "min": 60.0, "s": 1.0, "ms": 0.001, "": 1.0}
_CLOCK = re.compile(r"(?:(?:(\d+):)?(\d{1,2}):)?(\d+(?:\.\d+)?)(h|min|s|ms|)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A phrase: the page and the element that are marked, the file and the clip that are heard meanwhile.

    `structures` are what it can be left or left out with, the innermost last: a type, and where that stands.
    """

    page: str
    element: etree._Element | None
    source: str
    clip: Clip
    structures: tuple[tuple[str, str], ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """The overlay of a page, and how long the package says that it lasts, in seconds; -1 for nothing."""

    page: str
    phrases: tuple[Spoken, ...]
    told_s: float

    @property
    def seconds(self) -> float:
        """How long its clips last."""
        return sum(spoken.clip.end_s - spoken.clip.start_s for spoken in self.phrases)


@dataclass(frozen=True, slots=True)
class TalkingBook:
    """What a reading system makes of a book. `unplayed` are files of sound that no overlay names."""

    recording: Recording
    package: Package
    overlays: tuple[Overlay, ...]
    told_s: float
    active: str  # the class that is set on what is said
    unplayed: tuple[str, ...]
    broken: int  # bytes in the MP3 files that are no frames


@read_once
def read_book(path: Path) -> TalkingBook:
    """Read a book. Raises `UnreadableEdition` where it is no EPUB, or a file of its sound is not there."""
    package = open_package(path)
    with zipfile.ZipFile(path) as archive:
        whole_archive(path, archive)
        files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    overlays = tuple(_overlays(path, package, files))
    sounds: dict[str, Mp3] = {}
    for spoken in (spoken for overlay in overlays for spoken in overlay.phrases):
        if spoken.source not in files:
            raise UnreadableEdition(f"{path}: its sound {spoken.source!r} is not in it. Build the edition again.")
        if spoken.source not in sounds:
            sounds[spoken.source] = mp3_of(files[spoken.source], f"{path}: {spoken.source}")
    metas = {(meta.get("property"), meta.get("refines")): meta.text or "" for meta in package.root.iter(f"{_OPF}meta")}
    reading = read_epub(path)
    return TalkingBook(
        _recording(reading.title, reading.language, package, overlays, sounds),
        package,
        overlays,
        seconds(metas.get(("media:duration", None), "")),
        metas.get(("media:active-class", None), ""),
        tuple(sorted(name for name in files.keys() - sounds if name.endswith(".mp3"))),
        sum(sound.broken + len(sound.tag) for sound in sounds.values()),
    )


def seconds(value: str) -> float:
    """A clock value of SMIL 3.0 in seconds: "0:01:02.345", "62.345s", "62345ms"; -1 where it is none."""
    match = _CLOCK.fullmatch(value.strip())
    if match is None:
        return -1.0
    hours, minutes, rest, unit = match.groups()
    return float(hours or 0) * 3600 + float(minutes or 0) * 60 + float(rest) * _UNITS[unit]


def _overlays(path: Path, package: Package, files: Mapping[str, bytes]) -> Iterator[Overlay]:
    items = {item.get("id", ""): item for item in package.items}
    places = {resolve(package.folder, item.get("href", "")): item for item in package.items}
    told = {meta.get("refines", ""): meta.text for meta in package.root.iter(f"{_OPF}meta") if _is_duration(meta)}
    for page in package.spine:
        identifier = places[page].get("media-overlay", "")
        if not identifier:
            continue
        item = items.get(identifier)
        name = resolve(package.folder, item.get("href", "")) if item is not None else identifier
        if name not in files:
            raise UnreadableEdition(f"{path}: the overlay {name!r} of {page} is not in it. Build the edition again.")
        yield Overlay(page, tuple(_phrases(package, name, files[name])), seconds(told.get(f"#{identifier}") or ""))


def _is_duration(meta: etree._Element) -> bool:
    return meta.get("property") == "media:duration"


def _phrases(package: Package, name: str, data: bytes) -> Iterator[Spoken]:
    root = plain_xml(data)
    folder = posixpath.dirname(name)
    named: dict[str, dict[str, etree._Element]] = {}
    for par in root.iter(f"{_S}par"):
        text, audio = par.find(f"{_S}text"), par.find(f"{_S}audio")
        file, _, fragment = (text.get("src", "") if text is not None else "").partition("#")
        page = resolve(folder, file)
        if page not in named:
            page_root = package.parts.get(page)
            elements = page_root.iter(f"{_H}*") if page_root is not None else ()
            named[page] = {element.get("id", ""): element for element in elements}
        element = named[page].get(fragment)
        if audio is None:
            continue
        start_s, end_s = max(0.0, seconds(audio.get("clipBegin", "0s"))), seconds(audio.get("clipEnd", ""))
        clip = Clip(start_s, max(start_s, end_s), _words(element))
        seqs = [holder for holder in reversed(list(par.iterancestors(f"{_S}seq"))) if holder.get(EPUB_TYPE)]
        structures = tuple((seq.get(EPUB_TYPE, ""), seq.get(_TEXTREF, "").rpartition("#")[2]) for seq in seqs)
        source = resolve(folder, audio.get("src", ""))
        yield Spoken(page, element, source, clip, structures, par.get(EPUB_TYPE, ""))


def _words(element: etree._Element | None) -> str | None:
    """What is marked: the words of an element, or the text alternative of a picture."""
    if element is None:
        return None
    if name_of(element) == "img":
        return plain(element.get("alt", ""))
    if name_of(element) == "thead":
        return plain(" ".join(run_of(cell).text for cell in element.iter(f"{_H}th", f"{_H}td")))
    return run_of(element).text


def _recording(
    title: str, language: str, package: Package, overlays: tuple[Overlay, ...], sounds: Mapping[str, Mp3]
) -> Recording:
    """The sound in chapters: each heading of the contents begins one, and what is before the first is the title's."""
    headings = _headings(package)
    phrases = [(_chapter(spoken, headings), spoken) for overlay in overlays for spoken in overlay.phrases]
    tracks, start_s = [], 0.0
    for chapter, run in groupby(phrases, lambda pair: pair[0]):
        clips = [(sounds[spoken.source], spoken.clip) for _, spoken in run]
        track = played(headings.get(chapter, title), start_s, clips)
        tracks.append(track)
        start_s += track.seconds
    return Recording(title, language, tuple(tracks))


def _headings(package: Package) -> dict[tuple[str, str], str]:
    """The entries of the contents: the page and the id to which each leads, and its words."""
    nav, folder = package.parts[package.nav], posixpath.dirname(package.nav)
    found = {}
    for contents in nav.iter(f"{_H}nav"):
        if "toc" in (contents.get(EPUB_TYPE) or "").split():
            for link in contents.iter(f"{_H}a"):
                file, _, fragment = link.get("href", "").partition("#")
                found[resolve(folder, file), fragment] = run_of(link).text
    return found


def _chapter(spoken: Spoken, headings: Mapping[tuple[str, str], str]) -> tuple[str, str]:
    """The page and id of the innermost heading's section that holds a phrase, two empty ones before the first."""
    if spoken.element is not None:
        for holder in (spoken.element, *spoken.element.iterancestors()):
            if (place := (spoken.page, holder.get("id", ""))) in headings:
                return place
    return "", ""
