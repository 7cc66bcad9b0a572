"""Real documents are used wherever they are: a run that must have them (PUBLISH_REQUIRE=inputs) fails without them."""

from pathlib import Path

from tests import test_facts_of_the_export


def test_the_real_documents_are_whole_where_they_are_laid(inputs: Path) -> None:
    assert (inputs / "b-cell-all-web-export.txt").is_file()
    assert len(list((inputs / "real").iterdir())) >= 7


def test_the_facts_are_compared_with_the_export_that_is_laid(inputs: Path) -> None:
    assert test_facts_of_the_export.EXPORT.samefile(inputs / "b-cell-all-web-export.txt")
