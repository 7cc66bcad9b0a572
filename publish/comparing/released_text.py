"""What changed in a document since one of its releases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publish.comparing.changes import Change, changes
from publish.comparing.document_text import NAME, DocumentText, document_text, read_text
from publish.comparing.withdrawn_words import said_before, withdrawals_of
from publish.errors import OutputsError, UsageError
from publish.model.publication import Publication
from publish.outputs.proved_release import ProvedRelease, proved_releases
from publish.outputs.released import order
from publish.source.day_words import when
from publish.source.signed_words import body_hash

_NOT_COMPARED = (
    "note: not compared: pictures, their texts in easy read, meanings in the glossary and pronunciations. Version {} "
    "was released without a record of them, so look at these yourself."
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a document, and every difference between them, the weighty ones first.

    `notes` say, each in a sentence, what was not compared, and of versions that were withdrawn: the one that is
    compared with, or the latest. `folder` is where the earlier one lies.
    """

    before: DocumentText
    after: DocumentText
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()
    folder: Path | None = None

    @property
    def in_words_alone(self) -> bool:
        """Whether the earlier version kept no record of what it shows beside its words."""
        return self.before.beside is None


def compared(outputs: Path, identifier: str, publication: Publication, version: str = "") -> Comparison:
    """A document as it is now beside a released version: the one that is named, or the latest that is not withdrawn.

    Raises `UsageError` where there is no such version, `OutputsError` where it is not as it was signed.
    """
    known = {found.version: found for found in proved_releases(outputs, identifier, publication.publisher.release_keys)}
    if not known:
        raise UsageError(f"nothing of {identifier} has been released yet, so there is nothing to compare with.")
    wanted = version or compared_with(tuple(known.values())).version
    if wanted not in known:
        listed = ", ".join(sorted(known, key=order))
        raise UsageError(f"there is no released version {wanted[:40]!r} of {identifier}. There are: {listed}.")
    found = comparison(known[wanted], publication)
    told = {wanted} if version else {wanted, max(known, key=order)}
    withdrawn = tuple(_withdrawn(known[name]) for name in told if known[name].withdrawn is not None)
    same = said_before(withdrawals_of(body_hash(publication), known.values()))
    again = (f"note: {same}",) if same else ()
    return replace(found, notes=(*found.notes, *withdrawn, *again))


def compared_with(versions: Sequence[ProvedRelease]) -> ProvedRelease:
    """Of released versions, the latest last, the latest that is not withdrawn; the latest where all are."""
    return next((each for each in reversed(versions) if each.withdrawn is None), versions[-1])


def _withdrawn(found: ProvedRelease) -> str:
    assert found.withdrawn is not None, "asked of withdrawn versions alone"
    return f"note: version {found.version} was withdrawn {when(found.withdrawn.date)}: {found.withdrawn.reason}"


def comparison(released: ProvedRelease, publication: Publication) -> Comparison:
    """A document as it is now beside a released version. Raises `OutputsError` where that is not as it was signed."""
    if released.faults:
        raise OutputsError(f"{released.faults[0]} Nothing is compared with a release that is not as it was signed.")
    before = read_text(released.folder / NAME)
    after = document_text(publication)
    notes = (_NOT_COMPARED.format(before.version),) if before.beside is None else ()
    return Comparison(before, after, changes(before, after), notes, released.folder)
