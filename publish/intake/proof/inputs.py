"""The words of an input, in order, by readers that share no code with the import.

Pages are read with the parser of the standard library, Word files with its zip and XML readers, Markdown with
markdown-it, text line by line.
"""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

_SILENT = {"script", "style", "noscript", "template", "title", "head"}
_INLINE = {
    "a",
    "abbr",
    "acronym",
    "b",
    "bdi",
    "bdo",
    "big",
    "cite",
    "code",
    "data",
    "del",
    "dfn",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "mark",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "time",
    "tt",
    "u",
    "var",
    "wbr",
    "img",
}
_RAISED = {"sup": "\x1e", "sub": "\x1f"}  # what parts words after each
_TARGET = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:<[^>]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+\"[^\"]*\")?\)")
_TEMPLATE = re.compile(r"\]\([^()\n]*\{\{[^()\n]*\)")
_VIDEO = re.compile(r"^\s*video\s*:\s*<?https?://\S+\s*$", re.IGNORECASE)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_SIGNS = {"F0B3": "≥", "F0A3": "≤", "F0B1": "±", "F0B0": "°", "F0B4": "×", "F0B8": "÷", "F02D": "−"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class _PageText(HTMLParser):
    """Collects the text of a page. Elements that only mark a run of a line put nothing between its letters."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._scripted: list[str] = []
        self.left: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if tag in _RAISED and self.parts and self.parts[-1] == _RAISED[tag]:
            self.parts.pop()  # two raised runs beside each other are read as one
        elif tag not in _INLINE:
            self.parts.append(" ")
        if tag == "img" and not self._silent:
            alt = next((value for name, value in attrs if name == "alt"), "") or ""
            self.parts.append(f" {alt} ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        if tag not in _INLINE:
            self.parts.append(_RAISED.get(tag, " "))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def of_page(text: str) -> str:
    """The text of a web page, scripts and style sheets apart, with the text alternatives of its images."""
    # The end tag of what has none in HTML4 pages would be counted as silence without end.
    parser = _PageText()
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)


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
    text = _TEMPLATE.sub("](#)", text)
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(attrs_plugin, spans=True).use(deflist_plugin).use(footnote_plugin)
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False)
    parts: list[str] = []
    _gather(parser.parse(text), parts)
    return of_page("".join(parts))


def _gather(tokens: list[Token], parts: list[str]) -> None:
    for token in tokens:
        if token.type in {"html_block", "html_inline"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type == "image":
            _escaped("".join(child.content for child in token.children or []), parts)
        elif token.children:
            _gather(token.children, parts)
            parts.append("<p>")
        elif token.content and token.type != "inline":
            _escaped(token.content, parts)
            parts += ["<p>"] if token.block else []


def _escaped(text: str, parts: list[str]) -> None:
    parts.append(text.replace("&", "&amp;").replace("<", "&lt;"))


def of_word(data: bytes, *, accept: bool) -> str:
    """The text of a Word file: its body, then its notes; tracked changes as they are accepted or refused."""
    parts: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
            if name in names:
                _word(ElementTree.fromstring(archive.read(name)), parts, accept=accept)  # noqa: S314
    return "".join(parts)


def _parts(run: ElementTree.Element) -> bool:
    """Whether a run is no part of the word beside it: raised, lowered or hidden."""
    return any(run.find(f"{_WORD}rPr/{_WORD}{tag}") is not None for tag in ("vertAlign", "vanish"))


def _word(root: ElementTree.Element, parts: list[str], *, accept: bool) -> None:
    gone = {f"{_WORD}{tag}" for tag in (("del", "moveFrom") if accept else ("ins", "moveTo"))}
    waiting: list[ElementTree.Element | str | None] = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            parts.append(element)
            continue
        if element is None or element.tag in gone or element.tag == _FALLBACK:
            continue
        if element.tag in {f"{_WORD}t", f"{_WORD}delText", f"{_MATH}t"}:
            parts.append(element.text or "")
        elif element.tag in {f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"}:
            parts.append(" ")
        elif element.tag == f"{_WORD}noBreakHyphen":
            parts.append("-")
        elif element.tag == f"{_WORD}sym":
            parts.append(_SIGNS.get(element.get(f"{_WORD}char", "").upper(), " "))
        elif element.tag in {f"{_MATH}sup", f"{_MATH}sub"}:
            parts.append(" ")
        elif element.tag == f"{_WORD}drawing" and element.find(f".//{_PICTURE}") is None:
            waiting += reversed(list(element.iter(f"{_WORD}txbxContent")))
            continue
        elif element.tag == _DRAWING:
            parts.append(f" {element.get('descr', '')} ")
        if element.tag == f"{_WORD}r" and _parts(element):
            parts.append(" ")
            waiting.append(" ")
        if element.tag == f"{_WORD}p":
            parts.append(" ")
            waiting.append(" ")
        waiting += reversed(list(element))
