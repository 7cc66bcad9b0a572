"""Who stands for easy-read words: which blocks a role has agreed beside their sections, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from formats.easy_read.contradictions import Point, points
from formats.easy_read.easy_blocks import covered, easy_read_blocks, is_agreed
from formats.easy_read.fact_ledger import Entry, fact_ledger, stale_waivers, unused_leaves
from formats.easy_read.facts import NEVER_WAIVED
from publish.model.approval import Approval
from publish.model.nodes import EasyRead
from publish.model.publication import Publication
from publish.proof.verdict import FactState, Finding, FindingKind
from publish.source.identity import agreement_tie

NAME = "easy-read"
"""The format's name, by which a role names the edition that it agrees."""

UNUSED = "facts= names only what the section says, the lines do not tell, and a role may leave out"


def agreement_of(publication: Publication) -> Approval | None:
    """The approval by which a role has agreed the meaning of the edition as it is now, None where none has."""
    return next((each for each in publication.approvals if each.edition == NAME), None)


def open_points(publication: Publication, block: EasyRead) -> tuple[Point, ...]:
    """The differences between a block and its sections that no role has settled, or can settle."""
    settled = {words.casefold() for words in block.settled} if is_agreed(publication, block) else set()
    found = points(publication, block)
    return tuple(point for point in found if point.words.casefold() not in settled or not point.may_be_settled)


def open_facts(publication: Publication, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The facts that easy-read words of their sections lack. A section without any is found missing as a whole.

    Nor are those told one by one that a stale waiver names: what is to be decided is that waiver.
    """
    told = {section for block in easy_read_blocks(publication) if block.lines for section in block.covers}
    undecided = {
        (waiver.section, words.casefold()) for waiver in stale_waivers(publication, NAME) for words in waiver.facts
    }
    return (
        entry
        for entry in entries
        if entry.state is FactState.OPEN
        and entry.source.section in told
        and (
            entry.source.kind in NEVER_WAIVED or (entry.source.section, entry.source.words.casefold()) not in undecided
        )
    )


def stale_waiver_findings(publication: Publication) -> Iterator[Finding]:
    """A finding for each waiver of single facts that was given for an earlier text, whatever it names."""
    for waiver in stale_waivers(publication, NAME):
        wanted = "its section has changed: a role decides anew on this waiver, then run publish tie"
        named = f"a waiver of {', '.join(f'“{words}”' for words in waiver.facts)}"
        yield Finding(FindingKind.STALE, waiver.section, waiver.section, wanted, named, line=waiver.line)


def agreement_findings(publication: Publication) -> Iterator[Finding]:
    """Open points, open facts, agreements made for earlier words, and what was settled or waived without need."""
    entries = fact_ledger(publication, NAME)
    for entry in open_facts(publication, entries):
        expected = f"“{entry.source.words}”: {entry.source.sentence.text}"
        section = entry.source.section
        yield Finding(FindingKind.MISSING, section, section, expected, None, line=entry.source.line)
    for waiver, words in unused_leaves(publication, entries, NAME):
        yield Finding(FindingKind.STALE, waiver.section, waiver.section, UNUSED, f"“{words}”", line=waiver.line)
    for block in easy_read_blocks(publication):
        if not block.lines:
            continue  # it has still to be written
        section = block.covers[0]
        for point in open_points(publication, block):
            yield Finding(point.kind, section, block.id, point.source, point.easy, line=point.line)
        if block.agreed is not None and not is_agreed(publication, block):
            yield Finding(FindingKind.STALE, section, block.id, *_stale(publication, block), line=block.line)
        known = {point.words.casefold() for point in points(publication, block)} | {
            entry.source.words.casefold()
            for entry in entries
            if entry.source.section in block.covers and entry.told_on is None
        }
        for words in block.settled:
            if words.casefold() not in known:
                wanted = "settled names only what differs"
                yield Finding(FindingKind.STALE, section, block.id, wanted, f"“{words}”", line=block.line)


def _stale(publication: Publication, block: EasyRead) -> tuple[str, str]:
    assert block.agreed is not None, "only an agreement can be stale"
    now = agreement_tie(block, covered(publication, block))
    signed = f"{block.agreed.by}, {block.agreed.date}"
    if not block.agreed.tie:
        return f'agreed="{signed}, {now}"', f'agreed="{signed}"'
    return "these words agreed again by a role, with today's date and no third part", f'agreed="{signed}, …"'
