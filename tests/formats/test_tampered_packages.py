"""An EPUB or Word file of another form than its kind has, or with parts that nobody proved, is never complete."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import publish
from publish.contracts.format import Job, Settings
from publish.errors import UnreadableEdition
from publish.model.publication import Publication
from tests.conftest import REPOSITORY
from tests.formats.test_tampered_editions import SOURCE, found, with_other

CONTAINER, PACKAGE, SECTION = "META-INF/container.xml", "EPUB/content.opf", "EPUB/section-01-iron.xhtml"
NAV = "EPUB/nav.xhtml"
SECOND = '<rootfile media-type="application/oebps-package+xml" full-path="EPUB/evil.opf"/></rootfiles>'
LINKS = '</rootfiles><links><link rel="mapping" href="https://x.example"/></links>'
PAGE = '<item id="e1" href="evil.xhtml" media-type="application/xhtml+xml"/></manifest>'
AGAIN = '<item id="c2" href="images/cover.png" media-type="image/png"/></manifest>'
EPUB: Mapping[str, tuple[str, str, str]] = {
    "a second book": (CONTAINER, "</rootfiles>", SECOND),
    "links of its container": (CONTAINER, "</rootfiles>", LINKS),
    "a file listed twice": (PACKAGE, "</manifest>", AGAIN),
    "a way round": (PACKAGE, 'href="style.css"', 'href="./style.css"'),
    "pages of another type": (PACKAGE, "application/xhtml", "application/"),
    "a cover of another type": (PACKAGE, 'media-type="image/png"', 'media-type="image/jpeg"'),
    "a style of another type": (PACKAGE, "text/css", "application/javascript"),
    "another version": (PACKAGE, 'version="3.0"', 'version="9.0"'),
    "no identifier": (PACKAGE, 'unique-identifier="id"', 'unique-identifier="nope"'),
    "another identifier": (PACKAGE, "urn:uuid:.", "urn:uuid:-"),
    "another day": (PACKAGE, "-..T00:00:00Z", "-29T00:00:00Z"),
    "another meaning of a prefix": (PACKAGE, "vocab/rendition/#", "vocab/other/#"),
    "a tool that praises": (PACKAGE, 'content="Ebook-lib', 'content="Approved. Ebook-lib'),
    "no picture of a cover": (PACKAGE, ' properties="cover-image"', ""),
    "a summary that says more": (PACKAGE, "can be read as text", "can be read as text, and is safe"),
    "a page of two titles": (SECTION, "</head>", "<title>Safe</title></head>"),
    "a page without its style": (SECTION, 'rel="stylesheet"', 'rel="alternate"'),
    "a line of the contents twice": (NAV, r'(<a href="section-01[^"]*">[^<]*</a>)', r"\1\1"),
    "a place that is elsewhere": (NAV, 'href="front.xhtml"', 'href="cover.xhtml"'),
    "no places": (NAV, '<nav id="landmarks".*?</nav>', ""),
    "places for all to see": (NAV, ' hidden="hidden"', ""),
    "no time": (PACKAGE, '<meta property="dcterms:modified">[^<]*</meta>', ""),
}  # fmt: skip
UNREAD: Mapping[str, tuple[str, str, str]] = {
    "an entity": (SECTION, "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY n "20 ">]>'),
    "an attribute for all": (SECTION, "<!DOCTYPE html>", '<!DOCTYPE html [<!ATTLIST p style CDATA "display:none">]>'),
    "a definition elsewhere": (SECTION, "<!DOCTYPE html>", '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd">'),
    "a package that defines": (PACKAGE, "<package", '<!DOCTYPE package [<!ENTITY n "20 ">]><package'),
    "a container that defines": (CONTAINER, "<container", '<!DOCTYPE container [<!ENTITY n "">]><container'),
    "other bytes for letters": (SECTION, "encoding='utf-8'", "encoding='utf-7'"),
}
FILES: Mapping[str, tuple[str, bytes]] = {
    "an empty cover": ("EPUB/images/cover.png", b""),
    "a program for a cover": ("EPUB/images/cover.png", b"MZ\x90" + bytes(1000)),
    "a drawing for a cover": ("EPUB/images/cover.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
    "an empty style": ("EPUB/style.css", b""),
    "a style of no letters": ("EPUB/style.css", b"\xff\xfe\0" * 10),
}


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    folder = tmp_path_factory.mktemp("iron")
    for name in ("publisher.yaml", "dot.svg"):
        (folder / name).write_bytes((REPOSITORY / "tests" / "cases" / "every-node" / name).read_bytes())
    (folder / "iron.md").write_text(SOURCE, encoding="utf-8")
    return publish.load(folder / "iron.md")


def checked(
    publication: Publication, name: str, folder: Path, parts: Callable[[dict[str, bytes]], dict[str, bytes]]
) -> list[str]:
    """What is found in an edition with other parts, or why it is not read."""
    edition = publish.formats(Settings(folder / "cache"))[name]
    sound, damaged = folder / f"sound{edition.suffix}", folder / f"damaged{edition.suffix}"
    edition.write(Job(publication, edition.Options()), sound)
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(damaged, "w") as new:
        for part, data in parts({part: old.read(part) for part in old.namelist()}).items():
            new.writestr(part, data)
    try:
        return [str(finding) for finding in edition.check(Job(publication, edition.Options()), damaged).findings]
    except UnreadableEdition as error:
        return [str(error)]


@pytest.mark.parametrize("what", EPUB)
def test_an_epub_of_another_form_is_never_complete(what: str, publication: Publication, tmp_path: Path) -> None:
    assert found(publication, "epub", tmp_path, with_other(*EPUB[what]))


@pytest.mark.parametrize("what", UNREAD)
def test_an_epub_that_programs_read_otherwise_is_not_read(what: str, publication: Publication, tmp_path: Path) -> None:
    with pytest.raises(UnreadableEdition, match=r"document type|declared as written"):
        found(publication, "epub", tmp_path, with_other(*UNREAD[what]))


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_is_not_what_it_is_called_is_named(what: str, publication: Publication, tmp_path: Path) -> None:
    name, data = FILES[what]
    assert checked(publication, "epub", tmp_path, lambda parts: {**parts, name: data})


def test_a_cover_that_is_cut_is_named(publication: Publication, tmp_path: Path) -> None:
    name = "EPUB/images/cover.png"
    assert checked(publication, "epub", tmp_path, lambda parts: {**parts, name: parts[name][:500]})


def test_a_page_beside_the_order_of_reading_is_named(publication: Publication, tmp_path: Path) -> None:
    def beside(parts: dict[str, bytes]) -> dict[str, bytes]:
        package = parts[PACKAGE].replace(b"</manifest>", PAGE.encode())
        return {**parts, PACKAGE: package, "EPUB/evil.xhtml": re.sub(rb"Take 5", b"Take 50", parts[SECTION])}

    (finding,) = checked(publication, "epub", tmp_path, beside)
    assert "evil.xhtml, 0 times in the order of reading" in finding


RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
FETCHED = f'<Relationship Id="rX" Type="{RELATED}/image" Target="http://127.0.0.1/x.png" TargetMode="External"/>'
WORD_PARTS = "document styles footer1 footnotes numbering settings fontTable theme".split()  # noqa: SIM905


@pytest.mark.parametrize("part", WORD_PARTS)
def test_a_part_that_fetches_something_is_named(part: str, publication: Publication, tmp_path: Path) -> None:
    def fetching(parts: dict[str, bytes]) -> dict[str, bytes]:
        name = f"word/_rels/{part}.xml.rels"
        before = parts.get(name, f"{RELATIONSHIPS}</Relationships>".encode())
        return {**parts, name: before.replace(b"</Relationships>", f"{FETCHED}</Relationships>".encode())}

    (finding,) = checked(publication, "word", tmp_path, fetching)
    assert f"image of word/{part}.xml: http://127.0.0.1/x.png" in finding


@pytest.mark.parametrize("part", [*(f"word/{part}.xml" for part in WORD_PARTS), "docProps/core.xml", "_rels/.rels"])
def test_a_part_in_another_encoding_or_with_definitions_is_not_read(
    part: str, publication: Publication, tmp_path: Path
) -> None:
    for head in ('<?xml version="1.0" encoding="utf-7"?>', "<!DOCTYPE x [<!ENTITY a 'b'>]>"):
        (why,) = checked(
            publication,
            "word",
            tmp_path,
            lambda parts, head=head: {**parts, part: head.encode() + parts[part].split(b"?>", 1)[1]},  # type: ignore[misc]
        )
        assert "utf-7" in why or "document type" in why


@pytest.mark.parametrize("part", [*(f"word/{part}.xml" for part in WORD_PARTS), "docProps/core.xml"])
def test_a_part_of_another_kind_is_named(part: str, publication: Publication, tmp_path: Path) -> None:
    assert checked(publication, "word", tmp_path, lambda parts: {**parts, part: b"<a/>"})


CORE, ROOT, OF_DOCUMENT, TYPES = (
    "docProps/core.xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
)
WORD: Mapping[str, tuple[str, str, str]] = {
    "a second author": (CORE, "</cp:coreProperties>", "<dc:creator>Evil</dc:creator></cp:coreProperties>"),
    "words in its properties": (CORE, "</cp:coreProperties>", "<cp:keywords>Take 50</cp:keywords></cp:coreProperties>"),
    "properties from elsewhere": (ROOT, "</Relationships>", f"{FETCHED}</Relationships>"),
    "styles by another name": (OF_DOCUMENT, f"{RELATED}/styles", "http://x.example/styles"),
    "a picture that nothing shows": (
        OF_DOCUMENT,
        "</Relationships>",
        f'<Relationship Id="rX" Type="{RELATED}/image" Target="media/image1.svg"/></Relationships>',
    ),
    "a link that no words have": (
        OF_DOCUMENT,
        "</Relationships>",
        f'<Relationship Id="rX" Type="{RELATED}/hyperlink" Target="https://x.example" TargetMode="External"/>'
        "</Relationships>",
    ),
    "a part of another type": (TYPES, "wordprocessingml.styles", "wordprocessingml.comments"),
    "a theme with a picture": ("word/theme.xml", "<a:themeElements>", "<a:themeElements><a:blip/>"),
    "a face in the file": ("word/fontTable.xml", "<w:pitch", "<w:embedRegular/><w:pitch"),
}  # fmt: skip


@pytest.mark.parametrize("what", WORD)
def test_a_word_file_of_another_form_is_never_complete(what: str, publication: Publication, tmp_path: Path) -> None:
    assert found(publication, "word", tmp_path, with_other(*WORD[what]))


def test_two_relationships_of_one_name_are_not_followed(publication: Publication, tmp_path: Path) -> None:
    twice = f'<Relationship Id="rId1" Type="{RELATED}/styles" Target="styles.xml"/></Relationships>'
    with pytest.raises(UnreadableEdition, match="cannot be followed"):
        found(publication, "word", tmp_path, with_other(OF_DOCUMENT, "</Relationships>", twice))
