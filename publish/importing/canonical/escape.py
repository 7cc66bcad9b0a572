"""Characters that CommonMark and the grammar would take for markup, written so that they stay characters."""

from __future__ import annotations

import re
from unicodedata import normalize

from publish.model.characters import without_forbidden

_FEEDS = re.compile(r"[\x0b\x0c]")  # white space that is no space of XML
_ALWAYS = re.compile(r"[\\`*\[\]~^$|]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_BRACE = re.compile(r"\{")
_BANG = re.compile(r"!(?=\\\[)")
_LINE_START = re.compile(r"([-+#=>:%]|\d{1,9}(?=[.)](?:\s|$)))")
_FENCE = re.compile(r"`+")

_MARKUP_LIKE = (
    re.compile(r":::+"),
    re.compile(r"\{(?:[.#]|[\w-]+=|=\w)[^{}\s]*\}?"),
    re.compile(r"\[\^[^\]]*(?:\]|$)"),
    re.compile(r"\]\(|!\["),
)
_EDGE = (re.compile(r"^\s*\|"), re.compile(r"\|\s*$"), re.compile(r"^\s*\+[-=—–]{2,}"))


def visible(value: str) -> str:
    """Characters without those that control devices, which no edition can hold."""
    return without_forbidden(_FEEDS.sub(" ", value))


def text(value: str) -> str:
    """Plain characters inside a line."""
    value = _ALWAYS.sub(r"\\\g<0>", value)
    value = _UNDERSCORE.sub(r"\\_", value)
    value = _ENTITY.sub(r"\\&", value)
    value = _TAG.sub(r"\\<", value)
    value = _BRACE.sub(r"\\{", value)
    return _BANG.sub(r"\\!", value)


def line_start(value: str) -> str:
    """A line whose first characters would open a list, a heading, a quotation or a fence if they were left alone."""
    match = _LINE_START.match(value)
    if match is None:
        return value
    first = match[0]
    return f"{first}\\{value[len(first) :]}" if first.isdecimal() else f"\\{value}"


def code(value: str) -> str:
    """A code span; its fence is longer than any run of grave accents inside."""
    longest = max((len(run) for run in _FENCE.findall(value)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if value[:1] in {"`", " "} or value[-1:] in {"`", " "} else ""
    return f"{fence}{pad}{value}{pad}{fence}"


def address(value: str) -> str:
    """A link's or image's address."""
    value = value.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace("\n", "")
    return f"<{value}>" if re.search(r"[\s()\[\]*_]", value) or not value else value


def attribute(value: str) -> str:
    """The value of a key, which can hold neither braces, backslashes nor straight quotation marks."""
    value = re.sub(r'"([^"]*)"', "“\\1”", " ".join(normalize("NFC", value).split()))
    return value.translate({ord('"'): "”", ord("{"): "(", ord("}"): ")", ord("\\"): "/"})


def markup_like(value: str) -> tuple[tuple[str, bool], ...]:
    """A text in parts, each with whether the reader of sources would refuse it as markup that did not come off."""
    parts: list[tuple[str, bool]] = []
    at = 0
    spans = sorted(match.span() for pattern in _MARKUP_LIKE for match in pattern.finditer(value))
    for start, end in spans:
        if start < at:
            continue
        parts += [(value[at:start], False)] if start > at else []
        parts.append((value[start:end], True))
        at = end
    parts += [(value[at:], False)] if at < len(value) else []
    return tuple(parts)


def edge_like(value: str) -> re.Match[str] | None:
    """Where a paragraph's first or last characters look like a table that did not come off."""
    return next((match for pattern in _EDGE if (match := pattern.search(value))), None)
