"""Markdown of other systems becomes a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.model.nodes import Callout, CalloutKind, Link, walk
from publish.model.traverse import blocks_of, inlines_in
from publish.proof.ledger import text_of
from tests.importing.conftest import Run


def test_marks_of_template_engines_are_left_out_and_listed(run: Run) -> None:
    text = "# Hives\n\nShort words.\n\n## A\n\n- [b](#a){data-x=y}\n{.link-list}\n\n{% include x %}\n\n"
    text += "[Find]({{ base }}find/me) it.\n"
    made = run(text, "hives.md")
    links = {
        text_of(one.children): one.target for one in inlines_in(made.publication.document) if isinstance(one, Link)
    }
    assert links == {"b": "#a", "Find": None}
    assert [words for reason, words in made.left if reason == "markup of another system"] == [
        "{.link-list}",
        "{% include x %}",
    ]


def test_abbreviations_defined_at_the_foot_are_spelled_out_once(run: Run) -> None:
    made = run("# T\n\n## Go to A&E\n\nA&E helps.\n\n*[A&E]: Accident and Emergency\n", "t.md")
    assert made.text.count("A&E (Accident and Emergency)") == 1


def test_front_matter_gives_title_and_summary(run: Run) -> None:
    made = run("---\ntitle: Iron\ndescription: What it does.\nlayout: page\n---\n## A\n\nText.\n", "t.md")
    about = made.publication.document.metadata
    assert (about.title, about.summary) == ("Iron", "What it does.")


def test_examples_of_markup_in_code_make_no_page_of_markdown(run: Run) -> None:
    made = run("# T\n\n## A\n\nText.\n\n```html\n<html><body>x</body></html>\n```\n", "t.md")
    assert made.report.kind == "Markdown"
    assert "<html><body>x</body></html>" in made.text


def test_markdown_that_begins_with_markup_is_no_page(run: Run) -> None:
    made = run('<p align="center"><b>Iron</b></p>\n\n## A\n\nText.\n', "t.md")
    assert made.report.kind == "Markdown"


def test_code_that_looks_like_marks_of_an_engine_is_kept(run: Run) -> None:
    made = run("# T\n\n## A\n\nWrite `{:users}` or\n\n```\n{% include x %}\n```\n", "t.md")
    assert "`{:users}`" in made.text and "{% include x %}" in made.text


def test_letters_in_front_of_points_are_kept_as_the_text_names_them(run: Run) -> None:
    made = run("# T\n\n## A\n\n- a) a folder\n- b) a file with (a)\n", "t.md")
    assert "- a) a folder\n- b) a file with (a)" in made.text


def test_alerts_are_boxes(run: Run) -> None:
    made = run("# T\n\n## A\n\n> [!WARNING]\n> Hot.\n", "t.md")
    (box,) = [one for one in blocks_of(made.publication.document) if isinstance(one, Callout)]
    assert (box.kind, box.title) == (CalloutKind.WARNING, "Warning")


def test_a_footnote_with_two_marks_is_said_at_both(run: Run) -> None:
    made = run("# T\n\n## A\n\nOne[^a] and 6 two[^a].\n\n[^a]: The note 6.\n", "t.md")
    assert made.text.count("The note 6.") == 2


def test_formulas_are_kept(run: Run) -> None:
    made = run("# T\n\n## A\n\nHere $\\frac{a}{b}$ and\n\n$$\n\\sum_{i=1}^n x_i\n$$\n", "t.md")
    assert "$\\frac{a}{b}$" in made.text and "\\sum_{i=1}^n x_i" in made.text


@pytest.mark.parametrize("name", ["constipation", "hives", "iron-deficiency-anaemia"])
def test_real_fragments_lose_no_word(inputs: Path, run: Run, name: str) -> None:
    made = run((inputs / "real" / f"{name}.md").read_bytes(), f"{name}.md")
    written = (inputs / "real" / f"{name}.md").read_text(encoding="utf-8")
    heads = [line.lstrip("#").strip() for line in written.split("\n") if line.startswith("##")]
    found = [text_of(one.heading) for one in walk(made.publication.document.sections)]
    assert [one.replace(" (Accident and Emergency)", "") for one in found] == [head.replace("’", "'") for head in heads]
