"""What lint says of easy-read words before an edition is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from formats.easy_read.agreed_words import agreement_findings, open_facts, open_points
from formats.easy_read.contradictions import Point
from formats.easy_read.easy_blocks import easy_read_blocks, is_english
from formats.easy_read.easy_lines import Fault, faults
from formats.easy_read.fact_ledger import fact_ledger
from formats.easy_read.facts import NEVER_WAIVED, SourceFact
from formats.easy_read.first_use import unexplained_words
from formats.easy_read.rules import coverage_findings, draft_findings, hard_word_findings, unwritten_findings
from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.model.publication import Publication
from publish.proof.ledger import text_of
from publish.proof.verdict import Finding, FindingKind
from publish.source.waivers import hidden_easy_read

FORMAT = "easy-read"
_EXPLAIN = "Explain it in glossary.yaml, as in - {term: anaemia, meaning: too little iron}, or do not set it in bold."


def _points(subject: Subject) -> Places:
    """What easy-read words say otherwise than their sections."""
    for block in easy_read_blocks(subject.publication):
        for point in () if not block.lines else open_points(subject.publication, block):
            yield point.line, _explained(point)


def _explained(point: Point) -> str:
    settle = f'or have a role settle it: agreed="role, date" and settled="{point.words}" in the block\'s head'
    if point.source is None:
        return f"the source has no “{point.words}” as these easy-read words do: “{point.easy}” Mend one, {settle}."
    mend = f"Mend one, {settle}." if point.may_be_settled else "Mend one of the two."
    if point.source_words:
        where = f"on line {point.source_line}: “{point.source}”"
        return f"“{point.words}” is the opposite of “{point.source_words}” in the source {where} {mend}"
    return f"“{point.easy}” is not what the source says: “{point.source}” {mend}"


def _facts(subject: Subject) -> Places:
    """Facts of the source that easy-read words neither tell nor leave out by a role's leave."""
    if easy_read_blocks(subject.publication):
        entries = fact_ledger(subject.publication, FORMAT)
        for entry in open_facts(subject.publication, entries):
            fact = entry.source
            found = f"the easy-read words lack this {fact.kind} of the source, “{fact.words}”: “{fact.sentence.text}”"
            yield fact.line, f"{found} Tell it{_waive(fact)}."


def _waive(fact: SourceFact) -> str:
    if fact.kind in NEVER_WAIVED:
        return f', or have a role settle it, who has read both: agreed="role, date" and settled="{fact.words}"'
    return (
        f', or have a role waive it: ::: {{.waive format="{FORMAT}" section="{fact.section}" facts="{fact.words}" …}}'
    )


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


def _first_uses(subject: Subject) -> Places:
    """Terms and abbreviations that lines use before they explain them."""
    if is_english(subject.publication):
        for line, message in unexplained_words(subject.publication):
            yield line.line, message


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


def line_faults(find: Callable[[str], Iterable[Fault]], *, errors: bool) -> Callable[[Subject], Places]:
    """What makes the lines hard to read: the errors found in them, or the advice. All rules are for English."""

    def places(subject: Subject) -> Places:
        if not subject.publication.document.metadata.language.casefold().startswith("en"):
            return
        for block in easy_read_blocks(subject.publication):
            for line in block.lines:
                for fault in find(text_of(line.children)):
                    if fault.is_error == errors:
                        yield line.line, f"{fault.rule}: “{fault.words}”: {fault.suggestion} ({fault.source})."

    return places


RULES = (
    Rule("easy-read-line", Severity.ERROR, line_faults(faults, errors=True)),
    Rule("easy-read-line-advice", Severity.WARNING, line_faults(faults, errors=False)),
    Rule("easy-read-differs", Severity.ERROR, _points, stops_release=False),
    Rule("easy-read-fact", Severity.ERROR, _facts, stops_release=False),
    Rule("easy-read-agreed", Severity.ERROR, _agreements, stops_release=False),
    Rule(
        "easy-read-missing",
        Severity.ERROR,
        _from(lambda publication: coverage_findings(publication, FORMAT), "Write them; for= names several sections."),
        stops_release=False,
    ),
    Rule(
        "easy-read-word",
        Severity.ERROR,
        _from(
            hard_word_findings,
            _EXPLAIN,
        ),
        stops_release=False,
    ),
    Rule(
        "easy-read-unwritten",
        Severity.ERROR,
        _from(unwritten_findings, "Write them, or take the lines out."),
        stops_release=False,
    ),
    Rule(
        "easy-read-draft",
        Severity.ERROR,
        _from(draft_findings, "Where it says what the text says, take .draft out; else write the line anew."),
        stops_release=False,
    ),
    Rule("easy-read-hidden", Severity.ERROR, _hidden, stops_release=False),
    Rule("easy-read-first-use", Severity.WARNING, _first_uses),
    Rule("easy-read-language", Severity.WARNING, _other_languages),
)
