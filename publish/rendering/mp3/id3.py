"""The tag of an MP3 file: who, what, the cover, and the chapters (ID3v2.3.0 with its Chapter Frame Addendum 1.0).

Version 2.3 rather than 2.4, because Windows shows nothing of the latter.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from publish.model.nodes import PartialDate

_ISO_639_2 = {
    "ar": "ara", "bn": "ben", "cy": "cym", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "ga": "gle", "gd": "gla",
    "gu": "guj", "hi": "hin", "it": "ita", "pa": "pan", "pl": "pol", "pt": "por", "ro": "ron", "so": "som", "ur": "urd",
    "zh": "zho",
}  # fmt: skip
_UNKNOWN = "und"
_UTF_16 = b"\x01"
_MOST = 255  # children of one contents frame: their number is one byte
_NO_OFFSET = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter: its title and its time in milliseconds."""

    title: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Tag:
    """What the file says of itself. `cover` is a PNG, b"" for none; `album` is the whole that it is a part of."""

    title: str
    artist: str
    language: str  # BCP 47
    date: PartialDate | None
    summary: str
    cover: bytes
    chapters: Sequence[Mark]
    made_with: str
    album: str = ""
    track: str = ""  # "3/40"
    details: tuple[tuple[str, str], ...] = ()  # what no frame of the standard is for: "VERSION", "1.0"


def _text(value: str) -> bytes:
    return value.encode("utf-16")


def _frame(name: str, body: bytes) -> bytes:
    return name.encode("ascii") + struct.pack(">IH", len(body), 0) + body


def _information(name: str, value: str) -> bytes:
    return _frame(name, _UTF_16 + _text(value))


def _described(name: str, description: str, value: str, language: str = "") -> bytes:
    return _frame(name, _UTF_16 + language.encode("ascii") + _text(description) + b"\0\0" + _text(value))


def _chapter(name: str, mark: Mark) -> bytes:
    times = struct.pack(">IIII", mark.start_ms, mark.end_ms, _NO_OFFSET, _NO_OFFSET)
    return _frame("CHAP", name.encode("ascii") + b"\0" + times + _information("TIT2", mark.title))


def _contents(name: str, children: Sequence[str], title: str, *, top: bool) -> bytes:
    flags = bytes([0b11 if top else 0b01, len(children)])
    listed = b"".join(child.encode("ascii") + b"\0" for child in children)
    return _frame("CTOC", name.encode("ascii") + b"\0" + flags + listed + _information("TIT2", title))


def _chapters(tag: Tag) -> bytes:
    names = [f"chapter{number}" for number in range(1, len(tag.chapters) + 1)]
    frames = [_chapter(name, mark) for name, mark in zip(names, tag.chapters, strict=True)]
    if len(names) <= _MOST:
        return b"".join([_contents("contents", names, tag.title, top=True), *frames])
    parts = [names[start : start + _MOST] for start in range(0, len(names), _MOST)]
    part_names = [f"part{number}" for number in range(1, len(parts) + 1)]
    lists = [_contents(name, part, tag.title, top=False) for name, part in zip(part_names, parts, strict=True)]
    return b"".join([_contents("contents", part_names, tag.title, top=True), *lists, *frames])


def tag_bytes(tag: Tag) -> bytes:
    """The whole tag, to stand before the first frame."""
    code = _ISO_639_2.get(tag.language.split("-")[0].casefold(), _UNKNOWN)
    frames = [
        _information("TIT2", tag.title),
        _information("TPE1", tag.artist),
        _information("TALB", tag.album or tag.title),
        *((_information("TRCK", tag.track),) if tag.track else ()),
        _information("TPUB", tag.artist),
        _information("TLAN", code),
        _described("TXXX", "LANGUAGE", tag.language),
        *(_described("TXXX", name, value) for name, value in tag.details),
        _information("TCON", "Speech"),
        _information("TSSE", tag.made_with),
        *((_described("COMM", "", tag.summary, code),) if tag.summary else ()),
    ]
    if tag.date:
        frames.append(_information("TYER", f"{tag.date.year:04}"))
        if tag.date.day:
            frames.append(_information("TDAT", f"{tag.date.day:02}{tag.date.month:02}"))
    front_cover = b"\x03"
    if tag.cover:
        frames.append(_frame("APIC", b"\0image/png\0" + front_cover + b"\0" + tag.cover))
    body = b"".join([*frames, _chapters(tag) if tag.chapters else b""])
    size = bytes((len(body) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + body
