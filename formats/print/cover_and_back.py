"""What a leaflet says besides its document: the logo on the cover; on the back how to get it otherwise, and a QR code.

The document itself is made over, so that all of it is proved to be there as every other word is.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import segno

from publish.model.edition_words import AddedWords, added_words
from publish.model.nodes import Asset, Block, Figure, Inline, Link, Paragraph, Section, Text
from publish.model.publication import Contact, Publication
from publish.rendering.typst.address import printed

OTHER_FORMATS = "other-formats"


def with_cover_and_back(publication: Publication, address: str) -> Publication:
    """The publication with the logo under the lines of its cover, and more on its back page.

    `address` is where the document can be read online, "" where nobody can.
    """
    look = publication.publisher.look
    words = added_words(publication.document.metadata.language)
    logo = (Figure(look.logo, look.logo_alt),) if look.logo is not None else ()
    blocks: list[Block] = [_by_telephone(publication.publisher.helpline, words)]
    if address:
        shown = printed(address, "")
        link = Link((Text(shown),), address)
        blocks.append(Paragraph((*words.marked(words.online), Text(" "), link)))
        blocks.append(Figure(_qr_code(address), words.qr_code.format(shown)))
    more = Section(OTHER_FORMATS, 2, words.marked(words.other_formats), tuple(blocks))
    imprint = replace(publication.imprint, sections=(*publication.imprint.sections, more))
    return replace(publication, front=(*publication.front, *logo), imprint=imprint)


def _by_telephone(helpline: Contact, words: AddedWords) -> Paragraph:
    """First: whoever cannot read the leaflet cannot read an address in it either, but somebody can ring for them."""
    value: Inline = Text(helpline.value)
    number = value if helpline.target is None else Link((value,), helpline.target)
    return Paragraph((*words.marked(words.ask), Text(f" {helpline.label} "), number, Text(".")))


def _qr_code(address: str) -> Asset:
    """A QR code that is read even where a quarter of it is dirty (ISO/IEC 18004, level Q), dark on its own white."""
    drawn = BytesIO()
    segno.make(address, error="q", micro=False).save(
        drawn, kind="svg", border=4, light="white", svgclass=None, lineclass=None, unit="", omitsize=False, scale=4
    )
    return Asset("qr-code.svg", "image/svg+xml", drawn.getvalue())
