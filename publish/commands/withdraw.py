"""`publish withdraw`."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.commands.app import (
    OUTPUTS,
    AsJson,
    Identifier,
    Outputs,
    SigningKey,
    app,
    needs,
    plain_errors,
    say,
    say_json,
)


@app.command()
@plain_errors
@needs("release")
def withdraw(
    identifier: Identifier,
    version: Annotated[str, typer.Argument(help="The released version, such as 1.0.")],
    reason: Annotated[str, typer.Option(help="Why it is not to be given out any more.")],
    role: Annotated[str, typer.Option(help="Who withdraws it, as a role: health information lead.")],
    key: SigningKey = None,
    outputs: Outputs = OUTPUTS,
    as_json: AsJson = False,
) -> None:
    """Withdraw a released version. It cannot be ordered any more, and stays as it was for who has it."""
    from publish.outputs.signature import private_key
    from publish.releasing.withdrawing import withdraw as withdraw_version
    from publish.source.day_words import day_in_words

    path, record = withdraw_version(outputs, identifier, version, reason=reason, role=role, key=private_key(key))
    if as_json:
        say_json({"path": str(path), **record.model_dump(mode="json")})
    else:
        say(f"{identifier} {version} is withdrawn as of {day_in_words(record.date)}: {record.reason}")
        say("Copies that were made before do not know of it: tell whoever has one. Then: publish report")
