"""An approval: that a role stands for a document as it is, or for one of its editions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Approval:
    """What a role has approved, and when: a document by its hash, and an edition, where one is named, by another.

    `sections` are short hashes of each part of the document then, so that a later look can say what has changed.
    `parts` are those of the publication that the edition shows. `readers` names the people with a learning disability
    who checked an easy-read edition, "" where none did. `despite_withdrawn` names the withdrawn versions of
    the same words of which the role knew. `line` is where it stands in its file.
    """

    role: str
    date: date
    body_sha256: str
    sections: Mapping[str, str]
    edition: str = ""  # the name of a format, "" for the document as a whole
    parts: tuple[str, ...] = ()
    edition_sha256: str = ""
    readers: str = ""
    despite_withdrawn: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)
