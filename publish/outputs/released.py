"""Records of released versions: what left the house, by document and version. No file of a release is ever changed.

outputs/released/<id>/<version>/    the editions, report.html, text.json, release.json, release.sig;
                                    withdrawal.json, signed on its own, from when the version was withdrawn
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from publish.errors import OutputsError
from publish.model.file_names import is_file_name
from publish.outputs import release_guard
from publish.outputs.manifest import EditionRecord, ReviewDates
from publish.outputs.record_names import Identifier, Sha256
from publish.plain_files import is_there, read_plain

FOLDER = release_guard.FOLDER
RELEASE, SIGNATURE, REPORT = release_guard.RELEASE, release_guard.SIGNATURE, "report.html"
WITHDRAWAL = "withdrawal.json"

Schema = Literal["accessible-publish/release/1"]
SCHEMA: Schema = "accessible-publish/release/1"

LARGEST = 100_000_000
"""Bytes of a record: as for a manifest."""

VERSION = r"(?:0|[1-9][0-9]{0,5})(?:\.(?:0|[1-9][0-9]{0,5})){0,2}"


def _plain_name(value: str) -> str:
    if not is_file_name(value):
        raise ValueError(f"{value[:80]!r} is no name of a file in the release's folder")
    return value


PlainName = Annotated[str, AfterValidator(_plain_name)]
Version = Annotated[str, StringConstraints(pattern=f"^{VERSION}$")]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReleasedFile(_Record):
    """A file of a release."""

    file: PlainName
    bytes: int
    sha256: Sha256


class ReleasedEdition(_Record):
    """An edition of a release: its stock code, which never changes its meaning, and its record in the manifest."""

    sku: str
    record: EditionRecord


class ApprovalRecord(_Record):
    """Who stands for what was released: the role, the day, and the edition where one was named."""

    role: str
    date: date
    edition: str = ""
    readers: str = ""


class Release(_Record):
    """One released version: what was released, when, who stands for it, and every file by its hash."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    schema_: Schema = Field(default=SCHEMA, serialization_alias="schema", validation_alias="schema")
    id: Identifier
    version: Version
    replaces: Version | None
    title: str
    lang: str
    released: date
    review: ReviewDates
    source_sha256: Sha256
    body_sha256: Sha256
    approvals: tuple[ApprovalRecord, ...]
    editions: tuple[ReleasedEdition, ...]
    left_out: tuple[str, ...]  # editions of the document that are not in it, each with the reason
    withdrawn: tuple[Version, ...] = ()  # earlier versions that were withdrawn by then: a lost withdrawal is noticed
    files: tuple[ReleasedFile, ...]
    key: str  # the public key that the signature is of: 32 bytes in base64

    def text(self) -> str:
        """The record as JSON in its one canonical form: keys in order, so that equal records are equal bytes."""
        return canonical_json(self.model_dump(mode="json", by_alias=True))


class Withdrawal(_Record):
    """That a version is not to be given out any more: why, since when, and by which role."""

    id: Identifier
    version: Version
    reason: str
    date: date
    role: str

    def text(self) -> str:
        """The record as the JSON that is signed."""
        return canonical_json(self.model_dump(mode="json"))


class SignedWithdrawal(_Record):
    """A withdrawal with its signature, and the public key that the signature is of."""

    withdrawal: Withdrawal
    key: str
    signature: str

    def text(self) -> str:
        """The record as JSON."""
        return canonical_json(self.model_dump(mode="json"))


def canonical_json(data: object) -> str:
    """Data as JSON of one form: keys sorted, no escapes but the needed ones, a line for each entry."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n"


def order(version: str) -> tuple[int, ...]:
    """What versions are sorted by: 1.10 comes after 1.9, and 1.0 is 1."""
    numbers = [int(part) for part in version.split(".")]
    return tuple(numbers + [0] * (3 - len(numbers)))


def folder_of(outputs: Path, identifier: str) -> Path:
    """Where the released versions of a document lie. Raises `OutputsError` where a link stands in the way."""
    folder = outputs / FOLDER / identifier
    for path in (outputs / FOLDER, folder):
        if path.is_symlink():
            raise OutputsError(f"{path}: this is a link, and outputs hold none. Nothing was touched. Remove the link.")
    return folder


def versions_of(outputs: Path, identifier: str) -> list[Path]:
    """The folders of a document's released versions, the latest last. Raises `OutputsError`."""
    home = folder_of(outputs, identifier)
    try:
        found = [path for path in home.iterdir() if re.fullmatch(VERSION, path.name)] if home.is_dir() else []
    except OSError as error:
        raise OutputsError(f"{home}: it cannot be read: {error.strerror}.") from None
    return sorted(found, key=lambda path: order(path.name))


def read_release(folder: Path) -> Release:
    """The record of a release. Raises `OutputsError` where there is none, or it is none of this library."""
    return _read(folder / RELEASE, Release)


def read_withdrawal(folder: Path) -> SignedWithdrawal | None:
    """The withdrawal of a release, None where there is none. Raises `OutputsError` where it cannot be read."""
    path = folder / WITHDRAWAL
    return _read(path, SignedWithdrawal) if is_there(path) else None


Kind = TypeVar("Kind", bound=BaseModel)


def _read(path: Path, kind: type[Kind]) -> Kind:
    if path.is_symlink() or path.parent.is_symlink():
        raise OutputsError(f"{path}: this is a link, and outputs hold none. Nothing was touched. Remove the link.")
    try:
        if path.exists() and not path.is_file():
            raise OutputsError(f"{path}: this is a folder, a pipe or a device, where a record has to be. Remove it.")
        if not path.is_file() or path.stat().st_size > LARGEST:
            raise OutputsError(f"{path}: no record of a release is here. Name a folder as outputs/released/iron/1.0.")
        return kind.model_validate_json(read_plain(path, LARGEST))
    except OSError as error:
        raise OutputsError(f"{path}: it cannot be read: {error.strerror}.") from None
    except ValidationError as error:
        raise OutputsError(
            f"{path}: this is no record of this library ({_wrong(error)}). It was changed, or cut."
        ) from None


def _wrong(error: ValidationError) -> str:
    """What is wrong with a record, in words that staff understand."""
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    if not place:
        return "it is not the JSON of one"
    if first["type"] == "value_error":  # told by this library, in its own words
        return f"“{place[:80]}”: {first['msg'].removeprefix('Value error, ')}"
    return f"“{place[:80]}” {_WRONG.get(first['type'], 'is not as it is written there')}"


_WRONG = {"missing": "is missing", "extra_forbidden": "does not belong there"}
