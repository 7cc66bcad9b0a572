"""Saved PDFs: no stream ends so that its end can be misread, and nothing else about the file changes."""

from __future__ import annotations

import zlib
from functools import cache
from io import BytesIO
from itertools import count

from pikepdf import Name, ObjectStreamMode, Pdf, Stream

from publish.rendering.typst.saving import saved

IN_DOUBT = b"\r\nendstream"


@cache
def ending_in_a_carriage_return() -> bytes:
    """Page content whose compressed form ends with a carriage return."""
    contents = (b"0 0 m 9 0 l S" + b"\t" * number for number in count(1))  # a tab moves the last byte by nine
    return next(content for content in contents if zlib.compress(content).endswith(b"\r"))


def plain(pages: int) -> Pdf:
    """A file of pages that draw a line."""
    file = Pdf.new()
    for number in range(pages):
        page = file.add_blank_page(page_size=(200 + number, 300))
        page.Contents = file.make_stream(ending_in_a_carriage_return() if number == 0 else b"0 0 m 9 9 l S\n")
    return file


def test_instructions_that_would_end_in_doubt_are_written_otherwise_and_draw_the_same() -> None:
    file, content = plain(1), ending_in_a_carriage_return()
    unsafe = BytesIO()
    file.save(unsafe, preserve_pdfa=True)
    assert IN_DOUBT in unsafe.getvalue()
    safe = saved(file)
    assert IN_DOUBT not in safe
    with Pdf.open(BytesIO(safe)) as again:
        assert again.pages[0].Contents.read_bytes().strip() == content.strip()


def test_what_is_no_text_keeps_every_byte() -> None:
    file, content = plain(1), ending_in_a_carriage_return()
    file.Root.Font = file.make_stream(content, Length1=len(content))
    safe = saved(file)
    assert IN_DOUBT not in safe
    with Pdf.open(BytesIO(safe)) as again:
        assert list(again.Root.Font.Filter) == [Name.ASCII85Decode, Name.FlateDecode]
        assert again.Root.Font.read_bytes() == content


def test_no_table_of_a_file_ends_in_doubt() -> None:
    doubtful = next(file for pages in count(1) if _has_a_table_in_doubt(file := plain(pages)))
    assert IN_DOUBT not in saved(doubtful)


def _has_a_table_in_doubt(file: Pdf) -> bool:
    unsafe = BytesIO()
    file.save(unsafe, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    with Pdf.open(unsafe) as written:
        streams = [each for each in written.objects if isinstance(each, Stream) and "/Type" in each]
        return any(each.read_raw_bytes().endswith(b"\r") for each in streams)


def test_the_same_file_is_the_same_bytes() -> None:
    assert saved(plain(3)) == saved(plain(3))


def test_a_file_without_doubt_is_small() -> None:
    with Pdf.open(BytesIO(saved(plain(200)))) as file:
        assert any(isinstance(each, Stream) and each.get("/Type") == Name.ObjStm for each in file.objects)
