"""The specimen of `publish.testing`, its easy-read words agreed by a role with all that they leave out."""

from __future__ import annotations

from dataclasses import replace

from formats.easy_read.agreed_words import NAME
from formats.easy_read.contradictions import points
from formats.easy_read.easy_blocks import covered
from formats.easy_read.fact_ledger import fact_ledger
from publish.model.nodes import Agreement, EasyRead, PartialDate, Section
from publish.model.publication import Publication
from publish.source.identity import agreement_tie
from publish.testing import specimen as unsettled
from publish.testing.specimen import MATHML, POWER, PUBLISHER, SVG, item, paragraph, words

__all__ = ["MATHML", "POWER", "PUBLISHER", "SVG", "item", "paragraph", "settled", "specimen", "words"]


def specimen() -> Publication:
    return settled(unsettled())


def settled(publication: Publication) -> Publication:
    """The publication with its easy-read words agreed by a role, and all their differences from the text settled."""

    untold = [entry for entry in fact_ledger(publication, NAME) if entry.told_on is None]

    def agreed(easy: EasyRead) -> EasyRead:
        by = Agreement("editor", PartialDate(2026, 3, 2), agreement_tie(easy, covered(publication, easy)))
        facts = [entry.source.words for entry in untold if entry.source.section in easy.covers]
        differences = (*(point.words for point in points(publication, easy)), *facts)
        return replace(easy, agreed=by, settled=tuple(dict.fromkeys(differences)))

    def section(before: Section) -> Section:
        blocks = tuple(agreed(block) if isinstance(block, EasyRead) else block for block in before.blocks)
        return replace(before, blocks=blocks, sections=tuple(map(section, before.sections)))

    sections = tuple(map(section, publication.document.sections))
    return replace(publication, document=replace(publication.document, sections=sections))
