"""Pages that Google Docs exports: what they say by style rules and class names is written into their elements.

Their lists of all levels stand side by side, links lead through a page of Google, and the title is a paragraph.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from publish.contracts.importer import Notes
from publish.importing.html.content import Element, words_of
from publish.importing.html.html_lists import COUNTED
from publish.importing.numbering import in_format

_LIST = re.compile(r"lst-kix_(\w+)-(\d)\b")
_DRAWN = re.compile(r"\.lst-kix_(\w+)-(\d)\s*>\s*li:before\s*\{\s*content\s*:([^{}]*counter\([^{}]*)\}")
_PIECE = re.compile(r"\"([^\"]*)\"|counter\(lst-ctn-kix_\w+-(\d),\s*([a-z-]+)\)")


def settle_google_docs(root: Element, notes: Notes) -> None:
    """Bring a page of Google Docs into the form of other pages; all others stay as they are."""
    body = root.find(".//body")
    if body is None or (
        "doc-content" not in body.get("class", "") and not root.xpath("//*[contains(@class,'lst-kix')]")
    ):
        return
    rules = "".join("".join(style.itertext()) for style in root.iter("style"))
    title = next((line for line in body.iter("p") if "title" in line.get("class", "").split() and words_of(line)), None)
    if title is not None:
        title.tag = "h1"
        title.set("data-title", "yes")
    for link in root.iter("a"):
        address = urlsplit(link.get("href", ""))
        if address.hostname in {"www.google.com", "google.com"} and address.path == "/url":
            link.set("href", parse_qs(address.query).get("q", [link.get("href", "")])[0])
    _nest(root)
    drawn = {(name, int(level)): _PIECE.findall(pieces) for name, level, pieces in _DRAWN.findall(rules)}
    for element in root.xpath("//ol[contains(@class,'lst-kix')]"):
        match = _LIST.search(element.get("class", ""))
        _label(element, drawn.get((match[1], int(match[2])), []) if match is not None else [], notes)


def _label(element: Element, pieces: list[tuple[str, str, str]], notes: Notes) -> None:
    """Write what a list shows before its items ("1.1", "b)") into them, where it is more than a number."""
    kinds = [kind for _, _, kind in pieces if kind]
    around = "".join(text for text, _, _ in pieces)
    if not kinds or (kinds == ["decimal"] and not any(sign.isalnum() for sign in around)):
        return
    for item in element.findall("li"):
        numbers: dict[str, int] = {}
        for inner in (item, *item.iterancestors("li")):
            holder = inner.getparent()
            match = _LIST.search(holder.get("class", "")) if holder is not None else None
            if holder is not None and match is not None:
                numbers.setdefault(match[2], int(holder.get("start") or "1") + holder.findall("li").index(inner))
        label = "".join(
            in_format(numbers.get(level, 1), COUNTED.get(kind, "decimal")) if kind else text
            for text, level, kind in pieces
        ).strip()
        item.text = f"{label} {(item.text or '').lstrip()}"
        notes.added.append(label)
    element.tag = "ul"


def _nest(root: Element) -> None:
    """Put each list of a deeper level into the last item of the list before it, and join what goes on."""
    open_lists: list[tuple[int, str, Element]] = []
    for element in root.xpath("//ul[contains(@class,'lst-kix')] | //ol[contains(@class,'lst-kix')]"):
        match = _LIST.search(element.get("class", ""))
        if match is None:
            continue
        name, level = match[1], int(match[2])
        follows = bool(open_lists) and element.getprevious() is _outermost(open_lists[-1][2], element)
        while open_lists and (not follows or open_lists[-1][0] > level):
            open_lists.pop()
        if open_lists and open_lists[-1][0] == level and open_lists[-1][1] == name:
            open_lists[-1][2].extend(list(element))
            _remove(element)
            continue
        if open_lists and open_lists[-1][0] < level and len(open_lists[-1][2]):
            open_lists[-1][2][-1].append(element)
        open_lists.append((level, name, element))


def _outermost(inner: Element, beside: Element) -> Element:
    """The element that holds a list and stands on one level with another element."""
    level = beside.getparent()
    return next((above for above in (inner, *inner.iterancestors()) if above.getparent() is level), inner)


def _remove(element: Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)
