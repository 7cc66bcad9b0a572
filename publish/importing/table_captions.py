"""Captions of tables that stand as paragraphs of their own before or after them."""

from __future__ import annotations

import re

from lxml import html

from publish.contracts.importer import Doubt, Notes
from publish.importing.html.elements import LOOKS

SIGN = "\ufde8"
"""At the start of such a paragraph, put there before a converter makes the page: a character that no text can hold."""

TYPED = "data-typed-caption"
"""The attribute of a table whose caption is a line that only its words ("Table 2: …") say to be one."""

_OF_TABLE = re.compile(
    r"(?:[Tt]able|TABLE|[Tt]abl|[Tt]ableau|[Tt]abla|[Tt]abelle|[Tt]abela|جدول)\s*(?:[A-Z]?\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[A-Z])"
    r"(?:\s*[:.–—|)-]\s*\S.*|\s+[^\W\da-z].*|\s*[:.]?)\Z"
)
"""A line that begins so; "Table 2 shows that …" goes on as text."""
_LONGEST = 40  # words of such a line
_OF_PICTURE = re.compile(r"fig(?:ure|\.)?\s*\d|image\s*\d|chart\s*\d", re.IGNORECASE)


def names_picture(words: str) -> bool:
    """Whether a caption says that it is that of a picture."""
    return _OF_PICTURE.match(words.strip()) is not None


def into_tables(tree: html.HtmlElement, notes: Notes) -> None:
    """Move the marked paragraphs of a page into the tables beside them, and take the marks away."""
    lines = tree.xpath(f"//p[starts-with(normalize-space(.), '{SIGN}')]")
    below = {line: _stands_below(line, set(lines)) for line in lines}
    for line in lines:
        if below[line]:
            table = line.getprevious()
            words = _words(line).replace(SIGN, "")
            _move(line, table)
            table.set(TYPED, "yes")
            notes.doubts.append(Doubt(0, f"“{words[:60]}” is taken for the caption of the table above it", words))
            continue
        beside = [
            beside_line
            for beside_line in (line.getnext(), line.getprevious())
            if beside_line is not None and beside_line.tag == "table"
        ]
        table = next((candidate for candidate in beside if candidate.find("caption") is None), None)
        if table is not None:
            _move(line, table)
    for element in tree.iter():
        if element.text and SIGN in element.text:
            element.text = element.text.replace(SIGN, "")
        if element.tail and SIGN in element.tail:
            element.tail = element.tail.replace(SIGN, "")


def _stands_below(line: html.HtmlElement, lines: set[html.HtmlElement]) -> bool:
    """Whether a caption is that of the table above, where several tables and captions take turns, a table first."""
    table = line.getprevious()
    turns = table is not None and table.tag == "table" and table.getprevious() in lines
    following = line.getnext()
    if not turns and (following is None or following.tag != "table"):
        return False

    def last(step: str) -> bool:
        """Whether the row ends in a caption on one side."""
        caption = line
        while (table := getattr(caption, step)()) is not None and table.tag == "table":
            caption = getattr(table, step)()
            if caption not in lines:
                return False
        return True

    return not last("getprevious") and last("getnext")


def typed_captions(content: html.HtmlElement, notes: Notes) -> None:
    """Move lines such as "Table 2: Doses by age" into the table under them, else into the one above, marked."""
    for table in content.iter("table"):
        holder = _holder(table, content)
        if table.find("caption") is not None or next(table.iterancestors("table"), None) is not None:
            continue
        before, after = holder.getprevious(), holder.getnext()
        line = before if _is_typed(before) else after
        if line is None or not _is_typed(line) or (line is after and _heads_next(line)):
            continue
        words = _words(line)
        _move(line, table)
        table.set(TYPED, "yes")
        notes.doubts.append(
            Doubt(table.sourceline or 0, f"“{words[:60]}” is taken for the caption of the table beside it", words)
        )


def _holder(table: html.HtmlElement, content: html.HtmlElement) -> html.HtmlElement:
    """The outermost element that holds a table and nothing else."""
    holder = table
    while (above := holder.getparent()) is not None and above is not content and _alone(holder, above):
        holder = above
    return holder


def _alone(inner: html.HtmlElement, above: html.HtmlElement) -> bool:
    """Whether an element's parent holds no words but its own; a parent of many tables is not read whole for each."""
    if (above.text or "").strip() or (inner.tail or "").strip():
        return False
    others = (text for child in above if child is not inner for text in child.itertext(with_tail=True))
    return not any(text.strip() for text in others)


def _is_typed(line: html.HtmlElement | None) -> bool:
    if line is None or (line.tag not in {"p", "div"} and LOOKS not in line.attrib):
        return False
    words = _words(line)
    return len(words.split()) <= _LONGEST and _OF_TABLE.match(words) is not None and line.find(".//p") is None


def _heads_next(line: html.HtmlElement) -> bool:
    """Whether a line stands over a table that has no line of its own under it."""
    below = line.getnext()
    if below is None or (below.tag != "table" and below.find(".//table") is None):
        return False
    return not _is_typed(below.getnext())


def _move(line: html.HtmlElement, table: html.HtmlElement) -> None:
    caption = html.Element("caption")
    caption.text = line.text
    caption.extend(list(line))
    table.insert(0, caption)
    line.drop_tree()


def _words(element: html.HtmlElement) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())
