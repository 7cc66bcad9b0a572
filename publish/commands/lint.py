"""`publish lint`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish.commands.app import SOURCES, AsJson, Today, app, complain, day, plain_errors, say, say_json
from publish.commands.never_in_release import ONLY_READ
from publish.errors import Unforeseen

if TYPE_CHECKING:
    from publish.building.task_worker import Report
    from publish.linting.kept_remarks import Question
    from publish.linting.remarks import Remark

Explain = Annotated[
    str, typer.Option(metavar="RULE", help="Show the page of a rule: why it matters, an example, and how to mend it.")
]

_SHOWN = 4  # warnings of one rule on one source


@app.command()
@plain_errors
def lint(
    sources: Annotated[
        list[Path] | None, typer.Argument(help="Sources or folders of them; sources/ if none."), ONLY_READ
    ] = None,
    today: Today = "",
    as_json: AsJson = False,
    explain: Explain = "",
) -> None:
    """Say what is wrong with sources, or will be, with file and line."""
    from publish.commands.passed_over_line import say_passed_over
    from publish.commands.remark_lines import remark_data
    from publish.contracts.rule import Severity, left_out
    from publish.linting.remarks import UNREADABLE
    from publish.source.named_sources import find_sources

    if explain:
        _explain(explain, as_json=as_json)
        return
    remarks = list(_remarks(find_sources(sources or [SOURCES]), day(today)))
    if as_json:
        say_json([remark_data(remark) for remark in remarks])
    else:
        for line in _grouped(remarks):
            say(line)
        errors = sum(remark.severity is Severity.ERROR for remark in remarks)
        more = " More about a rule: publish lint --explain RULE" if remarks else ""
        say(f"{_many(errors, 'error')}, {_many(len(remarks) - errors, 'warning')}.{more}")
    for line in left_out():
        complain(line)  # not among the remarks, which programs read
    say_passed_over(sources or [SOURCES])
    if any(remark.rule == UNREADABLE for remark in remarks):
        raise typer.Exit(3)
    raise typer.Exit(int(any(remark.severity is Severity.ERROR for remark in remarks)))


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _explain(rule: str, *, as_json: bool) -> None:
    from publish.linting.explanation import explanation

    found = explanation(rule)
    if as_json:
        say_json({"rule": found.rule, "page": found.page, "text": found.text})
    else:
        say(found.text.rstrip())


def _remarks(sources: tuple[Path, ...], today: date | None) -> Iterator[Remark]:
    """All remarks: those that are kept, while nothing has changed that they were told from, or found anew.

    Each source is read by a worker, so that one that kills or hangs it is named and stops no other.
    """
    from publish.building.supervision import supervised
    from publish.contracts.rule import Severity
    from publish.linting.kept_remarks import kept_remarks, question
    from publish.linting.remarks import UNREADABLE, Remark
    from publish.outputs.cache_place import cache_folder
    from publish.plain_files import own_path
    from publish.source.same_id import siblings, with_same_id

    same_id, cache = with_same_id((*sources, *siblings(sources))), cache_folder()
    for source in sources:
        asked = question(source, same_id.get(own_path(source)), today, cache)
        kept = kept_remarks(asked)
        if kept is not None:
            yield from kept
            continue
        try:
            yield from supervised(_in_worker, asked)
        except Unforeseen as error:
            yield Remark(source, 0, Severity.ERROR, UNREADABLE, f"lint could not look at this source: {error}.")


def _in_worker(_report: Report, asked: Question) -> list[Remark]:
    from publish.linting.kept_remarks import found_and_kept

    return found_and_kept(asked)


def _grouped(remarks: list[Remark]) -> Iterator[str]:
    """A line for each remark, errors first; of a warning that repeats in a source, the first few and where more are."""
    from publish.commands.remark_lines import remark_line
    from publish.contracts.rule import Severity

    first = sorted(remarks, key=lambda remark: remark.severity is not Severity.ERROR)  # within each, as they came
    alike: dict[tuple[Path, str], list[Remark]] = {}
    for remark in first:
        alike.setdefault((remark.path, remark.rule), []).append(remark)
    for remark in first:
        group = alike[remark.path, remark.rule]
        place = next(number for number, other in enumerate(group) if other is remark)
        if remark.severity is Severity.ERROR or len(group) <= _SHOWN + 1 or place < _SHOWN:
            yield remark_line(remark)
        elif place == _SHOWN:
            lines = ", ".join(dict.fromkeys(str(other.line) for other in group[_SHOWN:]))
            more = f"and {len(group) - _SHOWN} more like these, on lines {lines}; --json says what each is"
            yield f"{remark.path}:{remark.line}: {remark.severity}: {more} [{remark.rule}]"
