"""The easy-read edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import ClassVar

from formats.easy_read import added_words as words
from formats.easy_read.agreed_words import NAME
from formats.easy_read.booklet import booklet
from formats.easy_read.booklet_lines import EasyReadOptions, booklet_of, with_drafts
from formats.easy_read.draft_marks import MISSING, MISSING_ID, draft_marks, missing
from formats.easy_read.easy_blocks import easy_read_blocks
from formats.easy_read.expectation import easy_read_expectation
from formats.easy_read.judging import judged, written_variants
from formats.easy_read.layout_rules import layout_findings
from formats.easy_read.rules import source_findings
from formats.easy_read.side_by_side import pairs
from formats.easy_read.worksheet import beginnings
from publish.contracts.authoring import Beginning
from publish.contracts.format import Job, Kind, Locations, Needed, Page, Part, Settings, Variants, refuse_options
from publish.contracts.installed import installed_version
from publish.contracts.showing import Shown
from publish.errors import EditionError
from publish.model.nodes import Asset, Text
from publish.model.publication import Publication
from publish.paging.exchanged_pictures import picture_findings
from publish.paging.file_claims import claim_findings
from publish.paging.stray_decoration import decoration_findings
from publish.proof.compare import with_findings, with_lines
from publish.proof.reading import Reading
from publish.proof.verdict import Verdict
from publish.readers.pdf import open_tagged_pdf, read_tagged_pdf
from publish.readers.pdf.page_rules import Type, tag_findings, type_findings
from publish.rendering.fonts import FACES
from publish.rendering.typst.engine import PACKAGES, typeset
from publish.rendering.typst.publication_data import Content, tables
from publish.rendering.typst.tags import completed
from publish.rendering.typst.values import Value
from publish.rendering.typst.version_keywords import version_keywords

_SIZE = 16  # points, as Photosymbols asks
_MARGIN = 16 * 72 / 25.4  # points
_FOOT = 22 * 72 / 25.4  # points


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
    Options: ClassVar[type[EasyReadOptions]] = EasyReadOptions

    def __init__(self, settings: Settings) -> None:
        """Keep the settings, in which options may be requested that there are not."""
        self._settings = settings

    def variants(self, publication: Publication) -> Variants:
        """One edition where easy-read words have been written, and the short booklet where lines are marked for it."""
        refuse_options(publication, self.name, self._settings)
        return written_variants(publication)

    def made_with(self, job: Job[EasyReadOptions]) -> tuple[str, ...]:
        """The typesetter and the faces."""
        return tuple(f"{package} {installed_version(package)}" for package in PACKAGES)

    def write(self, job: Job[EasyReadOptions], target: Path) -> Locations:
        """Set the authored lines, the list of hard words, the imprint and the credits.

        Raises:
            EditionError: a character or a picture cannot be set.

        """
        return self._set(job, target, ())

    def begin(self, publication: Publication) -> tuple[Beginning, ...]:
        """Lines for each section that no words tell, empty or drafts, with what must be told in them."""
        return beginnings(publication, self.name)

    def preview(self, job: Job[EasyReadOptions], target: Path) -> tuple[str, ...]:
        """Set the lines that there are, drafts too, with a mark on each page and what is missing on the last.

        Raises:
            EditionError: no line is there yet, or a character or a picture cannot be set.

        """
        shown = replace(job, publication=with_drafts(job.publication))
        if not easy_read_blocks(booklet_of(shown.publication, short=job.options.short)):
            raise EditionError("no easy-read line has been written yet. Write one, as in “- [blood]{.picture} Words.”")
        sentences = missing(source_findings(job.publication, self.name, short=job.options.short))
        self._set(shown, target, sentences)
        return sentences

    def _set(self, job: Job[EasyReadOptions], target: Path, missing_words: tuple[str, ...]) -> Locations:
        """Set an edition, or with `missing_words` a draft that lists them."""
        publication = booklet_of(job.publication, short=job.options.short)
        language = publication.document.metadata.language
        data = booklet(publication, FACES, short=job.options.short)
        data["draft"] = draft_marks(Content(), missing_words, language) if missing_words else None
        own = words.easy_words(language)
        headings = list(_headings(data, own))
        listed: list[Value] = [
            {"id": name, "entry": Content().inlines(own.marked(text) if is_added else (Text(text),))}
            for name, text, is_added in headings
        ]
        data |= {"size": _SIZE, "listed": listed, "ids": [name for name, *_ in headings]}
        data["keywords"] = version_keywords(publication.document.metadata, self.name, job.options.variant)
        typed = typeset(data, (files(__package__) / "template.typ").read_text(encoding="utf-8"))
        target.write_bytes(
            completed(
                typed.pdf,
                language=language,
                bookmarks=[own.contents, *(text for _, text, _ in headings)],
                tables=tables(data),
                notes=0,
            )
        )
        return dict(_locations(publication, typed.pages))

    def read(self, path: Path) -> Reading:
        """Read an edition back by its tags. Raises `UnreadableEdition`."""
        return read_tagged_pdf(path)

    def shown(self, job: Job[EasyReadOptions], path: Path, default: Shown) -> Shown:
        """Show each line beside the text that it stands for, and the pages."""
        return replace(default, pairs=tuple(pairs(booklet_of(job.publication, short=job.options.short))))

    def check(self, job: Job[EasyReadOptions], path: Path) -> Verdict:
        """Compare with the authored words; then coverage, agreement, hard words and pictures, type, tags and layout."""
        publication, file = booklet_of(job.publication, short=job.options.short), open_tagged_pdf(path)
        reading = read_tagged_pdf(path)
        expected = easy_read_expectation(publication, reading, short=job.options.short)
        wanted = Type(size=_SIZE, margin=_MARGIN, foot=_FOOT, line_distance=1.5)
        return with_findings(
            judged(job, expected, reading),
            [
                *with_lines([*tag_findings(file), *type_findings(file, wanted)], expected.units),
                *layout_findings(file, publication.publisher.look.logo_alt),
                *picture_findings(
                    path, file, ((picture.alt, picture.image) for picture in publication.pictures.values())
                ),
                *claim_findings(file, publication, self.name, job.options.variant),
                *decoration_findings(path, file, wanted.margin, _cover_pictures(publication)),
            ],
        )


def _cover_pictures(publication: Publication) -> Iterator[Asset]:
    """The picture of the first line that has one, which stands on the cover for the eye alone."""
    names = (line.picture for block in easy_read_blocks(publication) for line in block.lines)
    yield from islice((publication.pictures[name].image for name in names if name in publication.pictures), 1)


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
    if data["draft"]:
        yield MISSING_ID, MISSING, False


def _locations(publication: Publication, pages: Mapping[str, int]) -> Iterator[tuple[str, Page]]:
    """The page of each part, and of each section as the page of the part that covers it."""
    for block in easy_read_blocks(publication):
        for name in (block.id, *block.covers):
            yield name, Page(pages[block.id])
    yield publication.imprint.id, Page(pages[publication.imprint.id])
