"""Reads an easy-read page of the web back, whoever wrote it, and looks for what no such page is made of."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from lxml import etree

from publish.errors import UnreadableEdition
from publish.proof.ledger import OPENING
from publish.proof.reading import Entry, Reading
from publish.proof.verdict import Finding, FindingKind
from publish.readers.xhtml.markup import PageReader, is_heading, run_of
from publish.readers.xhtml.same_page import page_difference

_H = "{http://www.w3.org/1999/xhtml}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ANYWHERE = frozenset({"id", "lang", _XML_LANG, "dir"})
_PLAIN = "html head title body header main h1 h2 h3 ul ol li dl dt dd br strong em sup sub s code figure style"
_ELEMENTS = {
    **dict.fromkeys(_PLAIN.split(), frozenset[str]()),
    "meta": frozenset({"charset", "name", "content"}),
    "nav": frozenset({"aria-labelledby"}),
    "section": frozenset({"aria-labelledby"}),
    "div": frozenset({"class"}),
    "p": frozenset({"class"}),
    "figure": frozenset({"class"}),
    "span": frozenset({"class"}),
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt"}),
}
"""What a page may be made of: anything else may hide words, say others in their place, or act."""
_KNOWN_CLASSES = frozenset({"", "line", "words", "helpline", "logo", "small-capitals"})


def parsed(path: Path) -> etree._Element:
    """The root of a page. Raises `UnreadableEdition`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except (OSError, etree.XMLSyntaxError) as error:
        raise UnreadableEdition(f"{path}: it is no easy-read page: {error}. Build it again.") from error
    if root.tag != f"{_H}html" or root.find(f"{_H}body") is None:
        raise UnreadableEdition(f"{path}: it is no page of the web. Build it again.")
    return root


def read_page(path: Path) -> Reading:
    """All that a page says; its list of contents apart. Raises `UnreadableEdition`."""
    root = parsed(path)
    landings = dict(_landings(root))

    def landing(href: str) -> str:
        return f"#{landings.get(href[1:], '(nowhere)')}" if href.startswith("#") else href

    contents = [entry for listed in _lists(root) for entry in _entries(listed, landing)]
    for listed in _lists(root):
        listed.getparent().remove(listed)  # type: ignore[union-attr]
    languages = {root.get("lang", ""), root.get(_XML_LANG, "")}
    return Reading(
        passages=tuple(PageReader(path.name, landing).page(root)),
        title=root.findtext(f"{_H}head/{_H}title") or "",
        language=languages.pop() if len(languages) == 1 else "",
        contents=tuple(contents),
    )


def _lists(root: etree._Element) -> list[etree._Element]:
    return [listed for nav in root.iter(f"{_H}nav") for listed in nav.findall(f"{_H}ol")]


def _landings(root: etree._Element) -> Iterator[tuple[str, str]]:
    for each in root.iter(f"{_H}*"):
        heading = next((inner for inner in each.iter() if is_heading(inner)), None)
        if each.get("id") and heading is not None:
            yield each.get("id", ""), run_of(heading).text


def _entries(listed: etree._Element, landing: object) -> Iterator[Entry]:
    for item in listed.findall(f"{_H}li"):
        run = run_of(item, landing)  # type: ignore[arg-type]
        yield Entry(run.text, 2, run.links[0].target if run.links else "")


def shown_pictures(path: Path) -> list[tuple[str, str]]:
    """The text alternative and the SHA-256 of each picture of a page, in order. Raises `UnreadableEdition`."""
    return [(each.get("alt", ""), _hash(each.get("src", ""))) for each in parsed(path).iter(f"{_H}img")]


def page_findings(path: Path, style: str) -> Iterator[Finding]:
    """What no page is made of, and a style that is not `style`. Raises `UnreadableEdition`."""
    root = parsed(path)
    for each in root.iter(etree.Element):
        name = str(each.tag).removeprefix(_H)
        allowed = _ELEMENTS.get(name) if str(each.tag).startswith(_H) else None
        if allowed is None:
            yield _wrong("a page of what pages are made of", f"<{name}>")
            continue
        for key in sorted(set(map(str, each.attrib)) - allowed - _ANYWHERE):
            yield _wrong("a page of what pages are made of", f"{key} of <{name}>")
        if each.get("class", "") not in _KNOWN_CLASSES:
            yield _wrong("a class that the style knows", each.get("class", ""))
    for instruction in root.getroottree().xpath("//processing-instruction()"):
        yield _wrong("a page of what pages are made of", f"<?{instruction.target}?>")
    styles = ["".join(each.itertext()) for each in root.iter(f"{_H}style")]
    if styles != [style]:
        yield _wrong("the style of easy-read pages", "another one")


def markup_findings(path: Path, house: bytes) -> Iterator[Finding]:
    """A finding where a page is not `house`, the page that is made of its source, byte for byte.

    It is read as XML here and as HTML by browsers, to which CDATA, say, is a comment: the same markup must be the same
    bytes.
    """
    if path.read_bytes() == house:
        return
    wanted, found = page_difference(parsed(path), etree.fromstring(house)) or ("byte for byte", "written otherwise")
    yield _wrong(f"the page as the house marks it up: {wanted}", found)


def _hash(address: str) -> str:
    """The hash of an image that is in the page; "" of one that is elsewhere."""
    head, comma, data = address.partition(";base64,")
    return sha256(b64decode(data)).hexdigest() if comma and head.startswith("data:image/") else ""


def _wrong(expected: str, found: str) -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, "", expected, found)
