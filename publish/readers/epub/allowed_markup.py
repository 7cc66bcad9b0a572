"""Whether all that a page holds can be seen and heard as it stands: by a list of what pages are made of.

A page may be made of what is listed here. An element, an attribute or a rule of style that is not may hide words, say
others in their place, or act; nobody can list all that can. So each is a finding, and so is a picture that is not the
source's, and a word that is struck out in the page and not in the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256

from lxml import etree

from publish.model.edition_words import AddedWords, added_words
from publish.model.languages import direction
from publish.model.nodes import Figure, InlineImage
from publish.model.publication import Look, Publication
from publish.model.text import plain
from publish.model.traverse import nodes_of_text
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.epub.epub_package import Package, resolve
from publish.readers.xhtml.markup import EPUB_TYPE, run_of

_H = "{http://www.w3.org/1999/xhtml}"
_M = "{http://www.w3.org/1998/Math/MathML}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_ANYWHERE = frozenset({"id", "lang", _XML_LANG, "dir"})
_PLAIN = (
    "html head title h1 h2 h3 h4 h5 h6 ul li dl dt dd table caption thead tbody tr figure figcaption blockquote pre "
    "code em strong sup sub s br"
)
_ELEMENTS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_PLAIN.split(), frozenset()),
    "link": frozenset({"rel", "type", "href"}),
    "body": frozenset({EPUB_TYPE}),
    "nav": frozenset({"role", "aria-labelledby", EPUB_TYPE, "hidden"}),
    "section": frozenset({"aria-labelledby"}),
    "aside": frozenset({"class", "role", "aria-label", EPUB_TYPE}),
    "p": frozenset({"class"}),
    "div": frozenset({"class", "role", "aria-label", EPUB_TYPE}),  # which `page_list_check` looks at
    "span": frozenset({"class"}),
    "a": frozenset({"href", "role", "aria-label", EPUB_TYPE}),
    "img": frozenset({"src", "alt", "role"}),
    "ol": frozenset({"start"}),
    "th": frozenset({"scope", "rowspan", "colspan"}),
    "td": frozenset({"rowspan", "colspan"}),
}
_COLUMN = re.compile(r"text-align: (?:left|center|right)(?:; padding-(?:left|right): 0)?")
"""The style of a cell of a matrix, which says the same as its `columnalign` where a browser does not know that."""
_ACTS = re.compile(r"on|style$|href$|src$|color|background|size$", re.IGNORECASE)  # attributes of formulas that do more

_PROPERTIES = (
    "-epub-hyphens hyphens margin margin-bottom margin-top line-height text-align break-after break-inside font-size "
    "font-weight border border-width border-collapse border-inline-start max-width max-height padding "
    "padding-inline-start vertical-align height white-space font-variant list-style outline"
)
_STYLES = frozenset(_PROPERTIES.split())
"""Properties that arrange a page. What gives colours, places, sizes of nothing, or words, is none of them."""

_FIXED = {
    "font-size": re.compile(r"(?:[1-9]|1\.\d+)em"),
    "line-height": re.compile(r"(?:1(?:\.\d+)?|2|0)"),
    "height": re.compile(r"auto|1(?:\.\d+)?em"),
    "max-width": re.compile(r"100%"),
    "max-height": re.compile(r"\d\d vh|\d\dvh"),
    "vertical-align": re.compile(r"top|middle|baseline"),
    "white-space": re.compile(r"pre-wrap"),
    "outline": re.compile(r"0\.\d+em solid"),
}
ACTIVE = "-epub-media-overlay-active"
"""The class that a reading system gives to what is being read aloud."""
_NARROWED = {"outline": f".{ACTIVE}", "list-style": "nav ol", "max-height": ".cover img", "line-height: 0": "sup, sub"}
_VALUE = re.compile(r"[a-z0-9.%\s-]+", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def shown_findings(publication: Publication, package: Package) -> Iterator[Finding]:
    """A finding for whatever keeps a page from showing its words, or shows others."""
    words = added_words(publication.document.metadata.language)
    for name, page in package.parts.items():
        for found in (*_strange(page), *_labels(page, words), *_cover(page, publication, words)):
            yield _wrong("a page of what pages are made of", f"{name}: {found}")
    for heading in package.parts[package.nav].iter(f"{_H}h2"):
        if plain(run_of(heading).text) not in map(plain, (words.contents, words.landmarks, words.page_list)):
            yield _wrong("the headings of the contents", run_of(heading).text)
    for name, style in package.styles.items():
        strange = _styles(style, publication.publisher.look)
        yield from (_wrong("a style that hides and adds nothing", f"{name}: {found}") for found in strange)
    yield from _note_numbers(package)
    yield from _pictures(publication, package)
    yield from _package(publication, package)


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
            acts = (str(key) for key in element.attrib if _ACTS.match(str(key)))
            yield from (f"{key} in a formula" for key in acts if key != "style" or not _is_column(element))
        elif (allowed := _ELEMENTS.get(name.removeprefix(_H)) if name.startswith(_H) else None) is None:
            yield f"<{name.rpartition('}')[2]}>"
        else:
            yield from (
                f"{key} of <{name.removeprefix(_H)}>" for key in set(map(str, element.attrib)) - allowed - _ANYWHERE
            )
            yield from _language(element)
    for link in page.iter(f"{_H}link"):
        if link.get("rel") != "stylesheet" or ":" in link.get("href", ""):
            yield f"a link to {link.get('href')}"
    for nav in page.iter(f"{_H}nav"):
        if nav.get("hidden") is not None and nav.get(EPUB_TYPE) not in ("landmarks", "page-list"):
            yield "hidden of <nav>"


def _language(element: etree._Element) -> Iterator[str]:
    language = element.get("lang", "")
    if language != element.get(_XML_LANG, ""):
        yield f"two languages of one element: {language or 'none'} and {element.get(_XML_LANG) or 'none'}"
    wanted = direction(language) if language else "ltr"
    if element.get("dir", "ltr") != wanted:
        yield f"the direction {element.get('dir')} for {language or 'no language'}"


def _labels(page: etree._Element, words: AddedWords) -> Iterator[str]:
    """Names that are spoken in place of what an element shows, and marks of notes, which the comparison passes over."""
    targets = {element.get("id"): element for element in page.iter(etree.Element) if element.get("id")}
    for aside in page.iter(f"{_H}aside"):
        title, name = aside.find(f"{_H}p"), aside.get("aria-label")
        if name is not None and (title is None or plain(name) != run_of(title).text):
            yield f"<aside> is called {name}"
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
            narrowed = _NARROWED.get(name) or _NARROWED.get(f"{name}: {value}")
            fixed = _FIXED.get(name)
            if house.get(name) == value:
                continue
            known = name in _STYLES and _VALUE.fullmatch(value) and not re.search(r"(?<![\w])-\.?\d", value)
            if not known or (fixed and not fixed.fullmatch(value)) or (narrowed and narrowed != selector.strip()):
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
    shown = "".join(mark.itertext())
    return int(shown) if shown.isdecimal() else 0


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
        if image.get("role") != "doc-cover"
    )
    for alt, _ in found - wanted:
        yield _wrong("the source's picture", f"another picture: {alt}")


_METADATA = frozenset(
    "generator dcterms:modified dcterms:date dcterms:conformsTo a11y:certifiedBy pageBreakSource".split()  # noqa: SIM905
    + "media:duration media:active-class media:narrator".split()  # noqa: SIM905
)


def _package(publication: Publication, package: Package) -> Iterator[Finding]:
    """What the package says besides its claims: what readers see in their shelves, and how they show the pages."""
    about, publisher = publication.document.metadata, publication.publisher.name
    wanted = {"creator": [publisher], "publisher": [publisher], "description": [about.summary]}
    for name, texts in wanted.items():
        found = [element.text or "" for element in package.root.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")]
        if list(map(plain, found)) != list(map(plain, texts)):
            yield _wrong(f"the {name} {texts[0]}", ", ".join(found))
    for meta in package.root.iter("{http://www.idpf.org/2007/opf}meta"):
        name = meta.get("property") or meta.get("name") or ""
        if name not in _METADATA and not name.startswith("schema:"):
            yield _wrong("known metadata", name)
    spine = package.root.find("{http://www.idpf.org/2007/opf}spine")
    side = spine.get("page-progression-direction", "ltr") if spine is not None else ""
    if side != direction(about.language):
        yield _wrong(f"pages that turn {direction(about.language)}", side)
    for reference in package.root.iter("{http://www.idpf.org/2007/opf}itemref"):
        if reference.get("linear", "yes") != "yes":
            yield _wrong("every page in the order of reading", f"{reference.get('idref')} is not")
    for name in sorted(package.beside - {"mimetype", "META-INF/container.xml", package.name}):
        yield _wrong("no other files", name)
