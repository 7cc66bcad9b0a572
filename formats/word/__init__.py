"""The Word edition: a document to read, enlarge, restyle and hear in any word processor."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import ClassVar

from formats.word.allowed_parts import shown_findings
from formats.word.check import findings
from formats.word.expectation import expected, told_apart
from publish.contracts.format import EditionOptions, Job, Kind, Locations, Needed, Part, Settings, Variants
from publish.model.publication import Publication
from publish.model.stock_code import sku
from publish.proof.compare import compare
from publish.proof.reading import Reading
from publish.proof.verdict import Verdict
from publish.readers.docx.docx_passages import read
from publish.readers.docx.parts import opened
from publish.rendering.docx.docx_document import write


class Word:
    """Word document by ECMA-376 with real headings, lists, tables, notes and formulas, in clear print of 14 points."""

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
    Options: ClassVar[type[EditionOptions]] = EditionOptions

    def __init__(self, settings: Settings) -> None:
        """Take the settings, of which a Word document needs none."""

    def variants(self, publication: Publication) -> Variants:
        """One edition of every publication."""
        return Variants.single()

    def made_with(self, job: Job[EditionOptions]) -> tuple[str, ...]:
        """The versions of the packaging and of what draws SVG."""
        return tuple(f"{name} {version(name)}" for name in ("python-docx", "lxml", "resvg-py"))

    def write(self, job: Job[EditionOptions], target: Path) -> Locations:
        """Write the document. It flows, so no node has a place."""
        write(job.publication, target, sku(job.publication.document.metadata.id, self.name, job.options.variant))
        return {}

    def read(self, path: Path) -> Reading:
        """Read a Word document back."""
        return read(path)

    def check(self, job: Job[EditionOptions], path: Path) -> Verdict:
        """Compare with the source, and apply the rules of an accessible Word document."""
        verdict = compare(expected(job.publication), told_apart(self.read(path)))
        archive = opened(path)
        own = (*findings(archive), *shown_findings(job.publication, archive))
        return replace(verdict, findings=(*verdict.findings, *own))
