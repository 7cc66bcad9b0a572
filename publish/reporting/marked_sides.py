"""What was expected and what was found, side by side, with the words that differ marked on each side."""

from __future__ import annotations

from dataclasses import dataclass

from publish.comparing.word_marks import Mark, Words, marked
from publish.proof.verdict import Finding


@dataclass(frozen=True, slots=True)
class Sides:
    """Two wordings, each as runs of words of which those that only it has are marked."""

    left: tuple[Words, ...]
    right: tuple[Words, ...]


def sides(left: str | None, right: str | None) -> Sides:
    """Both wordings with their differences marked; nothing is marked where there is only one."""
    if left is None or right is None:
        return Sides(*((Words(Mark.KEPT, text),) if text is not None else () for text in (left, right)))
    runs = marked(left, right)
    return Sides(
        tuple(run for run in runs if run.mark is not Mark.ADDED),
        tuple(run for run in runs if run.mark is not Mark.REMOVED),
    )


def of_finding(finding: Finding) -> Sides:
    """What the source says beside what the edition says."""
    return sides(finding.expected, finding.found)
