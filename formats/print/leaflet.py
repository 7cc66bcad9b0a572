"""The printed leaflet: its options, and the four verbs of a format."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from formats.print.cover_and_back import with_cover_and_back
from formats.print.imposed_rules import imposed_findings, sides_in
from formats.print.imposition import imposed
from formats.print.press import PRESS_STANDARDS, for_press
from formats.print.separations import inks
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
    place_id,
)
from publish.contracts.installed import installed_version
from publish.contracts.printed import Binding, FileRole, Layout, Printed
from publish.model.colours import Colour, colour
from publish.model.edition_words import added_words
from publish.model.languages import direction
from publish.model.nodes import walk
from publish.model.publication import Publication
from publish.model.text import plain
from publish.paging.contents_list import contents_findings
from publish.paging.exchanged_pictures import described_pictures, picture_findings
from publish.paging.expectation import running_text_expectation
from publish.paging.file_claims import claim_findings
from publish.paging.formula_places import formula_findings
from publish.paging.stray_decoration import decoration_findings, decorative_pictures, repeated_pictures
from publish.proof.compare import compare, with_findings, with_lines
from publish.proof.ledger import text_of
from publish.proof.reading import Reading, Role
from publish.proof.verdict import Finding, Verdict
from publish.readers.pdf import open_tagged_pdf, read_tagged_pdf
from publish.readers.pdf.ink_rules import ink_findings
from publish.readers.pdf.page_rules import Type, tag_findings, type_findings
from publish.readers.pdf.press_rules import press_findings
from publish.rendering.typst.engine import PACKAGES, STANDARDS, Typeset
from publish.rendering.typst.running_text import CONTENTS_DEPTH, running_text
from publish.rendering.typst.type_area import POINTS, TypeArea
from publish.rendering.typst.values import Value
from publish.rendering.typst.version_keywords import version_keywords

BLEED = 3.0
"""Millimetres: what printers ask for."""

_PAGES_OF_A_SHEET = 4
_LINE_DISTANCE = 1.4  # type sizes
_INK: tuple[Colour, ...] = ((0, 0, 0), (255, 255, 255))  # black, and white on the cover
_PAPER = {"a4": (210.0, 297.0), "a5": (148.0, 210.0)}  # ISO 216, in millimetres

Paper = Literal["a4", "a5"]


class LeafletOptions(EditionOptions):
    """The size of the page, and whether the file is for reading or for the press, there as sheets that are folded."""

    paper: Paper = "a4"
    role: FileRole = FileRole.READING
    imposed: bool = False

    @property
    def variant(self) -> str:
        """The paper, and what the file is for where that is not reading: "a5-press", "a5-press-imposed"."""
        role = "" if self.role is FileRole.READING else f"-{self.role}"
        return f"{self.paper}{role}{'-imposed' if self.imposed else ''}"

    @property
    def in_words(self) -> str:
        """As staff say it: "A5, for the press, as sheets to fold"."""
        press = "" if self.role is FileRole.READING else ", for the press"
        return f"{self.paper.upper()}{press}{', as sheets to fold' if self.imposed else ''}"

    @property
    def ordered_as(self) -> str:
        """Both files are of one leaflet, with one stock code on its back."""
        return self.paper

    @property
    def area(self) -> TypeArea:
        """Clear print: 14 point on A4; 12 on A5, where lines of 14 would hold too few words."""
        width, height = _PAPER[self.paper]
        bleed = BLEED if self.role is FileRole.PRESS else 0
        if self.paper == "a4":
            return TypeArea(14, width, height, margin=25, foot=30, bleed=bleed)
        return TypeArea(12, width, height, margin=17, foot=23, bleed=bleed)


def _listed(papers: Any) -> Any:
    return papers if isinstance(papers, list | tuple) else [papers]


def _address(value: str) -> str:
    if not value.startswith("https://") or value.count("{id}") > 1 or not value.isascii() or " " in value:
        raise ValueError("write an address that starts with https://, with {id} where the document's id stands")
    return value


class LeafletSection(BaseModel):
    """What publisher.yaml, or a request, says to this format.

    `papers` are those made; `imposed` says that A5 booklets are made as sheets too; `web_address` is where documents
    can be read online, {id} standing for a document's id.
    """

    model_config = ConfigDict(extra="forbid")

    papers: Annotated[tuple[Paper, ...], BeforeValidator(_listed), Field(min_length=1)] = ("a4", "a5")
    imposed: bool = False
    web_address: Annotated[str, AfterValidator(_address)] | None = Field(None, alias="web-address")


class Print:
    """The standard edition on paper: clear print (RNIB, at least 12 point), tagged as PDF/UA-1, black text."""

    name: ClassVar[str] = "print"
    title: ClassVar[str] = "Print"
    suffix: ClassVar[str] = ".pdf"
    media_type: ClassVar[str] = "application/pdf"
    kind: ClassVar[Kind] = Kind.PAGED
    edition_type: ClassVar[str] = ""
    orderable: ClassVar[bool] = True
    needs: ClassVar[tuple[Needed, ...]] = ()
    uses: ClassVar[frozenset[Part]] = frozenset({Part.BODY})
    stem: ClassVar[str] = "-print"
    Options: ClassVar[type[LeafletOptions]] = LeafletOptions

    def __init__(self, settings: Settings) -> None:
        """Keep the settings, in which papers may be requested."""
        self._settings = settings

    def variants(self, publication: Publication) -> Variants:
        """For each paper one file for reading and one for the press; a booklet as sheets where that is wanted."""
        section = format_section(publication, self.name, LeafletSection, self._settings)
        pages = [LeafletOptions(paper=paper, role=role) for paper in section.papers for role in FileRole]
        sheets = [LeafletOptions(paper="a5", role=FileRole.PRESS, imposed=True)]
        return Variants.of([*pages, *(sheets if section.imposed and "a5" in section.papers else ())])

    def printed(self, options: LeafletOptions) -> Printed:
        """A booklet, folded and stapled, in the house's colour."""
        area = options.area
        return Printed(
            type_size=area.size,
            width_mm=area.page_width,
            height_mm=area.page_height,
            binding=Binding.SADDLE,
            role=options.role,
            layout=Layout.SHEETS if options.imposed else Layout.PAGES,
            beside=options.paper if options.role is FileRole.PRESS else None,
        )

    def made_with(self, job: Job[LeafletOptions]) -> tuple[str, ...]:
        """The typesetter, the faces, what draws QR codes, and where the document can be read."""
        return (
            *(f"{package} {installed_version(package)}" for package in (*PACKAGES, "segno")),
            self._web_address(job),
        )

    def write(self, job: Job[LeafletOptions], target: Path) -> Locations:
        """Set the leaflet, with blank pages before its back where it must come to whole sheets.

        What goes to the press as sheets has its places by its pages all the same.

        Raises:
            EditionError: a character, an image or a formula cannot be set.

        """
        typed = self._set(job, blank_pages=0)
        if _in_whole_sheets(job.options) and (short := -typed.number_of_pages % _PAGES_OF_A_SHEET):
            typed = self._set(job, blank_pages=short)
        bleed = BLEED * POINTS
        pdf = for_press(typed.pdf, bleed) if job.options.role is FileRole.PRESS else typed.pdf
        target.write_bytes(imposed(pdf, bleed, right_to_left=_right_to_left(job)) if job.options.imposed else pdf)
        nodes = {name: Page(number) for name, number in typed.pages.items()}
        return nodes | {place_id(node, before): Page(page) for node, before, page in typed.begun_within}

    def read(self, path: Path) -> Reading:
        """Read an edition back by its tags; sheets have none, and say how many sides they are.

        Raises `UnreadableEdition`.
        """
        if path.stem.endswith("-imposed"):
            return Reading((), title="", language="", pages=sides_in(path))
        return read_tagged_pdf(path)

    def check(self, job: Job[LeafletOptions], path: Path) -> Verdict:
        """Compare with the source; then measure type, tags, contents, and for the press its boxes and inks.

        Sheets are compared with the booklet, half by half, and the booklet with the source.
        """
        if job.options.imposed:
            return self._check_sheets(job, path)
        file, reading = open_tagged_pdf(path), read_tagged_pdf(path)
        area = job.options.area
        publication = self._leaflet(job)
        expected = running_text_expectation(publication, reading, area, back_page=True)
        wanted = Type(
            size=area.size,
            margin=(area.margin + area.bleed) * POINTS,
            foot=(area.foot + area.bleed) * POINTS,
            line_distance=_LINE_DISTANCE,
            colours=_INK,
            unnumbered=(1, *_back_pages(reading, publication)),
        )
        contents = plain(added_words(publication.document.metadata.language).contents)
        return with_findings(
            compare(expected, reading),
            [
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
                *(_press_findings(path, area) if job.options.role is FileRole.PRESS else ()),
            ],
        )

    def _check_sheets(self, job: Job[LeafletOptions], path: Path) -> Verdict:
        pages = replace(job, options=job.options.model_copy(update={"imposed": False}))
        with TemporaryDirectory() as folder:
            booklet = Path(folder) / "booklet.pdf"
            self.write(pages, booklet)
            sheets = imposed_findings(path, booklet, right_to_left=_right_to_left(job))
            return with_findings(self.check(pages, booklet), [*sheets, *ink_findings(path)])

    def _set(self, job: Job[LeafletOptions], blank_pages: int) -> Typeset:
        publication, press = self._leaflet(job), job.options.role is FileRole.PRESS
        house = colour(publication.publisher.look.colour)
        more: dict[str, Value] = {
            "blank-pages": blank_pages,
            "keywords": version_keywords(publication.document.metadata, self.name, job.options.ordered_as),
            "has-logo": publication.publisher.look.logo is not None,
            "back": len(list(walk((publication.imprint,)))),
            "house": inks(house, share=1.0, press=press),
            "tint": inks(house, share=0.08, press=press),
        }
        template = (files(__package__) / "template.typ").read_text(encoding="utf-8")
        standards = PRESS_STANDARDS if press else STANDARDS
        return running_text(
            publication,
            job.options.area,
            template,
            more,
            back_page=True,
            standards=standards,
            within_nodes=not press,  # whose pages editions for the screen list
        )

    def _leaflet(self, job: Job[LeafletOptions]) -> Publication:
        return with_cover_and_back(job.publication, self._web_address(job))

    def _web_address(self, job: Job[LeafletOptions]) -> str:
        section = format_section(job.publication, self.name, LeafletSection, self._settings)
        return (section.web_address or "").replace("{id}", job.publication.document.metadata.id)


def _right_to_left(job: Job[LeafletOptions]) -> bool:
    return direction(job.publication.document.metadata.language) == "rtl"


def _press_findings(path: Path, area: TypeArea) -> list[Finding]:
    page = (area.page_width * POINTS, area.page_height * POINTS)
    return [*press_findings(path, BLEED * POINTS, *page), *ink_findings(path)]


def _back_pages(reading: Reading, publication: Publication) -> range:
    """The pages from the heading of the section about the publication, one unless it is long."""
    about = text_of(publication.imprint.heading)
    starts = [
        int(passage.where.removeprefix("page "))
        for passage in reading.passages
        if passage.role is Role.HEADING and passage.text == about
    ]
    return range(max(starts, default=reading.pages or 1), (reading.pages or 1) + 1)


def _in_whole_sheets(options: LeafletOptions) -> bool:
    """Booklets, and all that goes to the press."""
    return options.paper == "a5" or options.role is FileRole.PRESS
