"""What is imported can be built at once, and every edition is complete."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest

import publish
from publish.contracts.format import Settings
from publish.importing.run import import_document
from publish.proof.verdict import State
from publish.speech.script import script
from tests.conftest import REPOSITORY

NAMES = [
    "b-cell-all-web-export.txt",
    "real/arabic_translation.html",
    "real/constipation.md",
    "real/detailed_guide.html",
    "real/drug-device-alerts.html",
    "real/gastric-cancer-treatment-pdq-patient-version.html",
    "real/hives.md",
    "real/iron-deficiency-anaemia.md",
]
WITHOUT_SOUND = ("easy-read", "epub", "large-print", "print", "word")
"""Whatever is spoken is heard too, and that takes as many minutes as the document fills."""


@pytest.mark.parametrize("name", NAMES)
def test_a_real_document_becomes_complete_editions(name: str, inputs: Path, tmp_path: Path, cache: Path) -> None:
    shutil.copy(REPOSITORY / "sources" / "publisher.yaml", tmp_path / "publisher.yaml")
    report = import_document(inputs / name, tmp_path / "made.md")
    assert report.exit_code == 0
    settings = Settings(cache=cache, requested={"print": {"papers": "a4"}})
    (result,) = publish.build([report.source], tmp_path / "out", settings=settings, formats=WITHOUT_SOUND)
    assert result.error is None
    states = {one.record.format: one.record.verdict.state for one in result.editions}
    assert states["epub"] is State.COMPLETE and states["word"] is State.COMPLETE
    assert State.INCOMPLETE not in states.values()
    assert states["easy-read"] is State.NOT_AUTHORED


def test_the_rows_of_a_group_stay_with_its_heading_in_the_epub_and_audio_says_it_once(
    tmp_path: Path, cache: Path
) -> None:
    shutil.copy(REPOSITORY / "tests" / "cases" / "publisher.yaml", tmp_path / "publisher.yaml")
    source = tmp_path / "iron.md"
    import_document(REPOSITORY / "tests" / "cases" / "import" / "table-group-in-head" / "input.html", source)
    list(publish.build([source], tmp_path / "out", settings=Settings(cache=cache), formats=["epub"]))
    with zipfile.ZipFile(tmp_path / "out" / "iron" / "iron.epub") as epub:
        pages = "".join(epub.read(name).decode() for name in epub.namelist() if name.endswith(".xhtml"))
    groups = [re.findall(r">([^<>]+)<", rows) for rows in re.findall(r"<tbody>(.*?)</tbody>", pages)]
    assert groups == [["Adults", "Iron", "2"], ["Children", "Iron", "1"]]
    sentences = [sentence.text for chapter in script(publish.load(source)).chapters for sentence in chapter.sentences]
    assert [text for text in sentences if "Adults" in text] == ["Adults"]


def test_our_own_word_edition_of_every_node_comes_in_without_a_false_alarm(tmp_path: Path, cache: Path) -> None:
    shutil.copytree(REPOSITORY / "tests" / "cases" / "every-node", tmp_path / "sources")
    (result,) = publish.build(
        [tmp_path / "sources" / "source.md"], tmp_path / "out", settings=Settings(cache=cache), formats=["word"]
    )
    assert result.folder is not None
    report = import_document(result.folder / "source.docx", tmp_path / "again.md")
    assert (report.proof.lost, report.proof.added, report.exit_code) == ((), (), 0)
