"""What a check finds, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FindingKind(StrEnum):
    """The ways in which an edition can fall short of its source."""

    MISSING = "missing"
    ALTERED = "altered"
    OUT_OF_ORDER = "out of order"
    REPEATED = "repeated"
    EXTRA = "extra"
    DEMOTED = "demoted"  # a heading, header cell or list item that became something plainer, or changed its level
    MISLABELLED = "mislabelled"  # wrong alt text, headers, number of an item, language
    MISDIRECTED = "misdirected"  # a link that leads elsewhere or nowhere
    CONTENTS = "contents"  # the edition's own contents list disagrees with its headings
    STALE = "stale"  # made for an earlier text of the section
    CHANGED = "changed"  # not the file, byte for byte, that its source makes
    PRESENTATION = "presentation"  # a rule of the format's own standard is broken: type size, tags, loudness


class State(StrEnum):
    """Whether an edition says all that its source says."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    NOT_AUTHORED = "not-authored"


class Review(StrEnum):
    """Whether the people an edition is for have checked it, where its standard asks for that."""

    REVIEWED = "reviewed"
    UNREVIEWED = "unreviewed"
    DRAFT = "draft"


class Proof(StrEnum):
    """How an audio edition was proved."""

    SCRIPT = "script"  # samples measured against the script
    HEARD = "heard"  # an independent recogniser heard the words


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference. `section` and `unit` are ids of the source; `line` is there, `where` is in the edition."""

    kind: FindingKind
    section: str
    unit: str
    expected: str | None
    found: str | None
    where: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence of which listening cannot decide whether it was said as written: the choice lies within the margin."""

    section: str  # id of the section
    unit: str  # id of the node
    text: str  # the sentence as written in the source
    expected: str  # the words of the script that are in doubt
    heard: str  # what it may have been instead
    reason: str  # what was chosen between, and by how much the choice leans, in plain English
    start_s: float  # in seconds from the start of the edition
    end_s: float
    sound_sha256: str  # of the MP3 frames of those seconds
    blocks: bool  # False in references and addresses: listed, but the edition is not held back
    settleable: bool  # False where a number, negation or unit leans to the other side: no person may accept it
    line: int = 0


@dataclass(frozen=True, slots=True)
class Settled:
    """A doubt that a person has listened to: the sentence was said as written. `role` and `date` say who and when."""

    doubt: Doubt
    role: str
    date: date


class FactState(StrEnum):
    """What has become of a fact of the source in an edition that says other words on purpose."""

    TOLD = "told"
    WAIVED = "waived"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the source, and what has become of it in an edition that says other words on purpose.

    `words` name it within its `section`, `line` is the source's, `told_on` the line that tells it. A waived fact has
    the reason, the role (`by`) and the date by which it is left out.
    """

    section: str
    kind: str
    words: str
    line: int
    state: FactState
    told_on: int = 0
    reason: str = ""
    by: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class SectionCount:
    """How many units one section has, and how many of them the edition holds unharmed."""

    section: str
    units: int
    found: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one check. `sections` are in source order and add up to `units` and `found`.

    `doubts` are those that nobody has settled. `facts` are listed by formats that say other words on purpose.
    """

    findings: tuple[Finding, ...]
    sections: tuple[SectionCount, ...]
    waived: int = 0
    review: Review = Review.UNREVIEWED
    proof: Proof | None = None
    doubts: tuple[Doubt, ...] = ()
    settled: tuple[Settled, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def units(self) -> int:
        """The number of units that the edition must hold."""
        return sum(count.units for count in self.sections)

    @property
    def found(self) -> int:
        """The number of units that it holds unharmed."""
        return sum(count.found for count in self.sections)

    @property
    def state(self) -> State:
        """Complete only without findings and blocking doubts; an audio edition also only when it was heard."""
        held_back = (
            self.findings
            or any(doubt.blocks for doubt in self.doubts)
            or any(fact.state is FactState.OPEN for fact in self.facts)
            or self.proof is Proof.SCRIPT
        )
        return State.INCOMPLETE if held_back or not self.units else State.COMPLETE
