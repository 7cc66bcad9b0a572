"""The easy-read edition as a Word document."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import ClassVar

from formats.easy_read.agreed_words import NAME
from formats.easy_read.booklet_lines import EasyReadOptions, booklet_of
from formats.easy_read.easy_blocks import easy_read_blocks
from formats.easy_read.expectation import word_expectation
from formats.easy_read.judging import judged, written_variants
from formats.easy_read.picture_order import picture_findings
from formats.easy_read.word_document import word_document
from publish.contracts.format import Job, Kind, Locations, Needed, Part, Settings, Variants, refuse_options
from publish.model.nodes import Asset, Paragraph
from publish.model.publication import Publication
from publish.model.stock_code import sku
from publish.proof.compare import with_findings
from publish.proof.reading import Reading
from publish.proof.verdict import Verdict
from publish.readers.docx.allowed_parts import shown_findings
from publish.readers.docx.document_pictures import shown_pictures, stand_in_findings
from publish.readers.docx.document_rules import findings
from publish.readers.docx.docx_passages import read
from publish.readers.docx.parts import opened
from publish.readers.docx.raised_words import told_apart
from publish.readers.docx.same_document import document_findings
from publish.readers.docx.same_styles import style_findings
from publish.rendering.docx.docx_document import word_file
from publish.rendering.docx.house_styles import house_styles
from publish.rendering.docx.inline_pictures import stand_in

_SIZE = 16  # points, as in the booklet


class EasyReadWord:
    """The words and pictures of the easy-read booklet as a Word document: each picture left of its line. On request."""

    name: ClassVar[str] = "easy-read-word"
    title: ClassVar[str] = "Easy read for Word"
    suffix: ClassVar[str] = ".docx"
    media_type: ClassVar[str] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    kind: ClassVar[Kind] = Kind.REFLOWABLE
    edition_type: ClassVar[str] = "SMP"
    orderable: ClassVar[bool] = False
    needs: ClassVar[tuple[Needed, ...]] = ()
    uses: ClassVar[frozenset[Part]] = frozenset({Part.BODY, Part.EASY_READ, Part.GLOSSARY, Part.PICTURES})
    stem: ClassVar[str] = f"-{NAME}"
    on_request: ClassVar[bool] = True
    Options: ClassVar[type[EasyReadOptions]] = EasyReadOptions

    def __init__(self, settings: Settings) -> None:
        """Keep the settings, in which options may be requested that there are not."""
        self._settings = settings
        self._last: tuple[Job[EasyReadOptions] | None, bytes] = None, b""

    def variants(self, publication: Publication) -> Variants:
        """One document where easy-read words have been written, and one of the lines marked for the short booklet."""
        refuse_options(publication, self.name, self._settings)
        return written_variants(publication)

    def made_with(self, job: Job[EasyReadOptions]) -> tuple[str, ...]:
        """The versions of the packaging and of what draws SVG."""
        return tuple(f"{name} {version(name)}" for name in ("python-docx", "lxml", "resvg-py"))

    def write(self, job: Job[EasyReadOptions], target: Path) -> Locations:
        """Write the document. It flows, so no node has a place."""
        target.write_bytes(self._document(job))
        return {}

    def _document(self, job: Job[EasyReadOptions]) -> bytes:
        """The document of a job, which is made once for writing and checking."""
        if self._last[0] is not job:
            code = sku(job.publication.document.metadata.id, self.name, job.options.variant)
            short = job.options.short
            shown = word_document(booklet_of(job.publication, short=short), short=short)
            self._last = job, word_file(shown, code, _SIZE, in_pairs=True)
        return self._last[1]

    def read(self, path: Path) -> Reading:
        """Read a Word document back. Raises `UnreadableEdition`."""
        return read(path)

    def check(self, job: Job[EasyReadOptions], path: Path) -> Verdict:
        """Compare with the authored words, and apply the rules of an accessible Word document."""
        publication, archive = booklet_of(job.publication, short=job.options.short), opened(path)
        expected = word_expectation(publication, short=job.options.short)
        verdict = with_findings(
            judged(job, expected, told_apart(self.read(path))),
            [
                *findings(archive, _SIZE),
                *shown_findings(_lines_alone(publication), archive),
                *style_findings(archive, house_styles(publication, _SIZE)),
                *picture_findings(publication, shown_pictures(archive)),
                *stand_in_findings(archive, _images(publication), stand_in),
            ],
        )
        return (
            verdict
            if verdict.findings
            else with_findings(verdict, document_findings(path, archive, self._document(job)))
        )


def _images(publication: Publication) -> list[Asset]:
    logo = publication.publisher.look.logo
    return [*(picture.image for picture in publication.pictures.values()), *([] if logo is None else [logo])]


def _lines_alone(publication: Publication) -> Publication:
    """The publication without the text that the easy-read words stand for: its words are not in the document."""
    lines = (line for block in easy_read_blocks(publication) for line in block.lines)
    opening = tuple(Paragraph(line.children) for line in lines)
    document = replace(publication.document, opening=opening, sections=())
    return replace(publication, document=document)
