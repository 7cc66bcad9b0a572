"""What a version shows beside its words: its pictures by their hashes, easy-read titles, meanings, waivers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from publish.comparing.text_unit import TextUnit
from publish.model.nodes import Asset, Block, EasyRead, Figure, InlineImage, walk
from publish.model.publication import Publication
from publish.model.traverse import all_blocks, descend, inlines_of
from publish.proof.ledger import OPENING
from publish.source.day_words import day_in_words

PICTURE, EASY_PICTURE, PICTURE_TEXT = "picture", "easy-read picture", "text of an easy-read picture"
EASY_TITLE = "easy-read title"
SHORT_TITLE = "short title"
EASY_CHECKED, CHECKED = "who checked the easy read", "who checked the accessibility"
MEANING, SOUND, WAIVER = "meaning in the glossary", "pronunciation", "left out on purpose"


def beside_text(publication: Publication, places: Mapping[str, str]) -> tuple[TextUnit, ...]:
    """All that changes an edition, or the approval of one, and is no word of the document; `places` are headings."""
    return (
        *_front_matter(publication, places),
        *_pictures(publication, places),
        *_easy_titles(publication, places),
        *_easy_pictures(publication, places),
        *_companions(publication),
        *_waivers(publication, places),
    )


def _front_matter(publication: Publication, places: Mapping[str, str]) -> Iterator[TextUnit]:
    """What the front matter says and only some editions show: above pages, or among their claims."""
    about = publication.document.metadata
    day = f", {day_in_words(about.accessibility_checked)}" if about.accessibility_checked else ""
    told = {
        SHORT_TITLE: about.short_title,
        EASY_CHECKED: about.easy_read_checked_by,
        CHECKED: f"{about.accessibility_checked_by}{day}",
    }
    place = places.get(OPENING, OPENING)
    return (TextUnit(role=role, text=text, section=OPENING, place=place) for role, text in told.items() if text)


def for_section(place: str) -> str:
    """How it is said which section easy-read words stand for."""
    return f"for “{place}”"


def _in_sections(publication: Publication) -> Iterator[tuple[str, Block]]:
    """Every block with the id of its section."""
    document = publication.document
    yield from ((OPENING, block) for block in all_blocks(document.opening))
    for section in walk(document.sections):
        yield from ((section.id, block) for block in all_blocks(section.blocks))


def _pictures(publication: Publication, places: Mapping[str, str]) -> Iterator[TextUnit]:
    for section, block in _in_sections(publication):
        for image, alt in _images(block):
            yield _picture(PICTURE, section, places.get(section, section), image, alt)


def _images(block: Block) -> Iterator[tuple[Asset, str]]:
    if isinstance(block, Figure):
        yield block.image, block.alt
    for run in inlines_of(block):
        yield from ((inline.image, inline.alt) for inline in descend(run) if isinstance(inline, InlineImage))


def _picture(role: str, section: str, place: str, image: Asset, alt: str) -> TextUnit:
    image_hash = sha256(image.data).hexdigest()
    return TextUnit(role=role, text=alt or image.name, section=section, place=place, image=image_hash)


def _easy_blocks(publication: Publication, places: Mapping[str, str]) -> Iterator[tuple[str, str, EasyRead]]:
    """Easy-read words with the section and the place that they are told under: the first that they speak of."""
    for _, block in _in_sections(publication):
        if isinstance(block, EasyRead):
            section = block.covers[0] if block.covers else OPENING
            yield section, f"{places.get(section, section)} > easy read: {block.title}", block


def _easy_titles(publication: Publication, places: Mapping[str, str]) -> Iterator[TextUnit]:
    about = publication.document.metadata
    if about.easy_read_title:
        yield TextUnit(role=EASY_TITLE, text=about.easy_read_title, section=OPENING, place=places.get(OPENING, OPENING))
    for section, place, block in _easy_blocks(publication, places):
        covered = tuple(for_section(places.get(name, name)) for name in block.covers)
        agreed = tuple(f"agreed to differ: {words}" for words in block.settled)
        yield TextUnit(role=EASY_TITLE, text=block.title, section=section, place=place, shown=(*covered, *agreed))


def _easy_pictures(publication: Publication, places: Mapping[str, str]) -> Iterator[TextUnit]:
    """Each picture of easy-read lines once, with its words, where it is shown first."""
    told: set[str] = set()
    for section, place, block in _easy_blocks(publication, places):
        for name in dict.fromkeys(line.picture for line in block.lines):
            picture = publication.pictures.get(name)
            if picture is not None and name not in told:
                told.add(name)
                yield _picture(EASY_PICTURE, section, place, picture.image, name)
                yield TextUnit(role=PICTURE_TEXT, text=f"{name}: {picture.alt}", section=section, place=place)


def _companions(publication: Publication) -> Iterator[TextUnit]:
    """What the files beside the source say of words of the document."""
    meanings = (f"{', '.join((entry.term, *entry.also))}: {entry.meaning}" for entry in publication.glossary)
    yield from _listed(MEANING, "the glossary", meanings)
    sounds = (f"{lexeme.grapheme}: {lexeme.alias or lexeme.phoneme}" for lexeme in publication.lexicon)
    yield from _listed(SOUND, "the pronunciations", sounds)


def _listed(role: str, place: str, texts: Iterable[str]) -> Iterator[TextUnit]:
    """Entries by the alphabet: their order in the file says nothing."""
    return (TextUnit(role=role, text=text, section=place, place=place) for text in sorted(texts))


def _waivers(publication: Publication, places: Mapping[str, str]) -> Iterator[TextUnit]:
    document = publication.document
    for waiver in (*document.waivers, *document.fact_waivers):
        place = places.get(waiver.section, waiver.section)
        what = ", ".join(f"“{fact}”" for fact in waiver.facts) or "the section"
        text = f"{waiver.format} leaves out {what}: {waiver.reason}"
        yield TextUnit(role=WAIVER, text=text, section=waiver.section, place=place)
