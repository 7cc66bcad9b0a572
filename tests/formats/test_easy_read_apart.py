"""What easy-read words alone have is of the easy-read edition: no edition of the text claims it or is asked for it."""

from __future__ import annotations

from pathlib import Path

import pytest

import publish
from publish.contracts.format import Settings
from publish.proof.verdict import State
from tests.formats.test_easy_read_agreement import written


@pytest.mark.parametrize("line", ["Take ~~6~~ 5 mg.", "Take $5$ mg.", "Take [5]{lang=cy} mg."])
def test_an_edition_of_the_text_is_complete_without_what_easy_read_words_have(tmp_path: Path, line: str) -> None:
    source = written(tmp_path, "Take 5 mg, not 6.", line)
    formats = ("epub", "word", "large-print")
    (result,) = publish.build([source], tmp_path / "outputs", settings=Settings(tmp_path / "cache"), formats=formats)
    assert [edition.record.verdict.findings for edition in result.editions] == [()] * len(formats)
    assert {edition.record.verdict.state for edition in result.editions} == {State.COMPLETE}
    (epub,) = (edition.record for edition in result.editions if edition.record.format == "epub")
    assert "MathML" not in str(epub.accessibility)
