"""Which elements of a page are boxes that stand out, of what kind, and what their title is."""

from __future__ import annotations

import re

from publish.importing.html.content import UNSEEN, Element, words_of
from publish.model.nodes import CalloutKind

_KINDS = (
    (CalloutKind.WARNING, {"warning", "danger", "caution", "emergency", "alert"}),
    (CalloutKind.IMPORTANT, {"important", "urgent", "care", "advisory"}),
    (
        CalloutKind.NOTE,
        {"note", "inset", "callout", "notice", "info", "information", "tip", "help", "admonition", "nonurgent"},
    ),
)
_BOXES = frozenset(
    """
    callout inset alert notice admonition infobox panel card care box note warning message advisory
    """.split()  # noqa: SIM905 — a list of words is easier read as words
)
_PANELS = frozenset(("panel", "box", "infobox", "well", "aside", "highlight", "pullout", "factbox"))
_HEADED = ("h1", "h2", "h3", "h4", "h5", "h6")
_TITLED = frozenset(("tip", "important", "caution", "danger", "info"))  # boxes only where they have a title
_PARTS = frozenset(
    """
    text label heading title icon container content body wrapper header inner list link item
    """.split()  # noqa: SIM905 — a list of words is easier read as words
)
_TITLES = frozenset(("warning", "important", "information", "caution", "danger", "note"))
_ROLES = {"note": CalloutKind.NOTE, "alert": CalloutKind.WARNING}
_LONGEST_TITLE = 15  # words


def kind_of(element: Element) -> CalloutKind | None:
    """What kind of box an element is by its role and classes, None where it is none."""
    role = element.get("role", "")
    if role in _ROLES:
        return _ROLES[role]
    for name in element.get("class", "").casefold().split():
        if "__" in name:  # a part of a box, in the naming of design systems
            continue
        words = [word for word in re.split(r"[^a-z]+", name.split("--")[0]) if word]
        modifier = [word for word in re.split(r"[^a-z]+", "-".join(name.split("--")[1:])) if word]
        titled = bool(set(words) & _TITLED) and label_of(element) is not None
        part = words[-1:] != ["text"] and set(words[-1:]) & (_PARTS - _BOXES)
        if not (set(words) & _BOXES or titled) or part:
            continue
        class_words = {*words, *modifier, *_words(element)}
        if "card" in words and not class_words & {"care", "urgent", "emergency", "warning"}:
            continue
        modified = class_words - set(words) or class_words  # "alert alert-info" is information
        found = next((kind for kind, names in _KINDS if modified & names), None)
        found = found or next((kind for kind, names in _KINDS if class_words & names), None)
        if found is not None:
            return found
    return None


def _words(element: Element) -> set[str]:
    return {word for name in element.get("class", "").casefold().split() for word in re.split(r"[^a-z]+", name) if word}


def interrupts(element: Element) -> bool:
    """Whether a box with a heading of its own stands in a text that goes on after it, and not under that heading."""
    words = _words(element)
    if element.tag != "aside" and (element.tag not in {"div", "section"} or not words & _PANELS):
        return False
    label = label_of(element)
    if label is None or not words_of(element).startswith(words_of(label)):
        return False
    if (element.tail or "").strip():
        return True
    following = next(
        (after for after in element.itersiblings() if isinstance(after.tag, str) and words_of(after)), None
    )
    if following is None or following.tag in _HEADED or _words(following) & words or following.tag == element.tag:
        return False
    first = next(iter(following.iter(*_HEADED)), None)
    return first is None or not words_of(following).startswith(words_of(first))


def label_of(element: Element) -> Element | None:
    """The title of a box: its first heading, an element that names itself so, or a strong line at its start."""
    for inner in element.iterdescendants():
        unseen = words_of(inner) if UNSEEN.search(inner.get("class", "")) else ""
        if (unseen.endswith(":") or unseen.casefold() in _TITLES) and _fits(inner):
            return inner  # "Information:", for readers who cannot see that this is a box
        if inner.tag in _HEADED:
            return inner
        names = inner.get("class", "").casefold()
        if re.search(r"(?:__|-)(?:heading|title|label)\b|^title$", names) and _fits(inner):
            return inner
    heads = list(element.iter("th"))
    if len(heads) == 1 and _fits(heads[0]) and len(element.findall(".//tr")) == 2:  # a box that is laid out as a table
        return heads[0]
    first = next((node for node in element if words_of(node)), None)
    if first is not None and first.tag == "p" and len(first) and first[0].tag in {"strong", "b"}:
        alone = words_of(first) == words_of(first[0]) and not (element.text or "").strip()
        more = any(node is not first and words_of(node) for node in element)
        if alone and more and _fits(first[0]):
            return first
    return None


def _fits(element: Element) -> bool:
    return 0 < len(words_of(element).split()) <= _LONGEST_TITLE
