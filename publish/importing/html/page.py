"""A page's bytes to an element tree, within bounds: encoding, size, depth."""

from __future__ import annotations

import codecs
import re
import sys
from html.parser import HTMLParser as PlainParser
from pathlib import Path

from lxml import etree, html

from publish.errors import SourceError
from publish.limits import ATTRIBUTES, ELEMENTS, XML_NESTING

_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # that XML cannot hold (XML 1.0, 2.2)
_REFERENCE = re.compile(r"&#(\d{1,8}|[xX][0-9a-fA-F]{1,7});?")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_BREAK_HERE = re.compile(r"</?wbr\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"""<[A-Za-z](?:[^"'>]|"[^"]*"?|'[^']*'?)*""")  # and more, where a quotation mark stands alone
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_MEANT = {
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
    "iso-8859-9": "cp1254",
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis", "sjis"), "cp932"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    "big5": "big5hkscs",
    "tis-620": "cp874",
    "iso-8859-8-i": "iso-8859-8",
    "utf-16": "utf-8",  # a page whose declaration can be read byte by byte is not in UTF-16
}
"""What the names of encodings mean on pages (Encoding Standard, 4.2): a page in "Latin 1" has Windows' quotes."""
_OF_NO_PAGE = frozenset(("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"))
"""Python's own, and what no browser reads: by them the words would not be those that people see."""

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(path: Path, data: bytes) -> str:
    """The text of a page by its byte order mark, its declared encoding, or UTF-8. Raises `SourceError`."""
    declared = _CHARSET.search(data[:4096]) or _XML.match(data)
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    value = declared[1].decode("ascii") if declared else "utf-8"
    encoding = encoding or _MEANT.get(value.casefold(), value)
    try:
        if codecs.lookup(encoding).name in _OF_NO_PAGE:
            raise LookupError
        text = data.decode(encoding)
    except LookupError:
        raise SourceError(
            path, 0, f"the page says it is in “{value}”, which is no encoding. Save it as UTF-8."
        ) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if declared is None:
            raise SourceError(
                path, line, "this is not UTF-8 text, and it names no other encoding. Save it as UTF-8."
            ) from None
        raise SourceError(
            path, line, f"this is not {value.upper()} text, as the page says it is. Save it as UTF-8."
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SourceError(path, line, "there is a NUL character here, so this is no text. Save it as UTF-8 text.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def tree(path: Path, text: str) -> html.HtmlElement:
    """The element tree of a page. Raises `SourceError` where there is none, or one that is too deep."""
    text = _BREAK_HERE.sub("", text)  # libxml2 does not know that it is empty, and puts the rest of the line inside it
    text = _REFERENCE.sub(_without_control, _CONTROLS.sub(_space_or_nothing, text))
    text = _ENDS.sub("", text)  # what follows them belongs to the page all the same, and libxml2 would drop it
    refuse_endless(path, text)
    _refuse_crowded(path, text)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(path, 0, f"this cannot be read as a web page: {error}.") from None
    _refuse_deep(path, root)
    return root


def refuse_endless(path: Path, *texts: str) -> None:
    """Refuse more elements than any page has, before they are looked at one by one. Raises `SourceError`."""
    if sum(text.count("<") for text in texts) > 2 * ELEMENTS:  # an element begins and ends
        raise SourceError(
            path, 0, f"this holds more than {ELEMENTS:,} elements. Save its main content alone, or in parts."
        )


class _Crowded(PlainParser):
    """Tells whether an element has more attributes than any needs, and on which line."""

    line = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(attrs) > ATTRIBUTES:
            self.line = self.line or self.getpos()[0]


def _refuse_crowded(path: Path, text: str) -> None:
    """Refuse an element with very many attributes: libxml2 compares each with all before it."""
    if all(len(tag[0]) <= ATTRIBUTES * 2 for tag in _TAG.finditer(text)):  # an attribute and a space are two characters
        return
    reader = _Crowded()
    reader.feed(text)
    reader.close()
    if reader.line:
        raise SourceError(
            path,
            reader.line,
            f"an element here has more than {ATTRIBUTES:,} attributes. Save the page's main content alone.",
        )


def _space_or_nothing(found: re.Match[str]) -> str:
    return " " if found[0] in "\x0b\x0c" else ""


def _without_control(found: re.Match[str]) -> str:
    """A reference as it is written, or what stands for it where it means a control character: no tree can hold one."""
    code = found[1].casefold()
    number = int(code[1:], 16) if code.startswith("x") else int(code)
    sign = chr(number) if number <= sys.maxunicode else ""
    return _CONTROLS.sub(_space_or_nothing, sign) if not sign or _CONTROLS.match(sign) else found[0]


def _refuse_deep(path: Path, root: html.HtmlElement) -> None:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > XML_NESTING:
            raise SourceError(
                path,
                element.sourceline or 0,
                f"elements stand more than {XML_NESTING} deep inside each other. Save the page's main content alone.",
            )
