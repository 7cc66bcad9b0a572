"""Which sections are the references: they come last in sound and in large type, as few need them."""

from __future__ import annotations

from publish.model.nodes import Section
from publish.model.publication import Publication
from publish.proof.ledger import text_of

NAMES = frozenset({"sources", "references", "bibliography"})
"""The ids and the headings of such a section."""


def is_references(section: Section) -> bool:
    """Whether a section is the list of references: by its id, or by its whole heading, never by a word in it."""
    return section.id in NAMES or text_of(section.heading).strip(" .:").casefold() in NAMES


def reference_ids(publication: Publication) -> frozenset[str]:
    """The ids of the top-level sections that are lists of references."""
    return frozenset(section.id for section in publication.sections if is_references(section))
