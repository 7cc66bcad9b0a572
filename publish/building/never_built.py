"""Editions that could be made of a document, and that nobody has built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from publish.building.boundary import contained
from publish.building.edition_titles import edition_title
from publish.contracts.discovery import chosen
from publish.contracts.format import Format, Variants
from publish.errors import PublishError
from publish.model.publication import Publication
from publish.outputs.manifest import Manifest
from publish.proof.verdict import State


class NeverBuilt(NamedTuple):
    """An edition that nobody has built: its format, its name in commands, its title for people."""

    format: str
    name: str
    title: str


def never_built(manifest: Manifest, publication: Publication, installed: Mapping[str, Format]) -> Iterator[NeverBuilt]:
    """Each edition that is not in a manifest, whole or not."""
    # A record that none is written counts for nothing where one could be made: a manifest is not signed.
    records = (record for record in manifest.editions if record.verdict.state is not State.NOT_AUTHORED)
    built = {(record.format, record.variant) for record in records}
    for name, plugin in chosen(dict(installed), ()).items():
        try:
            options = contained(plugin.variants, publication, gives=Variants).options
            found = {contained(getattr, each, "variant", gives=str): edition_title(plugin, each) for each in options}
        except PublishError:
            found = {} if any(name == format_ for format_, _ in built) else {"": plugin.title}  # its plugin is at fault
        for variant, title in found.items():
            if (name, variant) not in built:
                yield NeverBuilt(name, f"{name} {variant}".rstrip(), title)
