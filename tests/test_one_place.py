"""One document, one place: two sources never share an id, and editions do not outlive their source unsaid."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish.commands.cli import app
from publish.outputs.manifest import Manifest, read_manifest

COMPANIONS = Path(__file__).parent / "cases" / "publisher.yaml"
SOURCE = """---
title: {title}
id: {id}
lang: en-GB
summary: About {title}.
---

# What is it? {{#what}}

It is about {title}.
"""


class Place:
    """A folder of sources and one of outputs, and the command line on them."""

    def __init__(self, folder: Path) -> None:
        self.sources, self.outputs = folder / "sources", folder / "outputs"
        self.sources.mkdir()
        shutil.copy(COMPANIONS, self.sources / "publisher.yaml")

    def write(self, name: str, identifier: str, title: str = "iron", folder: Path | None = None) -> Path:
        path = (folder or self.sources) / f"{name}.md"
        path.write_text(SOURCE.format(title=title, id=identifier), encoding="utf-8")
        return path

    def run(self, command: str, *arguments: object) -> tuple[int, str]:
        result = CliRunner().invoke(app, [command, *map(str, arguments)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result.exit_code, result.output

    def build(self, *arguments: object) -> tuple[int, str]:
        return self.run("build", self.sources, "--outputs", self.outputs, "--format", "epub", "--no-listen", *arguments)

    def manifest(self, identifier: str) -> Manifest:
        manifest = read_manifest(self.outputs / identifier / "manifest.json")
        assert manifest is not None
        return manifest


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.mark.parametrize("jobs", [1, 2])
def test_two_sources_with_one_id_are_refused_and_both_are_named(place: Place, jobs: int) -> None:
    place.write("iron", "iron")
    place.write("copy-of-iron", "iron", "copper")
    place.write("zinc", "zinc")
    code, output = place.build("--jobs", jobs)
    assert code == 3
    for named, other in (("iron.md", "copy-of-iron.md"), ("copy-of-iron.md", "iron.md")):
        assert any(
            f"{named}:1: the id “iron” is also that of" in line and other in line for line in output.splitlines()
        )
    assert not (place.outputs / "iron").exists()
    assert place.manifest("zinc").editions[0].current


def test_a_source_built_alone_is_refused_for_its_namesake_beside_it(place: Place) -> None:
    iron = place.write("iron", "iron")
    place.write("copy-of-iron", "iron", "copper")
    code, output = place.run("build", iron, "--outputs", place.outputs, "--format", "epub")
    assert (code, "copy-of-iron.md" in output) == (3, True)


def test_a_source_of_another_folder_does_not_take_over_the_editions(place: Place, tmp_path: Path) -> None:
    place.write("iron", "iron")
    place.build()
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(COMPANIONS, other / "publisher.yaml")
    twin = place.write("iron", "iron", "copper", other)
    code, output = place.run("build", twin, "--outputs", place.outputs, "--format", "epub")
    assert (code, str(place.sources / "iron.md") in output) == (3, True)
    assert place.manifest("iron").title == "iron"


def test_lint_names_both(place: Place) -> None:
    iron = place.write("iron", "iron")
    place.write("copy-of-iron", "iron", "copper")
    assert "copy-of-iron.md" in place.run("lint", iron)[1]
    code, output = place.run("lint", place.sources)
    assert code == 3
    assert output.count("the id “iron” is also that of") == 2


def test_check_names_both(place: Place) -> None:
    place.write("iron", "iron")
    place.build()
    place.write("copy-of-iron", "iron", "copper")
    code, output = place.run("check", place.outputs, "--no-listen")
    assert (code, "copy-of-iron.md" in output) == (3, True)


def test_editions_of_a_deleted_source_are_withdrawn_and_said(place: Place) -> None:
    iron = place.write("iron", "iron")
    place.write("zinc", "zinc")
    place.build()
    iron.unlink()
    code, output = place.build()
    assert code == 0
    assert "iron  withdrawn, not to be ordered: its source" in output
    (record,) = place.manifest("iron").editions
    assert (record.withdrawn, record.current, record.orderable) == (True, False, False)
    assert "is gone" in str(record.reason)
    assert (place.outputs / "iron" / "iron.epub").exists(), "only --prune removes anything"


def test_editions_under_an_id_that_its_source_gave_up_are_withdrawn(place: Place) -> None:
    place.write("iron", "iron")
    place.build()
    place.write("iron", "ferrum")
    assert "another id now" in place.build()[1]
    assert place.manifest("iron").editions[0].withdrawn
    assert not place.manifest("ferrum").editions[0].withdrawn


def test_a_source_that_only_changed_its_file_name_keeps_its_editions(place: Place) -> None:
    iron = place.write("iron", "iron")
    place.build()
    iron.rename(place.sources / "metal.md")
    zinc = place.write("zinc", "zinc")
    assert "withdrawn" not in place.run("build", zinc, "--outputs", place.outputs, "--format", "epub")[1]
    assert "withdrawn" not in place.build()[1]
    assert place.manifest("iron").source.path.endswith("metal.md")


def test_a_source_that_comes_back_takes_its_editions_back(place: Place) -> None:
    iron = place.write("iron", "iron")
    place.write("zinc", "zinc")
    place.build()
    text = iron.read_text(encoding="utf-8")
    iron.unlink()
    place.build()
    iron.write_text(text, encoding="utf-8")
    assert place.build()[0] == 0
    assert [(one.withdrawn, one.current) for one in place.manifest("iron").editions] == [(False, True)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "zinc.md: the file is empty"),
        (b"\n \n", "zinc.md: the file is empty"),
        ("---\ntitle: Zinc\n---\n".encode("utf-16"), "zinc.md:1: this is not UTF-8 text"),
        ("---\ntitle: Zinc\n---\n".encode("utf-16-le"), "zinc.md:1: there is a NUL character here"),
        (b"\n---\ntitle: Zinc\n---\n", "zinc.md:1: there is no front matter"),
    ],
    ids=["empty", "blank", "UTF-16", "UTF-16 without a mark", "a line before it"],
)
def test_a_source_of_a_folder_that_cannot_be_read_is_named_and_never_passed_over(
    place: Place, content: bytes, said: str
) -> None:
    place.write("iron", "iron")
    place.write("zinc", "zinc").write_bytes(content)
    code, output = place.build()
    assert (code, said in output, "iron  epub ✓" in output) == (3, True, True)


@pytest.mark.parametrize("command", ["build", "lint"])
def test_what_a_folder_holds_that_is_no_source_is_named_in_one_line_and_is_no_error(place: Place, command: str) -> None:
    iron = place.write("iron", "iron")
    run = place.build if command == "build" else lambda: place.run("lint", place.sources)
    (place.sources / "LICENSE").write_text("Anybody may use it.", encoding="utf-8")
    (place.sources / "._iron.md").write_bytes(b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X")
    assert "passed over" not in run()[1]
    for name in ("README.md", "IRON2.MD", "a.markdown", "b.md"):
        (place.sources / name).write_text("# What is here\n", encoding="utf-8")
    code, output = run()
    (note,) = [line for line in output.splitlines() if "passed over" in line]
    named = ", ".join(str(place.sources / name) for name in ("IRON2.MD", "README.md", "a.markdown"))
    assert (code, note) == (
        0, f"note: passed over, as a source is a *.md file that begins with front matter: {named} and 1 more.",
    )  # fmt: skip
    assert iron.exists()


def test_of_a_source_that_is_named_by_its_file_nothing_is_passed_over(place: Place) -> None:
    iron = place.write("iron", "iron")
    (place.sources / "README.md").write_text("# What is here\n", encoding="utf-8")
    assert "passed over" not in place.run("lint", iron)[1]


def test_prune_removes_withdrawn_editions_and_nothing_else(place: Place) -> None:
    iron = place.write("iron", "iron")
    place.write("zinc", "zinc")
    place.build()
    iron.unlink()
    note = place.outputs / "iron" / "note.txt"
    note.write_text("kept", encoding="utf-8")
    code, output = place.build("--prune")
    assert (code, "iron  removed: iron.epub" in output) == (0, True)
    assert [path.name for path in (place.outputs / "iron").iterdir()] == ["note.txt"]
    assert (place.outputs / "zinc" / "zinc.epub").exists()
    note.unlink()
    assert "iron" not in place.build()[1]


@pytest.mark.parametrize("arguments", [(), ("--prune",)])
def test_a_file_changed_by_hand_keeps_nothing_from_being_withdrawn_or_removed(
    place: Place, arguments: tuple[str, ...]
) -> None:
    iron = place.write("iron", "iron")
    place.write("zinc", "zinc")
    place.build()
    iron.unlink()
    (place.outputs / "iron" / "iron.epub").write_bytes(b"changed")
    assert place.build(*arguments)[0] == 0
    if arguments:
        assert not (place.outputs / "iron").exists()
    else:
        assert place.manifest("iron").editions[0].withdrawn


def test_a_folder_with_another_programs_manifest_is_left_alone(place: Place) -> None:
    place.write("zinc", "zinc")
    other = place.outputs / "other" / "manifest.json"
    other.parent.mkdir(parents=True)
    other.write_text("{}", encoding="utf-8")
    assert place.build("--prune")[0] == 0
    assert other.read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize("name", ["../../sources/zinc.md", "/etc/hostname", "..", "drafts/../../x", "other/x.epub"])
def test_prune_removes_no_file_outside_the_folder(place: Place, name: str) -> None:
    iron = place.write("iron", "iron")
    zinc = place.write("zinc", "zinc")
    place.build()
    iron.unlink()
    place.build()
    path = place.outputs / "iron" / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["editions"][0]["file"] = name
    path.write_text(json.dumps(data), encoding="utf-8")
    place.build("--prune")
    assert zinc.exists()
    assert (place.outputs / "iron" / "iron.epub").exists()
