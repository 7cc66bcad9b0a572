"""What was worked out is kept for the last value, told by which one it is."""

from __future__ import annotations

from pathlib import Path

from publish.model.last_asked import kept_for_the_last
from publish.source.load import load
from publish.source.waivers import without_waived

SOURCE = """---
title: Iron
id: iron
lang: en-GB
summary: What iron does.
---

# What is it? {#what}

Iron helps your blood.

::: {.video href="https://www.example.org/iron" title="Iron"}
A nurse speaks.
:::
"""


def test_it_is_worked_out_once_for_a_value_and_again_for_another_that_says_the_same() -> None:
    asked: list[list[int]] = []

    @kept_for_the_last
    def total(values: list[int]) -> int:
        asked.append(values)
        return sum(values)

    first, same_words = [1, 2], [1, 2]
    assert [total(first), total(first), total(same_words), total(first)] == [3, 3, 3, 3]
    assert [id(values) for values in asked] == [id(first), id(same_words), id(first)]


def test_all_formats_of_a_document_with_a_video_show_one_publication(tmp_path: Path) -> None:
    (tmp_path / "publisher.yaml").write_bytes((Path(__file__).parent.parent / "cases" / "publisher.yaml").read_bytes())
    source = tmp_path / "iron.md"
    source.write_text(SOURCE, encoding="utf-8")
    publication = load(source)
    shown = without_waived(publication, "epub").publication
    assert shown is not publication, "a video has a label"
    assert shown is without_waived(publication, "word").publication
