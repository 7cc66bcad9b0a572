"""Tells the manifest of a document which of its editions may be ordered, after a release and after a withdrawal."""

from __future__ import annotations

import logging
from collections.abc import Collection, Container
from pathlib import Path

from publish.errors import OutputsError
from publish.outputs import journal
from publish.outputs.manifest import NAME, read_manifest
from publish.outputs.proved_release import handed_out

_logger = logging.getLogger(__name__)


def tell_manifest(outputs: Path, identifier: str, printable: Container[str], keys: Collection[str]) -> None:
    """Write which editions may be ordered: those that can be printed and whose very file was released. Under the lock.

    `printable` are the names of the formats that can be ordered in print, `keys` the public keys of the house. Where it
    cannot be written, as on a full disk, the next build writes it: what was released or withdrawn before is so all the
    same, and nobody may be told that it was not.
    """
    try:
        _tell(outputs, identifier, printable, keys)
    except (OutputsError, OSError) as error:
        _logger.warning("%s: its manifest is not told what may be ordered: %s", outputs / identifier, error)


def _tell(outputs: Path, identifier: str, printable: Container[str], keys: Collection[str]) -> None:
    folder = outputs / identifier
    manifest = read_manifest(folder / NAME)
    if manifest is None:
        return
    released = handed_out(outputs, identifier, keys)
    records = tuple(
        record.model_copy(
            update={"orderable": record.format in printable and record.current and record.sha256 in released}
        )
        for record in manifest.editions
    )
    journal.rewrite(folder, manifest.model_copy(update={"editions": records}))
