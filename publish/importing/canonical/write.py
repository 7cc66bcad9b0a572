"""A document to a canonical source: what `publish.source` reads back as the same nodes (docs/source.md).

The document must fit the grammar (`publish.importing.canonical.fit`). What a person still has to look at is marked as
`publish.importing.marks` says, and becomes `.check` or `.picture-needed` in the source.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

import yaml

from publish.importing.canonical import escape
from publish.importing.canonical.easy_words import easy_read_keys, easy_read_lines, waiver
from publish.importing.canonical.fit_runs import raises
from publish.importing.marks import CHECK, LANGUAGE, PICTURE_NEEDED, SUMMARY
from publish.model.nodes import (
    Block,
    Callout,
    Code,
    CodeBlock,
    DefinitionList,
    Document,
    EasyRead,
    Figure,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    List,
    Math,
    MathBlock,
    Metadata,
    Note,
    Paragraph,
    Quote,
    Row,
    Span,
    Style,
    Styled,
    Table,
    Text,
    Video,
    walk,
)

_MARKS = {
    Style.EMPHASIS: "*",
    Style.STRONG: "**",
    Style.SUPERSCRIPT: "^",
    Style.SUBSCRIPT: "~",
    Style.STRIKE: "~~",
}


_QUOTED_FIGURE = re.compile(r"\A(> ?)(\d)")  # in an item of a list it would be refused, as it may be “more than”

_GUESSES = {
    SUMMARY: ("summary:", "the first paragraph was taken for the summary"),
    LANGUAGE: ("lang:", "Word named only its default language, en-US"),
}


class Writer:
    """Writes one document.

    Args:
        check: ids of sections whose heading a person still has to look at.

    """

    def __init__(self, check: Collection[str] = ()) -> None:
        self._check = check
        self._notes: list[tuple[str, Note]] = []
        self._count = 0

    def document(self, document: Document) -> str:
        """The whole source."""
        parts = [front_matter(document.metadata, self._check), *self._held(document.opening)]
        for section in walk(document.sections):
            attributes = f"{{#{section.id}{' .check' if section.id in self._check else ''}}}"
            heading = self._inlines(section.heading, cell=False)
            parts.append(f"{'#' * section.level} {escape.line_start(heading)} {attributes}")
            parts += self._held(section.blocks)
            leaves = (*document.fact_waivers, *document.waivers)
            parts += [waiver(leave) for leave in leaves if leave.section == section.id]
        return escape.visible("\n\n".join(parts)) + "\n"

    def _held(self, blocks: tuple[Block, ...]) -> Iterable[str]:
        """Blocks at the outermost place, the footnotes of each behind it."""
        for block, other in _told_apart(blocks):
            yield self._block(block, other=other)
            while self._notes:
                name, note = self._notes.pop(0)
                text = self._blocks(note.blocks)
                yield f"[^{name}]: " + _indented(text, 4).lstrip()

    def _blocks(self, blocks: tuple[Block, ...]) -> str:
        return "\n\n".join(self._block(block, other=other) for block, other in _told_apart(blocks))

    def _block(self, block: Block, *, other: bool = False) -> str:
        match block:
            case Paragraph():
                lines = self._inlines(block.children, cell=False).split("\n")
                return "\n".join(escape.line_start(line) for line in lines)
            case List():
                return self._list(block, other=other)
            case DefinitionList():
                return "\n\n".join(self._definition(item.term, item.meanings) for item in block.items)
            case Table():
                return self._table(block)
            case Figure():
                return _image(block)
            case Quote():
                return "\n".join(f"> {line}".rstrip() for line in self._blocks(block.blocks).split("\n"))
            case CodeBlock():
                fence = "`" * max(3, 1 + _longest_fence(block.text))
                return f"{fence}\n{block.text}\n{fence}"
            case MathBlock():
                return f"$${block.math.tex}$$"
            case Video():
                check = " .check" if block.id == CHECK else ""
                keys = f'.video{check} href="{escape.attribute(block.address)}" title="{escape.attribute(block.title)}"'
                return _fenced(keys, self._blocks(block.description))
            case Callout():
                check = " .check" if block.id == CHECK else ""
                keys = f'.callout .{block.kind.value}{check} title="{escape.attribute(block.title)}"'
                return _fenced(keys, self._blocks(block.blocks))
            case EasyRead():
                text = easy_read_lines(block, lambda children: self._inlines(children, cell=False))
                return _fenced(easy_read_keys(block), text)

    def _list(self, block: List, *, other: bool) -> str:
        """A list; `other` makes it distinct from the list before it, with another sign."""
        loose = any(len(item.blocks) > 1 and not isinstance(item.blocks[1], List) for item in block.items)
        items: list[str] = []
        for number, item in enumerate(block.items, block.start):
            sign = f"{number}{')' if other else '.'}" if block.ordered else ("*" if other else "-")
            text = _QUOTED_FIGURE.sub(lambda figure: f"{figure[1]}&#{ord(figure[2])};", self._tight(item.blocks))
            items.append(f"{sign} " + _indented(text, len(sign) + 1).lstrip(" "))
        return ("\n\n" if loose else "\n").join(items)

    def _tight(self, blocks: tuple[Block, ...]) -> str:
        """The blocks of an item; a list straight under its first paragraph needs no blank line."""
        if (
            len(blocks) == 2
            and isinstance(blocks[0], Paragraph)
            and isinstance(blocks[1], List)
            and _may_interrupt(blocks[1])
        ):
            return f"{self._block(blocks[0])}\n{self._block(blocks[1])}"
        return self._blocks(blocks)

    def _definition(self, term: tuple[Inline, ...], meanings: tuple[tuple[Block, ...], ...]) -> str:
        lines = [escape.line_start(self._inlines(term, cell=False))]
        lines += [":   " + _indented(self._blocks(meaning), 4).lstrip(" ") for meaning in meanings]
        return "\n".join(lines[:2]) + "".join(f"\n\n{line}" for line in lines[2:])

    def _table(self, table: Table) -> str:
        grid = [self._row(row) for row in _gridded((*table.header_rows, *table.rows), len(table.header_rows))]
        width = max(len(row) for row in grid)
        lines = ["| " + " | ".join(row) + " |" for row in grid]
        lines.insert(1, "|" + " --- |" * width)
        keys = f'.table{" .check" if table.id == CHECK else ""} caption="{escape.attribute(_text(table.caption))}"'
        keys += f" header-rows={len(table.header_rows)}" if len(table.header_rows) > 1 else ""
        keys += f" row-headers={table.row_headers}" if table.row_headers else ""
        return _fenced(keys, "\n".join(lines))

    def _row(self, row: list[tuple[Inline, ...] | str]) -> list[str]:
        cells: list[str] = []
        for cell in row:
            if isinstance(cell, str):
                cells.append(cell)
                continue
            text = self._inlines(cell, cell=True)
            cells.append(f"\\{text}" if text == "<" else text)
        return cells

    def _inlines(self, inlines: Iterable[Inline], *, cell: bool) -> str:
        parts: list[str] = []
        before: Inline | None = None
        for inline in inlines:
            part = self._inline(inline, cell=cell)
            # A digit beside the sign of a formula would make it a sum of money, and behind what is raised it looks like
            # 2^10^3, which is refused; as a reference it does not.
            if (isinstance(before, Math) or raises(before)) and part[:1].isdecimal():
                part = f"&#{ord(part[0])};{part[1:]}"
            if isinstance(inline, Math) and parts and parts[-1][-1:].isdecimal():
                parts[-1] = f"{parts[-1][:-1]}&#{ord(parts[-1][-1])};"
            if isinstance(before, Text) and part.startswith("[") and parts[-1].endswith("!"):
                parts[-1] = f"{parts[-1][:-1]}\\!"  # an exclamation mark before a link would make it an image
            parts.append(part)
            before = inline
        return "".join(parts)

    def _inline(self, inline: Inline, *, cell: bool) -> str:
        match inline:
            case Text(value):
                return escape.text(value)
            case Styled(Style.SMALL_CAPITALS, children):
                return f"[{self._inlines(children, cell=cell)}]{{.smallcaps}}"
            case Styled(style, children):
                mark = _MARKS[style]
                return f"{mark}{self._inlines(children, cell=cell)}{mark}"
            case Link(children, None):
                return f"[{self._inlines(children, cell=cell)}]{{.link-needed}}"
            case Link(children, target):
                assert target is not None
                if children == (Text(target),) and "://" in target and not _strange(target):
                    return f"<{target}>"
                return f"[{self._inlines(children, cell=cell)}]({escape.address(target)})"
            case Code(value):
                return escape.code(value.replace("|", "\\|") if cell else value)
            case Math(tex, _, _):
                return f"${tex.strip()}$"
            case InlineImage():
                return _image(inline)
            case Note():
                self._count += 1
                self._notes.append((str(self._count), inline))
                return f"[^{self._count}]"
            case LineBreak():
                return "\\\n"
            case Span(children, language) if language == CHECK:
                return f"[{self._inlines(children, cell=cell)}]{{.check}}"
            case Span(children, language):
                return f"[{self._inlines(children, cell=cell)}]{{lang={language}}}"


def _image(image: Figure | InlineImage) -> str:
    needed = image.image.media_type == PICTURE_NEEDED
    classes = [".decorative"] if image.decorative else [".picture-needed"] if needed else []
    caption = _text(image.caption) if isinstance(image, Figure) else ""
    keys = [f'caption="{escape.attribute(caption)}"'] if caption else []
    attributes = " ".join((*classes, *keys))
    return f"![{escape.text(image.alt)}]({escape.address(image.image.name)})" + (
        f"{{{attributes}}}" if attributes else ""
    )


def front_matter(metadata: Metadata, check: Collection[str] = ()) -> str:
    """The front matter between its lines of ---; what was guessed of it has a mark in a comment above."""
    values: dict[str, object] = {
        "title": metadata.title,
        "id": metadata.id,
        "lang": metadata.language,
        "summary": metadata.summary,
        "last-reviewed": metadata.last_reviewed,
        "updated": metadata.updated,
        "next-review-due": metadata.next_review_due,
        "short-title": metadata.short_title,
        "easy-read-title": metadata.easy_read_title,
        "easy-read-checked-by": metadata.easy_read_checked_by,
    }
    lines = [
        yaml.safe_dump(
            {key: " ".join(escape.visible(value).split())}, allow_unicode=True, width=110, default_flow_style=False
        ).rstrip("\n")
        if isinstance(value, str)
        else f"{key}: {value}"
        for key, value in values.items()
        if value not in (None, "")
    ]
    for name, (key, mark) in _GUESSES.items():
        if name in check:
            place = next(number for number, line in enumerate(lines) if line.startswith(key))
            lines.insert(place, f"# .check: {mark}")
    return "\n".join(["---", *lines, "---"])


def _fenced(keys: str, text: str) -> str:
    """A fenced block whose fence is longer than those inside it, so that every reader sees where it ends."""
    inner = max((len(line.strip()) - len(line.strip().lstrip(":")) for line in text.split("\n")), default=0)
    fence = ":" * max(3, inner + 1 if inner >= 3 else 0)
    return f"{fence} {{{keys}}}\n{text}\n{fence}" if text else f"{fence} {{{keys}}}\n{fence}"


def _indented(text: str, columns: int) -> str:
    return "\n".join(" " * columns + line if line else "" for line in text.split("\n"))


def _told_apart(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, bool]]:
    """Blocks, each with whether it is a list that takes the other sign, as it would else go on with the one before."""
    before: Block | None = None
    other = False
    for block in blocks:
        follows = isinstance(block, List) and isinstance(before, List) and before.ordered == block.ordered
        other = follows and not other
        yield block, other
        before = block


def _may_interrupt(block: List) -> bool:
    """Whether a list may stand straight under a paragraph: a numbered one only where it starts from 1."""
    return not block.ordered or block.start == 1


def _longest_fence(text: str) -> int:
    return max((len(line) - len(line.lstrip("`")) for line in (part.strip() for part in text.split("\n"))), default=0)


def _strange(target: str) -> bool:
    return any(character in target for character in " <>\\") or not target.isprintable()


def _text(inlines: tuple[Inline, ...]) -> str:
    return "".join(inline.value for inline in inlines if isinstance(inline, Text))


def _gridded(rows: tuple[Row, ...], heads: int) -> list[list[tuple[Inline, ...] | str]]:
    """Each place of the table: a cell's inlines, or the sign that joins it to the cell on its left or above."""
    placed: dict[tuple[int, int], tuple[Inline, ...] | str] = {}
    for y, row in enumerate(rows):
        x = 0
        last = heads if y < heads else len(rows)
        for cell in row:
            while (y, x) in placed:
                x += 1
            for down in range(min(cell.row_span, last - y)):
                for right in range(cell.column_span):
                    placed[y + down, x + right] = "<" if right else "^"
            placed[y, x] = cell.children
            x += cell.column_span
    width = 1 + max(x for _, x in placed)
    return [[placed.get((y, x), ()) for x in range(width)] for y in range(len(rows))]
