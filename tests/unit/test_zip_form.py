"""A packed edition is one zip and nothing else, so that every program finds the same parts in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.errors import UnreadableEdition
from publish.readers.archives import whole_archive


def packed(words: str = "Take 5", note: bytes = b"", folder: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/", folder)
        archive.writestr("a/one.xml", f"<a>{words}</a>")
        archive.comment = note
    return file.getvalue()


def streamed() -> bytes:
    """A zip whose sizes follow each part, as LibreOffice writes it."""

    class Stream(io.RawIOBase):
        written = b""

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.written += bytes(data)
            return len(data)

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", "<a>Take 5</a>")
        archive.writestr("b.xml", "<b/>")
    return stream.written


def in_between() -> bytes:
    """A zip with bytes between its last part and its directory, which says where it is."""
    data, gap = packed(), b"<a>Take 50</a>"
    start = data.index(b"PK\1\2")
    end = data.index(b"PK\5\6")
    moved = (start + len(gap)).to_bytes(4, "little")
    return data[:start] + gap + data[start:end] + data[end : end + 16] + moved + data[end + 20 :]


def read(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with zipfile.ZipFile(path) as archive:
        whole_archive(path, archive)


@pytest.mark.parametrize("make", [packed, streamed])
def test_a_zip_alone_is_read(make: Callable[[], bytes], tmp_path: Path) -> None:
    read(tmp_path / "a.zip", make())


@pytest.mark.parametrize(
    "data",
    [
        b"MZ" + packed(),
        packed("Take 50") + packed(),
        packed() + packed(),
        packed() + b"evil",
        packed(note=b"<script>"),
        packed(folder=b"Take 50"),
        in_between(),
        packed().replace(b"a/one.xml", b"b/one.xml", 1),
    ],
)
def test_what_is_more_than_a_zip_is_not_read(data: bytes, tmp_path: Path) -> None:
    with pytest.raises((UnreadableEdition, zipfile.BadZipFile)):
        read(tmp_path / "a.zip", data)
