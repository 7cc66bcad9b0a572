"""`publish easy-read start` and `publish easy-read preview`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import AsJson, app, plain_errors, say, say_json

FORMAT = "easy-read"
DRAFT = Path("easy-read-draft.pdf")

easy_read = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Write easy-read words, and look at them as they grow.",
)
app.add_typer(easy_read, name=FORMAT)

Source = Annotated[Path, typer.Argument(help="The source that the easy-read words are for.")]


@easy_read.command()
@plain_errors
def start(source: Source, as_json: AsJson = False) -> None:
    """Put lines to write under each section without words, with what must be told; what is there stays as it is.

    Where a rule is sure, a line is proposed and marked .draft. It counts only when a person has taken the mark out.
    """
    from publish.api import default_settings
    from publish.building.authored_words import begin

    begun = begin(source, FORMAT, default_settings())
    if as_json:
        say_json(
            [
                {"path": str(source), "line": block.line, "sections": list(block.sections), "drafts": block.drafts}
                for block in begun
            ]
        )
        return
    for block in begun:
        drafts = f", {block.drafts} of them drafts" if block.drafts else ""
        say(f"{source}:{block.line}: lines to write for {', '.join(block.sections)}{drafts}")
    if any(block.drafts for block in begun):
        say("Drafts are proposed by rules. Read each beside its text, then take .draft out, or write the line anew.")
    if begun:
        say(f"Write them, look at them with publish easy-read preview {source}, then run publish tie {source}.")
    else:
        say("Every section has easy-read words, or lines for them, or a waiver.")


@easy_read.command()
@plain_errors
def preview(
    source: Source,
    output: Annotated[Path, typer.Option("--output", "-o", help="The PDF to write.")] = DRAFT,
    as_json: AsJson = False,
) -> None:
    """Write the lines so far as a PDF. It is marked as a draft, and its last page says what is missing."""
    from publish.api import default_settings
    from publish.building.authored_words import preview as write_preview

    missing = write_preview(source, FORMAT, output, default_settings())
    if as_json:
        say_json({"path": str(output), "missing": list(missing)})
        return
    for sentence in missing:
        say(sentence)
    say(f"written: {output}")
