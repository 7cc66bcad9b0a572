"""The large print edition: its declarations, and the verbs of a format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import ClassVar

from formats.large_print.large_print_options import HEAD_LINE_DISTANCE, LargePrintOptions, LargePrintSection
from formats.large_print.print_pages import PRINT_PAGE, with_print_pages
from formats.large_print.running_head import running_head
from formats.large_print.volumes import Extent, blocks_on_others, in_volumes, of_volume
from publish.contracts.format import (
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
from publish.contracts.installed import installed_version
from publish.contracts.printed import Printed
from publish.errors import UsageError
from publish.model.edition_words import added_words
from publish.model.publication import Publication
from publish.model.text import plain
from publish.paging.contents_list import contents_findings
from publish.paging.exchanged_pictures import described_pictures, picture_findings
from publish.paging.expectation import running_text_expectation
from publish.paging.file_claims import claim_findings
from publish.paging.formula_places import formula_findings
from publish.paging.stray_decoration import decoration_findings, decorative_pictures, repeated_pictures
from publish.proof.compare import compare, with_findings, with_lines
from publish.proof.ledger import OPENING
from publish.proof.reading import Passage, Reading
from publish.proof.verdict import Finding, FindingKind, Verdict
from publish.readers.pdf import open_tagged_pdf, read_tagged_pdf
from publish.readers.pdf.page_rules import Type, tag_findings, type_findings
from publish.rendering.large_type import with_cover, with_references_last
from publish.rendering.typst.engine import PACKAGES, Typeset
from publish.rendering.typst.running_text import CONTENTS_DEPTH, running_text
from publish.rendering.typst.type_area import POINTS, TypeArea
from publish.rendering.typst.values import Value
from publish.rendering.typst.version_keywords import version_keywords

_GENEROUS = 18  # points: from this size on lines stand 1.5 type sizes apart, below it 1.25
_PRINT = "print"


class LargePrint:
    """Large print PDF by UKAAF G003, tagged as PDF/UA-1: sans serif, ragged right, no run smaller than the variant."""

    name: ClassVar[str] = "large-print"
    title: ClassVar[str] = "Large print"
    suffix: ClassVar[str] = ".pdf"
    media_type: ClassVar[str] = "application/pdf"
    kind: ClassVar[Kind] = Kind.PAGED
    edition_type: ClassVar[str] = "LTE"
    orderable: ClassVar[bool] = True
    needs: ClassVar[tuple[Needed, ...]] = (Needed(_PRINT, required=False),)
    uses: ClassVar[frozenset[Part]] = frozenset({Part.BODY})
    stem: ClassVar[str] = "-large-print"
    Options: ClassVar[type[LargePrintOptions]] = LargePrintOptions

    def __init__(self, settings: Settings) -> None:
        """Keep the settings, in which a size may be requested."""
        self._settings = settings

    def variants(self, publication: Publication) -> Variants:
        """One edition for each size that the publisher names, or that is requested; a long one in volumes.

        Raises:
            EditionError: a section alone is thicker than a volume may be.
            UsageError: a volume is requested that there is not.

        """
        chosen = format_section(publication, self.name, LargePrintSection, self._settings)
        made = [
            volume
            for options in chosen.options
            for volume in in_volumes(publication, options, partial(_extent, publication, options))
        ]
        named = [name for name in chosen.variants if "-volume-" in name]
        if missing := set(named) - {options.variant for options in made}:
            there = ", ".join(options.variant for options in made)
            raise UsageError(f"there is no large print “{min(missing)}”. There is: {there}")
        return Variants.of(options for options in made if not named or options.variant in chosen.variants)

    def printed(self, options: LargePrintOptions) -> Printed:
        """A4 in black on the paper that was asked for."""
        return Printed(type_size=options.size, paper=options.paper, inks="black")

    def to_order(self) -> Iterator[LargePrintOptions]:
        """Every size on every paper: who needs one waits for no decision."""
        return LargePrintOptions.each()

    def made_with(self, job: Job[LargePrintOptions]) -> tuple[str, ...]:
        """The typesetter and the faces."""
        return tuple(f"{package} {installed_version(package)}" for package in PACKAGES)

    def write(self, job: Job[LargePrintOptions], target: Path) -> Locations:
        """Set the publication in the size of the job.

        Raises:
            EditionError: a character, an image or a formula cannot be set.

        """
        typed = _set(_arranged(job, _print_pages(job)), job.options)
        target.write_bytes(typed.pdf)
        return {name: Page(number) for name, number in typed.pages.items() if not name.startswith(PRINT_PAGE)}

    def read(self, path: Path) -> Reading:
        """Read an edition back by its tags. Raises `UnreadableEdition`."""
        return read_tagged_pdf(path)

    def check(self, job: Job[LargePrintOptions], path: Path) -> Verdict:
        """Compare with the source; then measure type, tags, and the pages in the contents list."""
        file = open_tagged_pdf(path)
        print_pages, reading = _print_pages(job), read_tagged_pdf(path)
        lines = _print_page_lines(job, reading)
        if not print_pages:
            # With no printed edition at hand there is nothing to compare them with.
            reading = replace(reading, passages=tuple(one for one in reading.passages if one not in lines))
        area = _area(job.publication, job.options)
        distance = 1.5 if area.size >= _GENEROUS else 1.25
        wanted = Type(
            size=area.size,
            margin=area.margin * POINTS,
            foot=area.foot * POINTS,
            line_distance=distance,
            head=_head(job.publication, job.options),
        )
        publication = _arranged(job, print_pages if lines else {})
        expected = running_text_expectation(publication, reading, area)
        contents = plain(added_words(publication.document.metadata.language).contents)
        return with_findings(
            compare(expected, reading),
            [
                *_first_page_findings(reading, _cover_lines(job.options)),
                *contents_findings(file, reading, contents, CONTENTS_DEPTH),
                *with_lines(
                    [*tag_findings(file), *type_findings(file, wanted), *formula_findings(file, publication)],
                    expected.units,
                ),
                *picture_findings(path, file, described_pictures(publication)),
                *claim_findings(file, publication, self.name, job.options.ordered_as),
                *decoration_findings(
                    path, file, wanted.margin, decorative_pictures(publication), repeated_pictures(publication)
                ),
            ],
        )


def _arranged(job: Job[LargePrintOptions], print_pages: Locations) -> Publication:
    """What an edition shows, in its order."""
    covered = with_cover(with_print_pages(job.publication, print_pages), job.options.size)
    volume = job.options.volume
    return with_references_last(covered if volume is None else of_volume(covered, volume))


def _set(publication: Publication, options: LargePrintOptions) -> Typeset:
    template = (files(__package__) / "template.typ").read_text(encoding="utf-8")
    about = publication.document.metadata
    area, head = _area(publication, options), _head(publication, options)
    more: dict[str, Value] = {
        "head": [*head],
        "gap": options.gap,
        "head-leading": HEAD_LINE_DISTANCE - 1,
        "keywords": version_keywords(about, LargePrint.name, options.ordered_as),
        "print-pages": PRINT_PAGE,
        "cover-lines": _cover_lines(options),
        "other-volumes": blocks_on_others(options.volume),
    }
    return running_text(publication, area, template, more)


def _cover_lines(options: LargePrintOptions) -> int:
    """How many lines under the title say the size, the volume where there are some, and the helpline."""
    return 2 if options.volume is None else 3


def _first_page_findings(reading: Reading, lines: int) -> Iterator[Finding]:
    """What of the title and the lines under it is not on the first page: whoever needs help must turn none."""
    for passage in reading.passages[: 1 + lines]:
        if passage.where != "page 1":
            yield Finding(
                FindingKind.PRESENTATION,
                OPENING,
                "",
                f"on page 1: {passage.text}",
                f"on {passage.where}: a shorter title leaves room for it",
                passage.where,
            )


def _head(publication: Publication, options: LargePrintOptions) -> tuple[str, ...]:
    return running_head(publication.document.metadata, options.size, options.area(1).width)


def _area(publication: Publication, options: LargePrintOptions) -> TypeArea:
    return options.area(len(_head(publication, options)))


def _extent(publication: Publication, options: LargePrintOptions) -> Extent:
    """What a publication takes as one volume."""
    whole = _arranged(Job(publication, options), {})
    typed = _set(whole, options)
    starts = [(section.id, typed.pages[section.id]) for section in whole.sections]
    ends = [*(page for _, page in starts[1:]), typed.number_of_pages]
    pages = {name: end - page + 1 for (name, page), end in zip(starts, ends, strict=True)}
    return Extent(typed.number_of_pages, starts[0][1] - 1, pages)


def _print_pages(job: Job[LargePrintOptions]) -> Locations:
    """Where sections and blocks are in the standard edition on paper, where there is one."""
    return next((edition.locations for edition in job.needed.get(_PRINT, ())), {})


def _print_page_lines(job: Job[LargePrintOptions], reading: Reading) -> tuple[Passage, ...]:
    """The lines that name pages of the printed edition; none in what was made before there was one."""
    words = plain(added_words(job.publication.document.metadata.language).print_page)
    line = re.compile(re.escape(words).replace(r"\{\}", r"\d+"))
    return tuple(passage for passage in reading.passages if line.fullmatch(passage.text))
