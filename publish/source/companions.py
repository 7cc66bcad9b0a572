"""The files beside the sources: publisher.yaml, glossary.yaml, lexicon.pls."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from lxml import etree
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, model_validator

from publish.errors import SourceError
from publish.model.publication import Contact, FormatSection, GlossaryEntry, Lexeme, Publisher, Registration
from publish.source.files import text_of_file
from publish.source.front_matter import Filled
from publish.source.lexicon_meaning import changed_meaning
from publish.source.link_target import link_target, other_than
from publish.source.yaml_source import YamlSource, parse, validated

PUBLISHER, GLOSSARY, LEXICON = "publisher.yaml", "glossary.yaml", "lexicon.pls"

_PLS = "{http://www.w3.org/2005/01/pronunciation-lexicon}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Registration(_Strict):
    label: Filled
    number: Filled


class _Contact(_Strict):
    label: Filled
    value: Filled
    target: Annotated[str, AfterValidator(link_target)] | None = None

    @model_validator(mode="after")
    def _one_address(self) -> _Contact:
        if self.target is not None and (other := other_than(self.value, self.target)):
            raise ValueError(f"it shows “{self.value}” and leads to “{other}”. Make the two the same")
        return self

    def made(self) -> Contact:
        return Contact(self.label, self.value, self.target)


class _Publisher(_Strict):
    name: Filled
    helpline: _Contact
    registrations: tuple[_Registration, ...] = ()
    contacts: tuple[_Contact, ...] = ()
    overdue: Literal["warn", "block"] = "warn"
    formats: dict[str, dict[str, Any]] = Field(default_factory=dict)
    # As publisher.yaml had them before formats had sections of their own.
    large_print_sizes: tuple[str, ...] = Field((), alias="large-print-sizes")
    voice: str = ""


class _GlossaryEntry(_Strict):
    term: Filled
    meaning: Filled
    also: tuple[Filled, ...] = ()


class _Glossary(RootModel[tuple[_GlossaryEntry, ...]]):
    pass


def publisher(folder: Path) -> Publisher:
    """The publisher. Raises `SourceError` where the file is missing or wrong: every edition names who publishes it."""
    path = folder / PUBLISHER
    source = parse(path, text_of_file(path))
    read = validated(source, _Publisher)
    return Publisher(
        name=read.name,
        registrations=tuple(Registration(one.label, one.number) for one in read.registrations),
        helpline=read.helpline.made(),
        contacts=tuple(one.made() for one in read.contacts),
        overdue=read.overdue,
        formats=_sections(source, read),
    )


def _sections(source: YamlSource, read: _Publisher) -> dict[str, FormatSection]:
    """What the file says to each format, with the lines of each key."""
    values = {name: dict(section) for name, section in read.formats.items()}
    if read.large_print_sizes:
        values.setdefault("large-print", {}).setdefault("sizes", list(read.large_print_sizes))
    if read.voice:
        values.setdefault("audio", {}).setdefault("voice", read.voice)
    return {
        name: FormatSection(
            section,
            source.path,
            {place[2:]: line for place, line in source.lines.items() if place[:2] == ("formats", name)},
        )
        for name, section in values.items()
    }


def glossary(folder: Path) -> tuple[GlossaryEntry, ...]:
    """All entries, none where there is no file. Raises `SourceError` also where a term is explained twice."""
    path = folder / GLOSSARY
    if not path.exists():
        return ()
    source = parse(path, text_of_file(path))
    entries = validated(source, _Glossary).root if source.data else ()
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        for form in (entry.term, *entry.also):
            if form.casefold() in seen:
                raise SourceError(path, source.line((number,)), f"“{form}” is explained twice. Keep one entry for it.")
            seen.add(form.casefold())
    return tuple(GlossaryEntry(entry.term, entry.meaning, entry.also) for entry in entries)


def lexicon(folder: Path) -> tuple[Lexeme, ...]:
    """All lexemes of a W3C Pronunciation Lexicon (PLS 1.0), none where there is no file. Raises `SourceError`."""
    path = folder / LEXICON
    if not path.exists():
        return ()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text_of_file(path).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(path, error.lineno or 0, f"this is not well-formed XML: {error.msg}.") from None
    if root.tag != f"{_PLS}lexicon" or root.get("alphabet") != "ipa" or not root.get(_XML_LANG):
        raise SourceError(path, _line(root), 'this is no PLS lexicon with alphabet="ipa" and xml:lang.')
    found: dict[str, tuple[Lexeme, int]] = {}
    for element in root.iter(f"{_PLS}lexeme"):
        line = _line(element)
        graphemes = [(one.text or "").strip() for one in element.findall(f"{_PLS}grapheme")]
        phonemes = [(one.text or "").strip() for one in element.findall(f"{_PLS}phoneme")]
        aliases = [(one.text or "").strip() for one in element.findall(f"{_PLS}alias")]
        if not graphemes or not all(graphemes) or len(phonemes + aliases) != 1 or not (phonemes + aliases)[0]:
            raise SourceError(path, line, "a lexeme needs a grapheme, and one phoneme or one alias.")
        for grapheme in graphemes:
            if grapheme in found:
                raise SourceError(path, line, f"“{grapheme}” stands here twice. Keep one lexeme for it.")
            found[grapheme] = (Lexeme(grapheme, "".join(phonemes), "".join(aliases)), line)
    lexemes = tuple(lexeme for lexeme, _ in found.values())
    for lexeme, line in found.values():
        if fault := changed_meaning(lexeme, lexemes):
            raise SourceError(
                path,
                line,
                f"“{lexeme.grapheme}” cannot be said as “{lexeme.alias}”: {fault}. An alias only says how the term "
                "sounds: write it in syllables or letters, or as a phoneme in IPA.",
            )
    return lexemes


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0
