"""What is spelt out: addresses, journal references, telephone numbers, postcodes, numbers that are codes."""

from __future__ import annotations

import re
from re import Match

from publish.speech.british.numbers import cardinal, code_number, digits, grouped, ordinal, year
from publish.speech.british.spans import DIGIT, LETTER, SIGN, Doubtful, Kind, Reading, follows, precedes, rule
from publish.speech.british.tables import ADDRESS_MARKS, EMERGENCY, LETTERED, MONTH_FORMS, MONTHS, NUMBER_WORDS

_EMAIL = r"(?<![\w.+-])(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
_WEB = (
    r"(?<![\w@.])(?:https?://[^\s<>]+|"
    r"(?:www\.)?(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|info|uk|eu|nhs|int|co|scot|wales|cymru|ie|app|health|charity|foundation|ngo)\b(?!\.\w)(?:[/?#][^\s<>]*)?|"
    r"youtu\.be\b(?:/[^\s<>]*)?|"
    r"(?:bit\.ly|goo\.gl|ow\.ly|is\.gd|rb\.gy|t\.ly|buff\.ly|forms\.gle|wa\.me|fb\.me|lnkd\.in)/[^\s<>]+)"
)
_TELEPHONE = (
    r"(?:(?:\+\d{1,3} ?(?:\(0\) ?)?|18001 ?0|"
    r"00 ?\d\d[ -]?(?=\d[\d \-]{7,12}\d)|0)\d[\d \-]{6,13}\d|\(0\d{2,5}\) ?\d[\d \-]{3,13}\d)(?!\d|[.,]\d)"
)
_FILED = r"(?!(?:19|20)\d\d(?!\d))(?:(?<=[A-Z]{2}-)\d{4,}|(?<=[A-Z]{2}/)\d{3,})(?!\w|[.,]\d)"
_POINTED = r"(?<![\w.,])(?:0\d{2,4}\.\d{3,4}\.\d{3,4}|1800[12])(?![\w.]*\w)"
_EXTENSION = (
    r"(?:(?P<stroke> ?/ ?)(?P<more>0\d[\d \-]{6,13}\d|\d{1,6}(?! ?[A-Za-z]))|"
    r",? \(?(?i:ext(?:ension|n)?|x)\b\.?:? ?(?P<extension>\d{1,6})\)?|"
    r" or (?P<ending>\d{3,4})(?=[.,;:)\s]*(?:$|[.;:)\n])))(?!\d|[.,/ ]\d)"
)
_SHORT = r"(?:116 ?123|\d{3,6})(?!\d|[.,]\d|%| ?[-–/]\d)"
_KEYS = r"(?<!\w)(?:[*#]\d+[*#\d]*|\d+[*#])(?!\w)"
_THREE_WORDS = r"///[^\W\d_]+\.[^\W\d_]+\.[^\W\d_]+"
_EXTENSIONS = r"(?<!\w)(?:[Ee]xt(?:ension|n)?s?\.?:? |x)(\d{3,6})(?: ?(/|or|and|,|&) ?(\d{3,6}))?(?!\w|[.,/]\d)"
_FILED_BY_YEAR = r"(?<=[A-Z][/-])((?:19|20)\d\d)([-/])(\d{2,6})(?!\w|[.,/-]\d)"
_CALLS = r"\b(?:call|calling|ring|ringing|phone|dial|dialling|text|texting|nhs|to|on|or|contact|use|via|visit):? |→ ?"
_PAGE = r"[A-Za-z]{0,5}\d+[A-Za-z]?"
_PAGES = rf"({_PAGE})(?: ?[-–] ?({_PAGE}))?"
_REFERENCE = (
    r"((?:19|20)\d\d)(?: ([A-Z][a-z]{2})(?: (\d{1,2}))?)?; ?(\d+)(?=[(:]| \() ?(?:\(([^)]+)\))?"
    rf"(?:: ?{_PAGES})?(?![\w-])"
)
_VOLUME = rf"(?<=[a-z.]); ?(\d+) ?\(([^)]+)\): ?{_PAGES}(?![\w-])"


def letters(word: str) -> str:
    """Capitals with full stops between, which every voice reads as letters and never as a word: "A.L.L."."""
    return "".join(f"{letter.upper()}." for letter in word)


def _part(word: str) -> str:
    if word.isdecimal():
        return digits(word)
    if word.casefold() in LETTERED:
        return letters(word)
    words = re.sub(r"\d+", lambda m: f" {digits(m[0])} ", word).strip()
    return re.sub(r"(?<![A-Za-z])[A-Z]{2,5}(?![A-Za-z])", lambda m: letters(m[0]), words)


def _spelt(address: str) -> str:
    """An address by its words and marks, and the stops behind it as they are."""
    kept = address.rstrip(".,;:!?)'\"")
    parts = re.findall(r"[^\W_]+|[\W_]", kept.rstrip("/"))
    return (
        " ".join(ADDRESS_MARKS.get(part, part) if not part.isalnum() else _part(part) for part in parts)
        + (address[len(kept) :])
    )


def _web(match: Match[str]) -> str:
    """Without the scheme, which nobody has to type."""
    return _spelt(re.sub(r"^https?://", "", match[0]))


def _page(page: str) -> str:
    if page.isdecimal():
        return cardinal(int(page))
    return " ".join(
        code_number(part) if part.isdecimal() else letters(part) if len(part) > 1 else part
        for part in re.findall(r"\d+|[A-Za-z]+", page)
    )


def _place(volume: str, issue: str | None, first: str | None, last: str | None) -> list[str]:
    parts = [f"volume {cardinal(int(volume))}"]
    if issue:
        spaced = re.sub(r" ?[-–] ?(?=\d)", " to ", issue)
        named = "" if spaced.startswith("suppl") else "issue "
        spaced = re.sub(r"suppl\.?(?!\w)", "supplement", spaced)
        parts.append(named + re.sub(r"\d+", lambda m: cardinal(int(m[0])), spaced))
    if first:
        parts.append(f"page{'s' if last else ''} {_page(first)}{f' to {_page(last)}' if last else ''}")
    return parts


def _reference(match: Match[str]) -> Reading:
    published = year(int(match[1]))
    if match[2]:
        if match[2] not in MONTH_FORMS:
            return None
        month = MONTHS[MONTH_FORMS[match[2]] - 1]
        published += f" the {ordinal(int(match[3]))} of {month}" if match[3] else f" {month}"
    return ", ".join([published, *_place(match[4], match[5], match[6], match[7])])


def _telephone(match: Match[str]) -> str:
    number = grouped(match["number"].replace("(0)", " "))
    if match["stroke"]:
        return f"{number} slash {grouped(match['more'])}"
    if match["extension"]:
        return f"{number} extension {digits(match['extension'])}"
    return f"{number} or {digits(match['ending'])}" if match["ending"] else number


_IN_A_LIST = r"\b(?:call|ring|dial|phone)(?:ing)? (?:\d{3,6}(?:, ?| or | and |, or ))+"


def _short_number(match: Match[str]) -> Reading:
    """111, 999 and the like where they are called; any other short number after "text" or "dial"."""
    called = (
        follows(match, rf"{_CALLS}|{_IN_A_LIST}|\b1800[12] ")
        or precedes(match, r" (?:online|service)\b")
        or (follows(match, r"\b(?:call|ring|dial|phone)\b.*") and precedes(match, r"[.,;:)!]|$| (?:if|for|now)\b"))
    )
    dialled = follows(match, r"\b(?:text|dial|dialling|texting|sms):? (?:['\"]?(?-i:[A-Z]{3,})['\"]? )?") or follows(
        match, r"\btext(?:ing)?\b[^.]{1,80} to "
    )
    if (match[0] in EMERGENCY and called) or match[0] == "116 123" or dialled:
        return grouped(match[0])
    return None


def _numbered(match: Match[str]) -> Reading:
    return grouped(match[0]) if follows(match, NUMBER_WORDS) else None


def _chain(match: Match[str]) -> Reading:
    """1/20/1528/001, 978-1-234-56789-7, 57:01: each part a number, with what stands between."""
    if match[0] == "24/7/365":
        return "twenty-four seven, three six five"
    if "/" in match[0]:
        reading = " slash ".join(code_number(part) for part in match[0].split("/"))
        dated = re.fullmatch(r"\d\d?/\d\d?/\d{2,4}", match[0])
        return Doubtful(reading, "is no date day first") if dated else reading
    return grouped(match[0])


def _padded(match: Match[str]) -> Reading:
    """12/03 or 12345/0001: no fraction, and perhaps a date."""
    reading = f"{code_number(match[1])} slash {code_number(match[2])}"
    dated = int(match[1]) <= 31 and int(match[2]) <= 12 and len(match[1] + match[2]) <= 4
    return Doubtful(reading, "may be a date: write the month as a word") if dated else reading


def _fours(match: Match[str]) -> Reading:
    """6016 1331 9268 19, as on a card; a row of years is none."""
    years = all(re.fullmatch(r"(?:19|20)\d\d", part) for part in match[0].split(" "))
    return None if years else grouped(match[0])


def _postcode(match: Match[str]) -> str:
    return ", ".join(
        " ".join(letters(part) if part.isalpha() else code_number(part) for part in re.findall(r"[A-Z]+|\d+", half))
        for half in (match[1], match[2])
    )


def _relayed(match: Match[str]) -> str:
    """01632.960.983, and the 18001 in front of a number for those who type."""
    breath = "," if match[0].startswith("1800") and precedes(match, r" \d") else ""
    return grouped(match[0].replace(".", " ")) + breath


def _keys(match: Match[str]) -> Reading:
    """Dial *67, press 1#: each key of a telephone."""
    if not follows(match, r"\b(?:press|dial|dialling|key|enter|then|or|and|code)(?: in)? ['\"]?|; ?"):
        return None
    named = {"*": "star", "#": "hash"}
    if not follows(match, r"\b(?:press|dial)\b.{0,40}"):
        return None
    return " ".join(named.get(key) or digits(key) for key in match[0])


def _three_words(match: Match[str]) -> str:
    """///filled.count.soap, an address of three words: the strokes only mark it."""
    return match[0].lstrip("/").replace(".", " dot ")


def _extensions(match: Match[str]) -> Reading:
    """Ext 3345/3346; "(x2345)" behind a telephone number."""
    if match[0].startswith("x") and not follows(match, r"\d{3} ?\(?"):
        return None
    several = bool(match[3])
    joint = {"&": "and", "and": "and"}.get(match[2] or "", "or")
    first = f"extension{'s' if several else ''} {digits(match[1])}"
    return f"{first} {joint} {digits(match[3])}" if several else first


def _filed_by_year(match: Match[str]) -> str:
    """OG/2024-118: the parts of a file's number."""
    return f"{digits(match[1])} {'slash' if match[2] == '/' else 'hyphen'} {digits(match[3])}"


ADDRESSES = (
    rule(Kind.ADDRESS, SIGN, _THREE_WORDS, _three_words),
    rule(Kind.ADDRESS, LETTER + DIGIT + SIGN, _EMAIL, lambda m: _spelt(m[1])),
    rule(Kind.ADDRESS, LETTER, r"(?i)\bdoi: ?(10\.\S+)", lambda m: f"D.O.I. {_spelt(m[1])}"),
    rule(Kind.ADDRESS, LETTER + DIGIT, _WEB, _web),
    rule(Kind.ADDRESS, LETTER, r"(?<![\w@.])NHS\.UK\b(?:[/?#][^\s<>]*)?", _web),
    rule(Kind.ADDRESS, DIGIT, r"(?<![\w.])10\.\d{4,}/\S+", lambda m: _spelt(m[0])),
)
EXTENSIONS = (rule(Kind.TELEPHONE, LETTER, _EXTENSIONS, _extensions),)
REFERENCES = (
    rule(Kind.REFERENCE, DIGIT, rf"(?<!\d){_REFERENCE}", _reference),
    rule(
        Kind.REFERENCE,
        DIGIT,
        rf"(?<=[Vv]ol\. )(\d+) ?\(([^)]+)\): ?{_PAGES}(?![\w-])",
        lambda m: ", ".join(_place(m[1], m[2], m[3], m[4])).removeprefix("volume "),
    ),
    rule(Kind.REFERENCE, SIGN, _VOLUME, lambda m: ", " + ", ".join(_place(m[1], m[2], m[3], m[4]))),
)
RULES = (
    rule(Kind.TELEPHONE, DIGIT + SIGN, rf"(?<![\d.,+/-])(?P<number>{_TELEPHONE})(?:{_EXTENSION})?", _telephone),
    rule(Kind.TELEPHONE, SIGN + DIGIT, _KEYS, _keys),
    rule(Kind.CODE, DIGIT, _FILED_BY_YEAR, _filed_by_year),
    rule(Kind.TELEPHONE, DIGIT, _POINTED, _relayed),
    rule(Kind.TELEPHONE, DIGIT, rf"(?<![\w.,]){_SHORT}(?![\w%])", _short_number),
    rule(Kind.POSTCODE, LETTER, r"(?<!\w)([A-Z]{1,2}\d[A-Z\d]?) ?(\d[ABD-HJLNP-UW-Z]{2})(?!\w)", _postcode),
    rule(Kind.CODE, DIGIT, r"(?<![\w.,/])\d(?:[ -]?\d){2,30}(?!\w|[.,/]\d|[ -]\d)", _numbered),
    rule(
        Kind.CODE,
        DIGIT,
        r"(?<![\w.,/])\d+(?:/\d+){2,9}(?![\w/])|(?<![\w.])(?:\d+(?:-\d+){3,9}|\d{4}-\d{6}-\d\d)(?![\w-])",
        _chain,
    ),
    rule(Kind.CODE, DIGIT, r"(?<![\w.,/])(\d+)/(0\d+)(?![\w/]|[.,]\d)", _padded),
    rule(Kind.CODE, DIGIT, r"(?<![\w.,])\d{4}(?: \d{4}){2,5}(?: \d{1,4})?(?!\w|[.,]\d| \d)", _fours),
    rule(Kind.CODE, DIGIT, _FILED, lambda m: digits(m[0])),
    rule(Kind.CODE, DIGIT, r"(?<![\w.,])(?:0\d{2,}|\d{7,})(?!\d|[.,]\d)", lambda m: digits(m[0])),
)
