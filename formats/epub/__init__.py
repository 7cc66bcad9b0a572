"""EPUB 3: for reading systems of every kind, by EPUB 3.3 and EPUB Accessibility 1.1."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from publish.contracts.format import (
    EditionOptions,
    Job,
    Kind,
    Locations,
    Needed,
    Part,
    Settings,
    Variants,
    refuse_options,
)
from publish.contracts.installed import installed_version
from publish.model.publication import Publication
from publish.paging.page_list_check import page_findings
from publish.proof.compare import compare, expectation, with_findings
from publish.proof.reading import Reading
from publish.proof.verdict import Verdict
from publish.readers.epub.allowed_markup import shown_findings
from publish.readers.epub.claimed import own_findings
from publish.readers.epub.epub_package import open_package
from publish.readers.epub.epub_reading import read_epub
from publish.readers.epub.evidence import evidence
from publish.readers.epub.same_look import look_findings, markup_findings
from publish.rendering.epub.epub_book import cover_picture, silent_pages, style_sheet, write_epub
from publish.rendering.epub.page_breaks import PRINT, printed_pages


class Epub:
    """An EPUB with a file for each top-level section, a nav of all headings, and claims derived from the content.

    Where there is a print edition its pages are marked and listed, so that a reader finds "page 5" of the leaflet.
    """

    name: ClassVar[str] = "epub"
    title: ClassVar[str] = "EPUB"
    suffix: ClassVar[str] = ".epub"
    media_type: ClassVar[str] = "application/epub+zip"
    kind: ClassVar[Kind] = Kind.REFLOWABLE
    edition_type: ClassVar[str] = ""
    orderable: ClassVar[bool] = False
    needs: ClassVar[tuple[Needed, ...]] = (Needed(PRINT, required=False),)
    uses: ClassVar[frozenset[Part]] = frozenset({Part.BODY})
    stem: ClassVar[str] = ""
    Options: ClassVar[type[EditionOptions]] = EditionOptions

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def variants(self, publication: Publication) -> Variants:
        """Always one."""
        refuse_options(publication, self.name, self._settings)
        return Variants.single()

    def made_with(self, job: Job[EditionOptions]) -> tuple[str, ...]:
        """Versions of ebooklib, and of resvg, which draws the cover."""
        return tuple(f"{name} {installed_version(name)}" for name in ("ebooklib", "resvg-py"))

    def write(self, job: Job[EditionOptions], target: Path) -> Locations:
        """Write the EPUB; a reflowable edition has no locations."""
        write_epub(job.publication, printed_pages(job.publication, job.needed), target)
        return {}

    def read(self, path: Path) -> Reading:
        """Read any EPUB 3 back. Raises `UnreadableEdition`."""
        return read_epub(path)

    def check(self, job: Job[EditionOptions], path: Path) -> Verdict:
        """Compare with the source, and check what no conformance checker sees: claims against content."""
        reading = self.read(path)
        expected = replace(expectation(job.publication), struck=True, notes=True)
        verdict = compare(expected, reading)
        package = open_package(path)
        claimed = own_findings(job.publication, reading.accessibility, evidence(package))
        pages = page_findings(job.publication, package, job.needed)
        look = look_findings(package, style_sheet(job.publication.publisher.look), cover_picture(job.publication))
        verdict = with_findings(verdict, (*claimed, *shown_findings(job.publication, package), *look, *pages))
        if verdict.findings:
            return verdict
        return with_findings(verdict, markup_findings(package, silent_pages(job.publication)))
