"""The fenced divs of the grammar: table, video, callout, easy-read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from publish.model.nodes import (
    Agreement,
    Block,
    Callout,
    CalloutKind,
    EasyRead,
    EasyReadLine,
    Inline,
    InlineImage,
    Link,
    Note,
    Text,
    Video,
)
from publish.model.traverse import descend
from publish.source.context import Attributes, Context, Node, unwrapped
from publish.source.front_matter import partial_date
from publish.source.link_target import link_target
from publish.source.table_blocks import table

Blocks = Callable[[Context, Any], tuple[Block, ...]]
Words = Callable[[Context, Any, int], tuple[Inline, ...]]

TIE = re.compile(r"[0-9a-f]{8}")
_NOTE = re.compile(r"<!--(?:(?!-->).)*-->\s*", re.DOTALL)

_OF_A_LINE = frozenset({"short", "draft"})
"""What may be said of an easy-read line: that it belongs to the short booklet, that a machine proposed it."""

_KNOWN = ".table, .video, .callout, .easy-read, .waive"


def div(context: Context, line: int, content: Any, blocks: Blocks, words: Words) -> Block:
    """One fenced div from pandoc's JSON; `blocks` and `words` read what is inside."""
    attributes = Attributes.of(content[0])
    if attributes.id:
        context.fail(line, f"only headings have an id; take #{attributes.id} away.")
    match attributes.classes[:1]:
        case ("table",):
            return table(context, line, attributes, content[1], words)
        case ("video",):
            return _video(context, line, attributes, content[1], blocks)
        case ("callout",):
            return _callout(context, line, attributes, content[1], blocks)
        case ("easy-read",):
            return _easy_read(context, line, attributes, content[1], words)
        case ("waive",):
            return context.fail(line, "a waiver stands inside another block. Put it directly under a heading.")
        case () if attributes.values.keys() == {"lang"}:
            tag = attributes.values["lang"]
            return context.fail(
                line,
                f"a block cannot have a language. Mark the words of each paragraph: [words]{{lang={tag}}}. A document "
                f"that is all in it says lang: {tag} in its front matter.",
            )
        case _:
            name = f".{attributes.classes[0]}" if attributes.classes else "without a class"
            return context.fail(line, f"there is no block {name}. Known: {_KNOWN}.")


def needed(context: Context, line: int, attributes: Attributes, what: str, key: str) -> str:
    """A key's value. Raises `SourceError` where it is missing or empty."""
    value = " ".join(attributes.values.get(key, "").split())
    if not value:
        context.fail(line, f'{what} has no {key}. Add {key}="…".')
    return value


_MARKED = re.compile(
    r"\[[^\[\]]*\](?:\([^()]*\)|\{[^{}]*\})|\*\*(?=\S).+?(?<=\S)\*\*|~~(?=\S).+?(?<=\S)~~|`[^`]+`|"
    r"(?<![\w*])\*(?=[^\s*])[^*]*(?<=\S)\*(?![\w*])|(?<![\w_])_{1,2}(?=[^\s_])[^_]*(?<=\S)_{1,2}(?![\w_])|"
    r"(?<=\w)\^[^\s^]+\^|(?<=\w)~[^\s~]+~"
)
"""Markdown in a title, which is no place for it."""


def _title(context: Context, line: int, attributes: Attributes, what: str) -> str:
    """The title of a block. Notes an error where it holds Markdown, which would be shown as it stands."""
    title = needed(context, line, attributes, what, "title")
    if found := _MARKED.search(title):
        context.note(
            line,
            f"the title of {what} is shown as it stands, with the signs of “{found[0][:60]}”. Write plain words in "
            "title=, and put what is bold, linked, raised or in another language into the text.",
        )
    return title


def _video(context: Context, line: int, attributes: Attributes, raw: Any, blocks: Blocks) -> Video:
    context.only(attributes, line, "a video", classes="video check", keys="href title")
    address = needed(context, line, attributes, "the video", "href")
    if not address.startswith(("https://", "http://")):
        context.fail(line, f"the video address “{address}” is no web address. Start it with https://.")
    try:
        link_target(address)
    except ValueError as error:
        context.fail(line, f"the video address {error}.")
    return Video(address, _title(context, line, attributes, "the video"), blocks(context, raw), line=line)


def _callout(context: Context, line: int, attributes: Attributes, raw: Any, blocks: Blocks) -> Callout:
    kinds = [kind.value for kind in CalloutKind]
    context.only(attributes, line, "a callout", classes=" ".join(["callout", "check", *kinds]), keys="title")
    named = [name for name in attributes.classes if name in kinds]
    if len(named) != 1:
        context.fail(line, f"the callout is of no kind, or of two. Give one of: .{', .'.join(kinds)}.")
    inside = blocks(context, raw)
    if not raw:
        context.fail(line, "the callout is empty. Write its text, or take it out.")
    return Callout(CalloutKind(named[0]), _title(context, line, attributes, "the callout"), inside, line=line)


def _easy_read(context: Context, line: int, attributes: Attributes, raw: Any, words: Words) -> EasyRead:
    what = "the easy-read block"
    context.only(attributes, line, what, classes="easy-read", keys="for title tie agreed settled")
    items = [item for item in unwrapped(raw) if not _is_note(item[1])]
    if len(items) != 1 or items[0][1]["t"] != "BulletList":
        context.fail(line, f"{what} is not one list. Write each line as “- [picture]{{.picture}} A sentence.”")
    lines: list[EasyReadLine] = []
    unwritten: list[int] = []
    drafts: list[EasyReadLine] = []
    for item in items[0][1]["c"]:
        with context.problems.gathered():
            found, is_draft = _easy_read_line(context, line, item, words)
            if not found.children:
                unwritten.append(found.line)
            elif is_draft:
                drafts.append(found)
            else:
                lines.append(found)
    agreed = _agreement(context, line, attributes)
    settled = tuple(
        " ".join(difference.split())
        for difference in attributes.values.get("settled", "").split(";")
        if difference.strip()
    )
    if settled and agreed is None:
        context.note(line, 'what is settled needs who settled it. Add agreed="health information lead, 2026-03-31".')
    return EasyRead(
        _title(context, line, attributes, what),
        tuple(needed(context, line, attributes, what, "for").split()),
        recorded_tie(context, line, attributes),
        tuple(lines),
        agreed,
        settled,
        tuple(unwritten),
        tuple(drafts),
        line=line,
    )


def _is_note(node: Node) -> bool:
    """Whether a block is a comment for those who write, and nothing but one: no edition shows it."""
    return node["t"] == "RawBlock" and node["c"][0] == "html" and _NOTE.fullmatch(node["c"][1]) is not None


def recorded_tie(context: Context, line: int, attributes: Attributes) -> str:
    """The tie of an easy-read block or a waiver, "" where it has none yet: lint then says it, and it is stale."""
    tie = attributes.values.get("tie", "")
    if tie and not TIE.fullmatch(tie):
        context.note(line, f"“{tie}” is no tie. Run publish tie {context.path}, which puts the right one there.")
    return tie


def _agreement(context: Context, line: int, attributes: Attributes) -> Agreement | None:
    """Who agreed easy-read words, when, and for which texts: "health information lead, 2026-03-31, 1f0c22a9"."""
    if "agreed" not in attributes.values:
        return None
    parts = [part.strip() for part in attributes.values["agreed"].split(",")]
    tie = parts.pop() if len(parts) > 2 and TIE.fullmatch(parts[-1]) else ""
    try:
        return Agreement(_role(", ".join(parts[:-1])), partial_date(parts[-1]), tie)
    except ValueError:
        return context.fail(line, 'write who agreed, and when: agreed="health information lead, 2026-03-31".')


def _role(words: str) -> str:
    if not words:
        raise ValueError("nobody is named")
    return words


def _easy_read_line(context: Context, line: int, item: Any, words: Words) -> tuple[EasyReadLine, bool]:
    """One line, and whether it is a draft; without words and picture where it is to be written: “- []{.picture}”."""
    children = unwrapped(item)
    line = children[0][0] if children and children[0][0] else line
    if len(children) == 1 and children[0][1]["t"] in {"Para", "Plain"}:
        raw = children[0][1]["c"]
        first = Attributes.of(raw[0]["c"][0]) if raw and raw[0]["t"] == "Span" else None
        if first is not None and first.classes[:1] == ("picture",) and set(first.classes[1:]) <= _OF_A_LINE:
            concept = "".join(child.value for child in words(context, raw[0]["c"][1], line) if isinstance(child, Text))
            sentences = words(context, raw[1:], line)
            place, short = first.line or line, "short" in first.classes
            if sentences:
                _note_what_no_line_holds(context, line, sentences)
                easy_line = EasyReadLine(concept, _without_leading_space(sentences), place, short)
                return easy_line, "draft" in first.classes
            if not concept:
                return EasyReadLine("", (), place, short), False
    return context.fail(
        line, "an easy-read line needs a picture and words: “- [blood]{.picture} Iron helps your blood.”"
    )


_NOT_IN_A_LINE: dict[type[Inline], str] = {
    Note: "no notes: nobody would find them. Say what the note says in a line of its own, or take its mark out.",
    Link: "no links: most people read it on paper. Write only words; where an address helps, write it as a word.",
    InlineImage: "one picture, at its start. Take the other out, or write a line of its own for it: "
    "“- [blood]{.picture} Iron helps your blood.”",
}
"""What would stand elsewhere on the page, or nowhere: a line is one picture and its sentences."""


def _note_what_no_line_holds(context: Context, line: int, sentences: tuple[Inline, ...]) -> None:
    for inline in descend(sentences):
        if message := _NOT_IN_A_LINE.get(type(inline)):
            context.note(line, f"an easy-read line has {message}")


def _without_leading_space(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    first = children[0]
    return (Text(first.value.lstrip()), *children[1:]) if isinstance(first, Text) else children
