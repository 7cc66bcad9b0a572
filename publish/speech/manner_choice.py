"""Which sentences are said in which manner, by what the checks of all tries so far say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from publish.proof.verdict import FindingKind, Verdict
from publish.speech.manners import MANNERS, PLAIN, Manner
from publish.speech.script import Script

Manners = Mapping[tuple[str, int], Manner]
"""By the section of a chapter and the number of a sentence in it; all others are said plainly."""

_DOUBTED, _WRONG = 1, 2
_SAID_WRONGLY = frozenset({FindingKind.ALTERED, FindingKind.MISSING})


def manners(script: Script, verdicts: Sequence[Verdict]) -> Manners:
    """The manner of every sentence that is not said plainly.

    A sentence in doubt, or wrong, takes the next manner that it was not said in yet. When all are tried, it is said in
    the first of those that did best.
    """
    troubles = [_troubles(verdict) for verdict in verdicts]
    troubled = {name for found in troubles for name in found}
    chosen = {}
    for chapter in script.chapters:
        for number, sentence in enumerate(chapter.sentences):
            name = (sentence.section, sentence.node, sentence.text)
            if name in troubled:
                manner = MANNERS[_after([found.get(name, 0) for found in troubles])]
                if manner != PLAIN:
                    chosen[chapter.section, number] = manner
    return chosen


def _troubles(verdict: Verdict) -> dict[tuple[str, str, str], int]:
    """How bad it is with each sentence that a verdict names."""
    doubted = {(doubt.section, doubt.unit, doubt.text): _DOUBTED for doubt in verdict.doubts}
    wrong = {
        (finding.section, finding.unit, finding.expected): _WRONG
        for finding in verdict.findings
        if finding.kind in _SAID_WRONGLY and finding.expected is not None
    }
    return {**doubted, **wrong}


def _after(troubles: Sequence[int]) -> int:
    """The manner that comes after tries which ended so: 0 where nothing was amiss."""
    tried: dict[int, int] = {}
    manner = 0
    for trouble in troubles:
        tried[manner] = trouble
        if trouble and len(tried) < len(MANNERS):
            manner = len(tried)
        elif trouble:
            manner = min(tried, key=lambda manner: (tried[manner], manner))
    return manner
