"""What changed in a document since one of its releases."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publish.comparing.changes import Change, changes
from publish.comparing.document_text import NAME, DocumentText, document_text, read_text
from publish.errors import UsageError
from publish.model.publication import Publication
from publish.outputs.released import folder_of, order, releases


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a document, and every difference between them, the weighty ones first."""

    before: DocumentText
    after: DocumentText
    changes: tuple[Change, ...]


def compared(outputs: Path, identifier: str, publication: Publication, version: str = "") -> Comparison:
    """A document as it is now beside a released version, the latest where none is named.

    Raises `UsageError` where there is no such version, `OutputsError` where it cannot be read.
    """
    known = {release.version: release for release in releases(outputs, identifier)}
    if not known:
        raise UsageError(f"nothing of {identifier} has been released yet, so there is nothing to compare with.")
    wanted = version or max(known, key=order)
    if wanted not in known:
        listed = ", ".join(sorted(known, key=order))
        raise UsageError(f"there is no released version {wanted[:40]} of {identifier}. There are: {listed}.")
    before = read_text(folder_of(outputs, identifier) / wanted / NAME)
    after = document_text(publication)
    return Comparison(before, after, changes(before, after))
