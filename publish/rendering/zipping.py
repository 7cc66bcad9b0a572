"""Zip files whose bytes depend on their contents alone."""

from __future__ import annotations

import zipfile

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip entry can have; every entry gets it."""

_PACKED = (".mp3", ".m4b")
"""What does not get smaller: it is stored as it is, which takes no time."""


class FixedZip(zipfile.ZipFile):
    """A zip file in which every entry has the same date and permissions, on every system."""

    def writestr(  # type: ignore[override]
        self,
        name: str | zipfile.ZipInfo,
        data: bytes | str,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Add an entry with a fixed date."""
        entry = zipfile.ZipInfo(name if isinstance(name, str) else name.filename, EPOCH)
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        usual = zipfile.ZIP_STORED if entry.filename.endswith(_PACKED) else zipfile.ZIP_DEFLATED
        entry.compress_type = usual if compress_type is None else compress_type
        super().writestr(entry, data, compresslevel=compresslevel)
