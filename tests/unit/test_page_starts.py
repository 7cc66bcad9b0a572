"""At which word of a node a page begins: marks stand behind words, never behind a sign alone."""

from __future__ import annotations

from publish.rendering.typst.page_starts import begun_within, with_marks
from publish.rendering.typst.publication_data import nodes_in
from publish.rendering.typst.unbroken import Node
from publish.rendering.typst.values import Value

LINK: Node = {"kind": "link", "text": "Find trials"}


def starts(*pieces: Node) -> list[Value]:
    """How many letters stand before each mark of a paragraph."""
    data = with_marks({"blocks": [{"kind": "paragraph", "id": "p", "body": [*pieces]}]}, frozenset({"p"}))
    return [node["start"] for node in nodes_in(data) if node.get("kind") == "word-end"]


def test_a_dash_or_a_comma_behind_a_link_has_no_mark_of_its_own() -> None:
    assert starts(LINK, {"kind": "text", "text": " - Check here"}) == [0, 10, 15]
    assert starts(LINK, {"kind": "text", "text": ", which helps"}) == [0, 10, 15]


def test_a_page_begins_at_the_word_after_a_dash_that_ends_the_page_before() -> None:
    ends = [("p", 0, 4), ("p", 10, 5), ("p", 15, 5)]
    assert list(begun_within(ends, {"p": 4})) == [("p", 10, 5)]
