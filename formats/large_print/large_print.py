"""The large print edition."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from formats.large_print.expectation import large_print_expectation
from formats.large_print.readable_tables import with_readable_tables
from publish.contracts.format import (
    EditionOptions,
    Job,
    Kind,
    Locations,
    Needed,
    Page,
    Part,
    Settings,
    Variants,
    format_section,
)
from publish.model.edition_words import AddedWords, added_words
from publish.model.publication import Publication
from publish.model.text import plain
from publish.proof.compare import compare, with_findings, with_lines
from publish.proof.ledger import OPENING
from publish.proof.reading import Reading, Role
from publish.proof.verdict import Finding, FindingKind, Verdict
from publish.readers.pdf import TaggedPdf, open_tagged_pdf, read_tagged_pdf, reading_of
from publish.readers.pdf.page_rules import Type, listed, tag_findings, type_findings
from publish.rendering.fonts import FACES
from publish.rendering.typst.engine import PACKAGES, typeset
from publish.rendering.typst.publication_data import document, ids, tables
from publish.rendering.typst.tags import completed
from publish.rendering.typst.values import Value

_MILLIMETRE = 72 / 25.4  # points
_MARGIN = 20 * _MILLIMETRE
_FOOT = 26 * _MILLIMETRE
_FACES = ("AtkinsonHyperlegible", "IBMPlexSansArabic", "Inter", "NotoSans", "NotoEmoji")
_GENEROUS = 18  # points: from this size on lines stand 1.5 type sizes apart, below it 1.25
_CONTENTS_DEPTH = 3  # heading levels in the contents list, the title's counted


Points = Annotated[int, Field(ge=16, le=36)]
"""A size of type, in points."""


class LargePrintOptions(EditionOptions):
    """The size in which an edition is set, in points."""

    size: Points = 18

    @property
    def variant(self) -> str:
        """The size as readers name it."""
        return f"{self.size}pt"


def _listed(sizes: Any) -> Any:
    return sizes if isinstance(sizes, list | tuple) else [sizes]


class LargePrintSection(BaseModel):
    """What publisher.yaml, or a request, says to this format: the sizes made, in points."""

    model_config = ConfigDict(extra="forbid")

    sizes: Annotated[tuple[Points, ...], BeforeValidator(_listed), Field(min_length=1)] = (18,)


class LargePrint:
    """Large print PDF by UKAAF G003, tagged as PDF/UA-1: sans serif, ragged right, no run smaller than the variant."""

    name: ClassVar[str] = "large-print"
    title: ClassVar[str] = "Large print"
    suffix: ClassVar[str] = ".pdf"
    media_type: ClassVar[str] = "application/pdf"
    kind: ClassVar[Kind] = Kind.PAGED
    edition_type: ClassVar[str] = "LTE"
    orderable: ClassVar[bool] = True
    needs: ClassVar[tuple[Needed, ...]] = ()
    uses: ClassVar[frozenset[Part]] = frozenset({Part.BODY})
    stem: ClassVar[str] = "-large-print"
    Options: ClassVar[type[LargePrintOptions]] = LargePrintOptions

    def __init__(self, settings: Settings) -> None:
        """Keep the settings, in which a size may be requested."""
        self._settings = settings

    def variants(self, publication: Publication) -> Variants:
        """One edition for each size that the publisher names, or that is requested."""
        chosen = format_section(publication, self.name, LargePrintSection, self._settings)
        return Variants.of(LargePrintOptions(size=size) for size in chosen.sizes)

    def made_with(self, job: Job[LargePrintOptions]) -> tuple[str, ...]:
        """The typesetter and the faces."""
        return tuple(f"{package} {version(package)}" for package in PACKAGES)

    def write(self, job: Job[LargePrintOptions], target: Path) -> Locations:
        """Set the publication in the size of the job.

        Raises:
            EditionError: a character, an image or a formula cannot be set.

        """
        publication, size = job.publication, job.options.size
        data = document(with_readable_tables(publication, size), FACES)
        data |= {"size": size, "depth": _CONTENTS_DEPTH}
        template = (files(__package__) / "template.typ").read_text(encoding="utf-8")
        typed = typeset(data | {"ids": ids(data)}, template)
        target.write_bytes(
            completed(
                typed.pdf,
                language=publication.document.metadata.language,
                bookmarks=list(_bookmarks(data, added_words(publication.document.metadata.language))),
                tables=tables(data),
                notes=_length(data["notes"]),
            )
        )
        return {name: Page(number) for name, number in typed.pages.items()}

    def read(self, path: Path) -> Reading:
        """Read an edition back by its tags. Raises `UnreadableEdition`."""
        return read_tagged_pdf(path)

    def check(self, job: Job[LargePrintOptions], path: Path) -> Verdict:
        """Compare with the source; then measure type, tags, and the pages in the contents list."""
        file = open_tagged_pdf(path)
        reading = reading_of(file)
        publication, size = job.publication, job.options.size
        distance = 1.5 if size >= _GENEROUS else 1.25
        wanted = Type(size=size, faces=_FACES, margin=_MARGIN, foot=_FOOT, line_distance=distance)
        expected = large_print_expectation(publication, reading, size)
        verdict = compare(expected, reading)
        return with_findings(
            verdict,
            [
                *_contents_findings(file, reading, plain(added_words(publication.document.metadata.language).contents)),
                *tag_findings(file),
                *with_lines(type_findings(file, wanted), expected.units),
            ],
        )


def _length(value: Value) -> int:
    return len(value) if isinstance(value, list) else 0


def _bookmarks(data: dict[str, Value], words: AddedWords) -> Iterator[str]:
    yield words.contents
    sections = data["sections"]
    for section in sections if isinstance(sections, list) else []:
        if isinstance(section, dict):
            yield str(section["name"])
    if _length(data["notes"]):
        yield words.notes


def _contents_findings(file: TaggedPdf, reading: Reading, contents: str) -> Iterator[Finding]:
    """Where the contents list, under the heading `contents`, does not give each heading with the page where it is."""
    headings = [
        (passage.text, passage.where.removeprefix("page "))
        for passage in reading.passages
        if passage.role is Role.HEADING and 1 < passage.level <= _CONTENTS_DEPTH and passage.text != contents
    ]
    lines = [(line.text, line.target) for line in listed(file)]
    for number in range(max(len(headings), len(lines))):
        heading = headings[number] if number < len(headings) else None
        line = lines[number] if number < len(lines) else None
        if heading != line:
            yield Finding(FindingKind.CONTENTS, OPENING, "contents list", _listing(heading), _listing(line))


def _listing(line: tuple[str, str] | None) -> str | None:
    return None if line is None else f"{line[0]}, page {line[1]}"
