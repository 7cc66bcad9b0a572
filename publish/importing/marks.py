"""How an imported document marks, in the project's own model, what a person still has to settle."""

from __future__ import annotations

from collections.abc import Iterable

from publish.model.nodes import Asset, Inline, Span

CHECK = "x-check"
"""The id of a block, or the language of a span (a private-use tag, BCP 47), that becomes `.check` in the source."""

SUMMARY, LANGUAGE = "front matter: summary", "front matter: lang"
"""Stand among the ids of uncertain sections for a summary or language that was guessed; no section can bear them."""

SUMMARY_NEEDED = "Summary needed."
"""The summary of a document whose input has none; lint asks for it."""

PICTURE_NEEDED = "application/x-picture-needed"
"""The media type of an image that is not to hand, or has no text alternative: `.picture-needed` in the source."""


def doubtful(inlines: Iterable[Inline]) -> Span:
    """Words to be looked at."""
    return Span(tuple(inlines), CHECK)


def picture_needed(name: str) -> Asset:
    """An image that a person still has to bring or to describe; `name` says where it was."""
    return Asset(name or "picture.png", PICTURE_NEEDED, b"")
