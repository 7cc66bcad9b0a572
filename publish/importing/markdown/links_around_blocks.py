"""Links around several paragraphs, as programs leave them that turn the cards of web pages into Markdown.

In Markdown a link ends with its paragraph: the brackets and the address would be read as words.
"""

from __future__ import annotations

import re

_AROUND = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*\n)*?[ \t>]*(?P=fence)|"  # code, which stays as it is
    r"(?<![!\\\]])\[(?P<words>(?:[^\[\]\\`]|!?\[[^\[\]\n]{0,1000}\]\([^()\n]{0,2000}\)){1,4000}?)\]"
    r"\((?P<target>[^()\s]{1,2000})\)",
    re.MULTILINE,
)
_BLANK = re.compile(r"\n[ \t]*\n")
_LINE = re.compile(r"(?P<signs>[ \t]*(?:#{1,6}[ \t]+)?)(?P<words>\S.*?)(?P<end>[ \t]*)", re.DOTALL)


def with_links_in_blocks(text: str) -> str:
    """A text in which each paragraph within such a link is a link of its own."""

    def apart(found: re.Match[str]) -> str:
        if found["fence"] or not _BLANK.search(found["words"]):
            return found[0]
        return "".join(
            part if not part.strip() or _BLANK.fullmatch(part) else _linked(part, found["target"])
            for part in re.split(rf"({_BLANK.pattern})", found["words"])
        )

    return _AROUND.sub(apart, text)


def _linked(part: str, target: str) -> str:
    """One paragraph, or heading, as a link; the lines of a list or a table, and pictures, stay as they are."""
    line = _LINE.fullmatch(part)
    if line is None or re.match(r"[-+*>|!]|\d{1,9}[.)]\s", line["words"]):
        return part
    return f"{line['signs']}[{line['words']}]({target}){line['end']}"
