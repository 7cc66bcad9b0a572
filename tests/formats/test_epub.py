"""The EPUB: complete, deterministic, and each kind of damage done to its files is named."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from formats.epub import Epub
from publish.contracts.format import PLAIN, Job, Settings
from publish.errors import UnreadableEdition
from publish.model.nodes import Paragraph, Section, Span, Text
from publish.model.publication import Publication
from publish.proof.verdict import FindingKind
from publish.rendering.zipping import FixedZip
from tests.conftest import present
from tests.specimen import paragraph, specimen, words

H = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Change = Callable[[etree._Element], object]


@pytest.fixture(scope="module")
def publication() -> Publication:
    return specimen()


@pytest.fixture
def epub(tmp_path: Path) -> Epub:
    return Epub(Settings(tmp_path / "cache"))


@pytest.fixture
def path(epub: Epub, publication: Publication, tmp_path: Path) -> Path:
    target = tmp_path / "specimen.epub"
    epub.write(Job(publication, PLAIN), target)
    return target


def edit(path: Path, part: str, change: Change) -> None:
    """Change the XML of the parts whose name holds `part`, inside the EPUB."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    touched = [name for name in parts if part in name]
    assert touched, f"no part is called {part}"
    for name in touched:
        root = etree.fromstring(parts[name])
        change(root)
        parts[name] = etree.tostring(root)
    with FixedZip(path, "w") as archive:
        for name, data in parts.items():
            # The type stands first and unpacked (EPUB 3.3, 4.2.7.1): without that a file is no EPUB at all.
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)


def find(root: etree._Element, tag: str, text: str = "") -> etree._Element:
    """The only innermost element of a tag that holds a text."""
    found = [one for one in root.iter(f"{H}{tag}") if text in "".join(one.itertext()).replace("\u00a0", " ")]
    return found[-1]


def removed(tag: str, text: str = "") -> Change:
    def change(root: etree._Element) -> None:
        element = find(root, tag, text)
        present(element.getparent()).remove(element)

    return change


def changed(tag: str, text: str, change_element: Change) -> Change:
    return lambda root: change_element(find(root, tag, text))


def renamed(tag: str, text: str, new: str) -> Change:
    return changed(tag, text, lambda element: setattr(element, "tag", f"{H}{new}"))


def replaced(before: str, after: str) -> Change:
    """Change words wherever they stand in one text."""

    def change(root: etree._Element) -> None:
        for element in root.iter():
            if isinstance(element.text, str) and before in element.text:
                element.text = element.text.replace(before, after)
                return
            if isinstance(element.tail, str) and before in element.tail:
                element.tail = element.tail.replace(before, after)
                return
        raise AssertionError(f"{before} is not there")

    return change


def left_out(root: etree._Element) -> None:
    """Take a section out of the spine."""
    entry = next(one for one in root.iter(f"{OPF}itemref") if "lists" in one.get("idref", ""))
    present(entry.getparent()).remove(entry)


def unclaimed(root: etree._Element) -> None:
    """Take a claim out of the package."""
    for one in root.iter(f"{OPF}meta"):
        if one.get("property") == "schema:accessibilityHazard":
            one.clear()


DAMAGE: dict[str, tuple[str, Change, FindingKind]] = {
    "a list item removed": ("lists", removed("li", "Point beside it"), FindingKind.MISSING),
    "a paragraph removed": ("lists", removed("p", "It says one thing"), FindingKind.MISSING),
    "a table row removed": ("tables", removed("tr", "0.5 mg"), FindingKind.MISSING),
    "a caption removed": ("tables", removed("caption"), FindingKind.MISSING),
    "a note removed": ("inlines", removed("aside"), FindingKind.MISSING),
    "a formula removed": ("lists", changed("div", "", lambda one: one.clear()), FindingKind.MISSING),
    "a video removed": ("lists", removed("p", "Taking iron"), FindingKind.MISSING),
    "a digit changed": ("tables", replaced("0.5\u00a0mg", "5 mg"), FindingKind.ALTERED),
    "a not removed": ("inlines", removed("em", "not"), FindingKind.ALTERED),
    "a power flattened": ("inlines", renamed("sup", "9", "span"), FindingKind.ALTERED),
    "a line hidden": (
        "lists",
        changed("p", "It says one", lambda one: one.set("hidden", "hidden")),
        FindingKind.MISSING,
    ),
    "words run together": ("inlines", replaced(" able to", "able to"), FindingKind.ALTERED),
    "a heading as bold text": ("lists", renamed("h4", "A deep section", "p"), FindingKind.DEMOTED),
    "a heading's level changed": ("lists", renamed("h4", "A deep section", "h3"), FindingKind.DEMOTED),
    "a header cell made plain": ("tables", renamed("th", "Evening", "td"), FindingKind.DEMOTED),
    "a scope removed": ("tables", changed("th", "Evening", lambda one: one.attrib.pop("scope")), FindingKind.DEMOTED),
    "an alt text emptied": ("tables", lambda root: next(root.iter(f"{H}img")).set("alt", ""), FindingKind.MISSING),
    "an alt text replaced": (
        "tables",
        lambda root: next(root.iter(f"{H}img")).set("alt", "cell.svg"),
        FindingKind.MISLABELLED,
    ),
    "a link led astray": (
        "inlines",
        changed("a", "national", lambda one: one.set("href", "https://elsewhere.example")),
        FindingKind.MISDIRECTED,
    ),
    "an internal link led astray": (
        "inlines",
        changed("a", "list below", lambda one: one.set("href", "#inlines")),
        FindingKind.MISDIRECTED,
    ),
    "a language removed": ("inlines", changed("span", "bore", lambda one: one.attrib.clear()), FindingKind.MISLABELLED),
    "a page's language changed": ("lists", lambda root: root.set("lang", "fr"), FindingKind.MISLABELLED),
    "a package's language removed": ("content.opf", lambda root: root.attrib.pop(XML_LANG), FindingKind.MISLABELLED),
    "a start of a list changed": (
        "lists",
        lambda root: next(root.iter(f"{H}ol")).set("start", "9"),
        FindingKind.MISLABELLED,
    ),
    "an entry of the contents removed": ("nav", removed("li", "A deep section"), FindingKind.CONTENTS),
    "an entry of the contents renamed": ("nav", replaced("A deep section", "Deeper"), FindingKind.CONTENTS),
    "a section left out of the spine": ("content.opf", left_out, FindingKind.MISSING),
    "a claim removed": ("content.opf", unclaimed, FindingKind.PRESENTATION),
}


@pytest.mark.parametrize(("part", "change", "kind"), DAMAGE.values(), ids=DAMAGE)
def test_damage_is_named(
    part: str, change: Change, kind: FindingKind, epub: Epub, publication: Publication, path: Path
) -> None:
    edit(path, part, change)
    kinds = [one.kind for one in epub.check(Job(publication, PLAIN), path).findings]
    assert kind in kinds


def test_each_top_level_section_is_a_file(path: Path, publication: Publication) -> None:
    with zipfile.ZipFile(path) as archive:
        pages = [name for name in archive.namelist() if "section-" in name]
    assert len(pages) == len(publication.sections)


def test_the_first_entry_is_the_stored_mimetype(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read(first) == b"application/epub+zip"


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04 a broken zip"])
def test_a_file_that_is_no_epub_cannot_be_read(content: bytes, epub: Epub, tmp_path: Path) -> None:
    broken = tmp_path / "broken.epub"
    broken.write_bytes(content)
    with pytest.raises(UnreadableEdition, match="no whole EPUB"):
        epub.read(broken)


def test_latin_words_that_are_marked_run_their_own_way_among_arabic_words(epub: Epub, tmp_path: Path) -> None:
    """With its direction, "500 mg" is one stretch, and the number after it does not go with it."""
    made = specimen()
    dose = (Text("خذ "), Span(words("500 mg"), "en"), Text(" 3 مرات "), Span(words("ثلاث"), "ar"))
    section = Section("s", 1, words("الجرعة"), (Paragraph(dose),))
    metadata = replace(made.document.metadata, language="ar")
    made = replace(made, document=replace(made.document, metadata=metadata, opening=(), sections=(section,)))
    target = tmp_path / "arabic.epub"
    epub.write(Job(made, PLAIN), target)
    with zipfile.ZipFile(target) as archive:
        pages = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml"))
    assert '<span lang="en" xml:lang="en" dir="ltr">500\u00a0mg</span> 3' in pages
    assert '<span lang="ar" xml:lang="ar" dir="rtl">' in pages
    assert epub.check(Job(made, PLAIN), target).findings == ()


def test_a_telephone_number_among_arabic_words_keeps_the_order_of_its_groups(epub: Epub, tmp_path: Path) -> None:
    """Between spaces each group is a number of its own, and in Arabic the last of them would be seen first."""
    made = specimen()
    section = Section("s", 1, words("الهاتف"), (paragraph("اتصل 020 7946 0018، الآن"),))
    metadata = replace(made.document.metadata, language="ar")
    made = replace(made, document=replace(made.document, metadata=metadata, opening=(), sections=(section,)))
    target = tmp_path / "arabic.epub"
    epub.write(Job(made, PLAIN), target)
    with zipfile.ZipFile(target) as archive:
        pages = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml"))
    assert "020\u00a07946\u00a00018" in pages
    assert epub.check(Job(made, PLAIN), target).findings == ()
