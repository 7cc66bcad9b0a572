"""What the audio edition says of itself: how long it lasts, how to move about, where videos are, the helpline twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from urllib.parse import urlsplit

from publish.contracts.voice import Spoken
from publish.model.edition_words import added_words
from publish.model.nodes import Metadata
from publish.model.publication import Contact
from publish.speech.pace import length
from publish.speech.wording import words_of

COUNTED = 4
"""Items from which on a list is announced with their number: three are easily kept in mind without it."""

LETTER_S = 0.071
"""Seconds that a letter or digit takes, pauses apart: the median of 38 sections of the factsheet, read by heart."""

_ROUNDED_MIN = 10  # minutes from which on a length is told in steps of five
_STEP_MIN = 5


class Timed(Protocol):
    """What is said and the silence after it."""

    @property
    def spoken(self) -> Spoken:
        """The words."""

    @property
    def pause_s(self) -> float:
        """The silence."""


def about_minutes(sentences: Sequence[Timed], pace: float) -> int:
    """How long sentences last, in minutes as a person would tell it: never none, and above ten in steps of five.

    `pace` is how many times as fast as by itself a voice speaks.
    """
    letters = sum(length(words_of(sentence.spoken)) for sentence in sentences)
    minutes = (letters * LETTER_S / pace + sum(sentence.pause_s for sentence in sentences)) / 60
    if minutes < _ROUNDED_MIN:
        return max(1, round(minutes))
    return _STEP_MIN * round(minutes / _STEP_MIN)


def helpline_twice(contact: Contact) -> str:
    """The helpline, and its number once more for whoever writes it down."""
    return f"{contact.label}: {contact.value}. Once more: {contact.value}."


def review_due(metadata: Metadata) -> str:
    """When the next review is due, "" where the source does not say: a listener then knows whether it is overdue."""
    if metadata.next_review_due is None:
        return ""
    words = added_words(metadata.language)
    return f"{words.next_review.format(words.date(metadata.next_review_due))}."


def how_to_listen(minutes: int, references_minutes: int) -> str:
    """How long the edition lasts, how to move about in it, and what is left to its end (no references: 0 minutes)."""
    length = f"This recording lasts about {_minutes(minutes)}."
    moving = "Every heading begins a new chapter. You can move from one heading to the next."
    if not references_minutes:
        return f"{length} {moving}"
    last = f"The references come after the end of the information, and last about {_minutes(references_minutes)}."
    return f"{length} {moving} {last}"


def _minutes(number: int) -> str:
    return f"{number} {'minute' if number == 1 else 'minutes'}"


def the_end(contact: Contact, *, references_follow: bool) -> str:
    """What is said after the last of the information."""
    following = " The references follow." if references_follow else ""
    return f"This is the end of the information. {helpline_twice(contact)}{following}"


_IN_FULL = {"youtu.be": "youtube.com"}
"""Sites by the name under which a person finds them, where a link has a short one."""

HAS_LINK = "the text of this information has a link to it."


def where_to_watch(address: str) -> str:
    """How to find a video: its site, which can be written down, and that the link need not be."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    site = _IN_FULL.get(host, host)
    return f"You can watch it at {site}; {HAS_LINK}" if site else f"To watch it: {HAS_LINK}"


THE_VERY_END = "This is the end of the references."
