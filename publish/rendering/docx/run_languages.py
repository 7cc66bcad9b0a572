"""Languages in Word: a run says its language for Western, East Asian and right-to-left scripts apart."""

from __future__ import annotations

from lxml import etree

from publish.model.languages import direction
from publish.rendering.docx.ooxml import element

_EAST_ASIAN = frozenset({"ja", "ko", "zh"})


def mark(language: str) -> etree._Element:
    """The w:lang that says a BCP 47 tag to every kind of script that the language is written in."""
    attributes = {"w:val": language}
    if language.casefold().partition("-")[0] in _EAST_ASIAN:
        attributes["w:eastAsia"] = language
    if direction(language) == "rtl":
        attributes["w:bidi"] = language
    return element("w:lang", attributes)
