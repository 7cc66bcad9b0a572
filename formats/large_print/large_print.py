"""The large print edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import ClassVar

from formats.large_print.expectation import large_print_expectation
from formats.large_print.readable_tables import with_readable_tables
from publish.contracts.format import Editions, Kind, Locations, Page, Part, Settings, Variants
from publish.model.edition_words import AddedWords, added_words
from publish.model.publication import Publication
from publish.model.text import plain
from publish.proof.compare import compare, with_findings
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

_REVISION = "4"  # to be raised when the template makes other pages
_MILLIMETRE = 72 / 25.4  # points
_MARGIN = 20 * _MILLIMETRE
_FOOT = 26 * _MILLIMETRE
_FACES = ("AtkinsonHyperlegible", "IBMPlexSansArabic", "Inter", "NotoSans", "NotoEmoji")
_GENEROUS = 18  # points: from this size on lines stand 1.5 type sizes apart, below it 1.25
_CONTENTS_DEPTH = 3  # heading levels in the contents list, the title's counted


class LargePrint:
    """Large print PDF by UKAAF G003, tagged as PDF/UA-1: sans serif, ragged right, no run smaller than the variant."""

    name: ClassVar[str] = "large-print"
    title: ClassVar[str] = "Large print"
    suffix: ClassVar[str] = ".pdf"
    media_type: ClassVar[str] = "application/pdf"
    kind: ClassVar[Kind] = Kind.PAGED
    edition_type: ClassVar[str] = "LTE"
    orderable: ClassVar[bool] = True
    needs: ClassVar[tuple[str, ...]] = ()
    uses: ClassVar[frozenset[Part]] = frozenset({Part.BODY})
    stem: ClassVar[str] = "-large-print"

    def __init__(self, settings: Settings) -> None:
        """Keep the settings; this format needs none."""
        self._settings = settings

    def variants(self, publication: Publication) -> Variants:
        """One edition for each size that the publisher names: "18pt"."""
        return Variants.of(f"{size}pt" for size in publication.publisher.large_print_sizes)

    def made_with(self, publication: Publication) -> tuple[str, ...]:
        """The typesetter, the faces and this format's own revision."""
        return (f"{self.name} {_REVISION}", *(f"{package} {version(package)}" for package in PACKAGES))

    def write(self, publication: Publication, variant: str, target: Path, needed: Editions) -> Locations:
        """Set the publication in the size of the variant.

        Raises:
            EditionError: a character, an image or a formula cannot be set.

        """
        size = _points(variant)
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

    def check(self, publication: Publication, path: Path) -> Verdict:
        """Compare with the source; then measure type, tags, and the pages in the contents list."""
        file = open_tagged_pdf(path)
        reading = reading_of(file)
        size = _points(path.stem) or min(publication.publisher.large_print_sizes)
        distance = 1.5 if size >= _GENEROUS else 1.25
        wanted = Type(size=size, faces=_FACES, margin=_MARGIN, foot=_FOOT, line_distance=distance)
        verdict = compare(large_print_expectation(publication, reading, size), reading)
        return with_findings(
            verdict,
            [
                *_contents_findings(file, reading, plain(added_words(publication.document.metadata.language).contents)),
                *tag_findings(file),
                *type_findings(file, wanted),
            ],
        )


def _points(name: str) -> int:
    """The size in the name of a variant or file, in points; 0 where it names none."""
    found = re.search(r"(\d+)pt$", name)
    return int(found[1]) if found else 0


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
