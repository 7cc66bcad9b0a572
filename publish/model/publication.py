"""A Publication: one document with all that goes with it, ready for any format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publish.model.nodes import Asset, Block, Document, Section


@dataclass(frozen=True, slots=True)
class Registration:
    """A number under which the publisher is registered, with what it is."""

    label: str
    number: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach the publisher: "Helpline", "08088 010 444", "tel:08088010444" (None: no address is known)."""

    label: str
    value: str
    target: str | None


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes, from publisher.yaml."""

    name: str
    registrations: tuple[Registration, ...]
    helpline: Contact
    contacts: tuple[Contact, ...]  # all others, in the order to show them: WhatsApp, survey, print orders
    large_print_sizes: tuple[int, ...] = (18,)  # points
    voice: str = "heart"
    overdue: str = "warn"  # or "block"


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term, the other forms in which texts have it, and its plain-language meaning."""

    term: str
    meaning: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexeme:
    """How a written form is said (W3C PLS `lexeme`): IPA, or an alias in other words; exactly one is not ""."""

    grapheme: str
    phoneme: str = ""
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for a concept, with the licence and credit that must go with it into every edition."""

    concept: str
    alt: str
    image: Asset
    credit: str
    licence: str


@dataclass(frozen=True, slots=True)
class LinkNeeded:
    """The words of a link that has no address yet. `left_out`: it stands on a line of its own, which no edition has."""

    words: str
    left_out: bool
    line: int = 0


@dataclass(frozen=True, slots=True)
class Publication:
    """What a format gets: the document, and of the shared files only what this document uses.

    `glossary` and `lexicon` hold the entries whose terms occur in the document, `pictures` the concepts that its
    easy-read lines name. `front` stands under the title in every edition: summary, publisher, date of the last review.
    `imprint` is the section about the publication itself that every edition ends with:
    publisher, contacts, review dates. `unsettled` counts the source's marks that a person has still to look at
    (`.check`, `.picture-needed`).
    """

    document: Document
    publisher: Publisher
    front: tuple[Block, ...]
    imprint: Section
    glossary: tuple[GlossaryEntry, ...]
    lexicon: tuple[Lexeme, ...]
    pictures: dict[str, Picture]
    source: Path
    source_sha256: str
    vocabulary: frozenset[str]  # case-folded words of the source file
    links_needed: tuple[LinkNeeded, ...] = ()
    unsettled: int = 0

    @property
    def sections(self) -> tuple[Section, ...]:
        """The document's sections and, last, the imprint."""
        return (*self.document.sections, self.imprint)
