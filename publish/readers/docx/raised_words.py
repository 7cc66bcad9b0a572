"""The one thing that a Word document cannot tell apart: a raised link, and a link on raised words.

Both are the same run. So a link or foreign words that are raised as a whole are compared without the raised brackets;
the text that they stand in keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from publish.model.text import subscript, superscript
from publish.proof.reading import LanguageText, LinkText, Reading, Unit


def level_units(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Units as a Word document can say them."""
    return tuple(
        replace(unit, links=_links(unit.links), languages=_languages(unit.languages))
        if unit.links or unit.languages
        else unit
        for unit in units
    )


def told_apart(reading: Reading) -> Reading:
    """A reading, raised links and languages in the form of `level_units`."""
    passages = tuple(
        replace(passage, links=_links(passage.links), languages=_languages(passage.languages))
        if passage.links or passage.languages
        else passage
        for passage in reading.passages
    )
    return replace(reading, passages=passages)


def _links(links: tuple[LinkText, ...]) -> tuple[LinkText, ...]:
    return tuple(replace(link, text=_level(link.text)) for link in links)


def _languages(languages: tuple[LanguageText, ...]) -> tuple[LanguageText, ...]:
    return tuple(replace(foreign, text=_level(foreign.text)) for foreign in languages)


def _level(text: str) -> str:
    """Words that are raised or lowered as a whole, without their brackets."""
    for raised in (superscript, subscript):
        first, last = raised("")[0], raised("")[1]
        inner = text[1:-1]
        if text == raised(inner) and first not in inner and last not in inner:
            return inner
    return text
