"""Waivers: sections left out of one format on purpose, each with its reason, who gave the leave, and when.

A waiver covers its section and all inside it. Its tie records the text it was given for: once that changes, the waiver
is stale, the section is wanted again, and the edition is not complete until a person decides anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from publish.contracts.format import Format, Job
from publish.errors import EditionError
from publish.model.last_asked import kept_for_the_last
from publish.model.nodes import Document, EasyRead, Link, Section, Waiver, walk
from publish.model.publication import Publication
from publish.model.traverse import all_blocks, inlines_in
from publish.proof.ledger import ledger
from publish.proof.verdict import Finding, FindingKind, Verdict
from publish.source.identity import tie
from publish.source.presented import presented
from publish.source.settled import with_settled


@dataclass(frozen=True, slots=True)
class Waived:
    """A publication as one format is to show it: without what is waived. `units` were left out by `waivers`."""

    publication: Publication
    waivers: tuple[Waiver, ...]
    units: int
    stale: tuple[Finding, ...]


def tie_of_waived(section: Section) -> str:
    """The tie of a waiver for a section: over all that it says, its sub-sections included."""
    return tie(walk((section,)))


def tie_of_waiver(waiver: Waiver, section: Section) -> str:
    """The tie that a waiver must have now; that of single facts is over what the section itself says."""
    return tie((section,)) if waiver.facts else tie_of_waived(section)


def without_waived(publication: Publication, format_name: str, *, easy_read: bool = False) -> Waived:
    """The publication as readers of a format are to have it, without the sections that are waived for it.

    `easy_read` is True where the format shows easy-read words.

    Raises `EditionError` where a link that stays leads to a section that does not, or where easy-read words would go
    with a section that they do not stand for.
    """
    publication = _as_presented(publication)
    document = publication.document
    for block, name in hidden_easy_read(document, format_name) if easy_read else ():
        raise EditionError(
            f"the easy-read words on line {block.line} stand in the section {name}, which is waived for {format_name}. "
            "Move them under another heading, or take the waiver out."
        )
    sections = {section.id: section for section in walk(document.sections)}
    given = [waiver for waiver in document.waivers if waiver.format == format_name]
    valid = tuple(waiver for waiver in given if tie_of_waived(sections[waiver.section]) == waiver.tie)
    if not given:
        return Waived(publication, (), 0, ())
    kept = _kept(document.sections, {waiver.section for waiver in valid})
    shown = replace(publication, document=replace(document, sections=kept))
    _refuse_lost_targets(shown, format_name)
    units = len(ledger(publication)) - len(ledger(shown))
    return Waived(
        shown, valid, units, tuple(_stale(waiver, sections[waiver.section]) for waiver in given if waiver not in valid)
    )


@kept_for_the_last
def _as_presented(publication: Publication) -> Publication:
    """The publication as readers are to have it: one and the same for all formats, so that its ledger is kept too."""
    document = presented(publication.document)
    return publication if document is publication.document else replace(publication, document=document)


def hidden_easy_read(document: Document, format_name: str) -> Iterator[tuple[EasyRead, str]]:
    """Easy-read words that stand in a section waived for a format though they speak of one that is not; its id."""
    sections = {section.id: section for section in walk(document.sections)}
    waived: dict[str, str] = {}
    for waiver in document.waivers:
        if waiver.format == format_name and waiver.section in sections:
            waived |= dict.fromkeys((section.id for section in walk((sections[waiver.section],))), waiver.section)
    for name, section in waived.items():
        for block in all_blocks(sections[name].blocks):
            if isinstance(block, EasyRead) and not waived.keys() >= set(block.covers):
                yield block, section


def checked(format_: Format, job: Job[Any], waived: Waived, path: Path) -> Verdict:
    """The verdict of a format on a file, with what is waived and settled taken into account.

    The job is of what is not waived.
    """
    found: object = format_.check(job, path)
    if not isinstance(found, Verdict):
        raise EditionError(f"its plugin is at fault: check gave {type(found).__name__}, not Verdict")
    verdict = with_settled(found, job.publication.settlements)
    return replace(verdict, waived=waived.units, findings=(*verdict.findings, *waived.stale))


def _kept(sections: Iterable[Section], waived: set[str]) -> tuple[Section, ...]:
    return tuple(
        replace(section, sections=_kept(section.sections, waived)) for section in sections if section.id not in waived
    )


def _stale(waiver: Waiver, section: Section) -> Finding:
    return Finding(
        FindingKind.STALE,
        waiver.section,
        section.id,
        f'decide again on the waiver, then put tie="{tie_of_waived(section)}"',
        f'the section has changed since tie="{waiver.tie}"',
        line=waiver.line,
    )


def _refuse_lost_targets(shown: Publication, format_name: str) -> None:
    names = {f"#{section.id}" for section in walk(shown.sections)}
    for inline in inlines_in(shown.document):
        if isinstance(inline, Link) and (inline.target or "").startswith("#") and inline.target not in names:
            raise EditionError(
                f"a link leads to the section {inline.target}, which is waived for {format_name}. "
                "Take the link out, or the waiver."
            )
