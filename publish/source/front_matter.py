"""The front matter of a source: split from its body, validated, and turned into `Metadata`."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from publish.errors import SourceError
from publish.model.file_names import IN_OUTPUTS, LONGEST_ID, is_device, is_identifier
from publish.model.nodes import Metadata, PartialDate
from publish.source.days import is_future, judged_on
from publish.source.language_tag import language_tag
from publish.source.yaml_source import Unquoted, parse, validated

_NO_ID = re.compile(r"[^a-z0-9]+")
_VERSION = re.compile(r"(?:0|[1-9][0-9]{0,5})(?:\.(?:0|[1-9][0-9]{0,5})){0,2}")
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)
_LONGEST_NUMBER = 20  # digits: a telephone number has 15 at most (ITU-T E.164)
_SHOWN = 40  # characters of a wrong value
FIRST_YEAR = 1900  # of what a source can speak of as a day
_LAST_YEAR = 2200


def partial_date(value: object) -> PartialDate:
    """A date from "2023-06-30" or "2026-03" (ISO 8601-1, 5.2.2). Raises `ValueError`."""
    match = _DATE.fullmatch(str(value))
    if match is None:
        raise ValueError("write the date as 2026-03-31, or as 2026-03 where the day is not known")
    year, month, day = int(match[1]), int(match[2]), int(match[3]) if match[3] else None
    if not FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"the year {year:04} is before {FIRST_YEAR} or after {_LAST_YEAR}. Check it")
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= monthrange(year, month)[1]):
        raise ValueError(f"there is no such date as {value}")
    return PartialDate(year, month, day)


def _identifier(value: str) -> str:
    if is_device(value):
        raise ValueError(f"Windows takes “{value}” for a device and cannot hold such a file. Use another id")
    if value in IN_OUTPUTS:
        raise ValueError(f"“{value}” is kept for what lies beside the documents in outputs. Use another id")
    if not is_identifier(value):
        raise ValueError(f"use small letters, digits and single hyphens, at most {LONGEST_ID} characters")
    return value


def _language(value: str) -> str:
    return language_tag(value, "en-GB for British English")


def _filled(value: str) -> str:
    if not any(
        unicodedata.category(character)[0] in "LNPS" for character in value
    ):  # spaces and marks alone show nothing
        raise ValueError("it is empty. Fill it in")
    return " ".join(value.split())


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _version(value: str) -> str:
    if _VERSION.fullmatch(value) is None:
        raise ValueError(f"“{value}” is no version. Write numbers with points between them, as 1.0 or 2.1")
    return value


def _text(value: object) -> object:
    if isinstance(value, Unquoted):
        raise ValueError(f"YAML reads “{value[:_SHOWN]}” as {value.kind}, not as text. Put it in quotation marks")
    return value


def _digits(value: object) -> object:
    """A number that stands without quotation marks, digit for digit: as text, if people could dial or type it."""
    short = isinstance(value, Unquoted) and value.isdecimal() and len(value) <= _LONGEST_NUMBER
    return str.__str__(value) if isinstance(value, Unquoted) and short else value


Filled = Annotated[str, BeforeValidator(_text), AfterValidator(_filled)]
Number = Annotated[Filled, BeforeValidator(_digits)]
Date = Annotated[PartialDate, BeforeValidator(partial_date)]


def _past(value: PartialDate) -> PartialDate:
    if is_future(value, judged_on()):
        raise ValueError(f"{value} is in the future. Write the day on which it was done")
    return value


class FrontMatter(BaseModel):
    """The keys of the front matter, as docs/source.md lists them."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    title: Filled
    lang: Annotated[str, AfterValidator(_language)]
    summary: Filled
    id: Annotated[str, AfterValidator(_identifier)] | None = None
    last_reviewed: Date | None = Field(None, alias="last-reviewed")
    updated: Date | None = None
    next_review_due: Date | None = Field(None, alias="next-review-due")
    version: Annotated[str, AfterValidator(_version)] = ""
    short_title: Filled | None = Field(None, alias="short-title")
    easy_read_title: str = Field("", alias="easy-read-title")
    easy_read_checked_by: str = Field("", alias="easy-read-checked-by")
    accessibility_checked_by: str = Field("", alias="accessibility-checked-by")
    accessibility_checked: Annotated[Date, AfterValidator(_past)] | None = Field(None, alias="accessibility-checked")
    subject: Annotated[tuple[Filled, ...], BeforeValidator(_listed)] = ()
    audience: str = ""

    @model_validator(mode="after")
    def _signed_and_dated(self) -> Self:
        """Let nobody sign without a date, and no date stand for nobody."""
        if bool(self.accessibility_checked_by) != (self.accessibility_checked is not None):
            raise ValueError("accessibility-checked-by (a role) and accessibility-checked (its day) go together")
        return self


def metadata(path: Path, yaml: str) -> Metadata:
    """The document's metadata from its front matter. Raises `SourceError` with the line of the wrong key."""
    matter = validated(parse(path, yaml, first_line=2), FrontMatter)
    try:
        identifier = matter.id or _identifier(path.stem)
    except ValueError as error:
        proposed = _NO_ID.sub("-", path.stem.casefold()).strip("-")
        way_out = f"id: {proposed}" if is_identifier(proposed) and proposed not in IN_OUTPUTS else "id:"
        raise SourceError(
            path,
            1,
            f"the file name “{path.stem}” cannot be the document's id ({error}). "
            f"Add “{way_out}” to the front matter, or rename the file.",
        ) from None
    return Metadata(
        id=identifier,
        title=matter.title,
        language=matter.lang,
        summary=matter.summary,
        last_reviewed=matter.last_reviewed,
        updated=matter.updated,
        next_review_due=matter.next_review_due,
        version=matter.version,
        short_title=matter.short_title or "",
        easy_read_title=matter.easy_read_title,
        easy_read_checked_by=matter.easy_read_checked_by,
        accessibility_checked_by=matter.accessibility_checked_by,
        accessibility_checked=matter.accessibility_checked,
        subject=matter.subject,
        audience=matter.audience,
    )
