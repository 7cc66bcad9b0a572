"""How released editions are printed, and which of them stand for something that people order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from publish.contracts.format import EditionOptions, Format
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
                title=_title(plugin, options),
                type_size_pt=printed.type_size,
                paper=printed.paper,
            )


def title_of(record: EditionRecord, installed: Mapping[str, Format]) -> str:
    """What an edition is called, so that no two of a document are called the same: "Large print, 18 point"."""
    plugin: Any = installed.get(record.format)
    if plugin is not None:
        try:
            return _title(plugin, plugin.Options.model_validate(record.options))
        except ValidationError:  # as in `printed_as`
            pass
    return ", ".join(part for part in (record.format, record.variant) if part)


def _title(plugin: Format, options: EditionOptions) -> str:
    return ", ".join(part for part in (plugin.title, options.in_words) if part)
