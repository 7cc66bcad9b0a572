"""What kind of text a file is, told by its content; its name counts only where the content leaves it open."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from publish.errors import SourceError
from publish.importing.html.page import decoded
from publish.importing.text_export import furniture
from publish.importing.text_export.typed_tables import typed_tables


class TextKind(StrEnum):
    """A kind of text."""

    EXPORT = "plain text"
    PAGE = "web page"
    MARKDOWN = "Markdown"


BINARY = (
    (b"PK", "an archive of a kind that is not known here. Unpack it, and give one of its documents."),
    (b"%PDF", "a PDF. Export the page as text or HTML, or give the file that the PDF was made from."),
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc). Save it as .docx."),
    (b"{\\rtf", "RTF. Save it as .docx."),
    (b"\x89PNG", "a picture. Give a document with text."),
    (b"\xff\xd8\xff", "a picture. Give a document with text."),
    (b"GIF8", "a picture. Give a document with text."),
    (b"\x1f\x8b", "compressed. Unpack it first."),
    (b"\x7fELF", "a program. Give a document with text."),
)
"""How files begin that are no text, and what they are called."""

_MARKUP = re.compile(r"<(?:p|div|h[1-6]|ul|ol|li|table|span|a|section|article|br|strong|em)\b[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>|&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]+);", re.IGNORECASE)
_PAGE = re.compile(r"<!doctype\s+html|<html\b|<head\b|<body\b|<main\b", re.IGNORECASE)
_ATX = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_SETEXT = re.compile(r"^\S[^\n]*\n(?:=+|-{3,})[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`[^`\n]+`")
_MARKDOWN_NAMES = {".md", ".markdown", ".mdown"}
_OTHER_NAMES = {".docx": "Word file", ".odt": "OpenDocument text", ".epub": "EPUB", ".pdf": "PDF"}
_PAGE_NAMES = {".html", ".htm", ".xhtml"}


def is_binary(data: bytes) -> bool:
    """Whether a file begins as one that is no text."""
    return any(data.startswith(signature) for signature, _ in BINARY)


@lru_cache(maxsize=2)
def text_kind(path: Path, data: bytes) -> tuple[TextKind, str]:
    """The kind of a text file, and its characters. Raises `SourceError` where it is none that can be read."""
    text = _decoded(path, data)
    if not text.strip():
        raise SourceError(path, 0, "the file is empty. Give one with text.")
    suffix = path.suffix.casefold()
    if _is_page(text, markdown=suffix in _MARKDOWN_NAMES):
        return TextKind.PAGE, text
    if (what := _OTHER_NAMES.get(suffix)) and "\n" not in text.strip():
        raise SourceError(
            path, 0, f"this is named as a {what}, and is a line of plain text. Get it again from where it came from."
        )
    if suffix in _PAGE_NAMES and _ANY_TAG.search(text):
        return TextKind.PAGE, text
    if suffix in _PAGE_NAMES:
        raise SourceError(path, 0, "this is named as a web page and has no markup of one. Save the page again as HTML.")
    if text.lstrip().startswith("<?xml"):
        raise SourceError(path, 0, "this is XML of a kind that is not known here. Save it as HTML or .docx.")
    prose = _FENCE.sub("", text)
    if _ATX.search(prose) or (suffix in _MARKDOWN_NAMES and not _exported(text)):
        return TextKind.MARKDOWN, text
    if _SETEXT.search(prose) and not _exported(text) and not (suffix == ".txt" and _in_columns(text)):
        return TextKind.MARKDOWN, text
    return TextKind.EXPORT, text


def _in_columns(text: str) -> bool:
    """Whether lines of a text stand in columns that spaces make: Markdown would run them together."""
    blocks = re.split(r"\n[ \t]*\n", text)
    return any(rows for block in blocks for rows, _ in typed_tables(list(enumerate(block.split("\n")))))


def _decoded(path: Path, data: bytes) -> str:
    """The characters of a text. What is none and has the name of another kind of file is a damaged one of that kind."""
    try:
        return decoded(path, data)
    except SourceError:
        what = _OTHER_NAMES.get(path.suffix.casefold())
        if what is None:
            raise
        raise SourceError(
            path, 0, f"this {what} is damaged: it does not begin as one does. Get it again from where it came from."
        ) from None


def _is_page(text: str, *, markdown: bool) -> bool:
    """Whether a text is a page; Markdown may begin with markup too, and have that of pages in its examples."""
    if _PAGE.match(text.lstrip()):
        return True
    if markdown:
        return False
    if text.lstrip().startswith("<"):
        return len(_MARKUP.findall(text[:20_000])) > 1
    return _PAGE.search(_SPAN.sub("", _FENCE.sub("", text[:20_000]))[:4000]) is not None


def _exported(text: str) -> bool:
    """Whether a text carries the furniture of a web page."""
    lines = text.split("\n")
    found = furniture.find(lines)
    return bool(found.lines or found.tops)
