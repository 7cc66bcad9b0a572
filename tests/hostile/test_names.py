"""Names that no file can have, links in a circle, and files closed to this user: one sentence, and all else is done."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

import publish
from publish.commands.cli import app
from publish.contracts.format import Settings
from publish.errors import OutputsError, SourceError, UsageError
from publish.outputs.built_document import known_documents
from tests.hostile.running import short_source, sources_of_every_node

COMMANDS = (
    "build NAME", "build sources/source.md --outputs NAME", "check NAME", "check sources/source.md --source NAME",
    "lint NAME", "import NAME -o made.md", "import sources/source.md -o NAME", "new Iron -o NAME", "diff NAME",
    "status --outputs NAME", "catalogue --outputs NAME", "approve NAME --role lead", "tie NAME",
)  # fmt: skip


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    sources_of_every_node(tmp_path / "sources")
    return tmp_path


def answer(command: Iterable[str]) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(command))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    assert "Traceback" not in done.output
    assert "something unexpected" not in done.output, done.output
    return done.exit_code, done.output


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "name", ["a\0b.md", "a" * 5_000 + ".md", "a/" * 2_500 + "b.md"], ids=["NUL", "long", "deep"]
)  # fmt: skip
def test_a_name_that_no_file_can_have_is_one_sentence(name: str, command: str, place: Path) -> None:
    code, said = answer(name if word == "NAME" else word for word in command.split())
    assert code in {2, 3, 5}, said
    assert sorted(path.name for path in place.iterdir()) == ["sources"]


CALLS: dict[str, Callable[[str], object]] = {
    "load": lambda name: publish.load(Path(name)),
    "lint": publish.lint,
    "check": lambda name: list(publish.check([name])),
    "build": lambda name: list(publish.build([name])),
    "build into": lambda name: list(publish.build(["sources"], name)),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("name", ["a\0b.md", "a" * 5_000 + ".md"], ids=["NUL", "long"])
def test_a_name_that_no_file_can_have_is_an_error_of_the_library(name: str, call: str, place: Path) -> None:
    assert place.exists()
    with pytest.raises((UsageError, SourceError)):
        CALLS[call](name)


@pytest.mark.parametrize("command", [each for each in COMMANDS if not each.startswith("diff")])
def test_links_in_a_circle_are_one_sentence(command: str, place: Path) -> None:
    (place / "circle.md").symlink_to("circle.md")
    code, said = answer("circle.md" if word == "NAME" else word for word in command.split())
    assert code in {2, 3, 5}, said
    assert sorted(path.name for path in place.iterdir()) == ["circle.md", "sources"]


def test_a_picture_that_is_a_circle_of_links_cannot_be_read(place: Path) -> None:
    picture = place / "sources" / "dot.svg"
    picture.unlink()
    picture.symlink_to("dot.svg")
    with pytest.raises(SourceError, match=r"source\.md:\d+: the image dot\.svg cannot be read: this is a link"):
        publish.load(place / "sources" / "source.md")


def test_a_source_beside_it_that_is_closed_to_this_user_stops_no_build(place: Path) -> None:
    source = place / "sources" / "source.md"
    shutil.copy(source, source.with_name("closed.md"))
    source.with_name("closed.md").chmod(0)
    settings = Settings(place / "cache", listen=False)
    (built,) = publish.build([source], place / "outputs", settings=settings, formats=["epub"])
    assert built.exit_code == 0, str(built.error)
    results = publish.build(["sources"], settings=settings, formats=["epub"])
    errors = {result.source.name: result.error for result in results}
    assert str(errors["closed.md"]).endswith("closed.md: the file cannot be read: Permission denied.")
    assert errors["source.md"] is None


@pytest.mark.parametrize("closed", ["outputs/source", "outputs/source/manifest.json"])
def test_outputs_that_are_closed_to_this_user_are_one_sentence(closed: str, place: Path) -> None:
    build = ["build", "sources/source.md", "--format", "epub", "--no-listen"]
    assert answer(build)[0] == 0
    (place / closed).chmod(0)
    code, said = answer(build)
    (place / closed).chmod(0o755)
    assert (code, "Permission denied." in said, "outputs/source" in said) == (5, True, True), said
    assert answer(build)[0] == 0


@pytest.mark.parametrize("rights", [0, 0o444], ids=["closed", "only its names may be read"])
@pytest.mark.parametrize("command", ["check outputs", "status", "calendar", "report"])
def test_a_document_folder_that_is_closed_to_this_user_is_named_and_the_others_are_read(
    command: str, rights: int, place: Path
) -> None:
    shutil.copy(place / "sources" / "source.md", place / "sources" / "closed.md")
    assert answer(["build", "sources", "--format", "epub", "--no-listen"])[0] == 0
    closed = place / "outputs" / "closed"
    closed.chmod(rights)
    code, said = answer(command.split())
    closed.chmod(0o755)
    assert code in {1, 5}
    assert said.count("outputs/closed") >= 1
    assert said.count("it cannot be read: Permission denied.") == 1
    others = {"check outputs": "source.epub  ✓ complete", "status": "source  epub ✓", "calendar": "written:"}
    assert others.get(command, "source/report.html") in said, said


def test_a_folder_of_releases_that_is_closed_to_this_user_hides_no_other_document(place: Path) -> None:
    assert answer(["build", "sources", "--format", "epub", "--no-listen"])[0] == 0
    closed = place / "outputs" / "released" / "closed"
    closed.mkdir(parents=True, mode=0)
    code, said = answer(["status"])
    closed.chmod(0o755)
    assert code == 5
    assert "source  epub ✓" in said
    assert f"closed  ✗ {closed.relative_to(place)}: it cannot be read: Permission denied." in said


def test_outputs_that_are_closed_to_this_user_are_not_taken_for_empty(place: Path) -> None:
    (place / "outputs").mkdir(mode=0)
    with pytest.raises(OutputsError, match=r"outputs: it cannot be read: Permission denied\."):
        known_documents(place / "outputs")
    code, said = answer(["status"])
    (place / "outputs").chmod(0o755)
    assert (code, "'outputs' is not readable" in said) == (2, True)


def test_a_pipe_given_to_check_is_told_as_what_it_is(place: Path) -> None:
    os.mkfifo(place / "a.epub")
    assert answer(["check", "a.epub"]) == (2, "a.epub: this is a pipe or device, and no file.\n")


STRANGE = "a\x1b[2J\x07\x9b31m\u202egnp"


def test_what_a_terminal_would_obey_is_shown_by_its_number(place: Path) -> None:
    """In the name of a file, in that of a part of a packed one, and in a manifest; programs read whole JSON."""
    (place / f"{STRANGE}.txt").write_text("x", encoding="utf-8")
    assert answer(["build", "sources", "--format", "epub", "--no-listen"])[0] == 0
    with ZipFile(place / "a.epub", "w") as archive:
        archive.writestr(f"{STRANGE}.xhtml", "x")
    manifest = place / "outputs" / "source" / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    told["editions"][0] |= {"current": False, "reason": STRANGE}
    manifest.write_text(json.dumps(told), encoding="utf-8")
    for command in (
        ["check", f"{STRANGE}.txt", "--source", "sources/source.md"],
        ["check", "a.epub", "--source", "sources/source.md"],
        ["import", f"{STRANGE}.txt", "-o", "made.md"],
        ["lint", f"{STRANGE}.md"],
        ["status"],
        ["build", "sources", "--format", "epub", "--no-listen"],
    ):
        said = answer(command)[1]
        assert not set(said) & set("\x1b\x07\x9b\u202e"), (command, said)
    assert "\\u001b[2J\\u0007\\u009b31m\\u202egnp" in answer(["lint", f"{STRANGE}.md"])[1]
    data = json.loads(answer(["status", "--json"])[1])
    assert data[0]["id"] == "source"


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("own_id", ["", "id: odd\n"])
def test_a_name_that_is_not_utf_8_is_named_and_the_others_are_built(own_id: str, jobs: str, tmp_path: Path) -> None:
    good = short_source(tmp_path / "sources")
    odd = good.with_name(os.fsdecode(b"a\xff.md"))
    odd.write_text(good.read_text(encoding="utf-8").replace("---\n", f"---\n{own_id}", 1), encoding="utf-8")
    code, said = answer(
        ["build", str(good.parent), "--outputs", str(tmp_path / "out"), "--format", "epub", "--jobs", jobs]
    )
    assert (code, "short  epub ✓" in said, "a\\udcff.md" in said, "ename the file" in said) == (3, True, True, True), (
        said
    )
    assert "a\\udcff.md" in answer(["lint", str(good.parent)])[1]


def test_a_folder_whose_name_is_not_utf_8_is_named_where_a_record_would_hold_it(tmp_path: Path) -> None:
    good = short_source(tmp_path / os.fsdecode(b"s\xff"))
    build = ["build", str(good), "--format", "epub", "--outputs"]
    code, said = answer([*build, str(tmp_path / "out")])
    assert (code, "is not UTF-8, so no record can hold it. Rename the file or folder." in said) == (3, True), said
    assert answer([*build, str(good.parent / "out")])[0] == 0
