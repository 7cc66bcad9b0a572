"""What is remembered of a publication is never given for another, nor for other arguments."""

from __future__ import annotations

from dataclasses import replace

from formats.easy_read.remembered import remembered
from publish.model.publication import Publication
from tests.specimen import specimen


def test_the_same_question_of_the_same_publication_is_worked_out_once() -> None:
    asked: list[str] = []

    @remembered
    def title(publication: Publication, word: str) -> str:
        asked.append(word)
        return f"{publication.document.metadata.title} {word}"

    one = specimen()
    other = replace(one, document=replace(one.document, metadata=replace(one.document.metadata, title="Another one")))
    assert title(one, "a") == title(one, "a")
    assert title(one, "b").endswith(" b")
    assert title(other, "a") == "Another one a"
    assert title(one, "a") != "Another one a"
    assert asked == ["a", "b", "a", "a"]
