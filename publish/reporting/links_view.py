"""Every link of a document, checked by its form alone: nothing is fetched, so a report needs no network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publish.linting.links import says_nothing
from publish.model.publication import Publication
from publish.model.traverse import heading_paths
from publish.proof.ledger import OPENING, ledger

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_REACH = {"tel:": "a telephone number", "mailto:": "an e-mail address"}


@dataclass(frozen=True, slots=True)
class LinkView:
    """One link: its words, where it leads, the headings it stands under, and what is wrong with it, "" if nothing."""

    words: str
    target: str
    place: str
    kind: str
    fault: str


def links_view(publication: Publication) -> tuple[LinkView, ...]:
    """The links of a document in reading order, those with a fault first."""
    links = (*_with_address(publication), *_without(publication))
    return (*(link for link in links if link.fault), *(link for link in links if not link.fault))


def _with_address(publication: Publication) -> Iterator[LinkView]:
    places = heading_paths(publication.sections) | {OPENING: publication.document.metadata.title}
    for unit in ledger(publication):
        for link in unit.links:
            kind, fault = _form(link.text, link.target)
            yield LinkView(link.text, link.target, places.get(unit.section, unit.section), kind, fault)


def _without(publication: Publication) -> Iterator[LinkView]:
    for needed in publication.links_needed:
        yield LinkView(needed.words, "", f"line {needed.line}", "none", "it has no address yet")


def _form(words: str, target: str) -> tuple[str, str]:
    """What kind of link it is by its address, and what is wrong with its form."""
    if says_nothing(words):
        fault = "its words do not say where it leads"
    elif _ADDRESS.fullmatch(words):
        fault = "its words are an address, which is read out letter by letter"
    else:
        fault = ""
    if target.startswith("#"):
        return "within the document", fault
    reach = next((kind for scheme, kind in _REACH.items() if target.casefold().startswith(scheme)), "")
    if reach:
        return reach, fault
    if target.casefold().startswith("https://"):
        return "a web page", fault
    if target.casefold().startswith("http://"):
        return "a web page", fault or "it is not encrypted: most pages have an address with https"
    return "something else", fault or "its address is of no kind that readers can follow"
