"""The words of an easy-read edition before its contents: what it is, whom to phone, and who has checked it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from formats.easy_read.added_words import WORD_LIST_ID, easy_words
from publish.model.approval import Approval
from publish.model.edition_words import added_words
from publish.model.nodes import EasyRead, Inline, Link, Metadata, Style, Styled, Text
from publish.model.publication import Contact, Publisher


@dataclass(frozen=True, slots=True)
class CoverLines:
    """The lines in the order in which they are read: three groups on the cover, one before the contents."""

    what: tuple[tuple[Inline, ...], ...]
    helpline: tuple[Inline, ...]
    checks: tuple[tuple[Inline, ...], ...]
    hard_words: tuple[Inline, ...] | None


def cover_lines(
    metadata: Metadata,
    publisher: Publisher,
    blocks: Iterable[EasyRead],
    approval: Approval | None = None,
    *,
    hard_words: bool,
    short: bool = False,
) -> CoverLines:
    """What this is and who made it, the helpline, whether it was checked, and where hard words are explained."""
    words = easy_words(metadata.language)
    version = words.short if short else words.version
    return CoverLines(
        what=(words.marked(version.format(metadata.title)), words.marked(words.publisher.format(publisher.name))),
        helpline=_helpline(publisher.helpline),
        checks=(
            words.marked(checked(metadata, approval)),
            words.marked(agreed(blocks, metadata.language, approval)),
            *_version(metadata),
        ),
        hard_words=_hard_words(metadata.language) if hard_words else None,
    )


def _version(metadata: Metadata) -> Iterator[tuple[Inline, ...]]:
    words = added_words(metadata.language)
    if metadata.version:
        yield words.marked(words.version.format(metadata.version))


def checked(metadata: Metadata, approval: Approval | None = None) -> str:
    """Who has checked the edition (DIN SPEC 33429 asks for people with a learning disability), or that nobody has."""
    words = easy_words(metadata.language)
    people = (approval.readers if approval is not None else "") or metadata.easy_read_checked_by
    return words.checked.format(people) if people else words.unchecked


def agreed(blocks: Iterable[EasyRead], language: str, approval: Approval | None = None) -> str:
    """Who has agreed that the words say the same as the document, or that nobody has."""
    words = easy_words(language)
    roles = [block.agreed.by if block.agreed is not None else "" for block in blocks]
    if approval is not None:
        roles = [*(role for role in roles if role), approval.role]
    return words.agreed.format(", ".join(dict.fromkeys(roles))) if roles and all(roles) else words.disagreed


def _helpline(helpline: Contact) -> tuple[Inline, ...]:
    number = Text(helpline.value)
    return (Text(f"{helpline.label}: "), Link((number,), helpline.target) if helpline.target else number)


def _hard_words(language: str) -> tuple[Inline, ...]:
    words = easy_words(language)
    before, between, after = words.hard
    link = Link((Text(words.word_list),), f"#{WORD_LIST_ID}")
    bold = Styled(Style.STRONG, (Text(words.bold),))
    return words.with_language((Text(before), bold, Text(between), link, Text(after)))
