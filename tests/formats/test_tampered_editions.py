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
