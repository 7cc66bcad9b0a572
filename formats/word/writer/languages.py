"""Languages in Word: a run says its language for Western, East Asian and right-to-left scripts apart."""

from __future__ import annotations

from lxml import etree

from formats.word.writer.ooxml import element

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ks", "ku-arab", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})
_EAST_ASIAN = frozenset({"ja", "ko", "zh"})


def is_right_to_left(language: str) -> bool:
    """Whether a language, given by its BCP 47 tag, is written from right to left."""
    tag = language.casefold()
    return tag in _RIGHT_TO_LEFT or tag.partition("-")[0] in _RIGHT_TO_LEFT or "-arab" in tag or "-hebr" in tag


def mark(language: str) -> etree._Element:
    """The w:lang that says a BCP 47 tag to every kind of script that the language is written in."""
    attributes = {"w:val": language}
    if language.casefold().partition("-")[0] in _EAST_ASIAN:
        attributes["w:eastAsia"] = language
    if is_right_to_left(language):
        attributes["w:bidi"] = language
    return element("w:lang", attributes)
