"""What an edition shows beside the words of its document is compared, too: pictures, meanings, easy-read titles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from publish.comparing.changes import Change, changes
from publish.comparing.document_text import DocumentText, document_text
from publish.comparing.released_text import Comparison
from publish.comparing.tracked_changes import tracked_changes
from publish.reporting.changed_pictures import changed_pictures
from publish.source.load import load
from publish.source.signed_words import edition_hash
from tests.releasing import IRON, Desk, desk

PICTURES = "- {concept: clock, alt: A clock, file: images/clock.png, credit: House, licence: MIT}\n"
GLOSSARY = "- {term: iron, meaning: A metal that your blood needs.}\n"
FIGURE = "Do not take it with milk.\n\n![A red tablet](tablet.png)\n\n"
PARTS = ("body", "easy-read", "glossary", "pictures")


def drawing(path: Path, colour: str) -> None:
    Image.new("RGB", (40, 30), colour).save(path)


@pytest.fixture
def shown(tmp_path: Path) -> Desk:
    """A desk whose document shows a picture, an easy-read picture and a meaning."""
    made = desk(tmp_path, IRON, {"glossary.yaml": GLOSSARY})
    made.source.with_name("images").mkdir()
    for name, colour in (("tablet.png", "red"), ("images/clock.png", "green")):
        drawing(made.source.parent / name, colour)
    made.source.with_name("pictures.yaml").write_text(PICTURES, encoding="utf-8")
    made.change("Do not take it with milk.\n\n", FIGURE)
    return made


def since(at: Desk, before: DocumentText) -> list[tuple[str, str, bool]]:
    return [(change.unit.role, change.kind.value, change.weighty) for change in compared(at, before)]


def compared(at: Desk, before: DocumentText) -> tuple[Change, ...]:
    return changes(before, document_text(load(at.source)))


def alter(at: Desk, name: str, before: str, after: str) -> None:
    path = at.source.with_name(name)
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_picture_of_the_same_name_with_other_bytes_is_told_first(shown: Desk) -> None:
    before = document_text(load(shown.source))
    assert since(shown, before) == []
    drawing(shown.source.with_name("tablet.png"), "blue")
    (change,) = compared(shown, before)
    assert (change.unit.role, change.kind.value, change.weighty, change.unit.place) == (
        "picture", "changed", True, "What iron does",
    )  # fmt: skip
    assert change.unit.text == "A red tablet"
    assert [run.mark.value for run in change.words] == ["kept", "removed", "added"]
    assert tracked_changes(Comparison(before, document_text(load(shown.source)), (change,)))


def test_a_picture_under_another_name_is_the_same(shown: Desk) -> None:
    before = document_text(load(shown.source))
    shown.source.with_name("tablet.png").rename(shown.source.with_name("pill.png"))
    shown.change("(tablet.png)", "(pill.png)")
    assert since(shown, before) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "role", "weighty"),
    [
        ("glossary.yaml", "needs", "does not need", "meaning in the glossary", True),
        ("glossary.yaml", "A metal", "A mineral", "meaning in the glossary", False),
        ("pictures.yaml", "alt: A clock", "alt: A watch", "text of an easy-read picture", False),
    ],
)
def test_a_meaning_and_the_text_of_a_picture_are_compared_and_void_the_approval_of_easy_read(
    shown: Desk, name: str, old: str, new: str, role: str, weighty: bool
) -> None:
    publication = load(shown.source)
    before, approved = document_text(publication), edition_hash(publication, PARTS)
    alter(shown, name, old, new)
    assert since(shown, before) == [(role, "changed", weighty)]
    assert edition_hash(load(shown.source), PARTS) != approved


@pytest.mark.parametrize(
    ("old", "new", "role"),
    [
        ('title="What iron does"', 'title="What iron is for"', "easy-read title"),
        ("easy-read-title: Iron", "easy-read-title: Blood", "easy-read title"),
        ("[clock]{.picture}", "[clock]{.picture .short}", "easy-read line"),
    ],
)
def test_what_easy_read_shows_beside_its_lines_is_compared(shown: Desk, old: str, new: str, role: str) -> None:
    before = document_text(load(shown.source))
    shown.change(old, new)
    assert since(shown, before) == [(role, "changed", False)]


def test_a_release_without_a_record_of_pictures_is_said_not_to_be_compared_in_them(shown: Desk) -> None:
    data = json.loads(document_text(load(shown.source)).data())
    del data["beside"]
    for unit in data["units"]:
        del unit["shown"], unit["image"]
    old = DocumentText.model_validate(data)
    drawing(shown.source.with_name("tablet.png"), "blue")
    assert since(shown, old) == []
    assert Comparison(old, document_text(load(shown.source)), ()).in_words_alone


def test_the_report_shows_both_pictures_and_the_terminal_says_that_one_is_another(shown: Desk) -> None:
    shown.sign_off()
    assert shown.release()[0] == 0
    drawing(shown.source.with_name("tablet.png"), "blue")
    alter(shown, "glossary.yaml", "needs", "does not need")
    said = shown.ask("diff", "iron")[1]
    assert "the picture is another one: look at both" in said
    assert "blood [-needs-]{+does not need+}" in said
    assert shown.ask("report", "iron")[0] == 0
    page = html.parse(str(shown.outputs / "iron" / "report.html"))
    images = page.getroot().cssselect("#changes .changed-pictures img")
    assert [image.get("alt") for image in images] == ["It was: A red tablet", "It is: A red tablet"]
    assert images[0].get("src") != images[1].get("src")


def test_a_picture_that_no_edition_holds_is_not_shown(shown: Desk, tmp_path: Path) -> None:
    before = document_text(load(shown.source))
    drawing(shown.source.with_name("tablet.png"), "blue")
    publication = load(shown.source)
    found = compared(shown, before)
    empty = tmp_path / "empty"
    empty.mkdir()
    addresses = changed_pictures(Comparison(before, document_text(publication), found, (), empty), publication)
    assert list(addresses) == [found[0].after.image if found[0].after else ""]


def test_a_renamed_heading_is_told_once_and_not_as_an_easy_read_title_too(shown: Desk) -> None:
    before = document_text(load(shown.source))
    shown.change("# What iron does {#iron}", "# How iron helps {#iron}")
    assert since(shown, before) == [("heading", "changed", False)]


def test_easy_read_words_for_another_section_are_told(shown: Desk) -> None:
    before = document_text(load(shown.source))
    shown.change('for="iron more"', 'for="iron"')
    assert since(shown, before) == [("easy-read title", "changed", False)]
