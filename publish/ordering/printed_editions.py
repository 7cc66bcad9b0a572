"""How released editions are printed, and which of them stand for something that people order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from publish.contracts.format import Format
from publish.contracts.printed import MadeToOrder, Printed, Printing
from publish.model.stock_code import sku
from publish.ordering.items import MadeForOrder
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


def made_to_order(installed: Mapping[str, Format]) -> Iterator[MadeForOrder]:
    """What the formats that are installed make for one order."""
    for plugin in installed.values():
        if not isinstance(plugin, MadeToOrder):
            continue
        for options in plugin.to_order():
            printed = plugin.printed(options) if isinstance(plugin, Printing) else Printed()
            yield MadeForOrder(
                sku_end=sku("", plugin.name, options.variant),
                format=plugin.name,
                variant=options.variant,
                title=title_of(plugin.title, options.variant),
                type_size_pt=printed.type_size,
                paper=printed.paper,
            )


def title_of(format_title: str, variant: str) -> str:
    """What an edition is called, so that no two of a document are called the same."""
    return ", ".join(part for part in (format_title, variant.replace("-", " ")) if part)
