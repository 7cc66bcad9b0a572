"""Words that readers may not know: abbreviations that nothing spells out, and sections hard to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.model.nodes import Block, Inline, Link, List, Paragraph, Section, Span, Style, Styled, Text, walk
from publish.model.publication import Publication
from publish.model.traverse import all_blocks, inlines_of
from publish.proof.ledger import text_of
from publish.source.placeholders import placeholders

HIGHEST_AGE = 14
"""The reading age from which lint speaks. Guidance for health information aims at 9 to 11, and calls 14 hard."""

_FEWEST_WORDS = 60  # fewer say too little of how hard a section is
_SCHOOL_STARTS = 5  # years: what is added to a school grade to make an age
_ABBREVIATION = re.compile(r"(?<![\w./-])(?:[A-Z]{2,6}|[A-Z]&[A-Z])s?(?![\w/-]|\.\w)")
_BRACKETED = re.compile(r"\[[A-Z][^\[\]a-z]*\]")  # a citation, or words still to be put there
_NUMERAL = r"[IVX]+[A-CES]?\d?"
_AND = r"(?:,? (?:and|or|to) |, |[–/-])"
_STAGES = re.compile(rf"\b(?i:stages?|grades?|class(?:es)?|types?|phases?|groups?) {_NUMERAL}(?:{_AND}{_NUMERAL})*")
_KNOWN = frozenset(
    [
        "UK",
        "NHS",
        "GP",
        "GPs",
        "US",
        "USA",
        "EU",
        "PDF",
        "TV",
        "OK",
        "ID",
        "BBC",
        "WhatsApp",
        "II",
        "III",
        "IV",
        "VI",
        "VII",
        "VIII",
        "IX",
        "XI",
    ]
)
_REFERENCES = re.compile(r"\b(?:sources|references|bibliography)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?:]+(?=\s|$)")
_WORD = re.compile(r"[A-Za-z]+(?:[’'][A-Za-z]+)?")
_VOWELS = re.compile(r"[aeiouy]+")


def _own_sections(publication: Publication) -> Iterator[Section]:
    for section in walk(publication.document.sections):
        if not _REFERENCES.search(text_of(section.heading)):
            yield section


def _abbreviations(subject: Subject) -> Places:
    """Abbreviations that neither the text nor the glossary spells out, each at its first place."""
    from publish.speech.british.tables import EVERYDAY  # here, not above: see `read_aloud`

    publication = subject.publication
    explained = {form.casefold() for entry in publication.glossary for form in (entry.term, *entry.also)}
    document = publication.document
    blocks = [*all_blocks(document.opening)]
    lines: list[tuple[int, str]] = []
    for block in blocks:
        lines += [(block.line, _upright(run)) for run in inlines_of(block)]
    for section in _own_sections(publication):
        lines.append((section.line, _upright(section.heading)))
        for block in all_blocks(section.blocks):
            lines += [(block.line, _upright(run)) for run in inlines_of(block)]
    everything = "\n".join((document.metadata.title, document.metadata.summary, *(text for _, text in lines)))
    unfinished = tuple(placeholder.words for placeholder in placeholders(publication))
    seen: set[str] = set()
    for line, text in lines:
        words = _STAGES.sub(" ", _BRACKETED.sub(" ", _without(unfinished, text)))
        for match in _ABBREVIATION.finditer(words):
            short = match[0].removesuffix("s")
            if short in seen or short in _KNOWN | EVERYDAY or short.casefold() in explained:
                continue
            seen.add(short)
            if not _spelled_out(short, everything):
                message = (
                    f"“{short}” is not explained anywhere. Readers who do not know it are lost, and a voice has to "
                    f"guess how to say it: write it out where it first appears, with ({short}) after it, or add it to "
                    "glossary.yaml."
                )
                yield line, message


def _without(unfinished: Iterable[str], text: str) -> str:
    """A text without its placeholders, such as TODO: they are to be replaced, not explained."""
    for words in unfinished:
        text = text.replace(words, " ")
    return text


def _spelled_out(short: str, text: str) -> bool:
    """Whether a text has the abbreviation in brackets after words, or words in brackets after it."""
    name = re.escape(short)
    return (
        re.search(rf"[A-Za-z]\s*\([^()]*\b{name}s?\b[^()]*\)", text) is not None
        or re.search(rf"\b{name}s?\s*\((?=[^()]*[a-z]{{3}})[^()]+\)", text) is not None
    )


def _upright(run: Iterable[Inline]) -> str:
    """The words of a run that do not stand in italics: those are names of genes, species and journals."""
    parts: list[str] = []
    for inline in run:
        match inline:
            case Text(value):
                parts.append(value)
            case Styled(Style.EMPHASIS, _):
                parts.append(" ")
            case Styled(_, children) | Link(children, _) | Span(children, _):
                parts.append(_upright(children))
            case _:
                parts.append(" ")
    return "".join(parts)


def reading_age(text: str) -> float:
    """The age at which a text of whole sentences is read with ease: the Flesch-Kincaid grade, and five years.

    Kincaid and others, Derivation of new readability formulas, 1975. Syllables are counted as groups of vowels.
    """
    words = _WORD.findall(text)
    sentences = max(1, len(_SENTENCE.findall(text)))
    syllables = sum(_syllables(word) for word in words)
    if not words:
        return 0.0
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59 + _SCHOOL_STARTS


def _syllables(word: str) -> int:
    small = word.casefold()
    count = len(_VOWELS.findall(small))
    if small.endswith("e") and not small.endswith(("le", "ee")) and count > 1:
        count -= 1
    if small.endswith("ed") and not small.endswith(("ted", "ded")) and count > 1:
        count -= 1
    return max(1, count)


def _reading_ages(subject: Subject) -> Places:
    """Sections whose own text is hard to read; only English is measured."""
    publication = subject.publication
    if not publication.document.metadata.language.casefold().startswith("en"):
        return
    for section in _own_sections(publication):
        text = " ".join(_sentences(section.blocks))
        if len(_WORD.findall(text)) < _FEWEST_WORDS:
            continue
        age = reading_age(text)
        if age > HIGHEST_AGE:
            message = (
                f"the section “{text_of(section.heading)}” has a reading age of {age:.0f}. Health information "
                "should be "
                "easy at 9 to 11: use shorter sentences and plainer words where you can."
            )
            yield section.line, message


def _sentences(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                text = text_of(block.children)
                yield text if text.endswith((".", "!", "?", ":")) else f"{text}."
            case List():
                for item in block.items:
                    yield from _sentences(item.blocks)
            case _:
                pass


RULES = (
    Rule("abbreviation", Severity.WARNING, _abbreviations),
    Rule("reading-age", Severity.WARNING, _reading_ages),
)
