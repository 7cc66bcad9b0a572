"""A page's content to headings and blocks in a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from publish.contracts.importer import Gap, Left, Reason
from publish.importing.assemble import Heading, Part
from publish.importing.html.callouts import interrupts, kind_of, label_of
from publish.importing.html.content import Element, words_of
from publish.importing.html.elements import BLOCKS, HEADINGS, LISTS, LOOKS
from publish.importing.html.html_lists import list_parts
from publish.importing.html.html_tables import table, within_cell
from publish.importing.html.icons import GUESSED
from publish.importing.html.images import ask_for_alternatives
from publish.importing.html.inline_content import blank, flat, image_of, in_a_row, mapped, plain, said_by_flat
from publish.importing.html.inline_elements import Inliner, text
from publish.importing.html.looks import headed
from publish.importing.html.preformatted import preformatted
from publish.importing.html.titles import drawn_heading, emptied, lines_of, links_under, title_of
from publish.importing.html.typed_lists import typed_lists
from publish.importing.html.videos import embedded, watched
from publish.importing.marks import CHECK
from publish.importing.raised import flat_words
from publish.model.nodes import (
    Block,
    Callout,
    CalloutKind,
    Definition,
    DefinitionList,
    Figure,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    Paragraph,
    Quote,
    Style,
    Styled,
    Table,
    Text,
    Video,
)


@dataclass(slots=True)
class Converter:
    """Turns block elements into parts.

    `above` is the heading last seen: it stands in for the caption of a table that has none. `places` says for each id
    of the page which heading, counted from 1, it stands under.
    """

    inliner: Inliner
    english: bool
    above: str
    places: dict[str, int] = field(default_factory=dict)
    _held: frozenset[Element] = frozenset()
    _count: int = 0
    _inside: int = 0

    def parts(self, content: Element) -> list[Part]:
        """All parts of the content, in order."""
        self._held = frozenset(
            above for element in content.iter() if element.tag in BLOCKS for above in element.iterancestors()
        )
        return headed(typed_lists(self._flow(content), self.inliner.notes, in_cell=False), self.inliner.notes)

    def blocks(self, element: Element) -> tuple[Block, ...]:
        """The content of an element as blocks; a heading in it becomes a strong paragraph."""
        self._inside += 1
        try:
            parts = typed_lists(self._flow(element), self.inliner.notes, in_cell=within_cell(element))
            return tuple(self._as_block(part) for part in parts)
        finally:
            self._inside -= 1

    def _as_block(self, part: Part) -> Block:
        if not isinstance(part, Heading):
            return part
        words = plain(part.children)
        self.inliner.notes.simplified.append(
            f"the heading “{words[:60]}” inside a list, box or cell is a strong paragraph"
        )
        return Paragraph((Styled(Style.STRONG, part.children),), line=part.line)

    def _flow(self, element: Element) -> list[Part]:
        """An element whose text may stand beside blocks: runs of inlines become paragraphs."""
        self._remember(element)
        parts: list[Part] = []
        run: list[Inline] = text(element.text)
        line = element.sourceline or 0

        def flush() -> None:
            nonlocal run
            parts.extend(self._paragraphs(run, line))
            run = []

        for child in element:
            if child.tag in BLOCKS or child in self._held:
                flush()
                parts += self._part(child)
                line = child.sourceline or line
            else:
                self._remember(child)
                run += self.inliner.inline(child)
            run += text(child.tail)
        flush()
        return parts

    def _remember(self, element: Element) -> None:
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                self.places.setdefault(name, self._count)
        if element not in self._held:
            for inner in element.iter():
                if inner.get("id"):
                    self.places.setdefault(inner.get("id", ""), self._count)

    def _paragraphs(self, run: Iterable[Inline], line: int) -> list[Part]:
        """Paragraphs of a run: two line ends part them, an image alone is a figure, a video's link a video."""
        parted: list[list[Inline]] = [[]]
        row = [inline for inline in run if not (isinstance(inline, Text) and not inline.value)]
        for number, inline in enumerate(row):
            before = (
                next((inline for inline in reversed(row[:number]) if not blank(inline)), None)
                if isinstance(inline, LineBreak)
                else None
            )
            if isinstance(before, LineBreak):
                parted.append([])
            else:
                parted[-1].append(inline)
        return [part for children in parted for part in self._paragraph(children, line)]

    def _paragraph(self, children: list[Inline], line: int) -> list[Part]:
        visible = [child for child in children if not blank(child) and not isinstance(child, LineBreak)]
        if not visible:
            return []
        if all(image_of(inline) is not None for inline in visible):
            figures: list[Part] = []
            for inline in visible:
                image = image_of(inline)
                if image is not None:
                    figures.append(Figure(image.image, image.alt, (), image.decorative, line=line))
                    figures += [Paragraph((link,), line=line) for link in self.inliner.link_around(inline)]
            return figures
        only = visible[0]
        if len(visible) == 1 and isinstance(only, Link) and only.target and (address := watched(only.target)):
            return [Video(address, plain((only,)), line=line)]
        return [Paragraph(tuple(children), line=line)]

    def _part(self, element: Element) -> list[Part]:
        tag = element.tag
        line = element.sourceline or 0
        level = HEADINGS.get(str(tag), 0) or _aria_level(element)
        if level:
            return self._heading(element, level)
        if self._is_callout(element):
            return self._callout(element)
        match tag:
            case _ if tag in LISTS:
                return self._wrap(element, self._list(element))
            case "dl":
                return self._wrap(element, self._definitions(element))
            case "table":
                self._remember(element)
                caption = element.find("caption")
                words = self._words(caption) if caption is not None else ()
                tables = table(
                    element, self._words, self.blocks, self.above, words or self._label(element), self.inliner.notes
                )
                captions = (block.caption for block in tables if isinstance(block, Table))
                shown = next(captions, ()) if flat_words(words) or not words else words
                return self._wrap(element, [*tables, *lines_of(shown, self.inliner, element)])
            case "figure":
                return self._wrap(element, self._figure(element))
            case "blockquote":
                quoted = self.blocks(element)
                return [Quote(quoted, line=line)] if quoted else []
            case "pre":
                self._remember(element)
                return preformatted(element, self.inliner)
            case "details":
                return self._details(element)
            case "iframe" | "video" | "audio":
                return self._media(element)
            case "hr":
                return []
            case _:
                return self._wrap(element, self._flow(element))

    def _wrap(self, element: Element, parts: list[Part]) -> list[Part]:
        """What an element that holds blocks means for the words inside: a style, a link, a language."""
        plain = element.tag not in {"a", "em", "strong", "b", "i", "sup", "sub", "s", "del", "strike", "abbr", "span"}
        if plain and not element.get("lang") and "line-through" not in element.get("style", ""):
            return parts
        return [mapped(part, lambda run: tuple(self.inliner.wrapped(element, run))) for part in parts]

    def _heading(self, element: Element, level: int) -> list[Part]:
        children = self.inliner.run(element) if element not in self._held else self._flat(element)
        images = [child for child in children if isinstance(child, InlineImage)]
        words: tuple[Inline, ...] = tuple(child for child in children if not isinstance(child, InlineImage))
        figures: list[Part] = [Figure(image.image, image.alt, (), image.decorative) for image in images]
        words = words if plain(words) else drawn_heading(element, images, self.inliner)
        if not words:
            return figures
        if not self._inside:
            self._count += 1
            self.above = flat_words(words) or self.above
        self.places |= {inner.get("id", ""): self._count for inner in element.iter() if inner.get("id")}
        above = element.getparent()
        if above is not None and above.tag in {"section", "hgroup"} and above.get("id"):
            self.places[above.get("id", "")] = self._count
        guessed = LOOKS in element.attrib or GUESSED in element.attrib
        return [Heading(level, words, element.sourceline or 0, f"\x00{self._count}", guessed), *figures]

    def _words(self, element: Element) -> tuple[Inline, ...]:
        """An element as one run of inlines; blocks in it follow each other, parted by semicolons."""
        self._remember(element)
        run = self.inliner.run(element) if element not in self._held else self._flat(element)
        return tuple(self.inliner.wrapped(element, run)) if element.get("lang") else run

    def _flat(self, element: Element) -> tuple[Inline, ...]:
        """The blocks of an element as one run."""
        blocks = self.blocks(element)
        self.inliner.added += said_by_flat(blocks)
        return flat(blocks)

    def _label(self, element: Element) -> tuple[Inline, ...]:
        label = element.get("aria-label") or ""
        if label:
            self.inliner.added.append(label)
        return (Text(label),) if label else ()

    def _list(self, element: Element) -> list[Part]:
        def content(item: Element) -> tuple[Block, ...]:
            return tuple(self._as_block(part) for part in self._wrap(item, list(self.blocks(item))))

        return list_parts(
            element, content, self.blocks_of, lambda bare, line: self._paragraphs(text(bare), line), self.inliner.notes
        )

    def blocks_of(self, element: Element) -> tuple[Block, ...]:
        """One element, itself included, as blocks."""
        self._inside += 1
        try:
            if element.tag in BLOCKS or element in self._held:
                return tuple(self._as_block(part) for part in self._part(element))
            return tuple(
                self._as_block(part) for part in self._paragraphs(self.inliner.inline(element), element.sourceline or 0)
            )
        finally:
            self._inside -= 1

    def _definitions(self, element: Element) -> list[Part]:
        groups: list[tuple[list[tuple[Inline, ...]], list[tuple[Block, ...]]]] = []
        stray: list[Part] = []
        for child in _entries(element):
            if child.tag == "dt":
                if not groups or groups[-1][1]:
                    groups.append(([], []))
                groups[-1][0].append(self._words(child))
            elif child.tag == "dd" and groups:
                groups[-1][1].append(self.blocks(child))
            elif child.tag in BLOCKS:
                stray += self._part(child)
        items: list[Definition] = []
        for terms, descriptions in groups:
            term = in_a_row(term_words for term_words in terms if plain(term_words))
            meanings = tuple(meaning for meaning in descriptions if meaning)
            if term and meanings:
                items.append(Definition(term, meanings))
            elif term:
                stray.append(Paragraph((Styled(Style.STRONG, term),)))
            else:
                stray += [block for meaning in meanings for block in meaning]
        return [*([DefinitionList(tuple(items), line=element.sourceline or 0)] if items else []), *stray]

    def _figure(self, element: Element) -> list[Part]:
        captions = list(element.iter("figcaption"))
        words: tuple[Inline, ...] = ()
        for caption in captions:
            words = (*words, Text(" "), *self._words(caption)) if words else self._words(caption)
            parent = caption.getparent()
            if parent is not None:
                for inner in list(caption):
                    caption.remove(inner)
                caption.text = None
        tables = element.findall(".//table")
        if words and len(tables) == 1 and tables[0].find("caption") is None:
            table_blocks = table(tables[0], self._words, self.blocks, self.above, words, self.inliner.notes)
            return [*table_blocks, *lines_of(words, self.inliner, element)]
        if words:
            ask_for_alternatives(element)
        parts = self._flow(element)
        place = next((n for n, part in enumerate(parts) if isinstance(part, Figure)), None)
        if place is None or not words:
            return [*parts, *self._paragraphs(words, element.sourceline or 0)]
        figure = parts[place]
        assert isinstance(figure, Figure)
        if figure.decorative:
            return [*parts, *self._paragraphs(words, element.sourceline or 0)]
        parts[place] = replace(figure, caption=words)
        return [*parts, *lines_of(words, self.inliner, element)]

    def _details(self, element: Element) -> list[Part]:
        title, links = self._title(element.find("summary"))
        children = (*links, *self.blocks(element))
        if not title or not children:
            return [*([Paragraph((Styled(Style.STRONG, (Text(title),)),))] if title else []), *children]
        return [Callout(CalloutKind.NOTE, title, children, line=element.sourceline or 0)]

    def _is_callout(self, element: Element) -> bool:
        if self._inside or element.tag not in {"div", "section", "aside", "p", "article"}:
            return False
        if kind_of(element) is None:
            return interrupts(element)
        return not any(
            kind_of(inner) is not None for inner in element.iterdescendants("div", "section", "aside")
        ) or bool(element.xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6"))

    def _title(self, label: Element | None) -> tuple[str, tuple[Block, ...]]:
        """The title of a box, taken out of its content, and what of it follows as lines."""
        title = title_of(label) if label is not None else ""
        if label is None or not title:
            return "", ()
        self._remember(label)
        links = links_under(label, self.inliner)
        label.tag = "span"
        emptied(label)
        return title, links

    def _callout(self, element: Element) -> list[Part]:
        kind = kind_of(element) or CalloutKind.NOTE
        title, links = self._title(label_of(element))
        title = title.removesuffix(":") if " " not in title else title
        children = (*links, *self.blocks(element))
        line = element.sourceline or 0
        if not children:
            return [Paragraph((Styled(Style.STRONG, (Text(title),)),), line=line)] if title else []
        if not title:
            if not self.english:
                self.inliner.notes.simplified.append(f"a box without a title (line {line}) is left as plain text")
                return list(children)
            title = {"note": "Note", "important": "Important", "warning": "Warning"}[kind.value]
            self.inliner.added.append(title)
            self.inliner.notes.gaps.append(Gap(line, f"the title of a box; “{title}” stands in"))
            return [Callout(kind, title, children, id=CHECK, line=line)]
        return [Callout(kind, title, children, line=line)]

    def _media(self, element: Element) -> list[Part]:
        line = element.sourceline or 0
        notes = self.inliner.notes
        source = (
            element.get("src")
            or element.get("data-src")
            or next((inner.get("src", "") for inner in element.iter("source")), "")
        )
        inside = words_of(element)
        if inside:
            notes.left.append(Left(Reason.HIDDEN, inside, line))
        title = " ".join((element.get("title") or element.get("aria-label") or "").split())
        address = self.inliner.resolve(embedded(source))
        if address is None or not address.startswith("http") or (element.tag == "iframe" and not watched(address)):
            if not title and not source:
                return []
            shown = title or source
            self.inliner.added.append(shown)
            notes.gaps.append(Gap(line, f"what an embedded part of the page shows ({shown[:80]})"))
            return [
                Paragraph(
                    (Link((Text(shown),), address if address and address.startswith("http") else None),), line=line
                )
            ]
        self.inliner.added.append(title or self.above)
        if element.tag == "audio":
            return [Paragraph((Link((Text(title or self.above),), address),), line=line)]
        if title:
            return [Video(address, title, line=line)]
        notes.gaps.append(Gap(line, f"the title of the video {address}; the heading above it stands in"))
        return [Video(address, self.above, id=CHECK, line=line)]


def _entries(element: Element) -> Iterable[Element]:
    """The terms and meanings of a definition list, also where `div` groups them."""
    for child in element:
        if child.tag == "div" and any(inner.tag in {"dt", "dd"} for inner in child):
            yield from child
        else:
            yield child


def _aria_level(element: Element) -> int:
    if element.get("role") != "heading":
        return 0
    level = element.get("aria-level", "2")
    return min(int(level), 6) if level.isdecimal() and level != "0" else 2
