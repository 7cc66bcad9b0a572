"""The footnotes of a page: by their role, by links there and back, or by a raised mark that they begin with."""

from __future__ import annotations

import re

from lxml import html

from publish.contracts.importer import Doubt, Left, Notes, Reason
from publish.importing.html.content import Element, words_of
from publish.importing.html.icons import GUESSED

_NOTES = "//*[@role='doc-endnotes' or @role='doc-footnote' or contains(concat(' ', @class, ' '), ' footnotes ')]"
_MARK = re.compile(r"[(\[]?(\d{1,3}|[a-z]|[*†‡§¶]{1,3})[)\]]?")
_SIGN = re.compile(r"[*†‡§¶]{1,3}")
_RAISING = re.compile(r"sup|note|\bfn", re.IGNORECASE)  # names of classes
_AFTER = re.compile(r"^[)\].:]?\s*")
_BLOCKS = ("p", "li", "div", "aside", "dd", "td")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LETTER = re.compile(r"[^\W\d_]")
_COUNTING = {"start", "type", "reversed"}
_SHOWN = 60  # characters


def footnotes_of(root: Element, content: Element, notes: Notes) -> dict[str, Element]:
    """The footnotes of a page by their id, taken out of it, without their links back."""
    found = _called_notes(root, notes)
    return found | _marked_notes(content, found, notes)


def _called_notes(root: Element, notes: Notes) -> dict[str, Element]:
    """The footnotes that a page calls so by a role or class, or whose marks and links lead to each other."""
    found: dict[str, Element] = _listed_notes(root)
    marks = {link.get("href")[1:]: words_of(link) for link in root.xpath("//a[starts-with(@href, '#')]")}
    for holder in root.xpath(_NOTES):
        called = [
            element
            for element in holder.xpath(".//li | .//div | .//p | .//aside | self::*")
            if element.get("id") in marks
        ]
        for note in called:
            for link in note.xpath(".//a[starts-with(@href, '#')]"):
                back = (
                    link.get("role") == "doc-backlink"
                    or "back" in link.get("class", "")
                    or words_of(link) in {"↩", "↩︎", "^", "↑"}
                )
                if back and link.getparent() is not None:
                    words = words_of(link)
                    notes.left += [Left(Reason.MARKUP, words, link.sourceline or 0)] if _LETTER.search(words) else []
                    link.drop_tree()
            found[note.get("id", "")] = note
        _without_marks(called, marks, notes)
        if called and holder.getparent() is not None:
            rest = [
                element
                for element in holder.iter("li", "p")
                if element.get("id") not in found and not set(element.iterancestors()) & set(called)
            ]
            if not any(words_of(element) for element in rest):
                headings = [heading for heading in holder.iter(*_HEADINGS) if words_of(heading)]
                notes.left += [Left(Reason.MARKUP, words_of(each), each.sourceline or 0) for each in headings]
                holder.drop_tree()
    return found


def _without_marks(called: list[Element], marks: dict[str, str], notes: Notes) -> None:
    """Take its mark out of each note, where all of several begin with theirs: a single one may begin "1 in 10"."""
    own = [(note, str(found[1])) for note in called if (found := _MARK.fullmatch(marks[note.get("id", "")]))]
    if len(own) > 1 and len(own) == len(called) and all(_opens_with(_opening(note), mark) for note, mark in own):
        for note, mark in own:
            _mark_out(note, mark, notes)


def _opens_with(text: str, mark: str) -> re.Match[str] | None:
    return re.match(rf"\s*[(\[]?{re.escape(mark)}(?![^\W_])", text)


def _listed_notes(root: Element) -> dict[str, Element]:
    """The footnotes of a list that nothing calls so: a raised mark leads to each, and it leads back there."""
    backs: dict[Element, list[Element]] = {}
    for link in root.xpath("//sup//a[starts-with(@href, '#')] | //a[starts-with(@href, '#')][.//sup]"):
        note = next((element for element in root.iter("li") if element.get("id") == link.get("href")[1:]), None)
        marks = {inner.get("id") for inner in (link, *link.iterancestors(), *link.iterdescendants())} - {None}
        leading = [] if note is None else [back for back in note.iter("a") if (back.get("href") or "")[1:] in marks]
        if note is not None and leading:
            backs.setdefault(note, []).extend(leading)
    found: dict[str, Element] = {}
    for holder in {holder for note in backs if (holder := note.getparent()) is not None}:
        items = holder.findall("li")
        if all(item in backs for item in items):
            found |= {item.get("id", ""): item for item in items}
            for back in {back for item in items for back in backs[item]}:
                back.drop_tree()
            holder.drop_tree()
    return found


def _marked_notes(content: Element, found: dict[str, Element], notes: Notes) -> dict[str, Element]:
    """The footnotes that nothing calls so: a raised mark leads to a block that begins with the same mark.

    A raised mark that leads elsewhere stays a link, and is marked: of "500 mg¹" the note may be missing.
    """
    places: dict[str, Element] = {}
    for element in content.iter():
        places.setdefault(element.get("id") or element.get("name") or "", element)
    marked: dict[str, Element] = {}
    taken: dict[Element, str] = {}
    numbers = _numbers(content)
    for link in [link for link in content.iter("a") if (link.get("href") or "").startswith("#")]:
        name, words = link.get("href", "")[1:], words_of(link)
        mark = _MARK.fullmatch(words)
        if mark is None or name in found or name in marked or name not in places or not _is_raised(link, words):
            continue
        note = _begins_with(places[name], mark[1], link, numbers)
        if note is None:
            link.addprevious(html.Element("span", {GUESSED: "yes"}))
            _into(link, link.getprevious())
            where = _opening(places[name])
            what = f"“{words}” may be the mark of a note, but leads to “{where}”"
            notes.doubts.append(Doubt(link.sourceline or 0, what, words))
        else:
            marked[name] = note
            taken[note] = mark[1]
    shortened = {note.getparent() for note in taken}
    for item, number in numbers.items():
        if item.getparent() in shortened and not item.get("value"):
            item.set("value", str(number))
    for note, mark_words in taken.items():
        _take_out(note, mark_words, notes)
    return marked


def _into(link: Element, holder: Element | None) -> None:
    """Put a link into what stands right before it: a mark within a link could not be written."""
    if holder is not None:
        holder.tail, link.tail = link.tail, None
        holder.append(link)


def _is_raised(link: Element, words: str) -> bool:
    """Whether a link looks as the marks of notes do."""
    near = (link, *link.iterancestors("sup", "span"), *link.iterdescendants("sup", "span"))
    return _SIGN.fullmatch(words) is not None or any(
        part.tag == "sup" or _RAISING.search(part.get("class") or "") for part in near
    )


def _numbers(content: Element) -> dict[Element, int]:
    """The numbers of the items of lists that count from 1."""
    counted = [holder for holder in content.iter("ol") if not _COUNTING & {*holder.attrib}]
    return {item: number for holder in counted for number, item in enumerate(holder.findall("li"), 1)}


def _opening(element: Element) -> str:
    """The first words of an element: it may hold all of the page, and many links may lead into it."""
    text = ""
    for part in element.itertext():
        text += str(part)
        if len(text) > 2 * _SHOWN:
            break
    return " ".join(text.split())[:_SHOWN]


def _begins_with(place: Element, mark: str, link: Element, numbers: dict[Element, int]) -> Element | None:
    """The block at a place, where it begins with a mark, or is the item of a list that has it as its number."""
    block = next((part for part in (place, *place.iterancestors()) if part.tag in _BLOCKS), None)
    if block is None or block in link.iterancestors():
        return None
    opening = _opening(block)
    first = next((text for text in block.itertext() if str(text).strip()), "")
    alone = _MARK.fullmatch(str(first).strip())
    begins = _opens_with(opening, mark)
    if opening == mark or not ((alone is not None and alone[1] == mark) or begins is not None):
        return block if block.tag == "li" and str(numbers.get(block, "")) == mark else None
    return block if next(block.iter(*_HEADINGS), None) is None else None


def _take_out(note: Element, mark: str, notes: Notes) -> None:
    """Take a note out of the text, and its mark out of the note."""
    _mark_out(note, mark, notes)
    holder = note.getparent()
    if holder is None:
        return
    note.drop_tree()
    if holder.tag in {"ol", "ul", "div"} and not words_of(holder):
        holder.drop_tree()


def _mark_out(note: Element, mark: str, notes: Notes) -> None:
    first = next((part for part in note.iter() if (part.text or "").strip()), None)
    text = (first.text or "") if first is not None else ""
    begins = _opens_with(text, mark)
    if first is not None and begins is not None:
        first.text = _AFTER.sub("", text[begins.end() :])
        if not first.text and first is not note:
            first.tail = _AFTER.sub("", first.tail or "")
        notes.left.append(Left(Reason.MARKUP, mark, note.sourceline or 0))
