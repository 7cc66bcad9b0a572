"""Accents and vowel signs stand on their letters: one that is drawn beside its letter is found, in every script."""

from __future__ import annotations

from pathlib import Path

import pytest

from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions
from publish.contracts.format import Job
from publish.model.publication import Publication
from publish.readers.pdf import open_tagged_pdf
from publish.readers.pdf.placed_marks import WHY
from tests.formats.large_print_files import with_blocks
from tests.mutants import sight
from tests.mutants.kinds import Kind
from tests.specimen import paragraph

TEXTS = ["Tiếng Việt: cấp cứu, chỗ đỗ", "Ẹ̀jẹ̀ ẹ̀yìn", "প্রতিদিন য়ে ডা", "تَنَاوَلْ الدَّوَاءَ كُلَّ يَوْمٍ", "קַח אֶת הַתְּרוּפָה"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_mark_beside_its_letter_is_found_and_one_on_it_is_none(
    large_print: LargePrint, publication: Publication, tmp_path: Path, text: str
) -> None:
    job, target = Job(with_blocks(publication, paragraph(text)), LargePrintOptions()), tmp_path / "x-18pt.pdf"
    large_print.write(job, target)
    assert large_print.check(job, target).findings == ()
    mutants = sight.mutants(target, Kind.MARK_MOVED)
    assert mutants
    for number, mutant in enumerate(mutants):
        damaged = tmp_path / f"{number}.pdf"
        mutant(damaged)
        assert any(run.unseen == WHY for runs in open_tagged_pdf(damaged).page_runs for run in runs), number
    assert large_print.check(job, damaged).findings
