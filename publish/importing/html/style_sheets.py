"""The rules of the style sheets that stand in a page, with what they depend on: a medium, the width of a screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from publish.importing.html.content import Element

_LARGEST = 2_000_000  # characters of style sheets: what has more is the style of a site, not of a page
_BRACE = re.compile(r"[{}]")
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_SCREEN = re.compile(r"(?:only\s+)?(?:screen|all)?")
_MAYBE = re.compile(r"(?:only\s+)?(?:screen|all)\b|not\b|\(")  # at a width, in the dark; all else is no screen
_GROUPS = ("@media", "@supports", "@layer", "@container", "@scope")


class Applies(IntEnum):
    """Whether a rule counts for a person at a screen."""

    NEVER = 0
    SOMETIMES = 1
    ALWAYS = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a style sheet: its selectors, as they are written, and its declarations."""

    selectors: tuple[str, ...]
    declarations: str
    applies: Applies


def rules(page: Element) -> Iterator[Rule]:
    """The rules of all style sheets in a page, in their order."""
    left = _LARGEST
    for style in page.iter("style"):
        sheet = "".join(style.itertext())
        left -= len(sheet)
        if left < 0:
            return
        without_script = next(style.iterancestors("noscript"), None) is not None
        yield from _rules(sheet, Applies.SOMETIMES if without_script else _medium(style.get("media", "")))


def _rules(sheet: str, applies: Applies) -> Iterator[Rule]:
    first, *rest = sheet.split("/*")  # by parts, not by a pattern: one that is never closed takes a pattern hours
    uncommented = "".join([first, *(part.partition("*/")[2] for part in rest)])
    uncommented = _STRING.sub(lambda found: _BRACE.sub(" ", found[0]), uncommented)
    around: list[tuple[str, Applies]] = [("@", applies)]
    start = 0
    for brace in _BRACE.finditer(uncommented):
        inside = uncommented[start : brace.start()]
        start = brace.end()
        prelude, within = around[-1]
        nested = not prelude.startswith("@")
        if brace[0] == "{":
            declarations, _, head = inside.rpartition(";")
            if nested and declarations:
                yield _rule(prelude, declarations, within)
            own = _group(head.strip()) if head.strip().startswith("@") else within
            around.append((head.strip(), min(within, own, Applies.SOMETIMES if nested else Applies.ALWAYS)))
        elif len(around) > 1:
            around.pop()
            if nested:
                yield _rule(prelude, inside, within)


def _rule(selectors: str, declarations: str, applies: Applies) -> Rule:
    return Rule(tuple(part.strip() for part in selectors.split(",") if part.strip()), declarations, applies)


def _group(prelude: str) -> Applies:
    name, _, condition = prelude.casefold().partition(" ")
    if name.startswith("@media"):
        return _medium(prelude[len("@media") :])
    if name.startswith(_GROUPS):
        return Applies.SOMETIMES if name == "@container" and condition else Applies.ALWAYS
    return Applies.NEVER  # frames of an animation, a font, a page of paper


def _medium(query: str) -> Applies:
    """Whether what a medium is asked for is a screen, whatever its width."""
    choices = [" ".join(choice.split()) for choice in query.casefold().split(",")]
    if any(_SCREEN.fullmatch(choice) for choice in choices):
        return Applies.ALWAYS
    return Applies.SOMETIMES if any(map(_MAYBE.match, choices)) else Applies.NEVER
