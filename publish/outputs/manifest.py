"""The manifest of one document's outputs: which editions there are, of what, and whether each was proved complete."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from publish.contracts.format import Edition, Locations, Page, TimeSpan
from publish.errors import OutputsError
from publish.model.nodes import Metadata, Waiver
from publish.outputs.plain_json import parsed
from publish.outputs.record_names import FileBesideSource, FileName, Identifier, Sha256, SourcePath, inside
from publish.plain_files import own_path, read_plain
from publish.proof.verdict import Doubt, Fact, Finding, Proof, Review, SectionCount, Settled, State, Verdict

Schema = Literal["accessible-publish/manifest/1"]
SCHEMA: Schema = "accessible-publish/manifest/1"
NAME = "manifest.json"

LARGEST = 100_000_000
"""Bytes: the manifest of a book with a finding for every sentence has a tenth of it."""


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceRecord(_Record):
    """The source: its path as seen from the manifest's folder, and its hash when it was last built from."""

    path: SourcePath
    sha256: Sha256

    def seen_from(self, folder: Path) -> Path:
        """Where the source lies. One that is a link is named by it, as what goes with it lies beside it."""
        return own_path(folder / self.path)


class ReviewDates(_Record):
    """The dates in ISO form, a month where no day is known."""

    last_reviewed: str | None
    updated: str | None
    next_review_due: str | None

    @classmethod
    def of(cls, metadata: Metadata) -> ReviewDates:
        """The dates of a document."""
        dates = (metadata.last_reviewed, metadata.updated, metadata.next_review_due)
        return cls(
            **dict(zip(cls.model_fields, (str(date) if date is not None else None for date in dates), strict=True))
        )


class MadeFrom(_Record):
    """What an edition was made from, and by which version of the library; `parts` are hashes of each kind of it."""

    source_sha256: Sha256
    fingerprint: Sha256
    version: str
    review: ReviewDates
    parts: dict[str, Sha256] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtRecord(Doubt):
    """A doubt that nobody has settled.

    `number` is its own within the document, `place` the headings above it, `clip` a file as seen from the manifest.
    """

    number: int
    place: str = ""
    clip: FileName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledRecord(Doubt):
    """A doubt that a person has settled: by which role, when."""

    role: str
    date: datetime.date


def recorded_doubt(record: DoubtRecord | SettledRecord) -> Doubt:
    """The doubt itself, without what its record adds."""
    return Doubt(*(getattr(record, field.name) for field in fields(Doubt)))


class WaiverRecord(_Record):
    """Leave given to omit a section: why, by which role, when."""

    section: str
    reason: str
    by: str
    date: str


class VerdictRecord(_Record):
    """The outcome of the check when the edition was made."""

    state: State
    review: Review
    proof: Proof | None
    units: int
    found: int
    waived: int
    sections: tuple[SectionCount, ...] = ()
    findings: tuple[Finding, ...] = ()
    waivers: tuple[WaiverRecord, ...] = ()
    doubts: tuple[DoubtRecord, ...] = ()
    settled: tuple[SettledRecord, ...] = ()
    facts: tuple[Fact, ...] = ()

    @classmethod
    def of(cls, verdict: Verdict, waivers: tuple[Waiver, ...] = ()) -> VerdictRecord:
        """A verdict as it is recorded."""
        return cls(
            state=verdict.state,
            review=verdict.review,
            proof=verdict.proof,
            units=verdict.units,
            found=verdict.found,
            waived=verdict.waived,
            sections=verdict.sections,
            findings=verdict.findings,
            waivers=tuple(
                WaiverRecord(section=waiver.section, reason=waiver.reason, by=waiver.by, date=str(waiver.date))
                for waiver in waivers
            ),
            doubts=tuple(DoubtRecord(**asdict(doubt), number=n) for n, doubt in enumerate(verdict.doubts, 1)),
            settled=tuple(
                SettledRecord(**asdict(settled.doubt), role=settled.role, date=settled.date)
                for settled in verdict.settled
            ),
            facts=verdict.facts,
        )

    def verdict(self) -> Verdict:
        """The verdict that was recorded."""
        return Verdict(
            findings=self.findings,
            sections=self.sections,
            waived=self.waived,
            review=self.review,
            proof=self.proof,
            doubts=tuple(map(recorded_doubt, self.doubts)),
            settled=tuple(Settled(recorded_doubt(record), record.role, record.date) for record in self.settled),
            facts=self.facts,
        )


class EditionRecord(_Record):
    """One edition.

    `file` is its path as seen from the manifest's folder, None where there is no such edition (`reason` says why).
    `current` is False where the source, or what goes with it, has changed and no complete edition could be made of the
    change, or where an overdue review blocks; `withdrawn` is True where its source is gone. `reason` says why.
    `orderable` is True only where a person could be given the edition now: it can be printed, and it was released.
    """

    format: str
    variant: str
    file: FileName | None
    options: dict[str, Any] = Field(default_factory=dict)  # what the variant stands for, in the format's own terms
    media_type: str
    kind: str
    edition_type: str
    orderable: bool
    bytes: int | None
    sha256: Sha256 | None
    made_from: MadeFrom | None
    current: bool
    withdrawn: bool = False
    pages: int | None
    duration_s: float | None
    verdict: VerdictRecord
    accessibility: dict[str, str | list[str]] = Field(default_factory=dict)
    locations: dict[str, int | tuple[float, float]] = Field(default_factory=dict)
    reason: str | None = None
    attempt: VerdictRecord | None = None  # why what should have replaced it was not good enough

    @model_validator(mode="after")
    def _whole(self) -> EditionRecord:
        if self.file is not None and None in (self.sha256, self.bytes):
            raise ValueError(f"{self.file} has no hash or no size")
        return self

    @property
    def name(self) -> str:
        """Its name among the editions of its document."""
        return f"{self.format} {self.variant}".rstrip()

    def edition(self, folder: Path) -> Edition:
        """The edition for a format that needs it."""
        assert self.file is not None, "only an edition that exists can be handed on"
        assert self.sha256 is not None, "only an edition that exists can be handed on"
        return Edition(
            self.format,
            self.variant,
            inside(folder, self.file),
            self.sha256,
            self.pages,
            self.duration_s,
            {name: Page(at) if isinstance(at, int) else TimeSpan(*at) for name, at in self.locations.items()},
        )


class FileRecord(_Record):
    """A file beside the manifest, by its name as seen from there, and its hash."""

    file: FileName
    sha256: Sha256


class Unchanged(_Record):
    """What tells, without parsing the source, that there is nothing to do; see `publish.building.unchanged`.

    `around` is of all that shapes editions, `key` of that and of what was asked for.
    """

    key: str
    around: str = ""
    vocabulary: tuple[str, ...]
    pictures: tuple[str, ...]
    files: tuple[FileBesideSource, ...]


class Manifest(_Record):
    """All of it."""

    schema_: Schema = Field(default=SCHEMA, serialization_alias="schema", validation_alias="schema")
    id: Identifier
    title: str
    lang: str
    source: SourceRecord
    version: str = ""  # of the document, by its front matter
    review: ReviewDates | None = None
    body_sha256: Sha256 | None = None  # of all that the document says: what an approval is of
    editions: tuple[EditionRecord, ...]
    drafts: tuple[EditionRecord, ...] = ()  # not proved: never ordered, never linked
    clips: tuple[FileRecord, ...] = ()  # of doubts, each with its text in a file beside it
    unfinished: tuple[str, ...] = ()  # placeholders in the source, each with its place
    links_needed: tuple[str, ...] = ()  # words of links that have no address yet
    agreements: tuple[str, ...] = ()  # who stands for easy-read words, and for which differences from the text
    unchanged: Unchanged | None = None

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    @model_validator(mode="after")
    def _each_once(self) -> Manifest:
        """No two records are of one edition or one file: which of them would be believed is left to chance."""
        for records in (self.editions, self.drafts):
            _refuse_twice(record.name for record in records)
        files = (*(str(record.file) for record in self.files), *(clip.file for clip in self.clips))
        _refuse_twice(name.casefold() for name in files)
        return self

    @property
    def files(self) -> tuple[EditionRecord, ...]:
        """The records that have a file: editions, then drafts."""
        return tuple(record for record in (*self.editions, *self.drafts) if record.file is not None)

    @property
    def placed(self) -> tuple[FileRecord, ...]:
        """Every file that belongs to the manifest: editions, drafts, clips."""
        editions = (FileRecord(file=str(record.file), sha256=str(record.sha256)) for record in self.files)
        return (*editions, *self.clips)

    def record(self, format_: str, variant: str) -> EditionRecord | None:
        """The record of one edition."""
        return next((record for record in self.editions if (record.format, record.variant) == (format_, variant)), None)

    def text(self) -> str:
        """The manifest as JSON."""
        return self.model_dump_json(by_alias=True, indent=1) + "\n"


def _refuse_twice(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"two of its records are of {name[:80]}")
        seen.add(name)


def recorded_locations(locations: Locations) -> dict[str, int | tuple[float, float]]:
    """Locations in their JSON form: a page number, or start and end in seconds."""
    return {
        name: at.number if isinstance(at, Page) else (round(at.start_s, 3), round(at.end_s, 3))
        for name, at in locations.items()
    }


def read_manifest(path: Path) -> Manifest | None:
    """Read a manifest, None where there is no such file. Raises `OutputsError` where it is not one of this library."""
    try:
        if path.is_symlink():
            raise OutputsError(f"{path}: this is a link, and outputs hold none. Nothing was touched. Remove the link.")
        return Manifest.model_validate(parsed(read_plain(path, LARGEST)))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError as error:
        raise OutputsError(f"{path}: it cannot be read: {error.strerror}.") from None
    except (OSError, ValueError) as error:  # a ValidationError is a ValueError, too
        reason = _reason(error)
        raise OutputsError(f"{path}: this is no manifest of this library ({reason}). Move it away and build.") from None


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg'].removeprefix('Value error, ')}" if place else first["msg"]
