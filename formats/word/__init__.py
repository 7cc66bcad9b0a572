"""The Word edition: a document to read, enlarge, restyle and hear in any word processor."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from formats.word.expectation import expected, picture_findings, pictures_of, stress_findings
from formats.word.word_options import WordOptions, WordSection
from publish.contracts.format import Job, Kind, Locations, Needed, Part, Settings, Variants, format_section
from publish.contracts.installed import installed_version
from publish.model.publication import Publication
from publish.model.stock_code import sku
from publish.proof.compare import compare, with_findings
from publish.proof.left_out import left_out
from publish.proof.reading import Reading
from publish.proof.verdict import Verdict
from publish.readers.docx.allowed_parts import shown_findings
from publish.readers.docx.document_pictures import stand_in_findings
from publish.readers.docx.document_rules import CLEAR, findings
from publish.readers.docx.docx_passages import read
from publish.readers.docx.parts import opened
from publish.readers.docx.raised_words import told_apart
from publish.readers.docx.same_document import document_findings
from publish.readers.docx.same_styles import style_findings
from publish.rendering.docx.docx_document import word_file
from publish.rendering.docx.house_styles import house_styles
from publish.rendering.docx.inline_pictures import stand_in
from publish.rendering.large_type import with_cover, with_references_last
from publish.rendering.typst.readable_tables import with_readable_tables
from publish.rendering.typst.type_area import TypeArea


class Word:
    """Word document by ECMA-376 with real headings, lists, tables, notes and formulas, in clear or large print."""

    name: ClassVar[str] = "word"
    title: ClassVar[str] = "Word document"
    suffix: ClassVar[str] = ".docx"
    media_type: ClassVar[str] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    kind: ClassVar[Kind] = Kind.REFLOWABLE
    edition_type: ClassVar[str] = ""
    orderable: ClassVar[bool] = False
    needs: ClassVar[tuple[Needed, ...]] = ()
    uses: ClassVar[frozenset[Part]] = frozenset({Part.BODY})
    stem: ClassVar[str] = ""
    Options: ClassVar[type[WordOptions]] = WordOptions

    def __init__(self, settings: Settings) -> None:
        """Keep the settings, in which a size may be requested."""
        self._settings = settings
        self._last: tuple[Job[WordOptions] | None, bytes] = None, b""

    def variants(self, publication: Publication) -> Variants:
        """One edition for each size that the publisher names, or that is requested."""
        return Variants.of(format_section(publication, self.name, WordSection, self._settings).options)

    def made_with(self, job: Job[WordOptions]) -> tuple[str, ...]:
        """The versions of the packaging and of what draws SVG."""
        return tuple(f"{name} {installed_version(name)}" for name in ("python-docx", "lxml", "resvg-py"))

    def write(self, job: Job[WordOptions], target: Path) -> Locations:
        """Write the document. It flows, so no node has a place."""
        target.write_bytes(self._document(job))
        return {}

    def _document(self, job: Job[WordOptions]) -> bytes:
        """The document of a job, which is made once for writing and checking."""
        if self._last[0] is not job:
            code = sku(job.publication.document.metadata.id, self.name, job.options.variant)
            self._last = job, word_file(_arranged(job), code, job.options.size)
        return self._last[1]

    def read(self, path: Path) -> Reading:
        """Read a Word document back."""
        return read(path)

    def check(self, job: Job[WordOptions], path: Path) -> Verdict:
        """Compare with the source, and apply the rules of an accessible Word document."""
        publication, archive = _arranged(job), opened(path)
        wanted = expected(publication)
        whole = replace(wanted, units=(*wanted.units, *left_out(_covered(job), publication)))
        verdict = compare(whole, told_apart(self.read(path)))
        smallest = job.options.size if job.options.is_large else CLEAR
        own = (
            *findings(archive, smallest),
            *shown_findings(publication, archive),
            *style_findings(archive, house_styles(publication, job.options.size)),
            *picture_findings(publication, archive),
            *stress_findings(publication, archive),
            *stand_in_findings(archive, (node.image for node in pictures_of(publication)), stand_in),
        )
        verdict = with_findings(verdict, own)
        return (
            verdict
            if verdict.findings
            else with_findings(verdict, document_findings(path, archive, self._document(job)))
        )


def _covered(job: Job[WordOptions]) -> Publication:
    """The publication, in large type with its size and the helpline first and its references last."""
    if not job.options.is_large:
        return job.publication
    return with_references_last(with_cover(job.publication, job.options.size))


def _arranged(job: Job[WordOptions]) -> Publication:
    """What an edition shows: in large type no table that does not fit."""
    if not job.options.is_large:
        return job.publication
    return with_readable_tables(_covered(job), TypeArea(job.options.size, margin=25, foot=25))
