"""Which part of a page is its content, and what in it is not: scripts, forms, navigation, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from lxml import etree, html

from publish.contracts.importer import Doubt, Left, Notes, Reason
from publish.errors import UsageError
from publish.importing.html.elements import BOX
from publish.importing.html.site import is_site
from publish.importing.text_export.furniture import is_top

Element = html.HtmlElement

_SCRIPT = frozenset(
    """
    script style noscript template param link meta base head title
    """.split()  # noqa: SIM905 — a list of words is easier read as words
)
_EMBEDDED = frozenset(("canvas", "embed", "applet"))  # what is inside shows where the thing cannot
CONTROLS = frozenset(
    """
    input select textarea button option optgroup datalist output progress meter label legend
    """.split()  # noqa: SIM905 — a list of words is easier read as words
)
RUNS = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark s samp small span strike strong time
    tt u var wbr
    """.split()  # noqa: SIM905 — a list of words is easier read as words
)
"""Elements that only mark a run of a line, and part no words."""

_ROLES = frozenset(
    ["navigation", "search", "banner", "contentinfo", "menu", "menubar", "toolbar", "dialog", "alertdialog"]
)
KEPT = "data-kept"
"""The attribute of an element that is content, whatever it is called."""

PAGE_BREAK = "doc-pagebreak"
"""The role of an element that says where a page of the print begins (DPUB-ARIA): its number is none of the text."""

HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
UNSEEN = re.compile(r"visually-?hidden|sr-only|screen-?reader", re.IGNORECASE)
_MARKS = {"#", "¶", "§", "🔗", "🔗︎", "^", "↑"}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NEVER = frozenset(("html", "body", "main", "article", *_HEADINGS))  # whatever they are called
_LETTER = re.compile(r"[^\W_]")
_IMAGE_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|tiff?)(?:$|\?)", re.IGNORECASE)
_PROSE = 50  # words of text, controls apart, from which a form holds content
_SMALL = 400  # characters: what has fewer is no page, whatever its share of the content
_FEWEST_OF_A_TEXT = 5  # words of a label that say more than what to fill in
_PASSAGE = 30  # words from which something hidden is worth a look

_SELECTOR = re.compile(r"(?P<tag>[a-z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+|\[[\w-]+(?:=[\"']?[^\]\"']*[\"']?)?\])*)")
_SIMPLE = re.compile(r"([.#])([\w-]+)|\[([\w-]+)(?:=[\"']?([^\]\"']*)[\"']?)?\]")


def words_of(element: Element) -> str:
    """All text of an element on one line."""
    return " ".join("".join(str(part) for part in element.itertext()).split())


def spaced(element: Element) -> str:
    """All text of an element on one line, with a space wherever an element ends that is more than a run of letters."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if isinstance(node.tag, str) and node.tag not in RUNS:
            parts.append(" ")
        if event == "start":
            is_seen = node is element or node.tag not in _SCRIPT
            parts.append((node.text or "") if is_seen else "")
            parts.append(f" {node.get('alt', '')} " if node.tag == "img" else "")
        elif node is not element:
            parts.append(node.tail or "")
    return " ".join("".join(parts).split())


def tokens(element: Element) -> str:
    """Class and id of an element, small."""
    return f"{element.get('class', '')} {element.get('id', '')}".casefold()


def main_content(path: Path, root: Element, selector: str) -> Element:
    """The element with the page's content. Raises `UsageError` where a selector finds none."""
    if selector:
        found: list[Element] = root.xpath(xpath_of(selector))
        if not found:
            raise UsageError(
                f"{path}: nothing on the page fits {selector}. Look at the page's source for its id or class."
            )
        return found[0]
    body = root.find("body") if root.tag == "html" else root
    body = root if body is None else body
    for query in (
        "//main",
        "//*[@role='main']",
        "//article[not(ancestor::article)]",
        "//*[@id='content' or @id='main-content' or @id='main']",
    ):
        elements: list[Element] = [element for element in root.xpath(query) if words_of(element)]
        if len(elements) == 1:
            return elements[0]
    return body


def xpath_of(selector: str) -> str:
    """A simple CSS selector (tag, .class, #id, [attribute=value], descendants, children, commas) as XPath."""
    paths: list[str] = []
    for choice in selector.split(","):
        path, axis = "", "//"
        for step in re.sub(r"\s*>\s*", " > ", choice).split():
            if step == ">" and path:
                axis = "/"
                continue
            match = _SELECTOR.fullmatch(step)
            if match is None or not step:
                raise UsageError(
                    f"“{selector}” is no selector that is known here. Write main, .class, #id or [name=value]."
                )
            path += f"{axis}{match['tag'] or '*'}"
            axis = "//"
            for sign, name, key, value in _SIMPLE.findall(match["rest"]):
                if sign == ".":
                    path += f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
                elif sign == "#":
                    path += f"[@id='{name}']"
                else:
                    path += f"[@{key}='{value}']" if value else f"[@{key}]"
        paths.append(path)
    return " | ".join(paths)


def strip(root: Element, content: Element, notes: Notes) -> None:
    """Take out of the content all that is not content; note it, and what stands outside the content."""
    size = len(words_of(content))
    for element in list(content.iter()):
        if not isinstance(element.tag, str):
            drop(element)
            continue
        if element is content or not _inside(element, content):
            continue
        reason = _reason(element, content, size)
        if reason is not None:
            _leave(element, reason, notes)
    inside = set(content.iter())
    above = set(content.iterancestors())
    for element in _outermost(root, inside | above):
        text = spaced(element)
        scripted = element.tag in _SCRIPT
        if text and element.tag not in {"title", "head"}:
            notes.left.append(Left(Reason.SCRIPT if scripted else Reason.OUTSIDE, text, element.sourceline or 0))


def _outermost(root: Element, kept: set[Element]) -> Iterable[Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element in kept:
            waiting += [child for child in reversed(element) if isinstance(child.tag, str)]
        else:
            yield element


def _inside(element: Element, content: Element) -> bool:
    """Whether an element has not been taken out with one that holds it."""
    return any(above is content for above in element.iterancestors())


def _reason(element: Element, content: Element, size: int) -> Reason | None:
    """Why an element is no content, None where it is; `size` is how many characters the content has in all."""
    tag, role = element.tag, element.get("role", "")
    if role == PAGE_BREAK:
        return Reason.FURNITURE
    if tag in _SCRIPT and next(element.iterancestors("svg"), None) is None:
        return Reason.SCRIPT
    if tag in _EMBEDDED or _hidden(element):
        return Reason.HIDDEN
    if tag == "form" and is_left_form(element):
        return Reason.FORM
    if tag == "legend" and next(element.iterancestors("form"), None) is None:
        return None
    if tag in CONTROLS and not _in_heading(element) and not _labels_text(element):
        return Reason.FORM
    if tag == "nav" or role in _ROLES or (tag == "footer" and _of_page(element, content)):
        return Reason.NAVIGATION
    if tag == "header" and _of_page(element, content) and not element.xpath(".//h1"):
        return Reason.NAVIGATION
    whole = content.tag == "body" and _of_page(element, content)
    if (
        tag not in _NEVER
        and KEPT not in element.attrib
        and is_site(tokens(element), whole=whole)
        and not _mostly(element, size)
    ):
        return Reason.NAVIGATION
    if tag == "a":
        return Reason.NAVIGATION if element.get("rel") in {"prev", "next"} else _link_reason(element)
    return None


def _mostly(element: Element, size: int) -> bool:
    """Whether an element holds the title, or most of the content: then it is the page, whatever it is called."""
    return element.find(".//h1") is not None or len(words_of(element)) > max(_SMALL, size / 2)


def _link_reason(link: Element) -> Reason | None:
    text, target = words_of(link), link.get("href", "")
    if text in _MARKS and target.startswith("#"):
        return Reason.DECORATION
    signs = text and not _LETTER.search(text) and target.startswith("#")
    if signs and any(above.tag in _HEADINGS for above in link.iterancestors()):
        return Reason.DECORATION
    if target.startswith("#") and is_top(text):
        return Reason.NAVIGATION
    in_figure = next(link.iterancestors("figure"), None) is not None
    if in_figure and _IMAGE_FILE.search(target) and link.find(".//img") is None:
        return Reason.NAVIGATION
    return None


def _hidden(element: Element) -> bool:
    if "hidden" in element.attrib and element.get("hidden") != "until-found":
        return True
    if HIDDEN_STYLE.search(element.get("style", "")):
        return True
    return element.get("aria-hidden", "") == "true" and element.tag not in {"img", "svg", "math"}


def is_left_form(form: Element) -> bool:
    """Whether a form holds fields and little else, and is left out as a whole."""
    fields = next(form.iter(*CONTROLS), None) is not None and KEPT not in form.attrib
    return fields and len(_outside_controls(form)) < _PROSE


def _outside_controls(form: Element) -> list[str]:
    return " ".join(words_of(element) for element in form.xpath(".//p | .//li | .//h1 | .//h2 | .//h3 | .//td")).split()


def _in_heading(element: Element) -> bool:
    return any(above.tag in {"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"} for above in element.iterancestors())


def _labels_text(element: Element) -> bool:
    """Whether a label is the text of a list item or a cell, as those of task lists are, not that of a field."""
    above = element.getparent()
    if element.tag != "label" or above is None or above.tag not in {"li", "td", "th", "p", "dd"}:
        return False
    kept_form = any(KEPT in form.attrib for form in element.iterancestors("form"))
    if kept_form and len(words_of(element).split()) < _FEWEST_OF_A_TEXT:
        return False  # "Date", of a field of a consent form
    named = element.get("for")
    ticked = named and any(box.get("id") == named for box in above.iter("span") if BOX in box.attrib)
    return (not named or bool(ticked)) and bool(words_of(element))


def _of_page(element: Element, content: Element) -> bool:
    """Whether a header or footer is the page's own, not that of an article, a section or a quotation."""
    for above in element.iterancestors():
        if above is content:
            return above.tag in {"body", "html", "main"}
        if above.tag in {"article", "section", "blockquote", "figure"}:
            return False
    return True


def _leave(element: Element, reason: Reason, notes: Notes) -> None:
    text = spaced(element)
    if text:
        notes.left.append(Left(reason, text, element.sourceline or 0))
        if reason is Reason.HIDDEN and len(text.split()) >= _PASSAGE:
            notes.doubts.append(Doubt(element.sourceline or 0, f"a hidden passage is left out: “{text[:60]}…”"))
    if reason is Reason.FURNITURE:  # a place that links may lead to
        element[:] = []
        element.text = None
    else:
        drop(element)


def drop(element: etree._Element) -> None:
    """Take an element out; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
