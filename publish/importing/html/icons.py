"""Icons of a page, which say by a label or a class what a person sees: brought into the text as words or signs.

Without this "Do not take with tea" becomes "take with tea".
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from lxml import html

from publish.contracts.importer import Doubt, Left, Notes, Reason
from publish.importing.html.content import PAGE_BREAK, UNSEEN, Element, spaced, words_of
from publish.importing.html.elements import BLOCKS, BOX
from publish.importing.meaningful_signs import bullet_says, holds_sign

GUESSED = "data-guessed"
"""The attribute of an element whose words were guessed; they are marked for a person."""

_ICONS = ("i", "span", "em", "b", "svg", "mark", "font", "td", "th")
_TELLS = re.compile(r"(?:please )?(?:do|don.t|do not|avoid|never|always|yes|no|you can|you cannot)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_BY_CLASS = (
    ("✓", {"check", "tick", "ok", "yes", "checkmark", "done", "success"}),
    ("✗", {"cross", "times", "xmark", "remove", "no", "close", "ban", "cancel"}),
    ("⚠", {"warning", "exclamation", "danger", "caution"}),
)
_CROSSED = {"clear", "block"}  # names of fonts of icons for a cross
_POINTING = {"arrow", "chevron", "expand", "open", "launch", "search", "menu", "print", "share", "download"}
_LIGATURES = re.compile(r"\bmaterial-(?:icons|symbols)")
_NOTE_SIGN = re.compile(r"[*†‡§¶#]{1,3}")
_LONGEST_SIGN = 8  # characters of one emoji with its joiners
_X = re.compile(r"(?:bi|icon|lucide|feather|ti)-x(?:-.*)?")
_COLOUR = re.compile(r"(?:text|bg|btn|alert|badge)-")  # of a class that says how a thing looks, not what it is
_BY_LIST = (
    ("✓", {"tick", "ticks", "check", "checks", "checkmark", "checkmarks"}),
    ("✗", {"cross", "crosses", "crossmark"}),
)
_BY_FILE = (("✓", {"tick", "check", "checkmark"}), ("✗", {"cross", "xmark", "crossmark"}))
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_PLAIN_NAMES = frozenset(("tick", "cross", "checkmark", "xmark", "crossmark"))  # said of nothing but an icon
_BULLET = re.compile(r"list-style(?:-type)?\s*:\s*['\"]([^'\"]+)['\"]")
_PICTURED = re.compile(r"list-style(?:-image)?\s*:[^;]*url\([\"']?([^)\"']+)")
_ICON_NAMES = {"icon", "icons", "fa", "fas", "far", "fab", "glyphicon", "bi", "dashicons", "oi", "ico", "symbol"}


def spell_icons(page: Element, notes: Notes) -> None:
    """Put the words or the sign of each icon of a page where it stands."""
    for box in list(page.iter("input")):
        _tick(box, notes)
    for image in list(page.iter("img")):
        _picture(image, notes)
    for element in list(page.iter("ul")):
        _bullet(element, notes)
    for element in list(page.iter("i", "span")):
        if _LIGATURES.search(element.get("class", "")) and not len(element):
            _ligature(element, notes)
    for element in list(page.iter()):
        icon = element.tag in _ICONS or (isinstance(element.tag, str) and element.get("role") == "img")
        if icon and element.getparent() is not None and element.tag not in {"img", "math"}:
            _spell(element, notes)


def _spell(element: Element, notes: Notes) -> None:
    text = words_of(element)
    label = _label(element)
    if element.tag == "svg":
        if label and not _hidden(element) and _has_text_beside(element):
            _say(element, label, notes, text)
        elif not label and _has_text_beside(element):
            _by_class(element, notes)
        return
    labels = " ".join(_label(inner) for inner in element.iterdescendants(*_ICONS))
    bare = not _LETTER.search(f"{spaced(element)} {labels}")
    if label and _hidden(element):
        label = ""
    if not label and bare and not text:
        _by_class(element, notes)
    elif label and (bare or element.get("role") == "img"):
        if _said_beside(element, label):
            notes.left.append(Left(Reason.DECORATION, label, element.sourceline or 0))
        else:
            _say(element, label, notes, f"{spaced(element)} {labels}".strip())
    elif bare and holds_sign(text) and _hidden(element) and _unseen_beside(element) is None:
        del element.attrib["aria-hidden"]


def _bullet(holder: Element, notes: Notes) -> None:
    """Bullets that are ticks or crosses, by the style of a list or, marked, by its class, as signs of its items."""
    styles = (holder.get("style", ""), *(item.get("style", "") for item in holder.findall("li")[:1]))
    written = next((found for style in styles if (found := _BULLET.search(style))), None)
    names = set(re.split(r"[^a-z]+", holder.get("class", "").casefold()))
    by_class = next((sign for sign, words in _BY_LIST if names & words), "")
    drawn = unescaped(written[1]).strip() if written is not None else ""
    sign = drawn if bullet_says(drawn) else ""
    before = holder.getprevious()
    told = before is not None and isinstance(before.tag, str) and _TELLS.match(words_of(before)) is not None
    pictured = next((found for style in styles if (found := _PICTURED.search(style))), None)
    if pictured is not None and not sign:
        by_class = by_class or sign_of_file(pictured[1])
    if not sign and (not by_class or told):
        return
    items = [item for item in holder.findall("li") if words_of(item) and not holds_sign(words_of(item))]
    for item in items:
        if next(item.iter("svg", "i"), None) is not None:
            continue  # has an icon of its own
        mark = html.Element("span", {GUESSED: "" if sign else "yes"})
        bare = not (item.text or "").strip() and len(item) and item[0].tag in {"p", "div"}
        line = item[0] if bare else item
        mark.text, mark.tail = sign or by_class, f" {(line.text or '').lstrip()}"
        line.text = None
        line.insert(0, mark)
        notes.added.append(sign or by_class)
    if items and not sign:
        what = f"the bullets of a list are taken for {by_class} by its {'style' if pictured else 'class'}"
        notes.doubts.append(Doubt(holder.sourceline or 0, what, words_of(items[0])))


def sign_of_file(address: str) -> str:
    """The sign that a picture's file is called by, "" where it is called something else."""
    names = set(re.split(r"[^a-z]+", PurePosixPath(unquote(urlsplit(address).path)).stem.casefold()))
    return next((sign for sign, words in _BY_FILE if names & words), "")


def unescaped(written: str) -> str:
    """A string of a style sheet without its escapes (CSS Syntax Level 3, 4.3.7)."""
    return _ESCAPE.sub(lambda sign: chr(min(int(sign[1], 16), 0x10FFFF)) if sign[1] else sign[2], written)


def _picture(image: Element, notes: Notes) -> None:
    """A picture of a tick or a cross that says so only by its file's name, where a cell or line begins with it."""
    sign = sign_of_file(image.get("src", ""))
    above = image.getparent()
    if _emoji(image, notes):
        return
    if not sign or image.get("alt", "").strip() or image.get("title") or above is None or _in_control(image):
        return
    block = _block(image)
    first = block.tag in {"td", "th", "li", "p", "dd"} and next(block.iter("img"), None) is image
    before = words_of(block).partition(words_of(image))[0] if words_of(image) else (block.text or "").strip()
    if not first or before:
        return
    image.tag = "span"
    for name in list(image.attrib):
        del image.attrib[name]
    image.text = sign
    image.set(GUESSED, "yes")
    notes.added.append(sign)
    what = f"a picture without a text alternative is taken for {sign} by its name"
    notes.doubts.append(Doubt(image.sourceline or 0, what, words_of(block)))
    if (image.tail or "")[:1].isalnum():
        image.tail = f" {image.tail}"


def _emoji(image: Element, notes: Notes) -> bool:
    """Write a character that a page draws as a picture as that character; returns whether it is one."""
    alt = (image.get("alt") or "").strip()
    names = set(re.split(r"[^a-z]+", image.get("class", "").casefold()))
    sign = alt if alt and not alt.isascii() and not _LETTER.search(alt) and len(alt) <= _LONGEST_SIGN else ""
    if not sign and "emoticon" in names:  # of a wiki, which calls it "(tick)"
        sign = next((sign for sign, words in _BY_CLASS if names & words), "")
        notes.left += [Left(Reason.DECORATION, alt, image.sourceline or 0)] if sign and alt else []
        notes.added += [sign] if sign else []
    if not sign:
        return False
    image.tag = "span"
    image.attrib.clear()
    image.text = sign
    if (image.tail or "")[:1].isalnum():
        image.tail = f" {image.tail}"
    return True


def _ligature(element: Element, notes: Notes) -> None:
    """A name that a font of icons shows as one sign, as "close" for a cross: the sign, marked; arrows are left out."""
    text = words_of(element)
    names = set(text.casefold().split("_"))
    sign = next((sign for sign, words in _BY_CLASS if names & words), "✗" if names & _CROSSED else "")
    line = element.sourceline or 0
    if not sign and not names & _POINTING:
        return
    notes.left.append(Left(Reason.DECORATION, text, line))
    block = _block(element)
    element.tag, element.text = "span", sign
    if not sign:
        element.drop_tree()
        return
    element.set(GUESSED, "yes")
    notes.added.append(sign)
    notes.doubts.append(Doubt(line, f"the icon “{text}” is taken for {sign}", words_of(block)))


def _tick(box: Element, notes: Notes) -> None:
    """A box to tick, or a choice of several, in a passage outside forms, as its sign."""
    if box.get("type", "").casefold() not in {"checkbox", "radio"} or next(box.iterancestors("form"), None) is not None:
        return
    if next(box.iterancestors("li", "td", "th", "p", "dd"), None) is None:
        return
    box.tag = "span"
    box.set(BOX, "yes")
    box.text = "☑" if "checked" in box.attrib else "☐"
    box.tail = f" {(box.tail or '').lstrip()}"
    notes.added.append(box.text)


def _say(element: Element, label: str, notes: Notes, text: str) -> None:
    """Write a label into the text; a sign that says more than the label, or refers to a note, stays before it."""
    if is_note_sign(text):
        element.text = f"{text} ({label})"
        element[:] = []
        element.attrib.pop("title", None)
        return
    kept = text if holds_sign(text) else ""
    if text and not kept and _LETTER.search(text) and text.casefold() != label.casefold():
        notes.left.append(Left(Reason.DECORATION, text, element.sourceline or 0))
    words = f"{kept} {label}".strip()
    for inner in list(element):
        element.remove(inner)
    after = element.tail or ""
    if after.lstrip()[:1].isupper() and label[-1].isalnum() and _stands_first(element):
        words = f"{words}:"
    elif label.casefold() in {"yes", "no"} and after.strip()[:1].isalpha():
        words = f"{words},"
    element.tag = element.tag if element.tag in {"td", "th"} else "p" if element.tag in {"div", "section"} else "span"
    element.text = words
    element.attrib.pop("aria-hidden", None)
    element.attrib.pop("title", None)
    element.set(GUESSED, "")
    following = element.getnext()
    beside_another = not after and element.tag == "span" and following is not None and following.tag not in BLOCKS
    if after[:1].isalnum() or beside_another:
        element.tail = f" {after}"


def is_note_sign(text: str) -> bool:
    """Whether a text is the mark of a note, which stays beside what the note says."""
    return _NOTE_SIGN.fullmatch(text) is not None


def _stands_first(element: Element) -> bool:
    above = element.getparent()
    return above is not None and above.tag in BLOCKS and above[0] is element and not (above.text or "").strip()


def _by_class(element: Element, notes: Notes) -> None:
    """An icon that only its class names: its sign, marked, where the line would say something else without it."""
    names = _names(element)
    icon = bool(names & (_ICON_NAMES | _PLAIN_NAMES)) or element.tag == "svg"
    if words_of(element) or not icon or _unseen_beside(element) is not None:
        return
    sign = next((sign for sign, words in _BY_CLASS if names & words), "")
    if not sign or _in_control(element) or (_hidden(element) and _told_by_heading(element)):
        return
    for inner in list(element):
        element.remove(inner)
    if element.tag in {"td", "th"}:
        mark = html.Element("span", {GUESSED: "yes"})
        mark.text = sign
        element.append(mark)
    else:
        element.tag = "span"
        element.text = sign
        element.set(GUESSED, "yes")
    element.attrib.pop("aria-hidden", None)
    notes.added.append(sign)
    notes.doubts.append(
        Doubt(
            element.sourceline or 0,
            f"an icon without a label is taken for {sign} by its class",
            words_of(_block(element)),
        )
    )
    above = element.getparent()
    alone = not element.tail and above is not None and above.tag == "span" and element.getnext() is None
    if above is not None and alone and (above.tail or "")[:1].isalnum():
        above.tail = f" {above.tail}"
    elif (element.tail or "")[:1].isalnum():
        element.tail = f" {element.tail}"


def _names(element: Element) -> set[str]:
    """The words in the classes of an icon, and in the name of the drawing that it shows from elsewhere."""
    shown = [
        value.rpartition("#")[2]
        for use in element.iterdescendants("use")
        for name, value in use.attrib.items()
        if str(name).endswith("href")
    ]
    classes = [name for name in element.get("class", "").casefold().split() if not _COLOUR.match(name)]
    names = " ".join((*classes, *shown)).casefold()
    return set(re.split(r"[^a-z]+", names)) | ({"cross"} if any(_X.fullmatch(name) for name in classes) else set())


def _told_by_heading(element: Element) -> bool:
    """Whether the heading over a list says what the icons in it say."""
    holder = next(element.iterancestors("ul", "ol"), None)
    before = holder.getprevious() if holder is not None else None
    return before is not None and isinstance(before.tag, str) and _TELLS.match(words_of(before)) is not None


def _block(element: Element) -> Element:
    return next((above for above in element.iterancestors() if above.tag in BLOCKS), element)


def _in_control(element: Element) -> bool:
    return next(element.iterancestors("a", "button", "label", "summary"), None) is not None


_FOR_PROGRAMS = "Z3988"
"""The class of what a page tells reference managers of its sources (OpenURL COinS), in a title that nobody sees."""


def _label(element: Element) -> str:
    if element.get("role") == PAGE_BREAK or _FOR_PROGRAMS in element.get("class", "").split():
        return ""
    title = element.find("{*}title") if element.tag == "svg" else None
    label = element.get("aria-label") or (words_of(title) if title is not None else "") or element.get("title") or ""
    return " ".join(label.split())


def _hidden(element: Element) -> bool:
    return element.get("aria-hidden") == "true"


def _has_text_beside(element: Element) -> bool:
    """Whether the block that an icon stands in says more than the icon itself."""
    block = _block(element)
    if not words_of(block):
        block = next(element.iterancestors("td", "th", "li", "dd"), block)
    if block.tag in {"td", "th", "li", "dd"}:
        return True  # alone in its cell, an icon is all that the cell says
    return len(words_of(block)) > len(words_of(element)) and block.tag not in {"figure", "body", "main"}


def _said_beside(element: Element, label: str) -> bool:
    """Whether the page says the words of a label right beside the icon, for those who do not see it."""
    beside = _unseen_beside(element)
    return beside is not None and label.casefold() in words_of(beside).casefold()


def _unseen_beside(element: Element) -> Element | None:
    for other in (element.getnext(), element.getprevious()):
        if other is not None and isinstance(other.tag, str) and UNSEEN.search(other.get("class", "")):
            return other
    return None
