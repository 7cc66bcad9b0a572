"""Reads the XML of a packed edition as every program reads it: in UTF-8 or UTF-16, with nothing defined in it.

A document type may define words, attributes and files to fetch, which some programs follow and others do not; so may an
encoding that some do not know turn the same bytes into other words. Neither is read at all.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection
from xml.parsers import expat

from lxml import etree

Doctype = tuple[str, str | None, str | None]
"""What a document type says: its name, its public and its system identifier."""

HTML: Doctype = ("html", None, None)

_DECLARATION = re.compile(
    r"""<\?xml\s+version\s*=\s*(["'])1\.0\1(?:\s+encoding\s*=\s*(["'])(?P<encoding>[\w.:-]*)\2)?"""
    r"""(?:\s+standalone\s*=\s*(["'])(?:yes|no)\4)?\s*\?>"""
)


def plain_xml(data: bytes, doctypes: Collection[Doctype] = ()) -> etree._Element:
    """The tree of a part.

    Args:
        data: the part.
        doctypes: the document types that it may have.

    Raises:
        ValueError: it is in another encoding, or has another document type, or defines anything.
        etree.XMLSyntaxError: it is not well-formed.

    """
    text = _text(data)
    _refuse_definitions(text, doctypes)
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(text, parser)


def _text(data: bytes) -> bytes:
    """A part in UTF-8, without its declaration, which says how it is written."""
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    name = "utf-16" if is_wide else "utf-8"
    try:
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"it is not written in {name.upper()}") from None
    declared = _DECLARATION.match(text)
    if declared is None and text.startswith("<?xml") and text[5:6].isspace():
        raise ValueError("it is not declared as XML 1.0")
    if declared is not None and (declared["encoding"] or name).casefold() != name:
        raise ValueError(f"it is declared as written in {declared['encoding']}, which not every program reads")
    return text[declared.end() if declared else 0 :].encode("utf-8")


_WHOLE = True  # no more bytes will come: else a parser may wait for them, and say nothing of what it has


class _AtRoot(Exception):
    """The root begins."""


def _refuse_definitions(text: bytes, doctypes: Collection[Doctype]) -> None:
    parser = expat.ParserCreate("utf-8")

    def doctype(name: str, system: str | None, public: str | None, defines: int) -> None:
        if defines or (name, public, system) not in doctypes:
            raise ValueError("it declares a document type that defines something or leads elsewhere")

    def root(_name: str, _attributes: dict[str, str]) -> None:
        raise _AtRoot

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = root
    try:
        parser.Parse(text.lstrip(), _WHOLE)
    except _AtRoot:
        return
    except expat.ExpatError as error:
        raise ValueError(f"it is not well-formed: {error}") from None
