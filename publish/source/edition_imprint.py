"""What one edition says of itself besides what the document says: the code that it is ordered by."""

from __future__ import annotations

from dataclasses import replace

from publish.model.edition_words import added_words
from publish.model.nodes import Paragraph
from publish.model.publication import Publication
from publish.model.stock_code import sku
from publish.source.identity import identified_section


def of_edition(publication: Publication, format_name: str, variant: str) -> Publication:
    """The publication with the stock code of one edition among the lines about itself, once it has a version.

    Written and checked from the same place, so that every format shows the code, and proves that it does.
    """
    about = publication.document.metadata
    if not about.version:
        return publication
    words = added_words(about.language)
    code = Paragraph(words.marked(words.stock_code.format(sku(about.id, format_name, variant))))
    blocks = (*publication.imprint.blocks, code)
    return replace(publication, imprint=identified_section(replace(publication.imprint, blocks=blocks)))
