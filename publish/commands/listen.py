"""`publish listen`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import OUTPUTS, AsJson, Identifier, Outputs, app, plain_errors, say, say_json


@app.command()
@plain_errors
def listen(
    identifier: Identifier,
    outputs: Outputs = OUTPUTS,
    play: Annotated[bool, typer.Option("--play", help="Play each clip, where the machine has a player.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what listening could not decide, with a clip of each."""
    from publish.commands import lines
    from publish.review.settling import open_points

    points = open_points(outputs, identifier)
    if as_json:
        say_json([lines.point_data(point) for point in points])
        return
    for point in points:
        for line in lines.point_lines(point):
            say(line)
        if play and point.clip is not None:
            _play(point.clip)
    if not points:
        say(f"Nothing in {identifier} is in doubt.")


def _play(sound: Path) -> None:
    from publish.review.player import find_player

    player = find_player()
    if player is None:
        say(f"  there is no audio player here (ffplay, afplay, paplay, aplay). Open the clip yourself: {sound}")
    elif not player.play(sound):
        say(f"  {player.command[0]} could not play it. Open the clip yourself: {sound}")
