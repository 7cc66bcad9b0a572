"""Where a link may lead, from a text or from a file beside it: to a page, a letter box, a telephone, or a section."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

SECTION = "#"
_SCHEMES = ("https", "http", "mailto", "tel", "sms")
_LONGEST = 2_000  # characters: what browsers and servers bear
_STRANGE = re.compile(r"[\s<>\x00-\x1f\x7f]")


def link_target(value: str) -> str:
    """An address that a link may have. Raises `ValueError` with what is wrong with it."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise ValueError(f"“{value[:80]}” is no address: it has a bracket or a number too many. Mend it") from None
    if parts.scheme not in _SCHEMES:
        raise ValueError(f"“{value[:80]}” is no address. Use https:, mailto:, tel: or sms:")
    if _STRANGE.search(value) or len(value) > _LONGEST:
        raise ValueError(f"“{value[:80]}” has a space or a bracket that no address has. Mend it")
    if parts.scheme in {"https", "http"} and not parts.hostname:
        raise ValueError(f"“{value[:80]}” names no site. Write it as browsers show it")
    if parts.scheme in {"mailto", "tel", "sms"} and not parts.path:
        raise ValueError(f"“{value[:80]}” names nobody. Complete it")
    return value
