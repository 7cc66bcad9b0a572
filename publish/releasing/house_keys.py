"""The keys that may sign a house's releases."""

from __future__ import annotations

from pathlib import Path

from publish.errors import PublishError
from publish.outputs.manifest import NAME, read_manifest
from publish.source.companions import publisher


def house_keys(outputs: Path, identifier: str) -> tuple[str, ...]:
    """The keys that the publisher of a document names; none where its source or publisher.yaml is not there to ask."""
    try:
        manifest = read_manifest(outputs / identifier / NAME)
        source = manifest.source.seen_from(outputs / identifier) if manifest is not None else None
        return publisher(source.parent).release_keys if source is not None else ()
    except PublishError:
        return ()
