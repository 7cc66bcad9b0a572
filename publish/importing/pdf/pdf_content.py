"""What both ways to read a PDF give: its content as a page of HTML, and what was taken out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from publish.importing.html.icons import GUESSED

_HYPHEN = re.compile(r"(?<!\w)(\w++)[-\u00ad\u2010]$")
LEFTWARDS = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LETTER = re.compile(r"[^\W\d_]")
_START = re.compile(r"[^\W\d_]+")


class Refused(Exception):
    """A PDF cannot be read, for the reason in the message."""


@dataclass(slots=True)
class PdfContent:
    """The content of a PDF; see `publish.importing.pdf.bounds.Extracted`."""

    page: str = ""
    furniture: list[str] = field(default_factory=list)
    parted: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    glued: list[str] = field(default_factory=list)

    def note(self, mark: str, before: str, after: str) -> None:
        """Remember the mark of a note, taken out of the text `before` it and the note `after` it."""
        last, first = re.search(r"[^\W_]+$", before), re.match(r"[^\W_]+", after)
        self.notes.append((mark, last[0] if last is not None else "", first[0] if first is not None else ""))

    def settle_notes(self, words: str) -> None:
        """Account for these marks beside the words of another reader, who may take mark and word for one word."""
        read = set(re.findall(r"[^\W_]+", words))
        for mark, last, first in self.notes:
            if last and f"{last}{mark}" in read:
                self.parted.append(f"{last}{mark}")
                self.joined.append(last)
                self.glued.append(mark)
            if first and f"{mark}{first}" in read:
                self.parted.append(f"{mark}{first}")
                self.joined.append(first)
            else:
                self.furniture.append(mark)


@dataclass(slots=True)
class LineJoiner:
    """Joins the lines of a paragraph; a word that is broken at the end of a line becomes whole again.

    Whether its hyphen belongs to it, the rest of the text tells: what it has elsewhere. Where it has neither, the word
    is joined, and marked for a person.
    """

    text: str  # of the whole file
    content: PdfContent
    _words: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Gather the words of the file."""
        self._words = {word.casefold() for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", self.text)}

    def join(self, lines: Iterable[str]) -> str:
        """Lines of HTML as one."""
        whole = ""
        for line in lines:
            line = line.strip()
            end, start = _HYPHEN.search(whole), _START.match(line)
            if not whole or end is None or start is None or not start[0][0].islower():
                whole = f"{whole} {line}" if whole and line else whole or line
                continue
            token = re.split(r"[\s>]", whole)[-1]
            if "/" in token or "." in token or "@" in token:  # an address, whose hyphen is its own
                whole += line
                continue
            bare, hyphened = f"{end[1]}{start[0]}", f"{end[1]}-{start[0]}"
            if hyphened.casefold() in self._words and bare.casefold() not in self._words:
                whole = whole[: end.start()] + hyphened + line[start.end() :]
                continue
            self.content.parted += [end[1], start[0]]
            self.content.joined.append(bare)
            sure = bare.casefold() in self._words or whole.endswith("\u00ad")
            shown = bare if sure else f'<span {GUESSED}="yes">{bare}</span>'
            whole = whole[: end.start()] + shown + line[start.end() :]
        return whole


def page_of(body: str, title: str, language: str) -> str:
    """A page of HTML with a body."""
    attribute = f' lang="{escape(language)}"' if language else ""
    return f"<html{attribute}><head><title>{escape(title)}</title></head><body><main>{body}</main></body></html>"
