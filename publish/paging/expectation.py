"""What an edition with running text on pages says, and how it differs on purpose from the source.

Paper cannot be clicked. So after a link its address follows in brackets, where the words do not give it, and after a
link within the document the page: "(page 5)", which must be the page where that heading really is. Headings stay as
they are. Two are added, in the document's language: "Contents" after the lines under the title, "Notes"
at the end, or before the back page. A table too wide or too tall for the type is written row by row: see
`publish.rendering.typst.readable_tables`. Words in the document's own language carry no mark. The title of a callout
and the line that names a video are paragraphs to a PDF's tags.
"""

from __future__ import annotations

from dataclasses import replace

from publish.model.edition_words import AddedWords, added_words
from publish.model.nodes import Note, walk
from publish.model.publication import Publication
from publish.model.text import plain
from publish.model.traverse import inlines_in
from publish.proof.compare import Expectation, expectation
from publish.proof.ledger import OPENING, block_units, text_of
from publish.proof.left_out import left_out
from publish.proof.reading import LanguageText, Reading, Role, StruckText, Unit
from publish.readers.pdf import seamless
from publish.rendering.typst.printing import Printing
from publish.rendering.typst.readable_tables import with_readable_tables
from publish.rendering.typst.type_area import TypeArea


def running_text_expectation(
    publication: Publication, reading: Reading, area: TypeArea, *, back_page: bool = False
) -> Expectation:
    """What the edition must hold.

    Args:
        publication: the source.
        reading: the edition; only the pages of its headings are used, to know what "(page 5)" must be.
        area: the page and its type; it decides which tables fit.
        back_page: whether the section about the publication is the last page, after the notes.

    """
    language = publication.document.metadata.language
    printing = Printing(_pages(publication, reading), language)
    words = added_words(language)
    shown = with_readable_tables(publication, area)
    printed = printing.publication(shown)
    wanted = expectation(printed)
    units = [_as_shown(unit, wanted.language) for unit in (*wanted.units, *left_out(publication, shown))]
    contents = _heading(words.contents, OPENING, words)
    front = 1 + sum(len(block_units(block)) for block in printed.front)  # the title, and what stands under it
    units.insert(front, contents)
    listed = [contents, *wanted.contents]
    if any(isinstance(inline, Note) for inline in inlines_in(publication.document)):
        notes = _heading(words.notes, units[-1].section, words)
        units.insert(_place_of_notes(units, publication, back_page=back_page), notes)
        listed.insert(len(listed) - (len(list(walk((publication.imprint,)))) if back_page else 0), notes)
    return replace(
        wanted,
        units=tuple(units),
        contents=tuple(_as_shown(unit, wanted.language) for unit in listed),
        struck=True,
        notes=True,
    )


def _place_of_notes(units: list[Unit], publication: Publication, *, back_page: bool) -> int:
    """Before the heading of the section about the publication, or at the end."""
    if not back_page:
        return len(units)
    about = text_of(publication.imprint.heading)
    return max(number for number, unit in enumerate(units) if unit.role is Role.HEADING and unit.text == about)


def _heading(text: str, section: str, words: AddedWords) -> Unit:
    languages = (LanguageText(plain(text), words.language),) if words.language else ()
    return Unit(Role.HEADING, plain(text), section, level=2, languages=languages)


def _pages(publication: Publication, reading: Reading) -> dict[str, str]:
    """The number of the page of each section's heading: the n-th of equal headings is the n-th in the source."""
    found: dict[str, list[str]] = {}
    for passage in reading.passages:
        if passage.role is Role.HEADING and passage.level > 1:  # a section may be called what the title is
            found.setdefault(passage.text, []).append(passage.where.removeprefix("page "))
    pages = {}
    for section in walk(publication.sections):
        places = found.get(text_of(section.heading), [])
        pages[section.id] = places.pop(0) if places else "not found"
    return pages


def _as_shown(unit: Unit, language: str) -> Unit:
    """A unit with touching raised runs as one, and without marks for words that are in the document's own language."""
    foreign = (foreign for foreign in unit.languages if foreign.language.casefold() != language.casefold())
    return replace(
        unit,
        text=seamless(unit.text),
        headers=tuple(map(seamless, unit.headers)),
        links=tuple(replace(link, text=seamless(link.text), target=seamless(link.target)) for link in unit.links),
        languages=tuple(replace(stretch, text=seamless(stretch.text)) for stretch in foreign),
        struck=tuple(
            StruckText(seamless(struck.text), len(seamless(unit.text[: struck.start]))) for struck in unit.struck
        ),
    )
