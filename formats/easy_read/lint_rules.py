"""What lint says of easy-read words before an edition is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from formats.easy_read.agreed_words import agreement_findings, open_points
from formats.easy_read.contradictions import Point, easy_read_blocks
from formats.easy_read.rules import coverage_findings, hard_word_findings
from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.model.publication import Publication
from publish.proof.verdict import Finding, FindingKind
from publish.source.waivers import hidden_easy_read

FORMAT = "easy-read"


def _points(subject: Subject) -> Places:
    """Figures, instructions and warnings that easy-read words and their sections do not share."""
    for block in easy_read_blocks(subject.publication):
        for point in open_points(subject.publication, block):
            yield point.line, _explained(point)


def _explained(point: Point) -> str:
    settle = f'or have a role settle it: agreed="role, date" and settled="{point.words}" in the block\'s head'
    if point.easy is None:
        return f"the easy-read words lack “{point.words}” of the source: “{point.source}” Add it, {settle}."
    if point.source is None:
        return f"the source has no “{point.words}” as these easy-read words do: “{point.easy}” Mend one, {settle}."
    mend = f"Mend one, {settle}." if point.may_be_settled else "Mend one of the two."
    return f"“{point.easy}” is not what the source says: “{point.source}” {mend}"


def _agreements(subject: Subject) -> Places:
    """Agreements whose words have changed since, or that have no tie yet."""
    for finding in agreement_findings(subject.publication):
        if finding.kind is FindingKind.STALE:
            yield finding.line, f"{finding.found} does not hold for these words. Needed: {finding.expected}."


def _from(find: Callable[[Publication], Iterable[Finding]], then: str) -> Callable[[Subject], Places]:
    def places(subject: Subject) -> Places:
        if easy_read_blocks(subject.publication):
            for finding in find(subject.publication):
                yield finding.line, f"the easy-read edition needs {finding.expected}. {then}"

    return places


def _hidden(subject: Subject) -> Places:
    """Easy-read words in a section that is waived for easy read."""
    for block, section in hidden_easy_read(subject.publication.document, FORMAT):
        message = (
            f"these easy-read words stand in the section “{section}”, which is waived for easy read, so nobody would "
            "see them. Move them under another heading, or take the waiver out."
        )
        yield block.line, message


def _other_languages(subject: Subject) -> Places:
    """Words that only a person can compare."""
    language = subject.publication.document.metadata.language
    if not language.casefold().startswith("en"):
        for block in easy_read_blocks(subject.publication):
            if block.agreed is None:
                message = (
                    f"only the figures of easy-read words are compared with their sections in “{language}”: let a role "
                    'read both, and add agreed="role, date".'
                )
                yield block.line, message


RULES = (
    Rule("easy-read-differs", Severity.ERROR, _points),
    Rule("easy-read-agreed", Severity.ERROR, _agreements),
    Rule(
        "easy-read-missing",
        Severity.ERROR,
        _from(lambda publication: coverage_findings(publication, FORMAT), "Write them; for= names several sections."),
    ),
    Rule(
        "easy-read-word",
        Severity.ERROR,
        _from(hard_word_findings, "Explain the word in glossary.yaml, or do not set it in bold."),
    ),
    Rule("easy-read-hidden", Severity.ERROR, _hidden),
    Rule("easy-read-language", Severity.WARNING, _other_languages),
)
