"""The approvals of a source, in the file beside it: `iron.approvals.yaml` for `iron.md`.

A person is known by a role, never by a name. An approval holds while the document says what it said then; after that it
is void, and what has changed since can be told by section.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints

from publish.errors import SourceError
from publish.model.approval import Approval
from publish.model.publication import Publication
from publish.model.traverse import heading_paths
from publish.plain_files import is_there, write_whole
from publish.source.files import text_of_file
from publish.source.roles import may_approve
from publish.source.settled import Day, Role
from publish.source.signed_words import (
    BESIDE,
    EASY_READ,
    FRONT,
    HOUSE,
    OPENING,
    WAIVERS,
    body_hash,
    edition_hash,
    house_hash,
    section_hashes,
)
from publish.source.source_file import refuse_read_only
from publish.source.yaml_source import parse, validated

SUFFIX = ".approvals.yaml"

_HEAD = """\
# Who has approved this document, and its editions. `publish approve` writes it; the last entry of each counts.
# An approval holds for the document as it was on that day. When the document changes it is void, and stays as history.
"""

_MOST_SHOWN = 5  # sections named in one message

_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Short = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
_Version = Annotated[str, StringConstraints(pattern=r"^\d{1,6}(\.\d{1,6}){0,2}$")]
_Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,59}$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    role: Role
    date: Day
    edition: _Name | None = None
    readers: Role | None = None
    parts: tuple[_Name, ...] = ()
    despite_withdrawn: tuple[_Version, ...] = Field((), alias="despite-withdrawn")
    body_sha256: _Hash = Field(alias="body-sha256")
    edition_sha256: _Hash | None = Field(None, alias="edition-sha256")
    sections: dict[str, _Short] = Field(default_factory=dict)


class _Entries(RootModel[tuple[_Entry, ...]]):
    pass


def approvals_file(source: Path) -> Path:
    """Where the approvals of a source stand."""
    return source.with_name(f"{source.stem}{SUFFIX}")


def approvals(source: Path) -> tuple[Approval, ...]:
    """All approvals of a source, the void ones too, in the order of the file. Raises `SourceError`."""
    path = approvals_file(source)
    return _read(path, text_of_file(path)) if is_there(path) else ()


def _read(path: Path, text: str) -> tuple[Approval, ...]:
    source = parse(path, text)
    entries = validated(source, _Entries).root if source.data else ()
    for number, entry in enumerate(entries):
        if (entry.edition is None) != (entry.edition_sha256 is None):
            message = "edition and edition-sha256 go together. Delete the entry, and approve again."
            raise SourceError(path, source.line((number,)), message)
    return tuple(
        Approval(
            role=entry.role,
            date=entry.date,
            body_sha256=entry.body_sha256,
            sections=entry.sections,
            edition=entry.edition or "",
            parts=entry.parts,
            edition_sha256=entry.edition_sha256 or "",
            readers=entry.readers or "",
            despite_withdrawn=entry.despite_withdrawn,
            line=source.line((number,)),
        )
        for number, entry in enumerate(entries)
    )


def add_approval(source: Path, approval: Approval) -> Path:
    """Write one more approval at the end of the file, whatever else stands in it as it is; gives the file.

    Raises `SourceError` where the file cannot be read with it, or not be written; it is then as it was.
    """
    path = approvals_file(source)
    entry: dict[str, object] = {"role": approval.role, "date": approval.date.isoformat()}
    if approval.edition:
        entry |= {"edition": approval.edition}
        entry |= {"readers": approval.readers} if approval.readers else {}
        entry |= {"parts": list(approval.parts), "edition-sha256": approval.edition_sha256}
    entry |= {"despite-withdrawn": list(approval.despite_withdrawn)} if approval.despite_withdrawn else {}
    entry |= {"body-sha256": approval.body_sha256, "sections": dict(approval.sections)}
    before = text_of_file(path).rstrip("\n") + "\n" if is_there(path) else _HEAD
    text = before + yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=10_000)
    _read(path, text)
    try:
        refuse_read_only(path)
        write_whole(path, text)
    except OSError as error:
        raise SourceError(path, 0, f"it cannot be written: {error.strerror}.") from None
    return path


def holds(approval: Approval, publication: Publication) -> bool:
    """Whether a document, and the edition that is named, are as they were when a role that may do so approved them."""
    if not may_approve(approval.role, publication.publisher.approvers):
        return False
    if approval.body_sha256 != body_hash(publication) or not _of_this_house(approval, publication):
        return False
    return not approval.edition or approval.edition_sha256 == edition_hash(publication, approval.parts)


def _of_this_house(approval: Approval, publication: Publication) -> bool:
    """Whether the publisher says what it said; of an edition's meaning, and before this was kept, that is not asked."""
    house = house_hash(publication)
    return bool(approval.edition) or approval.sections.get(HOUSE, house) == house


def latest(given: Iterable[Approval], edition: str = "") -> Approval | None:
    """The last approval of the document as a whole, or of one edition."""
    return next((approval for approval in reversed(tuple(given)) if approval.edition == edition), None)


def with_approvals(publication: Publication, given: Iterable[Approval]) -> tuple[Approval, ...]:
    """The approvals that hold, the last of each kind by a role that may approve."""
    approvers = publication.publisher.approvers
    allowed = tuple(approval for approval in given if may_approve(approval.role, approvers))
    editions = dict.fromkeys(approval.edition for approval in allowed)
    last = (latest(allowed, edition) for edition in editions)
    return tuple(approval for approval in last if approval is not None and holds(approval, publication))


def why_void(approval: Approval, publication: Publication) -> str:
    """Why an approval does not hold: "since “Treatment” and “Symptoms” changed", "as no lead may approve here"."""
    approvers = publication.publisher.approvers
    if not may_approve(approval.role, approvers):
        return f"as publisher.yaml does not name that role among its approvers ({', '.join(approvers)})"
    now = section_hashes(publication, approval.parts)
    if approval.sections == now and list(approval.sections) == list(now):
        place = f"{approvals_file(publication.source).name}:{approval.line}"
        return f"as its entry ({place}) contradicts itself: nothing changed, and a hash of it is of other words"
    return f"since {_changed_since(approval, publication, now)} changed"


def _changed_since(approval: Approval, publication: Publication, now: Mapping[str, str]) -> str:
    """What has changed in a document since it was approved: "“Treatment” and the easy-read lines under “Symptoms”"."""
    headings = {name: f"“{words}”" for name, words in heading_paths(publication.sections).items()}
    unasked = HOUSE if approval.edition or HOUSE not in approval.sections else ""
    changed = [_named(name, headings) for name in now if name != unasked and approval.sections.get(name) != now[name]]
    gone = [f"{_named(name, headings)} (gone)" for name in approval.sections if name not in now]
    every = [*changed, *gone]
    if not every:
        return "the order of its sections"
    more = len(every) - _MOST_SHOWN
    shown = every[:_MOST_SHOWN] + ([f"{more} more"] if more > 0 else [])
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _named(name: str, headings: dict[str, str]) -> str:
    """A part of a document as people call it."""
    if name == HOUSE or name in BESIDE.values():
        return name
    if name.endswith(EASY_READ):
        return f"the easy-read lines under {_named(name.removesuffix(EASY_READ), headings)}"
    plain = {FRONT: "the front matter", OPENING: "the opening", WAIVERS: "the waivers"}
    return plain.get(name) or headings.get(name, f"“{name}”")
