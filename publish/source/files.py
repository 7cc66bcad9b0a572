"""Reading a source's files: text that must be UTF-8, and images that must lie in the source's folder."""

from __future__ import annotations

import re
from errno import EFBIG, EINVAL, ENOENT, ENOTDIR
from functools import lru_cache
from itertools import islice
from pathlib import Path
from unicodedata import normalize

from publish.errors import SourceError
from publish.limits import DIGITS, IMAGE_BYTES, LINE_CHARACTERS, MEGABYTE, SOURCE_BYTES
from publish.model.characters import forbidden
from publish.model.nodes import Asset
from publish.plain_files import read_plain, real_path
from publish.source.drawings import plain_svg
from publish.source.photographs import is_photograph, plain_photograph
from publish.source.problems import Problems

LARGEST = IMAGE_BYTES

PICTURE_NEEDED = "Picture needed"
"""What every edition says where a picture is still to come and nobody has described it yet."""

_PLACEHOLDER = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" width="320" height="200">'
    b'<rect x="4" y="4" width="312" height="192" fill="#fff" stroke="#000" stroke-width="4" stroke-dasharray="16 10"/>'
    b'<path d="M60 150 L120 80 L160 125 L195 95 L260 150 Z" fill="none" stroke="#000" stroke-width="4"/>'
    b'<circle cx="215" cy="62" r="16" fill="none" stroke="#000" stroke-width="4"/></svg>'
)

_PACKED = {".docx": "a Word document", ".odt": "a LibreOffice document", ".epub": "an EPUB"}
_ENDLESS = re.compile(rf"(?<!\d)\d{{{DIGITS + 1}}}")
_MOST_NAMED = 100  # characters that no edition can hold: a file of them is no text
_LONGEST_NAME = 200  # characters of an image's path: systems end at 255 bytes for each part


def text_of_file(path: Path) -> str:
    """The text of a UTF-8 file, with line feeds as its only line ends. Raises `SourceError`."""
    return text_of_bytes(path, bytes_of_file(path))


def bytes_of_file(path: Path) -> bytes:
    """What a file of bounded size holds; a pipe or device, which may have no end, is refused. Raises `SourceError`."""
    try:
        return read_plain(real_path(path), SOURCE_BYTES)
    except ValueError as error:
        raise SourceError(path, 0, f"the file cannot be read: {error}.") from None
    except OSError as error:
        if error.errno == EFBIG:
            message = f"this is larger than {SOURCE_BYTES // MEGABYTE} MB. Split it into parts."
        elif error.errno == ENOENT and path.is_symlink():
            message = f"this is a link to {path.readlink()}, and nothing is there. Put that back, or remove the link."
        elif error.errno == EINVAL:
            message = f"{error.strerror}. Name a file."
        else:
            message = f"the file cannot be read: {error.strerror}."
        raise SourceError(path, 0, message) from None


@lru_cache(maxsize=8)  # the four companions are read with every source: a quarter of a look at what did not change
def text_of_bytes(path: Path, data: bytes) -> str:
    """The text of what was read from a file, as `text_of_file` gives it. Raises `SourceError`."""
    if kind := _other_kind(path, data):
        raise SourceError(
            path, 0, f"this is {kind}, no source. Make one of it: publish import {path} -o {path.stem}.md"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(path, line, "this is not UTF-8 text. Save the file as UTF-8.") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SourceError(path, line, "there is a NUL character here, so this is no text file. Save it as UTF-8 text.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = Problems()
    for found in islice(forbidden(text), _MOST_NAMED):
        with problems.gathered():
            line = text.count("\n", 0, found.at) + 1
            raise SourceError(path, line, f"the character {found.name} {found.why}. Delete it.")
    for number, line_text in enumerate(text.split("\n"), 1):
        if len(line_text) > LINE_CHARACTERS:
            with problems.gathered():
                raise SourceError(
                    path, number, f"this line has more than {LINE_CHARACTERS:,} characters. Make paragraphs of it."
                )
    if endless := _ENDLESS.search(text):
        with problems.gathered():
            line = text.count("\n", 0, endless.start()) + 1
            raise SourceError(path, line, f"more than {DIGITS:,} digits are in a row here, as in no number. Part them.")
    problems.refuse()
    return text


def _other_kind(path: Path, data: bytes) -> str:
    """What a file is that `publish import` may read, by how it begins; "" for text."""
    if data.startswith(b"%PDF-"):
        return "a PDF"
    if data.startswith(b"PK\x03\x04"):
        return _PACKED.get(path.suffix.casefold(), "a packed file")
    return "a Word document of before 2007" if data.startswith(b"\xd0\xcf\x11\xe0") else ""


def image(source: Path, line: int, name: str) -> Asset:
    """The image that `source` names on `line`. Raises `SourceError` where it is missing, outside, or no image."""
    if "://" in name or name.startswith("data:"):
        raise SourceError(
            source, line, f"the image {name} is not a file. Put it in the source's folder and name it there."
        )
    if len(name) > _LONGEST_NAME or not name.isprintable():
        raise SourceError(source, line, f"{name[:60]!r} … is no name of a file. Give the image a short plain name.")
    folder = real_path(source.parent)  # of a source that is a link, beside the link, as all that goes with it
    path = real_path(folder / name)
    if not path.is_relative_to(folder):
        raise SourceError(source, line, f"the image {name} lies outside the source's folder. Move it into it.")
    try:
        data = read_plain(path, IMAGE_BYTES)
    except OSError as error:
        if error.errno in {ENOENT, ENOTDIR}:
            message = f"there is no image {name}. {_how_to_mend(path)}."
        elif error.errno == EINVAL:
            message = f"{name} is no image, but a folder, a pipe or a device. Put the picture's file in its place."
        elif error.errno == EFBIG:
            message = f"the image {name} is larger than {IMAGE_BYTES // MEGABYTE} MB. Save it smaller."
        else:
            message = f"the image {name} cannot be read: {error.strerror}."
        raise SourceError(source, line, message) from None
    try:
        media_type, plain = plain_image(data)
    except ValueError as error:
        raise SourceError(source, line, f"the image {name} {error}.") from None
    return Asset(name, media_type, plain)


def _how_to_mend(path: Path) -> str:
    """What to do about an image that is not there, or only under a name that looks the same."""
    seen = normalize("NFC", path.name)
    beside = path.parent.iterdir() if path.parent.is_dir() else ()
    if any(normalize("NFC", other.name) == seen for other in beside):
        return "A file of the same letters is there, with accents apart from their letters: give it that name anew"
    return "Add the file, or mend its name"


def plain_image(data: bytes) -> tuple[str, bytes]:
    """The kind and the bytes of an image, safe and plain. Raises `ValueError` with what is wrong with it."""
    if is_photograph(data):
        return plain_photograph(data)
    return "image/svg+xml", plain_svg(data)


def image_or_placeholder(source: Path, line: int, name: str) -> Asset:
    """The image where it is to hand, and a drawn empty frame where it is still to come (`.picture-needed`)."""
    try:
        return image(source, line, name)
    except SourceError:
        return Asset(name, "image/svg+xml", _PLACEHOLDER)


def is_placeholder(image: Asset) -> bool:
    """Whether an image is the empty frame of a picture that is still to come."""
    return image.data == _PLACEHOLDER
