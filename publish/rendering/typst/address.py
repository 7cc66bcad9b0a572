"""How a link's address is printed, for readers who hold paper."""

from __future__ import annotations

import re


def printed(target: str, words: str) -> str:
    """The address to print in brackets after a link.

    Args:
        target: where the link leads, as in the source.
        words: the link's own words.

    Returns:
        The address without the parts that nobody types; "" where the words themselves give it, or where it leads to a
        place in the same document.

    """
    if target.startswith("#"):
        return ""
    scheme, _, rest = target.partition(":")
    if scheme == "tel":
        return "" if _digits(rest) in _digits(words) else rest
    address = rest.partition("?")[0] if scheme == "mailto" else target.removeprefix("https://").removesuffix("/")
    shown = words.strip().casefold().removeprefix("https://").removesuffix("/")
    return "" if address.casefold() in (shown, words.strip().casefold()) else address


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
