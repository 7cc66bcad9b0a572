"""A tagged PDF, opened and taken apart once."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from lxml import etree

from publish.errors import UnreadableEdition
from publish.readers.pdf.marked_content import PageMarks, marks_of
from publish.readers.pdf.shielding import shielded
from publish.readers.pdf.spelling import words_of
from publish.readers.pdf.structure_tree import Bookmark, Element, Structure
from publish.readers.pdf.text_runs import Run, runs_of

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


@dataclass(frozen=True, slots=True)
class TaggedPdf:
    """What a tagged PDF holds. `page_runs` has a list for each page; `sizes` are width and height in points."""

    page_runs: list[list[Run]]
    sizes: list[tuple[float, float]]
    root: Element
    bookmarks: list[Bookmark]
    title: str
    language: str
    ua_part: str  # the part of PDF/UA that the file claims, "" for none
    shows_title: bool
    page_marks: list[PageMarks]
    fonts: dict[str, bool]  # whether each is embedded, by name

    def marked(self) -> dict[tuple[int, int], list[Run]]:
        """The runs of each piece of marked content, by page and id."""
        found: dict[tuple[int, int], list[Run]] = {}
        for runs in self.page_runs:
            for run in runs:
                if run.mark is not None:
                    found.setdefault((run.page, run.mark), []).append(run)
        return found


def open_tagged_pdf(path: Path) -> TaggedPdf:
    """Read a file.

    Args:
        path: a PDF.

    Returns:
        Its text, tags, bookmarks and metadata.

    Raises:
        UnreadableEdition: it is no PDF, is damaged or encrypted, or has no tags.

    """
    try:
        data = path.read_bytes()
        with pikepdf.open(BytesIO(data)) as copy:
            readable = shielded(data, copy)
        drawn = pypdfium2.PdfDocument(readable.data)
        runs = words_of(runs_of(drawn), readable)
        sizes = [drawn.get_page_size(number) for number in range(len(drawn))]
        drawn.close()
        with pikepdf.open(path) as pdf:
            structure = Structure(pdf)
            root = structure.root()
            bookmarks = structure.bookmarks()
            title, part = _metadata(pdf)
            preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
            return TaggedPdf(
                runs,
                sizes,
                root,
                bookmarks,
                title,
                str(pdf.Root.get("/Lang", "")),
                part,
                bool(preferences.get("/DisplayDocTitle", False)),
                marks_of(pdf),
                _fonts(pdf),
            )
    except UnreadableEdition as error:
        raise UnreadableEdition(f"{path}: {error}") from error
    except (pypdfium2.PdfiumError, pikepdf.PdfError) as error:
        raise UnreadableEdition(f"{path} is damaged or no PDF: {error}") from error
    except OSError as error:
        raise UnreadableEdition(f"{path} cannot be read: {error.strerror}.") from error
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise UnreadableEdition(f"{path} is damaged: its tags cannot be followed.") from error


def _fonts(pdf: pikepdf.Pdf) -> dict[str, bool]:
    """The fonts of all pages, without the tags of their subsets."""
    found: dict[str, bool] = {}
    for page in pdf.pages:
        for font in page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary()).values():
            inner = font.get("/DescendantFonts", [font])[0]
            descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
            name = str(font.get("/BaseFont", "/"))[1:].split("+")[-1]
            embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            found[name] = found.get(name, True) and embedded
    return found


def _metadata(pdf: pikepdf.Pdf) -> tuple[str, str]:
    """The title and the part of PDF/UA, both from the file's XMP (ISO 14289-1, 5 and 7.1)."""
    if "/Metadata" not in pdf.Root:
        return "", ""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(pdf.Root.Metadata.read_bytes(), parser)
    except etree.XMLSyntaxError:
        return "", ""
    title = root.findtext(".//dc:title/rdf:Alt/rdf:li", "", _NAMESPACES)
    part = root.findtext(".//pdfuaid:part", "", _NAMESPACES)
    return title, part
