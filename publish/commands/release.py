"""`publish release`, and `publish key`, which makes the key that signs releases."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import (
    OUTPUTS,
    AsJson,
    Identifier,
    Outputs,
    Today,
    app,
    day,
    needs,
    plain_errors,
    say,
    say_json,
)


@app.command()
@plain_errors
@needs("release")
def release(
    identifier: Identifier,
    key: Annotated[
        Path | None, typer.Option(help="The file of the house's private key; else PUBLISH_SIGNING_KEY holds its text.")
    ] = None,
    outputs: Outputs = OUTPUTS,
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Release a document's approved, complete editions under its version, signed; a release is never changed."""
    from publish.api import default_settings
    from publish.commands.release_lines import release_data, release_lines
    from publish.releasing.new_release import release as release_document
    from publish.releasing.signature import private_key

    released = release_document(outputs, identifier, private_key(key), default_settings(), day(today))
    if as_json:
        say_json(release_data(released))
        return
    for line in release_lines(released):
        say(line)


@app.command("key")
@plain_errors
@needs("release")
def make_key(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The private key to write, such as house.pem.")],
    as_json: AsJson = False,
) -> None:
    """Make the key that signs releases: keep FILE secret and safe, and give FILE.pub to whoever checks them."""
    from publish.outputs.released import refuse_in_release
    from publish.releasing.signature import new_key, public_key, short_name

    refuse_in_release(path)

    public = new_key(path)
    name = short_name(public_key(public))
    if as_json:
        say_json({"private": str(path), "public": str(public), "name": name})
        return
    say(f"{path}: the private key. Keep it secret, and keep a copy: it cannot be made again.")
    say(f"{public}: the public key {name}. Give it to whoever checks releases.")
