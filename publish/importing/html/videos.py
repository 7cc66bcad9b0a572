"""Addresses of videos: which links lead to one, and where an embedded one can be watched."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from publish.importing.addresses import usable

_HOSTS = ("youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com")


def embedded(source: str) -> str:
    """The address at which an embedded video can be watched; all other addresses as they are."""
    source = f"https:{source}" if source.startswith("//") else source
    found = re.match(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+)", source)
    if found:
        return f"https://www.youtube.com/watch?v={found[1]}"
    found = re.match(r"https?://player\.vimeo\.com/video/(\d+)", source)
    return f"https://vimeo.com/{found[1]}" if found else source


def watched(address: str) -> str | None:
    """An address where it is that of one video, None where it leads elsewhere."""
    if not address.startswith(("http://", "https://")) or usable(address) is None:
        return None
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host not in _HOSTS:
        return address if re.search(r"\.(?:mp4|m4v|webm)$", parts.path, re.IGNORECASE) else None
    if host == "youtu.be" or host == "vimeo.com":
        return address if re.fullmatch(r"/[\w-]{5,}/?", parts.path) else None
    return address if "v" in parse_qs(parts.query) or parts.path.startswith("/shorts/") else None
