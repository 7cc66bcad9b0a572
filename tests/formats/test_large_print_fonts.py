"""The fonts of an edition are read once, in writing and in checking, however many pages it has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions
from publish.contracts.format import Job
from publish.model.publication import Publication
from publish.readers.pdf import drawn_letters
from publish.rendering.typst import drawn_pieces
from tests.formats.large_print_files import with_blocks
from tests.specimen import paragraph


def test_a_font_of_many_pages_is_read_once(
    large_print: LargePrint, publication: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read one takes a hundredth of a second, and an edition has scores of pages."""
    read: list[tuple[int, int]] = []
    for module, name in ((drawn_pieces, "face_of"), (drawn_letters, "_font")):
        monkeypatch.setattr(module, name, _counted(getattr(module, name), read))
    lines = [paragraph(f"Line {number}.") for number in range(60)]
    path = tmp_path / "lines-18pt.pdf"
    job = Job(with_blocks(publication, *lines), LargePrintOptions())
    large_print.write(job, path)
    assert large_print.check(job, path).findings == ()
    with pikepdf.open(path) as file:
        assert len(file.pages) > 3
        fonts = {font.objgen for page in file.pages for font in page.obj.Resources.Font.values()}
    assert len(read) <= 2 * len(fonts)


def _counted(function: Callable[[Any], Any], called_with: list[tuple[int, int]]) -> Callable[[Any], Any]:
    def counting(font: Any) -> Any:
        called_with.append(font.objgen)
        return function(font)

    return counting
