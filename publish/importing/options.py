"""What a person can choose for an import."""

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
    changes: Changes = Changes.ACCEPT


def checked_language(language: str) -> str:
    """A language tag, or "". Raises `UsageError` where it is none."""
    from langcodes import tag_is_valid

    if language and not tag_is_valid(language):
        raise UsageError(f"“{language}” is no language tag (BCP 47). Write en-GB for British English.")
    return language
