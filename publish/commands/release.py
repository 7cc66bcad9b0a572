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
    SigningKey,
    Without,
    app,
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
    key: SigningKey = None,
    without: Without = None,
    outputs: Outputs = OUTPUTS,
    as_json: AsJson = False,
) -> None:
    """Release approved, complete editions, signed. They go out under the document's version, and are never changed."""
    from publish.api import default_settings
    from publish.commands.release_lines import release_data, release_lines
    from publish.outputs.signature import private_key
    from publish.releasing.new_release import release as release_document

    released = release_document(outputs, identifier, private_key(key), default_settings(), without or ())
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
    """Make the key that signs releases. Keep FILE secret and safe, and give FILE.pub to whoever checks them."""
    from publish.outputs.signature import new_key, public_key, short_name

    public = new_key(path)
    text = public_key(public)
    name = short_name(text)
    if as_json:
        say_json({"private": str(path), "public": str(public), "name": name, "key": text})
        return
    say(f"{path}: the private key. Keep it secret, and keep a copy: it cannot be made again.")
    say(f"{public}: the public key {name}. Give it to whoever checks releases.")
    say("Put it into publisher.yaml, so that no other key is taken for the house's:")
    say(f'release-keys: ["{text}"]')
