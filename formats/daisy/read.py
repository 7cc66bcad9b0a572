"""Reads a DAISY 2.02 book as a player plays it: by the NCC to the SMILs, and by their clips to the sound."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from publish.errors import UnreadableEdition
from publish.readers.archives import whole_archive
from publish.readers.mp3.mp3_file import Mp3, mp3_of
from publish.readers.mp3.recording import Clip, Recording, played
from publish.readers.once import read_once
from publish.readers.plain_xml import Doctype, plain_xml

_H = "{http://www.w3.org/1999/xhtml}"
_HEADINGS = {f"{_H}h{level}": level for level in range(1, 7)}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DOCTYPES: tuple[Doctype, ...] = (
    (
        "html",
        "-//W3C//DTD XHTML 1.0 Transitional//EN",
        "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd",
    ),
    ("smil", "-//W3C//DTD SMIL 1.0//EN", "http://www.w3.org/TR/REC-smil/SMIL10.dtd"),
)
"""The document types of DAISY 2.02, which its files must have: they define nothing themselves."""
_NPT = re.compile(r"(?:npt=)?(\d+(?:\.\d+)?)s?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the NCC: its level, its SMIL, and what that says of times, in seconds; -1 for nothing."""

    level: int
    title: str
    smil: str
    elapsed_s: float
    lasts_s: float


@dataclass(frozen=True, slots=True)
class Book:
    """What a player makes of a book. `metadata` are those of the NCC; `unplayed` are files that nothing leads to.

    `smils` are all that are read, by their names.
    """

    recording: Recording
    headings: tuple[Heading, ...]
    metadata: Mapping[str, str]
    unplayed: tuple[str, ...]
    broken: int  # bytes in the MP3 files that are no frames
    ncc: etree._Element
    smils: Mapping[str, etree._Element]


@read_once
def read_book(path: Path) -> Book:
    """Read a book. Raises `UnreadableEdition` where it is none, or a file that is named is not there."""
    try:
        with zipfile.ZipFile(path) as archive:
            whole_archive(path, archive)
            return _book(path, {name: archive.read(name) for name in archive.namelist()})
    except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as reason:
        raise UnreadableEdition(f"{path}: this is no DAISY book that can be read: {reason}.") from reason


def _book(path: Path, files: Mapping[str, bytes]) -> Book:
    ncc = _parsed(path, files, "ncc.html")
    used = {"ncc.html", "master.smil"}
    smils = {}
    if "master.smil" in files:
        smils["master.smil"] = _parsed(path, files, "master.smil")  # players may begin there
    headings, tracks = [], []
    sounds: dict[str, Mp3] = {}
    start_s = 0.0
    for element in ncc.iter(*_HEADINGS):
        link = element.find(f".//{_H}a")
        title = "".join(element.itertext()).strip()
        name, _, fragment = unquote(link.get("href", "") if link is not None else "").partition("#")
        smil = smils[name] = _parsed(path, files, name)
        used.add(name)
        clips = _clips(smil, fragment, element.get("id", ""))
        for source, _ in clips:
            used.add(source)
            if source not in sounds:
                sounds[source] = mp3_of(_file(path, files, source), f"{path}: {source}")
        track = played(title, start_s, [(sounds[source], clip) for source, clip in clips])
        headings.append(
            Heading(
                _HEADINGS[str(element.tag)],
                title,
                name,
                _meta_s(smil, "ncc:totalElapsedTime"),
                _meta_s(smil, "ncc:timeInThisSmil"),
            )
        )
        tracks.append(track)
        start_s += track.seconds
    metadata = {meta.get("name", ""): meta.get("content", "") for meta in ncc.iter(f"{_H}meta")}
    language = {ncc.get(_XML_LANG, ""), ncc.get("lang", ""), metadata.get("dc:language", "")}
    recording = Recording(metadata.get("dc:title", ""), language.pop() if len(language) == 1 else "", tuple(tracks))
    broken = sum(sound.broken + len(sound.tag) for sound in sounds.values())
    return Book(recording, tuple(headings), metadata, tuple(sorted(files.keys() - used)), broken, ncc, smils)


def _clips(smil: etree._Element, fragment: str, heading: str) -> list[tuple[str, Clip]]:
    """The clips that are played from the place that a heading leads to, where its own id is what the place shows."""
    place = next((par for par in smil.iter("par") if fragment in _ids(par)), None)
    if place is None or not any(text.get("src") == f"ncc.html#{heading}" for text in place.iter("text")):
        return []
    return [
        (posixpath.normpath(unquote(audio.get("src", ""))), Clip(_npt(audio, "clip-begin"), _npt(audio, "clip-end")))
        for audio in place.iter("audio")
    ]


def _ids(par: etree._Element) -> set[str]:
    return {par.get("id", ""), *(text.get("id", "") for text in par.iter("text"))} - {""}


def _npt(audio: etree._Element, name: str) -> float:
    match = _NPT.fullmatch(audio.get(name, ""))
    return float(match[1]) if match else 0.0


def _meta_s(smil: etree._Element, name: str) -> float:
    """A time that a SMIL says of itself, in seconds; -1 where it says none."""
    content = next((meta.get("content", "") for meta in smil.iter("meta") if meta.get("name") == name), "")
    if not re.fullmatch(r"\d+:\d{1,2}:\d{1,2}(?:\.\d+)?", content):
        return -1.0
    hours, minutes, seconds = map(float, content.split(":"))
    return hours * 3600 + minutes * 60 + seconds


def _file(path: Path, files: Mapping[str, bytes], name: str) -> bytes:
    if name not in files:
        raise UnreadableEdition(f"{path}: the book names a file {name!r}, which is not in it. Build the edition again.")
    return files[name]


def _parsed(path: Path, files: Mapping[str, bytes], name: str) -> etree._Element:
    data = _file(path, files, name)
    try:
        return plain_xml(data, _DOCTYPES)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableEdition(f"{path}: {name} is not well-formed: {error}.") from None
