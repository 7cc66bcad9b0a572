"""What a person chooses when they import a document.

Apart from the contract of importers, whose nodes take a tenth of a second to define: the command line names these
choices before it knows which command is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from publish.errors import UsageError


class Changes(StrEnum):
    """What becomes of tracked changes in a Word file."""

    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of the command line; "" means that the import decides."""

    language: str = ""  # BCP 47, where the input does not name its own
    content: str = ""  # CSS selector of the main content of a page
    address: str = ""  # of the page, against which relative links are resolved
    changes: Changes | None = None  # accepted, and each marked, where a person has not chosen


def checked_language(language: str) -> str:
    """A language tag, or "". Raises `UsageError` where it is none."""
    if not language:
        return ""
    from langcodes import tag_is_valid  # its tables take a tenth of a second

    if not tag_is_valid(language):
        raise UsageError(f"“{language}” is not a language tag (BCP 47). For British English, write en-GB.")
    return language
