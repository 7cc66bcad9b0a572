"""Figures that are characters of their own, as in m², CO₂ and ½, are as large as all others, and stay what they are."""

from __future__ import annotations

from pathlib import Path

import page
import pytest

from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions
from publish.contracts.format import Job
from publish.model.publication import Publication
from publish.readers.pdf import open_tagged_pdf
from publish.rendering.figure_face import FAMILY
from publish.rendering.fonts import FACES
from publish.rendering.typst import running_text
from tests.formats.large_print_files import findings_of, with_blocks
from tests.specimen import paragraph

SAID = "Take 1½ tablets on 10⁻¹² days at 4.5 × 10⁹/l, 375 mg/m² with B₁₂ in CO₂: ⅒ of Cₘₐₓ."


def test_typed_figures_are_as_high_as_other_figures(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    job, target = Job(with_blocks(publication, paragraph(SAID)), LargePrintOptions()), tmp_path / "x-18pt.pdf"
    large_print.write(job, target)
    assert large_print.check(job, target).findings == ()
    assert page.validate_pdf_bytes(target.read_bytes(), profile="2a").failures == []
    runs = [run for runs in open_tagged_pdf(target).page_runs for run in runs]
    high = {
        run.text.strip(): run.top - run.bottom for run in runs if run.text.strip() in {"⁹", "²", "₁₂", "₂", "½", "⅒"}
    }
    assert set(high) == {"⁹", "²", "₁₂", "₂", "½", "⅒"}
    assert min(high.values()) >= 0.66 * 18
    assert min(high["½"], high["⅒"]) >= 2 * 0.6 * 18  # two figures, the one above and before the other


@pytest.mark.parametrize("sign", ["10⁹", "B₁₂", "1½"])
def test_figures_drawn_smaller_than_promised_are_found(
    large_print: LargePrint,
    publication: Publication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sign: str,
) -> None:
    monkeypatch.setattr(running_text, "FACES", tuple(face for face in FACES if face != FAMILY))
    found = findings_of(large_print, with_blocks(publication, paragraph(f"About {sign} here")), tmp_path)
    assert {finding.expected for finding in found} == {"type of 18 points or more"}
    assert [float(str(finding.found).partition(" ")[0]) for finding in found] == [pytest.approx(11, abs=1)]
