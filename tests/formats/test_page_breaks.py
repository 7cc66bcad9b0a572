"""A printed page begins at its very word: in a paragraph, an item, a cell, as whoever has the leaflet sees it."""

from __future__ import annotations

import functools
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from formats.epub import Epub
from formats.talking_epub import TalkingEpub
from formats.talking_epub.read import read_book
from publish.contracts.format import Edition, EditionOptions, Job, Page, Settings, placed
from publish.proof.reading import place_in
from publish.rendering.zipping import FixedZip
from publish.speech.spoken_format import SpokenOptions
from tests.conftest import present
from tests.formats.print_editions import LONG, H, in_print, letters_after, letters_on, of_blocks, page_breaks, sentences
from tests.formats.test_audio import made, spoken_job
from tests.formats.test_page_list import listed, written
from tests.specimen import paragraph

AROUND = 24  # letters

Whole = tuple[Edition, Epub, Job[EditionOptions], Path]
Talking = tuple[TalkingEpub, Job[SpokenOptions], Path]


def within_nodes(path: Path) -> list[etree._Element]:
    """The starts of pages that are within a node."""
    return [mark for mark in page_breaks(path) if mark.tag == f"{H}span"]


def words(element: etree._Element) -> str:
    return "".join(element.itertext()).strip()


def parent_of(mark: etree._Element) -> etree._Element:
    return present(mark.getparent())


def number_of(mark: etree._Element) -> int:
    return int((mark.get("aria-label") or "").rpartition(" ")[2])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Whole]:
    """Undamaged EPUBs by what is long in them and by paper, each made once."""

    @functools.cache
    def make(kind: str, paper: str = "a4") -> Whole:
        folder = tmp_path_factory.mktemp("whole")
        edition = in_print(LONG[kind], folder, paper)
        return edition, *written(LONG[kind], folder, edition)

    return make


@pytest.mark.parametrize("paper", ["a4", "a5"])
@pytest.mark.parametrize("kind", sorted(LONG))
def test_a_page_begins_within_a_node(kind: str, paper: str, whole: Callable[..., Whole]) -> None:
    edition, epub, job, path = whole(kind, paper)
    within = {place.number for name, place in edition.locations.items() if placed(name) and isinstance(place, Page)}
    assert epub.check(job, path).findings == ()
    found = set(map(number_of, within_nodes(path)))
    assert found == within
    assert found


@pytest.mark.parametrize("kind", ["a paragraph", "stressed words", "items", "definitions"])
def test_what_follows_is_what_another_reader_sees_at_the_top_of_the_page(
    kind: str, whole: Callable[..., Whole]
) -> None:
    edition, _, _, path = whole(kind)
    assert within_nodes(path)
    for mark in within_nodes(path):
        assert letters_on(edition.path, number_of(mark)).startswith(letters_after(mark)[:AROUND])


def test_a_row_begins_a_page_under_the_header_that_print_repeats(whole: Callable[..., Whole]) -> None:
    edition, _, _, path = whole("rows")
    assert within_nodes(path)
    for mark in within_nodes(path):
        assert parent_of(mark).tag == f"{H}th"
        assert letters_on(edition.path, number_of(mark)).startswith("DayWhat" + letters_after(mark)[:AROUND])


def test_no_page_begins_within_the_words_of_a_link(whole: Callable[..., Whole]) -> None:
    """They are read in one: a page begins before the link that goes on to it."""
    for paper in ("a4", "a5"):
        *_, path = whole("links", paper)
        assert within_nodes(path)
        assert not [mark for mark in within_nodes(path) if next(mark.iterancestors(f"{H}a"), None) is not None]


def test_print_says_at_which_letter_of_a_paragraph_its_page_begins(tmp_path: Path) -> None:
    text = sentences(60)
    publication = of_blocks(paragraph(text))
    edition = in_print(publication, tmp_path)
    places = sorted(
        (place.number, found[1])
        for name, place in edition.locations.items()
        if (found := placed(name)) and isinstance(place, Page)
    )
    assert places
    letters = "".join(filter(str.isalnum, text))
    for page, before in places:
        assert letters_on(edition.path, page).startswith(letters[before : before + AROUND])
        assert 0 < before < place_in(text)


def _to_next_word(mark: etree._Element) -> None:
    word, _, rest = (mark.tail or "").partition(" ")
    before = mark.getprevious()
    mark.tail = rest
    if before is not None:
        before.tail = f"{before.tail or ''}{word} "
    else:
        parent_of(mark).text = f"{parent_of(mark).text or ''}{word} "


def _to_word_before(mark: etree._Element) -> None:
    parent, before = parent_of(mark), mark.getprevious()
    text = (parent.text if before is None else before.tail) or ""
    rest, _, word = text.rstrip().rpartition(" ")
    mark.tail = f"{word} {mark.tail or ''}"
    if before is None:
        parent.text = f"{rest} "
    else:
        before.tail = f"{rest} "


def _removed(mark: etree._Element) -> None:
    parent, before = parent_of(mark), mark.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (mark.tail or "")
    else:
        before.tail = (before.tail or "") + (mark.tail or "")
    parent.remove(mark)


def _renumbered(mark: etree._Element) -> None:
    mark.set("aria-label", "page 99")


def _doubled(mark: etree._Element) -> None:
    again = etree.fromstring(etree.tostring(mark, with_tail=False))
    again.attrib.pop("id")
    mark.addprevious(again)


_DAMAGE = (_to_next_word, _to_word_before, _removed, _renumbered, _doubled)
_WORDS_BESIDE = {"rows": _to_word_before, "links": _to_next_word}  # which have none there, but a cell and a link


@pytest.mark.parametrize(
    ("kind", "damage"),
    [
        (kind, damage)
        for kind in ("a paragraph", "items", "rows", "definitions", "links")
        for damage in _DAMAGE
        if damage is not _WORDS_BESIDE.get(kind)
    ],
)
def test_a_page_that_begins_elsewhere_in_a_node_is_found(
    kind: str, damage: Callable[[etree._Element], None], whole: Callable[..., Whole], tmp_path: Path
) -> None:
    _, epub, job, path = whole(kind)
    number = len(within_nodes(path))
    assert number
    for place in range(number):
        damaged = _damaged(path, place, damage, tmp_path / "damaged.epub")
        findings = epub.check(job, damaged).findings
        assert findings, f"break {place} of {number}"
        assert all(finding.unit == "page list" for finding in findings)


def _damaged(path: Path, number: int, damage: Callable[[etree._Element], None], target: Path) -> Path:
    with zipfile.ZipFile(path) as archive, FixedZip(target, "w") as copy:
        place = number
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".xhtml"):
                tree = etree.fromstring(data)
                marks = [mark for mark in tree.iter(f"{H}span") if mark.get("role") == "doc-pagebreak"]
                if 0 <= place < len(marks):
                    damage(marks[place])
                    data = etree.tostring(tree)
                place -= len(marks)
            copy.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return target


@pytest.fixture(scope="module")
def talking(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Talking:
    """A talking EPUB in which a page begins within a sentence."""
    folder = tmp_path_factory.mktemp("talking")
    publication = of_blocks(paragraph(sentences(42)))
    plugin = TalkingEpub(Settings(cache, listen=False))
    job = replace(spoken_job(plugin, publication), needed={"print": (in_print(publication, folder),)})
    plugin.write(job, folder / "care-talking.epub")
    return plugin, job, folder / "care-talking.epub"


def test_a_sentence_is_read_aloud_in_one_where_a_page_begins_in_it(talking: Talking) -> None:
    plugin, job, path = talking
    assert plugin.check(job, path).findings == ()
    (mark,) = within_nodes(path)
    sentence = parent_of(mark)
    assert sentence.tag == f"{H}span"
    assert sentence.text
    assert mark.tail
    phrases = (phrase for overlay in read_book(path).overlays for phrase in overlay.phrases)
    (spoken,) = [phrase for phrase in phrases if phrase.clip.text == words(sentence)]
    assert spoken.clip.end_s - spoken.clip.start_s > 2
    (edition,) = job.needed["print"]
    assert letters_on(edition.path, number_of(mark)).startswith(letters_after(mark)[:AROUND])


def test_pages_are_listed_as_in_print_where_references_are_read_last(cache: Path, tmp_path: Path) -> None:
    texts = {"iron": [sentences(42)], "references": [sentences(50)], "after": ["The end of it all."]}
    plugin, publication = TalkingEpub(Settings(cache, listen=False)), made(texts)
    job = replace(spoken_job(plugin, publication), needed={"print": (in_print(publication, tmp_path),)})
    path = tmp_path / "care-talking.epub"
    plugin.write(job, path)
    assert plugin.check(job, path).findings == ()
    assert [number for number, _ in listed(path)] == ["1", "3", "4", "5", "6"]
    assert [number_of(mark) for mark in page_breaks(path)] == [1, 3, 4, 6, 5]


@pytest.mark.parametrize("damage", _DAMAGE)
def test_a_page_that_begins_elsewhere_in_a_talking_epub_is_found(
    talking: Talking, damage: Callable[[etree._Element], None], tmp_path: Path
) -> None:
    plugin, job, path = talking
    findings = plugin.check(job, _damaged(path, 0, damage, tmp_path / "damaged.epub")).findings
    assert findings
    assert all(finding.unit == "page list" for finding in findings)


def test_the_first_words_of_a_finding_name_the_place(whole: Callable[..., Whole], tmp_path: Path) -> None:
    _, epub, job, path = whole("a paragraph")
    (first, *_) = epub.check(job, _damaged(path, 0, _to_next_word, tmp_path / "damaged.epub")).findings
    assert first.expected is not None
    assert first.found is not None
    assert first.expected.startswith("page 4 at “")
    assert first.found.startswith("page 4 at “")
    assert first.expected != first.found


def test_an_edition_whose_print_cannot_be_read_is_no_proof(tmp_path: Path) -> None:
    publication = LONG["a paragraph"]
    edition = in_print(publication, tmp_path)
    epub, job, path = written(publication, tmp_path, edition)
    edition.path.write_bytes(b"%PDF-1.7 and no more")
    findings = epub.check(job, path).findings
    assert [finding.expected for finding in findings] == ["a print edition that can be read, to prove the pages"]
