"""What the easy-read editions share in being checked, whatever file they are."""

from __future__ import annotations

from dataclasses import replace

from formats.easy_read.agreed_words import NAME, agreement_of
from formats.easy_read.booklet_lines import EasyReadOptions, booklet_of
from formats.easy_read.easy_blocks import easy_read_blocks, waived_sections
from formats.easy_read.expectation import by_section
from formats.easy_read.fact_ledger import fact_ledger
from formats.easy_read.rules import source_findings
from publish.contracts.format import Job, Variants
from publish.model.publication import Publication
from publish.proof.compare import Expectation, compare, with_findings
from publish.proof.ledger import section_units
from publish.proof.reading import Reading
from publish.proof.verdict import Review, Verdict


def written_variants(publication: Publication) -> Variants:
    """One edition where easy-read words have been written, and the short one where lines are marked for it."""
    written = [short for short in (False, True) if easy_read_blocks(booklet_of(publication, short=short))]
    if not written:
        return Variants.none("no easy-read words have been written")
    return Variants.of(EasyReadOptions(short=short) for short in written)


def judged(job: Job[EasyReadOptions], expected: Expectation, reading: Reading) -> Verdict:
    """The verdict of comparing with the authored words; then coverage, agreement, facts, hard words and pictures."""
    return with_source(job.publication, compare(expected, reading), short=job.options.short)


def with_source(source: Publication, verdict: Verdict, *, short: bool) -> Verdict:
    """A verdict on the words of an edition with what the source has for it: coverage, agreement, facts, pictures."""
    publication = booklet_of(source, short=short)
    agreement = agreement_of(publication)
    people = publication.document.metadata.easy_read_checked_by or (agreement.readers if agreement else "")
    review = Review.REVIEWED if people else Review.UNREVIEWED
    if agreement is None:
        review = Review.DRAFT
    waived = sum(len(section_units(section)) for section in waived_sections(publication, NAME))
    # A short booklet tells what is marked for it: which facts it leaves out is the choice of those who mark.
    entries = () if short else fact_ledger(source, NAME)
    facts = tuple(entry.fact for entry in entries)
    verdict = replace(by_section(publication, verdict), review=review, waived=waived, facts=facts)
    return with_findings(verdict, source_findings(source, NAME, short=short))
