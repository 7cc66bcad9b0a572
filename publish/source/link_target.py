"""Where a link may lead, from a text or from a file beside it: to a page, a letter box, a telephone, or a section."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, unquote, urlsplit

from publish.model.characters import forbidden
from publish.source.site_names import deceives

SECTION = "#"
_SCHEMES = ("https", "http", "mailto", "tel")
TEXT_MESSAGE = "sms"
_LONGEST = 2_000  # characters: what browsers and servers bear
_STRANGE = re.compile(r"[\s<>\\\x00-\x1f\x7f]")  # browsers read a backslash as a slash
_STEERING = frozenset("\u00ad\u200e\u200f\u061c\u2066\u2067\u2068\u2069")  # of use in a text, of none in an address
_LINE_END = re.compile(r"[\r\n]")
_LETTER_FIELDS = frozenset(("subject", "body"))
_TELEPHONE = re.compile(r"\+?[0-9()./ -]+")
_EXTENSION = re.compile(r"ext=[0-9]{1,10}|phone-context=[\w.+-]+")
_MOST_DIGITS = 20  # ITU-T E.164 has 15, and a prefix may stand before them

_DIGITS = re.compile(r"[\d\s()+./–-]+")
_FEWEST_DIGITS = 3  # of a telephone number: 999
_AMONG_WORDS = re.compile(r"(?:\+\d{1,3}\s?)?(?:\(\d+\))?[\d\s./–-]*\d")
_FEWEST_AMONG_WORDS = 6  # digits: fewer may be hours or days
_LETTER_BOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SITE = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?:[/?#:]\S*)?", re.IGNORECASE)
_SITE_AMONG_WORDS = re.compile(
    r"(?<![\w@.-])(?:https?://(?:www\.)?([\w-]+(?:\.[\w-]+)+)|www\.([\w-]+(?:\.[\w-]+)+)|"
    r"([\w-]+(?:\.[\w-]+)*\.(?:com|org|net|uk|eu|ie|info|gov|edu|int|scot|wales|cymru|health)))(?![\w@-]|\.\w)",
    re.IGNORECASE,
)
"""A site among other words: what looks like one and has no “www.” must end as sites do here, as “e.g.this” does not."""


def other_than(words: str, target: str) -> str:
    """What an address names in place of what its words name, "" where the two agree or the words name nothing.

    Sites, telephone numbers and letter boxes count also among other words.
    """
    scheme, _, rest = target.partition(":")
    scheme, words = scheme.casefold(), unicodedata.normalize("NFKC", words).strip()
    if scheme == "tel":
        shown, dialled = _numbers(words), _national(rest.partition(";")[0].partition("?")[0])
        return rest if shown and dialled not in shown else ""
    if scheme == "mailto":
        boxes, box = _LETTER_BOX.findall(words.casefold()), unquote(rest.partition("?")[0])
        return box if boxes and box.casefold() not in boxes else ""
    if scheme in {"http", "https"} and (sites := _sites(words)):
        host = (urlsplit(target).hostname or "").removeprefix("www.")
        return "" if host in sites else host
    return ""


def _sites(words: str) -> set[str]:
    """The sites that words name."""
    if whole := _SITE.fullmatch(words):
        return {whole[1].casefold().removeprefix("www.")}
    return {site.casefold() for found in _SITE_AMONG_WORDS.findall(words) for site in found if site}


def _numbers(words: str) -> set[str]:
    """The telephone numbers that words name, as one dials them at home."""
    alone = _DIGITS.fullmatch(words) is not None
    numbers = {_national(words)} if alone else set(map(_national, _AMONG_WORDS.findall(words)))
    fewest = _FEWEST_DIGITS if alone else _FEWEST_AMONG_WORDS
    return {number for number in numbers if len(number) >= fewest}


def _national(number: str) -> str:
    """The digits of a British telephone number as one dials it at home."""
    return re.sub(r"\D", "", re.sub(r"^(?:\+44|0044)\s*(?:\(0\))?", "0", number.strip()))


def shown_address(target: str) -> str:
    """An address as people write it down: the letter box or the telephone number alone, a site as it is."""
    scheme, _, rest = target.partition(":")
    if scheme == "mailto":
        return unquote(rest.partition("?")[0])
    return rest if scheme == "tel" else target


def link_target(value: str) -> str:
    """An address that a link may have. Raises `ValueError` with what is wrong with it."""
    _refuse_unseen(value)
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise ValueError(f"“{value[:80]}” is no address: it has a bracket or a number too many. Mend it") from None
    if parts.scheme == TEXT_MESSAGE:
        # Few programs that show books, Word files or PDFs begin a text message, and epubcheck warns of it (HTM-025).
        raise ValueError(
            f"“{value[:80]}” begins a text message, which few readers can. Write its number without a link"
        )
    if parts.scheme not in _SCHEMES:
        raise ValueError(f"“{value[:80]}” is no address. Use https:, mailto: or tel:")
    if _STRANGE.search(value) or len(value) > _LONGEST:
        raise ValueError(f"“{value[:80]}” has a space or a bracket that no address has. Mend it")
    if parts.scheme in {"https", "http"}:
        _refuse_site(value, parts)
    elif not parts.path:
        raise ValueError(f"“{value[:80]}” names nobody. Complete it")
    elif parts.scheme == "mailto":
        _refuse_letter(value, parts)
    elif not parts.query and _is_telephone(unquote(parts.path)):
        return value
    else:
        raise ValueError(f"“{value[:80]}” is no telephone number. Write its digits, as in tel:+448088010444")
    return value


def _refuse_unseen(value: str) -> None:
    """Refuse what is not seen in an address or turns it round, as it is written or behind % and two digits."""
    decoded = unquote(value)
    hidden = [found.name for found in forbidden(decoded)]
    hidden += [f"U+{ord(sign):04X} {unicodedata.name(sign)}" for sign in decoded if sign in _STEERING]
    if hidden:
        raise ValueError(f"“{ascii(value[:80])[1:-1]}” hides the character {hidden[0]}. Delete it")


def _refuse_site(value: str, parts: SplitResult) -> None:
    if "@" in parts.netloc:
        raise ValueError(
            f"“{value[:80]}” has a name before an @, so it leads to “{parts.hostname}”. Write only the site it leads to"
        )
    if not parts.hostname or "%" in parts.hostname:
        raise ValueError(f"“{value[:80]}” names no site. Write it as browsers show it")
    if fault := deceives(parts.hostname):
        raise ValueError(f"“{value[:80]}” {fault}")


def _refuse_letter(value: str, parts: SplitResult) -> None:
    """Refuse an e-mail that goes to more than is shown, or brings lines that become part of its head (RFC 6068, 7)."""
    boxes = unquote(parts.path)
    if _LINE_END.search(unquote(value)):
        raise ValueError(f"“{value[:80]}” holds a line end, which can add receivers. Take %0A and %0D away")
    fields = {unquote(field.partition("=")[0]).casefold() for field in parts.query.split("&") if field}
    if others := sorted(fields - _LETTER_FIELDS):
        raise ValueError(f"“{value[:80]}” sets “{others[0]}” of the e-mail unseen. Keep the address, subject and body")
    if not all(_LETTER_BOX.fullmatch(box.strip()) for box in boxes.split(",")):
        raise ValueError(f"“{value[:80]}” is no e-mail address. Write it as mailto:name@example.org")


def _is_telephone(rest: str) -> bool:
    number, *extras = rest.split(";")
    digits = sum(sign.isdecimal() for sign in number)
    return (
        _TELEPHONE.fullmatch(number) is not None
        and _FEWEST_DIGITS <= digits <= _MOST_DIGITS
        and all(_EXTENSION.fullmatch(extra) for extra in extras)
    )
