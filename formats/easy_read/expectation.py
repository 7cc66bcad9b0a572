"""What an easy-read edition must hold: a ledger of its own, made from the authored words of the source.

Each line is its picture's text alternative and its words. A part belongs to all sections that its block covers, so that
a section's count is that of the parts that cover it, and the counts of several sections may speak of the same lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from formats.easy_read import added_words as words
from formats.easy_read.agreed_words import agreement_of
from formats.easy_read.cover_lines import cover_lines
from publish.model.nodes import EasyRead, EasyReadLine, Inline, Link, Section, Span, Style, Styled, walk
from publish.model.publication import GlossaryEntry, Publication
from publish.model.text import plain
from publish.model.traverse import blocks_of, descend
from publish.proof.compare import Expectation
from publish.proof.ledger import OPENING, section_units, stressed_in, struck_in, text_of
from publish.proof.reading import LanguageText, LinkText, Reading, Role, Unit
from publish.proof.verdict import SectionCount, Verdict
from publish.readers.docx.raised_words import level_units
from publish.rendering.typst.printing import Printing


def easy_read_expectation(publication: Publication, reading: Reading, *, short: bool) -> Expectation:
    """What the edition must hold. Units of a part name their block in place of a section: see `by_section`.

    `publication` holds the lines that are shown, which in a `short` booklet are some of them, and its cover says so.
    Of `reading` only the page of the list of words is used, to know what "(page 20)" on the cover must be.
    """
    language = publication.document.metadata.language
    word_list = plain(words.easy_words(language).word_list)
    pages = [
        passage.where for passage in reading.passages if passage.role is Role.HEADING and passage.text == word_list
    ]
    page = pages[-1].removeprefix("page ") if pages else "not found"
    printing = Printing({words.WORD_LIST_ID: page}, language)
    imprint = printing.section(publication.imprint)
    expected = _expectation(publication, printing.inlines, imprint, short=short, framed=True)
    return replace(expected, struck=True)


def web_expectation(publication: Publication, *, short: bool) -> Expectation:
    """What a page of the web must hold: the same, with links to follow, and contents that do not list themselves."""
    expected = _expectation(publication, tuple, publication.imprint, short=short)
    return replace(expected, contents=expected.contents[1:], struck=True)


def word_expectation(publication: Publication, *, short: bool) -> Expectation:
    """What a Word document must hold: the same, but the imprint last; its contents are no part of its text."""
    expected = _expectation(publication, tuple, publication.imprint, short=short)
    credited = len(list(_credits(publication)))
    imprint = len(section_units(publication.imprint))
    before = len(expected.units) - imprint - credited
    body, last, credits_ = (
        expected.units[:before],
        expected.units[before : before + imprint],
        expected.units[before + imprint :],
    )
    units = tuple(unit for unit in (*body, *credits_, *last) if unit is not expected.contents[0])
    headings = tuple(unit for unit in units if unit.role is Role.HEADING and unit.level > 1)
    return replace(expected, units=level_units(units), contents=headings)


Shown = Callable[[Iterable[Inline]], tuple[Inline, ...]]
"""Inlines as an edition says them: paper says where a link leads."""


def _expectation(
    publication: Publication, shown: Shown, imprint: Section, *, short: bool, framed: bool = False
) -> Expectation:
    """What all formats must hold; `framed` says that boxes are drawn around the helpline and pictures yet needed."""
    metadata = publication.document.metadata
    own = words.easy_words(metadata.language)
    units = [*_cover(publication, shown, short=short, framed=framed)]
    explained: set[GlossaryEntry] = set()
    for block in _blocks(publication):
        units += _part(publication, block, explained, shown, framed=framed)
    entries = words.sorted_entries({entry for word in hard_words(publication) if (entry := _entry(publication, word))})
    if entries:
        units.append(_added_heading(own.word_list, OPENING, own))
    for entry in entries:
        units.append(Unit(Role.TERM, plain(entry.term), OPENING, words.WORD_LIST_ID))
        units.append(Unit(Role.DEFINITION, plain(entry.meaning), OPENING, words.WORD_LIST_ID))
    units += section_units(imprint)
    units += _credits(publication)
    title = plain(words.title(metadata))
    contents = tuple(unit for unit in units if unit.role is Role.HEADING and unit.level > 1)
    return Expectation(tuple(units), title, metadata.language, contents)


def hard_words(publication: Publication) -> dict[str, EasyReadLine]:
    """The bold words of the lines, each with the first line that has it."""
    found: dict[str, EasyReadLine] = {}
    for block in _blocks(publication):
        for line in block.lines:
            for word in bold_words(line):
                found.setdefault(word, line)
    return found


def bold_words(line: EasyReadLine) -> Iterator[str]:
    """The words of a line in bold: those that are explained."""
    for inline in descend(line.children):
        if isinstance(inline, Styled) and inline.style is Style.STRONG:
            yield text_of(inline.children)


def is_explained(publication: Publication, word: str) -> bool:
    """Whether the glossary has a word, in any of its forms."""
    return _entry(publication, word) is not None


def by_section(publication: Publication, verdict: Verdict) -> Verdict:
    """The verdict with all that names parts given to the sections that they cover, and its counts in source order."""
    blocks = {block.id: block for block in _blocks(publication)}
    counts = {count.section: count for count in verdict.sections}
    parts: dict[str, list[SectionCount]] = {}
    for block in blocks.values():
        for section in block.covers:
            parts.setdefault(section, []).append(counts[block.id])
    order = dict.fromkeys([OPENING, *(section.id for section in walk(publication.sections))])
    order |= dict.fromkeys(name for name in counts if name not in blocks)  # of the list of words, where it is a chapter
    spread = []
    for section in order:
        own = [*parts.get(section, []), *([counts[section]] if section in counts else [])]
        if own:
            units, found = sum(one.units for one in own), sum(one.found for one in own)
            spread.append(SectionCount(section, units, found))
    covered = {name: block.covers[0] for name, block in blocks.items()}
    findings = tuple(replace(each, section=covered.get(each.section, each.section)) for each in verdict.findings)
    doubts = tuple(replace(each, section=covered.get(each.section, each.section)) for each in verdict.doubts)
    return replace(verdict, findings=findings, doubts=doubts, sections=tuple(spread))


def _blocks(publication: Publication) -> Iterator[EasyRead]:
    return (block for block in blocks_of(publication.document) if isinstance(block, EasyRead))


def _heading(text: str, section: str, block: EasyRead | None = None) -> Unit:
    return Unit(Role.HEADING, plain(text), section, block.id if block else "", level=2, line=block.line if block else 0)


def _added_heading(text: str, section: str, own: words.EasyWords) -> Unit:
    """A heading that the edition adds, with its language where the document has another."""
    languages = (LanguageText(plain(text), own.language),) if own.language else ()
    return replace(_heading(text, section), languages=languages)


def _cover(publication: Publication, shown: Shown, *, short: bool, framed: bool) -> Iterator[Unit]:
    metadata = publication.document.metadata
    yield Unit(Role.HEADING, plain(words.title(metadata)), OPENING, level=1, line=1)
    word_list = plain(words.easy_words(metadata.language).word_list)
    explained = any(is_explained(publication, word) for word in hard_words(publication))
    blocks, agreement = _blocks(publication), agreement_of(publication)
    lines = cover_lines(metadata, publication.publisher, blocks, agreement, hard_words=explained, short=short)
    for line in (*lines.what, lines.helpline, *lines.checks):
        yield replace(_words(shown(line), OPENING), boxed=framed and line is lines.helpline)
    if publication.publisher.look.logo is not None:
        yield Unit(Role.ALT, plain(publication.publisher.look.logo_alt), OPENING, "")
    own = words.easy_words(metadata.language)
    yield _added_heading(own.contents, OPENING, own)
    if lines.hard_words:
        yield _words(shown(lines.hard_words), OPENING, word_list=word_list)


def _part(
    publication: Publication, block: EasyRead, explained: set[GlossaryEntry], shown: Shown, *, framed: bool
) -> Iterator[Unit]:
    """The units of a part; `explained` has the hard words of earlier lines, and takes in those of this part."""
    yield _heading(block.title, block.id, block)
    language = publication.document.metadata.language
    for line in block.lines:
        picture = publication.pictures.get(line.picture)
        if picture is None:
            yield replace(_words(words.picture_needed(line.picture, language), block.id, line.line), boxed=framed)
        else:
            yield Unit(Role.ALT, plain(picture.alt), block.id, block.id, line=line.line)
        yield _words(shown(words.Unlinked().inlines(line.children)), block.id, line.line)
        for word in bold_words(line):
            entry = _entry(publication, word)
            if entry is not None and entry not in explained:
                explained.add(entry)
                yield _words(words.meaning(entry), block.id, line.line)


def _words(inlines: tuple[Inline, ...], section: str, line: int = 0, word_list: str = "") -> Unit:
    everything = tuple(descend(inlines))
    links = tuple(
        LinkText(text_of(one.children), f"#{word_list}" if one.target.startswith("#") else one.target)
        for one in everything
        if isinstance(one, Link) and one.target is not None
    )
    languages = tuple(LanguageText(text_of(one.children), one.language) for one in everything if isinstance(one, Span))
    return Unit(
        Role.PARAGRAPH,
        text_of(inlines),
        section,
        section,
        links=links,
        languages=languages,
        line=line,
        struck=tuple(struck_in(inlines)),
        stressed=tuple(stressed_in(inlines)),
    )


def _entry(publication: Publication, word: str) -> GlossaryEntry | None:
    for entry in publication.glossary:
        if word.casefold() in [plain(form).casefold() for form in (entry.term, *entry.also)]:
            return entry
    return None


def _credits(publication: Publication) -> Iterator[Unit]:
    named = [line.picture for block in _blocks(publication) for line in block.lines]
    language = publication.document.metadata.language
    used = (publication.pictures[name] for name in named if name in publication.pictures)
    credits_ = dict.fromkeys(words.credit(picture, language) for picture in used)
    last = publication.imprint.id
    if credits_:
        own = words.easy_words(language)
        yield _added_heading(own.credits, last, own)
    for credit in credits_:
        unit = _words(credit, last)
        yield replace(unit, role=Role.ITEM, id=words.CREDITS_ID, level=1)
