"""Whether all that a page holds can be seen and heard as it stands: by a list of what pages are made of.

A page may be made of what is listed here. An element, an attribute or a rule of style that is not may hide words, say
others in their place, or act; nobody can list all that can. So each is a finding, and so is a picture that is not the
source's, and a word that is struck out in the page and not in the source.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import chain

from lxml import etree

from publish.model.edition_words import AddedWords, added_words
from publish.model.languages import direction
from publish.model.nodes import Figure, InlineImage
from publish.model.publication import Look, Publication
from publish.model.text import plain
from publish.model.traverse import nodes_of_text
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.epub.allowed_package import is_cover, package_findings
from publish.readers.epub.epub_package import Package, resolve
from publish.readers.epub.navigation_form import navigation_faults
from publish.readers.epub.stressed_words import stress_faults
from publish.readers.written_numbers import written_number
from publish.readers.xhtml.markup import EPUB_TYPE, is_heading, run_of

_H = "{http://www.w3.org/1999/xhtml}"
_M = "{http://www.w3.org/1998/Math/MathML}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_LANGUAGE = ("lang", _XML_LANG, "dir")
_FREE = ".*"  # a value that is looked at elsewhere: compared, or followed to where it leads
_SPAN_OF_CELL = "[1-9][0-9]*"
_PAGE_BREAK = {  # `page_list_check` looks at what is one
    "role": "doc-pagebreak",
    "aria-label": _FREE,
    EPUB_TYPE: "pagebreak",
    **dict.fromkeys(_LANGUAGE, _FREE),
}
_PLAIN = (
    "head title h1 h3 h4 h5 h6 ul li dl dt dd table caption thead tbody tr figure figcaption blockquote pre "
    "code em strong sup sub s br"
)
_ELEMENTS: Mapping[str, Mapping[str, str]] = {
    **{name: {} for name in _PLAIN.split()},
    "html": dict.fromkeys(_LANGUAGE, _FREE),
    "h2": dict.fromkeys(_LANGUAGE, _FREE),  # of the contents, where `_languages` looks at them
    "link": {"rel": "stylesheet", "type": "text/css", "href": _FREE},
    "body": {EPUB_TYPE: "cover"},
    "nav": {
        "role": "doc-toc|doc-pagelist",
        "aria-labelledby": _FREE,
        EPUB_TYPE: "toc|landmarks|page-list",
        "hidden": "hidden",
    },
    "section": {"aria-labelledby": _FREE},
    "aside": {
        "class": "callout [a-z]+",
        "role": "note|doc-footnote",
        "aria-label": _FREE,
        EPUB_TYPE: "footnote",
    },
    "p": {"class": "callout-title|video"},
    "div": {"class": "formula|description|cover", **_PAGE_BREAK},
    "span": {"class": "small-capitals", **_PAGE_BREAK},
    "a": {
        "href": _FREE,
        "role": "doc-noteref|doc-backlink",
        "aria-label": _FREE,
        EPUB_TYPE: "noteref|cover|titlepage|toc|bodymatter",
        **dict.fromkeys(_LANGUAGE, _FREE),
    },
    "img": {"src": _FREE, "alt": _FREE, "role": "doc-cover"},
    "ol": {"start": "-?[0-9]+"},
    "th": {"scope": "(?:col|row)(?:group)?", "rowspan": _SPAN_OF_CELL, "colspan": _SPAN_OF_CELL},
    "td": {"rowspan": _SPAN_OF_CELL, "colspan": _SPAN_OF_CELL},
}
"""What pages are made of: elements, their attributes, and the values that these may have."""

_OF_FORMULAS: Mapping[str, str] = {
    "alttext": _FREE,  # which the comparison reads
    "display": "inline|block",
    **dict.fromkeys(("accent", "displaystyle", "stretchy"), "true|false"),
    "form": "prefix|infix|postfix",
    "mathvariant": "[a-z]+(?:-[a-z]+)*",
    "linethickness": "0",
    "columnalign": "left|center|right",
    "width": r"(?:-0\.[12]|[0-2]\.)\d*em",  # of a space
    **dict.fromkeys(("minsize", "maxsize"), r"[1-3]\d\d%"),
}
"""The attributes that a formula may have, with their values (MathML Core, 2.1.3 and 3.2)."""

_COLUMN = re.compile(r"text-align: (?:left|center|right)(?:; padding-(?:left|right): 0)?")
"""The style of a cell of a matrix, which says the same as its `columnalign` where a browser does not know that."""

_LENGTH = r"(?:0|(?:[0-2]?\.)?\d(?:\.\d+)?em|\dpx|[0-5]%)"
"""Up to a few lines: what is farther pushes words off the page."""

_LENGTHS = rf"{_LENGTH}(?: {_LENGTH}){{0,3}}"
_PROPERTIES: Mapping[str, str] = {
    **dict.fromkeys(("-epub-hyphens", "hyphens", "list-style"), "none"),
    **dict.fromkeys(("margin", "margin-top", "margin-bottom", "padding", "padding-inline-start"), _LENGTHS),
    "line-height": r"1(?:\.\d+)?|2|0",
    "text-align": "start|center",
    **dict.fromkeys(("break-after", "break-inside"), "avoid"),
    "font-size": r"(?:[1-3]|1\.\d+)em",
    "font-weight": "bold",
    **dict.fromkeys(("border", "border-inline-start"), r"\dpx solid"),
    "border-width": r"\dpx",
    "border-collapse": "collapse",
    "max-width": "100%",
    "max-height": r"[5-9]\dvh",
    "vertical-align": "top|middle|baseline",
    "height": r"auto|1(?:\.\d+)?em",
    "white-space": "pre-wrap",
    "font-variant": "small-caps",
    "outline": r"0\.\d+em solid",
}
"""What arranges a page, with its values. What gives colours, places, sizes of nothing, or words, is not here."""

ACTIVE = "-epub-media-overlay-active"
"""The class that a reading system gives to what is being read aloud."""
_NARROWED = {
    "outline": f".{ACTIVE}",
    "list-style": "nav ol",
    "max-height": ".cover img",
    "line-height: 0": "sup, sub",
    "height": "p img",
    "height: auto": "img",
    "font-variant": ".small-capitals",
}
"""The only selector of a property, or of one of its values."""
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def shown_findings(publication: Publication, package: Package, stock_name: str = "epub") -> Iterator[Finding]:
    """A finding for whatever keeps a page from showing its words, or shows others; `stock_name` is the format's."""
    words = added_words(publication.document.metadata.language)
    for name, page in package.parts.items():
        faults = (_strange(page), _sheets(name, page, package), _navigation(page, words), _names(page))
        for found in chain(*faults, _labels(page, words), _cover(page, publication, words)):
            yield _wrong("a page of what pages are made of", f"{name}: {found}")
    for found in navigation_faults(package, words):
        yield _wrong("contents of what contents are made of", found)
    for name, style in package.styles.items():
        strange = _styles(style, publication.publisher.look)
        yield from (_wrong("a style that hides and adds nothing", f"{name}: {found}") for found in strange)
    yield from (_wrong(wanted, found) for wanted, found in stress_faults(publication, package))
    yield from _note_numbers(package)
    yield from _pictures(publication, package)
    yield from package_findings(publication, package, stock_name)


def _wrong(expected: str, found: str) -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, "", expected, found)


def _is_column(element: etree._Element) -> bool:
    return _COLUMN.fullmatch(str(element.get("style", ""))) is not None


def _strange(page: etree._Element) -> Iterator[str]:
    for instruction in page.getroottree().xpath("//processing-instruction()"):
        yield f"<?{instruction.target}?>"
    for element in page.iter(etree.Element):
        name = str(element.tag)
        if name.startswith(_M):
            yield from (f"{fault} in a formula" for fault in _values(element, _OF_FORMULAS) if not _is_column(element))
        elif (allowed := _ELEMENTS.get(name.removeprefix(_H)) if name.startswith(_H) else None) is None:
            yield f"<{name.rpartition('}')[2]}>"
        else:
            yield from (f"{fault} of <{name.removeprefix(_H)}>" for fault in _values(element, allowed))
            yield from _language(element)


def _values(element: etree._Element, allowed: Mapping[str, str]) -> Iterator[str]:
    """The attributes of an element that it may not have, or not with such a value."""
    for key, value in element.attrib.items():
        if key != "id" and not re.fullmatch(allowed.get(str(key), "(?!)"), str(value), re.DOTALL):
            yield f"{str(key).rpartition('}')[2]} {value}" if key in allowed else str(key)


def _language(element: etree._Element) -> Iterator[str]:
    language = element.get("lang", "")
    if language != element.get(_XML_LANG, ""):
        yield f"two languages of one element: {language or 'none'} and {element.get(_XML_LANG) or 'none'}"
    if element.get("dir") is not None and not language:
        yield f"the direction {element.get('dir')} for no language"
    wanted = direction(language) if language else "ltr"
    if element.get("dir", "ltr") != wanted:
        yield f"the direction {element.get('dir')} for {language or 'no language'}"


def _sheets(name: str, page: etree._Element, package: Package) -> Iterator[str]:
    """Whether a page has its style sheet, one that was looked at."""
    links = [link for link in page.iter(f"{_H}link") if link.get("rel") == "stylesheet"]
    found = [resolve(posixpath.dirname(name), link.get("href", "")) for link in links]
    if found != list(package.styles):
        yield f"a link to {', '.join(found) or 'no style sheet'}"


def _navigation(page: etree._Element, words: AddedWords) -> Iterator[str]:
    """Lists that are hidden, and the language of added words: that of the document has none of its own."""
    for nav in page.iter(f"{_H}nav"):
        if nav.get("hidden") is not None and nav.get(EPUB_TYPE) not in ("landmarks", "page-list"):
            yield "hidden of <nav>"
    labelled = (element for element in page.iter(f"{_H}a", f"{_H}span") if _is_added(element))
    for element in (*page.iter(f"{_H}h2", f"{_H}div"), *labelled):
        if element.get("lang", words.language) != words.language:
            yield f"the language {element.get('lang')} of added words"


def _is_added(element: etree._Element) -> bool:
    return element.get("role") is not None or element.get(EPUB_TYPE) is not None


def _names(page: etree._Element) -> Iterator[str]:
    """Parts that are called by something else than their own heading."""
    for element in page.iter(f"{_H}section", f"{_H}nav"):
        heading = next((child for child in element if is_heading(child)), None)
        if element.get("aria-labelledby") != (None if heading is None else heading.get("id")):
            yield f"a part called by {element.get('aria-labelledby')}"


_ASIDES = {("note", None, False, False), ("doc-footnote", "footnote", True, True)}
"""A callout, and a note: role, type, whether it has no name, and no class."""


def _labels(page: etree._Element, words: AddedWords) -> Iterator[str]:
    """Names that are spoken in place of what an element shows, and marks of notes, which the comparison passes over."""
    targets = {element.get("id"): element for element in page.iter(etree.Element) if element.get("id")}
    for aside in page.iter(f"{_H}aside"):
        title, name = aside.find(f"{_H}p"), aside.get("aria-label")
        if name is not None and (title is None or plain(name) != run_of(title).text):
            yield f"<aside> is called {name}"
        kinds = (aside.get("role"), aside.get(EPUB_TYPE), name is None, aside.get("class") is None)
        if kinds not in _ASIDES:
            yield f"<aside> as {kinds[0]}, {kinds[1]}"
    for link in page.iter(f"{_H}a"):
        role, shown, label = link.get("role", ""), "".join(link.itertext()), link.get("aria-label", "")
        number = link.get("href", "").rpartition("-")[2]
        target = targets.get(link.get("href", "").removeprefix("#"))
        if role == "doc-noteref":
            leads = target is not None and target.tag == f"{_H}aside" and target.get("role") == "doc-footnote"
            fits = shown == number and label.casefold() == f"{words.note} {number}".casefold()
        elif role == "doc-backlink":
            leads = target is not None and target.get("role") == "doc-noteref"
            fits = shown == "↩" and label == words.back.format(number)
        else:
            leads, fits = True, not label and not role
        if not (leads and fits):
            yield f"the link {shown} ({label}) to {link.get('href')}"


def _cover(page: etree._Element, publication: Publication, words: AddedWords) -> Iterator[str]:
    """What a cover says besides its picture: the comparison passes over the cover."""
    body = page.find(f"{_H}body")
    if body is None or body.get(EPUB_TYPE) is None:
        yield from (f"a picture called {image.get('role')}" for image in page.iter(f"{_H}img") if image.get("role"))
        return
    images = list(body.iter(f"{_H}img"))
    alt = f"{words.cover}: {publication.document.metadata.title}. {publication.publisher.name}."
    if logo := publication.publisher.look.logo_alt:
        alt += f" {logo}."
    if "".join(body.itertext()).strip() or [image.get("alt") for image in images] != [alt]:
        yield "a cover with words of its own"


def _styles(style: str, look: Look) -> Iterator[str]:
    house = {"border-top": f"4px solid {look.colour}"}
    if look.typeface:
        house["font-family"] = f'"{look.typeface}", sans-serif'
    plain_style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    for selector, body in _RULE.findall(plain_style):
        for declaration in filter(None, map(str.strip, body.split(";"))):
            name, _, value = (part.strip() for part in declaration.partition(":"))
            narrowed = _NARROWED.get(f"{name}: {value}") or _NARROWED.get(name)
            known = house.get(name) == value or re.fullmatch(_PROPERTIES.get(name, "(?!)"), value)
            if not known or "@" in selector or (narrowed and narrowed != selector.strip()):
                yield f"{selector.strip()} {{ {declaration} }}"
    if rest := _RULE.sub("", plain_style).strip():
        yield rest[:80]


def _note_numbers(package: Package) -> Iterator[Finding]:
    """Notes are counted through the book, so that “note 2” is the same one on paper and to who asks a helpline."""
    on_pages = [
        [_number(mark) for mark in package.parts[name].iter(f"{_H}a") if mark.get("role") == "doc-noteref"]
        for name in package.spine
    ]
    found = [number for numbers in on_pages for number in numbers]
    if sorted(found) != list(range(1, len(found) + 1)) or any(numbers != sorted(numbers) for numbers in on_pages):
        yield _wrong("notes counted from 1 on", ", ".join(map(str, found)))


def _number(mark: etree._Element) -> int:
    return written_number("".join(mark.itertext()))


def _pictures(publication: Publication, package: Package) -> Iterator[Finding]:
    nodes = nodes_of_text(publication.document)
    wanted = Counter(
        (plain(node.alt), sha256(node.image.data).hexdigest())
        for node in nodes
        if isinstance(node, Figure | InlineImage)
    )
    found = Counter(
        (plain(image.get("alt", "")), package.hashes.get(resolve(name.rpartition("/")[0], image.get("src", "")), ""))
        for name, page in package.parts.items()
        for image in page.iter(f"{_H}img")
        if name == package.nav or not is_cover(page)
    )
    for alt, _ in found - wanted:
        yield _wrong("the source's picture", f"another picture: {alt}")
