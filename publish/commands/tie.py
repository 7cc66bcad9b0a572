"""`publish tie`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import AsJson, app, plain_errors, say, say_json


@app.command()
@plain_errors
def tie(
    sources: Annotated[list[Path], typer.Argument(help="Sources whose easy-read words you have read again.")],
    as_json: AsJson = False,
) -> None:
    """Write the ties of easy-read words and waivers. Do it once a person has read them beside the text as it is now."""
    from publish.source.named_sources import find_sources
    from publish.source.tying import write_ties

    written = [(source, tied) for source in find_sources(sources) for tied in write_ties(source)]
    if as_json:
        say_json(
            [
                {"path": str(source), "line": entry.line, "before": entry.before or None, "after": entry.after}
                for source, entry in written
            ]
        )
        return
    for source, entry in written:
        say(f'{source}:{entry.line}: tie="{entry.after}"{f", was {entry.before}" if entry.before else ""}')
    say(f"{len(written)} written." if written else "Every tie is up to date.")
