"""The pages of lint rules as data: examples with their files, and what lint says of each.

A page shows pairs, "Found" and "Put right". A fenced block with a file name is a file of the example; the block
without one holds what lint says, a line each. What all examples share stands in docs/lint.md: the day, and the files
beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image

from publish.linting.remarks import Remark
from publish.linting.runner import lint_one
from tests.conftest import REPOSITORY

OVERVIEW = REPOSITORY / "docs" / "lint.md"
FOLDER = REPOSITORY / "docs" / "lint"
SOURCE = "iron.md"

_BLOCK = re.compile(r"^(?P<fence>`{3,})\w+ ?(?P<name>[\w./-]*)\n(?P<text>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
_PART = re.compile(r"^## (?P<heading>(?:Found|Put right)\b.*)\n", re.MULTILINE)
_PIXELS = re.compile(r"A picture, (?P<width>\d+) pixels wide(?P<moving>, that moves)?\.\n")
_DAY = re.compile(r"The day is (\d{4}-\d{2}-\d{2})\.")


@dataclass(frozen=True, slots=True)
class Part:
    """One example: its heading, its files by name, and what lint says of it, as the page has it."""

    heading: str
    files: Mapping[str, str]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the rule's name, its first sentence (error or warning, and of what), why it matters, its examples."""

    rule: str
    sentence: str
    why: str
    parts: tuple[Part, ...]


def pages() -> dict[str, Page]:
    """All pages by the name of their file, which is the rule's."""
    return {path.stem: read_page(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.md"))}


def read_page(text: str) -> Page:
    """A page from its text."""
    head, *rest = _PART.split(text)
    title, sentence, *why = head.strip().split("\n\n")
    parts = tuple(_part(heading, body) for heading, body in zip(rest[::2], rest[1::2], strict=True))
    return Page(title.removeprefix("# `").removesuffix("`"), sentence, "\n\n".join(why), parts)


def _part(heading: str, body: str) -> Part:
    blocks = [(block["name"], block["text"]) for block in _BLOCK.finditer(body)]
    remarks = tuple(line for name, text in blocks if not name for line in text.splitlines())
    return Part(heading, {name: text for name, text in blocks if name}, remarks)


def shared_files() -> dict[str, str]:
    """The files that every example has beside it, and the front matter of those that show none."""
    return {block["name"]: block["text"] for block in _BLOCK.finditer(OVERVIEW.read_text(encoding="utf-8"))}


def day() -> date:
    """The day on which the examples are read."""
    found = _DAY.search(OVERVIEW.read_text(encoding="utf-8"))
    assert found, "docs/lint.md does not say on which day the examples are read"
    return date.fromisoformat(found[1])


def linted(files: Mapping[str, str], folder: Path) -> tuple[tuple[str, ...], tuple[Remark, ...]]:
    """What lint says of an example, as a page has it, and as remarks. Lines are those of the example as it is shown."""
    folder.mkdir(parents=True)
    shared = shared_files()
    front_matter = "" if files[SOURCE].startswith("---\n") else shared[SOURCE]
    for name, text in {**shared, **files, SOURCE: front_matter + files[SOURCE]}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(_bytes(text))
    remarks = lint_one(folder / SOURCE, day())
    return tuple(_as_shown(remark, front_matter.count("\n")) for remark in remarks), remarks


def _as_shown(remark: Remark, above: int) -> str:
    """A remark in one line, its file named without its folder."""
    in_source = remark.path.name == SOURCE
    place = f"line {remark.line - above}" if in_source else f"{remark.path.name}, line {remark.line}"
    message = remark.message.replace(f"{remark.path.parent}/", "").replace("\n", " ")
    return f"{place}: {remark.severity}: {message}"


def _bytes(text: str) -> bytes:
    """The bytes of a file, which a page describes in words where it is a picture of pixels."""
    described = _PIXELS.fullmatch(text)
    if described is None:
        return text.encode()
    frames = [Image.new("L", (int(described["width"]), 40), shade) for shade in (0, 255)]
    written = BytesIO()
    if described["moving"]:
        frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])
    else:
        frames[0].save(written, "PNG")
    return written.getvalue()


def pairs(page: Page) -> list[tuple[Part, Part]]:
    """Each example that is found, and the same put right: with all files of the first that the second does not show."""
    found, right = page.parts[::2], page.parts[1::2]
    return [
        (bad, Part(good.heading, {**bad.files, **good.files}, good.remarks))
        for bad, good in zip(found, right, strict=True)
    ]


def with_remarks(text: str, remarks: Iterable[tuple[str, ...]]) -> str:
    """A page's text with what lint says now of each of its found examples, in order."""
    said_now = iter(remarks)

    def renewed(block: re.Match[str]) -> str:
        if block["name"]:
            return block[0]
        lines = "".join(f"{line}\n" for line in next(said_now))
        return f"{block['fence']}text\n{lines}{block['fence']}"

    return _BLOCK.sub(renewed, text)
