"""Who stands for easy-read words: which blocks a role has agreed beside their sections, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator

from formats.easy_read.contradictions import Point, covered, easy_read_blocks, points
from publish.model.approval import Approval
from publish.model.nodes import EasyRead
from publish.model.publication import Publication
from publish.proof.verdict import Finding, FindingKind
from publish.source.identity import agreement_tie

NAME = "easy-read"
"""The format's name, by which a role names the edition that it agrees."""


def agreement_of(publication: Publication) -> Approval | None:
    """The approval by which a role has agreed the meaning of the edition as it is now, None where none has."""
    return next((each for each in publication.approvals if each.edition == NAME), None)


def is_agreed(publication: Publication, block: EasyRead) -> bool:
    """Whether a role has agreed a block's words beside the sections as both are now."""
    return block.agreed is not None and block.agreed.tie == agreement_tie(block, covered(publication, block))


def open_points(publication: Publication, block: EasyRead) -> tuple[Point, ...]:
    """The differences between a block and its sections that no role has settled, or can settle."""
    settled = block.settled if is_agreed(publication, block) else ()
    found = points(publication, block)
    return tuple(point for point in found if point.words not in settled or not point.may_be_settled)


def agreement_findings(publication: Publication) -> Iterator[Finding]:
    """Open points, agreements made for earlier words, and settled points that are none."""
    for block in easy_read_blocks(publication):
        section = block.covers[0]
        for point in open_points(publication, block):
            expected = f"“{point.words}”: {point.source}" if point.kind is FindingKind.MISSING else point.source
            yield Finding(point.kind, section, block.id, expected, point.easy, line=point.line)
        if block.agreed is not None and not is_agreed(publication, block):
            yield Finding(FindingKind.STALE, section, block.id, *_stale(publication, block), line=block.line)
        known = {point.words for point in points(publication, block)}
        for words in block.settled:
            if words not in known:
                wanted = "settled names only what differs"
                yield Finding(FindingKind.STALE, section, block.id, wanted, f"“{words}”", line=block.line)


def _stale(publication: Publication, block: EasyRead) -> tuple[str, str]:
    assert block.agreed is not None, "only an agreement can be stale"
    now = agreement_tie(block, covered(publication, block))
    signed = f"{block.agreed.by}, {block.agreed.date}"
    if not block.agreed.tie:
        return f'agreed="{signed}, {now}"', f'agreed="{signed}"'
    return "these words agreed again by a role, with today's date and no third part", f'agreed="{signed}, …"'
