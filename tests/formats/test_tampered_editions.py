"""An EPUB or Word file in which somebody hid words, put others in their place or made it act is never complete."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import publish
from publish.contracts.format import Job, Settings
from publish.model.publication import Publication
from tests.conftest import REPOSITORY

SOURCE = """---
title: Iron
lang: en-GB
summary: What iron does.
---

# Iron {#iron}

Take 5 mg. Do not take aspirin.

See [the page](https://example.org/a).[^1]

- One

::: {.table caption="Doses"}
| A | B |
|---|---|
| 1 | 2 |
:::

![A dot in a box](dot.svg)

[^1]: A note.
"""
SECTION, PACKAGE, STYLE = "section-01-iron.xhtml", "content.opf", "style.css"
P = "<p>Take 5\u00a0mg"
RULES = {
    "no display": "p{display:none}",
    "white": "p{color:#fff}",
    "type of no size": "p{font-size:0}",
    "small type": "p{font-size:0.1em}",
    "words of its own": 'p::after{content:"Take aspirin"}',
    "beside the page": "p{position:absolute;left:-9999px}",
    "outdented": "p{margin:0 0 0 -99em}",
    "invisible": "li{visibility:hidden}",
    "no opacity": "td{opacity:0}",
    "clipped": "p{clip-path:inset(50%)}",
    "no height": "p{height:0}",
    "lines over lines": "p{line-height:0}",
    "other direction": "p{direction:rtl;unicode-bidi:bidi-override}",
    "struck out": "p{text-decoration:line-through}",
    "from the web": '@import "https://x.example/a.css";',
    "a font of its own": "@font-face{font-family:x;src:url(x.woff)}",
    "no numbers": "ol{list-style:none}",
    "hidden by an escape": "p{d\\69splay:none}",
    "in a comment's shade": "p{dis/**/play:none}",
    "lines higher than their place": "p{height:1em}",
    "far from the page": "p{margin:0 0 0 200em}",
    "squeezed to nothing": "p{padding-inline-start:90em}",
    "behind a wide edge": "p{border:99em solid}",
    "a sheet from elsewhere, after others": '@import "x.css"; p{margin:0}',
    "a cover of no height": ".cover img{max-height:00vh}",
}
EPUB: Mapping[str, tuple[str, str, str]] = {
    "hidden": (SECTION, P, '<p hidden="hidden">Take 5\u00a0mg'),
    "not heard": (SECTION, P, '<p aria-hidden="true">Take 5\u00a0mg'),
    "style of its own": (SECTION, P, '<p style="display:none">Take 5\u00a0mg'),
    "a title over it": (SECTION, P, '<p title="Take aspirin">Take 5\u00a0mg'),
    "called otherwise": (SECTION, P, '<p aria-label="Take aspirin">Take 5\u00a0mg'),
    "not, struck out": (SECTION, "not take", "<s>not</s> take"),
    "not, deleted": (SECTION, "not take", "<del>not</del> take"),
    "turned round": (SECTION, "5\u00a0mg", '<bdo dir="rtl">5\u00a0mg</bdo>'),
    "from the right": (SECTION, P, '<p dir="rtl">Take 5\u00a0mg'),
    "a drawing of words": (SECTION, P, f'<svg xmlns="http://www.w3.org/2000/svg"><text>Take</text></svg>{P}'),
    "acts": (SECTION, P, '<p onclick="x()">Take 5\u00a0mg'),
    "goes away": (SECTION, "<head>", '<head><meta http-equiv="refresh" content="0;url=https://x.example"/>'),
    "stands elsewhere": (SECTION, "<head>", '<head><base href="https://x.example/"/>'),
    "style in the page": (SECTION, "<head>", "<head><style>p{display:none}</style>"),
    "style from the web": (SECTION, "<head>", '<head><link rel="stylesheet" href="https://x.example/x.css"/>'),
    "style by an instruction": (SECTION, "<html", '<?xml-stylesheet href="https://x.example/x.css"?><html'),
    "a box to fill in": (SECTION, "5\u00a0mg", '<input value="50 mg"/>5 mg'),
    "another number": (SECTION, "<li>", '<li value="9">'),
    "two languages": (SECTION, P, '<p xml:lang="fr">Take 5\u00a0mg'),
    "a column that folds": (SECTION, "<table>", '<table><colgroup><col style="visibility:collapse"/></colgroup>'),
    "a header called otherwise": (SECTION, "<th ", '<th abbr="Z" '),
    "tells who reads": (SECTION, '<a href="https', '<a ping="https://x.example" href="https'),
    "a note that leads nowhere": (SECTION, 'href="#note-1"', 'href="#mark-1"'),
    "a note with other words": (SECTION, 'aria-label="Note 1"', 'aria-label="Take aspirin"'),
    "a page out of order": (
        PACKAGE,
        '<itemref idref="section-01-iron"',
        '<itemref linear="no" idref="section-01-iron"',
    ),
    "pages that cannot grow": (
        PACKAGE,
        "</metadata>",
        '<meta property="rendition:layout">pre-paginated</meta></metadata>',
    ),
    "another publisher": (PACKAGE, r"(<dc:publisher[^>]*>)[^<]*", r"\1Evil"),
    "another creator": (PACKAGE, r"(<dc:creator[^>]*>)[^<]*", r"\1Evil"),
    "another summary": (PACKAGE, r"(<dc:description[^>]*>)[^<]*", r"\1Take aspirin"),
    "contents called otherwise": ("nav.xhtml", ">Contents<", ">Take aspirin<"),
    "a cover that speaks": ("cover.xhtml", "</body>", "<p>Take aspirin</p></body>"),
    "a cover called otherwise": ("cover.xhtml", 'alt="[^"]*"', 'alt="Take aspirin"'),
    "a paragraph called French": (SECTION, P, '<p lang="fr" xml:lang="fr">Take 5\u00a0mg'),
    "a cell called French": (SECTION, "<td>1", '<td lang="fr" xml:lang="fr">1'),
    "contents called French": ("nav.xhtml", 'lang="en-GB" xml:lang="en-GB"', 'lang="fr" xml:lang="fr"'),
    "a part called otherwise": (SECTION, 'aria-labelledby="iron-heading"', 'aria-labelledby="note-1"'),
    "a picture that is not heard": (SECTION, "<img ", '<img role="presentation" '),
    "a picture that is a cover": (SECTION, "<img ", '<img role="doc-cover" '),
    "the mark of a note elsewhere": (SECTION, r"mg(\.)(.*?)(</p>.*?)(<a id=\"mark-1\".*?</a>)", r"mg\1\4\2\3"),
    "a page called otherwise": (SECTION, "<title>Iron", "<title>Zinc"),
    "a place called otherwise": ("nav.xhtml", r'(epub:type="bodymatter"[^>]*>)[^<]*', r"\1Zinc"),
    "another title beside it": (PACKAGE, "<dc:creator", "<dc:title>Zinc</dc:title><dc:creator"),
    "another person": (PACKAGE, "<dc:creator", "<dc:contributor>Evil</dc:contributor><dc:creator"),
    "another day": (PACKAGE, "</metadata>", "<dc:date>2031-01</dc:date></metadata>"),
    "another page in its place": (PACKAGE, '<item href="section', '<item fallback="nav" href="section'),
    "a page of its own size": (PACKAGE, '<itemref idref="section', '<itemref properties="x" idref="section'),
    "turned as from the right": (PACKAGE, 'dir="ltr"', 'dir="rtl"'),
    "a picture of something else": ("picture-01.svg", "<svg ", '<svg opacity="0" '),
}
T = "<w:t[^>]*>Take 5\u00a0mg. Do not take aspirin.</w:t>"
WORDS = "<w:t>Take 5\u00a0mg. Do not take aspirin.</w:t>"
LOOKS = (
    '<w:color w:val="FFFFFF"/>',
    '<w:sz w:val="2"/>',
    '<w:w w:val="1"/>',
    '<w:fitText w:val="1"/>',
    '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>',
    '<w:position w:val="-800"/>',
    '<w:spacing w:val="-400"/>',
    '<w:shd w:val="clear" w:fill="000000"/>',
    '<w:highlight w:val="black"/>',
)
DOCUMENT = "word/document.xml"
RUN = f"<w:r>{T}</w:r>"
WORD: Mapping[str, tuple[str, str, str]] = {
    **{look: (DOCUMENT, RUN, f"<w:r><w:rPr>{look}</w:rPr>{WORDS}</w:r>") for look in LOOKS},
    "a field": (DOCUMENT, RUN, f'<w:fldSimple w:instr="QUOTE x"><w:r>{WORDS}</w:r></w:fldSimple>'),
    "a hint to fill in": (
        DOCUMENT,
        RUN,
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r>{WORDS}</w:r></w:sdtContent></w:sdt>",
    ),
    "a frame": (DOCUMENT, RUN, f'<w:pPr><w:framePr w:w="1" w:h="1" w:hRule="exact"/></w:pPr><w:r>{WORDS}</w:r>'),
    "a sign": (DOCUMENT, RUN, f'<w:r>{WORDS}</w:r><w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'),
    "an endnote": (DOCUMENT, RUN, f'<w:r>{WORDS}</w:r><w:r><w:endnoteReference w:id="1"/></w:r>'),
    "a comment": (DOCUMENT, RUN, f'<w:r>{WORDS}</w:r><w:r><w:commentReference w:id="1"/></w:r>'),
    "lines over each other": (
        DOCUMENT,
        RUN,
        f'<w:pPr><w:spacing w:line="1" w:lineRule="exact"/></w:pPr><w:r>{WORDS}</w:r>',
    ),
    "a link called otherwise": (DOCUMENT, "<w:hyperlink ", '<w:hyperlink w:tooltip="Take aspirin" '),
    "a column without width": (DOCUMENT, r'<w:gridCol w:w="\d+"', '<w:gridCol w:w="1"'),
    "all hidden": ("word/styles.xml", "<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:vanish/>"),
    "all white": ("word/styles.xml", "<w:rPrDefault><w:rPr>", '<w:rPrDefault><w:rPr><w:color w:val="FFFFFF"/>'),
    "a page number in place of a word": (
        DOCUMENT,
        RUN,
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>{WORDS}</w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ),
    "deleted words beside": (
        DOCUMENT,
        RUN,
        f'<w:r>{WORDS}</w:r><w:del w:id="9"><w:r><w:delText>No</w:delText></w:r></w:del>',
    ),
    "words not yet taken in": (DOCUMENT, RUN, f'<w:ins w:id="9"><w:r>{WORDS}</w:r></w:ins>'),
    "a row not yet deleted": (DOCUMENT, "<w:trPr>", '<w:trPr><w:del w:id="9" w:author="A"/>'),
    "beside the page": (DOCUMENT, RUN, f'<w:pPr><w:ind w:left="30000"/></w:pPr><w:r>{WORDS}</w:r>'),
    "a page without room": (DOCUMENT, r'(<w:pgMar[^>]*w:left=)"\d+"', r'\1"11000"'),
    "a page as small as a stamp": (DOCUMENT, r'<w:pgSz w:w="\d+"', '<w:pgSz w:w="300"'),
    "lines of no height": (DOCUMENT, RUN, f'<w:pPr><w:spacing w:line="10"/></w:pPr><w:r>{WORDS}</w:r>'),
    "from the right": (DOCUMENT, RUN, f"<w:pPr><w:bidi/></w:pPr><w:r>{WORDS}</w:r>"),
    "a table from the right": (
        DOCUMENT,
        '<w:tblStyle w:val="ClearTable"/>',
        '<w:tblStyle w:val="ClearTable"/><w:bidiVisual/>',
    ),
    "a table off the page": (DOCUMENT, '<w:tblInd w:w="0"', '<w:tblInd w:w="20000"'),
    "a cell of no width": (DOCUMENT, r'<w:tcW w:w="\d+"', '<w:tcW w:w="1"'),
    "bullets that speak": ("word/numbering.xml", 'w:lvlText w:val="•"', 'w:lvlText w:val="Do not"'),
    "letters for numbers": ("word/numbering.xml", '<w:numFmt w:val="bullet"', '<w:numFmt w:val="lowerLetter"'),
    "a picture of no size": (DOCUMENT, r'<wp:extent cx="\d+" cy="\d+"', '<wp:extent cx="1" cy="1"'),
    "a picture cut off": (DOCUMENT, "<a:stretch>", '<a:srcRect l="49000" r="49000"/><a:stretch>'),
    "a picture turned": (DOCUMENT, "<a:xfrm>", '<a:xfrm rot="5400000">'),
    "a picture under a colour": (DOCUMENT, "<a:extLst>", '<a:alphaBiLevel thresh="100000"/><a:extLst>'),
    "a picture of two names": (DOCUMENT, '<pic:cNvPr ([^>]*)descr="[^"]*"', '<pic:cNvPr \\1descr="A foot"'),
    "a picture of something else": ("word/media/image1.svg", "<svg ", '<svg opacity="0" '),
    "a note that is a line": ("word/footnotes.xml", '<w:footnote w:id="1"', '<w:footnote w:type="separator" w:id="1"'),
    "a note with a mark of its own": (
        DOCUMENT,
        "<w:footnoteReference ",
        '<w:footnoteReference w:customMarkFollows="1" ',
    ),
    "the mark of a note elsewhere": (
        DOCUMENT,
        f'({RUN})(.*?)(<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference [^>]*/></w:r>)',
        r"\1\3\2",
    ),
    "a style raised": (
        "word/styles.xml",
        "<w:rPrDefault><w:rPr>",
        '<w:rPrDefault><w:rPr><w:vertAlign w:val="superscript"/>',
    ),
    "a style from the right": ("word/styles.xml", "<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:rtl/>"),
    "type of no size in other scripts": ("word/styles.xml", r'<w:szCs w:val="\d+"', '<w:szCs w:val="2"'),
    "a colour of the theme": (
        "word/styles.xml",
        r'<w:color w:val="(\w+)"',
        r'<w:color w:themeColor="background1" w:val="\1"',
    ),
    "a heading called otherwise": ("word/styles.xml", '<w:name w:val="heading 2"', '<w:name w:val="Body"'),
    "a template in the settings": ("word/settings.xml", "</w:settings>", "<w:attachedTemplate/></w:settings>"),
    "a foot that speaks": ("word/footer1.xml", ">Page<", ">Take aspirin<"),
    "another author": ("docProps/core.xml", r"(<dc:creator[^>]*>)[^<]*", r"\1Evil"),
    "a template from the web": (
        "word/_rels/document.xml.rels",
        "</Relationships>",
        '<Relationship Id="rId98" TargetMode="External" Target="https://x.example/t.dotm" Type="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>',
    ),
}


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    folder = tmp_path_factory.mktemp("iron")
    for name in ("publisher.yaml", "dot.svg"):
        (folder / name).write_bytes((REPOSITORY / "tests" / "cases" / "every-node" / name).read_bytes())
    (folder / "iron.md").write_text(SOURCE, encoding="utf-8")
    return publish.load(folder / "iron.md")


def found(publication: Publication, name: str, folder: Path, change: Callable[[str, bytes], bytes]) -> list[str]:
    """What is found in an edition whose parts were changed; nothing before that."""
    edition = publish.formats(Settings(folder / "cache"))[name]
    sound, damaged = folder / f"sound{edition.suffix}", folder / f"damaged{edition.suffix}"
    edition.write(Job(publication, edition.Options()), sound)
    assert edition.check(Job(publication, edition.Options()), sound).findings == ()
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(damaged, "w") as new:
        for part in old.infolist():
            kind = zipfile.ZIP_STORED if part.filename == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(part, change(part.filename, old.read(part)), compress_type=kind)
    findings = edition.check(Job(publication, edition.Options()), damaged).findings
    return [f"{one.kind}: {one.expected}: {one.found}" for one in findings]


def with_other(part: str, pattern: str, words: str) -> Callable[[str, bytes], bytes]:
    def change(name: str, data: bytes) -> bytes:
        if not name.endswith(part):
            return data
        text = data.decode()
        assert re.search(pattern, text), f"{part} has no {pattern}: {text}"
        return re.sub(pattern, words, text, count=1).encode()

    return change


@pytest.mark.parametrize("what", EPUB)
def test_an_epub_with_a_tampered_page_is_never_complete(what: str, publication: Publication, tmp_path: Path) -> None:
    assert found(publication, "epub", tmp_path, with_other(*EPUB[what]))


@pytest.mark.parametrize("what", RULES)
def test_an_epub_with_a_tampered_style_is_never_complete(what: str, publication: Publication, tmp_path: Path) -> None:
    added = f"\n{RULES[what]}\n".encode()
    assert found(publication, "epub", tmp_path, lambda name, data: data + added * name.endswith(STYLE))


@pytest.mark.parametrize("what", WORD)
def test_a_word_file_with_a_tampered_part_is_never_complete(
    what: str, publication: Publication, tmp_path: Path
) -> None:
    assert found(publication, "word", tmp_path, with_other(*WORD[what]))
