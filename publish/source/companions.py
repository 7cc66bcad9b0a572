"""The files beside the sources: publisher.yaml, glossary.yaml, lexicon.pls."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from lxml import etree
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, model_validator

from publish.errors import SourceError
from publish.model.colours import ENOUGH, WHITE, colour, contrast
from publish.model.publication import (
    Contact,
    FormatSection,
    GlossaryEntry,
    Lexeme,
    Look,
    OrderingTerms,
    Publisher,
    Registration,
)
from publish.plain_files import is_there
from publish.source.drawings import has_letters
from publish.source.files import image, text_of_file
from publish.source.front_matter import Filled, Number
from publish.source.lexicon_meaning import changed_meaning
from publish.source.link_target import link_target, other_than
from publish.source.roles import role_named
from publish.source.yaml_source import YamlSource, parse, validated

PUBLISHER, GLOSSARY, LEXICON = "publisher.yaml", "glossary.yaml", "lexicon.pls"

# Plain sans serif faces, which clear print asks for (RNIB), that reading machines have or can have.
TYPEFACES = frozenset(
    ("Arial", "Helvetica", "Verdana", "Tahoma", "Calibri", "Aptos", "Segoe UI", "Open Sans", "Noto Sans", "Inter")
) | {"Atkinson Hyperlegible"}

_KEY_BYTES = 32  # of an Ed25519 public key (RFC 8032)
_PLS = "{http://www.w3.org/2005/01/pronunciation-lexicon}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


def _public_key(value: str) -> str:
    try:
        key = base64.b64decode(value, validate=True)
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise ValueError("this is no public key as publish key prints it: 44 characters that end in =")
    return value


class _Registration(_Strict):
    label: Filled
    number: Number


class _Contact(_Strict):
    label: Filled
    value: Number
    target: Annotated[str, AfterValidator(link_target)] | None = None

    @model_validator(mode="after")
    def _one_address(self) -> _Contact:
        if self.target is not None and (other := other_than(self.value, self.target)):
            raise ValueError(f"it shows “{self.value}” and leads to “{other}”. Make the two the same")
        return self

    def as_contact(self) -> Contact:
        return Contact(self.label, self.value, self.target)


class _Ordering(_Strict):
    paper_grams: Annotated[int, Field(ge=40, le=400)] = Field(OrderingTerms().paper_grams, alias="paper-grams")
    most_sheets: Annotated[int, Field(ge=1, le=1000)] = Field(OrderingTerms().most_sheets, alias="most-sheets")
    most_copies: Annotated[int, Field(ge=1, le=100_000)] = Field(OrderingTerms().most_copies, alias="most-copies")


def _readable(value: str) -> str:
    found = contrast(colour(value), WHITE)
    if found < ENOUGH:
        raise ValueError(
            f"{value} and white have a contrast of {found:.1f} to 1, and text needs {ENOUGH:g} to 1. "
            "Take a darker colour"
        )
    return value.lower()


def _clear(value: str) -> str:
    if value not in TYPEFACES:
        raise ValueError(
            f"“{value}” is none of the plain sans serif faces that clear print asks for. Take one of: "
            + ", ".join(sorted(TYPEFACES))
        )
    return value


class _Look(_Strict):
    colour: Annotated[str, AfterValidator(_readable)] = Look().colour
    typeface: Annotated[str, AfterValidator(_clear)] | None = None
    logo: str = ""
    logo_alt: str = Field("", alias="logo-alt")

    @model_validator(mode="after")
    def _described(self) -> _Look:
        if bool(self.logo) != bool(self.logo_alt):
            raise ValueError("logo and logo-alt, which says what it shows, go together")
        return self


class _Publisher(_Strict):
    name: Filled
    helpline: _Contact = Field(examples=['helpline: {label: Helpline, value: "01632 960 000"}'])
    registrations: tuple[_Registration, ...] = ()
    contacts: tuple[_Contact, ...] = ()
    overdue: Literal["warn", "block"] = "warn"
    approvers: tuple[Annotated[str, AfterValidator(role_named)], ...] = ()
    release_keys: tuple[Annotated[str, AfterValidator(_public_key)], ...] = Field((), alias="release-keys")
    ordering: _Ordering = Field(default_factory=lambda: _Ordering.model_validate({}))
    look: _Look = Field(default_factory=lambda: _Look.model_validate({}))
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
    if not is_there(path):
        raise SourceError(
            path,
            0,
            "there is no such file, and every edition says who publishes it. Write one as docs/source.md shows, or let "
            "publish new start a source here: it puts one beside it.",
        )
    source = parse(path, text_of_file(path))
    read = validated(source, _Publisher)
    return Publisher(
        name=read.name,
        registrations=tuple(
            Registration(registration.label, registration.number) for registration in read.registrations
        ),
        helpline=read.helpline.as_contact(),
        contacts=tuple(contact.as_contact() for contact in read.contacts),
        overdue=read.overdue,
        approvers=read.approvers,
        release_keys=read.release_keys,
        ordering=OrderingTerms(**read.ordering.model_dump()),
        look=_look(source, read.look),
        formats=_sections(source, read),
    )


def _look(source: YamlSource, read: _Look) -> Look:
    """How editions look. Raises `SourceError` where the logo cannot be used."""
    if not read.logo:
        return Look(read.colour, typeface=read.typeface or "")
    line = source.line(("look", "logo"))
    logo = image(source.path, line, read.logo)
    if logo.media_type != "image/svg+xml":
        raise SourceError(
            source.path, line, f"the logo {read.logo} is no SVG, and would be coarse in print. Save it as SVG."
        )
    if has_letters(logo.data):
        raise SourceError(
            source.path,
            line,
            f"the logo {read.logo} has letters as live text (<text>), which each edition would set in other type. "
            "Change the text to outlines in the drawing program (Inkscape: Path > Object to Path), and save it again.",
        )
    return Look(read.colour, logo, read.logo_alt, read.typeface or "")


def house_formats(folder: Path) -> frozenset[str]:
    """The formats that the publisher has something to say to, be it nothing but their name.

    None where the file cannot be read, which is reported where the source is.
    """
    path = folder / PUBLISHER
    try:
        return _house_formats(path, text_of_file(path)) if is_there(path) else frozenset()
    except SourceError:
        return frozenset()


@lru_cache(maxsize=8)  # hundreds of sources share one publisher
def _house_formats(path: Path, text: str) -> frozenset[str]:
    return frozenset(validated(parse(path, text), _Publisher).formats)


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
    return _glossary(path, text_of_file(path)) if is_there(path) else ()


@lru_cache(maxsize=8)  # hundreds of sources share one glossary
def _glossary(path: Path, text: str) -> tuple[GlossaryEntry, ...]:
    source = parse(path, text)
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
    return _lexicon(path, text_of_file(path)) if is_there(path) else ()


@lru_cache(maxsize=8)
def _lexicon(path: Path, text: str) -> tuple[Lexeme, ...]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(path, error.lineno or 0, f"this is not well-formed XML: {error.msg}.") from None
    if root.getroottree().docinfo.doctype:  # what its entities stand for would drop out of the words
        raise SourceError(path, 0, "a lexicon has no document type. Delete the line that begins with <!DOCTYPE.")
    if root.tag != f"{_PLS}lexicon" or root.get("alphabet") != "ipa" or not root.get(_XML_LANG):
        raise SourceError(path, _line(root), 'this is no PLS lexicon with alphabet="ipa" and xml:lang.')
    found: dict[str, tuple[Lexeme, int]] = {}
    for element in root.iter(f"{_PLS}lexeme"):
        line = _line(element)
        graphemes = [_one_line(child) for child in element.findall(f"{_PLS}grapheme")]
        phonemes = [_one_line(child) for child in element.findall(f"{_PLS}phoneme")]
        aliases = [_one_line(child) for child in element.findall(f"{_PLS}alias")]
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
                f"“{lexeme.grapheme}” cannot be said as “{lexeme.alias or lexeme.phoneme}”: {fault}. An entry says "
                "only how the term sounds: write an alias in syllables or letters, or a phoneme in IPA.",
            )
    return lexemes


def _one_line(element: etree._Element) -> str:
    """What an element says; a term that goes over two lines in the file is one with a space in a text."""
    return " ".join((element.text or "").split())


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0
