"""What a page's own style sheet writes or strikes: words drawn before and after elements, lines through text.

Without this `.never::before { content: "Do not " }` over "take with tea" comes in as "take with tea".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from publish.contracts.importer import Doubt, Notes
from publish.errors import UsageError
from publish.importing.html.content import Element, words_of, xpath_of
from publish.importing.html.icons import GUESSED, unescaped
from publish.importing.meaningful_signs import holds_sign

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_PSEUDO = re.compile(r"::?(before|after)$")
_CONTENT = re.compile(r"(?:^|;)\s*content\s*:\s*([\"'])((?:(?!\1).)*)\1\s*(?:!important\s*)?(?:;|$)", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through")
_LARGEST = 2_000_000  # characters of style sheets: what has more is the style of a site, not of a page
_MOST = 2_000  # rules that are looked at
_MOST_DRAWING = 100  # of those that draw or strike words; each is looked for in the whole page


def write_styles(page: Element, notes: Notes) -> None:
    """Put the words and signs that style rules draw into the text, marked, and strike what they strike."""
    drawing = 0
    for selector, declarations in _rules(page):
        pseudo = _PSEUDO.search(selector)
        drawn = _drawn(declarations) if pseudo is not None else ""
        struck = pseudo is None and _STRUCK.search(declarations) is not None
        if not drawn and not struck:
            continue
        drawing += 1
        if drawing > _MOST_DRAWING:
            notes.simplified.append("the style sheet of the page draws more words than a page has; see the original")
            return
        for element in _chosen(page, _PSEUDO.sub("", selector)):
            if struck:
                element.set("style", f"{element.get('style', '')};text-decoration:line-through")
            elif pseudo is not None:
                _draw(element, drawn, notes, first=pseudo[1] == "before")


def strike_blocks(page: Element) -> None:
    """Put the content of items and cells that their style strikes into an element that does."""
    for element in page.iter("td", "th", "li", "dd", "dt"):
        if _STRUCK.search(element.get("style", "")):
            struck = html.Element("s")
            struck.text, element.text = element.text, None
            struck.extend(list(element))
            element.append(struck)


def _rules(page: Element) -> Iterator[tuple[str, str]]:
    sheet = "\n".join("".join(style.itertext()) for style in page.iter("style"))
    if len(sheet) > _LARGEST:
        return
    for number, (selectors, declarations) in enumerate(_RULE.findall(_COMMENT.sub("", sheet))):
        if number > _MOST:
            return
        if "content" in declarations or "line-through" in declarations:
            for selector in selectors.split(","):
                yield selector.strip(), declarations


def _drawn(declarations: str) -> str:
    """The words or the sign that a rule draws, "" for bullets, arrows and letters of fonts of icons."""
    found = _CONTENT.search(declarations)
    if found is None:
        return ""
    drawn = unescaped(found[2])
    return drawn if holds_sign(drawn) or _WORD.search(drawn) else ""


def _chosen(page: Element, selector: str) -> list[Element]:
    try:
        found: list[Element] = page.xpath(xpath_of(selector))
    except UsageError:
        return []
    return [element for element in found if words_of(element) or element.tag in {"td", "span", "i"}]


def _draw(element: Element, drawn: str, notes: Notes, *, first: bool) -> None:
    mark = html.Element("span", {GUESSED: "yes"})
    mark.text = drawn.strip()
    if first:
        mark.tail = f" {(element.text or '').lstrip()}"
        element.text = None
        element.insert(0, mark)
    else:
        last = element[-1] if len(element) else None
        if last is None:
            element.text = f"{(element.text or '').rstrip()} "
        else:
            last.tail = f"{(last.tail or '').rstrip()} "
        element.append(mark)
    notes.added.append(mark.text)
    notes.doubts.append(
        Doubt(element.sourceline or 0, f"“{mark.text}” is drawn by the page’s style sheet alone", words_of(element))
    )
