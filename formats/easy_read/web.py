"""The easy-read edition as one page of the web."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import ClassVar

from formats.easy_read.agreed_words import NAME
from formats.easy_read.booklet_lines import EasyReadOptions, booklet_of
from formats.easy_read.expectation import web_expectation
from formats.easy_read.judging import judged, written_variants
from formats.easy_read.picture_order import picture_findings
from formats.easy_read.web_page import style_sheet, web_page
from formats.easy_read.web_reading import markup_findings, page_findings, read_page, shown_pictures
from publish.contracts.format import Job, Kind, Locations, Needed, Part, Settings, Variants, refuse_options
from publish.model.publication import Publication
from publish.proof.compare import with_findings
from publish.proof.reading import Reading
from publish.proof.verdict import Verdict


class EasyReadWeb:
    """The words and pictures of the easy-read booklet as one HTML file, with nothing beside it. On request."""

    name: ClassVar[str] = "easy-read-web"
    title: ClassVar[str] = "Easy read for the web"
    suffix: ClassVar[str] = ".html"
    media_type: ClassVar[str] = "text/html"
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

    def variants(self, publication: Publication) -> Variants:
        """One page where easy-read words have been written, and one of the lines marked for the short booklet."""
        refuse_options(publication, self.name, self._settings)
        return written_variants(publication)

    def made_with(self, job: Job[EasyReadOptions]) -> tuple[str, ...]:
        """What writes the markup."""
        return (f"lxml {version('lxml')}",)

    def write(self, job: Job[EasyReadOptions], target: Path) -> Locations:
        """Write the page; a reflowable edition has no locations."""
        publication = booklet_of(job.publication, short=job.options.short)
        target.write_bytes(web_page(publication, short=job.options.short))
        return {}

    def read(self, path: Path) -> Reading:
        """Read a page back. Raises `UnreadableEdition`."""
        return read_page(path)

    def check(self, job: Job[EasyReadOptions], path: Path) -> Verdict:
        """Compare with the authored words, and look what the page is made of."""
        publication = booklet_of(job.publication, short=job.options.short)
        verdict = with_findings(
            judged(job, web_expectation(publication, short=job.options.short), self.read(path)),
            [
                *page_findings(path, style_sheet(publication.publisher.look)),
                *picture_findings(publication, shown_pictures(path)),
            ],
        )
        if verdict.findings:
            return verdict
        return with_findings(verdict, markup_findings(path, web_page(publication, short=job.options.short)))
