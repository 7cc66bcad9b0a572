"""epubcheck, the reference validator of EPUB, has nothing to say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from formats.epub import Epub
from formats.talking_epub import TalkingEpub
from publish.contracts.format import PLAIN, Job, Settings
from publish.model.nodes import PartialDate
from tests.conftest import Built
from tests.formats.print_editions import LONG, H, in_print, page_breaks
from tests.formats.test_audio import spoken_job
from tests.formats.test_epub_names import with_picture
from tests.formats.test_page_list import listed, written
from tests.judges.judges import epubcheck_messages
from tests.specimen import specimen

pytestmark = pytest.mark.xdist_group("epubcheck")  # whose start takes longer than fifty files


def test_epubcheck_has_no_message_on_the_factsheet(built: Built) -> None:
    assert epubcheck_messages(built.path("epub")) == []


def test_epubcheck_has_no_message_on_every_node(tmp_path: Path) -> None:
    target = tmp_path / "specimen.epub"
    Epub(Settings(tmp_path)).write(Job(specimen(), PLAIN), target)
    assert epubcheck_messages(target) == []


def test_epubcheck_has_no_message_on_the_pages_of_a_print_edition(tmp_path: Path) -> None:
    _, _, target = written(specimen(), tmp_path, in_print(specimen(), tmp_path))
    assert [number for number, _ in listed(target)] == ["1", "3", "4", "5", "6"]  # print has its contents on 2
    assert epubcheck_messages(target) == []


@pytest.mark.parametrize("kind", sorted(LONG))
def test_epubcheck_has_no_message_on_pages_that_begin_within_a_node(tmp_path: Path, kind: str) -> None:
    _, _, target = written(LONG[kind], tmp_path, in_print(LONG[kind], tmp_path))
    assert any(mark.tag == f"{H}span" for mark in page_breaks(target))
    assert epubcheck_messages(target) == []


def test_epubcheck_has_no_message_where_a_role_signed(tmp_path: Path) -> None:
    made = specimen()
    about = replace(
        made.document.metadata,
        accessibility_checked_by="accessibility lead",
        accessibility_checked=PartialDate(2026, 3, 31),
    )
    target = tmp_path / "specimen.epub"
    epub = Epub(Settings(tmp_path))
    epub.write(Job(replace(made, document=replace(made.document, metadata=about)), PLAIN), target)
    assert "a11y:certifiedBy" in epub.read(target).accessibility
    assert epubcheck_messages(target) == []


def test_epubcheck_has_no_message_on_a_talking_epub_of_every_node(cache: Path, tmp_path: Path) -> None:
    target = tmp_path / "specimen.epub"
    talking = TalkingEpub(Settings(cache, listen=False))
    talking.write(spoken_job(talking, specimen()), target)
    assert epubcheck_messages(target) == []


@pytest.mark.parametrize("name", ["a#1.svg", "d&e.svg", "Zoë 2.svg", "f(1).SVG"])
def test_epubcheck_has_no_message_whatever_a_picture_is_called(name: str, tmp_path: Path) -> None:
    target = tmp_path / "named.epub"
    Epub(Settings(tmp_path)).write(Job(with_picture(name), PLAIN), target)
    assert epubcheck_messages(target) == []


def test_epubcheck_sees_a_broken_link(tmp_path: Path) -> None:
    """The judge is awake."""
    from tests.formats.test_epub import changed, edit

    target = tmp_path / "specimen.epub"
    Epub(Settings(tmp_path)).write(Job(specimen(), PLAIN), target)
    edit(target, "inlines", changed("a", "list below", lambda one: one.set("href", "nowhere.xhtml")))
    assert epubcheck_messages(target)
