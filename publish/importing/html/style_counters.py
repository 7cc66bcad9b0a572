"""Numbers that a page's own style sheet counts and draws, as "2.1" before headings and "(b)" before items.

The text may name them: “see section 2.1” and “go back to step (b)” lead nowhere without them (CSS Lists 3, 4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from publish.contracts.importer import Notes
from publish.errors import UsageError
from publish.importing.html.content import Element, words_of, xpath_of
from publish.importing.html.drawn_marks import draw
from publish.importing.html.html_lists import COUNTED
from publish.importing.html.icons import unescaped
from publish.importing.html.style_sheets import Applies, rules
from publish.importing.numbering import in_format

_PSEUDO = re.compile(r"::?(before|after)$")
_CONTENT = re.compile(r"(?:^|;)\s*content\s*:((?:\"[^\"]*\"|'[^']*'|[^;\"'])*)")
_PART = re.compile(
    r"\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<nested>counters)\(\s*(?P<names>[\w-]+)\s*,\s*[\"'](?P<between>[^\"']*)[\"']\s*(?:,\s*(?P<kinds>[\w-]+)\s*)?\)"
    r"|counter\(\s*(?P<name>[\w-]+)\s*(?:,\s*(?P<kind>[\w-]+)\s*)?\)|attr\(\s*(?P<attribute>[\w-]+)[^)]*\)"
)
_STEPS = re.compile(r"(?:^|;)\s*counter-(reset|set|increment)\s*:\s*([^;]+)")
_NAME = re.compile(r"([a-zA-Z_][\w-]*)(?:\s+(-?\d{1,6}))?")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th"))  # labels of which become the headers of their table
_NOT_SAID = frozenset(("href", "src", "class", "id", "style"))  # attributes that say nothing to a reader
_MOST = 300  # rules that are looked at
_FORMATS = {**COUNTED, "decimal-leading-zero": "decimalZero"}


@dataclass(slots=True)
class _Look:
    """What rules say of an element or of what they draw before or after it."""

    steps: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    content: str = ""


@dataclass(slots=True)
class _Counters:
    """The counters of a page as they stand, each with the element in which it holds."""

    page: Element
    counted: dict[str, list[tuple[Element, int]]] = field(default_factory=dict)

    def step(self, element: Element, look: _Look, *, within: bool) -> None:
        """Count as an element does, or what is drawn `within` it."""
        above = element if within else element.getparent()
        scope = self.page if above is None else above
        for name, value in look.steps.get("reset", ()):
            rows = self.counted.setdefault(name, [])
            if rows and rows[-1][0] is scope:
                rows.pop()
            rows.append((scope, value))
        for kind in ("increment", "set"):
            for name, value in look.steps.get(kind, ()):
                rows = self.counted.setdefault(name, [])
                if not rows:
                    rows.append((scope, 0))
                rows[-1] = (rows[-1][0], value + (rows[-1][1] if kind == "increment" else 0))

    def leave(self, element: Element) -> None:
        """Forget the counters that do not hold at an element."""
        above = {element, *element.iterancestors()}
        for rows in self.counted.values():
            while rows and rows[-1][0] not in above:
                rows.pop()

    def values(self, name: str) -> list[int]:
        """The values of a counter, of the outermost first."""
        return [value for _, value in self.counted.get(name, ())] or [0]


def write_counted(page: Element, notes: Notes) -> None:
    """Write what style rules count, or take from attributes, where they draw it."""
    looks = _looks(page)
    contents = [look.content for (_, pseudo), look in looks.items() if pseudo and look.content]
    if not contents:
        return
    counting = {
        name for look in looks.values() for kind in ("increment", "set") for name, _ in look.steps.get(kind, ())
    }
    counters = _Counters(page)
    drawn: list[tuple[Element, str, str, bool]] = []
    for element in page.iter():
        own = looks.get((element, ""))
        pseudos = [(name, look) for name in ("before", "after") if (look := looks.get((element, name))) is not None]
        if own is None and not pseudos:
            continue
        counters.leave(element)
        if own is not None:
            counters.step(element, own, within=False)
        for name, look in pseudos:
            counters.step(element, look, within=True)
            if look.content:
                shown, counted = _shown(look.content, element, counters, counting)
                drawn.append((element, name, shown, counted))
    _write(drawn, notes)
    _tell_uncounted(looks, counting, notes)


def _looks(page: Element) -> dict[tuple[Element, str], _Look]:
    """What rules say of counters, and of content with counters or attributes, by element and pseudo-element."""
    looks: dict[tuple[Element, str], _Look] = {}
    looked = 0
    for rule in rules(page):
        steps = list(_steps(rule.declarations))
        content = _CONTENT.search(rule.declarations)
        parts = content[1] if content is not None and re.search(r"counters?\(|attr\(", content[1]) else ""
        if rule.applies is not Applies.ALWAYS or not (steps or parts):
            continue
        for selector in rule.selectors:
            pseudo = _PSEUDO.search(selector)
            looked += 1
            if "lst-kix" in selector:
                continue  # of Google Docs, whose lists are settled before
            if looked > _MOST:
                return looks
            for element in _chosen(page, _PSEUDO.sub("", selector)):
                look = looks.setdefault((element, pseudo[1] if pseudo is not None else ""), _Look())
                look.steps |= dict(steps)
                look.content = parts or look.content
    for element in page.xpath("//*[contains(@style, 'counter-')]"):
        looks.setdefault((element, ""), _Look()).steps |= dict(_steps(element.get("style", "")))
    return looks


def _steps(declarations: str) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    for kind, written in _STEPS.findall(declarations):
        otherwise = 1 if kind == "increment" else 0
        names = [(name, int(value) if value else otherwise) for name, value in _NAME.findall(written)]
        yield kind, [(name, value) for name, value in names if name not in {"none", "inherit"}]


def _chosen(page: Element, selector: str) -> list[Element]:
    try:
        found: list[Element] = page.xpath(xpath_of(selector))
    except UsageError:
        return []
    return found


def _shown(content: str, element: Element, counters: _Counters, counting: set[str]) -> tuple[str, bool]:
    """What is drawn, and whether it is counted; "" where a counter stands in it that nothing counts."""
    shown: list[str] = []
    counted = False
    for part in _PART.finditer(content):
        name = part["name"] or part["names"] or ""
        if name and name not in counting:
            return "", False
        if part["attribute"]:
            value = (
                "" if part["attribute"] in _NOT_SAID or element.tag in _CELLS else element.get(part["attribute"], "")
            )
            shown.append("" if value and value in words_of(element) else value)
        elif name:
            counted = True
            kind = _FORMATS.get(part["kind"] or part["kinds"] or "", "decimal")
            values = counters.values(name) if part["nested"] else counters.values(name)[-1:]
            shown.append((part["between"] or "").join(in_format(value, kind) for value in values))
        else:
            shown.append(unescaped(part["double"] or part["single"] or ""))
    return "".join(shown), counted


def _write(drawn: list[tuple[Element, str, str, bool]], notes: Notes) -> None:
    labels = {element: shown.strip() for element, name, shown, counted in drawn if counted and name == "before"}
    holders = {holder for item in labels if item.tag == "li" and (holder := item.getparent()) is not None}
    natural = {holder for holder in holders if _is_natural(holder, labels)}
    for element, name, shown, counted in drawn:
        if not shown.strip() or (not words_of(element) and element.tag in {*_HEADINGS, "li"}):
            continue
        if not counted or name != "before" or element.tag not in {*_HEADINGS, "li"}:
            draw(element, shown, notes, first=name == "before")
        elif element.getparent() not in natural:
            element.text = f"{shown.strip()} {(element.text or '').lstrip()}"
            notes.added.append(shown.strip())
    for holder in holders - natural:
        holder.tag = "ul"


def _is_natural(holder: Element, labels: dict[Element, str]) -> bool:
    """Whether a list shows no more than the numbers from 1 that it has by itself."""
    items = holder.findall("li")
    shown = [re.sub(r"[.):]$", "", labels.get(item, "")) for item in items]
    return holder.tag == "ol" and shown == [str(number) for number in range(1, len(items) + 1)]


def _tell_uncounted(looks: dict[tuple[Element, str], _Look], counting: set[str], notes: Notes) -> None:
    """Say of headings that rules number them by a counter which no rule counts: a script may."""
    for (element, _), look in looks.items():
        names = {part["name"] or part["names"] for part in _PART.finditer(look.content)} - {None}
        if element.tag in _HEADINGS and names - counting and words_of(element):
            notes.simplified.append(
                f"the style sheet of the page numbers its headings, such as “{words_of(element)[:60]}”; the source has "
                "no such numbers, so that words such as “see section 2” need the name of the section"
            )
            return
