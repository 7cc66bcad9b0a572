"""What a page's own style sheets hide: a person who reads the page does not see it, so it must not come in unmarked.

Without this `#old { display: none }` lets last year's dose stand beside this year's. What is surely hidden gets a style
of its own, as if the element said so itself; what a state, a script or another screen may show is kept and marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import html

from publish.contracts.importer import Doubt, Notes
from publish.errors import UsageError
from publish.importing.html.content import HIDDEN_STYLE, Element, words_of, xpath_of
from publish.importing.html.elements import BLOCKS
from publish.importing.html.icons import GUESSED
from publish.importing.html.style_sheets import Applies, Rule, rules

_DECLARED = re.compile(r"(?:^|;)\s*(display|visibility|font-size)\s*:\s*([^;]+)", re.IGNORECASE)
_HIDES = re.compile(r"none|hidden|collapse|0+(?:\.0*)?[a-z%]*|\.0+[a-z%]*")
_RELATIVE = re.compile(r"[\d.]+(?:em|%)|inherit|smaller|larger|unset")  # of a size or a look that is inherited
_STATES = re.compile(r"::?[a-z-]+(?:\((?:[^()]|\([^()]*\))*\))?", re.IGNORECASE)
_PSEUDO_ELEMENT = re.compile(r"::|:(?:before|after|first-line|first-letter)\b")
_NAMES = re.compile(r"[.#][\w-]+|\[[^\]]*\]")
_MOST = 20_000_000  # elements that are looked at: 2,000 selectors on a page of 10,000 elements


@dataclass(slots=True)
class _Styled:
    """What rules say of one element: for each property the value that wins, with the rank by which it does."""

    values: dict[str, tuple[tuple[int, ...], str]] = field(default_factory=dict)
    sometimes_hidden: bool = False
    sometimes_shown: bool = False

    def hidden(self, name: str) -> bool:
        """Whether a property hides the element."""
        return name in self.values and _HIDES.fullmatch(self.values[name][1]) is not None


def hide_by_style(page: Element, content: Element, notes: Notes) -> None:
    """Give what style sheets hide a style that says so; mark what they may hide."""
    relevant = [rule for rule in rules(page) if rule.applies and _DECLARED.search(rule.declarations)]
    if not any(_hides(rule.declarations) for rule in relevant) and not any(
        _hides(element.get("style", "")) for element in page.xpath("//*[contains(@style, 'font-size')]")
    ):
        return
    styled = _styled(page, relevant, notes)
    pointed = {link.get("href", "")[1:] for link in page.iter("a") if link.get("href", "").startswith("#")}
    whole = len(words_of(content))
    above = {content, *content.iterancestors()}
    done: set[Element] = set()
    for element in page.iter():
        look = styled.get(element)
        hides, unsure = _verdict(element, look, styled) if look is not None else (False, False)
        if look is None or not (hides or look.sometimes_hidden) or not words_of(element):
            continue
        if not done.isdisjoint(element.iterancestors()):
            continue
        unsure = unsure or look.sometimes_shown or element.get("id", "") in pointed
        most = element in above or len(words_of(element)) * 2 > whole
        if hides and not unsure and not most:
            done.add(element)
            element.set("style", f"display:none;{element.get('style', '')}")
        elif not _hidden_itself(element):
            done.add(element)
            _mark(element, notes, first_only=most)


def _hides(declarations: str) -> bool:
    return any(_HIDES.fullmatch(value) for value, _ in _declared(declarations).values())


def _verdict(element: Element, look: _Styled, styled: Mapping[Element, _Styled]) -> tuple[bool, bool]:
    """Whether an element is hidden, and whether some of what stands in it may be seen all the same."""
    if look.hidden("display"):
        return True, False
    for name in ("visibility", "font-size"):
        if look.hidden(name):
            again = any(_shown_again(styled.get(inner), name) for inner in element.iterdescendants())
            own = "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
            return not again or bool(own), again
    return False, False


def _shown_again(look: _Styled | None, name: str) -> bool:
    """Whether an element in a hidden one has a look of its own, as items in a list without a size of letters do."""
    value = look.values[name][1] if look is not None and name in look.values else ""
    return bool(value) and _HIDES.fullmatch(value) is None and _RELATIVE.fullmatch(value) is None


def _declared(declarations: str) -> dict[str, tuple[str, bool]]:
    """The value of each property that can hide, and whether it is called important."""
    found: dict[str, tuple[str, bool]] = {}
    for name, written in _DECLARED.findall(declarations):
        value, _, important = written.casefold().partition("!")
        found[name.casefold()] = (value.strip(), bool(important))
    return found


def _styled(page: Element, relevant: list[Rule], notes: Notes) -> dict[Element, _Styled]:
    styled: dict[Element, _Styled] = {}
    names = _names_on(page)
    size, looked = sum(1 for _ in page.iter()), 0
    for order, rule in enumerate(relevant):
        declared = _declared(rule.declarations)
        hides = _hides(rule.declarations)
        for selector in rule.selectors:
            if _PSEUDO_ELEMENT.search(selector):
                continue
            looked += size
            if looked > _MOST:
                notes.simplified.append("the style sheet of the page hides more than can be looked at; see the page")
                return styled
            sure, chosen = _chosen(page, selector, names, notes if hides else None)
            for element in chosen:
                look = styled.setdefault(element, _Styled())
                if sure and rule.applies is Applies.ALWAYS:
                    for name, (value, important) in declared.items():
                        _set(look, name, value, (important, 0, *_weight(selector), order))
                else:
                    look.sometimes_hidden |= hides
                    look.sometimes_shown |= not hides
    for element in page.xpath("//*[@style]"):
        for name, (value, important) in _declared(element.get("style", "")).items():
            _set(styled.setdefault(element, _Styled()), name, value, (important, 1, 0, 0, 0, 0))
    return styled


def _set(look: _Styled, name: str, value: str, rank: tuple[int, ...]) -> None:
    if name not in look.values or rank >= look.values[name][0]:
        look.values[name] = (rank, value)


def _weight(selector: str) -> tuple[int, int, int]:
    """How specific a selector is (Selectors, 17): ids, then classes and attributes, then elements."""
    ids, names = selector.count("#"), len(re.findall(r"\.[\w-]|\[", selector))
    return ids, names, len(re.findall(r"(?:^|[\s>])[a-z]", selector, re.IGNORECASE))


def _names_on(page: Element) -> frozenset[str]:
    """The classes and ids of a page as selectors write them."""
    classes = (f".{name}" for element in page.iter() for name in (element.get("class") or "").split())
    return frozenset([*classes, *(f"#{element.get('id')}" for element in page.iter() if element.get("id"))])


def _chosen(page: Element, selector: str, names: frozenset[str], notes: Notes | None) -> tuple[bool, list[Element]]:
    """What a selector chooses, and whether that is sure.

    It is not where it depends on a state, on a class that a script sets, or on neighbours: then it may choose what
    bears the rest of the names in its last part.
    """
    try:
        found: list[Element] = page.xpath(xpath_of(selector))
    except UsageError:
        found = []
    else:
        if found or notes is not None:
            return True, found
    last = _STATES.sub("", re.split(r"[\s>+~]+(?![^\[(]*[\])])", selector.strip())[-1])
    known = [name for name in _NAMES.findall(last) if name.startswith("[") or name in names]
    if not any(name[0] in ".#" for name in known):
        if notes is not None and ":" not in selector:
            notes.simplified.append(f"the style sheet of the page hides something by “{selector[:60]}”; see the page")
        return False, []
    try:
        return False, page.xpath(xpath_of("".join(name for name in known if name[0] in ".#")))
    except UsageError:
        return False, []


def _hidden_itself(element: Element) -> bool:
    """Whether an element is hidden by what it says itself."""
    return "hidden" in element.attrib or HIDDEN_STYLE.search(element.get("style", "")) is not None


def _mark(element: Element, notes: Notes, *, first_only: bool) -> None:
    """Mark the words of an element; of what holds most of the page, only the first."""
    places = list(_lines(element))[: 1 if first_only else None]
    what = f"“{words_of(element)[:60]}” is hidden by the page’s style sheet, or shown only at times"
    notes.doubts.append(Doubt(element.sourceline or 0, what, words_of(places[0]) if places else ""))
    for place in places:
        if place.tag not in BLOCKS:
            place.set(GUESSED, "yes")
            continue
        mark = html.Element("span", {GUESSED: "yes"})
        mark.text, place.text = place.text, None
        mark.extend(list(place))
        place.append(mark)


def _lines(element: Element) -> Iterator[Element]:
    """The elements that hold lines of words: those in which no other block stands."""
    blocks = [inner for inner in element.iter(*BLOCKS) if words_of(inner)]
    holders = {above for block in blocks for above in block.iterancestors()}
    yield from (block for block in blocks if block not in holders)
    if not blocks:
        yield element
