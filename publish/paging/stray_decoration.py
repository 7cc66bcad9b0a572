"""Whether decoration on pages is nothing but decoration: it has no signs, and no pictures but those meant so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from publish.model.nodes import Asset, Figure, InlineImage, Table
from publish.model.publication import Publication
from publish.model.traverse import descend, nodes_of_text
from publish.paging.exchanged_pictures import UNLIKE, unlike
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.pdf import TaggedPdf
from publish.readers.pdf.decoration_kinds import strays
from publish.readers.pdf.shown_pictures import Place, drawn_at


def decorative_pictures(publication: Publication) -> Iterator[Asset]:
    """The pictures of the text that are there for the eye alone, each as often as the text has it."""
    for node in nodes_of_text(publication.document):
        if isinstance(node, Figure | InlineImage) and node.decorative:
            yield node.image


def repeated_pictures(publication: Publication) -> Iterator[Asset]:
    """Those in the headers of tables, which a table that goes on shows once more, for the eye alone."""
    for node in nodes_of_text(publication.document):
        if isinstance(node, Table):
            cells = (cell for row in node.header_rows for cell in row)
            inlines = (inline for cell in cells for inline in descend(cell.children))
            yield from (inline.image for inline in inlines if isinstance(inline, InlineImage))


def decoration_findings(
    path: Path, file: TaggedPdf, margin: float, pictures: Iterable[Asset], repeated: Iterable[Asset] = ()
) -> Iterator[Finding]:
    """Lines, areas and pictures beside the text that may be read as signs, or show what nobody hears.

    Args:
        path: the edition.
        file: the same, opened.
        margin: what stays free beside the text, in points.
        pictures: those that are there for the eye alone, each as often as it may be.
        repeated: pictures that may be there any number of times.

    """
    found = list(strays(file, margin))
    places = [Place(stray.page, stray.box, stray.before) for stray in found]
    left, always = list(pictures) if found else [], list(repeated) if found else []
    for stray, drawn in zip(found, drawn_at(path, file, places), strict=True):
        known = [] if drawn is None else [asset for asset in (*left, *always) if unlike(drawn, asset) <= UNLIKE]
        if not known:
            told = "decoration that stands for nothing", f"a sign or picture drawn {stray.beside}", f"page {stray.page}"
            yield Finding(FindingKind.PRESENTATION, OPENING, "", *told)
        elif known[0] in left:
            left.remove(known[0])
