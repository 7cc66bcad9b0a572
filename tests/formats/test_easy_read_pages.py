"""How easy-read lines stand on their pages: as many as look well together, and with room between their pictures."""

from __future__ import annotations

from itertools import groupby, pairwise
from pathlib import Path

import pytest

from formats.easy_read.easy_read import EasyRead
from publish.contracts.format import Job, Settings
from publish.model.nodes import EasyReadLine
from publish.readers.pdf import open_tagged_pdf
from tests.formats.large_print_files import box_of
from tests.formats.test_easy_read import ALL, FULL, agreed, changed
from tests.specimen import specimen, words

MM = 72 / 25.4
PLACE = 43  # millimetres: the side of a picture's place


def pictures(folder: Path, sentences: list[int]) -> list[list[float]]:
    """Where the pictures of lines of so many sentences end on each page, in millimetres from below."""
    lines = tuple(EasyReadLine("doctor", words("Ask your doctor soon. " * number)) for number in sentences)
    publication = changed(agreed(specimen(), ALL), lines=lines)
    easy_read, target = EasyRead(Settings(folder / "cache")), folder / "lines.pdf"
    easy_read.write(Job(publication, FULL), target)
    assert easy_read.check(Job(publication, FULL), target).findings == ()
    figures = [element for element in open_tagged_pdf(target).root.descend() if element.tag == "Figure"]
    places = [(next(iter(element.content())).page, box_of(element)) for element in figures]
    of_topics = [(page, box) for page, box in places if page > 2]  # after cover and contents
    return [[box[1] / MM for _, box in group] for _, group in groupby(of_topics, key=lambda place: place[0])]


@pytest.mark.parametrize(
    ("count", "pages"), [(1, [1]), (2, [2]), (3, [3]), (4, [4]), (5, [5]), (6, [3, 3]), (9, [5, 4]), (10, [5, 5])]
)
def test_short_lines_share_pages_evenly_with_room_between_their_pictures(
    tmp_path: Path, count: int, pages: list[int]
) -> None:
    found = pictures(tmp_path, [1] * count)
    assert [len(page) for page in found] == pages
    for page in found:
        gaps = [upper - lower - PLACE for upper, lower in pairwise(page)]
        assert all(4 <= gap <= 18 for gap in gaps), gaps
        assert max(gaps, default=0) - min(gaps, default=0) < 0.1


def test_lines_that_are_too_tall_for_that_follow_each_other_as_they_fit(tmp_path: Path) -> None:
    found = [len(page) for page in pictures(tmp_path, [13] * 10)]
    assert sum(found) == 10
    assert max(found) < 5, "five are too tall for a page"
    assert min(found[1:-1]) == max(found), "no page has less than it could"
