"""The words of an input, in order, by readers that share no code with the import.

Pages are read with the parser of the standard library, Word files with its zip and XML readers, Markdown with
markdown-it, text line by line.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from publish.importing.proof.page_words import of_page

_TARGET = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:<[^>]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+\"[^\"]*\")?\)")
_TEMPLATE = re.compile(r"\]\([^()\n]*\{\{[^()\n]*\)")
_FENCED = r"^[ \t>]*(```+|~~~+)[^\n]*\n(?:.*\n)*?[ \t>]*\1"
_PICTURED = r"(?:[^\[\]`]|!?\[[^\[\]\n]{0,1000}\]\([^()\n]{0,2000}\)){1,4000}"
_CARD = re.compile(_FENCED + rf"|(?<![!\\\]])\[({_PICTURED})\]\([^()\s]{{1,2000}}\)", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")
_ALERT = re.compile(r"^([ \t>]*>[ \t]*\[!)(note|tip|important|warning|caution)(?=\][ \t]*$)", re.I | re.M)
_TASK = re.compile(r"^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[[xX]\](?=\s)", re.MULTILINE)
_DIV = re.compile(r"^[ \t]*:{3,}[ \t]*(?:\{[^{}\n]*\}|[\w-]+)?[ \t]*$", re.MULTILINE)
_VIDEO = re.compile(r"^\s*video\s*:\s*<?https?://\S+\s*$", re.IGNORECASE)


def of_export(text: str) -> str:
    """The text of a web page's export: each line without the addresses of its links."""
    lines: list[str] = []
    for line in text.split("\n"):
        if _VIDEO.match(line):
            continue
        lines.append(_TARGET.sub(r"\1", line))
    return "\n".join(lines)


def of_markdown(text: str) -> str:
    """The text of a Markdown file; what a template engine puts into a link's address is part of the address."""
    text = _CARD.sub(lambda match: match[2] if _BLANK.search(match[2] or "") else match[0], _TEMPLATE.sub("](#)", text))
    text = _ALERT.sub(lambda match: f"{match[1]}{match[2].capitalize()}", text)  # as it is shown
    text = _DIV.sub("", _TASK.sub(r"\1☑", text))  # as they are shown
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(attrs_plugin, spans=True).use(deflist_plugin).use(footnote_plugin)
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False)
    parts: list[str] = []
    tokens = parser.parse(text)
    _gather(tokens, parts)
    _repeat(tokens, parts)
    return of_page("".join(parts))


def _repeat(tokens: list[Token], parts: list[str]) -> None:
    """Add a footnote again for each mark after its first: it is said at each."""
    footnote_tokens: dict[int, list[Token]] = {}
    note: list[Token] = []
    for token in tokens:
        if token.type == "footnote_open":
            note = footnote_tokens.setdefault(token.meta["id"], [])
        elif token.type == "footnote_close":
            note = []
        else:
            note.append(token)
    waiting = list(tokens)
    while waiting:
        token = waiting.pop()
        waiting += token.children or []
        if token.type == "footnote_ref" and token.meta.get("subId", 0) > 0:
            _gather(footnote_tokens.get(token.meta["id"], []), parts)


def _gather(tokens: list[Token], parts: list[str]) -> None:
    for token in tokens:
        if token.type in {"html_block", "html_inline"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak", "footnote_ref"}:
            parts.append(" ")
        elif token.type == "image":
            _escaped(f" {''.join(child.content for child in token.children or [])} ", parts)  # as in a page
        elif token.children:
            _gather(token.children, parts)
            parts.append("<p>")
        elif token.content and token.type != "inline":
            _escaped(token.content, parts)
            parts += ["<p>"] if token.block else []


def _escaped(text: str, parts: list[str]) -> None:
    parts.append(text.replace("&", "&amp;").replace("<", "&lt;"))
