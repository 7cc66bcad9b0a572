"""Editions that could be made of a document, and that nobody has built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publish.building.boundary import contained
from publish.contracts.discovery import chosen
from publish.contracts.format import Format, Variants
from publish.errors import PublishError
from publish.model.publication import Publication
from publish.outputs.manifest import Manifest
from publish.proof.verdict import State


def never_built(
    manifest: Manifest, publication: Publication, installed: Mapping[str, Format]
) -> Iterator[tuple[str, str]]:
    """The format's name and the edition's of each that is not in a manifest, whole or not."""
    # A record that none is written counts for nothing where one could be made: a manifest is not signed.
    records = (record for record in manifest.editions if record.verdict.state is not State.NOT_AUTHORED)
    built = {(record.format, record.variant) for record in records}
    for name, plugin in chosen(dict(installed), ()).items():
        try:
            variants = contained(plugin.variants, publication, gives=Variants)
            names = [contained(getattr, options, "variant", gives=str) for options in variants.options]
        except PublishError:
            names = [] if any(name == format_ for format_, _ in built) else [""]  # its plugin is at fault
        yield from ((name, f"{name} {variant}".rstrip()) for variant in names if (name, variant) not in built)
