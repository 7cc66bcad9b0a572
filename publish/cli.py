"""The command `publish`: a thin face over the library."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from publish import report, settling
from publish.api import cache_folder
from publish.batch import build as build_sources
from publish.batch import find_sources
from publish.building import BuildResult
from publish.checking import check_paths
from publish.doctor import checkup
from publish.errors import PublishError, UsageError
from publish.format import Settings
from publish.intake.new import new_source
from publish.intake.options import Changes, Options, checked_language
from publish.intake.run import import_document
from publish.lint import Severity, lint_one
from publish.plugins import formats as installed_formats

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Make every accessible edition of a document from one source, and prove each complete.",
)

SOURCES = Path("sources")
OUTPUTS = Path("outputs")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Listen = Annotated[bool, typer.Option("--listen/--no-listen", help="Hear audio editions again with a recogniser.")]
Voice = Annotated[str, typer.Option(help="The voice to use instead of the publisher's choice.")]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _say_json(data: object) -> None:
    _say(json.dumps(data, ensure_ascii=False, indent=1))


def _stop(error: PublishError) -> NoReturn:
    sys.stderr.write(f"{error}\n")
    raise typer.Exit(error.exit_code)


def _plain_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Turn every error of the library into its message and exit code."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except PublishError as error:
            _stop(error)

    return wrapped


@contextmanager
def _progress() -> Iterator[Callable[[str, float], None]]:
    """Progress on the terminal as a bar, elsewhere as plain lines on the error stream, one for each new message."""
    if sys.stderr.isatty():
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("starting", total=1.0)
            yield lambda message, share: bar.update(task, description=message, completed=share)
        return
    last = ""

    def line(message: str, _share: float) -> None:
        nonlocal last
        if message != last:
            sys.stderr.write(f"{message}\n")
            sys.stderr.flush()
            last = message

    yield line


@app.command()
@_plain_errors
def build(
    sources: Annotated[list[Path] | None, typer.Argument(help="Sources or folders of them; sources/ if none.")] = None,
    formats: Annotated[list[str] | None, typer.Option("--format", help="A format to build; all if none.")] = None,
    outputs: Annotated[Path, typer.Option(help="The folder for the editions.")] = OUTPUTS,
    jobs: Annotated[int, typer.Option(min=1, help="How many sources to build at once.")] = 1,
    force: Annotated[bool, typer.Option("--force", help="Make every edition again.")] = False,
    listen: Listen = True,
    voice: Voice = "",
    as_json: AsJson = False,
) -> None:
    """Make the editions of sources, and prove each complete against its source."""
    start = time.monotonic()
    results: list[BuildResult] = []
    with _progress() as progress:
        settings = Settings(cache=cache_folder(), listen=listen, voice=voice, progress=progress)
        for result in build_sources(
            sources or [SOURCES], outputs, settings=settings, formats=formats or (), jobs=jobs, force=force
        ):
            results.append(result)
            if not as_json:
                for line in report.build_lines(result):
                    _say(line)
    if as_json:
        _say_json([report.build_data(result) for result in results])
    else:
        _say(report.build_summary(results, time.monotonic() - start))
    raise typer.Exit(_worst([result.exit_code for result in results]))


@app.command()
@_plain_errors
def check(
    paths: Annotated[list[Path], typer.Argument(help="Edition files, or folders with manifests.")],
    source: Annotated[Path | None, typer.Option(help="The source to check against; the manifest's if none.")] = None,
    format_: Annotated[str, typer.Option("--format", help="The format of a file whose name does not tell.")] = "",
    listen: Listen = True,
    as_json: AsJson = False,
) -> None:
    """Check editions again against their source."""
    codes: list[int] = []
    data: list[dict[str, Any]] = []
    with _progress() as progress:
        settings = Settings(cache=cache_folder(), listen=listen, progress=progress)
        for result in check_paths(tuple(paths), settings, source, format_):
            codes.append(result.exit_code)
            data.append(report.check_data(result))
            if not as_json:
                for line in report.check_lines(result):
                    _say(line)
    if as_json:
        _say_json(data)
    raise typer.Exit(_worst(codes))


@app.command()
@_plain_errors
def lint(
    sources: Annotated[list[Path] | None, typer.Argument(help="Sources or folders of them; sources/ if none.")] = None,
    today: Annotated[str, typer.Option(help="The day from which a review is overdue, as 2026-03-31; else today.")] = "",
    as_json: AsJson = False,
) -> None:
    """Say what is wrong with sources, or will be, with file and line."""
    day = _day(today) if today else None
    remarks = [remark for source in find_sources(sources or [SOURCES]) for remark in lint_one(source, day)]
    if as_json:
        _say_json([report.remark_data(remark) for remark in remarks])
    else:
        for remark in remarks:
            _say(report.remark_line(remark))
        errors = sum(remark.severity is Severity.ERROR for remark in remarks)
        _say(f"{errors} errors, {len(remarks) - errors} warnings.")
    if any(remark.rule == "unreadable" for remark in remarks):
        raise typer.Exit(3)
    raise typer.Exit(int(any(remark.severity is Severity.ERROR for remark in remarks)))


Identifier = Annotated[str, typer.Argument(metavar="ID", help="The document's id, such as b-cell-all.")]
Outputs = Annotated[Path, typer.Option(help="The folder of the editions.")]


@app.command()
@_plain_errors
def listen(
    identifier: Identifier,
    outputs: Outputs = OUTPUTS,
    play: Annotated[bool, typer.Option("--play", help="Play each clip, where the machine has a player.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what listening could not decide in a document's editions, each with a clip to hear."""
    points = settling.open_points(outputs, identifier)
    if as_json:
        _say_json([report.point_data(point) for point in points])
    for point in points if not as_json else ():
        for line in report.point_lines(point):
            _say(line)
        if play and point.clip is not None:
            _play(point.clip)
    if not points and not as_json:
        _say(f"Nothing of {identifier} is in doubt.")


def _play(sound: Path) -> None:
    from publish.speech.player import find_player

    player = find_player()
    if player is None:
        _say(f"  no player is here (ffplay, afplay, paplay, aplay). Open the clip yourself: {sound}")
    elif not player.play(sound):
        _say(f"  {player.command[0]} could not play it. Open the clip yourself: {sound}")


@app.command()
@_plain_errors
def accept(
    identifier: Identifier,
    finding: Annotated[int, typer.Option("--finding", help="The number of the doubt, as publish listen gives it.")],
    role: Annotated[str, typer.Option(help="Whose word this is, such as health information lead.")],
    outputs: Outputs = OUTPUTS,
    as_json: AsJson = False,
) -> None:
    """Settle a doubt: a person has listened, and the sentence is said as it is written."""
    path, settlement = settling.accept(outputs, identifier, finding, role)
    if as_json:
        _say_json(report.settlement_data(path, settlement))
    else:
        _say(f"{path}: settled by {settlement.role}, {settlement.date}: {settlement.text}")
        _say("Build again to put the edition in its place.")


@app.command("import")
@_plain_errors
def import_(
    document: Annotated[Path, typer.Argument(help="A web page or its text export, a Word or a Markdown file.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The source to write, a .md file.")],
    language: Annotated[str, typer.Option(help="The document's language (BCP 47), where it does not say it.")] = "",
    content: Annotated[str, typer.Option(help="CSS selector of a page's main content.")] = "",
    address: Annotated[str, typer.Option(help="The page's address, to complete its links.")] = "",
    changes: Annotated[Changes, typer.Option(help="What becomes of a Word file's tracked changes.")] = Changes.ACCEPT,
    force: Annotated[bool, typer.Option("--force", help="Write over a source that is there.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make a source of another document, and prove that no word was lost."""
    options = Options(checked_language(language), content, address, changes)
    result = import_document(document, output, options, force=force)
    if as_json:
        _say_json(result.data())
    else:
        for line in result.lines():
            _say(line)
    raise typer.Exit(result.exit_code)


@app.command()
@_plain_errors
def new(
    title: Annotated[str, typer.Argument(help="The title of the new document.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The source to write, a .md file.")],
    as_json: AsJson = False,
) -> None:
    """Start a source from a template that explains each part."""
    files = new_source(title, output)
    if as_json:
        _say_json([str(path) for path in files])
    else:
        for path in files:
            _say(f"written: {path}")


@app.command("formats")
@_plain_errors
def list_formats(as_json: AsJson = False) -> None:
    """List the formats that are installed."""
    found = installed_formats(Settings(cache=cache_folder())).values()
    if as_json:
        _say_json(
            [
                {
                    "name": one.name,
                    "title": one.title,
                    "suffix": one.suffix,
                    "media_type": one.media_type,
                    "kind": one.kind.value,
                    "orderable": one.orderable,
                    "needs": list(one.needs),
                    "uses": sorted(one.uses),
                }
                for one in found
            ]
        )
        return
    for one in found:
        _say(f"{one.name:<14}{one.title:<16}{one.suffix:<7}{one.kind.value}")


@app.command("voices")
@_plain_errors
def list_voices(as_json: AsJson = False) -> None:
    """List the voices that are installed."""
    from publish.speech.voices import installed, voice

    rows: list[dict[str, Any]] = []
    for name in installed():
        try:
            one = voice(name)
            rows.append(
                {
                    "name": name,
                    "title": one.title,
                    "languages": list(one.languages),
                    "offline": one.offline,
                    "licence": one.licence,
                    "credit": one.credit,
                    "missing": None,
                }
            )
        except PublishError as error:
            rows.append({"name": name, "missing": str(error)})
    if as_json:
        _say_json(rows)
        return
    for row in rows:
        if row["missing"] is not None:
            _say(f"{row['name']:<10}not usable: {row['missing']}")
        else:
            languages = ", ".join(row["languages"])
            where = "offline" if row["offline"] else "online: sends the text away"
            _say(f"{row['name']:<10}{row['title']} ({languages}; {where}; {row['licence']})")


@app.command()
@_plain_errors
def doctor(as_json: AsJson = False) -> None:
    """Say what is installed, what is missing and how to get it."""
    rows = list(checkup(Settings(cache=cache_folder())))
    if as_json:
        _say_json([{"name": row.name, "well": row.well, "detail": row.detail} for row in rows])
    else:
        for row in rows:
            _say(f"{'✓' if row.well else '✗'} {row.name:<58} {row.detail}")
    raise typer.Exit(0 if all(row.well for row in rows) else 6)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"“{value}” is no day. Write it as 2026-03-31.") from None


def _worst(codes: list[int]) -> int:
    """One exit code for many results: an unreadable source outweighs an incomplete edition."""
    return max(codes, default=UsageError.exit_code)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
