"""Dates as people write them: records hold 2026-05-01, and a sentence says “on 1 May 2026”."""

from __future__ import annotations

from publish.model.edition_words import added_words
from publish.source.front_matter import partial_date


def day_in_words(value: object) -> str:
    """A date as people write it: "1 May 2026", "May 2026" of a month; what is no date as it is."""
    try:
        return added_words("en").date(partial_date(value))
    except ValueError:
        return str(value)


def when(value: object) -> str:
    """A date as it stands in a sentence: "on 1 May 2026", and "in May 2026" of a month."""
    return f"{'on' if str(value).count('-') > 1 else 'in'} {day_in_words(value)}"
