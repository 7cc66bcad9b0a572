"""Whether a package says of its book what the source says: what shelves show, what pages are called, in which order.

As of pages, what a package may be made of is listed: nobody can list all that might show a book otherwise.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from publish.model.edition_words import added_words
from publish.model.languages import direction
from publish.model.publication import Publication, Publisher
from publish.model.stock_code import sku
from publish.model.text import plain
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.epub.epub_package import Package, resolve
from publish.readers.epub.metadata_form import metadata_faults
from publish.readers.xhtml.markup import EPUB_TYPE, is_heading, run_of

_H = "{http://www.w3.org/1999/xhtml}"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_TERMS = (
    "generator dcterms:modified dcterms:date dcterms:conformsTo a11y:certifiedBy pageBreakSource "
    "media:duration media:active-class media:narrator schema:accessMode schema:accessModeSufficient "
    "schema:accessibilityFeature schema:accessibilityHazard schema:accessibilitySummary schema:email "
    "schema:version schema:sku"
)
_METADATA = frozenset(_TERMS.split())
_LISTS: Mapping[str, frozenset[str]] = {
    "package": frozenset({"unique-identifier", "version", "prefix", _XML_LANG, "dir"}),
    "metadata": frozenset(),
    "manifest": frozenset(),
    "item": frozenset({"href", "id", "media-type", "properties", "media-overlay"}),
    "spine": frozenset({"page-progression-direction"}),
    "itemref": frozenset({"idref", "linear"}),
    "meta": frozenset({"property", "name", "content", "refines", "id", _XML_LANG}),
}
"""The elements of a package, and their attributes."""

_MAIL = "mailto:"
_TOOL = re.compile(r"Ebook-lib [\d.]+")
_PREFIX = "rendition: http://www.idpf.org/vocab/rendition/#"
"""What the vocabulary of a prefix is: another would give its terms another meaning."""


def package_findings(publication: Publication, package: Package, stock_name: str) -> Iterator[Finding]:
    """A finding for whatever a package says otherwise than its source, or that no package of ours says.

    `stock_name` is the format's, as stock codes have it.
    """
    ordered = chain(_ordered(publication, package, stock_name), _identified(publication, package, stock_name))
    language = publication.document.metadata.language
    form = metadata_faults(package.root, language, is_spoken=stock_name != "epub")
    formed = (("a package of what packages are made of", found) for found in form)
    faults = (_described(publication, package), ordered, _strange(package), formed, _shown(publication, package))
    for expected, found in (fault for part in faults for fault in part):
        yield Finding(FindingKind.PRESENTATION, OPENING, "", expected, found)
    for name, page in package.parts.items():
        if page.get("lang") != language:
            yield Finding(FindingKind.MISLABELLED, OPENING, "language", language, f"{name}: {page.get('lang')}")
        titles = [plain(title.text or "") for title in page.iter(f"{_H}title")]
        if titles != [_title(name, publication, package)]:
            yield Finding(
                FindingKind.PRESENTATION, OPENING, "", "a page with its title", f"{name}: {', '.join(titles)}"
            )


def _described(publication: Publication, package: Package) -> Iterator[tuple[str, str]]:
    """What readers see on their shelves."""
    about, publisher = publication.document.metadata, publication.publisher.name
    date = about.last_reviewed or about.updated
    wanted = {
        "title": [about.title],
        "language": [about.language],
        "creator": [publisher],
        "publisher": [publisher],
        "description": [about.summary],
        "date": [] if date is None else [str(date)],
    }
    for name, texts in wanted.items():
        found = [element.text or "" for element in package.root.iter(f"{_DC}{name}")]
        if list(map(plain, found)) != list(map(plain, texts)):
            yield f"the {name} {', '.join(texts)}", ", ".join(found)
    for element in package.root.iter(f"{_DC}*"):
        if (name := str(element.tag).removeprefix(_DC)) not in (*wanted, "identifier", "source"):
            yield "known metadata", f"{name}: {element.text}"
    for meta in package.root.iter(f"{_OPF}meta"):
        name = meta.get("property") or meta.get("name") or ""
        if name not in _METADATA:
            yield "known metadata", name


def _ordered(publication: Publication, package: Package, stock_name: str) -> Iterator[tuple[str, str]]:
    """Which version of which document a book is, and the code that it is ordered by."""
    about = publication.document.metadata
    wanted = {"schema:version": about.version, "schema:sku": sku(about.id, stock_name, "") if about.version else ""}
    for term, value in wanted.items():
        metas = (meta for meta in package.root.iter(f"{_OPF}meta") if meta.get("property") == term)
        found = ", ".join(meta.text or "" for meta in metas)
        if found != value:
            yield f"{term} {value}", found


def _identified(publication: Publication, package: Package, stock_name: str) -> Iterator[tuple[str, str]]:
    """By what reading systems know a book again, and its state: another identifier is another book."""
    about, publisher = publication.document.metadata, publication.publisher
    name = "/".join((publisher.name, about.id, *([] if stock_name == "epub" else [stock_name])))
    date = about.updated or about.last_reviewed
    day = "2000-01-01" if date is None else f"{date.year:04}-{date.month:02}-{date.day or 1:02}"
    wanted = {
        f"{_DC}identifier": [f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"],
        "dcterms:modified": [f"{day}T00:00:00Z"],
        "schema:email": _addresses(publisher)[:1],
    }
    for term, values in wanted.items():
        metas = (meta for meta in package.root.iter(f"{_OPF}meta") if meta.get("property") == term)
        found = [element.text or "" for element in (*package.root.iter(term), *metas)]
        if found != values:
            yield f"{term.removeprefix(_DC)} {', '.join(values)}", ", ".join(found)
    for meta in package.root.iter(f"{_OPF}meta"):
        if meta.get("name") is not None and not _TOOL.fullmatch(meta.get("content", "")):
            yield "the tool that it was made with", meta.get("content", "")


def _addresses(publisher: Publisher) -> list[str]:
    """The e-mail addresses of a publisher, that of its helpline first."""
    targets = (contact.target or "" for contact in (publisher.helpline, *publisher.contacts))
    return [target[len(_MAIL) :].partition("?")[0] for target in targets if target.startswith(_MAIL)]


def _strange(package: Package) -> Iterator[tuple[str, str]]:
    """Elements and attributes that no package of ours has."""
    yield from (("a package of the form that all reading systems open", found) for found in package.faults)
    for element in package.root.iter(etree.Element):
        name = str(element.tag)
        if not name.startswith(_DC):
            allowed = _LISTS.get(name.removeprefix(_OPF))
            strange = [name.rpartition("}")[2]] if allowed is None else sorted(set(map(str, element.attrib)) - allowed)
            yield from (("a package of what packages are made of", found) for found in strange)
    if package.root.get("prefix", _PREFIX) != _PREFIX:
        yield "a package of what packages are made of", f"prefix {package.root.get('prefix')}"
    for item in package.items:
        path = resolve(package.folder, item.get("href", ""))
        if item.get("properties") != _property_of(path, package):
            yield "a package of what packages are made of", f"properties {item.get('properties')} of {path}"
    for name in sorted(package.beside - {"mimetype", "META-INF/container.xml", package.name}):
        yield "no other files", name


def _shown(publication: Publication, package: Package) -> Iterator[tuple[str, str]]:
    """How readers turn the pages, in which order, and where they begin."""
    language = publication.document.metadata.language
    wanted, spine = direction(language), package.root.find(f"{_OPF}spine")
    for side in (
        package.root.get("dir", "ltr"),
        spine.get("page-progression-direction", "ltr") if spine is not None else "",
    ):
        if side != wanted:
            yield f"pages that turn {wanted}", side
    for reference in package.root.iter(f"{_OPF}itemref"):
        if reference.get("linear", "yes") != "yes":
            yield "every page in the order of reading", f"{reference.get('idref')} is not"
    first = [name for name in package.spine if name == package.nav or is_cover(package.parts[name])]
    if len(package.spine) < 3 or [package.spine[0], package.spine[2]] != first:
        yield "cover, title page and contents before all else", ", ".join(package.spine[:3])
    words = added_words(language)
    labels = {"cover": words.cover, "titlepage": words.title_page, "toc": words.contents}
    for link in package.parts[package.nav].iter(f"{_H}a"):
        if kind := link.get(EPUB_TYPE):
            target = resolve(posixpath.dirname(package.nav), link.get("href", ""))
            label = labels.get(kind) or (_heading(package.parts[target]) if target in package.parts else "")
            if run_of(link).text != plain(label):
                yield f"the place {label}", run_of(link).text


def _property_of(path: str, package: Package) -> str | None:
    """What a package says of a file: that it is the contents document or the cover's picture, or has formulas."""
    page = package.parts.get(path)
    if path == package.nav:
        return "nav"
    if page is not None:
        return "mathml" if next(page.iter(_MATH), None) is not None else None
    covers = (cover for cover in package.parts.items() if cover[0] != package.nav and is_cover(cover[1]))
    images = {
        resolve(posixpath.dirname(name), image.get("src", ""))
        for name, cover in covers
        for image in cover.iter(f"{_H}img")
    }
    return "cover-image" if path in images else None


def is_cover(page: etree._Element) -> bool:
    """Whether a page is the cover."""
    body = page.find(f"{_H}body")
    return body is not None and body.get(EPUB_TYPE) == "cover"


def _heading(page: etree._Element) -> str:
    return next((run_of(element).text for element in page.iter(f"{_H}*") if is_heading(element)), "")


def _title(name: str, publication: Publication, package: Package) -> str:
    """What the page of a file is called."""
    title = publication.document.metadata.title
    if name == package.nav:
        return plain(f"{added_words(publication.document.metadata.language).contents}: {title}")
    page = package.parts[name]
    return plain(title) if is_cover(page) else _heading(page)
