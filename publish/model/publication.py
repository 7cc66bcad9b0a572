"""A Publication: one document with all that goes with it, ready for any format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from publish.model.approval import Approval
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
class Look:
    """How all editions of a house look: its colour, so dark that white text on it can be read, and its logo.

    `typeface` is for editions that show the faces of their reader's machine, "" where the house names none.
    """

    colour: str = "#7a0019"
    logo: Asset | None = None
    logo_alt: str = ""
    typeface: str = ""


@dataclass(frozen=True, slots=True)
class OrderingTerms:
    """What the publisher says of orders: the weight of its paper, how thick a volume and how large an order may be."""

    paper_grams: int = 100  # per square metre
    most_sheets: int = 60  # in one volume
    most_copies: int = 100  # of one edition in one order


@dataclass(frozen=True, slots=True)
class FormatSection:
    """What publisher.yaml says to one format; the format itself validates it.

    `lines` has the line of each key and item of `values` by its path, () for the section itself.
    """

    values: Mapping[str, Any]
    path: Path
    lines: Mapping[tuple[str | int, ...], int]


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes, from publisher.yaml."""

    name: str
    registrations: tuple[Registration, ...]
    helpline: Contact
    contacts: tuple[Contact, ...]  # all others, in the order to show them: WhatsApp, survey, print orders
    overdue: str = "warn"  # or "block"
    approvers: tuple[str, ...] = ()  # the roles that may approve; any, where there are none
    release_keys: tuple[str, ...] = ()  # the public keys that may sign releases, each in base64
    ordering: OrderingTerms = OrderingTerms()
    look: Look = Look()
    formats: Mapping[str, FormatSection] = field(default_factory=dict)  # by the name of a format


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
    """A picture for a concept, with the licence and credit that must go with it into every edition.

    `also` are other words of lines that it may stand beside, as "teeth" for a tooth: by them it is proposed.
    """

    concept: str
    alt: str
    image: Asset
    credit: str
    licence: str
    also: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a person has heard and found right, where listening by machine could not decide.

    It holds for one sentence in one sound: `text_sha256` and `sound_sha256` are theirs. `expected` are the words that
    were in doubt, `line` is where it stands in its file.
    """

    section: str
    text: str
    expected: str
    role: str
    date: date
    text_sha256: str
    sound_sha256: str
    line: int = 0


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
    settlements: tuple[Settlement, ...] = ()
    approvals: tuple[Approval, ...] = ()  # those that hold for the document as it is now
    links_needed: tuple[LinkNeeded, ...] = ()
    unsettled: int = 0

    @property
    def sections(self) -> tuple[Section, ...]:
        """The document's sections and, last, the imprint."""
        return (*self.document.sections, self.imprint)
