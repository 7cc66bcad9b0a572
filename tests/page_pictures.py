"""The pictures of editions that README.md shows: `python -m tests.page_pictures` writes them anew from the factsheet.

Pages are found by their sections, so that a picture shows the same words when the layout changes. Look at each. Word is
drawn by LibreOffice, EPUB by Chromium; the pictures of audio and of the report are made by hand.
"""

from __future__ import annotations

import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

import publish
from publish.contracts.format import Settings
from publish.outputs.manifest import EditionRecord
from tests.conftest import REPOSITORY

SOURCE = REPOSITORY / "sources" / "b-cell-all.md"
FOLDER = REPOSITORY / "docs" / "pictures"
FORMATS = ("large-print", "print", "easy-read", "word", "epub")
REQUESTED: dict[str, dict[str, Any]] = {
    "large-print": {"sizes": [18, 28]},
    "print": {"imposed": True, "web-address": "https://www.example.org/{id}"},
}
_A4, _A5, _SMALL, _SHEET, _ALONE = 480, 340, 380, 300, 792  # pixels high
_SCREEN = (800, 1131)
_GAP = 12  # pixels around each page
_GROUND = (203, 203, 203)
_COLOURS = 64


@dataclass(frozen=True)
class Shown:
    """A page of an edition, by its number from 1 (0 is the last), and its height in pixels."""

    edition: str
    page: int
    height: int


def main() -> None:
    """Build the editions and write the pictures."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        settings = Settings(folder / "cache", requested=REQUESTED)
        (result,) = publish.build([SOURCE], folder / "outputs", settings=settings, formats=FORMATS)
        assert result.folder is not None and result.error is None
        records = {f"{each.record.format} {each.record.variant}".strip(): each.record for each in result.editions}
        files = {name: result.folder / str(record.file) for name, record in records.items()}
        for name, pages in several(records).items():
            save(name, beside([drawn(files[shown.edition], shown.page, shown.height) for shown in pages]))
        save("easy-read", drawn(files["easy-read"], start(records["easy-read"], "diagnosis"), _ALONE))
        save("word", drawn(as_pdf(files["word"], folder), 1, _ALONE))
        save("epub", on_a_screen(files["epub"], "treatment-phases", folder))


def several(records: Mapping[str, EditionRecord]) -> dict[str, list[Shown]]:
    """What each picture of several pages shows, from left to right."""

    def page(edition: str, section: str, height: int) -> Shown:
        return Shown(edition, start(records[edition], section), height)

    table = page("large-print 28pt", "treatment-phases", _SMALL)
    return {
        "large-print": [
            Shown("large-print 18pt", 1, _SMALL),
            page("large-print 18pt", "causes", _SMALL),
            page("large-print 28pt", "symptoms", _SMALL),
            table,
            Shown(table.edition, table.page + 1, _SMALL),
        ],
        "print": [
            Shown("print a4", 1, _A4),
            page("print a4", "common-treatment-options", _A4),
            Shown("print a5", 1, _A5),
            page("print a5", "causes", _A5),
            Shown("print a5", 0, _A5),
        ],
        "sheets": [Shown("print a5-press-imposed", 1, _SHEET), Shown("print a5-press-imposed", 0, _SHEET)],
    }


def start(record: EditionRecord, section: str) -> int:
    """The page on which a section starts."""
    place = record.locations[section]
    assert isinstance(place, int)
    return place


def drawn(path: Path, number: int, height: int) -> Image.Image:
    """A page as a reader sees it."""
    with pypdfium2.PdfDocument(path) as file:
        page = file[(number - 1) % len(file)]
        picture: Image.Image = page.render(scale=2 * height / page.get_height()).to_pil()
        return picture.convert("RGB").reduce(2)


def as_pdf(path: Path, folder: Path) -> Path:
    """A Word document as LibreOffice shows it."""
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{path.stem}.pdf"


def on_a_screen(path: Path, section: str, folder: Path) -> Image.Image:
    """The chapter of an EPUB that holds a section, as a browser shows it."""
    with zipfile.ZipFile(path) as book:
        book.extractall(folder / "book")
    (chapter,) = (
        page for page in (folder / "book").rglob("*.xhtml") if f'id="{section}"' in page.read_text(encoding="utf-8")
    )
    picture = folder / "screen.png"
    options = ("--headless", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={folder / 'browser'}")
    size = f"--window-size={_SCREEN[0]},{_SCREEN[1]}"
    command = ["chromium", *options, size, f"--screenshot={picture}", chapter.as_uri()]
    subprocess.run(command, check=True, capture_output=True)
    return Image.open(picture).convert("RGB").resize((_ALONE * _SCREEN[0] // _SCREEN[1], _ALONE))


def beside(pages: Sequence[Image.Image]) -> Image.Image:
    """Pages beside each other on grey."""
    width = sum(page.width + _GAP for page in pages) + _GAP
    whole = Image.new("RGB", (width, max(page.height for page in pages) + 2 * _GAP), _GROUND)
    at = _GAP
    for page in pages:
        whole.paste(page, (at, _GAP))
        at += page.width + _GAP
    return whole


def save(name: str, picture: Image.Image) -> None:
    """Write a picture in few colours."""
    # Of the methods this one keeps colours of small places, such as the purple of a cell, which else turns grey.
    few = picture.quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
