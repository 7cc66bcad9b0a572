"""Whether the metadata of an edition on pages name its publisher, its version and the code that it is ordered by."""

from __future__ import annotations

from collections.abc import Iterator

from publish.model.publication import Publication
from publish.model.stock_code import sku
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.pdf import TaggedPdf


def claim_findings(file: TaggedPdf, publication: Publication, stock_name: str, variant: str) -> Iterator[Finding]:
    """What a file says otherwise of who made it and which version it is.

    `stock_name` and `variant` are the format's and the edition's, as stock codes have them.
    """
    about = publication.document.metadata
    keywords = f"version {about.version}, {sku(about.id, stock_name, variant)}" if about.version else ""
    for what, wanted, found in (
        ("the publisher", publication.publisher.name, file.author),
        ("the version", keywords, file.keywords),
    ):
        if wanted != found:
            yield Finding(FindingKind.PRESENTATION, OPENING, "", f"{what}: {wanted or 'none'}", found or None)
