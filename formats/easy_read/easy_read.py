"""The easy-read edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import ClassVar

from formats.easy_read import added_words as words
from formats.easy_read.agreed_words import NAME, agreement_of
from formats.easy_read.booklet import booklet, easy_read_blocks
from formats.easy_read.expectation import by_section, easy_read_expectation
from formats.easy_read.rules import layout_findings, source_findings, waived_sections
from formats.easy_read.side_by_side import pairs
from publish.contracts.format import EditionOptions, Job, Kind, Locations, Needed, Page, Part, Settings, Variants
from publish.contracts.showing import Shown
from publish.model.nodes import Text
from publish.model.publication import Publication
from publish.proof.compare import compare, with_findings, with_lines
from publish.proof.ledger import section_units
from publish.proof.reading import Reading
from publish.proof.verdict import Review, Verdict
from publish.readers.pdf import open_tagged_pdf, read_tagged_pdf
from publish.readers.pdf.page_rules import Type, tag_findings, type_findings
from publish.rendering.fonts import FACES
from publish.rendering.typst.engine import PACKAGES, typeset
from publish.rendering.typst.publication_data import Content, tables
from publish.rendering.typst.tags import completed
from publish.rendering.typst.values import Value

_SIZE = 16  # points, as Photosymbols asks
_MARGIN = 20 * 72 / 25.4  # points
_FOOT = 26 * 72 / 25.4  # points
_FACES = ("AtkinsonHyperlegible", "IBMPlexSansArabic", "Inter", "NotoSans", "NotoEmoji")


class EasyRead:
    """Easy-read PDF of authored words, tagged as PDF/UA-1: a picture beside each line, hard words explained."""

    name: ClassVar[str] = NAME
    title: ClassVar[str] = "Easy read"
    suffix: ClassVar[str] = ".pdf"
    media_type: ClassVar[str] = "application/pdf"
    kind: ClassVar[Kind] = Kind.PAGED
    edition_type: ClassVar[str] = "SMP"
    orderable: ClassVar[bool] = True
    needs: ClassVar[tuple[Needed, ...]] = ()
    uses: ClassVar[frozenset[Part]] = frozenset({Part.BODY, Part.EASY_READ, Part.GLOSSARY, Part.PICTURES})
    stem: ClassVar[str] = "-easy-read"
    Options: ClassVar[type[EditionOptions]] = EditionOptions

    def __init__(self, settings: Settings) -> None:
        """Keep the settings; this format needs none."""
        self._settings = settings

    def variants(self, publication: Publication) -> Variants:
        """One edition where easy-read words have been written: they cannot be made from clinical text."""
        if not easy_read_blocks(publication):
            return Variants.none("no easy-read words have been written")
        return Variants.single()

    def made_with(self, job: Job[EditionOptions]) -> tuple[str, ...]:
        """The typesetter and the faces."""
        return tuple(f"{package} {version(package)}" for package in PACKAGES)

    def write(self, job: Job[EditionOptions], target: Path) -> Locations:
        """Set the authored lines, the list of hard words, the imprint and the credits.

        Raises:
            EditionError: a character or a picture cannot be set.

        """
        publication = job.publication
        data = booklet(publication, FACES)
        own = words.easy_words(publication.document.metadata.language)
        headings = list(_headings(data, own))
        listed: list[Value] = [
            {"id": name, "entry": Content().inlines(own.marked(text) if is_added else (Text(text),))}
            for name, text, is_added in headings
        ]
        data |= {"size": _SIZE, "listed": listed, "ids": [name for name, *_ in headings]}
        typed = typeset(data, (files(__package__) / "template.typ").read_text(encoding="utf-8"))
        target.write_bytes(
            completed(
                typed.pdf,
                language=publication.document.metadata.language,
                bookmarks=[own.contents, *(text for _, text, _ in headings)],
                tables=tables(data),
                notes=0,
            )
        )
        return dict(_locations(publication, typed.pages))

    def read(self, path: Path) -> Reading:
        """Read an edition back by its tags. Raises `UnreadableEdition`."""
        return read_tagged_pdf(path)

    def shown(self, job: Job[EditionOptions], path: Path, default: Shown) -> Shown:
        """Show each line beside the text that it stands for, and the pages."""
        return replace(default, pairs=tuple(pairs(job.publication)))

    def check(self, job: Job[EditionOptions], path: Path) -> Verdict:
        """Compare with the authored words; then coverage, agreement, hard words and pictures, type, tags and layout."""
        publication, file = job.publication, open_tagged_pdf(path)
        reading = read_tagged_pdf(path)
        agreement = agreement_of(publication)
        people = publication.document.metadata.easy_read_checked_by or (agreement.readers if agreement else "")
        review = Review.REVIEWED if people else Review.UNREVIEWED
        if agreement is None:
            review = Review.DRAFT
        expected = easy_read_expectation(publication, reading)
        verdict = by_section(publication, compare(expected, reading, review))
        waived = sum(len(section_units(section)) for section in waived_sections(publication, self.name))
        wanted = Type(size=_SIZE, faces=_FACES, margin=_MARGIN, foot=_FOOT, line_distance=1.5)
        return with_findings(
            replace(verdict, waived=waived),
            [
                *source_findings(publication, self.name),
                *tag_findings(file),
                *with_lines(type_findings(file, wanted), expected.units),
                *layout_findings(file),
            ],
        )


def _headings(data: Mapping[str, Value], own: words.EasyWords) -> Iterator[tuple[str, str, bool]]:
    """The id and the words of each heading after the contents list, and whether the edition adds it."""
    for name, key in (("parts", "title"), ("sections", "name")):
        each = data[name]
        for one in each if isinstance(each, list) else []:
            if isinstance(one, dict):
                yield str(one["id"]), str(one[key]), False
        if name == "parts" and data["words"]:
            yield words.WORD_LIST_ID, own.word_list, True
    if data["credits"]:
        yield words.CREDITS_ID, own.credits, True


def _locations(publication: Publication, pages: Mapping[str, int]) -> Iterator[tuple[str, Page]]:
    """The page of each part, and of each section as the page of the part that covers it."""
    for block in easy_read_blocks(publication):
        for name in (block.id, *block.covers):
            yield name, Page(pages[block.id])
    yield publication.imprint.id, Page(pages[publication.imprint.id])
