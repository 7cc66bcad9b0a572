"""What the metadata of a PDF say of its version."""

from __future__ import annotations

from publish.model.nodes import Metadata
from publish.model.stock_code import sku
from publish.rendering.typst.values import Value


def version_keywords(metadata: Metadata, format_name: str, variant: str) -> list[Value]:
    """The keywords of an edition: its version and its stock code, once the document has a version."""
    return [f"version {metadata.version}", sku(metadata.id, format_name, variant)] if metadata.version else []
