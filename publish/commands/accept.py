"""`publish accept`."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.commands.app import OUTPUTS, AsJson, Identifier, Outputs, app, plain_errors, say, say_json


@app.command()
@plain_errors
def accept(
    identifier: Identifier,
    finding: Annotated[int, typer.Option("--finding", help="The number of the doubt, as publish listen gives it.")],
    role: Annotated[str, typer.Option(help="Whose word this is, such as health information lead.")],
    outputs: Outputs = OUTPUTS,
    as_json: AsJson = False,
) -> None:
    """Settle a doubt of listening, once a person has listened. The sentence is said as it is written."""
    from publish.commands import lines
    from publish.review import settling
    from publish.source.day_words import day_in_words

    path, settlement = settling.accept(outputs, identifier, finding, role)
    if as_json:
        say_json(lines.settlement_data(path, settlement))
    else:
        say(f"{path}: settled by {settlement.role}, {day_in_words(settlement.date)}: {settlement.text}")
        say("Build again to put the edition in its place.")
