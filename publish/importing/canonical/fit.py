"""A document made to fit the grammar of sources, with all that had to be simplified said.

The model can hold what the grammar cannot write: inline markup in a caption, a list in a table cell, a heading of the
seventh level. Here it is brought to what can be written, its words kept. `fit` is idempotent: what it returns is what
a reader of the written source gets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from publish.contracts.importer import Left, Notes, Reason
from publish.importing.canonical.escape import attribute, edge_like, markup_like
from publish.importing.canonical.fit_runs import (
    RAISED,
    SPACE,
    edge_as_code,
    edges_out,
    is_styled,
    merged,
    on_one_line,
    one_line_of,
    raised_words,
    raises,
    trimmed,
    with_semicolons,
    words_of_run,
)
from publish.importing.canonical.private_signs import PrivateSigns
from publish.importing.canonical.whole_fractions import with_fractions
from publish.importing.raised import flat_words, raised
from publish.model.nodes import (
    Block,
    Callout,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Document,
    Figure,
    Inline,
    InlineImage,
    Link,
    List,
    ListItem,
    Math,
    Note,
    Paragraph,
    Quote,
    Row,
    Section,
    Span,
    Style,
    Styled,
    Table,
    Text,
    Video,
)
from publish.proof.ledger import raw_text

DEEPEST = 5
"""The deepest level of a section."""

_EDGES = 2  # a paragraph has a start and an end

_TILDES = {Style.STRIKE, Style.SUBSCRIPT}
_STARRED = (Style.EMPHASIS, Style.STRONG)
_ASKED = re.compile(r"(mailto:|tel:)([^\s?]+)(\?\S*)?", re.IGNORECASE)  # how a program is asked, as a link's words


@dataclass(slots=True)
class Fitting:
    """One fitting; `simplified` gathers what the grammar cannot say, `parted` words that got spaces at struck letters.

    Each of these stands as it was and as it is. `schemes` came off the words of links to letter boxes and telephones.
    """

    simplified: list[str] = field(default_factory=list)
    parted: list[tuple[str, str]] = field(default_factory=list)
    schemes: list[str] = field(default_factory=list)
    private: PrivateSigns = field(default_factory=PrivateSigns)

    def document(self, document: Document) -> Document:
        """The document as the grammar can say it."""
        metadata = document.metadata
        return replace(
            document,
            metadata=replace(
                metadata, title=self.private.flat(metadata.title), summary=self.private.flat(metadata.summary)
            ),
            opening=self.blocks(document.opening),
            sections=tuple(self.section(section) for section in document.sections),
        )

    def section(self, section: Section) -> Section:
        """A section and those within it."""
        if section.level > DEEPEST:
            self.say(f"the heading “{words_of_run(section.heading)}” is moved up to level {DEEPEST}, the deepest")
        return replace(
            section,
            level=min(section.level, DEEPEST),
            heading=self.line(section.heading, notes=False),
            blocks=self.blocks(section.blocks),
            sections=tuple(self.section(inner) for inner in section.sections),
        )

    def say(self, what: str) -> None:
        """Note a simplification once."""
        if what not in self.simplified:
            self.simplified.append(what)

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """A run of blocks: adjacent definition lists become one, as nothing can be written to part them."""
        fitted: list[Block] = []
        for block in blocks:
            fitted_block = self.block(block)
            last = fitted[-1] if fitted else None
            if isinstance(fitted_block, DefinitionList) and isinstance(last, DefinitionList):
                fitted[-1] = replace(last, items=(*last.items, *fitted_block.items))
            elif fitted_block is not None:
                fitted.append(fitted_block)
        return tuple(fitted)

    def block(self, block: Block) -> Block | None:
        """One block, or None where nothing is in it."""
        match block:
            case Paragraph():
                return self._paragraph(block)
            case List():
                items = tuple(ListItem(content) for item in block.items if (content := self.blocks(item.blocks)))
                return replace(block, items=items, start=block.start if block.ordered else 1) if items else None
            case DefinitionList():
                return replace(
                    block,
                    items=tuple(
                        Definition(
                            self.line(item.term),
                            tuple(content for meaning in item.meanings if (content := self.blocks(meaning))),
                        )
                        for item in block.items
                    ),
                )
            case Quote():
                content = self.blocks(block.blocks)
                return replace(block, blocks=content) if content else None
            case Callout():
                return replace(block, title=self.private.flat(attribute(block.title)), blocks=self.blocks(block.blocks))
            case Video():
                return replace(
                    block, title=self.private.flat(attribute(block.title)), description=self.blocks(block.description)
                )
            case Table():
                return self._table(block)
            case Figure():
                return replace(
                    block,
                    alt=self.private.flat(one_line_of(block.alt)),
                    caption=self._plain(block.caption, "a caption"),
                )
            case CodeBlock():
                return replace(block, text=self.private.flat(normalize("NFC", block.text).strip("\n")))
            case _:
                return block

    def _paragraph(self, block: Paragraph) -> Block | None:
        children = self.inlines(block.children)
        if not children:
            return None
        if len(children) == 1 and isinstance(children[0], InlineImage):
            image = children[0]
            return Figure(image.image, image.alt, (), image.decorative, line=block.line)
        return replace(block, children=children)

    def _plain(self, inlines: tuple[Inline, ...], what: str) -> tuple[Inline, ...]:
        """Inlines as the value of a key: characters only."""
        if any(not isinstance(inline, Text) and not raises(inline) for inline in inlines):
            self.say(f"links and emphasis in {what} (“{words_of_run(inlines)[:60]}”) are left as plain words")
        words = self.private.flat(attribute(flat_words(inlines)))
        return (Text(words),) if words else ()

    def _table(self, table: Table) -> Table:
        def fitted(rows: tuple[Row, ...]) -> tuple[Row, ...]:
            return tuple(tuple(replace(cell, children=self.line(cell.children)) for cell in row) for row in rows)

        def parted(rows: tuple[Row, ...]) -> tuple[Row, ...]:
            return tuple(
                tuple(replace(cell, children=with_semicolons(cell.children)[0]) for cell in row) for row in rows
            )

        caption = self._plain(table.caption, "a table's caption")
        return replace(table, caption=caption, header_rows=fitted(table.header_rows), rows=fitted(parted(table.rows)))

    def line(self, inlines: tuple[Inline, ...], *, notes: bool = True) -> tuple[Inline, ...]:
        """Inlines of a heading, a term or a table cell, which are one line."""
        return self.inlines(on_one_line(inlines, notes=notes))

    def inlines(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        """Inlines of a paragraph: merged, without space at the ends, markup-like words as code."""
        fitted = with_fractions(merged(self._inlines(inlines, frozenset())))
        children = trimmed(merged(self._apart(merged(edges_out(fitted, self.say)))))
        before, after = raw_text(fitted).split(), raw_text(children).split()
        if before != after and "".join(before) == "".join(after):
            came, stood = Counter(after), Counter(before)
            self.parted.append((" ".join((stood - came).elements()), " ".join((came - stood).elements())))
        for _ in range(_EDGES):
            value = "".join(child.value if isinstance(child, Text) else "\x00" for child in children)
            if (match := edge_like(value)) is not None:
                self.say(f"the characters “{match[0].strip()}” at the edge of a paragraph are written as code")
                children = edge_as_code(children, at_start=match.start() == 0)
        return children

    def _apart(self, inlines: Iterable[Inline]) -> list[Inline]:
        """Emphasis right beside strong emphasis, whose signs would run together, is left as plain words."""
        parted: list[Inline] = []
        for inline in inlines:
            before = parted[-1] if parted else None
            starred = isinstance(inline, Styled) and inline.style in _STARRED
            if before is not None and {getattr(inline, "style", None), getattr(before, "style", None)} == _TILDES:
                parted.append(Text(" "))  # the signs of both would run together
            if starred and isinstance(before, Styled) and before.style in _STARRED:
                self.say(f"“{words_of_run((inline,))[:40]}”, right beside other emphasis, is left without its own")
                parted += self._apart(inline.children)  # type: ignore[union-attr]
            elif isinstance(inline, Styled | Link | Span):
                parted.append(replace(inline, children=tuple(merged(self._apart(inline.children)))))
            else:
                parted.append(inline)
        return parted

    def _text_message(self, words: list[Inline], target: str) -> list[Inline]:
        """The words of a link that begins a text message; where they lack its number, a link that a person completes.

        Few programs that show books, Word files or PDFs begin a message, so its number must stand in the words.
        """
        number, shown = target.removeprefix("sms:").partition("?")[0], words_of_run(words)
        if re.sub(r"\D", "", number) in re.sub(r"\D", "", shown):
            self.say(f"“{shown[:60]}” began a text message, and is words alone now")
            return words
        self.say(f"“{shown[:60]}” began a text message to {number[:40]}: write that number into the text")
        return [Link(tuple(merged(words)), None)]

    def _inlines(self, inlines: Iterable[Inline], inside: frozenset[object]) -> list[Inline]:
        return [fitted for inline in inlines for fitted in self._inline(inline, inside)]

    def _inline(self, inline: Inline, inside: frozenset[object]) -> list[Inline]:
        match inline:
            case Text(value):
                return self._text(value, marks=not {"link", "span"} & inside)
            case Styled(style, children) if style in RAISED:
                return raised_words(style, self._inlines(children, inside | {style}))
            case Styled(style, children):
                fitted = self._inlines(children, inside | {style})
                if style in inside:
                    return fitted
                if style is Style.STRIKE:  # the signs of a lowered run would run together with these
                    fitted = [
                        Text(raised(words_of_run((child,)), Style.SUBSCRIPT))
                        if is_styled(child, Style.SUBSCRIPT)
                        else child
                        for child in fitted
                    ]
                runs = merged(fitted)
                if style is Style.STRONG and len(runs) == 1 and is_styled(runs[0], Style.EMPHASIS):
                    inner = runs[0]
                    return [Styled(Style.EMPHASIS, (Styled(Style.STRONG, inner.children),))]  # type: ignore[union-attr]
                return [Styled(style, tuple(runs))] if runs else []
            case Link(children, target):
                fitted = self._inlines(children, inside | {"link"})
                if target is not None and target.startswith("sms:"):
                    return self._text_message(fitted, target)
                if target is not None and (asked := _ASKED.fullmatch(words_of_run(fitted))) is not None:
                    self.schemes.append(f"{asked[1]} {asked[3] or ''}")
                    fitted = [Text(asked[2])]
                return fitted if "link" in inside or not words_of_run(fitted) else [Link(tuple(merged(fitted)), target)]
            case Span(children, language):
                fitted = self._inlines(children, inside | {"span"})
                if {"link", "span"} & inside:
                    self.say(
                        f"the language of “{words_of_run(children)[:40]}” cannot be marked in a link or another span"
                    )
                    return fitted
                return [Span(tuple(merged(fitted)), language)] if words_of_run(fitted) else fitted
            case Note(blocks):
                return [Note(self._note(blocks))]
            case InlineImage():
                return [replace(inline, alt=self.private.flat(one_line_of(inline.alt)))]
            case Code(value):
                return [Code(self.private.flat(" ".join(normalize("NFC", value).split())))] if value.strip() else []
            case _:
                return [inline]

    def _note(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        content = self.blocks(blocks)
        if all(isinstance(block, Paragraph | List) for block in content):
            return content
        self.say("a footnote is left with its paragraphs only, as it can hold nothing else than these and lists")
        return tuple(_flat_paragraphs(content))

    def _text(self, value: str, *, marks: bool) -> list[Inline]:
        inlines: list[Inline] = []
        for part, markup in markup_like(SPACE.sub(" ", normalize("NFC", value))):
            if markup:
                self.say(f"the characters “{part}” look like markup and are written as code")
            if markup:
                inlines.append(Code(self.private.flat(part)))
            else:
                inlines += self.private.marked(part) if marks else [Text(self.private.flat(part))]
        return inlines


def _flat_paragraphs(blocks: Iterable[Block]) -> list[Block]:
    paragraphs: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph() | List():
                paragraphs.append(block)
            case Quote() | Callout():
                paragraphs += _flat_paragraphs(block.blocks)
            case Video():
                paragraphs += [
                    Paragraph((Link((Text(block.title),), block.address),)),
                    *_flat_paragraphs(block.description),
                ]
            case Table():
                paragraphs += [
                    Paragraph(cell.children)
                    for row in (*block.header_rows, *block.rows)
                    for cell in row
                    if cell.children
                ]
            case CodeBlock():
                paragraphs.append(Paragraph((Code(" ".join(block.text.split())),)))
            case Figure():
                paragraphs.append(Paragraph((Text(block.alt),)))
            case DefinitionList():
                for item in block.items:
                    paragraphs.append(Paragraph(item.term))
                    paragraphs += [paragraph for meaning in item.meanings for paragraph in _flat_paragraphs(meaning)]
            case _:
                paragraphs.append(Paragraph((Math(block.math.tex, block.math.mathml, block.math.text),))) if hasattr(
                    block, "math"
                ) else None
    return paragraphs


def fit(document: Document, notes: Notes) -> Document:
    """The document as the grammar can say it; what was simplified for that is noted, each in a sentence's part."""
    fitting = Fitting()
    fitted = fitting.document(document)
    notes.simplified += fitting.simplified
    notes.doubts += fitting.private.doubts
    notes.left += [Left(Reason.PARTED, before) for before, _ in fitting.parted]
    notes.left += [Left(Reason.MARKUP, scheme) for scheme in fitting.schemes]
    notes.added += [after for _, after in fitting.parted]
    return fitted
