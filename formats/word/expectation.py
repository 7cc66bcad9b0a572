"""What a Word document must say."""

from __future__ import annotations

from dataclasses import replace

from publish.model.nodes import Figure
from publish.model.publication import Publication
from publish.proof.compare import Expectation, expectation
from publish.readers.docx.raised_words import level_units


def expected(publication: Publication) -> Expectation:
    """All of the publication, and the house's logo under the lines of its first page."""
    look = publication.publisher.look
    if look.logo is not None:
        logo = Figure(look.logo, look.logo_alt)
        publication = replace(publication, front=(*publication.front, logo))
    everything = expectation(publication)
    return replace(everything, units=level_units(everything.units))
