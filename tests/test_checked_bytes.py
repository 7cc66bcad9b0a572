"""`publish check` calls no file complete that is not, byte for byte, the one that its source makes."""

from __future__ import annotations

import json
import pickle
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

import publish
from publish.building.made_again import different_in
from publish.contracts.format import Settings
from publish.errors import UsageError
from publish.outputs.journal import hash_of
from publish.source.yaml_source import parse

SOURCE = """---
title: Iron
id: iron
lang: en-GB
summary: What iron does.
---

# Iron {#iron}

Take 5 mg. Do not take aspirin.

![A dot in a box](dot.svg)
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'
FORMATS = ("epub", "word", "large-print")


@dataclass(frozen=True)
class Place:
    """A built document."""

    folder: Path
    settings: Settings

    @property
    def home(self) -> Path:
        return self.folder / "outputs" / "iron"

    def path(self, suffix: str) -> Path:
        (found,) = self.home.glob(f"*{suffix}")
        return found

    def check(self, *paths: Path) -> list[publish.building.checking.CheckResult]:
        return list(publish.check(paths or [self.home], settings=self.settings))

    def edit_manifest(self, change: Callable[[dict[str, object]], None]) -> None:
        path = self.home / "manifest.json"
        data = json.loads(path.read_text(encoding="utf-8"))
        for record in data["editions"]:
            change(record)
        path.write_text(json.dumps(data), encoding="utf-8")

    def hide(self, path: Path) -> None:
        """Write the hash of a file as it is now into its record."""

        def change(record: dict[str, object]) -> None:
            if record["file"] == path.name:
                record |= {"sha256": hash_of(path), "bytes": path.stat().st_size}

        self.edit_manifest(change)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("bytes")
    (folder / "sources").mkdir()
    (folder / "sources" / "iron.md").write_text(SOURCE, encoding="utf-8")
    (folder / "sources" / "dot.svg").write_text(DOT, encoding="utf-8")
    publisher = Path(__file__).parent / "cases" / "editions" / "publisher.yaml"
    shutil.copy(publisher, folder / "sources" / "publisher.yaml")
    settings = Settings(folder / "cache", listen=False)
    (result,) = publish.build([folder / "sources"], folder / "outputs", settings=settings, formats=FORMATS)
    assert result.exit_code == 0, result
    return Place(folder, settings)


@pytest.fixture
def place(made: Place, tmp_path: Path) -> Place:
    return Place(shutil.copytree(made.folder, tmp_path / "place"), made.settings)


def attached(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.attachments["other.txt"] = b"Take 50 mg."
        pdf.save(path)


def spoken_otherwise(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.StructTreeRoot.K[0].ActualText = pikepdf.String("Take 50 mg.")
        pdf.save(path)


def acting(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org"))
        pdf.save(path)


def part(name: str, change: Callable[[bytes], bytes], path: Path) -> None:
    """Change a part of a package, or add one."""
    with zipfile.ZipFile(path) as package:
        parts = [(member, package.read(member)) for member in package.infolist()]
    names = [member.filename for member, _ in parts]
    with zipfile.ZipFile(path, "w") as package:
        for member, data in parts:
            package.writestr(member, change(data) if member.filename.endswith(name) else data)
        if not any(each.endswith(name) for each in names):
            package.writestr(name, change(b""))


TAMPERED: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "a PDF with a file attached": (".pdf", attached, "from byte"),
    "a PDF that says other words aloud": (".pdf", spoken_otherwise, "from byte"),
    "a PDF that opens a page": (".pdf", acting, "from byte"),
    "a PDF with a byte at its end": (".pdf", lambda path: path.write_bytes(path.read_bytes() + b"\n"), "from byte"),
    "a Word file with a part that nothing names": (
        ".docx",
        lambda path: part("word/media/other.png", lambda _: b"\x89PNG\r\n\x1a\n", path),
        "word/media/other.png",
    ),
    "a Word file packed otherwise": (".docx", lambda path: part("none", lambda data: data, path), "none"),
    "an EPUB with another cover": (
        ".epub",
        lambda path: part("cover.svg", lambda data: data.replace(b"</svg>", b"<g/></svg>"), path),
        "",
    ),
    "an EPUB with other metadata": (
        ".epub",
        lambda path: part("content.opf", lambda data: data.replace(b"</metadata>", b"<!-- --></metadata>"), path),
        "content.opf",
    ),
}


@pytest.mark.parametrize("hidden", [False, True], ids=["as it is", "with its hash in the manifest"])
@pytest.mark.parametrize("what", TAMPERED)
def test_what_only_the_bytes_tell_is_a_finding(what: str, hidden: bool, place: Place) -> None:
    suffix, tamper, where = TAMPERED[what]
    path = place.path(suffix)
    tamper(path)
    if hidden:
        place.hide(path)
    (result,) = place.check(path)
    if result.error is not None:
        assert result.exit_code == 4, "a reader refused it before anything was compared"
        return
    assert result.exit_code == 1
    assert result.verdict is not None
    kinds = {finding.kind.value: finding for finding in result.verdict.findings}
    assert "changed" in kinds
    assert where in str(kinds["changed"].found)


def test_what_a_build_made_has_neither_finding_nor_note(place: Place) -> None:
    results = place.check()
    assert [(result.exit_code, result.notes) for result in results] == [(0, ())] * len(FORMATS)


def test_an_edition_made_of_something_else_is_said_to_be_proved_by_its_words_alone(place: Place) -> None:
    source = place.folder / "sources" / "iron.md"
    source.write_text(SOURCE.replace("summary: What iron does.", "summary: What iron is."), encoding="utf-8")
    results = place.check()
    for result in results:
        assert any("made of something else than there is now (the text)" in note for note in result.notes)
        assert any("only what it says was proved" in note for note in result.notes)


def test_of_a_changed_file_that_was_made_of_something_else_the_hash_in_its_manifest_tells(place: Place) -> None:
    def other_tools(record: dict[str, object]) -> None:
        made_from = record["made_from"]
        assert isinstance(made_from, dict)
        made_from["parts"]["tools"] = made_from["fingerprint"] = "0" * 64

    place.edit_manifest(other_tools)
    attached(place.path(".pdf"))
    codes = {result.format: result.exit_code for result in place.check()}
    assert codes == {"epub": 0, "word": 0, "large-print": 1}


def test_a_file_that_no_manifest_names_is_proved_by_its_words_alone(place: Place, tmp_path: Path) -> None:
    copy = Path(shutil.copy(place.path(".epub"), tmp_path / "copy.epub"))
    (result,) = publish.check([copy], place.folder / "sources" / "iron.md", settings=place.settings)
    assert result.exit_code == 0
    assert "no manifest beside it names it" in result.notes[0]


def test_the_right_file_beside_a_wrong_record_is_told_from_a_wrong_file(place: Place) -> None:
    def other(record: dict[str, object]) -> None:
        record["sha256"] = "0" * 64

    place.edit_manifest(other)
    for result in place.check():
        assert result.exit_code == 0
        assert "its manifest tells of another" in result.notes[0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"variant": "12pt"}, "its options there make"),
        ({"options": {"size": 24}}, "its options there make"),
        ({"options": {"size": "large"}}, "do not fit"),
        ({"options": {"colour": "none"}}, "do not fit"),
    ],
)
def test_an_edition_is_what_its_options_make_and_not_what_its_record_is_called(
    changes: dict[str, object], words: str, place: Place
) -> None:
    def change(record: dict[str, object]) -> None:
        if record["format"] == "large-print":
            record |= changes

    place.edit_manifest(change)
    (result,) = place.check(place.path(".pdf"))
    assert result.exit_code == 5
    assert words in str(result.error)


def test_sound_is_made_again_only_where_it_is_heard(place: Place) -> None:
    with pytest.raises(UsageError, match="leave out --no-listen"):
        list(publish.check([place.home], settings=place.settings, sound=True))


def test_the_place_of_a_difference_is_a_part_or_a_byte(tmp_path: Path) -> None:
    files = [tmp_path / "a", tmp_path / "b"]
    for file, data in zip(files, (b"x" * 70_000 + b"1", b"x" * 70_000 + b"2"), strict=True):
        file.write_bytes(data)
    assert different_in(*files) == "it differs from byte 70001 on"
    for file, words in zip(files, ("one", "two"), strict=True):
        with zipfile.ZipFile(file, "w") as package:
            package.writestr("same", "same")
            package.writestr("page", words)
    assert different_in(*files) == "these parts of it differ: page"


def test_what_is_written_without_quotation_marks_goes_from_one_process_to_another(tmp_path: Path) -> None:
    data = parse(tmp_path / "publisher.yaml", "helpline: 0800 123 456\nnumber: 12345\n").data
    again = pickle.loads(pickle.dumps(data))
    assert again == data
    assert type(again["number"]) is type(data["number"])
    assert again["number"].kind == data["number"].kind
