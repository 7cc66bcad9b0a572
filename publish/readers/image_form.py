"""Whether a picture is what it is called: whole, of one kind, and within bounds."""

from __future__ import annotations

import io
import struct
import warnings

from PIL import Image

from publish.limits import IMAGE_BYTES, IMAGE_SIDE, PIXELS


def is_image(data: bytes, kind: str) -> bool:
    """Whether bytes are a whole picture of a kind: "PNG", "JPEG" or "GIF"."""
    if len(data) > IMAGE_BYTES:
        return False
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
