"""Inlines as runs of text (ECMA-376, part 1, 17.3.2): each run says for itself how it looks and in what language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from publish.model.languages import direction
from publish.model.nodes import Code, Inline, InlineImage, LineBreak, Link, Math, Note, Span, Style, Styled, Text
from publish.proof.wholes import held_together
from publish.rendering.docx.docx_package import TreePart
from publish.rendering.docx.inline_pictures import Pictures
from publish.rendering.docx.omml import formula
from publish.rendering.docx.ooxml import element, qualified, text, value
from publish.rendering.docx.run_languages import mark

_RUN, _TEXT, _LOOK, _RTL = map(qualified, ("w:r", "w:t", "w:rPr", "w:rtl"))


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks and what language it is in; "" is the document's. `character_style` is a style id or ""."""

    character_style: str = ""
    bold: bool = False
    strike: bool = False
    small_capitals: bool = False
    position: str = ""  # "superscript" or "subscript"
    language: str = ""
    right_to_left: bool = False
    unbroken: bool = False  # kept on one line
    raised: int = 0  # half-points: the size of what is raised or lowered; 0 for that of the text around it

    def styled(self, style: Style) -> Look:
        """The look inside one more style."""
        match style:
            case Style.EMPHASIS | Style.STRONG:
                # A run has one character style. A link's says more than that it is stressed; bold can be added to it.
                name = "Emphasis" if style is Style.EMPHASIS else "Strong"
                return replace(self, bold=True, character_style=self.character_style or name)
            case Style.SUPERSCRIPT | Style.SUBSCRIPT:
                return replace(self, position=style.value)
            case Style.STRIKE:
                return replace(self, strike=True)
            case Style.SMALL_CAPITALS:
                return replace(self, small_capitals=True)

    def properties(self) -> list[etree._Element]:
        """The w:rPr, or nothing where nothing is to be said."""
        return [copy(properties) for properties in _properties(self)]

    def new_properties(self) -> tuple[etree._Element, ...]:
        """The w:rPr, or nothing, made anew. The order is the schema's."""
        properties: list[etree._Element] = []
        if self.character_style:
            properties.append(value("w:rStyle", self.character_style))
        if self.bold and self.character_style not in ("Strong", "Emphasis"):
            properties += [element("w:b"), element("w:bCs")]
        if self.small_capitals:
            properties.append(element("w:smallCaps"))
        if self.strike:
            properties.append(element("w:strike"))
        if self.position and self.raised:
            properties += [value("w:sz", self.raised), value("w:szCs", self.raised)]
        if self.position:
            properties.append(value("w:vertAlign", self.position))
        if self.right_to_left:
            properties.append(element("w:rtl"))
        if self.language:
            properties.append(mark(self.language))
        return (element("w:rPr", children=properties),) if properties else ()


@lru_cache(maxsize=256)
def _properties(look: Look) -> tuple[etree._Element, ...]:
    """Those of a look to copy, which takes a quarter of the time: a document has a dozen looks and a thousand runs."""
    return look.new_properties()


NoteTaker = Callable[[Note], int]
"""Keeps a note and gives the number by which the text refers to it."""


class Runs:
    """Makes the runs of one story: the main text, or the footnotes, each with its own relationships."""

    def __init__(
        self,
        story: TreePart,
        pictures: Pictures,
        note: NoteTaker,
        anchors: dict[str, str],
        *,
        raised: int = 0,
        right_to_left: bool,
    ) -> None:
        self._story = story
        self._pictures = pictures
        self._note = note
        self._anchors = anchors
        self._plain = Look(right_to_left=right_to_left, raised=raised)

    def of(self, inlines: Iterable[Inline]) -> list[etree._Element]:
        """What a paragraph holds, in order."""
        return self._all(inlines, self._plain)

    def anchored(self, inlines: Iterable[Inline], section: str) -> etree._Element:
        """A link to the section with the id given."""
        return self._link(tuple(inlines), f"#{section}", self._plain)

    def direction_of(self, contents: Iterable[etree._Element]) -> list[etree._Element]:
        """The w:bidi of a paragraph all of whose words run from right to left, where the document runs the other way.

        Without it the first of its words would stand at the end of its line.
        """
        runs = [run for content in contents for run in content.iter(_RUN) if run.find(_TEXT) is not None]
        turned = bool(runs) and all(run.find(f"{_LOOK}/{_RTL}") is not None for run in runs)
        return [element("w:bidi")] if turned and not self._plain.right_to_left else []

    def _all(self, inlines: Iterable[Inline], look: Look) -> list[etree._Element]:
        return [run for inline in inlines for run in self._one(inline, look)]

    def _one(self, inline: Inline, look: Look) -> list[etree._Element]:
        match inline:
            case Text(characters):
                whole = characters.replace(" ", "\u00a0") if look.unbroken else held_together(characters)
                return [_run(look, _characters(whole))]
            case Code(characters):
                code = replace(look, character_style=look.character_style or "HTMLCode")
                return [_run(code, _characters(characters))]
            case Styled(style, children):
                return self._all(children, look.styled(style))
            case Span(children, language):
                return self._all(children, replace(look, language=language, right_to_left=direction(language) == "rtl"))
            case Link(children, None):
                return self._all(children, look)
            case Link(children, target):
                return [self._link(children, target or "", look)]
            case Math():
                return [formula(inline, look.language)]
            case InlineImage(image, alt, decorative):
                return [_run(look, [self._pictures.in_line(image, "" if decorative else alt, self._story)])]
            case Note():
                reference = element("w:footnoteReference", {"w:id": self._note(inline)})
                return [_run(Look(character_style="FootnoteReference"), [reference])]
            case LineBreak():
                return [_run(look, [element("w:br")])]

    def _link(self, children: tuple[Inline, ...], target: str, look: Look) -> etree._Element:
        # A telephone number is read and dialled as one: it does not break over two lines.
        inside = self._all(children, replace(look, character_style="Hyperlink", unbroken=target.startswith("tel:")))
        if target.startswith("#"):
            return element("w:hyperlink", {"w:anchor": self._anchors[target[1:]], "w:history": 1}, inside)
        return element("w:hyperlink", {"r:id": self._story.link(target), "w:history": 1}, inside)


def _run(look: Look, contents: Iterable[etree._Element]) -> etree._Element:
    return element("w:r", children=[*look.properties(), *contents])


def _characters(characters: str) -> list[etree._Element]:
    """Characters as w:t, and each tab as the w:tab that Word expects."""
    runs: list[etree._Element] = []
    for number, part in enumerate(characters.split("\t")):
        if number:
            runs.append(element("w:tab"))
        if part:
            runs.append(text("w:t", part))
    return runs


def lines(characters: str) -> list[etree._Element]:
    """Lines of code as one run, broken where the lines end."""
    contents: list[etree._Element] = []
    for number, line in enumerate(characters.split("\n")):
        if number:
            contents.append(element("w:br"))
        contents += _characters(line)
    return [_run(Look(), contents)]
