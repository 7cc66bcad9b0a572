"""Images of pixels, made safe and plain: measured before they are unpacked, upright, eight bits, nothing hidden.

A picture that is plain already stays byte for byte. One with metadata (places, times, names), a profile, CMYK or 16-bit
colours, or a camera's note on how to turn it is written anew; of an animation the first frame stays.
"""

from __future__ import annotations

import re
import warnings
from io import BytesIO

from publish.limits import IMAGE_SIDE, PIXELS

try:
    from PIL import Image, ImageCms, ImageOps
except ImportError:  # an installation without the extra `photographs`
    HAS_PILLOW = False
else:
    HAS_PILLOW = True

PNG, JPEG = "image/png", "image/jpeg"

_PNG_SIGNATURE, _JPEG_SIGNATURE = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_SIGNATURES = (_PNG_SIGNATURE, _JPEG_SIGNATURE, b"GIF87a", b"GIF89a")
_PLAIN_CHUNKS = frozenset((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"sRGB", b"gAMA", b"cHRM", b"pHYs", b"sBIT"))
_PLAIN_SEGMENTS = frozenset((0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, 0xE0, 0xEE))  # ITU-T T.81, B.1; JFIF and Adobe marks
_SCAN, _END = 0xDA, b"\xff\xd9"
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # all but stuffed bytes and restarts (ITU-T T.81, B.1.1)
_EIGHT_BITS = 8


class _Refused(ValueError):
    """What is wrong with an image, in words for people."""


def is_photograph(data: bytes) -> bool:
    """Whether these are the bytes of a PNG, a JPEG or a GIF."""
    return data.startswith(_SIGNATURES)


def frames(data: bytes) -> int:
    """How many frames an image has: more than one where it moves. 0 where it cannot be read."""
    try:
        with Image.open(BytesIO(data), formats=("PNG", "GIF")) as opened:
            return int(getattr(opened, "n_frames", 1))
    except Exception:  # noqa: BLE001 — Pillow raises whatever its decoders meet
        return 0


def plain_photograph(data: bytes) -> tuple[str, bytes]:
    """The kind and the bytes of an image as editions hold it. Raises `ValueError` with what is wrong with it."""
    if not HAS_PILLOW:
        raise ValueError("is a photograph. Install what reads it: pip install 'accessible-publish[photographs]'")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its size, which is looked at here
            opened = Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF"))
        _refuse_size(*opened.size)
        opened.load()
        if opened.format == "PNG" and _plain_png(data):
            return PNG, data
        if opened.format == "JPEG" and opened.mode in {"L", "RGB"} and _plain_jpeg(data):
            return JPEG, data
        return _rewritten(opened)
    except Image.DecompressionBombError:
        raise ValueError(f"has more than {PIXELS // 1_000_000} million pixels. Save it smaller") from None
    except _Refused:
        raise
    except ValueError as error:  # what Pillow says of hidden texts and profiles too large to unpack
        raise ValueError("is damaged, or hides a text or colour profile that is too large. Save it again") from error
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:
        raise ValueError("is damaged. Save it again") from error


def _refuse_size(width: int, height: int) -> None:
    if width * height > PIXELS or max(width, height) > IMAGE_SIDE:
        most = f"{PIXELS // 1_000_000} million in all and {IMAGE_SIDE} on a side"
        raise _Refused(f"has {width} x {height} pixels, where at most {most} are drawn. Save it smaller")
    if min(width, height) < 1:
        raise _Refused("has no extent. Save it again")


def _plain_png(data: bytes) -> bool:
    """Whether a PNG has eight bits at most, and no part but those that draw it (PNG, 5.3)."""
    at, names = len(_PNG_SIGNATURE), []
    while at + 12 <= len(data):
        names.append(data[at + 4 : at + 8])
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    return at == len(data) and set(names) <= _PLAIN_CHUNKS and data[24] <= _EIGHT_BITS


def _plain_jpeg(data: bytes) -> bool:
    """Whether a JPEG has no segment but those that draw it, and nothing after its end."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        if data[at + 1] == _SCAN:
            return _scan_end(data, at + 2) == len(data)
        if data[at + 1] not in _PLAIN_SEGMENTS:
            return False
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return False


def _scan_end(data: bytes, at: int) -> int:
    """Where the first picture of a JPEG ends: a second one may follow it, as cameras write for depth or both eyes."""
    for marker in _MARKER.finditer(data, at):
        if marker[0] == _END:
            return marker.end()
    return -1


def _rewritten(opened: Image.Image) -> tuple[str, bytes]:
    """The first frame of an image, upright, in eight bits and sRGB, with nothing but what draws it."""
    opened.seek(0)
    written = BytesIO()
    if opened.format == "JPEG" and opened.mode in {"L", "RGB"} and not _turned(opened) and not _profile(opened):
        opened.save(written, "JPEG", quality="keep", exif=b"", icc_profile=None, comment=b"")
        return JPEG, written.getvalue()
    upright = _eight_bits(_in_srgb(ImageOps.exif_transpose(opened)))
    upright.info = {key: value for key, value in upright.info.items() if key == "transparency"}
    if opened.format in {"JPEG", "MPO"}:
        upright.save(written, "JPEG", quality=95, subsampling=0)
        return JPEG, written.getvalue()
    upright.save(written, "PNG")
    return PNG, written.getvalue()


def _turned(opened: Image.Image) -> bool:
    return bool(opened.getexif().get(0x0112, 1) != 1)  # Exif 3.0, 4.6.5.1: orientation


def _profile(opened: Image.Image) -> bytes:
    profile = opened.info.get("icc_profile", b"")
    return profile if isinstance(profile, bytes) else b""


def _in_srgb(image: Image.Image) -> Image.Image:
    """The colours as screens show them; a profile that cannot be read is left out of account."""
    profile = _profile(image)
    if profile and image.mode in {"RGB", "CMYK", "L"}:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            image = turned or image
        except (ImageCms.PyCMSError, OSError):
            return image.convert("RGB")
    return image


def _eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        return image.convert("I").point([value // 256 for value in range(65_536)], "L")
    if image.mode in {"L", "LA", "P", "RGB", "RGBA", "1"}:
        return image
    return image.convert("RGB")
