"""Small publications, and what is found in their large print."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions
from publish.contracts.format import Job
from publish.model.nodes import (
    Block,
    Section,
)
from publish.model.publication import Publication
from publish.proof.verdict import Finding
from publish.readers.pdf.structure_tree import Element
from tests.specimen import words


def box_of(figure: Element) -> list[float]:
    """Left, bottom, right and top, in points."""
    box = figure.attributes["BBox"]
    assert isinstance(box, list)
    return [float(side) for side in box]


def findings_of(large_print: LargePrint, publication: Publication, folder: Path) -> tuple[Finding, ...]:
    """What is found in the edition of a publication that nobody damaged."""
    target = folder / "whole-18pt.pdf"
    large_print.write(Job(publication, LargePrintOptions()), target)
    return large_print.check(Job(publication, LargePrintOptions()), target).findings


def with_blocks(publication: Publication, *blocks: Block) -> Publication:
    return with_section(publication, Section("only", 1, words("Only"), blocks))


def with_section(publication: Publication, section: Section) -> Publication:
    return replace(publication, document=replace(publication.document, sections=(section,), opening=()))
