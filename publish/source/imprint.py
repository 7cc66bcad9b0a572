"""What every edition says about the publication itself: the lines under the title, and the section at the end."""

from __future__ import annotations

from publish.model.nodes import Block, Inline, Link, List, ListItem, Metadata, Paragraph, PartialDate, Section, Text
from publish.model.publication import Contact, Publisher
from publish.source.identity import identified_section

IMPRINT = "about-this-publication"
"""The id of the section at the end; no source may use it."""

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def in_words(date: PartialDate) -> str:
    """A date as British readers write it: "30 June 2023", or "March 2026" where no day is known."""
    month = f"{_MONTHS[date.month - 1]} {date.year}"
    return month if date.day is None else f"{date.day} {month}"


def _dates(metadata: Metadata) -> list[str]:
    dates = (
        ("Last reviewed", metadata.last_reviewed),
        ("Updated", metadata.updated),
        ("Next review due", metadata.next_review_due),
    )
    version = [f"Version: {metadata.version}"] if metadata.version else []
    return [*version, *(f"{label}: {in_words(date)}" for label, date in dates if date is not None)]


def _contact(contact: Contact) -> tuple[Inline, ...]:
    value: Inline = Text(contact.value)
    return (Text(f"{contact.label}: "), value if contact.target is None else Link((value,), contact.target))


def _list(lines: list[tuple[Inline, ...]]) -> List:
    return List(tuple(ListItem((Paragraph(line),)) for line in lines))


def front(metadata: Metadata, publisher: Publisher) -> tuple[Block, ...]:
    """The lines under the title: the summary, then who publishes it, its version, and when it was last reviewed."""
    byline = f"{publisher.name}."
    if metadata.version:
        byline += f" Version {metadata.version}."
    if metadata.last_reviewed is not None:
        byline += f" Last reviewed: {in_words(metadata.last_reviewed)}."
    return (Paragraph((Text(metadata.summary),), id="summary"), Paragraph((Text(byline),), id="byline"))


def imprint(metadata: Metadata, publisher: Publisher) -> Section:
    """The section at the end: contacts with the helpline first, review dates, registrations."""
    registrations = [(Text(f"{one.label} {one.number}"),) for one in publisher.registrations]
    contacts = [_contact(contact) for contact in (publisher.helpline, *publisher.contacts)]
    blocks: list[Block] = [Paragraph((Text(f"Published by {publisher.name}."),)), _list(list(registrations))]
    blocks += [Paragraph((Text("How to reach us:"),)), _list(contacts)]
    if dates := _dates(metadata):
        label = "Version and review dates:" if metadata.version else "Review dates:"
        blocks += [Paragraph((Text(label),)), _list([(Text(date),) for date in dates])]
    return identified_section(Section(IMPRINT, 1, (Text("About this publication"),), tuple(blocks)))
