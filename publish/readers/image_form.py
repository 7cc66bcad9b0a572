"""Whether a picture is what it is called: whole, of one kind, and within bounds."""

from __future__ import annotations

import io
import struct
import warnings

from publish.limits import IMAGE_BYTES, IMAGE_SIDE, PIXELS

_BEGINNINGS = {"PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff", "GIF": b"GIF8"}


def is_image(data: bytes, kind: str) -> bool:
    """Whether bytes are a whole picture of a kind: "PNG", "JPEG" or "GIF".

    Without Pillow, which comes with the extra for photographs, it is told by its beginning alone: then the only one
    in our own editions is the cover, which is compared byte for byte.
    """
    if len(data) > IMAGE_BYTES:
        return False
    try:
        from PIL import Image
    except ImportError:
        return data.startswith(_BEGINNINGS[kind])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=[kind]) as image:
                if image.width * image.height > PIXELS or max(image.size) > IMAGE_SIDE:
                    return False
                image.load()
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, IndexError, OverflowError):
        return False
    return True
