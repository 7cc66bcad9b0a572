"""What all commands share: the app, its common options, output, progress and errors.

Each command imports the part of the library that it needs when it runs, so that `publish --help` stays quick.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from errno import EACCES, EISDIR, ELOOP, ENAMETOOLONG, ENOTDIR, EPERM, EROFS
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from publish.commands.never_in_release import ONLY_READ, refuse_paths_in_release
from publish.commands.streams import lead_nowhere
from publish.errors import OutputsError, PublishError, Unforeseen, UsageError, described, refused_by_system

_REFUSED_BY_THE_SYSTEM = frozenset({EACCES, EPERM, EROFS, ENAMETOOLONG, ENOTDIR, EISDIR, ELOOP})
"""What a person's files can be at fault for, whichever command meets it."""

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
"""Controls but the tab and the end of a line, and what turns the order of letters round."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # boxes of lines say nothing to a screen reader, and drawing them took half a second
    help="Make every accessible edition of a document from one source, and prove each complete.",
)

SOURCES = Path("sources")
OUTPUTS = Path("outputs")

Identifier = Annotated[str, typer.Argument(metavar="ID", help="The document's id, such as b-cell-all.")]
Outputs = Annotated[Path, typer.Option(help="The folder of the editions.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="FORMAT", help="Leave out this format's editions; may be given more than once."),
]
SigningKey = Annotated[
    Path | None,
    typer.Option("--key", help="The file of the house's private key; else PUBLISH_SIGNING_KEY holds its text."),
    ONLY_READ,
]
Listen = Annotated[bool, typer.Option("--listen/--no-listen", help="Hear audio editions again with a recogniser.")]
Today = Annotated[str, typer.Option(help="The day from which a review is overdue, as 2026-03-31; else today.")]
DayToCome = Annotated[
    str, typer.Option("--today", help="A day to come on which reviews are judged, as 2026-03-31; else today.")
]
Voice = Annotated[str, typer.Option(help="The voice to use instead of the publisher's choice.")]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", help="A format's option instead of the publisher's, as large-print.sizes=24."),
]


def _say_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version as installed_version

        say(f"publish {installed_version('accessible-publish')}")
        raise typer.Exit()


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_say_version, help="Print the version and end.")
    ] = False,
) -> None:
    """Take what stands before the command's name."""


def day(value: str) -> date | None:
    """The day that an option names, None where it names none. Raises `UsageError`."""
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"“{value}” is not a date. Write it as 2026-03-31.") from None


def day_to_come(value: str) -> date | None:
    """The day that an option names, None where it names none. Raises `UsageError` also for a day that is past.

    With such a day a document whose review is overdue would look as if it were not.
    """
    from publish.source.days import judged_on

    asked = day(value)
    if asked is not None and asked != judged_on(asked):
        raise UsageError(f"{asked} is past, and nothing is judged as if it were that day. Name today or a day to come.")
    return asked


def say(line: str) -> None:
    """Print one line at once. Raises `Unforeseen` where it cannot be written, as into a file on a full disk."""
    try:
        sys.stdout.write(f"{_shown(line)}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        lead_nowhere(sys.stdout)
        raise Unforeseen(
            f"what there is to say cannot be written: {error.strerror}. What was done until then stays. Give the "
            "command again with its output led elsewhere."
        ) from None


def complain(line: str) -> None:
    """Print one line at once on the error stream, where no program takes it for a result.

    Where it cannot be written nothing is said, and nothing stops: progress is told here.
    """
    try:
        sys.stderr.write(f"{_shown(line)}\n")
        sys.stderr.flush()
    except OSError:
        lead_nowhere(sys.stderr)


def _shown(text: str) -> str:
    """A text with what a terminal would obey instead of showing it, by its number: names and manifests may hold it."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def say_json(data: object) -> None:
    """Print data for programs."""
    say(json.dumps(data, ensure_ascii=False, indent=1))


def _speak_utf_8() -> None:
    """Write UTF-8 whatever the locale: under LANG=C a tick would end in an error, and a name in question marks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with suppress(OSError, ValueError):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _stop(error: PublishError) -> NoReturn:
    complain(str(error))
    raise typer.Exit(error.exit_code)


def plain_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Turn every error of the library into its message and exit code, and let no command write into a release."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            _speak_utf_8()
            refuse_paths_in_release(command, kwargs)
            command(*args, **kwargs)
        except PublishError as error:
            _stop(error)
        except (typer.Exit, KeyboardInterrupt):
            raise
        except BrokenPipeError:
            lead_nowhere(sys.stdout)  # whoever read has gone: nothing more to say
            raise typer.Exit(1) from None
        except BaseException as error:  # the last boundary: nobody gets a traceback
            if _interrupted(error):
                raise KeyboardInterrupt from error
            if isinstance(error, OSError) and error.errno in _REFUSED_BY_THE_SYSTEM and error.filename:
                _stop(
                    OutputsError(f"{error.filename}: {error.strerror}. Check its name, its place and who may use it.")
                )
            if refusal := refused_by_system(error):
                _stop(Unforeseen(f"{refusal}."))
            _stop(
                Unforeseen(
                    f"something unexpected went wrong: {described(error)}. "
                    "Report it to the maintainers: SECURITY.md says how."
                )
            )

    return wrapped


def _interrupted(error: BaseException) -> bool:
    """Whether Ctrl-C brought an error about: `shutil.rmtree` closes a folder twice where it comes in between."""
    context = error.__context__
    return context is not None and (isinstance(context, KeyboardInterrupt) or _interrupted(context))


def needs(extra: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Let a command say what is missing, where packages of an extra of this library are not installed."""

    def with_extra(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def wrapped(*args: Any, **kwargs: Any) -> None:
            from publish.contracts.installed import refuse_without

            refuse_without(extra)
            command(*args, **kwargs)

        return wrapped

    return with_extra


@contextmanager
def progress_shown() -> Iterator[Callable[[str, float], None]]:
    """Progress on the terminal as a bar, elsewhere as plain lines on the error stream, one for each new message."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("starting", total=1.0)
            yield lambda message, share: bar.update(task, description=message, completed=share)
        return
    last = ""

    def line(message: str, _share: float) -> None:
        nonlocal last
        if message != last:
            complain(message)
            last = message

    yield line


def worst(codes: list[int]) -> int:
    """One exit code for many results: an unreadable source outweighs an incomplete edition."""
    return max(codes, default=UsageError.exit_code)


def requested(settings: Iterable[str], voice: str = "") -> dict[str, dict[str, Any]]:
    """The options that the command line asks of formats, by format and key. Raises `UsageError`."""
    import yaml

    asked: dict[str, dict[str, Any]] = {"audio": {"voice": voice}} if voice else {}
    for setting in settings:
        place, equals, value = setting.partition("=")
        name, dot, key = place.partition(".")
        if not (equals and dot and name and key):
            raise UsageError(f"“{setting}” is not an option. Write FORMAT.KEY=VALUE, such as large-print.sizes=24.")
        try:
            asked.setdefault(name, {})[key] = yaml.safe_load(value)
        except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: a day that is none, a number without end
            raise UsageError(
                f"“{value}” is not a value for {place}. Write a word, a number, or a list such as [18, 24]."
            ) from None
    return asked
