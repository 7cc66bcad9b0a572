"""`publish feed`: the podcast of all released audio."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.commands.app import (
    OUTPUTS,
    AsJson,
    DayToCome,
    Outputs,
    app,
    day_to_come,
    needs,
    plain_errors,
    say,
    say_json,
)


@app.command("feed")
@plain_errors
@needs("release")
def write_feed(
    address: Annotated[str, typer.Argument(help="Where the folder of outputs is served, as https://www.example.org/.")],
    picture: Annotated[str, typer.Option(help="The address of a square picture of 1400 to 3000 pixels.")] = "",
    outputs: Outputs = OUTPUTS,
    today: DayToCome = "",
    as_json: AsJson = False,
) -> None:
    """Write the podcast of all released audio. In outputs/podcast.xml, with chapters."""
    from publish.api import default_settings
    from publish.ordering.podcast import write_podcast
    from publish.source.days import judged_on

    paths, episodes = write_podcast(outputs, address, picture, default_settings(), judged_on(day_to_come(today)))
    if as_json:
        say_json({"files": [str(path) for path in paths], "episodes": episodes})
        return
    say(f"{episodes} {'episode' if episodes == 1 else 'episodes'}")
    say(f"written: {paths[0]}" if paths else "Nothing is written: this is of a day to come.")
