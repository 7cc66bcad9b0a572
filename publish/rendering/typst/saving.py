"""A PDF as bytes: the same for the same file, and so that nobody can misread where one of its streams ends."""

from __future__ import annotations

from base64 import a85encode
from io import BytesIO
from itertools import islice

from pikepdf import Array, Name, Object, ObjectStreamMode, Pdf, Stream

_IN_DOUBT = b"\r\nendstream"
_TRIES = 50  # the first of them does in nine files of ten
_OF_TEXT = frozenset({"/Length", "/Filter"})  # what streams of instructions say of themselves, and no others


def saved(file: Pdf) -> bytes:
    """The bytes of a file as PDF/A wants them: small, with an identifier that follows from the content.

    Before `endstream` stands a line feed. Where a stream itself ends with a carriage return, the two look like one
    line's end, and whoever counts from there finds the stream a byte shorter than its Length says (ISO 19005-2,
    6.1.7.1). The last byte of compressed data is that of a checksum, so that one stream in 256 ends so. Instructions
    then get a line feed more, which draws nothing; fonts and pictures are written in ASCII85, which ends with a sign;
    the file's own tables are numbered in another way.
    """
    content = _written(file)
    if _IN_DOUBT not in content:
        return content
    with Pdf.open(BytesIO(content)) as again:
        in_doubt = [
            each for each in again.objects if isinstance(each, Stream) and each.read_raw_bytes().endswith(b"\r")
        ]
        compressed = True
        for stream in in_doubt:
            if set(stream.keys()) <= _OF_TEXT:
                stream.write(stream.read_bytes() + b"\n")
            elif stream.get("/Type") not in (Name.XRef, Name.ObjStm):
                _in_ascii(stream)
                compressed = False  # else the library writes it as it was
        content = _written(again, compressed=compressed)
        for page in islice(again.pages, _TRIES):
            if _IN_DOUBT not in content:
                break
            # An array of its own gives all that follows other numbers.
            page.obj.MediaBox = again.make_indirect(page.obj.MediaBox)
            content = _written(again, compressed=compressed)
    return content


def _written(file: Pdf, *, compressed: bool = True) -> bytes:
    target = BytesIO()
    file.save(
        target,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        compress_streams=compressed,
    )
    return target.getvalue()


def _in_ascii(stream: Object) -> None:
    """Write a stream's data in ASCII85 (ISO 32000-1, 7.4.3), around what it is written in already."""
    filters, settings = stream.get("/Filter"), stream.get("/DecodeParms")
    inner = [] if filters is None else list(filters) if isinstance(filters, Array) else [filters]
    parameters = None
    if settings is not None:
        parameters = Array([None, *(settings if isinstance(settings, Array) else [settings])])
    data = a85encode(stream.read_raw_bytes(), wrapcol=76) + b"~>"
    stream.write(data, filter=Array([Name.ASCII85Decode, *inner]), decode_parms=parameters)
