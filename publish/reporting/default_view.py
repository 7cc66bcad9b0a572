"""What a report shows of an edition whose format says nothing of its own: pages of a PDF, chapters by their places."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from publish.contracts.format import Kind
from publish.contracts.showing import Chapter, Shown, Thumbnail
from publish.outputs.manifest import EditionRecord

_WIDTH = 200  # pixels: headings can be told apart, and a page is 10 kB
_HEIGHT = 600  # pixels: a page may be a hundred times as high as wide
_QUALITY = 55
_MOST_PAGES = 120
"""Pages shown: 120 of them are 1.3 MB, and a report must stay under 5 MB with two such editions."""


def default_view(record: EditionRecord, path: Path, headings: Mapping[str, str]) -> Shown:
    """Pages and chapters of an edition; `headings` are those of the sections by their ids."""
    pages = tuple(_pages(path)) if record.media_type == "application/pdf" else ()
    chapters = tuple(_chapters(record, headings)) if record.kind == Kind.AUDIO else ()
    return Shown(thumbnails=pages, chapters=chapters)


def _pages(path: Path) -> Iterator[Thumbnail]:
    try:
        import pypdfium2
    except ImportError:
        return  # an installation without formats of pages may lack it, and shows none
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError):
        return  # that the file is damaged is what its check says
    try:
        for number in range(min(len(document), _MOST_PAGES)):
            yield Thumbnail(f"Page {number + 1}", "image/jpeg", _drawn(document[number]))
    except pypdfium2.PdfiumError:
        return
    finally:
        document.close()


def _drawn(page: Any) -> bytes:
    scale = min(_WIDTH / max(page.get_width(), 1), _HEIGHT / max(page.get_height(), 1))
    picture = page.render(scale=scale).to_pil().convert("RGB")
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=_QUALITY)
    return data.getvalue()


def _chapters(record: EditionRecord, headings: Mapping[str, str]) -> Iterator[Chapter]:
    """Each section that has a place of its own, by when it begins."""
    spans = [(name, at) for name, at in record.locations.items() if name in headings and not isinstance(at, int)]
    for name, (start, end) in sorted(spans, key=lambda span: span[1][0]):
        yield Chapter(headings[name].rpartition(" > ")[2], start, end)
