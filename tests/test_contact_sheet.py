"""The page on which people judge the pictures of easy-read lines by looking."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from typer.testing import CliRunner

from publish.commands.cli import app

from .conftest import REPOSITORY

CASE = REPOSITORY / "tests" / "cases" / "every-node"
SOURCE = """---
title: Iron
id: iron
lang: en-GB
summary: What iron does.
---

# Iron {#iron}

Iron helps your bones.

::: {.easy-read for="iron" title="What iron does"}
- [dot]{.picture} Iron <b>helps</b> your bones.
- [nothing]{.picture} Ask your doctor.
:::
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "publisher.yaml").write_bytes((CASE / "publisher.yaml").read_bytes())
    (tmp_path / "images").mkdir()
    for name in ("dot", "bones", "doctors"):
        (tmp_path / "images" / f"{name}.svg").write_bytes((CASE / "dot.svg").read_bytes())
    (tmp_path / "images" / "broken.svg").write_text("<svg")
    rows = (
        f"- {{concept: {name}, alt: {alt}, file: images/{name}.svg, credit: Charity, licence: MIT}}\n"
        for name, alt in (("dot", "A dot"), ("bones", "Two bones"))
    )
    (tmp_path / "pictures.yaml").write_text("".join(rows))
    (tmp_path / "iron.md").write_text(SOURCE.replace("<b>helps</b>", "*helps & more*"))
    return tmp_path


def sheet(house: Path) -> html.HtmlElement:
    target = house / "sheet.html"
    result = CliRunner().invoke(app, ["pictures", str(house / "iron.md"), "-o", str(target)])
    assert (result.exit_code, result.output) == (0, f"written: {target}\n")
    return html.document_fromstring(target.read_text(encoding="utf-8"))


def test_each_line_stands_beside_its_picture_and_the_words_that_describe_it(house: Path) -> None:
    first, second = sheet(house).cssselect("article")
    assert first.cssselect("h3")[0].text_content() == "Iron helps & more your bones."
    assert first.cssselect("img")[0].get("alt") == "A dot"
    assert "A dot" in first.cssselect("dl")[0].text_content()
    assert "no picture" in second.text_content()
    assert "pictures.yaml has no “nothing”" in second.text_content()


def test_others_that_might_do_are_of_the_table_and_of_ones_own_folder(house: Path) -> None:
    first, second = sheet(house).cssselect("article")
    assert first.cssselect("details strong")[0].text_content() == "bones"
    assert second.cssselect("details strong")[0].text_content() == "images/doctors.svg"


def test_all_pictures_are_there_to_choose_from_and_one_that_cannot_be_used_is_named(house: Path) -> None:
    everything = sheet(house).cssselect("#all")[0]
    names = [name.text_content() for name in everything.cssselect(".pages strong")]
    assert (names[:2], names[-1]) == (["dot", "bones"], "images/doctors.svg")
    assert "stethoscope" in names  # of the pictures that every house has
    assert "images/broken.svg" in everything.cssselect(".list")[0].text_content()


def test_the_page_needs_nothing_else_and_is_in_order_for_those_who_hear_it(house: Path) -> None:
    page = sheet(house)
    assert all(image.get("src", "").startswith("data:") and image.get("alt") for image in page.cssselect("img"))
    assert all(link.get("href", "").startswith("#") for link in page.cssselect("a"))
    assert page.cssselect("script, link, iframe") == []
    assert page.get("lang") == "en-GB"
    levels = [int(str(heading.tag)[1]) for heading in page.cssselect("h1, h2, h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    targets = {element.get("id") for element in page.cssselect("[id]")}
    assert {link.get("href", "")[1:] for link in page.cssselect("a")} <= targets


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("Check your feet every day.", "foot"),
        ("Have your eyes tested.", "eye"),
        ("Do not smoke.", "cigarette"),
        ("Put on shoes that fit.", "shoe"),
        ("The nurse will weigh you.", "scales"),
        ("Your kidneys clean your blood.", "kidney"),
        ("You must not eat after midnight.", "meal"),
        ("Wear your glasses.", "glasses"),
        ("Stop, and sit down.", "stop"),
    ],
)
def test_what_a_line_speaks_of_is_proposed_first(house: Path, line: str, first: str) -> None:
    text = (house / "iron.md").read_text().replace("Ask your doctor.", line)
    (house / "iron.md").write_text(text)
    _, second = sheet(house).cssselect("article")
    assert second.cssselect("details strong")[0].text_content() == first


def test_words_that_say_nothing_propose_nothing(house: Path) -> None:
    text = (house / "iron.md").read_text().replace("Ask your doctor.", "This is for you and not from the others.")
    (house / "iron.md").write_text(text)
    _, second = sheet(house).cssselect("article")
    assert second.cssselect("details strong") == []
