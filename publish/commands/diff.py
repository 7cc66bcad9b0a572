"""`publish diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish.commands.app import OUTPUTS, AsJson, Identifier, Outputs, app, needs, plain_errors, say, say_json

if TYPE_CHECKING:
    from publish.comparing.released_text import Comparison


@app.command()
@plain_errors
@needs("release")
def diff(
    identifier: Identifier,
    version: Annotated[str, typer.Option("--from", help="The released version to compare with; else the latest.")] = "",
    word: Annotated[Path | None, typer.Option(help="Write the changes as tracked changes of a Word file.")] = None,
    outputs: Outputs = OUTPUTS,
    as_json: AsJson = False,
) -> None:
    """Say what changed in a document since it was released. Numbers and negations come first."""
    from publish.commands.release_lines import change_data, change_lines
    from publish.comparing.released_text import compared
    from publish.outputs.built_document import built
    from publish.source.load import load

    folder, manifest = built(outputs, identifier)
    found = compared(outputs, identifier, load(manifest.source.seen_from(folder)), version)
    if word is not None:
        _write_word_file(found, word)
    if as_json:
        say_json([change_data(change) for change in found.changes])
        return
    for line in change_lines(found):
        say(line)
    if word is not None:
        say(f"{word}: written, with {len(found.changes)} changes tracked.")


def _write_word_file(comparison: Comparison, path: Path) -> None:
    """Write the changes as tracked changes. Raises `MissingTool` where an installation cannot write Word files."""
    from publish.contracts.installed import how_to_get
    from publish.errors import MissingTool

    try:
        from publish.comparing.tracked_changes import write_tracked_changes
    except ImportError:
        message = f"a Word file needs python-docx, which is not installed. {how_to_get('accessible-publish', 'word')}"
        raise MissingTool(message) from None
    write_tracked_changes(comparison, path)
