"""The job of an edition that lies in the outputs: what it would be made of now, to be what its record says it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from publish.building.editions import file_name
from publish.building.needed_editions import needed_editions
from publish.contracts.format import EditionOptions, Format, Job, Part
from publish.errors import OutputsError
from publish.model.publication import Publication
from publish.outputs.manifest import EditionRecord, Manifest
from publish.source.edition_imprint import of_edition
from publish.source.waivers import Waived, without_waived


@dataclass(frozen=True, slots=True)
class Built:
    """A document as it was built and as it is now: the folder of its editions, their records, and the source."""

    folder: Path
    manifest: Manifest
    publication: Publication
    installed: Mapping[str, Format]


def recorded_options(plugin: Format, record: EditionRecord, identifier: str) -> EditionOptions:
    """What an edition was made to be.

    Its variant and its file's name follow from its options, and not from what a manifest says beside them: a record of
    18-point print with options of 12 points would be proved to be 12-point print. Raises `OutputsError`.
    """
    try:
        options = plugin.Options.model_validate(record.options)
    except ValidationError:
        raise OutputsError(f"the manifest's options of {record.file} do not fit {plugin.name}. Build again.") from None
    name = file_name(identifier, plugin, options)
    if record.variant != options.variant or (record.file is not None and Path(record.file).name != name):
        raise OutputsError(
            f"the manifest calls {record.file} {record.name}, but its options there make {name}. Somebody changed the "
            "manifest: build again with --force."
        )
    return options


def recorded_job(at: Built, record: EditionRecord) -> tuple[Waived, Job[Any]]:
    """What is not waived of a document, and the job of one of its editions. Raises `OutputsError`, `EditionError`."""
    plugin = at.installed[record.format]
    options = recorded_options(plugin, record, at.manifest.id)
    waived = without_waived(at.publication, plugin.name, easy_read=Part.EASY_READ in plugin.uses)
    needed = needed_editions(plugin, at.manifest.editions, at.folder)
    return waived, Job(of_edition(waived.publication, plugin.name, options.ordered_as), options, needed)
