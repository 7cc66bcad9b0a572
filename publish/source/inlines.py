"""Pandoc's inlines to the model's. What is not known here is an error, never dropped."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from publish.model.mathml import linear
from publish.model.nodes import (
    Block,
    Code,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    List,
    Math,
    Note,
    Paragraph,
    Span,
    Style,
    Styled,
    Text,
)
from publish.source.context import Attributes, Context
from publish.source.files import PICTURE_NEEDED, image, image_or_placeholder
from publish.source.language_tag import language_tag
from publish.source.link_target import TEXT_MESSAGE, link_target, shown_address

_STYLES = {
    "Emph": Style.EMPHASIS,
    "Strong": Style.STRONG,
    "Superscript": Style.SUPERSCRIPT,
    "Subscript": Style.SUBSCRIPT,
    "Strikeout": Style.STRIKE,
}

_NOT_TEXT = "\x00"  # stands for what came off, in the text of a paragraph
_FEWEST_SHOWN = 4  # characters of what looks like markup; the words around a shorter piece are shown with it
_SCHEMES = ("https:", "http:", "mailto:", "tel:", f"{TEXT_MESSAGE}:", "#")

# Text that pandoc leaves where markup did not come off; each would reach the reader as litter or hide a lost part.
_FAILED = (
    (
        re.compile(r":::+(?:\s*\{[^{}]*\}?)?"),
        "a ::: block that did not come off. Give it a line of its own with a blank line before it",
    ),
    (
        re.compile(r"\{[.#]|\{[\w-]+=|\{=\w"),
        "an attribute in braces that did not come off. Let it follow its words without a space, as in "
        "[croeso]{lang=cy}, and close its braces",
    ),
    (
        re.compile(r"\[\^(?=[^\]\s]*\s)[^\]]+\]"),
        "a footnote whose name has a space. Take the space out, here and where the note is, as in [^1]",
    ),
    (re.compile(r"\[\^[^\]]+\]"), "a footnote without its text. Add a line [^name]: with the note"),
    (
        re.compile(r"!\[[^\]]*\]\([^()<>]*[^()<>\s]\s+[^()<>]+\)"),
        "an image whose file name has a space. Put the name in angle brackets, as in ![…](<my picture.png>)",
    ),
    (
        re.compile(r"(?<!!)\[[^\[\]]*\]\(\s*[^()<>\s]+\s+[^()<>\"'\s][^()<>]*\)"),
        "a link whose address has a space. Take it out, or write %20 for it",
    ),
    (re.compile(r"!?(?:\[[^\[\]]*)?\]\([^()\s]*|!\["), "a link or image that did not come off. Check its brackets"),
    (re.compile(r"^\s*\||\|\s*$"), "a table that did not come off. Give it a header row and a line of dashes under it"),
    (re.compile(r"^\s*\+[-=—–]{2,}"), "a grid table, which this grammar does not have. Write a pipe table"),
)

Blocks = Callable[[Context, Any], tuple[Block, ...]]


def inlines(context: Context, raw: Any, line: int, blocks: Blocks) -> tuple[Inline, ...]:
    """Inlines from pandoc's JSON; `line` is that of the block they stand in, `blocks` reads what is inside notes.

    One with an error is left out, and its error kept in the context.
    """
    found: list[Inline] = []
    for part in raw:
        with context.problems.gathered():
            found += _inline(context, part, line, blocks)
    return _merged(found)


def alt_text(raw: Any) -> str:
    """The words between an image's brackets."""
    return " ".join(_alt_words(raw).split())


def _alt_words(raw: Any) -> str:
    parts: list[str] = []
    for node in raw:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            parts.append(content)
        elif kind in {"Space", "SoftBreak", "LineBreak"}:
            parts.append(" ")
        elif kind in {"Code", "Math"}:
            parts.append(content[1])
        elif kind in {"Span", "Link"}:
            parts.append(_alt_words(content[1]))
        elif kind in _STYLES:
            parts.append(_alt_words(content))
    return "".join(parts)


def refuse_failed_markup(context: Context, children: tuple[Inline, ...], line: int) -> None:
    """Refuse a paragraph in which markup was left as text: pandoc does that without a word."""
    text = "".join(child.value if isinstance(child, Text) else _NOT_TEXT for child in children)
    for pattern, what in _FAILED:
        if found := pattern.search(text):
            shown = (
                found[0] if len(found[0]) >= _FEWEST_SHOWN else text[found.start() if found.end() < len(text) else 0 :]
            )
            context.note(line, f"“{shown.replace(_NOT_TEXT, '…').strip()[:60]}” looks like {what}.")
            text = pattern.sub(_NOT_TEXT, text)  # which is not of another kind, too


_TEXT_IN_FORMULA = re.compile(r"\\(?:text\w*|mathrm|mbox|operatorname\*?)\s*\{[^{}]*\}")
_WORD_IN_FORMULA = re.compile(r"(?<=\s)[A-Za-z]{2,}(?=\s)")  # "$5 and 10$": TeX passes over the spaces


def word_in_formula(tex: str) -> str | None:
    """The first word that stands between spaces in a formula, and not as its text; None where none does."""
    word = _WORD_IN_FORMULA.search(_TEXT_IN_FORMULA.sub("", tex))
    return word[0] if word else None


def _merged(nodes: list[Inline]) -> tuple[Inline, ...]:
    merged: list[Inline] = []
    for node in nodes:
        last = merged[-1] if merged else None
        if isinstance(node, Text) and isinstance(last, Text):
            merged[-1] = Text(last.value + node.value)
        else:
            merged.append(node)
    return tuple(merged)


def _inline(context: Context, node: Any, line: int, blocks: Blocks) -> tuple[Inline, ...]:
    kind: str = node["t"]
    content: Any = node.get("c")

    def inner(raw: Any) -> tuple[Inline, ...]:
        return inlines(context, raw, line, blocks)

    match kind:
        case "Str":
            return (Text(content),)
        case "Space" | "SoftBreak":
            return (Text(" "),)
        case "LineBreak":
            return (LineBreak(),)
        case "Emph" | "Strong" | "Superscript" | "Subscript" | "Strikeout":
            return (Styled(_STYLES[kind], inner(content)),)
        case "Code":
            attributes = Attributes.of(content[0])
            context.only(attributes, attributes.line or line, "code in a line")
            return (Code(content[1]),)
        case "Math":
            return (formula(context, content, line),)
        case "Link":
            return (_link(context, content, line, inner),)
        case "Image":
            return (_image(context, content, line),)
        case "Note":
            return (_note(context, content, line, blocks),)
        case "Span":
            return _span(context, content, line, inner)
        case "RawInline":
            return context.fail(
                line, f"raw HTML ({content[1].strip()}) reaches no edition. Write it as docs/source.md shows."
            )
        case _:
            return context.fail(line, f"this grammar has no {kind}. docs/source.md lists what there is.")


def formula(context: Context, content: Any, line: int) -> Math:
    """A formula with its MathML. Raises `SourceError` where the TeX cannot be converted whole."""
    tex, displayed = content[1], content[0]["t"] == "DisplayMath"
    word = word_in_formula(tex)
    if word is not None:
        context.fail(
            line,
            f"the $ signs make a formula of “{tex[:80]}”, in which “{word}” would run into what stands beside it. "
            f"Write \\$ where money is meant, and \\text{{ {word} }} for a word of a formula.",
        )
    mathml = context.mathml.get((tex, displayed), "")
    if not mathml.startswith("<math"):
        context.fail(line, f"the formula {tex[:80]} cannot be converted. Check its TeX.")
    try:
        return Math(tex, mathml, linear(mathml))
    except ValueError as error:
        return context.fail(
            line, f"the formula {tex[:80]} uses what no edition can show yet ({error}). Write it more simply."
        )


def _link(context: Context, content: Any, line: int, inner: Callable[[Any], tuple[Inline, ...]]) -> Link:
    attributes = Attributes.of(content[0])
    context.only(attributes, line, "a link", classes="uri email")
    target, title = content[2]
    if title:
        context.fail(line, f"the link title “{title}” reaches no reader. Put it into the text.")
    if not target.startswith(_SCHEMES):
        context.fail(
            line,
            f"the link target “{target}” is no address. Use https:, mailto:, tel:, #section or .link-needed.",
        )
    if not target.startswith("#"):
        try:
            link_target(target)
        except ValueError as error:
            context.fail(line, f"the link target {error}.")
    children = inner(content[1])
    if not content[1]:
        context.fail(line, f"the link to {target} has no words. Say in the brackets where it leads.")
    if children == (Text(target),):  # as in <mailto:help@example.org>: readers are told whom, not how a program asks
        children = (Text(shown_address(target)),)
    return Link(children, target)


def _image(context: Context, content: Any, line: int) -> InlineImage:
    attributes = Attributes.of(content[0])
    context.only(attributes, line, "an image in a line", classes="decorative picture-needed")
    return InlineImage(*checked_image(context, content, line), "decorative" in attributes.classes)


def checked_image(context: Context, content: Any, line: int) -> tuple[Any, str]:
    """An image's file and text alternative. Raises `SourceError` where either is missing."""
    attributes = Attributes.of(content[0])
    name, title = unquote(content[2][0]), content[2][1]
    alt = alt_text(content[1])
    decorative = "decorative" in attributes.classes
    needed = "picture-needed" in attributes.classes
    if needed and not decorative and not title:
        return image_or_placeholder(context.path, line, name), alt or PICTURE_NEEDED
    if title:
        context.fail(line, f'the image title “{title}” reaches no reader. Put it into caption="…" or the text.')
    if not alt and not decorative:
        context.fail(
            line,
            f"the image {name} has no alternative text.\nDescribe it in the brackets, as in "
            f"![A needle enters the hip bone]({name}), or add {{.decorative}} if it only decorates.",
        )
    if alt and decorative:
        context.fail(line, f"the image {name} is decorative and has alternative text. Keep one of the two.")
    return image(context.path, line, name), alt


def _note(context: Context, content: Any, line: int, blocks: Blocks) -> Note:
    inside = blocks(context, content)
    if not all(isinstance(block, Paragraph | List) for block in inside):
        context.fail(line, "a footnote here holds more than paragraphs and lists. Move that into the text.")
    return Note(inside)


def _span(context: Context, content: Any, line: int, inner: Callable[[Any], tuple[Inline, ...]]) -> tuple[Inline, ...]:
    attributes = Attributes.of(content[0])
    children = inner(content[1])
    if attributes.wrapper or not (attributes.classes or attributes.values or attributes.id):
        return children
    line = attributes.line or line
    context.only(attributes, line, "a span", classes="link-needed smallcaps check", keys="lang")
    if attributes.id:
        context.fail(line, f"only headings have an id; take #{attributes.id} away.")
    if "lang" in attributes.values:
        language = attributes.values["lang"]
        try:
            language_tag(language, "cy for Welsh")
        except ValueError as error:
            context.fail(line, f"{error}.")
        children = (Span(children, language),)
    if "smallcaps" in attributes.classes:
        children = (Styled(Style.SMALL_CAPITALS, children),)
    return (Link(children, None),) if "link-needed" in attributes.classes else children
