"""`publish say`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import SOURCES, app, needs, plain_errors, say
from publish.commands.never_in_release import ONLY_READ

SOUND = Path("line.mp3")


@app.command(name="say")
@plain_errors
@needs("audio")
def say_line(
    text: Annotated[str, typer.Argument(help="What is to be said, in plain words: no marks such as ** or [ ]( ).")],
    voice: Annotated[str, typer.Option(help="The voice that says it.")] = "heart",
    output: Annotated[Path, typer.Option("--output", "-o", help="The MP3 to write.")] = SOUND,
    sources: Annotated[Path, typer.Option(help="The folder whose lexicon.pls is used."), ONLY_READ] = SOURCES,
) -> None:
    """Say a line into an MP3, to judge it by ear. It is said as an audio edition would."""
    from publish.contracts.voice import voice as voice_named
    from publish.outputs.whole_file import put_named
    from publish.source.companions import lexicon
    from publish.speech.one_line import spoken_line

    words, sound = spoken_line(text, voice_named(voice), lexicon(sources))
    put_named(output, sound, ".mp3")
    say(words)
    say(f"  {output}")
