"""Mark-up of other kinds of Markdown, which would go out as text, and signs before a figure that are lost."""

from __future__ import annotations

import re

from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.model.nodes import Block, List, Paragraph, Quote
from publish.model.traverse import blocks_of
from publish.proof.ledger import text_of
from publish.source.unsettled_marks import lines_without_code

_ITEM = r"^\s*(?:>\s*)*(?:[-*+]|\d{1,9}[.)])\s+"
_FORMULA = re.compile(r"(?<!\\)\$\$.+?\$\$|(?<!\\)\$(?=\S)[^$\n]*?(?<=\S)\$(?!\d)", re.DOTALL)
_CODE = re.compile(r"`+[^`]*`+")
_KINDS = (
    (re.compile(r"(?<!\\)\^\["), "an inline note", "Write [^1] there, and on a line of its own [^1]: and the note"),
    (
        re.compile(r"^\s*\(@[\w-]*\)\s"),
        "an item of a list of examples",
        "Begin the items with 1., 2. and so on instead",
    ),
    (re.compile(r"^\s*#\.\s"), "an item of a numbered list", "Begin the items with 1., 2. and so on instead"),
    (
        re.compile(r"^\s*\*\[[^\]]+\]:"),
        "the long form of an abbreviation",
        "Write it out where the abbreviation comes first",
    ),
    (re.compile(r"(?<!\\)\[-?@\w[^\]]*\](?!\()"), "a reference to a list of works", "Write out what it refers to"),
    (
        re.compile(rf"{_ITEM}\[[ xX]\](?=\s)"),
        "an item of a list to tick off",
        "Say in words what is done and what is not",
    ),
    (re.compile(r"(?<![\\=])==(?=[^\s=])[^=]*[^\s=]==(?!=)"), "highlighted text", "Write **words** to stress them"),
    (re.compile(r"(?<!\\)\[\[[^\[\]]+\]\](?!\()"), "a link within a wiki", "Write [words](https://…)"),
    (re.compile(r"^\s*(?:>\s*)+\[!\w+\]"), "a callout", "Write a ::: block, as docs/source.md shows"),
    (re.compile(r"(?<!\\)\\[A-Za-z]{2,}"), "a command of LaTeX", "Delete it"),
    (
        re.compile(r"(?<=\d)\^[-−+]?\d+(?![\d^])(?![^\s^]*\^)"),
        "a power",
        "Close what is raised, as in 10^9^/L",
    ),
    (
        re.compile(r"(?<=[A-Za-z])~\d+(?![\d~])(?![^\s~]*~)"),
        "a lowered figure",
        "Close what is lowered, as in H~2~O",
    ),
)


def _other_markdown(subject: Subject) -> Places:
    """`^[note]`, `- [x]`, `==high==`, `[[link]]`, `10^9` and others, which are mark-up elsewhere and text here."""
    body = _FORMULA.sub(lambda formula: "\n" * formula[0].count("\n"), subject.body)
    for number, line in lines_without_code(body):
        text = _CODE.sub("", line)
        for pattern, what, way_out in _KINDS:
            if found := pattern.search(text):
                message = (
                    f"“{found[0].strip()}” is {what} in other kinds of Markdown, and would be shown as it stands here. "
                    f"{way_out}. Where the signs are meant, write \\ before them."
                )
                yield number, message


def _lost_signs(subject: Subject) -> Places:
    """A list of one item, or a quotation, that begins with a figure: minus 5, or more than 5."""
    for block in blocks_of(subject.publication.document):
        match block:
            case List(items=(item,), ordered=False) if figure := _figure(item.blocks):
                line, text = figure
                yield line, _lost_sign(text, "makes a list of one item", "minus", "\\-")
            case Quote(blocks) if figure := _figure(blocks):
                line, text = figure
                yield line, _lost_sign(text, "makes a quotation", "more than", "\\>")
            case _:
                pass


def _figure(blocks: tuple[Block, ...]) -> tuple[int, str] | None:
    """The line and words of what begins with a figure."""
    first = blocks[0] if blocks else None
    text = text_of(first.children) if isinstance(first, Paragraph) else ""
    return (first.line, text) if first is not None and text[:1].isdecimal() else None


def _lost_sign(text: str, what: str, words: str, sign: str) -> str:
    return (
        f"the {sign[1:]} before “{text[:40]}” {what}, and readers do not see it as a sign. Write “{words}” or {sign} "
        "where that is meant; where it is not, let the line begin with a word."
    )


RULES = (
    Rule("other-markdown", Severity.ERROR, _other_markdown),
    Rule("lost-sign", Severity.WARNING, _lost_signs),
)
