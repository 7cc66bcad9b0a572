"""A publication as plain data for a Typst template: text stays data, so that no text is ever read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from publish.errors import EditionError
from publish.model.edition_words import added_words
from publish.model.languages import direction
from publish.model.nodes import (
    Asset,
    Block,
    Callout,
    Cell,
    Code,
    CodeBlock,
    DefinitionList,
    EasyRead,
    Figure,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    List,
    Math,
    MathBlock,
    Note,
    Paragraph,
    Quote,
    Section,
    Span,
    Style,
    Styled,
    Table,
    Text,
    Video,
    walk,
)
from publish.model.publication import Publication
from publish.model.traverse import descend
from publish.proof.ledger import text_of
from publish.proof.wholes import wholes
from publish.rendering.typst.address import printed
from publish.rendering.typst.formula_data import formula
from publish.rendering.typst.unbroken import Node, shown, unbroken
from publish.rendering.typst.values import Value, right_to_left

_IMAGES = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
_USERS_REGIONS = tuple(f"Q{letter}" for letter in "MNOPQRSTUVWXYZ") + tuple(f"X{letter}" for letter in "ABCDEFGHIJLMNO")
_PLAINER = {0x2007: "\u00a0", 0xAD: None}  # a space that no face has; a hyphen that shows where a line ends
_MEASURED = 5  # words of a cell: its widest is among its longest


class Content:
    """Turns nodes into data; collects the images used and the notes, which stand at the end of the document."""

    def __init__(self) -> None:
        self.images: dict[str, Value] = {}
        self._names: dict[tuple[str, bytes], str] = {}
        self._notes: list[Note] = []

    def inlines(self, inlines: Iterable[Inline], *, led: bool = True) -> list[Value]:
        """The inlines of one block, in order; after each link where it leads, if `led`, because paper has no links."""
        return [*unbroken(self.unparted(inlines, led=led))]

    def unparted(self, inlines: Iterable[Inline], *, led: bool = True) -> list[Node]:
        """Inlines without a mark of what a line's end must leave whole."""
        return [node for inline in inlines for node in self._inline(inline, led=led)]

    def words(self, text: str) -> list[Value]:
        """A text without markup as the only inline of its block."""
        return self.inlines((Text(text),))

    def blocks(self, blocks: Iterable[Block]) -> list[Value]:
        """Blocks, in order; easy-read words are no part of the document's own text."""
        return [self._block(block) for block in blocks if not isinstance(block, EasyRead)]

    def notes(self) -> list[Value]:
        """The notes met so far, each a list of blocks, and those that they in turn lead to."""
        written: list[Value] = []
        while len(written) < len(self._notes):
            written.append(self.blocks(self._notes[len(written)].blocks))
        return written

    def image(self, asset: Asset) -> Value:
        """The name of the file in which a template finds an image; `images` has it.

        Raises:
            EditionError: the image is of a kind that cannot be set.

        """
        if asset.media_type not in _IMAGES:
            raise EditionError(
                f"{asset.name} is {asset.media_type}, which cannot be used in a PDF. Save it as SVG, PNG or JPEG."
            )
        key = (asset.media_type, asset.data)
        if key not in self._names:
            self._names[key] = f"image-{len(self._names) + 1}.{_IMAGES[asset.media_type]}"
            self.images[self._names[key]] = _svg(asset) if asset.media_type == "image/svg+xml" else asset.data
        return self._names[key]

    def section(self, section: Section) -> Value:
        """One section without its sub-sections. `entry` is its heading as contents lists show it, `name` in letters."""
        return {
            "id": section.id,
            "level": section.level + 1,
            "heading": self.inlines(section.heading, led=False),
            "entry": self.inlines(_bare(section.heading)),
            "name": text_of(section.heading),
            "blocks": self.blocks(section.blocks),
        }

    def _inline(self, inline: Inline, *, led: bool) -> list[Node]:
        match inline:
            case Text(value):
                return [{"kind": "text", "text": value.translate(_PLAINER)}]
            case Styled(style, children):
                return [{"kind": style.value, "body": [*self.unparted(children, led=led)]}]
            case Link(children, target):
                leads = _led(target, text_of(children)) if led else []
                return [{**_link(target), "body": [*self.unparted(children, led=led)]}, *leads]
            case Code(value):
                # Typst tears right-to-left letters in code apart; in text `logical.py` puts them right.
                return [{"kind": "text", "text": value} if right_to_left(value) else _code(value)]
            case Math():
                return [{"kind": "formula", **_formula(inline)}]
            case InlineImage(image, alt, decorative):
                return [{"kind": "image", "image": self.image(image), "alt": None if decorative else alt}]
            case Note():
                self._notes.append(inline)
                return [{"kind": "note", "number": len(self._notes)}]
            case LineBreak():
                return [{"kind": "break"}]
            case Span(children, language):
                return [{"kind": "language", **language_of(language), "body": [*self.unparted(children, led=led)]}]

    def _block(self, block: Block) -> Value:
        match block:
            case Paragraph():
                heads = _heads(block.children)
                leads = heads or text_of(block.children).endswith(":")
                body = self.inlines(block.children)
                return {"kind": "paragraph", "id": block.id, "leads": leads, "heads": heads, "body": body}
            case List():
                items: list[Value] = [self.blocks(item.blocks) for item in block.items]
                return {"kind": "list", "id": block.id, "ordered": block.ordered, "start": block.start, "items": items}
            case DefinitionList():
                return {
                    "kind": "definitions",
                    "id": block.id,
                    "items": [
                        {
                            "term": self.inlines(item.term),
                            "meanings": [self.blocks(meaning) for meaning in item.meanings],
                        }
                        for item in block.items
                    ],
                }
            case Table():
                return self._table(block)
            case Figure():
                return {
                    "kind": "figure",
                    "id": block.id,
                    "image": self.image(block.image),
                    "alt": None if block.decorative else block.alt,
                    "caption": self.inlines(block.caption),
                }
            case Quote():
                return {"kind": "quote", "id": block.id, "blocks": self.blocks(block.blocks)}
            case CodeBlock():
                return {"kind": "code-block", "id": block.id, "code": [*unbroken([_code(block.text)])]}
            case MathBlock():
                return {"kind": "formula-block", "id": block.id, **_formula(block.math)}
            case Video():
                line = (*block.label, Text(" "), Link((Text(block.title),), block.address))
                return {
                    "kind": "video",
                    "id": block.id,
                    "line": self.inlines(line),
                    "blocks": self.blocks(block.description),
                }
            case Callout():
                return {
                    "kind": "callout",
                    "id": block.id,
                    "purpose": block.kind.value,
                    "title": self.words(block.title),
                    "blocks": self.blocks(block.blocks),
                }
            case EasyRead():
                raise AssertionError("easy-read words are set by their own edition")

    def _table(self, table: Table) -> Value:
        rows = (*table.header_rows, *table.rows)
        return {
            "kind": "table",
            "id": table.id,
            "caption": self.inlines(table.caption),
            "columns": max((sum(cell.column_span for cell in row) for row in rows), default=0),
            "header": [[self._cell(cell) for cell in row] for row in table.header_rows],
            "rows": [[self._cell(cell) for cell in row] for row in table.rows],
            "row-headers": table.row_headers,
            # On further pages the header is decoration, in which ISO 14289-1 allows no links.
            "repeated": not any(
                isinstance(inline, Link | Note)
                for row in table.header_rows
                for cell in row
                for inline in descend(cell.children)
            ),
        }

    def _cell(self, cell: Cell) -> Value:
        nodes = self.unparted(cell.children)
        text = shown(nodes)
        words = sorted({text[start:stop] for start, stop in wholes(text)}, key=lambda word: (-len(word), word))
        return {
            "rows": cell.row_span,
            "columns": cell.column_span,
            "body": [*unbroken(nodes)],
            "longest": [*words[:_MEASURED]],
        }


def _code(text: str) -> Node:
    return {"kind": "code", "text": text, "wholes": ""}


def document(publication: Publication, faces: Iterable[str]) -> dict[str, Value]:
    """All that a template needs to set a publication.

    Args:
        publication: what to set.
        faces: font families, in the order in which a character is looked for.

    Returns:
        `title`, `heading` (the title as inlines), `lang`, `region` and `right-to-left` of the language, `faces`,
        `publisher`, `added` (words), `front` and `opening` (blocks), `sections` (flat, in reading order), `notes`
        (blocks each) and `images` (files by name).

    Raises:
        EditionError: an image or a formula cannot be set.

    """
    content = Content()
    metadata = publication.document.metadata
    front = content.blocks(publication.front)
    opening = content.blocks(publication.document.opening)
    sections: list[Value] = [content.section(section) for section in walk(publication.sections)]
    return {
        "title": metadata.title,
        "heading": content.words(metadata.title),
        **language_of(metadata.language),
        "faces": list(faces),
        "publisher": publication.publisher.name,
        "added": added(metadata.language),
        "front": front,
        "opening": opening,
        "sections": sections,
        "notes": content.notes(),
        "images": content.images,
    }


def added(language: str) -> dict[str, Value]:
    """The words that a template adds to a document in a language; `language` has theirs where it is another."""
    words = added_words(language)
    return {
        "contents": words.contents,
        "notes": words.notes,
        "own-notes": words.own_notes,
        "note": words.note,
        "page": words.page,
        "language": language_of(words.language) if words.language else None,
    }


def tables(data: dict[str, Value]) -> list[dict[str, Value]]:
    """The data of all tables, in the order in which they are set."""
    return [node for node in nodes_in(data) if node.get("kind") == "table"]


def ids(data: dict[str, Value]) -> list[Value]:
    """The ids of all sections and blocks that have one."""
    found = (node.get("id") for node in nodes_in(data))
    return [name for name in dict.fromkeys(found) if isinstance(name, str) and name]


def nodes_in(value: Value) -> Iterator[dict[str, Value]]:
    """All nodes of some data, each before those within it."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes_in(inner)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict | list):
                yield from nodes_in(inner)


def language_of(tag: str) -> dict[str, Value]:
    """A BCP 47 tag as templates take it: `lang`, `region` (None where the tag has none) and `right-to-left`.

    Typst has room for a language and a region only. What a tag says besides, such as a script, is kept in `tag`, and
    the region stands for it: one of those that ISO 3166-1 leaves to users. See `exact_languages`.
    """
    lang, *rest = tag.split("-")
    region = next((part.upper() for part in rest if len(part) == 2 and part.isalpha()), None)
    if len(rest) > (region is not None):
        region = _USERS_REGIONS[sum(tag.lower().encode()) % len(_USERS_REGIONS)]
    return {"lang": lang.lower(), "region": region, "right-to-left": direction(tag) == "rtl", "tag": tag}


def exact_languages(data: Mapping[str, Value]) -> dict[str, str]:
    """The whole tag for each language that Typst knows by a region of the users' only: "sr-QM" is "sr-Latn".

    Raises:
        EditionError: two of them are the same to Typst.

    """
    found: dict[str, str] = {}
    for node in nodes_in(dict(data)):
        if node.get("region") in _USERS_REGIONS and isinstance(node.get("tag"), str):
            known, tag = f"{node['lang']!s}-{node['region']!s}", str(node["tag"])
            if found.setdefault(known, tag).casefold() != tag.casefold():
                raise EditionError(f"{found[known]} and {tag} cannot be in the same document here.")
    return found


def _bare(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Inlines without links and notes, as they can stand inside a link."""
    for inline in inlines:
        match inline:
            case Note() | InlineImage():
                pass
            case Link(children, _):
                yield from _bare(children)
            case Styled(style, children):
                yield Styled(style, tuple(_bare(children)))
            case Span(children, language):
                yield Span(tuple(_bare(children)), language)
            case _:
                yield inline


def _link(target: str | None) -> Node:
    if target is None:
        return {"kind": "group"}
    if target.startswith("#"):
        return {"kind": "reference", "to": target[1:]}
    return {"kind": "link", "to": target}


def _led(target: str | None, words: str) -> list[Node]:
    """What is printed after a link: its address, or the page that it leads to."""
    if target is None:
        return []
    if target.startswith("#"):
        return [{"kind": "text", "text": " "}, {"kind": "page", "to": target[1:]}]
    address = printed(target, words)
    return [{"kind": "group", "added": True, "body": [{"kind": "text", "text": f" ({address})"}]}] if address else []


def _heads(inlines: tuple[Inline, ...]) -> bool:
    """Whether a paragraph is bold throughout, as captions are, and the headers of a table's row."""
    return bool(inlines) and all(isinstance(inline, Styled) and inline.style is Style.STRONG for inline in inlines)


def _formula(math: Math) -> dict[str, Value]:
    try:
        return {"alt": math.text, "tree": formula(math.mathml)}
    except ValueError as error:
        raise EditionError(f"The formula {math.tex} cannot be set: {error}.") from error


def _svg(asset: Asset) -> bytes:
    try:
        asset.data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EditionError(f"{asset.name} is not UTF-8. Save it again as plain SVG.") from error
    return asset.data
