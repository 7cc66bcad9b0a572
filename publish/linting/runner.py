"""Says what is wrong with sources, or will be: file, line, why it matters, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from publish.contracts.process_state import put_back_after
from publish.contracts.rule import Rule, Severity, Subject, rules
from publish.errors import MissingTool, PublishError, SourceError, described
from publish.linting.remarks import UNREADABLE, Remark
from publish.model.publication import Publication
from publish.plain_files import own_path
from publish.source.files import text_of_file
from publish.source.halves import split
from publish.source.load import load
from publish.source.same_id import siblings, with_same_id

__all__ = [
    "UNREADABLE",
    "Remark",
    "Severity",
    "errors_against",
    "in_a_sentence",
    "lint_all",
    "lint_alone",
    "lint_one",
    "looked_at",
]


@dataclass(frozen=True, slots=True)
class Looked:
    """All remarks on a source by line, and whether it could be read and every rule could look at it."""

    remarks: list[Remark]
    by_every_rule: bool


def lint_one(source: Path, today: date | None = None) -> tuple[Remark, ...]:
    """All remarks on one source, by line; see `lint_all`."""
    return tuple(lint_all([source], today))


def lint_all(sources: Iterable[Path], today: date | None = None) -> Iterator[Remark]:
    """All remarks on sources, one source after the other, each by line.

    A source that cannot be read has just the errors that say why. `today` tells whether a review is overdue; the day
    that it is, where it is not given.
    """
    sources = tuple(sources)
    same_id = with_same_id((*sources, *siblings(sources)))
    for source in sources:
        yield from lint_alone(source, same_id.get(own_path(source)), today)


def lint_alone(
    source: Path, same_id: SourceError | None, today: date | None = None, cache: Path | None = None
) -> list[Remark]:
    """All remarks on a source by line; `same_id` is the error where another source has its id.

    In the folder `cache` rules keep what they find out of sentences, which are mostly the same the next time.
    """
    return looked_at(source, same_id, today or datetime.now(UTC).date(), cache).remarks


def looked_at(source: Path, same_id: SourceError | None, today: date, cache: Path | None) -> Looked:
    """What `lint_alone` gives, and whether it is all that there is to say."""
    failed: list[str] = []
    found = list(_remarks(source, today, cache, failed))
    remarks = [_unreadable(same_id), *found] if same_id is not None else found
    # What publisher.yaml says to several formats is read by each of them, and wrong once.
    told = sorted(dict.fromkeys(remarks), key=lambda remark: (remark.path != source, remark.line, remark.rule))
    return Looked(told, by_every_rule=not failed and all(remark.rule != UNREADABLE for remark in found))


def _remarks(source: Path, today: date, cache: Path | None, failed: list[str]) -> Iterator[Remark]:
    try:
        subject = _subject(load(source), today, cache)
    except SourceError as error:
        yield from map(_unreadable, error.each)
        return
    except PublishError as error:
        yield Remark(source, 0, Severity.ERROR, UNREADABLE, str(error))
        return
    except Exception as error:  # noqa: BLE001 — the boundary of a source: the others are looked at
        yield Remark(source, 0, Severity.ERROR, UNREADABLE, f"something unexpected went wrong: {described(error)}.")
        return
    yield from _found(subject, rules(), failed)


def errors_against(publication: Publication, today: date | None = None) -> tuple[Remark, ...]:
    """The errors that keep a document as it is now from being approved, released and ordered, by line.

    Those of rules that have a stop of their own are not among them: of the factsheet of 87 easy-read lines this takes
    0.2 s, and they 15 s. Raises `SourceError` where the source cannot be read any more.
    """
    stopping = (rule for rule in rules() if rule.severity is Severity.ERROR and rule.stops_release)
    remarks = _found(_subject(publication, today or datetime.now(UTC).date()), stopping, [])
    return tuple(sorted(remarks, key=lambda remark: (remark.path != publication.source, remark.line, remark.rule)))


def in_a_sentence(errors: Sequence[Remark], source: Path | str) -> str:
    """How many errors keep a document in, the first with its line, and how to see all; "" where there are none.

    `publish lint` lists more than these: those of rules with a stop of their own, and warnings.
    """
    if not errors:
        return ""
    first, number = errors[0], len(errors)
    count = "an error" if number == 1 else f"{number} errors"
    words = " ".join(first.message.split())
    place = f"on line {first.line}" + ("" if first.path.name == Path(source).name else f" of {first.path.name}")
    where = place if number == 1 else f"the first {place}"
    them = "it" if number == 1 else "them"
    return (
        f"lint finds {count} that {'keeps' if number == 1 else 'keep'} it in, {where}: {words} publish lint {source} "
        f"lists {them} with all else that it finds."
    )


def _subject(publication: Publication, today: date, cache: Path | None = None) -> Subject:
    parts = split(publication.source, text_of_file(publication.source))
    return Subject(publication, parts.yaml, parts.body, today, cache)


def _found(subject: Subject, looking: Iterable[Rule], failed: list[str]) -> Iterator[Remark]:
    """What rules find; the ids of those that could not look are added to `failed`."""
    source = subject.publication.source
    for rule in looking:
        try:
            with put_back_after(getattr(rule.find, "__module__", None) or ""):
                for line, message in rule.find(subject):
                    yield Remark(rule.file(source), line, rule.severity, rule.id, message)
        except SourceError as error:  # what publisher.yaml says to a format is read by that format alone
            yield from map(_unreadable, error.each)
        except MissingTool as error:
            failed.append(rule.id)
            yield Remark(source, 0, Severity.ERROR, rule.id, str(error))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 — the boundary of a rule: the others look all the same
            failed.append(rule.id)
            message = f"the rule {rule.id} could not look: {described(error)}."
            yield Remark(source, 0, Severity.ERROR, rule.id, message)


def _unreadable(error: SourceError) -> Remark:
    return Remark(error.path, error.line, Severity.ERROR, UNREADABLE, error.message)
