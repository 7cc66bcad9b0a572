"""Whether all that a Word document holds can be seen and heard as it stands: by a list of what its parts are made of.

A document may be made of what is listed here. An element that is not may hide words, say others in their place, or
fetch them; nobody can list all that can. So each is a finding, and so are words struck out that the source does not
strike out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from publish.model.colours import ENOUGH, WHITE, Colour, contrast
from publish.model.edition_words import added_words
from publish.model.languages import direction
from publish.model.nodes import Style, Styled, walk
from publish.model.publication import Publication
from publish.model.text import plain
from publish.model.traverse import descend, nodes_of_text
from publish.proof.ledger import OPENING, text_of
from publish.proof.verdict import Finding, FindingKind
from publish.readers.docx.docx_passages import core_property
from publish.readers.docx.parts import Archive, W

_OF_TEXT = (
    "b bCs bidi bidiVisual body bookmarkEnd bookmarkStart br cantSplit continuationSeparator docPartGallery docPartObj "
    "docPartUnique document drawing fldChar footerReference footnote footnoteRef footnoteReference footnotes ftr "
    "gridCol gridSpan hyperlink id ilvl ind instrText keepNext lang left numId numPr p pBdr pPr pStyle pgMar pgSz r "
    "rFonts rPr rStyle right rtl sdt sdtContent sdtPr sectPr separator smallCaps spacing strike t tbl tblCaption "
    "tblDescription tblGrid tblHeader tblInd tblLayout tblLook tblPr tblStyle tblW tc tcPr tcW tr trPr vAlign "
    "vMerge vertAlign"
)
_BY_WORD = frozenset({"proofErr", "ins", "del", "delText", "lastRenderedPageBreak"})  # what saving leaves
_TEXT = frozenset(_OF_TEXT.split()) | _BY_WORD
_RUN = frozenset(["b", "bCs", "lang", "rFonts", "rStyle", "rtl", "smallCaps", "strike", "vertAlign"])
_OF_STYLES = (
    "b bCs basedOn bidi bottom color docDefaults ind insideH insideV keepLines keepNext lang left name next noProof "
    "outlineLvl pBdr pPr pPrDefault qFormat rFonts rPr rPrDefault right semiHidden shd spacing style styles "
    "suppressAutoHyphens sz szCs tblBorders tblCellMar tblInd tblPr tblStylePr tcPr top u uiPriority vertAlign "
    "widowControl latentStyles lsdException link unhideWhenUsed rsid aliases"
)
_STYLES = frozenset(_OF_STYLES.split())
_SIZES = ("sz", "szCs")
_STYLED_RUN = _RUN | frozenset(["color", "noProof", "u", *_SIZES])
_OTHERS = re.compile(
    r"\{http://schemas\.(?:microsoft\.com/office/drawing/20(?:16/SVG/main|17/decorative)|"
    r"openxmlformats\.org/(?:drawingml/2006/(?:main|picture|wordprocessingDrawing)|officeDocument/2006/math))\}"
)
_HIDES = frozenset({"phant", "phantPr", "hlinkClick", "hlinkHover", "alphaModFix", "clrChange", "duotone", "lum"})
_FACES = frozenset({"Arial", "Courier New", "Cambria Math"})
_FIELDS = re.compile(r"\s*(?:TOC|PAGE)\b.*")
_OF_KINDS = "fontTable footer footnotes hyperlink image numbering settings styles theme webSettings"
_KINDS = frozenset(_OF_KINDS.split())
_DARKEST_GROUND = 0xD0  # of each colour of a ground, from 0 to 255
_NARROWEST = 100  # twips of a column: 40 columns on a page are twice as wide


def shown_findings(publication: Publication, archive: Archive) -> Iterator[Finding]:
    """A finding for whatever keeps a document from showing its words, or shows others."""
    stories = [archive.document.tree, *([archive.footnotes.tree] if archive.footnotes else [])]
    language = publication.document.metadata.language
    for story in (*stories, *archive.footers):
        for found in (*_strange(story, _TEXT, _RUN), *_hidden(story, language)):
            yield _wrong("a document of what documents are made of", found)
    faces = _FACES | ({publication.publisher.look.typeface} - {""})
    for part in (*stories, *archive.footers, *([] if archive.styles is None else [archive.styles])):
        for found in _typefaces(part, faces):
            yield _wrong("the typeface of the house", found)
    if archive.styles is not None:
        for found in (*_strange(archive.styles, _STYLES, _STYLED_RUN), *_colours(archive.styles)):
            yield _wrong("a style that hides nothing", found)
    for relationship in archive.document.relationships.values():
        if relationship.kind not in _KINDS or (relationship.is_external and relationship.kind != "hyperlink"):
            yield _wrong("nothing from elsewhere", f"{relationship.kind}: {relationship.target}")
    page = added_words(language).page
    for footer in archive.footers:
        words = "".join(element.text or "" for element in footer.iter(f"{W}t"))
        if words.casefold() != f"{page} 1".casefold():
            yield _wrong("a foot with the page's number alone", words)
    yield from _struck(publication, stories)
    for name, wanted in (("creator", publication.publisher.name), ("subject", publication.document.metadata.summary)):
        if core_property(archive, name) != plain(wanted):
            yield _wrong(f"the {name} {wanted}", core_property(archive, name))


def _wrong(expected: str, found: str) -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, "", expected, found)


def _strange(part: etree._Element, known: frozenset[str], known_in_run: frozenset[str]) -> Iterator[str]:
    for element in part.iter(etree.Element):
        name, is_own = _named(str(element.tag))
        holder = element.getparent()
        if not is_own:
            strange = not _OTHERS.match(str(element.tag)) or name in _HIDES
        elif holder is not None and holder.tag == f"{W}rPr":
            # A size of its own has what is raised, which is else drawn smaller; `check.py` measures it.
            raised = name in _SIZES and holder.find(f"{W}vertAlign") is not None
            strange = name not in known_in_run and not raised
        else:
            strange = name not in known
        if strange:
            yield f"<{name}>"
    for spacing in part.iter(f"{W}spacing"):
        if spacing.get(f"{W}lineRule", "auto") != "auto" or any(
            str(value)[:1] == "-" for value in spacing.attrib.values()
        ):
            yield "lines that stand over each other"
    for indent in part.iter(f"{W}ind"):
        if any(str(value)[:1] == "-" for value in indent.attrib.values()):
            yield "lines beside the page"


@lru_cache(maxsize=1_000)
def _named(tag: str) -> tuple[str, bool]:
    """The local name of an element, and whether it is one of WordprocessingML."""
    return tag.rpartition("}")[2], tag.startswith(W)


def _typefaces(part: etree._Element, known: frozenset[str]) -> Iterator[str]:
    for fonts in part.iter(f"{W}rFonts"):
        yield from (f"the typeface {face}" for face in map(str, fonts.attrib.values()) if face not in known)


def _hidden(story: etree._Element, language: str) -> Iterator[str]:
    for field in story.iter(f"{W}instrText"):
        if not _FIELDS.fullmatch(field.text or ""):
            yield f"a field that Word fills in: {field.text}"
    for properties in story.iter(f"{W}rPr"):
        if properties.find(f"{W}rtl") is None:
            continue
        own = properties.find(f"{W}lang")
        tag = language if own is None else str(own.get(f"{W}bidi") or own.get(f"{W}val") or language)
        if direction(tag) != "rtl":
            yield "words from right to left in a language from left to right"
    for column in story.iter(f"{W}gridCol"):
        if int(column.get(f"{W}w", "0")) < _NARROWEST:
            yield "a column without width"
    for frame in story.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
        if frame.get("hidden", "0") not in ("0", "false"):
            yield "a picture that is hidden"
    for link in story.iter(f"{W}hyperlink"):
        if tip := link.get(f"{W}tooltip"):
            yield f"other words for a link: {tip}"


def _colours(styles: etree._Element) -> Iterator[str]:
    for colour in styles.iter(f"{W}color"):
        if contrast(_parts(colour.get(f"{W}val", "")), WHITE) < ENOUGH:
            yield f"ink of the colour {colour.get(f'{W}val')}"
    for ground in styles.iter(f"{W}shd"):
        if min(_parts(ground.get(f"{W}fill", ""))) < _DARKEST_GROUND or ground.get(f"{W}val") != "clear":
            yield f"a ground of the colour {ground.get(f'{W}fill')}"


def _parts(colour: str) -> Colour:
    """Red, green and blue; what is no colour is too light for ink and too dark for a ground."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return (0, 255, 255)
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


def _struck(publication: Publication, stories: list[etree._Element]) -> Iterator[Finding]:
    document = publication.document
    listed = (node for section in walk(document.sections) for node in descend(section.heading))  # in the contents
    styled = (node for node in (*nodes_of_text(document), *listed) if isinstance(node, Styled))
    texts = (text_of(node.children) for node in styled if node.style is Style.STRIKE)
    wanted = Counter(letter for text in texts for letter in text if letter.isalnum())
    runs = (run for story in stories for run in story.iter(f"{W}r") if run.find(f"{W}rPr/{W}strike") is not None)
    words = (plain(text.text or "") for run in runs for text in run.iter(f"{W}t"))
    found = Counter(letter for word in words for letter in word if letter.isalnum())
    if found != wanted:
        yield _wrong(f"{wanted.total()} letters struck out", f"{found.total()}")
