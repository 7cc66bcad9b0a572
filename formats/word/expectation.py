"""What a Word document must say and show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from publish.model.nodes import Figure, InlineImage, Style
from publish.model.publication import Publication
from publish.model.styled_letters import letters_of, styled_letters
from publish.model.text import plain
from publish.model.traverse import nodes_of_text
from publish.proof.compare import Expectation, expectation
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.docx.document_pictures import shown_pictures
from publish.readers.docx.paragraph_text import is_stressed
from publish.readers.docx.parts import Archive, W
from publish.readers.docx.raised_words import level_units


def expected(publication: Publication) -> Expectation:
    """All of the publication, and the house's logo under the lines of its first page."""
    logo = _logo(publication)
    everything = expectation(replace(publication, front=(*publication.front, *logo)))
    return replace(everything, units=level_units(everything.units), notes=True)


def picture_findings(publication: Publication, archive: Archive) -> Iterator[Finding]:
    """Pictures that are not those of the source; that none is missing is told by their text alternatives."""
    wanted = Counter((plain(node.alt), sha256(node.image.data).hexdigest()) for node in pictures_of(publication))
    found = Counter((plain(alt), data_hash) for alt, data_hash in shown_pictures(archive))
    for alt, _ in found - wanted:
        yield Finding(FindingKind.PRESENTATION, OPENING, "", "the source's picture", f"another picture: {alt}")


def stress_findings(publication: Publication, archive: Archive) -> Iterator[Finding]:
    """Words that are stressed where the source does not stress any; that none is missing is told by the comparison."""
    wanted = styled_letters(publication, frozenset({Style.STRONG, Style.EMPHASIS}), contents=True)
    stories = [archive.document.tree, *([] if archive.footnotes is None else [archive.footnotes.tree])]
    looks = (look for story in stories for look in story.iterfind(f".//{W}r/{W}rPr") if is_stressed(look))
    runs = (run for look in looks if (run := look.getparent()) is not None)
    found = letters_of(words.text or "" for run in runs for words in run.iterchildren(f"{W}t"))
    if found != wanted:
        expected_letters = f"{wanted.total()} letters of stressed words"
        yield Finding(FindingKind.PRESENTATION, OPENING, "", expected_letters, str(found.total()))


def pictures_of(publication: Publication) -> list[Figure | InlineImage]:
    """The pictures that a document shows, the logo first."""
    nodes = (*_logo(publication), *nodes_of_text(publication.document))
    return [node for node in nodes if isinstance(node, Figure | InlineImage)]


def _logo(publication: Publication) -> tuple[Figure, ...]:
    look = publication.publisher.look
    return () if look.logo is None else (Figure(look.logo, look.logo_alt),)
