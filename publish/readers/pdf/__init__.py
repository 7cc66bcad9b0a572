"""The independent reader of tagged PDFs: what a reader aloud makes of the file, and rules that the pages must keep.

It knows nothing of how the files are made: text comes from the pages, order and meaning from the structure tree.
"""

from __future__ import annotations

from publish.readers.pdf.block_words import seamless
from publish.readers.pdf.passages import read_tagged_pdf, reading_of
from publish.readers.pdf.tagged_file import TaggedPdf, open_tagged_pdf

__all__ = ["TaggedPdf", "open_tagged_pdf", "read_tagged_pdf", "reading_of", "seamless"]
