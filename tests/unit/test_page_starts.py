"""At which word of a node a page begins: marks stand behind words, never behind a sign alone."""

from __future__ import annotations

from publish.rendering.typst.page_starts import begun_within, with_marks

LINK = {"kind": "link", "text": "Find trials"}


def starts(*pieces: dict[str, object]) -> list[int]:
    """How many letters stand before each mark of a paragraph."""
    data = with_marks({"blocks": [{"kind": "paragraph", "id": "p", "body": list(pieces)}]}, frozenset({"p"}))
    (paragraph,) = data["blocks"]
    return [piece["start"] for piece in paragraph["body"] if piece["kind"] == "word-end"]


def test_a_dash_or_a_comma_behind_a_link_has_no_mark_of_its_own() -> None:
    assert starts(LINK, {"kind": "text", "text": " - Check here"}) == [0, 10, 15]
    assert starts(LINK, {"kind": "text", "text": ", which helps"}) == [0, 10, 15]


def test_a_page_begins_at_the_word_after_a_dash_that_ends_the_page_before() -> None:
    ends = [("p", 0, 4), ("p", 10, 5), ("p", 15, 5)]
    assert list(begun_within(ends, {"p": 4})) == [("p", 10, 5)]
