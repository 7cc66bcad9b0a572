"""What a file says of itself in its metadata (XMP) and its older form of them (the information dictionary)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from pikepdf import Pdf

_DC, _RDF = "{http://purl.org/dc/elements/1.1/}", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_NAMESPACES = {
    "dc": _DC[1:-1],
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "rdf": _RDF[1:-1],
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
_TERMS = (
    "Alt Bag CreateDate CreatorTool Description DocumentID History InstanceID Keywords ModifyDate NPages PDFVersion "
    "Producer RDF RenditionClass Seq action category conformance creator description format instanceID language li "
    "name namespaceURI part prefix property schema schemas softwareAgent subject title valueType when xmpmeta"
)
_KNOWN = frozenset(_TERMS.split())
_OF_INFORMATION = frozenset("/Author /CreationDate /Creator /Keywords /ModDate /Producer /Title".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Information:
    """A file's own account: `ua_part` is the part of PDF/UA that it claims, "" for none; `faults` what is strange."""

    title: str = ""
    author: str = ""
    keywords: str = ""
    ua_part: str = ""
    faults: tuple[str, ...] = ()


def information_of(pdf: Pdf) -> Information:
    """The metadata of a file; nothing where there are none (ISO 14289-1, 5 and 7.1)."""
    if "/Metadata" not in pdf.Root:
        return Information()
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(pdf.Root.Metadata.read_bytes(), parser)
    except etree.XMLSyntaxError:
        return Information()
    return Information(
        root.findtext(".//dc:title/rdf:Alt/rdf:li", "", _NAMESPACES),
        str(pdf.docinfo.get("/Author", "")),
        str(pdf.docinfo.get("/Keywords", "")),
        root.findtext(".//pdfuaid:part", "", _NAMESPACES),
        tuple(_faults(pdf, root)),
    )


def _faults(pdf: Pdf, root: etree._Element) -> Iterator[str]:
    """What is said in one place and not in the other, or that no file of the house says."""
    for element in root.iter(etree.Element):
        tag = etree.QName(element)
        if tag.localname not in _KNOWN or (tag.localname == "description" and tag.namespace == _DC[1:-1]):
            yield f"the metadata {tag.localname}"
    yield from (f"{key} of the file" for key in sorted(set(map(str, pdf.docinfo.keys())) - _OF_INFORMATION))
    titles = [item.text or "" for item in root.iterfind(".//dc:title/rdf:Alt/rdf:li", _NAMESPACES)]
    authors = [item.text or "" for item in root.iterfind(".//dc:creator/rdf:Seq/rdf:li", _NAMESPACES)]
    for key, found in (("/Title", titles), ("/Author", authors)):
        own = str(pdf.docinfo.get(key, found[0] if found else ""))
        if found != [own]:
            yield f"{key[1:].lower()}: {', '.join(found)} and {own}"
    language = str(pdf.Root.get("/Lang", ""))
    for item in root.iterfind(".//dc:language/rdf:Bag/rdf:li", _NAMESPACES):
        if (item.text or "").partition("-")[0].casefold() != language.partition("-")[0].casefold():
            yield f"the language {item.text}"
    if root.findtext(".//pdfaid:part", "2", _NAMESPACES) != "2":
        yield "another part of PDF/A"
    times = {root.findtext(f".//xmp:{name}", "", _NAMESPACES) for name in ("CreateDate", "ModifyDate")}
    if len(times) > 1:
        yield f"the times {' and '.join(sorted(times))}"
