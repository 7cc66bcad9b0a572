"""The pictures that are others than in a released version, both to be seen beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile, ZipFile, is_zipfile

from publish.comparing.released_text import Comparison
from publish.model.nodes import Asset
from publish.model.publication import Publication
from publish.reporting.pictures_view import all_pictures, small_address

_LARGEST = 30_000_000
"""Bytes of a picture within an edition: a photograph as a camera makes it has a third of it."""


def changed_pictures(comparison: Comparison | None, publication: Publication | None) -> Mapping[str, str]:
    """An address for each picture of a change by its hash; none for one that neither release nor source has."""
    if comparison is None or publication is None or comparison.folder is None:
        return {}
    units = [unit for change in comparison.changes for unit in (change.before, change.after) if unit is not None]
    wanted = {unit.image for unit in units if unit.image}
    if not wanted:
        return {}
    found = {sha256(place.image.data).hexdigest(): place.image for place in all_pictures(publication)}
    lacking = wanted - found.keys()
    found |= dict(_released(comparison.folder, lacking))
    return {name: address for name in sorted(wanted & found.keys()) if (address := small_address(found[name]))}


def _released(folder: Path, wanted: set[str]) -> Iterator[tuple[str, Asset]]:
    """Pictures by their hashes, out of the editions of a release that are packages, as EPUB and Word are."""
    for path in sorted(folder.iterdir()) if wanted else ():
        if path.is_symlink() or not path.is_file() or not is_zipfile(path):
            continue
        try:
            with ZipFile(path) as package:
                for entry in package.infolist():
                    data = package.read(entry) if entry.file_size <= _LARGEST else b""
                    if (name := sha256(data).hexdigest()) in wanted:
                        media_type = "image/svg+xml" if entry.filename.endswith(".svg") else ""
                        yield name, Asset(entry.filename, media_type, data)
        except (BadZipFile, OSError, NotImplementedError, RuntimeError):  # the last two: packed as zipfile cannot read
            continue
