"""Real documents are used wherever they are: a run that must have them (PUBLISH_REQUIRE=inputs) fails without them."""

from pathlib import Path

from tests.factsheet import web_page


def test_the_real_documents_are_whole_where_they_are_laid(inputs: Path) -> None:
    assert (inputs / "b-cell-all-web-export.txt").is_file()
    assert len(list((inputs / "real").iterdir())) >= 7


def test_the_facts_are_compared_with_the_export_that_is_laid(inputs: Path) -> None:
    assert web_page.EXPORT.samefile(inputs / "b-cell-all-web-export.txt")
