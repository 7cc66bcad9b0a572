"""Several documents and folders: a line each, a report each with the line of every guess, and nothing written over."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import ClassVar

import pytest
from typer.testing import CliRunner

from publish.commands.cli import app
from publish.contracts import importer as contract
from publish.contracts.import_options import Options
from publish.contracts.importer import Fit, Imported, Importer, Input, InputWords, Notes
from publish.errors import MissingTool
from publish.importing.assemble import Heading, assemble
from publish.importing.run import import_document
from publish.importing.source_lines import SourceLines
from publish.model.nodes import Block, Metadata, Paragraph, Text

CASES = Path(__file__).parent.parent / "cases"
PAGE = '<html lang="en-GB"><body><main><h1>{0}</h1><h2>A</h2><p>About {0}.</p></main></body></html>'


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder as staff have it: two documents of one name, one that cannot be read, and what is no document."""
    place = tmp_path / "in"
    (place / "older" / "iron_files").mkdir(parents=True)
    (place / "iron.html").write_text(PAGE.format("iron"))
    (place / "older" / "iron.html").write_text(PAGE.format("old iron"))
    (place / "older" / "iron_files" / "frame.html").write_text(PAGE.format("frame"))
    (place / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (place / "~$iron.docx").write_bytes(b"x")
    (place / "logo.png").write_bytes(b"\x89PNG")
    sources = tmp_path / "sources"
    sources.mkdir()
    shutil.copy(CASES / "publisher.yaml", sources)
    yield place


def publish(*words: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["import", *map(str, words)])
    return result.exit_code, result.stdout + result.stderr


def test_each_document_of_a_folder_becomes_a_source_and_has_one_line(folder: Path, tmp_path: Path) -> None:
    code, shown = publish(folder, "-o", tmp_path / "sources")
    assert code == 1, "one of them could not be read"
    lines = shown.splitlines()
    assert [line.split("]")[0] for line in lines] == ["[1/3", "[2/3", "[3/3"]
    assert "old Word file (.doc). Save it as .docx." in shown
    written = sorted(path.name for path in (tmp_path / "sources").glob("*.md"))
    assert written == ["iron-2.md", "iron.md"]


def test_a_source_that_is_there_stays_and_the_others_are_made(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "sources" / "iron.md").write_text("mine")
    code, shown = publish(folder / "iron.html", folder / "older" / "iron.html", "-o", tmp_path / "sources")
    assert code == 1
    assert "iron.md is there already" in shown
    assert (tmp_path / "sources" / "iron.md").read_text() == "mine"
    assert (tmp_path / "sources" / "iron-2.md").exists()


def test_several_documents_cannot_become_one_file(folder: Path, tmp_path: Path) -> None:
    code, shown = publish(folder, "-o", tmp_path / "all.md")
    assert code == 2
    assert "Name a folder, as in -o sources/." in shown


def test_a_folder_without_documents_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, shown = publish(tmp_path / "empty", "-o", tmp_path / "sources")
    assert code == 2
    assert "no document in this folder" in shown


def test_the_report_names_the_line_of_every_guess_in_the_source(tmp_path: Path) -> None:
    document = CASES / "import" / "highlighting-and-comments" / "input.docx"
    publish(document, "-o", tmp_path / "x.md", "--outputs", tmp_path / "reports")
    report = (tmp_path / "reports" / "x.import.md").read_text(encoding="utf-8")
    source = (tmp_path / "x.md").read_text(encoding="utf-8").split("\n")
    guesses = [
        line for line in report.split("\n") if line.startswith(f"- {tmp_path / 'x.md'}:") and "highlighted" in line
    ]
    assert len(guesses) == 2
    for guess in guesses:
        number = int(guess.removeprefix(f"- {tmp_path / 'x.md'}:").split(":")[0])
        assert guess.split("“")[1].split("”")[0] in source[number - 1]


def test_json_gives_the_report_of_each(folder: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["import", str(folder), "-o", str(tmp_path / "sources"), "--json"])
    reports = json.loads(result.stdout)
    assert [("error" in report, report.get("kind")) for report in reports] == [
        (False, "web page"),
        (True, None),
        (False, "web page"),
    ]


def test_words_that_are_looked_for_again_are_found_further_down() -> None:
    lines = SourceLines("one\n**two** words\n[two]{.check} words\n")
    assert [lines.line_of("two words"), lines.line_of("two words"), lines.line_of("three")] == [2, 3, 0]


def test_lint_groups_what_repeats(tmp_path: Path) -> None:
    links = " ".join(f'<a href="/{number}">page {number}</a>' for number in range(40))
    page = tmp_path / "p.html"
    page.write_text(PAGE.format("iron").replace("About iron.", links))
    shutil.copy(CASES / "publisher.yaml", tmp_path)
    _, shown = publish(page, "-o", tmp_path / "x.md")
    assert "the addresses of 40 links" in shown and "--address" in shown
    result = CliRunner().invoke(app, ["lint", str(tmp_path / "x.md")])
    assert "and 36 more like these, on lines" in result.stdout
    everything = CliRunner().invoke(app, ["lint", str(tmp_path / "x.md"), "--json"])
    assert sum(remark["rule"] == "link-needed" for remark in json.loads(everything.stdout)) == 40


class Telegram:
    """An importer as somebody else might write one: each line of a telegram is a sentence."""

    name: ClassVar[str] = "telegram"
    largest: ClassVar[int] = 1_000

    def takes(self, file: Input) -> Fit:
        return Fit.YES if file.data.startswith(b"TELEGRAM\n") else Fit.NO

    def read(self, file: Input, options: Options) -> Imported:
        notes = Notes()
        _, *lines = file.data.decode().splitlines()
        metadata = Metadata(file.name, "Telegram", options.language or "en-GB", "A telegram.")
        parts: list[Heading | Block] = [Heading(1, (Text("Text"),)), *(Paragraph((Text(line),)) for line in lines)]
        notes.added.append("Text")
        assembled = assemble(metadata, parts, notes)
        return Imported(assembled.document, assembled.check, notes)

    def words(self, file: Input, options: Options) -> InputWords:
        return InputWords(file.data.decode().removeprefix("TELEGRAM\n"))


def installed(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Add an importer to those that are found, as an installed package would."""
    points = [*entry_points(group=contract.GROUP), EntryPoint("telegram", value, contract.GROUP)]
    monkeypatch.setattr(contract, "entry_points", lambda group: points)


def test_an_importer_of_somebody_else_is_found_told_by_content_and_proved(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed(monkeypatch, "tests.importing.test_many:Telegram")
    document = tmp_path / "wire.txt"
    document.write_text("TELEGRAM\nTake two.\nStop.\n")
    report = import_document(document, tmp_path / "x.md")
    assert report.kind == "telegram" and report.proof.whole
    assert "Take two.\n\nStop." in report.source.read_text(encoding="utf-8")


def test_what_is_no_importer_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    installed(monkeypatch, "tests.importing.test_many:SourceLines")
    with pytest.raises(MissingTool, match="test_many:SourceLines"):
        import_document(CASES / "import" / "wbr" / "input.html", tmp_path / "x.md")


class Ends(Telegram):
    def __init__(self) -> None:
        sys.exit(3)


class LooksAndEnds(Telegram):
    def takes(self, file: Input) -> Fit:
        raise SystemExit(3)


class GivesNoFit(Telegram):
    def takes(self, file: Input) -> Fit:
        return None  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ends", "test_many:Ends cannot be loaded: it tried to end the whole program"),
        ("LooksAndEnds", "the importer telegram could not look at .*: it tried to end the whole program"),
        ("GivesNoFit", "the importer telegram could not look at .*: TypeError: takes gave NoneType, not Fit"),
    ],
)
def test_an_importer_at_fault_is_named_and_not_the_document(
    name: str, words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed(monkeypatch, f"tests.importing.test_many:{name}")
    with pytest.raises(MissingTool, match=words):
        import_document(CASES / "import" / "wbr" / "input.html", tmp_path / "x.md")


def test_the_built_in_importers_keep_the_contract() -> None:
    found = contract.importers()
    assert set(found) == {"epub", "html", "markdown", "odt", "pdf", "text-export", "word"}
    assert all(isinstance(one, Importer) for one in found.values())


def test_a_folder_without_a_publisher_gets_one_to_fill_in(tmp_path: Path) -> None:
    (tmp_path / "tea.md").write_text("# Tea\n\nTea is warm.\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["import", str(tmp_path / "tea.md"), "-o", str(tmp_path / "sources" / "tea.md")])
    assert result.exit_code == 0, result.output
    remarks = CliRunner().invoke(app, ["lint", str(tmp_path / "sources")]).stdout
    assert "“Name of the charity” is a placeholder." in remarks


def test_files_of_kinds_that_cannot_be_imported_are_named_and_pictures_are_not(folder: Path, tmp_path: Path) -> None:
    for name in ("x.pages", "Slides.PPTX", "photo.jpg", "look.css", ".hidden.pages"):
        (folder / name).write_bytes(b"x")
    _, shown = publish(folder, "-o", tmp_path / "sources")
    (line,) = [line for line in shown.splitlines() if "of no kind that can be imported, and passed over" in line]
    assert line.startswith(f"{folder / 'Slides.PPTX'}, {folder / 'x.pages'}: ")
    assert not [name for name in ("photo", "look", "hidden") if name in line]


def test_what_a_folder_holds_besides_files_is_named_and_not_imported(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.html"
    outside.write_text(PAGE.format("secret"))
    os.mkfifo(folder / "pipe.html")
    (folder / "link.html").symlink_to(outside)
    (folder / "loop.html").symlink_to(folder / "loop.html")
    (folder / "again").symlink_to(folder)
    (folder / "inside.html").symlink_to(folder / "iron.html")
    _, shown = publish(folder, "-o", tmp_path / "sources")
    assert f"{folder / 'pipe.html'} is a pipe or device, and is passed over." in shown
    assert f"{folder / 'link.html'} is a link to a file outside the folder, and is passed over." in shown
    assert f"{folder / 'loop.html'} is a link that leads nowhere, and is passed over." in shown
    assert f"{folder / 'again'} is a link to a folder, and is passed over." in shown
    assert sorted(path.name for path in (tmp_path / "sources").glob("*.md")) == ["inside.md", "iron-2.md", "iron.md"]
