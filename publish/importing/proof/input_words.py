"""The words of an input, in order, by readers that share no code with the import.

Pages are read with the parser of the standard library, Word files with its zip and XML readers, Markdown with
markdown-it, text line by line.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from publish.importing.proof.page_words import of_page

_TARGET = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:<[^>]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+\"[^\"]*\")?\)")
_TEMPLATE = re.compile(r"\]\([^()\n]*\{\{[^()\n]*\)")
_ALERT = re.compile(r"^([ \t>]*>[ \t]*\[!)(note|tip|important|warning|caution)(?=\][ \t]*$)", re.I | re.M)
_VIDEO = re.compile(r"^\s*video\s*:\s*<?https?://\S+\s*$", re.IGNORECASE)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DRAW = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURES = {
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
}
_DROPPED = "\u2060"  # after a dropped capital, whose word goes on in the next paragraph
_DIAGRAM_PART = re.compile(r"word/diagrams/data\d*\.xml")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_SIGNS = {"F0B3": "≥", "F0A3": "≤", "F0B1": "±", "F0B0": "°", "F0B4": "×", "F0B8": "÷", "F02D": "−"}
_GREEK = {
    0x41 + number: sign
    for number, sign in enumerate("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ" + " " * 6 + "αβχδεφγηιϕκλμνοπθρστυϖωξψζ")
} | {0x30 + number: str(number) for number in range(10)}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


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
    text = _ALERT.sub(lambda match: f"{match[1]}{match[2].capitalize()}", text)  # as it is shown
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
    held: dict[int, list[Token]] = {}
    note: list[Token] = []
    for token in tokens:
        if token.type == "footnote_open":
            note = held.setdefault(token.meta["id"], [])
        elif token.type == "footnote_close":
            note = []
        else:
            note.append(token)
    waiting = list(tokens)
    while waiting:
        token = waiting.pop()
        waiting += token.children or []
        if token.type == "footnote_ref" and token.meta["subId"] > 0:
            _gather(held.get(token.meta["id"], []), parts)


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
    """The text of a Word file: its body, its notes, its diagrams; tracked changes as they are accepted or refused."""
    parts: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        read = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"]
        for name in (*read, *(one for one in names if _DIAGRAM_PART.fullmatch(one))):
            if name in names:
                xml = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", archive.read(name))
                _word(ElementTree.fromstring(xml), parts, accept=accept)  # noqa: S314
    return "".join(parts)


def _parts(run: ElementTree.Element) -> bool:
    """Whether a run is no part of the word beside it: raised, lowered or hidden."""
    return any(run.find(f"{_WORD}rPr/{_WORD}{tag}") is not None for tag in ("vertAlign", "vanish"))


def _symbols(run: ElementTree.Element) -> bool:
    """Whether a run's letters stand for the signs of the font Symbol."""
    fonts = run.find(f"{_WORD}rPr/{_WORD}rFonts")
    return fonts is not None and fonts.get(f"{_WORD}ascii") == "Symbol"


def _sign(code: str) -> str:
    """A sign of the font Symbol by its hexadecimal number."""
    return _SIGNS.get(code.upper()) or _GREEK.get(int(code, 16) & 0xFF, " ") if code else " "


def _shown(drawing: ElementTree.Element) -> list[ElementTree.Element]:
    """What a drawing says: its text alternative where it is a picture, chart or diagram, and its text boxes."""
    picture = any(one.tag in _PICTURES for one in drawing.iter())
    found: list[ElementTree.Element] = []
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_WORD}txbxContent" or (element.tag == _DRAWING and picture):
            found.append(element)
        else:
            waiting += reversed(list(element))
    return found


def _word(root: ElementTree.Element, parts: list[str], *, accept: bool) -> None:
    gone = {f"{_WORD}{tag}" for tag in (("del", "moveFrom") if accept else ("ins", "moveTo"))}
    row = f"{_WORD}trPr/{_WORD}{'del' if accept else 'ins'}"  # of a row that is out as a whole
    waiting: list[ElementTree.Element | str | None] = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            parts.append(element)
            continue
        if element is None or element.tag in gone or element.tag == _FALLBACK or element.find(row) is not None:
            continue
        if element.tag in {f"{_WORD}t", f"{_WORD}delText", f"{_DRAW}t"}:
            parts.append(element.text or "")
        elif element.tag == f"{_MATH}t":
            parts.append(f" {' '.join(element.text or '')} ")
        elif element.tag in {f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"}:
            parts.append(" ")
        elif element.tag == f"{_WORD}noBreakHyphen":
            parts.append("-")
        elif element.tag == f"{_WORD}sym":
            symbol = element.get(f"{_WORD}font") == "Symbol"
            parts.append(_sign(element.get(f"{_WORD}char", "")) if symbol else " ")
        elif element.tag == f"{_WORD}drawing":
            waiting += reversed(_shown(element))
            continue
        elif element.tag == _DRAWING:
            parts.append(f" {element.get('descr', '')} ")
        elif element.tag == f"{_WORD}ruby":
            waiting += [" ", element.find(f"{_WORD}rt"), " ", element.find(f"{_WORD}rubyBase")]
            continue
        if element.tag == f"{_WORD}r" and _symbols(element):
            parts.append(
                "".join(_sign(f"{ord(sign):X}") for one in element.iter(f"{_WORD}t") for sign in one.text or "")
            )
            continue
        if element.tag == f"{_WORD}r" and _parts(element):
            parts.append(" ")
            waiting.append(" ")
        if element.tag in {f"{_WORD}p", f"{_DRAW}p"}:
            if parts and parts[-1] == _DROPPED:
                parts.pop()
            else:
                parts.append(" ")
            drop = element.find(f"{_WORD}pPr/{_WORD}framePr")
            waiting.append(" " if drop is None or f"{_WORD}dropCap" not in drop.attrib else _DROPPED)
        waiting += reversed(list(element))
