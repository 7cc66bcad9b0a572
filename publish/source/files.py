"""Reading a source's files: text that must be UTF-8, and images that must lie in the source's folder."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from lxml import etree

from publish.errors import SourceError
from publish.model.nodes import Asset

LARGEST = 20_000_000  # bytes: a print-quality picture is far smaller; more than this is a mistake

PICTURE_NEEDED = "Picture needed"
"""What every edition says where a picture is still to come and nobody has described it yet."""

_PLACEHOLDER = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" width="320" height="200">'
    b'<rect x="4" y="4" width="312" height="192" fill="#fff" stroke="#000" stroke-width="4" stroke-dasharray="16 10"/>'
    b'<path d="M60 150 L120 80 L160 125 L195 95 L260 150 Z" fill="none" stroke="#000" stroke-width="4"/>'
    b'<circle cx="215" cy="62" r="16" fill="none" stroke="#000" stroke-width="4"/></svg>'
)

_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(\d{1,7}|[xX][0-9a-fA-F]{1,6});")
_SIGNATURES = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))
_ACTIVE = {"script", "foreignObject", "iframe", "audio", "video", "image"}


def text_of_file(path: Path) -> str:
    """The text of a UTF-8 file, with line feeds as its only line ends. Raises `SourceError`."""
    return text_of_bytes(path, bytes_of_file(path))


def bytes_of_file(path: Path) -> bytes:
    """What a file holds. Raises `SourceError`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(path, 0, f"the file cannot be read: {error.strerror}.") from None


def text_of_bytes(path: Path, data: bytes) -> str:
    """The text of what was read from a file, as `text_of_file` gives it. Raises `SourceError`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(path, line, "this is not UTF-8 text. Save the file as UTF-8.") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SourceError(path, line, "there is a NUL character here, so this is no text file. Save it as UTF-8 text.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for match in _REFERENCE.finditer(text):
        code = match[1].casefold()
        if _control(int(code[1:], 16) if code.startswith("x") else int(code)):
            _refuse_control(path, text, match)
    if (found := _CONTROL.search(text)) is not None:
        _refuse_control(path, text, found)
    return text


def _control(code: int) -> bool:
    return code > sys.maxunicode or _CONTROL.match(chr(code)) is not None


def _refuse_control(path: Path, text: str, found: re.Match[str]) -> None:
    """Refuse a character that controls devices and means nothing in a text (XML 1.0, 2.2): no edition can hold it."""
    line = text.count("\n", 0, found.start()) + 1
    named = found[0] if found[0].startswith("&") else f"U+{ord(found[0]):04X}"
    raise SourceError(path, line, f"there is a control character here ({named}), which no edition can show. Delete it.")


def image(source: Path, line: int, name: str) -> Asset:
    """The image that `source` names on `line`. Raises `SourceError` where it is missing, outside, or no image."""
    if "://" in name or name.startswith("data:"):
        raise SourceError(
            source, line, f"the image {name} is not a file. Put it in the source's folder and name it there."
        )
    folder = source.resolve().parent
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        raise SourceError(source, line, f"the image {name} lies outside the source's folder. Move it into it.")
    if not path.is_file():
        raise SourceError(source, line, f"there is no image {name}. Add the file, or mend its name.")
    if path.stat().st_size > LARGEST:
        raise SourceError(source, line, f"the image {name} is larger than 20 MB. Save it smaller.")
    data = path.read_bytes()
    for signature, media_type in _SIGNATURES:
        if data.startswith(signature):
            return Asset(name, media_type, data)
    _refuse_unsafe_svg(source, line, name, data)
    return Asset(name, "image/svg+xml", data)


def image_or_placeholder(source: Path, line: int, name: str) -> Asset:
    """The image where it is to hand, and a drawn empty frame where it is still to come (`.picture-needed`)."""
    try:
        return image(source, line, name)
    except SourceError:
        return Asset(name, "image/svg+xml", _PLACEHOLDER)


def is_placeholder(image: Asset) -> bool:
    """Whether an image is the empty frame of a picture that is still to come."""
    return image.data == _PLACEHOLDER


def _refuse_unsafe_svg(source: Path, line: int, name: str, data: bytes) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or etree.QName(root).localname != "svg":
        raise SourceError(source, line, f"{name} is no SVG, PNG or JPEG image. Save it as one of these.")
    for element in root.iter("*"):
        href = element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or "#"
        if etree.QName(element).localname in _ACTIVE or not href.startswith("#"):
            raise SourceError(
                source, line, f"the image {name} holds a script or loads another file. Save it as a plain SVG."
            )
