"""What a page's own style sheet writes or strikes: words drawn before and after elements, lines through text.

Without this `.never::before { content: "Do not " }` over "take with tea" comes in as "take with tea".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from publish.contracts.importer import Left, Notes, Reason
from publish.errors import UsageError
from publish.importing.html.content import Element, words_of, xpath_of
from publish.importing.html.drawn_marks import draw
from publish.importing.html.elements import BLOCKS
from publish.importing.html.icon_points import ICON_POINTS
from publish.importing.html.icons import sign_of_file, unescaped
from publish.importing.html.inline_elements import RAISED
from publish.importing.html.style_sheets import rules
from publish.importing.meaningful_signs import bullet_says

_PSEUDO = re.compile(r"::?(before|after)$")
_CONTENT = re.compile(r"(?:^|;)\s*content\s*:\s*([\"'])((?:(?!\1).)*)\1\s*(?:!important\s*)?(?:;|$)", re.DOTALL)
_PICTURE = re.compile(r"content\s*:[^;]*\burl\([\"']?([^)\"']+)")
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*\burl\([\"']?([^)\"']+)")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_FONT = re.compile(r"font(?:-family)?\s*:")
_SIGNED = frozenset(("li", "p", "td", "th", "dd", "dt"))  # which a picture behind their start may tick or cross
_WORD = re.compile(r"[^\W\d_]{2,}")
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through")
_CAPITALS = re.compile(r"text-transform\s*:\s*uppercase")
_LETTERS = re.compile(
    r"list-style(?:-type|-image)?\s*:[^;]*(?:(?:lower|upper)-(?:alpha|latin|roman|greek)|none|['\"(])[^;]*"
)
_EMPHASISED = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)\b|font-style\s*:\s*italic")
_HIGHLIGHT = re.compile(r"background-color\s*:\s*[^;]+")
_ONE_CLASS = re.compile(r"(?:span)?\.([\w-]+)")
_SIGNS = re.compile(r"font-family\s*:[^;]*(?:wingdings|webdings|dingbats|symbol)[^;]*", re.IGNORECASE)
_HOLDERS = ("tr", "table", "thead", "tbody", "tfoot")
_RUNS = ("span", "a", "abbr", "b", "strong", "em", "i", "u", "small", "mark", "font")
_DRAWS = re.compile(r"content|background[^;]*url")
_LOOKS = (_STRUCK, _CAPITALS, _LETTERS, RAISED, _SIGNS)
_MOST = 2_000  # rules that are looked at
_MOST_DRAWN = 5_000  # times that such rules draw words into one page
_MOST_DRAWING = 300  # of those that draw or strike words; each is looked for in the whole page


def write_styles(page: Element, notes: Notes) -> None:
    """Put the words and signs that style rules draw into the text, marked, and strike what they strike."""
    _emphasise(page)
    drawing = drawn_times = 0
    for selector, declarations in _rules(page):
        pseudo = _PSEUDO.search(selector)
        drawn = _drawn(declarations) if pseudo is not None else _behind(declarations)
        looks = [] if pseudo is not None else [found[0] for look in _LOOKS if (found := look.search(declarations))]
        if not drawn and not looks:
            continue
        drawing += 1
        chosen = _chosen(page, _PSEUDO.sub("", selector))
        drawn_times += len(chosen) if drawn else 0
        if drawing > _MOST_DRAWING or drawn_times > _MOST_DRAWN:
            notes.simplified.append("the style sheet of the page draws more words than a page has; see the original")
            return
        for element in chosen:
            if looks:
                element.set("style", ";".join([*looks, element.get("style", "")]))
            if drawn and (pseudo is not None or element.tag in _SIGNED):
                draw(element, drawn, notes, first=pseudo is None or pseudo[1] == "before")


def _emphasise(page: Element) -> None:
    """Give runs of a line the strong or slanted letters that rules for their class alone give them.

    Of Google Docs also the colour behind them: whoever writes there highlights what is not settled yet. Elsewhere a
    class draws labels so.
    """
    wanted = [_EMPHASISED, *([_HIGHLIGHT] if page.xpath("//body[contains(@class, 'doc-content')]") else [])]
    looks = {
        match[1]: ";".join(found[0] for look in wanted for found in look.finditer(rule.declarations))
        for rule in rules(page)
        for selector in rule.selectors
        if (match := _ONE_CLASS.fullmatch(selector)) is not None
        and any(look.search(rule.declarations) for look in wanted)
    }
    for element in page.iter("span") if looks else ():
        given = [looks[name] for name in element.get("class", "").split() if name in looks]
        if given:
            element.set("style", ";".join([*given, element.get("style", "")]))


def strike_blocks(page: Element) -> None:
    """Put the content of items and cells that their style strikes, or their row's, into an element that does."""
    holders = [element for element in page.iter(*_HOLDERS) if _STRUCK.search(element.get("style", ""))]
    struck_within = {cell for holder in holders for cell in holder.iter("td", "th")}
    for element in page.iter("td", "th", "li", "dd", "dt"):
        if element in struck_within or _STRUCK.search(element.get("style", "")):
            struck = html.Element("s")
            struck.text, element.text = element.text, None
            struck.extend(list(element))
            element.append(struck)


def write_capitals(page: Element, notes: Notes) -> None:
    """Write words within a line as the capitals that their style shows: an abbreviation ("who") is nothing without.

    A whole line in capitals is a matter of looks, and is easier to read as it is written.
    """
    for element in page.iter(*_RUNS):
        block = next((above for above in element.iterancestors() if above.tag in BLOCKS), None)
        if not _CAPITALS.search(element.get("style", "").casefold()) or block is None:
            continue
        text = words_of(element)
        if text.upper() == text or text == words_of(block):
            continue
        notes.left.append(Left(Reason.SMALL_LETTERS, text, element.sourceline or 0))
        notes.added.append(text.upper())
        for inner in element.iter():
            inner.text = (inner.text or "").upper()
            if inner is not element:
                inner.tail = (inner.tail or "").upper()


def _rules(page: Element) -> Iterator[tuple[str, str]]:
    for number, rule in enumerate(rules(page)):
        if number > _MOST:
            return
        if any(look.search(rule.declarations) for look in (_DRAWS, *_LOOKS)):
            for selector in rule.selectors:
                yield selector, rule.declarations


def _drawn(declarations: str) -> str:
    """The words or the sign that a rule draws, "" for bullets, arrows and letters of fonts of icons."""
    found = _CONTENT.search(declarations)
    if found is None:
        pictured = _PICTURE.search(declarations)
        return sign_of_file(pictured[1]) if pictured is not None else ""
    drawn = unescaped(found[2])
    if drawn in ICON_POINTS:
        return ICON_POINTS[drawn]
    private = _PRIVATE.fullmatch(drawn.strip()) is not None and _FONT.search(declarations) is not None
    return drawn if private or bullet_says(drawn) or _WORD.search(drawn) else ""


def _behind(declarations: str) -> str:
    """The sign of a picture that a rule puts behind an element, by the name of its file."""
    pictured = _BACKGROUND.search(declarations)
    return sign_of_file(pictured[1]) if pictured is not None else ""


def _chosen(page: Element, selector: str) -> list[Element]:
    try:
        found: list[Element] = page.xpath(xpath_of(selector))
    except UsageError:
        return []
    return [element for element in found if words_of(element) or element.tag in {"td", "span", "i"}]
