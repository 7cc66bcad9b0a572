"""A tagged PDF, opened and taken apart once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2

from publish.errors import UnreadableEdition
from publish.readers.once import read_once
from publish.readers.pdf.allowed_entries import strange_entries
from publish.readers.pdf.drawn_letters import drawn_letters
from publish.readers.pdf.file_information import information_of
from publish.readers.pdf.marked_content import PageMarks, marks_of
from publish.readers.pdf.page_objects import Box, Shape
from publish.readers.pdf.shielding import shielded
from publish.readers.pdf.spelling import words_of
from publish.readers.pdf.structure_tree import Bookmark, Element, Structure
from publish.readers.pdf.text_runs import Run, pages_of


@dataclass(frozen=True, slots=True)
class TaggedPdf:
    """What a tagged PDF holds.

    For each page, `page_runs` has its text, `page_shapes` what else it draws, and `boxes` the part of it that shows, in
    points. `upright` says that no page is turned, `additions` which annotations there are other than plain links.
    """

    page_runs: list[list[Run]]
    page_shapes: list[list[Shape]]
    boxes: list[Box]
    upright: bool
    additions: list[str]
    root: Element
    bookmarks: list[Bookmark]
    title: str
    language: str
    ua_part: str  # the part of PDF/UA that the file claims, "" for none
    shows_title: bool
    page_marks: list[PageMarks]
    fonts: dict[str, bool]  # whether each is embedded, by name
    says_tagged: bool  # MarkInfo: without it programs pass the tags over
    scaled: dict[int, float]  # by page, how many points are called a point there, where that is not one (UserUnit)
    acts: list[str]  # what the file holds that no such file has: scripts, forms, tags called otherwise
    torn: list[tuple[int, str, str]]  # letters of which a part is not drawn: the page, the letter, the words it is in
    bold: frozenset[str]  # the names of fonts of bold type, as runs have them
    author: str
    keywords: str

    def marked(self) -> dict[tuple[int, int], list[Run]]:
        """The runs of each piece of marked content, by page and id."""
        found: dict[tuple[int, int], list[Run]] = {}
        for runs in self.page_runs:
            for run in runs:
                if run.mark is not None:
                    found.setdefault((run.page, run.mark), []).append(run)
        return found


@read_once
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
            if not (data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")):  # which readers look past
                raise UnreadableEdition("it has something before its start or after its end. Build the edition again.")
            letters = drawn_letters(copy)
            readable = shielded(data, copy)
        drawn = pypdfium2.PdfDocument(readable.data)
        pages = pages_of(drawn)
        drawn.close()
        with pikepdf.open(path) as pdf:
            structure = Structure(pdf)
            root = structure.root()
            bookmarks = structure.bookmarks()
            information = information_of(pdf)
            preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
            return TaggedPdf(
                words_of([page.runs for page in pages], readable),
                [page.shapes for page in pages],
                [page.box for page in pages],
                not any(page.turned for page in pages),
                [*_additions(pdf), *structure.untagged()],
                root,
                bookmarks,
                information.title,
                str(pdf.Root.get("/Lang", "")),
                information.ua_part,
                bool(preferences.get("/DisplayDocTitle", False)),
                marks_of(pdf),
                _fonts(pdf),
                bool(pdf.Root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False)),
                dict(_scaled(pdf)),
                [*strange_entries(pdf), *information.faults],
                letters.torn,
                letters.bold,
                information.author,
                information.keywords,
            )
    except UnreadableEdition as error:
        raise UnreadableEdition(f"{path}: {error}") from error
    except (pypdfium2.PdfiumError, pikepdf.PdfError) as error:
        raise UnreadableEdition(f"{path} is damaged or not a PDF: {error}") from error
    except OSError as error:
        raise UnreadableEdition(f"{path} cannot be read: {error.strerror}.") from error
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise UnreadableEdition(f"{path} is damaged: its tags cannot be followed.") from error


def _additions(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Annotations that may draw over a page: all but links that draw nothing of their own."""
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.obj.get("/Annots", pikepdf.Array()):
            if annotation.get("/Subtype") != pikepdf.Name.Link or not _is_plain(annotation):
                yield f"{str(annotation.get('/Subtype', '/'))[1:]} on page {number}"


def _is_plain(link: pikepdf.Object) -> bool:
    """Whether a link is shown, draws nothing of its own, and does nothing but lead somewhere."""
    action = link.get("/A", pikepdf.Dictionary())
    leads = not action or (action.get("/S") == pikepdf.Name.URI and set(action.keys()) <= {"/S", "/Type", "/URI"})
    is_bare = [float(value) for value in link.get("/Border", pikepdf.Array([0, 0, 1]))] == [0, 0, 0]
    return leads and is_bare and set(link.keys()) <= _OF_LINKS and int(link.get("/F", 0)) == _PRINTED


_PRINTED = 4  # ISO 32000-1, 12.5.3: an annotation that is there on paper too, and not hidden
_OF_LINKS = frozenset("/A /Border /Contents /Dest /F /QuadPoints /Rect /StructParent /Subtype /Type".split())  # noqa: SIM905


def _fonts(pdf: pikepdf.Pdf) -> dict[str, bool]:
    """The fonts of all pages and of the drawings in them, without the tags of their subsets."""
    found: dict[str, bool] = {}
    for resources in _resources(pdf):
        for font in resources.get("/Font", pikepdf.Dictionary()).values():
            if font.get("/Subtype") == pikepdf.Name.Type3:
                continue  # its glyphs are drawings within the file
            inner = font.get("/DescendantFonts", [font])[0]
            descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
            name = str(font.get("/BaseFont", "/"))[1:].split("+")[-1]
            embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            found[name] = found.get(name, True) and embedded
    return found


def _resources(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """What pages and the drawings in them (form XObjects, at any depth) are made with."""
    waiting: list[pikepdf.Object] = [page.obj for page in pdf.pages]
    seen: set[tuple[int, int]] = set()
    while waiting:
        resources = waiting.pop().get("/Resources", pikepdf.Dictionary())
        yield resources
        for drawing in resources.get("/XObject", pikepdf.Dictionary()).values():
            if drawing.get("/Subtype") == pikepdf.Name.Form and drawing.objgen not in seen:
                seen.add(drawing.objgen)
                waiting.append(drawing)


def _scaled(pdf: pikepdf.Pdf) -> Iterator[tuple[int, float]]:
    for number, page in enumerate(pdf.pages, 1):
        unit = float(page.obj.get("/UserUnit", 1))
        if unit != 1:
            yield number, unit
