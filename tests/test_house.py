"""The rules of the house, read off the imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY


def imports(folder: str) -> Iterator[tuple[str, str]]:
    """Each module of a folder, with each module that it imports."""
    for path in sorted((REPOSITORY / folder).rglob("*.py")):
        name = ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((name, one.name) for one in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield name, node.module


def test_the_library_knows_no_format() -> None:
    assert not [pair for pair in imports("publish") if pair[1].split(".")[0] == "formats"]


def test_no_format_imports_another() -> None:
    pairs = [(a, b) for a, b in imports("formats") if b.split(".")[0] == "formats"]
    assert not [(a, b) for a, b in pairs if a.split(".")[1] != b.split(".")[1]]


def test_the_model_imports_nothing_of_the_project() -> None:
    assert not [b for a, b in imports("publish") if a == "publish.model" and b.split(".")[0] in {"publish", "formats"}]


@pytest.mark.parametrize(
    ("readers", "writers"),
    [
        ("formats.epub.read formats.epub.markup formats.epub.container", "formats.epub.write formats.epub.package"),
        ("formats.word.reader", "formats.word.writer docx"),
        ("publish.completeness.tagged_pdf", "publish.rendering formats typst"),
        ("formats.audio.read formats.audio.mp3", "formats.audio.write publish.speech.encoding publish.speech.id3"),
        ("publish.completeness.second_reader", "publish.source pypandoc"),
        ("publish.intake.proof", "publish.intake.html publish.intake.word publish.intake.web_export pypandoc"),
    ],
)
def test_what_reads_back_shares_no_code_with_what_writes(readers: str, writers: str) -> None:
    def within(name: str, rooms: str) -> bool:
        return any(name == room or name.startswith(f"{room}.") for room in rooms.split())

    everything = [*imports("publish"), *imports("formats")]
    assert [a for a, _ in everything if within(a, readers)], "there is such a reader"
    assert not [(a, b) for a, b in everything if within(a, readers) and within(b, writers)]


def test_pictures_of_the_readme_are_small() -> None:
    assert not [one for one in Path(REPOSITORY / "docs" / "pictures").iterdir() if one.stat().st_size > 300_000]
