"""`publish verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import AsJson, app, needs, plain_errors, say, say_json
from publish.commands.never_in_release import ONLY_READ


@app.command()
@plain_errors
@needs("release")
def verify(
    folder: Annotated[Path, typer.Argument(help="A released folder, wherever it is now."), ONLY_READ],
    key: Annotated[
        Path | None, typer.Option(help="The public key that must have signed it, as house.pem.pub."), ONLY_READ
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Prove that a release is as it was signed. It names each file that is not, and says if it is withdrawn."""
    from publish.commands.release_lines import verification_data, verification_lines
    from publish.outputs.proved_release import verified
    from publish.outputs.signature import public_key

    found = verified(folder, (public_key(key),) if key is not None else ())
    if as_json:
        say_json(verification_data(found))
    else:
        for line in verification_lines(found, named=key is not None):
            say(line)
    raise typer.Exit(found.exit_code)
