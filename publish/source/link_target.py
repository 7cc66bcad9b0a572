"""Where a link may lead, from a text or from a file beside it: to a page, a letter box, a telephone, or a section."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

SECTION = "#"
_SCHEMES = ("https", "http", "mailto", "tel", "sms")
_LONGEST = 2_000  # characters: what browsers and servers bear
_STRANGE = re.compile(r"[\s<>\x00-\x1f\x7f]")


_DIGITS = re.compile(r"[\d\s()+./–-]+")
_FEWEST_DIGITS = 3  # of a telephone number: 999
_LETTER_BOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SITE = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?:[/?#:]\S*)?", re.IGNORECASE)


def other_than(words: str, target: str) -> str:
    """What an address names in place of what its words name, "" where the two agree or the words name nothing.

    Words name a telephone number, a letter box or a site where they are nothing else.
    """
    scheme, _, rest = target.partition(":")
    words = words.strip()
    if scheme in {"tel", "sms"} and _DIGITS.fullmatch(words):
        shown, dialled = _national(words), _national(rest.partition(";")[0].partition("?")[0])
        return rest if len(shown) >= _FEWEST_DIGITS and shown != dialled else ""
    if scheme == "mailto" and _LETTER_BOX.fullmatch(words):
        box = unquote(rest.partition("?")[0])
        return box if box.casefold() != words.casefold() else ""
    if scheme in {"http", "https"} and (site := _SITE.fullmatch(words)):
        host = (urlsplit(target).hostname or "").removeprefix("www.")
        return host if host != site[1].casefold().removeprefix("www.") else ""
    return ""


def _national(number: str) -> str:
    """The digits of a British telephone number as one dials it at home."""
    return re.sub(r"\D", "", re.sub(r"^(?:\+44|0044)\s*(?:\(0\))?", "0", number.strip()))


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
