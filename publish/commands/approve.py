"""`publish approve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import OUTPUTS, AsJson, Outputs, Without, app, needs, plain_errors, say, say_json


@app.command()
@plain_errors
@needs("release")
def approve(
    source: Annotated[Path, typer.Argument(help="The source that is approved as it was built.")],
    role: Annotated[str, typer.Option(help="Who approves it, as a role: health information lead.")],
    edition: Annotated[str, typer.Option(help="The edition that is agreed, as easy-read; else the document.")] = "",
    readers: Annotated[
        str, typer.Option(help="The people with a learning disability who checked the easy-read edition.")
    ] = "",
    without: Without = None,
    despite_withdrawn: Annotated[
        list[str] | None,
        typer.Option(metavar="VERSION", help="A withdrawn version that says the same, word for word."),
    ] = None,
    outputs: Outputs = OUTPUTS,
    as_json: AsJson = False,
) -> None:
    """Approve a document as it was built, or one of its editions. A changed word makes that void."""
    from publish.api import default_settings
    from publish.commands.release_lines import approval_data
    from publish.releasing.after_approval import next_after_approval
    from publish.releasing.approving import approve as approve_source
    from publish.source.day_words import day_in_words

    path, approval = approve_source(
        source,
        role,
        outputs,
        default_settings(),
        edition=edition,
        readers=readers,
        without=without or (),
        despite_withdrawn=despite_withdrawn or (),
    )
    if as_json:
        say_json(approval_data(path, approval))
    else:
        what = f"the {approval.edition} edition" if approval.edition else "the document"
        say(f"{path}: {what} is approved by {approval.role}, {day_in_words(approval.date)}.")
        if approval.despite_withdrawn:
            say(f"It knows that the same words were withdrawn: version {', '.join(approval.despite_withdrawn)}.")
        say(f"Next: {next_after_approval(source, outputs, default_settings(), approval.edition, without or ())}")
