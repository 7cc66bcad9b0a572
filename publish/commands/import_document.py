"""`publish import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish.commands.app import AsJson, app, complain, plain_errors, say, say_json
from publish.commands.never_in_release import ONLY_READ
from publish.contracts.import_options import Changes, Options, checked_language
from publish.errors import SourceError, Unforeseen

if TYPE_CHECKING:
    from publish.importing.account import Report


@app.command("import")
@plain_errors
def import_(
    inputs: Annotated[list[Path], typer.Argument(help="Documents that staff have, or folders of them."), ONLY_READ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The source to write, a .md file; for several, a folder.")
    ],
    outputs: Annotated[
        Path | None, typer.Option("--outputs", help="A folder for a report on each, with the line of every guess.")
    ] = None,
    language: Annotated[str, typer.Option(help="The document's language (BCP 47), where it does not say it.")] = "",
    content: Annotated[str, typer.Option(help="CSS selector of a page's main content.")] = "",
    address: Annotated[str, typer.Option(help="The page's address, to complete its links.")] = "",
    changes: Annotated[
        Changes | None, typer.Option(help="What becomes of a Word file's tracked changes; without it, each is marked.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a source and pictures that are there.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make sources of other documents, and prove no word lost."""
    from publish.importing.account import write_report
    from publish.importing.many import documents, import_many, targets

    options = Options(checked_language(language), content, address, changes)
    if len(inputs) == 1 and not inputs[0].is_dir() and output.suffix == ".md":
        result = _supervised(inputs[0], output, options, force=force)
        if outputs is not None:
            write_report(result, outputs)
        if as_json:
            say_json(result.data())
        else:
            for line in result.lines():
                say(line)
        raise typer.Exit(result.exit_code)
    files, passed = documents(inputs)
    pairs = targets(files, output)
    for sentence in passed:
        complain(sentence)
    outcomes = []
    for number, outcome in enumerate(import_many(pairs, options, force=force, importing=_supervised), 1):
        outcomes.append(outcome)
        if outcome.report is not None and outputs is not None:
            write_report(outcome.report, outputs)
        if not as_json:
            say(f"[{number}/{len(pairs)}] {outcome.line()}")
    if as_json:
        say_json(
            [
                outcome.report.data() if outcome.report else {"input": str(outcome.input), "error": str(outcome.error)}
                for outcome in outcomes
            ]
        )
    codes = {outcome.exit_code for outcome in outcomes}
    raise typer.Exit(codes.pop() if len(codes) == 1 else 1)


def _supervised(path: Path, target: Path, options: Options, *, force: bool) -> Report:
    """The report on one import, done by a worker. Raises `SourceError` also where the document kills or hangs it."""
    from publish.building.supervision import supervised

    try:
        report: Report = supervised(_in_worker, path, target, options, force)
    except Unforeseen as error:
        raise SourceError(path, 0, f"this cannot be imported: {error}. Save it in a simpler form.") from None
    return report


def _in_worker(_progress: object, path: Path, target: Path, options: Options, force: bool) -> Report:
    from publish.importing.run import import_document

    return import_document(path, target, options, force=force)
