"""What the elements of a package may say besides their words: of which other, in which language, by which id.

A language, a direction or another element that metadata speaks of makes it say something else with the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_META = f"{_OPF}meta"

_IDS: Mapping[str, str] = {f"{_DC}creator": "creator", f"{_DC}publisher": "publisher", "a11y:certifiedBy": "certifier"}
_SPEAKS_OF: Mapping[str, str] = {"schema:email": "#publisher", "dcterms:date": "#certifier"}
_OF_A_PART = "media:duration"  # of one overlay, or of the whole
_OF_SOUND = "media:"
_IN_ENGLISH = "schema:accessibilitySummary"


def metadata_faults(root: etree._Element, language: str, *, is_spoken: bool) -> Iterator[str]:
    """What a package in a language says so, in words; `is_spoken` where it is read aloud."""
    overlays = {f"#{item.get('media-overlay')}" for item in root.iter(f"{_OPF}item") if item.get("media-overlay")}
    for element in root.iter(etree.Element):
        name = str(element.tag).rpartition("}")[2]
        if (element.text or "").strip() and not (str(element.tag).startswith(_DC) or element.tag == _META):
            yield f"words in <{name}>: {(element.text or '').strip()}"
        if (element.tail or "").strip():
            yield f"words after <{name}>: {(element.tail or '').strip()}"
        if str(element.tag).startswith(_DC):
            yield from _of_dublin_core(element, root.get("unique-identifier", ""))
        elif element.tag == _META:
            yield from _of_meta(element, language, overlays if is_spoken else None)


def _of_dublin_core(element: etree._Element, identifier: str) -> Iterator[str]:
    tag = str(element.tag)
    wanted = identifier if tag == f"{_DC}identifier" else _IDS.get(tag)
    for key, value in element.attrib.items():
        if key != "id" or value != wanted:
            yield f"{key} {value} of {tag.removeprefix(_DC)}"


def _of_meta(meta: etree._Element, language: str, overlays: set[str] | None) -> Iterator[str]:
    """Of what, in which language and by which id a meta speaks; `overlays` is None where nothing may be spoken."""
    term = meta.get("property", "")
    spoken_of, of_parts = meta.get("refines"), overlays if term == _OF_A_PART and overlays else set[str]()
    if spoken_of not in ({_SPEAKS_OF.get(term)} if not of_parts else {None, *of_parts}):
        yield f"{term} of {spoken_of or 'the whole book'}"
    in_english = term == _IN_ENGLISH and not language.casefold().startswith("en")
    if meta.get(_XML_LANG) != ("en" if in_english else None):
        yield f"{term} in {meta.get(_XML_LANG) or 'the language of the book'}"
    if meta.get("id") != _IDS.get(term):
        yield f"{term} called {meta.get('id') or 'nothing'}"
    if term.startswith(_OF_SOUND) and overlays is None:
        yield f"{term} of a book without sound"
