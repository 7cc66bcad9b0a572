"""Markdown of other systems becomes a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.completeness.ledger import text_of
from publish.model import Link, walk
from publish.traverse import inlines_in
from tests.intake.conftest import Run


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


@pytest.mark.parametrize("name", ["constipation", "hives", "iron-deficiency-anaemia"])
def test_real_fragments_lose_no_word(inputs: Path, run: Run, name: str) -> None:
    made = run((inputs / "real" / f"{name}.md").read_bytes(), f"{name}.md")
    written = (inputs / "real" / f"{name}.md").read_text(encoding="utf-8")
    heads = [line.lstrip("#").strip() for line in written.split("\n") if line.startswith("##")]
    found = [text_of(one.heading) for one in walk(made.publication.document.sections)]
    assert [one.replace(" (Accident and Emergency)", "") for one in found] == [head.replace("’", "'") for head in heads]
