"""Marks for a person at words of an OpenDocument text that stand between two places, or beside one."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import etree

from publish.importing.marked_text import CLOSE, OPEN

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LINES = (f"{_TEXT}p", f"{_TEXT}h")


def mark_between(root: etree._Element, tags: tuple[str, str], key: str, names: Collection[str]) -> dict[str, str]:
    """Mark the text between each two elements of two tags that have one name as their key; return what it says."""
    start, stop = tags
    found: dict[str, str] = {}
    open_names: dict[str, list[str]] = {}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.get(key, "")
        if event == "end" and element.tag == start and name in names:
            open_names[name] = []
        elif event == "end" and element.tag == stop and name in open_names:
            words = " ".join("".join(open_names.pop(name)).split())
            found |= {name: words.replace(OPEN, "").replace(CLOSE, "")} if words else {}
        if not open_names:
            continue
        within = element.tag in _LINES or next(element.iterancestors(*_LINES), None) is not None
        text = element.text if event == "start" else element.tail
        beside = within and not (event == "end" and element.tag in _LINES)
        if text and text.strip() and beside:
            for pieces in open_names.values():
                pieces.append(text)
            if text.strip().startswith(OPEN):
                continue
            marked = re.sub(r"(?s)(\S.*\S|\S)", rf"{OPEN}\1{CLOSE}", text, count=1)
            if event == "start":
                element.text = marked
            else:
                element.tail = marked
    return found


def mark_beside(place: etree._Element) -> str:
    """Mark the word before a place, or the one after it; return what is said around."""
    before, parent = place.getprevious(), place.getparent()
    holder, key = (parent, "text") if before is None else (before, "tail")
    text = str(getattr(holder, key) or "")
    if not text.strip() and before is not None and not (place.tail or "").strip():  # letters of their own style
        holder = next((run for run in reversed(list(before.iter())) if (run.text or "").strip()), before)
        key, text = "text", holder.text or ""
    if not text.strip():
        holder, key = place, "tail"
        place.tail = re.sub(rf"\A(\s*)([^\s{OPEN}]+)", rf"\1{OPEN}\2{CLOSE}", place.tail or "")
    elif not text.rstrip().endswith(CLOSE):
        setattr(holder, key, re.sub(r"(\S+)(\s*)\Z", rf"{OPEN}\1{CLOSE}\2", text))
    return " ".join(f"{text}{place.tail or ''}".split()).replace(OPEN, "").replace(CLOSE, "")
