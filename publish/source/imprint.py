"""What every edition says about the publication itself: the lines under the title, and the section at the end."""

from __future__ import annotations

from publish.model.edition_words import AddedWords, added_words
from publish.model.nodes import Block, Inline, Link, List, ListItem, Metadata, Paragraph, Section, Text
from publish.model.publication import Contact, Publisher
from publish.proof.ledger import OPENING
from publish.source.identity import identified_section

IMPRINT = "about-this-publication"
"""The id of the section at the end; no source may use it."""


Line = tuple[Inline, ...]


def _dates(metadata: Metadata, words: AddedWords) -> list[Line]:
    dates = (
        (words.last_reviewed, metadata.last_reviewed),
        (words.updated, metadata.updated),
        (words.next_review, metadata.next_review_due),
    )
    return [words.marked(line.format(words.date(date))) for line, date in dates if date is not None]


def _contact(contact: Contact) -> tuple[Inline, ...]:
    value: Inline = Text(contact.value)
    return (Text(f"{contact.label}: "), value if contact.target is None else Link((value,), contact.target))


def _list(lines: list[tuple[Inline, ...]]) -> List:
    return List(tuple(ListItem((Paragraph(line),)) for line in lines))


def front(metadata: Metadata, publisher: Publisher) -> tuple[Block, ...]:
    """The lines under the title: the summary, then who publishes it, its version, and when it was last reviewed."""
    words = added_words(metadata.language)
    facts = [words.version.format(metadata.version)] if metadata.version else []
    if metadata.last_reviewed is not None:
        facts.append(words.last_reviewed.format(words.date(metadata.last_reviewed)))
    byline: Line = (Text(f"{publisher.name}."),)
    if facts:
        byline = (Text(f"{publisher.name}. "), *words.marked(" ".join(f"{fact}." for fact in facts)))
    # No section may have the id "opening", so none has one of these.
    return (
        Paragraph((Text(metadata.summary),), id=f"{OPENING}/summary"),
        Paragraph(byline, id=f"{OPENING}/byline"),
    )


def imprint(metadata: Metadata, publisher: Publisher) -> Section:
    """The section at the end: registrations, contacts with the helpline first, version and review dates."""
    words = added_words(metadata.language)
    registrations: list[Line] = [
        (Text(f"{registration.label} {registration.number}"),) for registration in publisher.registrations
    ]
    contacts = [_contact(contact) for contact in (publisher.helpline, *publisher.contacts)]
    blocks: list[Block] = [Paragraph(words.marked(words.published.format(publisher.name)))]
    if registrations:
        blocks.append(_list(registrations))
    blocks += [Paragraph(words.marked(words.contacts)), _list(contacts)]
    if metadata.version:
        blocks.append(Paragraph(words.marked(words.version.format(metadata.version))))
    if dates := _dates(metadata, words):
        blocks += [Paragraph(words.marked(words.dates)), _list(dates)]
    return identified_section(Section(IMPRINT, 1, words.marked(words.about), tuple(blocks)))
