"""The words of a PDF, page by page, by two readers that share no code: the import takes the words of the other one."""

from __future__ import annotations

import re
from io import BytesIO

import pypdfium2
from pdfminer.high_level import extract_text
from pdfminer.pdfexceptions import PDFException

_BROKEN = re.compile(r"(?<=\w)(?:\u0002|\ufffe|\u00ad)\r?\n?")


def by_pdfium(data: bytes) -> str:
    """The words by PDFium; "" where it finds none."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return ""
    texts = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return _BROKEN.sub("- ", "\n".join(texts))


def by_pdfminer(data: bytes) -> str:
    """The words by pdfminer; "" where it finds none."""
    try:
        return str(extract_text(BytesIO(data)))
    except (PDFException, ValueError, KeyError, TypeError):
        return ""
