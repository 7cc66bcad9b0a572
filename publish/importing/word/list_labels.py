"""The numbers, letters and signs that Word draws in front of list items and headings, counted as Word counts them.

They are no words of the file: the numbering part says how to count (ISO/IEC 29500-1, 17.9). Where the grammar of
sources can count the same way, the number goes along as a mark, so that the list starts and goes on from it; all else
stands in the text, since the text may name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from publish.contracts.importer import Doubt, Notes
from publish.importing.font_signs import may_say, sign
from publish.importing.meaningful_signs import bullet_says
from publish.importing.numbering import in_format
from publish.importing.word.editors_notes import mark_run
from publish.importing.word.styles import Styles, value_of
from publish.importing.word.symbols import font_of
from publish.importing.word.xml_parts import W, on, properties_of, words

NUMBER_OPEN, NUMBER_CLOSE = "\ufde0", "\ufde1"
"""Around the number of a list item, at the start of its text: characters that no text can hold."""

BULLETS = "99100"
"""The number of the list that all items with bullets, or with letters in their text, belong to."""

_PLACE = re.compile(r"%(\d)")
_COUNTS = {"decimal", "decimalZero"}
_PLAIN = {"", "Normal", "BodyText", "TextBody", "ListParagraph", "Standard", "ListContinue"}
_MOST_BETWEEN = 4  # paragraphs between two items that still belong to the first


@dataclass(slots=True)
class _Level:
    """How one level of a list counts and what it shows."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int = -1  # the level whose counting sets this one back; -1: any above
    legal: bool = False  # all numbers as digits
    font: str = ""


@dataclass(slots=True)
class ListLabels:
    """The lists of a file with what has been counted so far."""

    numbering: etree._Element | None
    styles: Styles
    notes: Notes
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _counted: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[str] = field(default_factory=set)
    _overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    _passed: set[str] = field(default_factory=set)  # abstract lists whose last paragraph was empty

    def __post_init__(self) -> None:  # noqa: D105 — reads the numbering part into the fields
        if self.numbering is None:
            return
        drawn = {element.get(f"{W}abstractNumId", ""): element for element in self.numbering.iter(f"{W}abstractNum")}
        for number in self.numbering.findall(f"{W}num"):
            name = number.get(f"{W}numId", "")
            abstract = value_of(number.find(f"{W}abstractNumId"))
            abstract = self._linked(abstract, drawn)
            self._abstract[name] = abstract
            self._levels[name] = _levels(drawn.get(abstract))
            for override in number.findall(f"{W}lvlOverride"):
                level = int(override.get(f"{W}ilvl", "0"))
                if (own := override.find(f"{W}lvl")) is not None:
                    self._levels[name][level] = _level(own)
                    self._overrides.setdefault(name, {})[level] = self._levels[name][level].start
                if start := value_of(override.find(f"{W}startOverride")):
                    self._overrides.setdefault(name, {})[level] = int(start)

    def _linked(self, abstract: str, drawn: dict[str, etree._Element]) -> str:
        """The list that an abstract one only points to by the name of a style of lists."""
        link = value_of(drawn[abstract].find(f"{W}numStyleLink")) if abstract in drawn else ""
        if not link:
            return abstract
        targets = (
            name for name, abstract_list in drawn.items() if value_of(abstract_list.find(f"{W}styleLink")) == link
        )
        return next(targets, abstract)

    def write(self, root: etree._Element, *, notes: bool = False) -> None:
        """Put the label of each numbered paragraph of a part where it can be read.

        pandoc knows no lists in `notes`: there all labels stand in the text, and bullets in it make a list.
        """
        for paragraph in list(root.iter(f"{W}p")):
            number, level = self._place(paragraph)
            if not number or number not in self._levels:
                continue
            if _shows(paragraph):
                self._label(paragraph, number, level, spelled=notes)
            else:
                self._pass(paragraph, number, level)
        _keep_together(root, self.styles.list_paragraph())

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list and the level of a paragraph by its own word or its style's."""
        chain = self.styles.of(paragraph)
        number, written = chain.list
        place = paragraph.find(f"{W}pPr/{W}numPr")
        if place is not None:
            number = value_of(place.find(f"{W}numId")) or number
            written = value_of(place.find(f"{W}ilvl")) or written
        if number in {"", "0"}:
            return "", 0
        if not written:
            levels = {style: level for level, style in _styled(self.numbering, self._abstract.get(number, ""))}
            return number, next((levels[name] for name in chain.ids if name in levels), 0)
        return number, int(written) if written.isdecimal() else 0

    def _pass(self, paragraph: etree._Element, number: str, place: int) -> None:
        """Count an empty paragraph as Word does, which shows its number: in an empty cell, that is all it says."""
        level = self._levels[number].get(place, _Level(kind="bullet"))
        if level.kind == "bullet" or _merges(paragraph):
            _take_out(paragraph)  # it would part the list in two
            return
        label = self._text(number, place, self._count(number, place)).strip()
        cell = paragraph.getparent()
        if label and cell is not None and cell.tag == f"{W}tc" and not words(cell):
            self._spell(paragraph, label.removesuffix("."))
        elif label and not self.styles.of(paragraph).heads:
            self._passed.add(self._abstract[number])

    def _spell(self, paragraph: etree._Element, label: str) -> None:
        """Write a number into the text of a paragraph, which then is in no list."""
        _unlist(paragraph)
        _write(paragraph, f"{label} ")
        self.notes.added.append(label)

    def _tell_passed(self, paragraph: etree._Element, number: str, label: str) -> None:
        """Mark the first item after an empty one: whether something is missing there, a person has to see."""
        if self._abstract[number] in self._passed:
            self._passed.remove(self._abstract[number])
            text = words(paragraph)
            what = f"the item before “{text[:60]}” is empty and has a number, so that this one is {label}"
            self.notes.doubts.append(Doubt(0, what, text))
            for run in [run for run in paragraph.iter(f"{W}r") if words(run)][:1]:
                mark_run(run)

    def _label(self, paragraph: etree._Element, number: str, place: int, *, spelled: bool) -> None:
        level = self._levels[number].get(place, _Level(kind="bullet"))
        heading = self.styles.of(paragraph).heads
        if level.kind == "bullet":
            shown = sign(level.font, level.text[:1]) or level.text if level.text else ""
            meant = bullet_says(shown) or may_say(shown)
            if heading and not meant:
                return
            if not shown.strip():  # an item that shows no sign goes on with the one before
                _go_on(paragraph, self.styles.list_paragraph())
                return
            if spelled:  # pandoc would join what some styles set close together
                _restyle(paragraph, None)
            _write(paragraph, f"{shown} " if meant else "• " if spelled else "")
            _list(paragraph, BULLETS, place)
            return
        counted = self._count(number, place)
        label = self._text(number, place, counted).strip()
        self._tell_passed(paragraph, number, label)
        if label and not heading and _only_item_of_cell(paragraph):
            self._spell(paragraph, label)
        elif heading:
            _write(paragraph, f"{label} " if label else "")
            self.notes.added.append(label)
        elif not spelled and level.kind in _COUNTS and re.fullmatch(rf"%{place + 1}[.)]?", level.text.strip()):
            _write(paragraph, f"{NUMBER_OPEN}{counted[place]}{NUMBER_CLOSE}")
        elif not label:
            _unlist(paragraph)
        else:
            _write(paragraph, f"{label} ")
            self.notes.added.append(label)
            _list(paragraph, BULLETS, place)

    def _count(self, number: str, place: int) -> dict[int, int]:
        """Count a paragraph; return the numbers of all levels as they stand then."""
        counted = self._counted.setdefault(self._abstract[number], {})
        if number not in self._started:
            self._started.add(number)
            for level, start in self._overrides.get(number, {}).items():
                counted[level] = start - 1
        levels = self._levels[number]
        start = levels.get(place, _Level()).start
        counted[place] = counted[place] + 1 if place in counted else start
        for deeper in [level for level in counted if level > place]:
            if levels.get(deeper, _Level()).restart in {-1, *range(place + 1, deeper + 1)}:
                del counted[deeper]
        return counted

    def _text(self, number: str, place: int, counted: dict[int, int]) -> str:
        levels = self._levels[number]
        legal = levels[place].legal

        def count(match: re.Match[str]) -> str:
            level = levels.get(int(match[1]) - 1, _Level())
            reached = counted.get(int(match[1]) - 1, level.start)
            return "" if level.kind == "none" else in_format(reached, "decimal" if legal else level.kind)

        return _PLACE.sub(count, levels[place].text)


def _styled(numbering: etree._Element | None, abstract: str) -> Iterator[tuple[int, str]]:
    """The styles that stand for levels of a list."""
    for abstract_list in numbering.iter(f"{W}abstractNum") if numbering is not None else ():
        if abstract_list.get(f"{W}abstractNumId") == abstract:
            for level in abstract_list.iter(f"{W}lvl"):
                if style := value_of(level.find(f"{W}pStyle")):
                    yield int(level.get(f"{W}ilvl", "0")), style


def _levels(abstract: etree._Element | None) -> dict[int, _Level]:
    return (
        {}
        if abstract is None
        else {int(element.get(f"{W}ilvl", "0")): _level(element) for element in abstract.iter(f"{W}lvl")}
    )


def _level(element: etree._Element) -> _Level:
    start, restart = value_of(element.find(f"{W}start")), value_of(element.find(f"{W}lvlRestart"))
    return _Level(
        value_of(element.find(f"{W}numFmt")) or "decimal",
        value_of(element.find(f"{W}lvlText")),
        int(start) if start.isdecimal() else 1,
        int(restart) if restart.isdecimal() else -1,
        on(element.find(f"{W}isLgl")),
        font_of(element.find(f"{W}rPr")),
    )


def _shows(paragraph: etree._Element) -> bool:
    return bool(words(paragraph)) or next(paragraph.iter(f"{W}drawing", f"{W}pict"), None) is not None


def _take_out(paragraph: etree._Element) -> None:
    """Take out an empty paragraph between others, where no link leads and no section ends."""
    holds = next(paragraph.iter(f"{W}bookmarkStart", f"{W}sectPr", f"{W}br"), None) is not None
    above, before = paragraph.getparent(), paragraph.getprevious()
    if above is not None and before is not None and before.tag == f"{W}p" and not holds:
        above.remove(paragraph)


def _merges(paragraph: etree._Element) -> bool:
    """Whether the end of a paragraph is hidden or deleted, so that it is none of its own."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(mark.find(f"{W}{tag}") is not None for tag in ("vanish", "del", "moveFrom"))


def _only_item_of_cell(paragraph: etree._Element) -> bool:
    """Whether a paragraph is the only one in its cell that is in a list: its number counts on down the column."""
    cell = paragraph.getparent()
    if cell is None or cell.tag != f"{W}tc":
        return False
    return sum(1 for _ in cell.iterfind(f"{W}p/{W}pPr/{W}numPr")) <= 1


def _write(paragraph: etree._Element, label: str) -> None:
    """Put a label in front of a paragraph's first run."""
    if not label:
        return
    run = etree.Element(f"{W}r")
    text = etree.SubElement(run, f"{W}t")
    text.text = label
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, run)


def _list(paragraph: etree._Element, number: str, level: int) -> None:
    properties = properties_of(paragraph)
    _unlist(paragraph)
    place = etree.SubElement(properties, f"{W}numPr")
    etree.SubElement(place, f"{W}ilvl", {f"{W}val": str(level)})
    etree.SubElement(place, f"{W}numId", {f"{W}val": number})


def _unlist(paragraph: etree._Element) -> None:
    properties = properties_of(paragraph)
    for old in properties.findall(f"{W}numPr"):
        properties.remove(old)


def _keep_together(root: etree._Element, style: str) -> None:
    """Keep what stands between two items of an inner list, or is indented between two items, with the item before it.

    pandoc takes a paragraph of the style "List Paragraph", which says that it is in no list, as part of that item.
    """
    for paragraph in root.iter(f"{W}p"):
        before = paragraph.getprevious()
        if before is None or _item(before) is None or _item(paragraph) is not None:
            continue
        between: list[etree._Element] = []
        following: etree._Element | None = paragraph
        while following is not None and following.tag == f"{W}p" and _item(following) is None:
            between.append(following)
            following = following.getnext()
        level = _item(following) if following is not None else None
        if (
            level is None
            or len(between) > _MOST_BETWEEN
            or not all(_plain(paragraph_between) for paragraph_between in between)
        ):
            continue
        if level > 0 or all(_indented(paragraph_between) for paragraph_between in between if words(paragraph_between)):
            for paragraph_between in between:
                _go_on(paragraph_between, style)


def _go_on(paragraph: etree._Element, style: str) -> None:
    _list(paragraph, "0", 0)
    _restyle(paragraph, style)


def _restyle(paragraph: etree._Element, style: str | None) -> None:
    properties = properties_of(paragraph)
    for old in properties.findall(f"{W}pStyle"):
        properties.remove(old)
    if style is not None:
        properties.insert(0, etree.Element(f"{W}pStyle", {f"{W}val": style}))


def _indented(paragraph: etree._Element) -> bool:
    style = value_of(paragraph.find(f"{W}pPr/{W}pStyle"))
    return style in {"ListParagraph", "ListContinue"} or paragraph.find(f"{W}pPr/{W}ind") is not None


def _plain(paragraph: etree._Element) -> bool:
    return value_of(paragraph.find(f"{W}pPr/{W}pStyle")) in _PLAIN and paragraph.find(f"{W}pPr/{W}outlineLvl") is None


def _item(element: etree._Element) -> int | None:
    """The level of a list item, None for what is none."""
    place = element.find(f"{W}pPr/{W}numPr") if element.tag == f"{W}p" else None
    if place is None or value_of(place.find(f"{W}numId")) in {"", "0"}:
        return None
    level = value_of(place.find(f"{W}ilvl"))
    return int(level) if level.isdecimal() else 0


def draw_bullets(numbering: etree._Element) -> None:
    """Add the list `BULLETS` to the numbering part."""
    abstract = etree.Element(f"{W}abstractNum", {f"{W}abstractNumId": BULLETS})
    for level in range(9):
        new_element = etree.SubElement(abstract, f"{W}lvl", {f"{W}ilvl": str(level)})
        etree.SubElement(new_element, f"{W}start", {f"{W}val": "1"})
        etree.SubElement(new_element, f"{W}numFmt", {f"{W}val": "bullet"})
        etree.SubElement(new_element, f"{W}lvlText", {f"{W}val": "•"})
    numbering.insert(0, abstract)
    number = etree.SubElement(numbering, f"{W}num", {f"{W}numId": BULLETS})
    etree.SubElement(number, f"{W}abstractNumId", {f"{W}val": BULLETS})


def number_items(tree: html.HtmlElement) -> None:
    """Give the items of a page their numbers, and take the marks away."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or NUMBER_OPEN not in (element.text or ""):
            continue
        number, _, rest = (element.text or "").partition(NUMBER_CLOSE)
        element.text = rest
        item = next((inner for inner in (element, *element.iterancestors()) if inner.tag == "li"), None)
        if item is not None:
            item.set("value", number.rpartition(NUMBER_OPEN)[2])
