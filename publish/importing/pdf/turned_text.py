"""Text from right to left whose letters a tagged PDF holds as they are drawn, from the left."""

from __future__ import annotations

from publish.importing.pdf.pdf_content import LEFTWARDS, LETTER, PdfContent, Refused
from publish.readers.pdf.reading_order import disorder
from publish.readers.pdf.tagged_file import TaggedPdf


def refuse_turned(file: TaggedPdf, found: PdfContent) -> None:
    """Refuse a file that holds text from right to left as it is drawn, from the left, as many programs write it."""
    text = "".join(run.text for runs in file.page_runs for run in runs)
    turned = len(LEFTWARDS.findall(text))
    if not turned:
        return
    pages = sorted({fault.page for fault in disorder(file)})
    if pages and turned > len(LETTER.findall(text)) / 3:
        raise Refused(
            "this PDF is written from right to left and holds its letters in the order in which they are drawn, so "
            "that their words cannot be trusted. Give the file that it was made from."
        )
    found.doubts += [f"words from right to left on page {page} may stand in the wrong order" for page in pages]
