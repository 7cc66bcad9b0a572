"""What the comparison of texts does not cover: whether the claims in the package match the content."""

from __future__ import annotations

from formats.epub.accessibility import CONFORMS_TO, claims
from publish.model.publication import Publication
from publish.proof.ledger import OPENING
from publish.proof.reading import Reading
from publish.proof.verdict import Finding, FindingKind


def own_findings(publication: Publication, reading: Reading) -> tuple[Finding, ...]:
    """A finding for each accessibility term that does not say what the content bears."""
    made = claims(publication)
    expected: dict[str, str | list[str]] = {
        "schema:accessMode": list(made.modes),
        "schema:accessModeSufficient": ",".join(made.sufficient),
        "schema:accessibilityFeature": list(made.features),
        "schema:accessibilityHazard": list(made.hazards),
        "schema:accessibilitySummary": made.summary,
        "dcterms:conformsTo": CONFORMS_TO,
        "a11y:certifiedBy": publication.publisher.name,
    }
    return tuple(
        Finding(FindingKind.PRESENTATION, OPENING, term, str(value), str(reading.accessibility.get(term)))
        for term, value in expected.items()
        if reading.accessibility.get(term) != value
    )
