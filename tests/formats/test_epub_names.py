"""Inside an EPUB all files have names of its own: what an author's files are called must not keep a picture away."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from formats.epub import Epub
from formats.word import Word
from publish.contracts.format import PLAIN, Format, Job, Settings
from publish.errors import UnreadableEdition
from publish.model.nodes import Asset, Figure, Note, Paragraph, Text
from publish.model.publication import Publication
from publish.proof.verdict import Finding
from publish.rendering.zipping import FixedZip
from publish.source.identity import identified
from tests.formats.test_epub import OPF, H, edit
from tests.specimen import SVG, specimen

NAMES = ("a#1.svg", "my picture.svg", "d&e.svg", "Zoë 2.svg", "f(1).SVG", "50%25.svg", "q?.svg", "1:2.svg")
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/"), min_size=1, max_size=20)


def with_picture(name: str) -> Publication:
    made = specimen()
    picture = Figure(Asset(name, "image/svg+xml", SVG), "A cell with a nucleus")
    return replace(made, document=identified(replace(made.document, opening=(picture,))))


def written(publication: Publication, folder: Path, format_: Format) -> Path:
    target = folder / f"named{format_.suffix}"
    format_.write(Job(publication, format_.Options()), target)
    return target


def findings(publication: Publication, path: Path) -> tuple[Finding, ...]:
    return Epub(Settings(path.parent)).check(Job(publication, PLAIN), path).findings


def shown(path: Path) -> list[bytes | None]:
    """The bytes that each picture of the text shows, by what the address means to a browser."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    found = []
    for name, data in files.items():
        if name.endswith(".xhtml"):
            for image in etree.fromstring(data).iter(f"{H}img"):
                address = urlsplit(urljoin(f"https://book.example/{name}", image.get("src")))
                found.append(files.get(unquote(address.path).removeprefix("/")))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_shown_whatever_its_file_is_called(name: str, tmp_path: Path) -> None:
    publication = with_picture(name)
    path = written(publication, tmp_path, Epub(Settings(tmp_path)))
    assert None not in shown(path)
    assert SVG in shown(path)
    assert findings(publication, path) == ()


@settings(max_examples=25, deadline=None)
@given(TEXT)
def test_names_of_files_and_their_ids_are_plain(stem: str) -> None:
    with TemporaryDirectory() as folder:
        path = written(with_picture(f"{stem}.svg"), Path(folder), Epub(Settings(Path(folder))))
        with zipfile.ZipFile(path) as archive:
            root = etree.fromstring(archive.read("EPUB/content.opf"))
        items = [(item.get("id", ""), item.get("href", "")) for item in root.iter(f"{OPF}item")]
        assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", identifier) for identifier, _ in items)
        assert all(re.fullmatch(r"[A-Za-z0-9./-]+", address) for _, address in items)
        assert None not in shown(path)


@pytest.mark.parametrize("id_", ["zoë.b", "a_b", "p:q", "Ⅻ"])
def test_a_section_with_a_strange_id_has_a_page_with_a_plain_name(id_: str, tmp_path: Path) -> None:
    made = specimen()
    section = replace(made.document.sections[0], id=id_, blocks=(Paragraph((Text("Words."),)),), sections=())
    publication = replace(made, document=replace(made.document, sections=(section,), waivers=()))
    with zipfile.ZipFile(written(publication, tmp_path, Epub(Settings(tmp_path)))) as archive:
        assert all(re.fullmatch(r"[A-Za-z0-9./-]+", name) for name in archive.namelist())


def rename_picture(path: Path, new: str) -> None:
    """Give the picture of the front page another name, written in the page as it is."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    old = re.search(rb'src="(images/picture-01[^"]*)"', parts["EPUB/front.xhtml"])
    assert old is not None
    parts = {
        posixpath.join("EPUB", new) if name == f"EPUB/{old[1].decode()}" else name: data for name, data in parts.items()
    }
    with FixedZip(path, "w") as archive:
        for name, data in parts.items():
            text = data.replace(old[1], new.encode()) if name.endswith((".xhtml", ".opf")) else data
            archive.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else None)


@pytest.mark.parametrize("new", ["images/a#1.svg", "images/a?1.svg", "images/50%25.svg"])
def test_a_picture_that_no_reading_system_finds_is_not_passed(new: str, tmp_path: Path) -> None:
    publication = with_picture("cell.svg")
    path = written(publication, tmp_path, Epub(Settings(tmp_path)))
    rename_picture(path, new)
    with pytest.raises(UnreadableEdition, match="listed and missing"):
        findings(publication, path)


def test_a_picture_whose_address_in_the_page_ends_too_early_is_a_finding(tmp_path: Path) -> None:
    publication = with_picture("cell.svg")
    path = written(publication, tmp_path, Epub(Settings(tmp_path)))

    def change(root: etree._Element) -> None:
        image = next(iter(root.iter(f"{H}img")))
        image.set("src", image.get("src", "").replace(".svg", "#.svg"))

    edit(path, "front", change)
    assert [finding.expected for finding in findings(publication, path)] == ["the source's picture"]


def with_notes() -> Publication:
    made = specimen()

    def noted(word: str) -> Paragraph:
        note = Note((Paragraph((Text(f"Note of {word}."),)),))
        return Paragraph((Text(f"Text of {word}."), note, Text(f" More of {word}."), note))

    first, second, *_ = made.document.sections
    heading = (*first.heading, Note((Paragraph((Text("Note of a heading."),)),)))
    sections = tuple(
        replace(section, blocks=(noted(section.id),), sections=())
        for section in (replace(first, heading=heading), second)
    )
    return replace(
        made, document=identified(replace(made.document, opening=(noted("opening"),), sections=sections, waivers=()))
    )


def marks(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        pages = sorted(name for name in archive.namelist() if re.search(r"(?:front|section-\d+\S*)\.xhtml", name))
        roots = [etree.fromstring(archive.read(name)) for name in pages]
    return [
        mark.get("aria-label", "") for root in roots for mark in root.iter(f"{H}a") if mark.get("role") == "doc-noteref"
    ]


def test_notes_are_numbered_through_as_on_paper_and_in_word(tmp_path: Path) -> None:
    publication = with_notes()
    path = written(publication, tmp_path, Epub(Settings(tmp_path)))
    assert marks(path) == [f"Note {number}" for number in range(1, 8)]
    with zipfile.ZipFile(written(publication, tmp_path, Word(Settings(tmp_path)))) as archive:
        references = re.findall(rb'<w:footnoteReference w:id="(\d+)"', archive.read("word/document.xml"))
    assert references == [str(number).encode() for number in range(1, 8)]
    assert findings(publication, path) == ()


def test_note_numbers_that_begin_again_are_a_finding(tmp_path: Path) -> None:
    publication = with_notes()
    path = written(publication, tmp_path, Epub(Settings(tmp_path)))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    page = next(name for name in parts if "section-01" in name)
    text = parts[page].decode()
    for number, other in ((3, 1), (4, 2)):
        text = re.sub(rf"(?<=note-|mark-){number}|(?<=[Nn]ote ){number}|(?<=>){number}(?=<)", str(other), text)
    parts[page] = text.encode()
    with FixedZip(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    assert "notes counted from 1 on" in [finding.expected for finding in findings(publication, path)]
