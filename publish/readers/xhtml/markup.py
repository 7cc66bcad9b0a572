"""Reads the XHTML of one page into passages, by what its elements mean and not by who wrote them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from publish.errors import UnreadableEdition
from publish.model.text import plain, subscript, superscript
from publish.proof.reading import LanguageText, LinkText, Passage, Role, Span, StruckText, place_in
from publish.readers.written_numbers import written_number
from publish.readers.xhtml.math_text import math_text

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

_HTML = "{http://www.w3.org/1999/xhtml}"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"

_MOST_COLUMNS = 1_000
_MOST_PLACES = 500_000  # that cells over several rows or columns take of one table
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup time u var".split()  # noqa: SIM905
)
_STRUCK = frozenset({"s", "del"})
_STRESSED = frozenset({"strong", "em"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}

Landing = Callable[[str], str]


def name_of(element: etree._Element) -> str:
    """An element's name in XHTML, "math" for a formula, "" for comments and strangers."""
    if element.tag == _MATH:
        return "math"
    return element.tag.removeprefix(_HTML) if isinstance(element.tag, str) and element.tag.startswith(_HTML) else ""


def is_heading(element: etree._Element) -> bool:
    """Whether an element is a heading."""
    return name_of(element) in _HEADINGS


@dataclass(slots=True)
class Run:
    """A run of inline content, as it is gathered."""

    parts: list[str] = field(default_factory=list)
    links: list[LinkText] = field(default_factory=list)
    languages: list[LanguageText] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    struck: list[StruckText] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    stressed: list[Span] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words in plain form."""
        return plain("".join(self.parts))


def run_of(element: etree._Element, landing: Landing = str) -> Run:
    """The inline content of an element."""
    run = Run()
    _gather_children(run, element, landing)
    return run


def _gather_children(run: Run, element: etree._Element, landing: Landing) -> None:
    run.parts.append(element.text or "")
    for child in element:
        _gather(run, child, landing)
        run.parts.append(child.tail or "")


def _gather(run: Run, element: etree._Element, landing: Landing) -> None:
    name, role = name_of(element), element.get("role", "")
    if role == "doc-noteref":
        run.notes.append(place_in("".join(run.parts)))
    if element.get("hidden") is not None or role in {"doc-noteref", "doc-backlink"}:
        return
    start = len(run.parts)
    match name:
        case "br":
            run.parts.append(" ")
        case "img":
            run.images.append(plain(element.get("alt", "")))
        case "math":
            run.parts.append(formula(element))
        case "sup" | "sub":
            _gather_children(run, element, landing)
            mark = superscript if name == "sup" else subscript
            run.parts[start:] = [mark("".join(run.parts[start:]))]
        case "":
            pass
        case _:
            _gather_children(run, element, landing)
    if name == "a" and element.get("href") is not None:
        run.links.append(LinkText(plain("".join(run.parts[start:])), landing(element.get("href", ""))))
    if name in _STRUCK:
        run.struck.append(StruckText(plain("".join(run.parts[start:])), len(plain("".join(run.parts[:start])))))
    if name in _STRESSED:
        run.stressed.append((place_in("".join(run.parts[:start])), place_in("".join(run.parts))))
    own, words = element.get("lang", ""), plain("".join(run.parts[start:]))
    if own and words and own == element.get("{http://www.w3.org/XML/1998/namespace}lang"):
        run.languages.append(LanguageText(words, own))


def formula(element: etree._Element) -> str:
    """A formula's line of text, or a word that no source holds where its `alttext` says something else."""
    try:
        text = math_text(element)
    except ValueError:
        return "(unreadable formula)"
    return (
        text
        if plain(element.get("alttext", "")) == plain(text)
        else f"(formula read aloud as {element.get('alttext')})"
    )


@dataclass(frozen=True, slots=True)
class _Context:
    """What a paragraph is, by where it stands: `first` the next one, `rest` those after it."""

    first: Role = Role.PARAGRAPH
    rest: Role = Role.PARAGRAPH
    depth: int = 0
    ordinal: int = 0


class PageReader:
    """Reads one page; `landing` says where an address on this page leads."""

    def __init__(self, name: str, landing: Landing) -> None:
        self.name = name
        self._landing = landing
        self._boxed = False  # what is read now stands in a callout

    def page(self, root: etree._Element) -> Iterator[Passage]:
        """All passages of a page, in order."""
        body = root.find(f"{_HTML}body")
        if body is not None:
            yield from self._container(body, _Context())

    def _container(self, element: etree._Element, place: _Context) -> Iterator[Passage]:
        """Passages of an element that holds blocks; text and inline elements between them make paragraphs."""
        loose = etree.Element(f"{_HTML}p")
        loose.text = element.text
        for child in element:
            if name_of(child) in _INLINE or (name_of(child) == "math" and self._has_words(loose)):
                copy = etree.fromstring(etree.tostring(child, with_tail=False))
                copy.tail = child.tail
                loose.append(copy)
                continue
            for passage in self._paragraph(loose, place):
                yield passage
                place = _after(place)
            loose = etree.Element(f"{_HTML}p")
            loose.text = child.tail
            found = list(self._block(child, place))
            yield from found
            if found and name_of(child) == "p":
                place = _after(place)
        yield from self._paragraph(loose, place)

    @staticmethod
    def _has_words(element: etree._Element) -> bool:
        return bool(run_of(element).text)

    def _block(self, element: etree._Element, place: _Context) -> Iterator[Passage]:
        name = name_of(element)
        classes = (element.get("class") or "").split()
        if element.get("hidden") is not None or not name:
            return
        match name:
            case "p" if "video" in classes:
                yield from self._run(element, Role.VIDEO)
            case "p" if "callout-title" in classes:
                yield from self._run(element, Role.CALLOUT)
            case "p":
                yield from self._paragraph(element, place)
            case _ if name in _HEADINGS:
                yield from self._run(element, Role.HEADING, _HEADINGS[name])
            case "ul" | "ol":
                yield from self._list(element, place)
            case "dl":
                yield from self._definitions(element, place)
            case "table":
                yield from TableReader(self, element).passages()
            case "figure":
                yield from self._figure(element)
            case "blockquote":
                yield from self._container(element, _Context(Role.QUOTE, Role.QUOTE, place.depth))
            case "pre":
                yield from self._run(element, Role.CODE)
            case "math":
                yield Passage(Role.MATH, plain(formula(element)), where=self.name, boxed=self._boxed)
            case "aside" if element.get("role") == "doc-footnote":
                yield from self._container(element, _Context(Role.NOTE, Role.NOTE))
            case _:
                before, self._boxed = self._boxed, self._boxed or "callout" in classes
                yield from self._container(element, replace(place, first=place.rest, ordinal=0))
                self._boxed = before

    def _paragraph(self, element: etree._Element, place: _Context) -> Iterator[Passage]:
        level = place.depth if place.first is Role.ITEM else 0
        ordinal = place.ordinal if place.first is Role.ITEM else 0
        yield from self._run(element, place.first, level, ordinal)

    def _run(self, element: etree._Element, role: Role, level: int = 0, ordinal: int = 0) -> Iterator[Passage]:
        yield from self.cell(element, role, (), level, ordinal)

    def cell(
        self, element: etree._Element, role: Role, headers: tuple[str, ...], level: int = 0, ordinal: int = 0
    ) -> Iterator[Passage]:
        """The passage of one run of inline content, then those of the images inside it."""
        run = run_of(element, self._landing)
        if run.text:
            marks = tuple(run.links), tuple(run.languages), self.name, tuple(run.struck), tuple(run.notes)
            stressed = tuple(run.stressed)
            yield Passage(role, run.text, level, ordinal, headers, *marks, stressed=stressed, boxed=self._boxed)
        yield from (Passage(Role.ALT, alt, where=self.name, boxed=self._boxed) for alt in run.images if alt)

    def _list(self, element: etree._Element, place: _Context) -> Iterator[Passage]:
        number = written_number(element.get("start"), 1)
        in_note = place.rest is Role.NOTE
        for item in element:
            if name_of(item) != "li":
                yield from self._block(item, place)
                continue
            if (item.get("value") or "").isdecimal():
                number = written_number(item.get("value"))
            ordinal = number if name_of(element) == "ol" else 0
            first, rest = (Role.NOTE, Role.NOTE) if in_note else (Role.ITEM, Role.PARAGRAPH)
            yield from self._container(item, _Context(first, rest, place.depth + 1, ordinal))
            number += 1

    def _definitions(self, element: etree._Element, place: _Context) -> Iterator[Passage]:
        for child in element:
            if name_of(child) == "dt":
                yield from self._run(child, Role.TERM)
            else:
                yield from self._container(child, _Context(Role.DEFINITION, depth=place.depth))

    def _figure(self, element: etree._Element) -> Iterator[Passage]:
        for child in element:
            if name_of(child) == "figcaption":
                yield from self._run(child, Role.CAPTION)
            elif name_of(child) == "img":
                if alt := plain(child.get("alt", "")):
                    yield Passage(Role.ALT, alt, where=self.name, boxed=self._boxed)
            else:
                yield from self._block(child, _Context())


def _after(place: _Context) -> _Context:
    return _Context(place.rest, place.rest, place.depth)


class TableReader:
    """Reads one table: which cells head which, by `scope` and place (HTML, 4.9.12)."""

    def __init__(self, page: PageReader, table: etree._Element) -> None:
        self._page = page
        self._table = table

    def passages(self) -> Iterator[Passage]:
        """Caption and cells, row by row."""
        for caption in self._table.iter(f"{_HTML}caption"):
            yield from self._page.cell(caption, Role.CAPTION, ())
        above: dict[int, list[str]] = {}
        beside: dict[int, list[str]] = {}
        taken: set[tuple[int, int]] = set()
        table_rows = list(self._table.iter(f"{_HTML}tr"))
        for y, row in enumerate(table_rows):
            x = 0
            for cell in row:
                while (y, x) in taken:
                    x += 1
                height, width = _span(cell, "rowspan"), _span(cell, "colspan")
                columns, rows = range(x, x + width), range(y, min(y + height, len(table_rows)))
                if len(taken) + width * len(rows) > _MOST_PLACES:
                    raise UnreadableEdition(f"{self._page.name}: cells of a table take more places than any table has.")
                taken |= {(row_number, column) for row_number in rows[1:] for column in columns}
                text = run_of(cell).text
                scope = cell.get("scope", "") if name_of(cell) == "th" else ""
                if scope.startswith("col"):
                    for column in columns:
                        above.setdefault(column, []).append(text)
                elif scope.startswith("row"):
                    for row_number in rows:
                        beside.setdefault(row_number, []).append(text)
                if scope:
                    yield from self._page.cell(cell, Role.HEADER_CELL, ())
                else:
                    heads = _distinct(above.get(column, []) for column in columns)
                    yield from self._page.cell(cell, Role.CELL, (*heads, *(text for text in beside.get(y, []) if text)))
                x += width


def _span(cell: etree._Element, name: str) -> int:
    """How many columns or rows a cell takes: of more than 1,000 browsers take 1,000 (HTML, 4.9.11)."""
    return min(max(1, written_number(cell.get(name), 1)), _MOST_COLUMNS)


def _distinct(groups: Iterable[list[str]]) -> list[str]:
    return list(dict.fromkeys(text for group in groups for text in group if text))
