"""A source's body to sections: headings nested and named, waivers gathered, references between sections checked."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from publish.model.nodes import Block, Document, EasyRead, Inline, Link, Metadata, Note, Section, Waiver, walk
from publish.model.traverse import blocks_of, descend, inlines_of
from publish.proof.ledger import OPENING, text_of
from publish.proof.second_reader import unused_note
from publish.source.blocks import block, words
from publish.source.context import Attributes, Context, Node, unwrapped
from publish.source.divs import needed, recorded_tie
from publish.source.endless import refuse_endless
from publish.source.front_matter import partial_date
from publish.source.identity import identified
from publish.source.imprint import IMPRINT
from publish.source.pandoc import Unconverted, mathml
from publish.source.pandoc import blocks as pandoc_blocks
from publish.source.pandoc_tree import surveyed
from publish.source.unsettled_marks import lines_without_code

DEEPEST = 5
"""The deepest level of a section: its heading is then of level 6, the last that HTML and Word have."""

_MARKER = r"[\s>]*(?:(?:[-*+:]|\d{1,9}[.)])\s[\s>]*)*"  # of a list item, a meaning or a quotation around a block
_CODE_FENCE = re.compile(rf"{_MARKER}(`{{3,}}(?=[^`]*$)|~~~+)")
_CODE_END = re.compile(r"[\s>]*(```+|~~~+)\s*")
_DIV_FENCE = re.compile(rf"{_MARKER}:{{3,}}\s*(.*)")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_CURLY = re.compile(r"(?:(?<!\\)\{|(?<!:):{3,}+)[^{}]*?(?<![\w-])(?P<key>[\w-]++)=(?P<value>[“”‘’„][^}”’]*[”’]?)")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_FOOTNOTE_TEXT = re.compile(r"\s{0,3}\[\^([^\]\s]+)\]:")
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class _Open:
    """A section whose end has not been reached."""

    id: str
    level: int
    heading: tuple[Inline, ...]
    line: int
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def closed(self) -> Section:
        return Section(self.id, self.level, self.heading, tuple(self.blocks), tuple(self.sections), self.line)


def document(path: Path, body: str, metadata: Metadata) -> Document:
    """Read the body of a source. Raises a `SourceError` that names all that the grammar does not have."""
    lines = Context(path, tuple(body.split("\n")), {})
    refuse_endless(lines)
    try:
        tree = surveyed(lines, pandoc_blocks(body))
        formulas = dict(zip(tree.formulas, mathml(tree.formulas), strict=True))
        context = replace(lines, mathml=formulas)
    except Unconverted as error:
        lines.fail(0, f"this source cannot be read: {error}. Write it more plainly, or split it into parts.")
    _note_open_divs(context)
    _note_curly_quotes(context)
    context.problems.refuse()  # what follows an open block would all be found wrong
    opening: list[Block] = []
    waivers: list[Waiver] = []
    top: list[Section] = []
    stack: list[_Open] = []
    names: dict[str, int] = {OPENING: 0, IMPRINT: 0}

    def close(level: int) -> None:
        while stack and stack[-1].level >= level:
            section = stack.pop().closed()
            (stack[-1].sections if stack else top).append(section)

    for line, node in unwrapped(tree.blocks):
        if node["t"] == "Header":
            section = _heading(context, node, stack, names)
            close(section.level)
            stack.append(section)
        elif _is_waiver(node):
            with context.problems.gathered():
                waivers.append(_waiver(context, line, Attributes.of(node["c"][0])))
                if node["c"][1]:
                    context.note(
                        line, "a waiver holds no words: they would be in no edition. Put them outside its fence."
                    )
        else:
            with context.problems.gathered():
                (stack[-1].blocks if stack else opening).append(block(context, line, node))
    close(0)
    if not top:
        context.note(0, "the source has no section. Start one with a line “# Heading”.")
    whole = tuple(waiver for waiver in waivers if not waiver.facts)
    of_facts = tuple(waiver for waiver in waivers if waiver.facts)
    identified_document = identified(Document(metadata, tuple(top), tuple(opening), whole, of_facts))
    _check_references(context, identified_document)
    if len(context.problems):  # else the second reader, which sees no source that is refused here, says so
        _note_unused_footnotes(context)
    context.problems.refuse()
    return identified_document


def _note_open_divs(context: Context) -> None:
    """Note each ::: block that does not end: pandoc takes all that follows into it without a word."""
    opened: list[int] = []
    code = ""
    for number, text in enumerate(context.lines, 1):
        fence = _CODE_END.fullmatch(text) if code else _CODE_FENCE.match(text)
        if fence and not code:
            code = fence[1]
        elif fence and fence[1].startswith(code):
            code = ""
        elif not code and (div := _DIV_FENCE.fullmatch(text)):
            if div[1]:
                opened.append(number)
            elif opened:
                opened.pop()
            else:
                context.note(number, "this ::: closes no block. Take it out.")
    for number in opened:
        context.note(number, "this ::: block does not end. Close it with a line of :::.")


def _note_curly_quotes(context: Context) -> None:
    """Note each attribute whose value stands in curly quotation marks: they would become part of it, or break it."""
    for number, text in lines_without_code("\n".join(context.lines)):
        if (found := _CURLY.search(_CODE_SPAN.sub("", text))) is not None:
            value = found["value"].strip("“”‘’„")
            message = f'the quotation marks around “{value}” are curly. Type straight ones: {found["key"]}="{value}".'
            context.note(number, message)


def _note_unused_footnotes(context: Context) -> None:
    """Note each footnote that nothing refers to, by the lines alone."""
    text = "\n".join(line for _, line in lines_without_code("\n".join(context.lines)))
    marks = Counter(_FOOTNOTE.findall(text))
    for number, line in lines_without_code("\n".join(context.lines)):
        if (note := _FOOTNOTE_TEXT.match(line)) and marks[note[1]] == 1:
            context.note(number, unused_note(note[1]))


def _heading(context: Context, node: Node, stack: list[_Open], names: dict[str, int]) -> _Open:
    """A section's head. What is wrong with it is noted, and the section opened nevertheless: others depend on it."""
    level, raw_attributes, raw = node["c"]
    attributes = Attributes.of(raw_attributes)
    line = attributes.line
    context.only(attributes, line, "a heading", classes="check")
    known = len(context.problems)
    heading: tuple[Inline, ...] = ()
    with context.problems.gathered():
        heading = words(context, raw, line)
    text = text_of(heading)
    if not text and len(context.problems) == known:
        context.note(line, "the heading is empty. Give it words, or take it out.")
    if any(isinstance(inline, Note) for inline in descend(heading)):
        context.note(line, f"the heading “{text}” holds a footnote. Put the note into the text.")
    above = stack[-1].level if stack else 0
    if level > above + 1:
        context.note(
            line,
            f"the heading “{text}” skips a level: it has {level} # where at most {above + 1} can stand. "
            f"Take {level - above - 1} away.",
        )
    if level > DEEPEST:
        context.note(line, f"the heading “{text}” is of level {level}. Sections go down to level {DEEPEST}.")
    name = attributes.id or _slug(text)
    if not name and text:
        context.note(line, f"the heading “{text}” has no Latin letters to make an id of. Add {{#some-name}} after it.")
    if name and name in names:
        where = f"line {names[name]}" if names[name] else "the library itself"
        context.note(line, f"the id “{name}” is used twice, here and by {where}. Give this one {{#another-id}}.")
    if name:
        names.setdefault(name, line)
    return _Open(name, level, heading, line)


def _slug(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_IN_ID.sub("-", ascii_text.casefold()).strip("-")


def _is_waiver(node: Node) -> bool:
    return node["t"] == "Div" and "waive" in Attributes.of(node["c"][0]).classes


def _waiver(context: Context, line: int, attributes: Attributes) -> Waiver:
    what = "the waiver"
    context.only(attributes, line, what, classes="waive", keys="format section facts reason by date tie")
    tie = recorded_tie(context, line, attributes)
    try:
        date = partial_date(needed(context, line, attributes, what, "date"))
    except ValueError as error:
        context.fail(line, f"the waiver's date: {error}.")
    return Waiver(
        needed(context, line, attributes, what, "format"),
        needed(context, line, attributes, what, "section"),
        needed(context, line, attributes, what, "reason"),
        needed(context, line, attributes, what, "by"),
        date,
        tie,
        line,
        facts=_facts(context, line, attributes),
    )


def _facts(context: Context, line: int, attributes: Attributes) -> tuple[str, ...]:
    """The facts that a waiver names, with semicolons between; none where it is for the whole section."""
    if "facts" not in attributes.values:
        return ()
    facts = tuple(" ".join(fact.split()) for fact in attributes.values["facts"].split(";") if fact.strip())
    return facts or context.fail(line, "the waiver names no fact. Write its words, or take facts= out.")


def _check_references(context: Context, document_: Document) -> None:
    """Note each link, easy-read block or waiver that names a section which does not exist."""
    names = {section.id for section in walk(document_.sections)} | {IMPRINT}
    for blocks_inside in blocks_of(document_):
        for inline in (inner for run in inlines_of(blocks_inside) for inner in descend(run)):
            if isinstance(inline, Link) and (inline.target or "").startswith("#"):
                _check_section(context, blocks_inside.line, (inline.target or "")[1:], names, "the link")
        if isinstance(blocks_inside, EasyRead):
            for name in blocks_inside.covers:
                _check_section(context, blocks_inside.line, name, names, "the easy-read block")
    for waiver in (*document_.waivers, *document_.fact_waivers):
        _check_section(context, waiver.line, waiver.section, names, "the waiver")


def _check_section(context: Context, line: int, name: str, names: set[str], what: str) -> None:
    if name not in names:
        near = get_close_matches(name, names, 1)
        advice = f"Did you mean “{near[0]}”?" if near else "Name one that is there."
        context.note(line, f"{what} names the section “{name}”, which does not exist. {advice}")
