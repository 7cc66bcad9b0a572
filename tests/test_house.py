"""The rules of the house, read off its files and imports. `python -m tests.rooms` draws it."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from tests.rooms import REPOSITORY, arrows, floors, imports

# From the ground up; a room may import those before it. Rooms in one line know nothing of each other.
STOREYS = (
    ("publish.model", "publish.errors", "publish.limits", "publish.logs", "publish.plain_files"),
    ("publish.proof",),
    ("publish.contracts", "publish.readers"),
    ("publish.outputs", "publish.rendering", "publish.source"),
    ("publish.comparing", "publish.paging", "publish.speech"),
    ("publish.linting",),
    ("publish.building", "publish.importing", "publish.review"),
    ("publish.reporting",),
    ("publish.releasing",),
    ("publish.ordering",),
    (
        "publish.api",
        "publish.plugin",
        "publish.testing",
        "formats.audio",
        "formats.audio_zip",
        "formats.audio_transcript",
        "formats.audiobook",
        "formats.daisy",
        "formats.easy_read",
        "formats.epub",
        "formats.large_print",
        "formats.m4b",
        "formats.print",
        "formats.talking_epub",
        "formats.word",
    ),
    ("publish.commands", "publish.release_api"),
)

HALL = {
    "__init__.py",
    "api.py",
    "errors.py",
    "limits.py",
    "logs.py",
    "plain_files.py",
    "plugin.py",
    "py.typed",
    "release_api.py",
}

# The verbs of a format, which each has, and the modules by which an importer or a canonical source is read and written.
SAME_NAME_SAME_THING = {
    "__init__.py",
    "check.py",
    "expectation.py",
    "importer.py",
    "lint_rules.py",
    "read.py",
    "shown.py",
    "write.py",
}


def test_every_room_stands_on_its_storey() -> None:
    assert {room for storey in STOREYS for room in storey} == set(arrows())
    assert {path.name for path in (REPOSITORY / "publish").iterdir() if path.is_file()} == HALL


def test_arrows_run_down_and_in_no_circle() -> None:
    height = {room: number for number, storey in enumerate(STOREYS) for room in storey}
    upward = [
        f"{room} -> {below}" for room, rooms in arrows().items() for below in rooms if height[below] >= height[room]
    ]
    assert not upward
    assert floors(arrows())


def test_the_library_knows_no_format() -> None:
    assert not [pair for pair in imports("publish") if pair[1].split(".")[0] == "formats"]


def test_no_format_imports_another() -> None:
    pairs = [(a, b) for a, b in imports("formats") if b.split(".")[0] == "formats"]
    assert not [(a, b) for a, b in pairs if a.split(".")[1] != b.split(".")[1]]


def test_no_two_files_bear_one_name_for_unlike_things() -> None:
    names = Counter(path.name for folder in ("publish", "formats") for path in (REPOSITORY / folder).rglob("*.py"))
    assert not sorted(name for name, number in names.items() if number > 1 and name not in SAME_NAME_SAME_THING)


@pytest.mark.parametrize(
    ("readers", "writers"),
    [
        ("publish.readers", "publish.rendering publish.source publish.model.mathml formats docx ebooklib typst"),
        ("publish.rendering", "publish.readers"),
        ("publish.proof", "publish.readers publish.rendering"),
        ("formats.audio_zip.read", "formats.audio_zip.write publish.rendering"),
        ("formats.daisy.read", "formats.daisy.write formats.daisy.ncc formats.daisy.smil publish.rendering"),
        ("formats.audio_transcript.read", "formats.audio_transcript.write publish.rendering"),
        ("formats.audiobook.read", "formats.audiobook.write publish.rendering"),
        ("formats.m4b.read", "formats.m4b.write publish.rendering"),
        (
            "formats.talking_epub.read",
            "formats.talking_epub.write formats.talking_epub.overlays formats.talking_epub.timing publish.rendering",
        ),
        ("publish.proof.second_reader", "publish.source pypandoc"),
        (
            "publish.importing.proof",
            "publish.importing.html publish.importing.word publish.importing.text_export pypandoc",
        ),
    ],
)
def test_what_reads_back_shares_no_code_with_what_writes(readers: str, writers: str) -> None:
    def within(name: str, rooms: str) -> bool:
        return any(name == room or name.startswith(f"{room}.") for room in rooms.split())

    everything = [*imports("publish"), *imports("formats")]
    assert [a for a, _ in everything if within(a, readers)], "there is such a reader"
    assert not [(a, b) for a, b in everything if within(a, readers) and within(b, writers)]


VAGUE = {"held", "it", "made", "one", "print_of", "said", "thing", "_Place"}
NAMED_WELL = (
    "formats/audio_transcript",
    "formats/audiobook",
    "formats/epub",
    "formats/m4b",
    "formats/talking_epub",
    "formats/word",
    "publish/__init__.py",
    "publish/api.py",
    "publish/building",
    "publish/commands",
    "publish/comparing",
    "publish/contracts",
    "publish/errors.py",
    "publish/importing",
    "publish/limits.py",
    "publish/linting",
    "publish/logs.py",
    "publish/model",
    "publish/ordering",
    "publish/outputs",
    "publish/paging",
    "publish/plugin.py",
    "publish/proof",
    "publish/readers",
    "publish/release_api.py",
    "publish/releasing",
    "publish/rendering",
    "publish/reporting",
    "publish/source",
    "publish/testing",
)  # the rooms where every name says what it holds; the others join them


def names_given(path: Path) -> set[str]:
    """The names that a module gives to what it holds: variables, parameters, functions, classes."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.MatchAs(name=str(name)):
                names.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
    return names


@pytest.mark.parametrize("room", NAMED_WELL)
def test_a_name_says_what_it_holds(room: str) -> None:
    place = REPOSITORY / room
    modules = [place] if place.is_file() else sorted(place.rglob("*.py"))
    assert modules
    vague = {str(path.relative_to(REPOSITORY)): names_given(path) & VAGUE for path in modules}
    assert not {path: names for path, names in vague.items() if names}


def test_pictures_of_the_readme_are_small() -> None:
    assert not [path for path in (REPOSITORY / "docs" / "pictures").iterdir() if path.stat().st_size > 300_000]
