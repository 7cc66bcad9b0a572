"""The light markup inside the lines of a text export: emphasis, links, addresses, formulas, images."""

from __future__ import annotations

import re
from collections.abc import Callable

from publish.importing.marks import picture_needed
from publish.model.nodes import Code, Inline, InlineImage, Link, Math, Style, Styled, Text

_TOKEN = re.compile(
    r"""
    \\(?P<escaped>[\\`*_{}\[\]()#+.!|$<>~^-])
  | `(?P<code>[^`]+)`
  | !\[(?P<alt>[^\]]*)\]\((?P<image><[^>]*>|[^)\s]*)(?:\s+"[^"]*")?\)
  | \[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])+)\]\((?P<target><[^>]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+"[^"]*")?\)
  | <(?P<auto>(?:https?://|mailto:|tel:)[^<>\s]+|[\w.+-]+@[\w-]+\.[\w.-]+)>
  | (?P<bare>https?://[^\s<>]+|(?<![\w@/.])www\.[^\s<>]+)
  | \$(?P<math>[^\s$](?:[^$\n]*[^\s$])?)\$(?!\d)
  | (?<![\w*])\*\*(?P<strong>[^\s*](?:.*?[^\s*])?)\*\*(?!\*)
  | (?<![\w_])__(?P<strong2>[^\W_](?:.*?[^\s_])?)__(?![\w_])
  | (?<![\w*])\*(?P<emphasis>[^\s*](?:[^*]*[^\s*])?)\*(?!\*)
  | (?<![\w_])_(?P<emphasis2>[^\s_](?:[^_]*[^\s_])?)_(?![\w_])
    """,
    re.VERBOSE,
)
_TRAILING = re.compile(r"[.,;:!?’”\"'*]+$")

Resolve = Callable[[str], str | None]


def bare_address(value: str) -> tuple[str, str]:
    """An address that stands in running text, and the punctuation after it that belongs to the sentence."""
    address = _TRAILING.sub("", value)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = _TRAILING.sub("", address[:-1])
    return address, value[len(address) :]


def inlines(value: str, resolve: Resolve, *, formulas: Callable[[str], bool]) -> tuple[Inline, ...]:
    """Inlines of a run of text.

    Args:
        value: the text, without line ends.
        resolve: turns a link's address into one that can stand in a source, or None where it leads nowhere.
        formulas: whether a TeX formula can be converted; where it cannot, the text stays as it is.

    """
    parsed: list[Inline] = []
    at = 0

    def inner(part: str) -> tuple[Inline, ...]:
        return inlines(part, resolve, formulas=formulas)

    for match in _TOKEN.finditer(value):
        if match.start() < at:
            continue
        if match.start() > at:
            parsed.append(Text(value[at : match.start()]))
        at = match.end()
        kind = match.lastgroup
        group = match[kind or 0]
        match kind:
            case "escaped":
                parsed.append(Text(group))
            case "code":
                parsed.append(Code(group))
            case "image":
                parsed.append(InlineImage(picture_needed(group.strip("<>")), " ".join(match["alt"].split())))
            case "target":
                words = inner(match["words"])
                parsed.append(Link(words, resolve(group.strip("<>"))))
            case "auto":
                target = group if ":" in group else f"mailto:{group}"
                parsed.append(Link((Text(group),), target))
            case "bare":
                address, after = bare_address(group)
                target = address if "://" in address else f"https://{address}"
                parsed.append(Link((Text(address),), target))
                at -= len(after)
            case "math" if formulas(group):
                parsed.append(Math(group, "", group))
            case "strong" | "strong2":
                parsed.append(Styled(Style.STRONG, inner(group)))
            case "emphasis" | "emphasis2":
                parsed.append(Styled(Style.EMPHASIS, inner(group)))
            case _:
                parsed.append(Text(match[0]))
    if at < len(value):
        parsed.append(Text(value[at:]))
    return tuple(parsed)


def tex_candidates(value: str) -> list[str]:
    """All that looks like a formula between dollar signs."""
    return [match["math"] for match in _TOKEN.finditer(value) if match["math"]]
