"""Pandoc's blocks to the model's. What is not known here is an error, never dropped."""

from __future__ import annotations

from typing import Any

from publish.model.nodes import (
    Block,
    CodeBlock,
    Definition,
    DefinitionList,
    Figure,
    Inline,
    List,
    ListItem,
    MathBlock,
    Paragraph,
    Quote,
    Text,
)
from publish.source.context import Attributes, Context, Node, unwrapped
from publish.source.divs import div
from publish.source.inlines import checked_image, formula, inlines, refuse_failed_markup
from publish.source.table_blocks import refuse_note


def blocks(context: Context, raw: Any) -> tuple[Block, ...]:
    """Blocks from pandoc's JSON. One with an error is left out, and its error kept in the context."""
    found: list[Block] = []
    for line, node in unwrapped(raw):
        with context.problems.gathered():
            found.append(block(context, line, node))
    return tuple(found)


def line_of_inlines(raw: Any, fallback: int) -> int:
    """The line on which a run of inlines starts."""
    for node in raw:
        if node["t"] in {"Span", "Link", "Image", "Code"}:
            return Attributes.of(node["c"][0]).line or fallback
    return fallback


def words(context: Context, raw: Any, line: int) -> tuple[Inline, ...]:
    """A run of inlines in which no markup was left as text."""
    children = inlines(context, raw, line_of_inlines(raw, line), blocks)
    refuse_failed_markup(context, children, line_of_inlines(raw, line))
    return children


def block(context: Context, line: int, node: Node) -> Block:
    """One block from pandoc's JSON."""
    kind: str = node["t"]
    content: Any = node.get("c")
    match kind:
        case "Para" | "Plain":
            return _paragraph(context, content, line)
        case "BulletList":
            return List(tuple(ListItem(blocks(context, item)) for item in content), line=line)
        case "OrderedList":
            items = tuple(ListItem(blocks(context, item)) for item in content[1])
            return List(items, ordered=True, start=content[0][0], line=line)
        case "DefinitionList":
            return DefinitionList(
                tuple(
                    Definition(words(context, term, line), tuple(blocks(context, meaning) for meaning in meanings))
                    for term, meanings in content
                ),
                line=line,
            )
        case "BlockQuote":
            return Quote(blocks(context, content), line=line)
        case "CodeBlock":
            attributes = Attributes.of(content[0])
            context.only(attributes, line, "a code block", classes=" ".join(attributes.classes[:1]))
            return CodeBlock(content[1], line=line)
        case "Div":
            return div(context, line, content, blocks, words)
        case "Table":
            return context.fail(line, 'this table has no caption. Put it into a block ::: {.table caption="…"}.')
        case "Header":
            return context.fail(
                line, "a heading stands inside a list, quotation or block. Headings stand on their own."
            )
        case "RawBlock":
            return context.fail(line, "raw HTML reaches no edition. Write it as docs/source.md shows.")
        case "HorizontalRule":
            return context.fail(line, "a rule (---) says nothing to a listener. Use a heading, or take it out.")
        case _:
            return context.fail(line, f"this grammar has no {kind}. docs/source.md lists what there is.")


def _significant(raw: Any) -> list[Node]:
    """Inlines without position wrappers and blanks."""
    found: list[Node] = []
    for node in raw:
        if node["t"] == "Span" and Attributes.of(node["c"][0]).wrapper:
            found += _significant(node["c"][1])
        elif node["t"] not in {"Space", "SoftBreak"}:
            found.append(node)
    return found


def _paragraph(context: Context, content: Any, line: int) -> Block:
    line = line_of_inlines(content, line)
    alone = _significant(content)
    if len(alone) == 1 and alone[0]["t"] == "Image":
        return _figure(context, alone[0]["c"], line)
    if len(alone) == 1 and alone[0]["t"] == "Math" and alone[0]["c"][0]["t"] == "DisplayMath":
        return MathBlock(formula(context, alone[0]["c"], line), line=line)
    return Paragraph(words(context, content, line), line=line)


def _figure(context: Context, content: Any, line: int) -> Figure:
    attributes = Attributes.of(content[0])
    context.only(attributes, line, "a figure", classes="decorative picture-needed", keys="caption")
    image, alt = checked_image(context, content, line)
    caption = attributes.values.get("caption", "").strip()
    refuse_note(context, line, caption, "figure")
    return Figure(
        image, alt, (Text(caption),) if caption else (), decorative="decorative" in attributes.classes, line=line
    )
