"""`publish import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.commands.app import AsJson, app, plain_errors, say, say_json
from publish.contracts.importer import Changes, Options, checked_language


@app.command("import")
@plain_errors
def import_(
    document: Annotated[Path, typer.Argument(help="A web page or its text export, a Word or a Markdown file.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The source to write, a .md file.")],
    language: Annotated[str, typer.Option(help="The document's language (BCP 47), where it does not say it.")] = "",
    content: Annotated[str, typer.Option(help="CSS selector of a page's main content.")] = "",
    address: Annotated[str, typer.Option(help="The page's address, to complete its links.")] = "",
    changes: Annotated[Changes, typer.Option(help="What becomes of a Word file's tracked changes.")] = Changes.ACCEPT,
    force: Annotated[bool, typer.Option("--force", help="Write over a source that is there.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make a source of another document, and prove that no word was lost."""
    from publish.importing.run import import_document

    options = Options(checked_language(language), content, address, changes)
    result = import_document(document, output, options, force=force)
    if as_json:
        say_json(result.data())
    else:
        for line in result.lines():
            say(line)
    raise typer.Exit(result.exit_code)
