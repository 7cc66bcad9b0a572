"""Definition lists of an OpenDocument text: lines in the styles that offices and pandoc have for terms and meanings."""

from __future__ import annotations

from lxml import etree, html

from publish.importing.odt.letter_styles import Looks

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TERM, _MEANING = "\ufdee", "\ufdef"  # at the start of a line: characters that no text can hold
_STYLES = {
    _TERM: {"List Heading", "Definition Term", "Definition Term Tight"},
    _MEANING: {"List Contents", "Definition Definition", "Definition Definition Tight"},
}
_TAGS = {_TERM: "dt", _MEANING: "dd"}


def mark_definitions(root: etree._Element, looks: Looks) -> None:
    """Put a sign before each line that is a term or a meaning by its style."""
    for line in root.iter(f"{_TEXT}p"):
        names = looks.names(line)
        sign = next((sign for sign, styles in _STYLES.items() if names & styles), "")
        if sign and "".join(str(part) for part in line.itertext()).strip():
            line.text = f"{sign}{line.text or ''}"


def list_definitions(tree: html.HtmlElement) -> None:
    """Bring such lines of a page that follow each other into one list, and take the signs away."""
    for line in list(tree.iter("p")):
        text = "".join(str(part) for part in line.itertext()).lstrip()
        tag = _TAGS.get(text[:1])
        before = line.getprevious()
        follows = before is not None and before.tag == "dl" and not (before.tail or "").strip()
        if tag is None or (tag == "dd" and not follows):
            continue
        holder = before if follows and before is not None else html.Element("dl")
        if not follows:
            line.addprevious(holder)
        holder.tail, line.tail = line.tail, None
        line.tag = tag
        holder.append(line)
    for element in tree.iter():
        for sign in _TAGS:
            element.text = element.text.replace(sign, "") if element.text else element.text
            element.tail = element.tail.replace(sign, "") if element.tail else element.tail
