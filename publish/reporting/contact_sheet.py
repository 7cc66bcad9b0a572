"""A page with each easy-read line beside its picture and others that might do, so that people judge by looking."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from publish.errors import SourceError
from publish.model.nodes import EasyRead, EasyReadLine
from publish.model.publication import Picture, Publication
from publish.model.traverse import blocks_of
from publish.proof.ledger import text_of
from publish.reporting.pictures_view import small_address
from publish.reporting.rendering import page
from publish.source.concept_pictures import OWN, PICTURES, concepts, pictures
from publish.source.files import image

_ALTERNATIVES = 6  # pictures beside a line: more are looked up in the list of all
_STEM = 5  # letters: "infection" and "infections", "treat" and "treatment" are one word
_COMMON = 8  # pictures: a word that more have, as "person", says nothing of what a line needs
_NAME = 3  # times: a word of a picture's name says more of it than one of its description
_LITTLE = frozenset(
    "and are before beside between can comes does down for from has her his into its not one out over says "  # noqa: SIM905
    "same she shows that the their them then there they this through two under use which who with you your".split()
)
"""Words of descriptions that say nothing of what is seen."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_SUFFIXES = {".svg", ".png", ".jpg", ".jpeg"}


@dataclass(frozen=True, slots=True)
class PictureChoice:
    """A picture as the page shows it: its concept ("" where the table has none), its words, an address, its credit.

    `file` names a picture of one's own that pictures.yaml does not have yet, `also` has other words for it.
    """

    concept: str
    alt: str
    address: str
    credit: str
    file: str = ""
    also: str = ""

    @property
    def name(self) -> str:
        """The words that it goes by."""
        return f"{self.concept} {self.also} {Path(self.file).stem}"


@dataclass(frozen=True, slots=True)
class LineOfSheet:
    """A line with its picture, None where there is none, how often its booklet has that picture, and alternatives."""

    number: int
    words: str
    concept: str
    picture: PictureChoice | None
    uses: int
    alternatives: tuple[PictureChoice, ...]


@dataclass(frozen=True, slots=True)
class PartOfSheet:
    """A topic of the booklet with its lines."""

    title: str
    lines: tuple[LineOfSheet, ...]


def contact_sheet(publication: Publication) -> str:
    """The page for a document, as HTML that needs nothing else.

    Raises `SourceError` where pictures.yaml, or a picture that it names, cannot be read.
    """
    folder = publication.source.parent
    table = pictures(folder, concepts(folder))
    all_pictures = [_of_table(picture) for picture in table.values()]
    others, unusable = _not_in_table(folder, table)
    choices = [*all_pictures, *others]
    uses = Counter(line.picture for block in _blocks(publication) for line in block.lines)
    words = {choice: (_words(choice.name), _words(choice.alt)) for choice in choices}
    rarity = Counter(word for name, description in words.values() for word in name | description)
    by_concept = {choice.concept: choice for choice in all_pictures}
    parts = [
        PartOfSheet(
            block.title,
            tuple(
                LineOfSheet(
                    line.line,
                    text_of(line.children),
                    line.picture,
                    by_concept.get(line.picture),
                    uses[line.picture],
                    tuple(_alternatives(line, words, rarity)),
                )
                for line in block.lines
            ),
        )
        for block in _blocks(publication)
    ]
    metadata = publication.document.metadata
    return page(
        "contact-sheet.html.j2",
        "",
        title=metadata.easy_read_title or metadata.title,
        language=metadata.language,
        source=publication.source.name,
        parts=parts,
        choices=choices,
        unusable=unusable,
        lines=sum(len(part.lines) for part in parts),
    )


def _blocks(publication: Publication) -> Iterator[EasyRead]:
    return (block for block in blocks_of(publication.document) if isinstance(block, EasyRead) and block.lines)


def _of_table(picture: Picture) -> PictureChoice:
    credit = f"{picture.credit}, {picture.licence}"
    return PictureChoice(picture.concept, picture.alt, small_address(picture.image), credit, also=picture.also)


def _not_in_table(folder: Path, table: Mapping[str, Picture]) -> tuple[list[PictureChoice], list[str]]:
    """Pictures in the folder of one's own that the table does not name, and why others of them cannot be used."""
    named = {picture.image.name for picture in table.values()}
    found: list[PictureChoice] = []
    unusable: list[str] = []
    for path in sorted((folder / OWN).rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix.casefold() not in _SUFFIXES or name in named:
            continue
        try:
            found.append(PictureChoice("", "", small_address(image(folder / PICTURES, 0, name)), "", name))
        except SourceError as error:
            unusable.append(str(error))
    return found, unusable


def _words(text: str) -> frozenset[str]:
    """The first letters of its words, without an s at the end: so that "eye" and "eyes" are one word."""
    found = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word.removesuffix("s")[:_STEM] for word in found if word not in _LITTLE)


def _alternatives(
    line: EasyReadLine,
    words: Mapping[PictureChoice, tuple[frozenset[str], frozenset[str]]],
    rarity: Mapping[str, int],
) -> Iterable[PictureChoice]:
    """The pictures whose words share most with a line, one's own first. Rare words and those of names count more."""
    own = frozenset(word for word in _words(text_of(line.children)) if rarity[word] <= _COMMON)
    likeness = {
        choice: _NAME * sum(1 / rarity[word] for word in own & name)
        + sum(1 / rarity[word] for word in own & description - name)
        for choice, (name, description) in words.items()
        if choice.concept != line.picture or not choice.concept
    }
    ranked = sorted(likeness, key=lambda choice: (-likeness[choice], choice.concept != ""))
    return [choice for choice in ranked if likeness[choice]][:_ALTERNATIVES]
