"""Every limit in one place: how much of anything is read, drawn or waited for, each far above what a document needs.

What is beyond a limit is refused by name, with what to do. docs/limits.md says how they were chosen.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

MEGABYTE = 1_000_000

LINE_CHARACTERS = 50_000
"""Of one line or paragraph of a source: 8,000 words, which fill 16 pages."""

SOURCE_BYTES = 2 * MEGABYTE
"""Of a source or a file beside it: a book of 1,000 pages; 100,000 words are 0.6 MB and read in five seconds."""

MARKS = 2_000
"""Signs of markup (* _ [ ` and such) in one paragraph; with 8,000 of them pandoc takes 22 seconds, with 2,000 two."""

DIGITS = 1_000
"""In a row, in a source or a file beside it: Python takes no number of 4,300, and to read 40,000 takes 15 seconds."""

BLOCKS = 100_000
"""Paragraphs, items and cells of one source: a book of 1,000 pages has 20,000."""

ATTRIBUTES = 1_000
"""Of one element of a page or drawing: with 50,000 its parser takes a minute, with 1,000 none; people's have twenty."""

ELEMENTS = 200_000
"""Of a page, or of all chapters of a book, that is imported: 1.4 MB of a page have 20,000, and take nine seconds."""

PANDOC_SECONDS = 60
"""Of one call of pandoc for a source: 400 pages take four."""

PANDOC_HEAP = "900m"
"""The memory of one call of pandoc."""

NESTING = 32
"""Quotations, lists and blocks in each other, or brackets in a line: readers get lost after four."""

YAML_NESTING = 16
"""Lists and keys in each other, in front matter and companions: their deepest has four."""

IMAGE_BYTES = 20 * MEGABYTE
"""Of one image file: a print-quality picture is far smaller."""

PIXELS = 50 * MEGABYTE
"""Of one image, width times height: A4 at 600 dots an inch has 35 million; unpacked, 50 million are 200 MB."""

IMAGE_SIDE = 20_000
"""Pixels of an image's longer side."""

SVG_NODES = 50_000
"""Elements of a drawing, each counted as often as it is drawn: the largest of 4,495 pictures of OpenMoji has 112."""

SVG_NESTING = 64
"""Elements of a drawing in each other."""

SVG_NUMBERS = 200_000
"""Numbers in the outlines of a drawing: its paths and polygons."""

SVG_LETTERS = 20_000
"""Letters of a drawing: two million of them take half a minute and 1.6 GB to be drawn; a page has three thousand."""

SVG_LAYERS = 1_000
"""Parts of a drawing that are drawn by themselves and then laid over the rest: 30,000 took a minute and a half."""

SVG_LAYERS_DEEP = 8
"""Such parts in each other, each of which takes ten times as long as one alone."""

SVG_SIDE = 20_000
"""Width or height of a drawing, in its own units, as for an image of pixels."""

XML_NESTING = 256
"""Elements of a page, or of a part of a packed file, in each other: no page for people comes near."""

PARTS = 5_000
"""Files in an EPUB, a Word file or another packed one."""

PART_BYTES = 64 * MEGABYTE
"""Of one file in a packed one, unpacked."""

PACKAGE_BYTES = 300 * MEGABYTE
"""Of all files in a packed one together, unpacked."""

PACKAGE_ELEMENTS = 2_000_000
"""Of all parts of an edition that is read back: one of as many paragraphs as a source may have has half as many."""

IMPORTED_BYTES = 200 * MEGABYTE
"""Of a document to import: a Word file full of pictures has less."""

IMPORTED_TEXT_BYTES = 30 * MEGABYTE
"""Of a page or text to import, or of all parts with text of a packed document: ten times the longest book."""

IMPORTED_ELEMENTS = 800_000
"""Of all parts of a packed document: 12.5 MB of XML, each two words with their look as in Word, have 470,000."""

SPACES_TOGETHER = 1_000
"""Spaces in a row that an OpenDocument text counts: a line has a tenth of it, and a number may stand for millions."""

CELLS_REPEATED = 20_000
"""Cells and rows that an OpenDocument text repeats by their number: pandoc takes minutes for 100,000."""

EDITION_BYTES = 1_000 * MEGABYTE
"""Of an edition that is read back: 40 hours of audio."""

CACHE_BYTES = 2_000 * MEGABYTE
"""Of one folder of the cache, speech or what was heard: a document of 30 minutes takes 20 MB of each."""

WORKERS_A_CORE = 4
"""Workers of one build for each core of the machine: more than one hardly pays, and each takes 150 MB to begin with."""


_MOST = 1e9
"""Seconds or megabytes that may be asked for: 30 years, a thousand terabytes. No system takes a limit without end."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one edition may use. A book of 300 pages takes 7 minutes and 2 GB; listening tells that it is alive."""

    seconds: float = 1_800  # without an end or a sign of life
    megabytes: int = 6_000


def limits() -> Limits:
    """The limits of this run: PUBLISH_SECONDS and PUBLISH_MEGABYTES replace the usual ones.

    Raises `ValueError` where one is no number above 0.
    """
    usual = Limits()
    return Limits(_number("PUBLISH_SECONDS", usual.seconds), int(_number("PUBLISH_MEGABYTES", usual.megabytes)))


def _number(name: str, usual: float) -> float:
    named = os.environ.get(name, "")
    if not named:
        return usual
    try:
        found = float(named)
    except ValueError:
        found = 0
    if not found > 0:  # nor what is no number at all, which is never greater
        raise ValueError(f"{name}={named[:40]!r} is no number above 0. Give it one, or leave it out.")
    return min(found, _MOST)
