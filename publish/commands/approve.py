"""`publish approve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import AsJson, Today, app, day, needs, plain_errors, say, say_json


@app.command()
@plain_errors
@needs("release")
def approve(
    source: Annotated[Path, typer.Argument(help="The source that is approved as it is now.")],
    role: Annotated[str, typer.Option(help="Who approves it, as a role: health information lead.")],
    edition: Annotated[str, typer.Option(help="The edition that is agreed, as easy-read; else the document.")] = "",
    readers: Annotated[
        str, typer.Option(help="The people with a learning disability who checked the easy-read edition.")
    ] = "",
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Approve a document as it is now, or one of its editions: a changed word makes that void."""
    from publish.api import default_settings
    from publish.commands.release_lines import approval_data
    from publish.releasing.approving import approve as approve_source

    path, approval = approve_source(
        source, role, default_settings(), edition=edition, readers=readers, today=day(today)
    )
    if as_json:
        say_json(approval_data(path, approval))
    else:
        what = f"the {approval.edition} edition" if approval.edition else "the document"
        say(f"{path}: {what} is approved by {approval.role}, {approval.date}.")
