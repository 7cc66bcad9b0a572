"""`publish check` on the real editions: damage done by hand is named, with its section, on the command line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from typer.testing import CliRunner

from publish.building.checking import CheckResult
from publish.commands.cli import app
from publish.contracts.format import TimeSpan
from publish.model.nodes import Paragraph, walk
from tests.conftest import FACTSHEET, Built, present
from tests.formats.test_epub import edit, removed
from tests.mutants.audio import _put, _silence

ITEM = "easy bruising"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check", *(str(one) for one in arguments)])
    return result.exit_code, result.output


def cut_from_epub(built: Built, target: Path) -> str:
    shutil.copy(built.path("epub"), target)
    edit(target, "symptoms", removed("li", ITEM))
    return ITEM


def cut_from_word(built: Built, target: Path) -> str:
    shutil.copy(built.path("word"), target)

    def cut(root: etree._Element) -> None:
        (item,) = [one for one in root.iter(f"{W}p") if ITEM in "".join(one.itertext())]
        present(item.getparent()).remove(item)

    edit(target, "word/document.xml", cut)
    return ITEM


def cut_from_pdf(built: Built, target: Path) -> str:
    with pikepdf.open(built.path("large-print")) as pdf:
        lists = [one for one in _elements(pdf.Root.StructTreeRoot.K) if str(one.S) == "/L"]
        symptoms = next(one for one in lists if len(one.K) == 7)
        del symptoms.K[3]
        pdf.save(target)
    return ITEM


def silence_in_mp3(built: Built, target: Path) -> str:
    section = next(one for one in walk(built.publication.sections) if one.id == "gentler-treatment")
    paragraph = [block for block in section.blocks if isinstance(block, Paragraph)][-1]
    place = built.record("audio").locations[paragraph.id]
    assert isinstance(place, tuple)
    span = TimeSpan(*place)
    _put(built.path("audio"), span, _silence(span), target)
    return "treatment options with you that are gentler"


def _elements(node: pikepdf.Object) -> list[pikepdf.Object]:
    if isinstance(node, pikepdf.Array):
        return [one for inner in list(node) for one in _elements(inner)]
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        return [node, *(_elements(node.K) if "/K" in node else [])]
    return []


@pytest.mark.parametrize(
    ("edition", "damage"),
    [
        ("epub", cut_from_epub),
        ("word", cut_from_word),
        ("large-print", cut_from_pdf),
        ("audio", silence_in_mp3),
    ],
)
def test_what_was_taken_out_by_hand_is_named(
    edition: str, damage: Callable[[Built, Path], str], built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLISH_CACHE", str(built.settings.cache))
    target = tmp_path / built.path(edition).name
    gone = damage(built, target)
    code, output = run(target, "--source", FACTSHEET)
    assert code == 1
    assert gone in output
    assert "missing" in output or "altered" in output


def test_the_outputs_folder_is_complete(built: Built, checked: dict[Path, CheckResult]) -> None:
    assert {path: result.exit_code for path, result in checked.items() if result.exit_code} == {}
    assert {path.name for path in checked} == {record.file for record in built.manifest.files}


def test_the_part_of_a_file_that_was_changed_since_it_was_built_is_named(built: Built, tmp_path: Path) -> None:
    folder = tmp_path / "b-cell-all"
    shutil.copytree(built.folder, folder)
    manifest = (folder / "manifest.json").read_text(encoding="utf-8")
    relative = built.manifest.source.path
    (folder / "manifest.json").write_text(manifest.replace(f'"{relative}"', f'"{FACTSHEET}"'), encoding="utf-8")
    edit(folder / built.path("epub").name, "symptoms", removed("li", ITEM))
    code, output = run(folder / built.path("epub").name)
    assert code == 1
    assert "differ: EPUB/section-03-symptoms.xhtml" in " ".join(output.split())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.epub"], "no such file or folder"),
        (["."], "no manifest is here"),
    ],
)
def test_a_wrong_path_is_a_usage_error(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, output = run(*arguments)
    assert code == 2
    assert words in output


def test_a_file_that_is_no_edition_is_refused_in_plain_words(tmp_path: Path) -> None:
    broken = tmp_path / "broken.epub"
    broken.write_bytes(b"PK\x03\x04 broken")
    code, output = run(broken, "--source", FACTSHEET)
    assert code == 4
    assert "Traceback" not in output
