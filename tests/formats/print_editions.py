"""Print editions of publications, for editions that list their pages, and text that goes on over the end of a page."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import pypdfium2
from lxml import etree

from formats.print.leaflet import LeafletOptions, Print
from publish.contracts.format import Edition, Job, Settings
from publish.model.nodes import (
    Block,
    Cell,
    Definition,
    DefinitionList,
    Inline,
    Link,
    List,
    ListItem,
    Paragraph,
    Style,
    Styled,
    Table,
    Text,
)
from publish.model.publication import Publication
from publish.outputs.journal import hash_of
from publish.source.identity import identified
from tests.formats.test_audio import made

H = "{http://www.w3.org/1999/xhtml}"
_ENGLISH = "iron tablets help the body to make more blood when there is too little of it and should be taken daily"
_ARABIC = "الحديد يساعد الجسم على تكوين الدم ويجب أن تتناوله كل يوم مع الماء"


def in_print(publication: Publication, folder: Path, paper: str = "a4") -> Edition:
    """The print edition for reading, on a paper."""
    leaflet, path = Print(Settings(folder)), folder / f"{publication.document.metadata.id}-print-{paper}.pdf"
    options = LeafletOptions.model_validate({"paper": paper})
    locations = leaflet.write(Job(publication, options), path)
    return Edition("print", paper, path, str(hash_of(path)), leaflet.read(path).pages, None, locations)


def sentences(number: int, words: str = _ENGLISH) -> str:
    """So many sentences, each with its number, so that each is there once."""
    running = cycle(words.split())
    return " ".join(f"Part {count}: {' '.join(islice(running, 11))}." for count in range(1, number + 1))


def of_blocks(*blocks: Block, language: str = "en-GB") -> Publication:
    """A publication whose only section has these blocks, and a paragraph after them."""
    publication = made({"iron": ["The end of the text."]}, language=language)
    (section,) = publication.document.sections
    section = replace(section, blocks=(*blocks, *section.blocks))
    return replace(publication, document=identified(replace(publication.document, sections=(section,))))


def _paragraph(*inlines: Inline) -> Paragraph:
    return Paragraph(inlines)


def _linked(number: int) -> tuple[Inline, ...]:
    return tuple(
        inline
        for count in range(1, number + 1)
        for inline in (
            Text("ask about "),
            Link(
                (Text(f"how iron tablets help the body to make more blood, part {count}"),),
                f"https://iron.nhs.uk/{count}",
            ),
            Text(" at your next visit. "),
        )
    )


LONG: dict[str, Publication] = {
    "a paragraph": of_blocks(_paragraph(Text(sentences(120)))),
    "stressed words": of_blocks(
        _paragraph(Text(sentences(40)), Text(" "), Styled(Style.STRONG, (Text(sentences(30)),)), Text(" and so on."))
    ),
    "links": of_blocks(_paragraph(*_linked(60))),
    "items": of_blocks(List(tuple(ListItem((_paragraph(Text(sentences(9))),)) for _ in range(12)))),
    "rows": of_blocks(
        Table(
            (Text("What was taken"),),
            ((Cell((Text("Day"),)), Cell((Text("What"),))),),
            tuple((Cell((Text(f"day {row}"),)), Cell((Text(sentences(2)),))) for row in range(1, 60)),
            1,
        )
    ),
    "definitions": of_blocks(
        DefinitionList(
            tuple(Definition((Text(f"term {count}"),), ((_paragraph(Text(sentences(30))),),)) for count in range(1, 8))
        )
    ),
    "Arabic": of_blocks(_paragraph(Text(sentences(120, _ARABIC))), language="ar"),
}
"""Each goes on over the end of a page within a node."""


def parts(path: Path) -> dict[str, etree._Element]:
    """The pages of an EPUB and its package."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf"))]
        return {name.removeprefix("EPUB/"): etree.fromstring(archive.read(name)) for name in names}


def page_breaks(path: Path) -> list[etree._Element]:
    """The starts of printed pages in an EPUB, in the order of its files."""
    return [
        element
        for name, page in sorted(parts(path).items())
        for element in page.iter(f"{H}*")
        if element.get("role") == "doc-pagebreak"
    ]


def letters_after(mark: etree._Element) -> str:
    """The letters and digits of what follows the start of a page in its file."""
    return _letters("".join(mark.xpath("following::text()")))


def letters_on(pdf: Path, page: int) -> str:
    """The letters and digits of a page, as PDFium has them: no reader of ours."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return _letters(document[page - 1].get_textpage().get_text_bounded())
    finally:
        document.close()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
