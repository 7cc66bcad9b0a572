"""The words of a web page, in order, by the parser of the standard library."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_SILENT = {"script", "style", "noscript", "template", "title", "head"}
_INLINE = set(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark s samp small span strike strong time
    tt u var wbr img
    """.split()  # noqa: SIM905 — a list of words is easier read as words
)
_RAISED = {"sup": "\x1e", "sub": "\x1f"}  # what parts words after each
_ICONS = {"i", "span", "em", "b", "svg", "mark", "font", "td", "th"}
_CELLS = {"row", "cell", "gridcell", "columnheader", "rowheader"}  # roles of what is a table without being called one
_UNSEEN = re.compile(r"visually-?hidden|sr-only|screen-?reader|tool-?tip", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}<>]*)\}")  # of a style sheet in the page
_RAISES = re.compile(
    r"vertical-align\s*:\s*(?:super|text-top|sub\b|text-bottom)"
    r"|^(?=.*position\s*:\s*relative).*(?:^|[\s;])(?:top|bottom)\s*:\s*-?[0-9.]+em",
    re.DOTALL,
)


@dataclass(slots=True)
class _Open:
    """An element that may be an icon: what it is called, and the first of the parts that stand in it."""

    tag: str
    label: str
    image: bool
    raised: bool
    first: int


class _PageText(HTMLParser):
    """Collects the text of a page. Elements that only mark a run of a line put nothing between its letters."""

    def __init__(self, raising: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._formula: list[str] | None = None
        self._notation: list[str] | None = None
        self._open: list[_Open] = []
        self._drawings = 0
        self._raising = raising
        self._after_link = -1  # how many parts there were when a link ended
        self._beside_link = False  # whether a link has begun right there

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "math":
            self._formula, self._notation = [], None
        if tag == "annotation":
            self._notation = []
        self._drawings += tag == "svg"
        if tag == "a" and any(name == "href" for name, _ in attrs):
            self._beside_link = len(self.parts) == self._after_link
        if tag in _SILENT and not (tag == "title" and self._drawings):
            self._silent += 1
        if not self._silent:
            self._note(tag, {name: value or "" for name, value in attrs})
        if tag in _RAISED and self.parts and self.parts[-1] == _RAISED[tag]:
            self.parts.pop()  # two raised runs beside each other are read as one
        elif tag not in _INLINE:
            self.parts.append(" ")
        if tag == "img" and not self._silent:
            alt = next((value for name, value in attrs if name == "alt"), "") or ""
            self.parts.append(f" {alt} " if alt else "")

    def _note(self, tag: str, attributes: dict[str, str]) -> None:
        """Remember an element that may be an icon, or raises its characters by its class or style."""
        image = attributes.get("role") == "img" and tag not in {"img", "math"}
        roles = f"{attributes.get('role', '')} {attributes.get('epub:type', '')}"
        named = "notesym" in attributes.get("class", "") or "pagebreak" in roles
        if named or "noteref" in roles or _CELLS & set(roles.split()) or "tab" in roles.split():
            # a mark of a note, the number of a page, a cell, a name of a tab: no part of the word before
            self.parts += ["\x1e", ""]  # the latter so that a raised mark within it is no other one beside it
            self._open.append(_Open(tag, "", image=False, raised=True, first=len(self.parts)))
            return
        if (tag not in _ICONS and not image) or "Z3988" in attributes.get("class", "").split():
            return  # the latter tells reference managers of a source (COinS)
        label = attributes.get("aria-label") or ("" if tag == "svg" else attributes.get("title", ""))
        names = set(attributes.get("class", "").casefold().split())
        raised = tag == "span" and (
            bool(names & ({"sup", "superscript", "sub", "subscript"} | self._raising))
            or _RAISES.search(attributes.get("style", "").casefold()) is not None
            or _UNSEEN.search(attributes.get("class", "")) is not None
        )
        self.parts += ["\x1e"] if raised else []
        hidden = attributes.get("aria-hidden") == "true"
        self._open.append(_Open(tag, "" if hidden else label, image or tag == "svg", raised, len(self.parts)))

    def _close(self, tag: str) -> None:
        """Say the label of an icon that holds no letters of its own."""
        if not any(element.tag == tag for element in self._open):
            return
        while (element := self._open.pop()).tag != tag:
            pass
        letters = "".join(self.parts[element.first :])
        named = element.tag == "svg" and element.label.casefold() in letters.casefold()  # by its title too
        if element.label and not named and (element.image or not _LETTER.search(letters)):
            self.parts.append(f" {element.label} ")
        self.parts += ["\x1e"] if element.raised else []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "math" and self._formula is not None and not self._silent:
            letters = " ".join("".join(self._formula))
            self.parts.append(f" {''.join(self._notation) if self._notation else letters} ")
            self._formula = None
        if tag in _SILENT and self._silent and not (tag == "title" and self._drawings):
            self._silent -= 1
        self._close(tag)
        self._drawings -= tag == "svg" and self._drawings > 0
        if tag not in _INLINE:
            self.parts.append(_RAISED.get(tag, " "))
        if tag == "a":
            self._after_link = len(self.parts)

    def handle_data(self, data: str) -> None:
        if self._formula is not None:
            (self._formula if self._notation is None else self._notation).append(data)
        elif not self._silent:
            self.parts += [" "] if self._beside_link else []
            self._beside_link = False
            self.parts.append(data)


def of_page(text: str, sheets: str = "") -> str:
    """The text of a web page, scripts and style sheets apart, with the text alternatives of its images.

    `sheets` are style sheets that stand in other files.
    """
    # The end tag of what has none in HTML4 pages would be counted as silence without end.
    raising = {name.casefold() for name, rule in _RULE.findall(f"{text}{sheets}") if _RAISES.search(rule.casefold())}
    parser = _PageText(raising)
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)
