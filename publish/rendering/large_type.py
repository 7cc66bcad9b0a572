"""How large print differs from its source on purpose, in whatever file it comes: what its cover says, and its order.

The document itself is made over, so that all of it is proved to be there as every other word is.
"""

from __future__ import annotations

from dataclasses import replace

from publish.model.edition_words import added_words
from publish.model.nodes import Inline, Link, Paragraph, Style, Styled, Text
from publish.model.publication import Contact, Publication
from publish.proof.reference_sections import is_references


def with_cover(publication: Publication, size: int) -> Publication:
    """The publication with its size and the helpline under the title: whoever needs help turns no page for it."""
    words = added_words(publication.document.metadata.language)
    lines = (
        Paragraph((Styled(Style.STRONG, words.marked(words.large_print.format(size))),)),
        _telephone(publication.publisher.helpline),
    )
    return replace(publication, front=(*lines, *publication.front))


def _telephone(helpline: Contact) -> Paragraph:
    value: Inline = Text(helpline.value)
    number = value if helpline.target is None else Link((value,), helpline.target)
    return Paragraph((Text(f"{helpline.label}: "), number))


def with_references_last(publication: Publication) -> Publication:
    """The publication with its list of references after all else: few read it, and it is long in large type."""
    sections = publication.document.sections
    references = tuple(section for section in sections if is_references(section))
    if len(references) != 1 or len(sections) == 1:
        return publication
    others = tuple(section for section in sections if not is_references(section))
    return replace(
        publication,
        document=replace(publication.document, sections=(*others, publication.imprint)),
        imprint=references[0],
    )
