"""`publish approve`."""

from __future__ import annotations

from collections.abc import Sequence
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
    outputs: Outputs = OUTPUTS,
    as_json: AsJson = False,
) -> None:
    """Approve a document as it was built, or one of its editions. A changed word makes that void."""
    from publish.api import default_settings
    from publish.commands.release_lines import approval_data
    from publish.releasing.approving import approve as approve_source
    from publish.source.day_words import day_in_words

    path, approval = approve_source(
        source, role, outputs, default_settings(), edition=edition, readers=readers, without=without or ()
    )
    if as_json:
        say_json(approval_data(path, approval))
    else:
        what = f"the {approval.edition} edition" if approval.edition else "the document"
        say(f"{path}: {what} is approved by {approval.role}, {day_in_words(approval.date)}.")
        say(f"Next: {_next(source, approval.edition, without or ())}")


def _next(source: Path, edition: str, without: Sequence[str]) -> str:
    """What a person does once this is approved."""
    from publish.source.files import text_of_file
    from publish.source.front_matter import metadata
    from publish.source.halves import split

    if edition:
        return f"publish build {source}, so that the edition says who agreed it; then approve the document."
    about = metadata(source, split(source, text_of_file(source)).yaml)
    if not about.version:
        return f"give {source} a version, as version: 1.0 in its front matter; then build it and release it."
    left_out = "".join(f" --without {name}" for name in without)
    return f"publish release {about.id} --key house.pem{left_out}"
