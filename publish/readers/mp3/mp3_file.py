"""What is really in an MP3 file: its tag (ID3v2.3 and 2.4 with chapters) and its frames (ISO/IEC 11172-3, 13818-3)."""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from publish.errors import UnreadableEdition

_BIT_RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BIT_RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_ENCODINGS = {0: "latin-1", 1: "utf-16", 2: "utf-16-be", 3: "utf-8"}
_SYNC_SAFE = 4  # the version from which sizes have seven bits a byte
_TAG_HEADER = 10
_SEARCH = 4096  # bytes after the tag in which the first frame must begin


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """A chapter as the file marks it, in seconds."""

    title: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Mp3:
    """A file taken apart. `tags` are its text frames by name, user-defined ones as "TXXX:name".

    `offsets` and `times` are where each frame begins, in bytes of `sound` and in seconds, with the end as last.
    `promised` is the number of frames that the header frame announces, None where there is no header frame.
    `broken` is the number of bytes among and after the frames that are no frames, `tag` the bytes before them.
    """

    tags: Mapping[str, str]
    cover: bytes
    chapters: tuple[ChapterMark, ...]
    sound: bytes
    offsets: tuple[int, ...]
    times: tuple[float, ...]
    promised: int | None
    broken: int
    tag: bytes = b""

    @property
    def seconds(self) -> float:
        """How long the sound lasts, from the frames themselves."""
        return self.times[-1]

    def between(self, start_s: float, end_s: float) -> bytes:
        """The frames that begin in a span of time, to the nearest half frame."""
        half = self.times[1] / 2
        first, last = bisect_left(self.times, start_s - half), bisect_left(self.times, end_s - half)
        return self.sound[
            self.offsets[min(first, len(self.offsets) - 1)] : self.offsets[min(last, len(self.times) - 1)]
        ]


def open_mp3(path: Path) -> Mp3:
    """Take a file apart. Raises `UnreadableEdition` where it is missing or holds no MP3 frame."""
    try:
        data = path.read_bytes()
    except OSError as reason:
        raise UnreadableEdition(f"{path}: the file cannot be read: {reason}.") from reason
    return mp3_of(data, str(path))


def mp3_of(data: bytes, name: str) -> Mp3:
    """Take the bytes of a file apart; `name` is what errors call it. Raises `UnreadableEdition`."""
    try:
        tags, cover, chapters, start = _tag(data)
    except (struct.error, IndexError, KeyError, ValueError, RecursionError) as reason:
        raise UnreadableEdition(f"{name}: the tag of the file is damaged. Build the audio edition again.") from reason
    frames, broken = _frames(data, start)
    if not frames:
        raise UnreadableEdition(
            f"{name}: this is not an MP3 file. Give the path of an audio edition, or build it again."
        )
    promised = _promised(data[frames[0][0] : frames[0][0] + frames[0][1]])
    if promised is not None:
        frames = frames[1:]
    if not frames:
        raise UnreadableEdition(f"{name}: the file contains no sound. Build the audio edition again.")
    sound = b"".join(data[at : at + size] for at, size, _ in frames)
    offsets, times = [0], [0.0]
    for number, (_, size, seconds) in enumerate(frames):
        offsets.append(offsets[-1] + size)
        # Multiplied rather than added up where all are alike, so that an hour has no rounding in it.
        alike = seconds == frames[0][2]
        times.append((number + 1) * seconds if alike else times[-1] + seconds)
    return Mp3(tags, cover, chapters, sound, tuple(offsets), tuple(times), promised, broken, data[:start])


def _frames(data: bytes, start: int) -> tuple[list[tuple[int, int, float]], int]:
    """Offset, size in bytes and seconds of each whole frame from `start`, and how many bytes belong to none."""
    found: list[tuple[int, int, float]] = []
    at, broken = start, 0
    end = len(data)
    while at + 4 <= end:
        frame = _header(data[at : at + 4])
        if frame and at + frame[0] <= end:
            found.append((at, *frame))
            at += frame[0]
            continue
        if not found and at - start > _SEARCH:
            return [], 0
        at += 1
        broken += 1
    return found, broken + (end - at if found else 0)


def _header(four: bytes) -> tuple[int, float] | None:
    """Size and seconds of the Layer III frame that begins with these bytes."""
    (bits,) = struct.unpack(">I", four)
    version, layer = (bits >> 19) & 3, (bits >> 17) & 3
    bit_rate, rate, padding = (bits >> 12) & 15, (bits >> 10) & 3, (bits >> 9) & 1
    if bits >> 21 != 0x7FF or layer != 1 or version not in _RATES or bit_rate in {0, 15} or rate == 3:
        return None
    hertz = _RATES[version][rate]
    first = version == 3
    kilobits = (_BIT_RATES_1 if first else _BIT_RATES_2)[bit_rate]
    return (144 if first else 72) * kilobits * 1000 // hertz + padding, (1152 if first else 576) / hertz


def _promised(frame: bytes) -> int | None:
    """The number of frames in a Xing or Info header, 0 where it does not say."""
    for mark in (b"Info", b"Xing"):
        at = frame.find(mark, 4, 40)
        if at > 0:
            flags, count = struct.unpack(">II", frame[at + 4 : at + 12])
            return int(count) if flags & 1 else 0
    return None


def _tag(data: bytes) -> tuple[dict[str, str], bytes, tuple[ChapterMark, ...], int]:
    """Text frames, front cover, chapters in the order of the contents, and where the tag ends."""
    if data[:3] != b"ID3":
        return {}, b"", (), 0
    version, flags, size = data[3], data[5], _sync_safe(data[6:10])
    body = data[_TAG_HEADER : _TAG_HEADER + size]
    if flags & 0x80:
        body = body.replace(b"\xff\x00", b"\xff")
    if flags & 0x40:
        body = body[_sync_safe(body[:4]) if version >= _SYNC_SAFE else 4 + struct.unpack(">I", body[:4])[0] :]
    tags: dict[str, str] = {}
    cover = b""
    marks: dict[str, ChapterMark] = {}
    lists: dict[str, tuple[bool, list[str]]] = {}
    for name, content in _tag_frames(body, version):
        if name == "CHAP":
            element, mark = _chapter(content, version)
            marks[element] = mark
        elif name == "CTOC":
            element, top, children = _contents(content)
            lists[element] = (top, children)
        elif name == "APIC":
            cover = cover or _picture(content)
        elif name == "TXXX":
            label, _, value = _decoded(content).partition("\0")
            tags[f"TXXX:{label}"] = value
        elif name == "COMM":
            tags["COMM"] = _decoded(content[:1] + content[4:]).partition("\0")[2]
        elif name.startswith("T"):
            tags[name] = _decoded(content)
    return tags, cover, _in_order(marks, lists), _TAG_HEADER + size


def _in_order(marks: dict[str, ChapterMark], lists: dict[str, tuple[bool, list[str]]]) -> tuple[ChapterMark, ...]:
    top = next((element for element, (is_top, _) in lists.items() if is_top), None)
    if top is None:
        return tuple(sorted(marks.values(), key=lambda mark: mark.start_s))

    def listed(element: str, seen: frozenset[str]) -> Iterator[ChapterMark]:
        if element in marks:
            yield marks[element]
        elif element in lists and element not in seen:
            for child in lists[element][1]:
                yield from listed(child, seen | {element})

    return tuple(listed(top, frozenset()))


def _tag_frames(body: bytes, version: int) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at + _TAG_HEADER <= len(body) and body[at] != 0:
        name = body[at : at + 4].decode("latin-1")
        size = (
            _sync_safe(body[at + 4 : at + 8])
            if version >= _SYNC_SAFE
            else struct.unpack(">I", body[at + 4 : at + 8])[0]
        )
        yield name, body[at + _TAG_HEADER : at + _TAG_HEADER + size]
        at += _TAG_HEADER + size


def _chapter(content: bytes, version: int) -> tuple[str, ChapterMark]:
    element, _, rest = content.partition(b"\0")
    start, end = struct.unpack(">II", rest[:8])
    inner = dict(_tag_frames(rest[16:], version))
    title = _decoded(inner["TIT2"]) if "TIT2" in inner else ""
    return element.decode("latin-1"), ChapterMark(title, start / 1000, end / 1000)


def _contents(content: bytes) -> tuple[str, bool, list[str]]:
    element, _, rest = content.partition(b"\0")
    parts = rest[2:].split(b"\0", rest[1])
    return element.decode("latin-1"), bool(rest[0] & 0b10), [part.decode("latin-1") for part in parts[: rest[1]]]


def _picture(content: bytes) -> bytes:
    after_type = content.index(b"\0", 1) + 2
    wide = content[0] in {1, 2}
    end = after_type
    while content[end : end + 1 + wide] != bytes(1 + wide):
        end += 1 + wide
    return content[end + 1 + wide :]


def _decoded(content: bytes) -> str:
    """The text of a frame; two texts in one frame have a null character between them."""
    encoding = _ENCODINGS[content[0]]
    text = content[1:].decode(encoding)
    return text.replace("\ufeff", "").rstrip("\0")


def _sync_safe(four: bytes) -> int:
    return sum((byte & 0x7F) << shift for byte, shift in zip(four, (21, 14, 7, 0), strict=True))
