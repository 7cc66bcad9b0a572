"""What people call an edition: "Print A4, for the press" is the `print a4-press` of commands."""

from __future__ import annotations

from pydantic import ValidationError

from publish.building.boundary import contained
from publish.contracts.format import EditionOptions, Format
from publish.errors import PublishError
from publish.outputs.manifest import EditionRecord


def edition_title(plugin: Format, options: EditionOptions) -> str:
    """The title of an edition with such options."""
    return f"{plugin.title} {contained(getattr, options, 'in_words', gives=str)}".rstrip()


def title_of(record: EditionRecord, plugin: Format | None) -> str:
    """The title of an edition of a manifest; the name it has in commands where its format is not to hand."""
    try:
        return edition_title(plugin, plugin.Options.model_validate(record.options)) if plugin else record.name
    except (PublishError, ValidationError):
        return record.name
