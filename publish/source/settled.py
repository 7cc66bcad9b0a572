"""The settled doubts of a source, in the file beside it: `iron.settled.yaml` for `iron.md`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, RootModel

from publish.errors import SourceError
from publish.model.publication import Settlement
from publish.plain_files import is_there, write_whole
from publish.proof.verdict import Doubt, Settled, Verdict
from publish.source.files import text_of_file
from publish.source.front_matter import FIRST_YEAR, Filled
from publish.source.roles import role_named
from publish.source.source_file import refuse_read_only
from publish.source.yaml_source import parse, validated

SUFFIX = ".settled.yaml"

_HEAD = """\
# Sentences that a person has listened to, because listening by machine could not decide. `publish accept` writes them.
# An entry holds for one sentence in one sound: when either changes it is void, and can be deleted.
"""


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("write the date as 2026-03-31") from None


def _past(value: date) -> date:
    if value.year < FIRST_YEAR:
        raise ValueError(f"{value} is before {FIRST_YEAR}. Write the day on which it was done")
    if value > datetime.now(UTC).date():
        raise ValueError(f"{value} is in the future. Write the day on which it was done")
    return value


Day = Annotated[date, BeforeValidator(_day), AfterValidator(_past)]
"""A day on which a person did something: never one that is still to come."""

Role = Annotated[str, BeforeValidator(str), AfterValidator(role_named)]
"""Who did something, as what they are in the house."""

_Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    section: Filled
    sentence: Annotated[str, Field(min_length=1)]
    words: str = ""  # none where a word may have been said that is not written
    role: Role
    date: Day
    text_sha256: _Hash = Field(alias="text-sha256")
    sound_sha256: _Hash = Field(alias="sound-sha256")


class _Entries(RootModel[tuple[_Entry, ...]]):
    pass


def settled_file(source: Path) -> Path:
    """Where the settled doubts of a source stand."""
    return source.with_name(f"{source.stem}{SUFFIX}")


def text_hash(sentence: str) -> str:
    """The hash of a sentence as it is written."""
    return sha256(sentence.encode()).hexdigest()


def settlements(source: Path) -> tuple[Settlement, ...]:
    """All settled doubts of a source, none where there is no file. Raises `SourceError`."""
    path = settled_file(source)
    return _read(path, text_of_file(path)) if is_there(path) else ()


def _read(path: Path, text: str) -> tuple[Settlement, ...]:
    source = parse(path, text)
    entries = validated(source, _Entries).root if source.data else ()
    found = []
    for number, entry in enumerate(entries):
        if text_hash(entry.sentence) != entry.text_sha256:
            message = (
                "the sentence is not the one that was settled: its hash is another. Delete the entry, and settle again."
            )
            raise SourceError(path, source.line((number, "sentence")), message)
        found.append(
            Settlement(
                section=entry.section,
                text=entry.sentence,
                expected=entry.words,
                role=entry.role,
                date=entry.date,
                text_sha256=entry.text_sha256,
                sound_sha256=entry.sound_sha256,
                line=source.line((number,)),
            )
        )
    return tuple(found)


def with_settled(verdict: Verdict, settled: Iterable[Settlement]) -> Verdict:
    """The verdict with each doubt either open or settled, by what people have settled so far.

    A settlement holds for one sentence in one sound. Where a number, negation or unit leans to another reading, none
    holds, whoever wrote it.
    """
    by_sentence = {(doubtful.text_sha256, doubtful.sound_sha256): doubtful for doubtful in settled}
    open_doubts, closed = [], []
    doubts = (*verdict.doubts, *(doubtful.doubt for doubtful in verdict.settled))
    for doubt in sorted(doubts, key=lambda doubtful: doubtful.start_s):
        found = by_sentence.get((text_hash(doubt.text), doubt.sound_sha256))
        if found is None or not doubt.settleable:
            open_doubts.append(doubt)
        else:
            closed.append(Settled(doubt, found.role, found.date))
    return replace(verdict, doubts=tuple(open_doubts), settled=tuple(closed))


def void_in_sound(doubts: Iterable[Doubt], settled: Iterable[Settlement]) -> Iterator[Settlement]:
    """Settlements of sentences that are in doubt again, because their sound has changed since somebody listened."""
    open_doubts = tuple(doubts)
    sounds = {(text_hash(doubt.text), doubt.sound_sha256) for doubt in open_doubts}
    texts = {text for text, _ in sounds}
    for settlement in settled:
        if settlement.text_sha256 in texts and (settlement.text_sha256, settlement.sound_sha256) not in sounds:
            yield settlement


def add_settlement(source: Path, settlement: Settlement) -> Path:
    """Write one more settled doubt at the end of the file, whatever else stands in it as it is.

    Raises `SourceError` where the file cannot be read with it, and `OSError` where it cannot be written; it is then as
    it was.
    """
    path = settled_file(source)
    entry = {
        "section": settlement.section,
        "sentence": settlement.text,
        "words": settlement.expected,
        "role": settlement.role,
        "date": settlement.date.isoformat(),
        "text-sha256": settlement.text_sha256,
        "sound-sha256": settlement.sound_sha256,
    }
    before = text_of_file(path).rstrip("\n") + "\n" if is_there(path) else _HEAD
    text = before + yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=10_000)
    _read(path, text)
    refuse_read_only(path)
    write_whole(path, text)
    return path
