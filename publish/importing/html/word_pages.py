"""Pages that Word saves: lists that are paragraphs, signs of fonts that draw pictures, footnotes, comments.

Word writes the number or the bullet of an item as text of the item, in the font that makes a cross of the letter "û".
"""

from __future__ import annotations

import re

from lxml import html

from publish.contracts.importer import Doubt, Left, Notes, Reason
from publish.importing.font_signs import sign
from publish.importing.html.content import Element, words_of
from publish.importing.marked_text import UNKNOWN
from publish.importing.meaningful_signs import holds_sign

_LIST = re.compile(r"mso-list\s*:\s*(l\d+)\s+level(\d)\s+(lfo\d+)", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,5})[.)]?")
_DRAWN = re.compile(r"wingdings|webdings|symbol|dingbats", re.IGNORECASE)


def settle_word_pages(root: Element, notes: Notes) -> None:
    """Bring a page that Word has saved into the form of other pages; all others stay as they are."""
    draw_signs(root, notes)
    title = next((line for line in root.iter("p") if "MsoTitle" in line.get("class", "") and words_of(line)), None)
    if title is not None:
        title.tag = "h1"
        title.set("data-title", "yes")
    if not any("mso-" in str(style) for style in root.xpath("//@style")):
        return
    _comments(root, notes)
    row: list[Element] = []
    for paragraph in [*root.iter("p"), None]:
        follows = paragraph is not None and bool(row) and _next(row[-1]) is paragraph
        if row and not (follows and paragraph is not None and _place(paragraph)):
            _nest(row, notes)
            row = []
        if paragraph is not None and _place(paragraph):
            row.append(paragraph)


def draw_signs(root: Element, notes: Notes) -> None:
    """Put the signs that fonts draw in the place of their letters."""
    for element in list(root.iter("span", "font", "i", "b", "p", "li", "td", "th", "div")):
        face = element.get("face", "")
        found = _FONT.search(element.get("style", "").replace("&quot;", '"'))
        font = face or (found[1].strip() if found else "")
        if not _DRAWN.search(font):
            continue
        for inner in element.iter():
            own = _FONT.search(inner.get("style", "")) if inner is not element and isinstance(inner.tag, str) else None
            if own is None:
                inner.text = _drawn(font, inner.text, notes)
            if inner is not element:
                inner.tail = _drawn(font, inner.tail, notes)
        element.attrib.pop("face", None)
        element.set("style", _FONT.sub("", element.get("style", "")))


def _drawn(font: str, letters: str | None, notes: Notes) -> str | None:
    if not letters or not letters.strip():
        return letters
    signs = ((letter, sign(font, letter)) for letter in letters)
    drawn = "".join(letter if shown in {"", UNKNOWN} else shown for letter, shown in signs)
    if drawn != letters:
        notes.left.append(Left(Reason.MARKUP, letters))
        notes.added.append(drawn)
    return drawn


def _place(paragraph: Element) -> tuple[str, int] | None:
    """The list and the level of a paragraph that is an item."""
    found = _LIST.search(paragraph.get("style", ""))
    return (found[3], int(found[2])) if found and _label(paragraph) is not None else None


def _label(paragraph: Element) -> Element | None:
    return next((span for span in paragraph.iter("span") if "mso-list:ignore" in _packed(span)), None)


def _packed(element: Element) -> str:
    return "".join(element.get("style", "").casefold().split())


def _next(element: Element) -> Element | None:
    following = element.getnext()
    while following is not None and not isinstance(following.tag, str):
        following = following.getnext()
    return following if not (element.tail or "").strip() else None


def _nest(row: list[Element], notes: Notes) -> None:
    """Items in a row as lists within each other, by their levels."""
    open_lists: list[tuple[int, str, Element]] = []
    for paragraph in row:
        place = _place(paragraph)
        label = _label(paragraph)
        assert place is not None
        assert label is not None
        name, level = place
        shown = words_of(label)
        while open_lists and (open_lists[-1][0] > level or (open_lists[-1][0] == level and open_lists[-1][1] != name)):
            open_lists.pop()
        number = _NUMBER.fullmatch(shown)
        if not open_lists or open_lists[-1][0] < level:
            holder = html.Element("ol" if number else "ul")
            if open_lists:
                open_lists[-1][2][-1].append(holder)
            else:
                paragraph.addprevious(holder)
            open_lists.append((level, name, holder))
        holder = open_lists[-1][2]
        item = html.Element("li")
        if not number and (len(shown) > 1 or holds_sign(shown)):
            label.attrib.pop("style", None)
            for inner in list(label):
                label.remove(inner)
            label.text = shown
            label.tail = f" {(label.tail or '').lstrip()}"
        else:
            notes.left.append(Left(Reason.DECORATION, shown))
            item.set("value", number[1] if number else "1")
            label.drop_tree()
        paragraph.tail = None
        holder.append(item)
        paragraph.attrib.pop("style", None)
        item.append(paragraph)


def _comments(root: Element, notes: Notes) -> None:
    """What editors say in comments is told, and taken out with the marks of comments."""
    for mark in list(root.xpath("//a[contains(@href,'#_msocom')]")):
        notes.left.append(Left(Reason.COMMENT, words_of(mark)))
        mark.drop_tree()
    for holder in list(root.xpath("//div[contains(@style,'mso-element:comment-list')]")):
        for comment in holder.xpath(".//*[contains(@style,'mso-element:comment')][not(contains(@style,'-list'))]"):
            notes.doubts.append(Doubt(comment.sourceline or 0, f"a comment says: “{words_of(comment)}”"))
        notes.left.append(Left(Reason.COMMENT, words_of(holder)))
        holder.drop_tree()
