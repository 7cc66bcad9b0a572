"""An edition that nobody keeps in store: built and proved for one order, of the very words that were released."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from publish.building.needed_editions import needed_editions
from publish.building.one_document import build_one
from publish.contracts.discovery import formats
from publish.contracts.format import Format, Settings
from publish.errors import UsageError
from publish.model.publication import Publication
from publish.model.stock_code import sku
from publish.ordering.catalogue import item
from publish.ordering.current_releases import CurrentRelease, current_releases
from publish.ordering.items import Catalogue, Item, Product, Unavailable
from publish.outputs.manifest import NAME, EditionRecord, Manifest, read_manifest
from publish.outputs.released import ReleasedEdition
from publish.proof.verdict import State

_NOT_PROVED = "it could not be made so that it says all that its source says"


def on_request(
    whole: Catalogue, outputs: Path, code: str, folder: Path, settings: Settings, today: date
) -> tuple[Product, Item]:
    """Build the edition of a stock code that no release has, such as IRON.LARGE-PRINT.24PT-CREAM, into `folder`.

    Another edition of its format must have been released: who approved that one approved its words. The paths of the
    item start at `folder`.

    Raises:
        UsageError: there is no such document or format to order, no such variant, or it was not proved complete.

    """
    product, format_name, variant = _parts(whole, code)
    installed = formats(settings)
    current = next(
        each
        for each in current_releases(outputs, today, installed)
        if isinstance(each, CurrentRelease) and each.release.id == product.id
    )
    asked = replace(settings, requested={format_name: {"variants": [variant]}})
    plugin = formats(asked)[format_name]
    refuse_unknown(code, plugin, variant, current.publication)
    # Its reader finds the pages of the printed edition that others were given.
    beside = needed_editions(plugin, (edition.record for edition in current.release.editions), current.folder)
    result = build_one(current.publication.source, folder, asked, [format_name], today=today, beside=beside)
    if result.error is not None:
        raise result.error
    manifest = read_manifest(folder / product.id / NAME)
    record = manifest.record(format_name, variant) if manifest is not None else None
    if manifest is None or record is None or not _is_good(record, manifest, product):
        reasons = [each.record.reason for each in result.editions if each.record.reason]
        raise UsageError(f"{code} cannot be ordered: {(reasons[0] if reasons else _NOT_PROVED).rstrip('.')}.")
    edition = ReleasedEdition(sku=code, record=record)
    placed = replace(current, folder=folder / product.id)
    return product, item(folder, placed, edition, installed)


def refuse_unknown(code: str, format_: Format, variant: str, publication: Publication) -> None:
    """Refuse a code that stands for no variant of its format; the format says what there is, where it can."""
    unknown = f"{code}: there is no such edition to order. See the catalogue: publish catalogue."
    try:
        options = format_.variants(publication).options
    except UsageError as error:
        _, _, told = str(error).partition("”: ")  # what follows the key that this module has written
        raise UsageError(f"{code} cannot be ordered: {told.rstrip('.')}." if told else unknown) from None
    parts = [each.variant for each in options if each.variant.startswith(f"{variant}-")]
    if len(parts) > 1:
        start = code.removesuffix(variant.upper())
        raise UsageError(
            f"{code} comes in {len(parts)} parts: order {start}{parts[0].upper()} to {start}{parts[-1].upper()}."
        )
    if variant not in {each.variant for each in options}:
        raise UsageError(unknown)


def _is_good(record: EditionRecord, manifest: Manifest, product: Product) -> bool:
    complete = record.verdict.state is State.COMPLETE and record.current and record.file is not None
    return complete and manifest.body_sha256 == product.body_sha256


def _parts(whole: Catalogue, code: str) -> tuple[Product, str, str]:
    """The product, format and variant that a stock code means."""
    for product, format_name in _printed(whole):
        start = sku(product.id, format_name, "") + "."
        if code.startswith(start):
            return product, format_name, code.removeprefix(start).lower()
    gone = next((each for each in whole.unavailable if _left_with(whole, code, each)), None)
    if gone is not None:
        raise UsageError(f"{code} cannot be ordered: {gone.explanation.rstrip('.')} ({gone.reason.value}).")
    raise UsageError(f"{code}: there is no such edition to order. See the catalogue: publish catalogue.")


def _left_with(whole: Catalogue, code: str, gone: Unavailable) -> bool:
    """Whether a code is of what left the catalogue, or was never in it and its whole document left."""
    given_out = any(product.id == gone.id for product in whole.products)
    return code in gone.skus or (not given_out and code.startswith(f"{gone.id.upper()}."))


def _printed(whole: Catalogue) -> Iterator[tuple[Product, str]]:
    for product in whole.products:
        for name in dict.fromkeys(each.format for each in product.items if each.printed is not None):
            yield product, name
