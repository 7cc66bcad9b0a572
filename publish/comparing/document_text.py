"""All that a document says, as data that is kept with each of its releases: the earlier side of every comparison."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from publish.comparing.beside_text import beside_text
from publish.comparing.text_unit import TextUnit
from publish.errors import OutputsError
from publish.model.nodes import EasyRead
from publish.model.publication import Publication
from publish.model.traverse import blocks_of, heading_paths
from publish.outputs.record_names import Identifier
from publish.proof.ledger import OPENING, ledger, text_of
from publish.proof.reading import Unit
from publish.source.imprint import front, imprint

Schema = Literal["accessible-publish/text/1"]
SCHEMA: Schema = "accessible-publish/text/1"
NAME = "text.json"

EASY_READ = "easy-read line"
"""What an easy-read line is called among the roles of the ledger, which holds none."""

LARGEST = 50_000_000
"""Bytes: a book of 1,000 pages has a tenth of it."""


class DocumentText(BaseModel):
    """All that one version of a document says, in reading order, its easy-read words last.

    `beside` is what it shows beside its words; None in a release of an earlier time, which kept no record of that.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    schema_: Schema = Field(default=SCHEMA, serialization_alias="schema", validation_alias="schema")
    id: Identifier
    version: str
    title: str
    language: str
    units: tuple[TextUnit, ...]
    beside: tuple[TextUnit, ...] | None = None

    @property
    def words_alone(self) -> DocumentText:
        """The same without all that a release of an earlier time kept no record of."""
        plain = tuple(unit.model_copy(update={"shown": ()}) for unit in self.units)
        return self.model_copy(update={"units": plain, "beside": None})

    def data(self) -> str:
        """The text as JSON."""
        return self.model_dump_json(by_alias=True, indent=1, exclude_defaults=False) + "\n"


def document_text(publication: Publication) -> DocumentText:
    """All that a publication says. The number of the version, which differs in every release, is left out of it."""
    about = replace(publication.document.metadata, version="")
    plain = replace(
        publication,
        document=replace(publication.document, metadata=about),
        front=front(about, publication.publisher),
        imprint=imprint(about, publication.publisher),
    )
    places = heading_paths(plain.sections) | {OPENING: about.title}
    units = (_recorded(unit, places) for unit in ledger(plain))
    return DocumentText(
        id=about.id,
        version=publication.document.metadata.version,
        title=about.title,
        language=about.language,
        units=(*units, *_easy_read(publication, places)),
        beside=beside_text(publication, places),
    )


def read_text(path: Path) -> DocumentText:
    """The text of a released version. Raises `OutputsError`."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
            raise OutputsError(f"{path}: the text of this release is not there. It cannot be compared.")
        return DocumentText.model_validate_json(path.read_bytes())
    except OSError as error:
        raise OutputsError(f"{path}: it cannot be read: {error.strerror}.") from None
    except ValidationError:
        raise OutputsError(f"{path}: this is no text of a release. Prove the release with publish verify.") from None


def _recorded(unit: Unit, places: dict[str, str]) -> TextUnit:
    return TextUnit(
        role=unit.role.value,
        text=unit.text,
        section=unit.section,
        place=places.get(unit.section, unit.section),
        level=unit.level,
        ordinal=unit.ordinal,
        headers=unit.headers,
        links=tuple((link.text, link.target) for link in unit.links),
        languages=tuple((words.text, words.language) for words in unit.languages),
        shown=(
            *(f"“{words.text}” struck out, from character {words.start + 1}" for words in unit.struck),
            *unit.beside,
        ),
        cell=unit.cell.in_words if unit.cell is not None else "",
    )


def _easy_read(publication: Publication, places: dict[str, str]) -> Iterator[TextUnit]:
    """Easy-read words stand with the first section that they speak of."""
    for block in blocks_of(publication.document):
        if isinstance(block, EasyRead):
            section = block.covers[0] if block.covers else OPENING
            place = f"{places.get(section, section)} > easy read: {block.title}"
            for line in block.lines:
                shown: tuple[str, ...] = (f"beside the picture “{line.picture}”",) if line.picture else ()
                shown += ("in the short edition, too",) if line.short else ()
                yield TextUnit(role=EASY_READ, text=text_of(line.children), section=section, place=place, shown=shown)
