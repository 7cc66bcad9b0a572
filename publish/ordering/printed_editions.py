"""How released editions are printed, and which of them stand for something that people order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from publish.contracts.format import Format
from publish.contracts.printed import Printed, Printing
from publish.outputs.manifest import EditionRecord
from publish.outputs.released import Release


def codes(release: Release, installed: Mapping[str, Format]) -> tuple[str, ...]:
    """The stock codes of a release, but for those of further files of an edition, which nobody orders by themselves."""
    return tuple(
        edition.sku
        for edition in release.editions
        if (printed := printed_as(edition.record, installed)) is None or printed.beside is None
    )


def printed_as(record: EditionRecord, installed: Mapping[str, Format]) -> Printed | None:
    """How an edition is printed, None where nobody prints it, or its format is not installed here."""
    plugin: Any = installed.get(record.format)
    if plugin is None or not plugin.orderable:
        return None
    try:
        options = plugin.Options.model_validate(record.options)
        return plugin.printed(options) if isinstance(plugin, Printing) else Printed()
    except ValidationError:  # the record is of a version of the format that had other options
        return None
