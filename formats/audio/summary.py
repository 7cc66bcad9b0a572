"""The track of the summary: what an edition says of the document, and which parts it has, in about two minutes."""

from __future__ import annotations

from dataclasses import replace

from publish.model.nodes import List, ListItem, Paragraph, Text
from publish.model.publication import Publication
from publish.model.text import plain
from publish.proof.ledger import text_of
from publish.source.identity import identified


def summary_of(publication: Publication) -> Publication:
    """The publication without its sections: title, summary, dates, helpline, its parts by their headings, contacts.

    No sentence of a section is chosen: it could be one whose exceptions stand in the next.
    """
    document = publication.document
    headings = tuple(ListItem((Paragraph((Text(plain(text_of(part.heading))),)),)) for part in document.sections)
    told = (Paragraph((Text("This is the summary alone. The whole recording has these parts:"),)), List(headings))
    about = replace(document.metadata, title=f"{document.metadata.title}: summary")
    short = replace(document, metadata=about, sections=(), opening=told if headings else ())
    return replace(publication, document=identified(short))
