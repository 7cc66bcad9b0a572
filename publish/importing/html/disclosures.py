"""What a page shows only when somebody presses a button: answers, tabs, accordions. It is content, and laid open."""

from __future__ import annotations

import re

from lxml import html

from publish.contracts.importer import Doubt, Left, Notes, Reason
from publish.importing.html.content import HIDDEN_STYLE, Element, tokens, words_of
from publish.importing.html.elements import HEADINGS, LOOKS

_HOLDS = re.compile(
    r"accordion|collaps|expand|disclosure|toggle|\bfaq|answer|tab-?pane|tab-?panel|tab-?content|reveal|show-?hide|"
    r"read-?more|show-?more|\bdetails\b"
)
_PASSAGES = ("div", "section", "ul", "ol", "p", "dl")
_TARGETS = ("aria-controls", "data-target", "data-bs-target", "commandfor", "popovertarget")
_SITE = frozenset(("navigation", "search", "banner", "contentinfo", "menu", "menubar", "dialog", "alertdialog"))
_ONLY_OPENS = re.compile(
    r"(?:show|read|see|view|find out|expand|open|close|hide|toggle|collapse)(?: (?:more|less|all|section|sections|menu|"
    r"details|this section|answer|answers|content))*[.…>+–-]*|\W+",
    re.IGNORECASE,
)
_CALLED = re.compile(r"[\"']#?([\w-]+)[\"']")  # a name that a script is given
_TAB = re.compile(r"\btab-?(?:links?|button|item|title)?\b")
_LONGEST = 30  # words of a question on a button


def lay_open(content: Element, notes: Notes) -> None:
    """Show what buttons and tabs of the content open, each under the words of its button."""
    named = {element.get("id"): element for element in content.iter() if element.get("id")}
    for control in list(content.iter("button", "a", "div", "span", "li", "h2", "h3", "h4", "h5", "dt", "p")):
        panel = _panel(control, named)
        if panel is None or panel is control or _of_site(panel) or not words_of(panel):
            continue
        _show(panel)
        if control.get("role") == "tab" or _TAB.search(tokens(control)):
            _head(control, panel)
        elif (_is_button(control) or control.tag == "a") and not _in_heading(control):
            _as_line(control, notes)
    for element in list(content.iter()):
        if isinstance(element.tag, str) and _folded(element):
            _show(element)


def _panel(control: Element, named: dict[str | None, Element]) -> Element | None:
    """The element that a control opens."""
    target = next((written for name in _TARGETS if (written := control.get(name))), "")
    if not target and control.tag == "a" and (control.get("data-toggle") or control.get("role") in {"tab", "button"}):
        target = control.get("href", "")
    for name in _CALLED.findall(control.get("onclick", "")):
        if name in named and _HOLDS.search(tokens(named[name])):
            return named[name]
    if target:
        return named.get(target.strip().split(" ")[0].removeprefix("#"))
    if _is_button(control) and control.get("aria-expanded") is not None:
        holder = control if not _in_heading(control) else next(control.iterancestors(*HEADINGS), control)
        while (above := holder.getparent()) is not None and words_of(above) == words_of(control):
            holder = above
        after = holder.getnext()
        return after if after is not None and isinstance(after.tag, str) and after.tag not in HEADINGS else None
    after = control.getnext()
    if control.tag == "button" and after is not None and after.tag in _PASSAGES and not (control.tail or "").strip():
        return after if _HOLDS.search(tokens(control)) or _HOLDS.search(tokens(after)) else None
    return None


def _is_button(control: Element) -> bool:
    return control.tag == "button" or control.get("role") == "button"


def _folded(element: Element) -> bool:
    """Whether an element is hidden now and bears the name of what a script unfolds."""
    hidden = "hidden" in element.attrib or HIDDEN_STYLE.search(element.get("style", ""))
    if not hidden and element.get("aria-hidden") != "true":
        return False
    named = _HOLDS.search(tokens(element)) or element.get("role") in {"tabpanel", "region"} or element.tag == "dd"
    inside = any(_HOLDS.search(tokens(above)) for above in element.iterancestors() if above.tag not in {"body", "html"})
    passage = element.tag in {*_PASSAGES, "dd", "article"}
    return bool(named or (inside and passage)) and not _of_site(element) and bool(words_of(element))


def _show(element: Element) -> None:
    element.attrib.pop("hidden", None)
    element.attrib.pop("aria-hidden", None)
    if "style" in element.attrib:
        element.set("style", HIDDEN_STYLE.sub("", element.get("style", "")))
    if element.get("role") in {"tabpanel", "region"}:
        del element.attrib["role"]


def _of_site(element: Element) -> bool:
    return any(
        inner.tag in {"nav", "footer"} or inner.get("role") in _SITE for inner in (element, *element.iterancestors())
    )


def _in_heading(element: Element) -> bool:
    return next(element.iterancestors(*HEADINGS, "summary", "dt"), None) is not None


def _as_line(button: Element, notes: Notes) -> None:
    """A button whose words are a question, as a line in strong letters: a heading by its looks."""
    text = words_of(button)
    if not text or len(text.split()) > _LONGEST:
        return
    if _ONLY_OPENS.fullmatch(text):
        notes.left.append(Left(Reason.NAVIGATION, text, button.sourceline or 0))
        button.drop_tree()
        return
    level = _level_beside(button)
    if level:
        button.tag = level
        button.set(LOOKS, "yes")
        notes.doubts.append(
            Doubt(button.sourceline or 0, f"“{text}” is taken for a heading, as the button of an answer")
        )
        return
    button.tag = "strong"
    line = html.Element("p")
    line.tail, button.tail = button.tail, None
    button.addprevious(line)
    line.append(button)


def _level_beside(button: Element) -> str:
    """The headings by which the other questions of the same list of questions are headed, "" where there are none."""
    for above in button.iterancestors():
        if _HOLDS.search(tokens(above)):
            found = next((heading.tag for heading in above.iter(*HEADINGS) if words_of(heading)), "")
            if found:
                return str(found)
    return ""


def _head(tab: Element, panel: Element) -> None:
    """The name of a tab as the line over what the tab shows."""
    words = words_of(tab)
    if not words:
        return
    line = html.Element("p")
    strong = html.Element("strong")
    strong.text = words
    line.append(strong)
    panel.addprevious(line)
    for inner in list(tab):
        tab.remove(inner)
    tab.text = None
