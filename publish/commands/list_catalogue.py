"""`publish catalogue`: what can be ordered, for an ordering service and for the book trade."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.commands.app import (
    OUTPUTS,
    AsJson,
    DayToCome,
    Outputs,
    app,
    day,
    day_to_come,
    needs,
    plain_errors,
    say,
    say_json,
)


@app.command("catalogue")
@plain_errors
@needs("release")
def write_catalogue_file(
    outputs: Outputs = OUTPUTS,
    since: Annotated[str, typer.Option(help="Say what changed on this day or later, as 2026-03-31.")] = "",
    onix: Annotated[bool, typer.Option("--onix", help="Write it as ONIX 3.1 too, beside the other.")] = False,
    today: DayToCome = "",
    as_json: AsJson = False,
) -> None:
    """Write the catalogue of what is released. It lists all that may be given out, in outputs/catalogue.json."""
    from publish.api import default_settings
    from publish.commands.catalogue_lines import catalogue_lines, changed_data, changed_lines
    from publish.ordering.catalogue import NAME, write_catalogue
    from publish.source.day_words import day_in_words
    from publish.source.days import judged_on

    first = day(since)
    written, whole = write_catalogue(outputs, default_settings(), judged_on(day_to_come(today)), with_onix=onix)
    if as_json:
        ahead = {"catalogue": whole.model_dump(mode="json", by_alias=True)} if not written else {}
        changed = changed_data(whole, first) if first else {}
        say_json({"files": [str(each) for each in written], **changed, **ahead})
        return
    for line in changed_lines(whole, first) if first else catalogue_lines(whole):
        say(line)
    for each in written:
        say(f"written: {each}")
    if not written:
        judged = day_in_words(whole.day)
        say(f"Nothing is written: this is how it will be on {judged}, and {outputs / NAME} is of today.")
