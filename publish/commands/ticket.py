"""`publish ticket`: an order for a printer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import (
    OUTPUTS,
    AsJson,
    DayToCome,
    Outputs,
    app,
    day_to_come,
    needs,
    plain_errors,
    say,
    say_json,
)


@app.command("ticket")
@plain_errors
@needs("release")
def write_job_ticket(
    code: Annotated[str, typer.Argument(metavar="SKU", help="The stock code, such as IRON.LARGE-PRINT.24PT-CREAM.")],
    to: Annotated[str, typer.Option(help="Where the copies go: name and address, parted by semicolons.")],
    copies: Annotated[int, typer.Option(help="How many copies.")] = 1,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder for tickets; else tickets in outputs.")
    ] = None,
    outputs: Outputs = OUTPUTS,
    today: DayToCome = "",
    as_json: AsJson = False,
) -> None:
    """Order copies: write a job ticket, and the file to print. In CIP4 XJDF and JSON; what no release has is made."""
    from publish.api import default_settings
    from publish.commands.catalogue_lines import ticket_lines
    from publish.ordering.ordering import order
    from publish.source.days import judged_on

    folder = output or outputs / "tickets"
    placed, ticket = order(outputs, code, copies, to, folder, default_settings(), judged_on(day_to_come(today)))
    if as_json:
        say_json({"folder": str(placed), **ticket.model_dump(mode="json", by_alias=True)})
        return
    for line in ticket_lines(placed, ticket):
        say(line)
