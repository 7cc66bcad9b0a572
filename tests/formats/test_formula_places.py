"""The parts of a formula stand where the source has them: powers raised, numerators over their line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import ContentStreamInstruction, Operator, Pdf, parse_content_stream, unparse_content_stream

import publish
from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions
from publish.contracts.format import Job, Settings
from publish.readers.pdf import TaggedPdf, open_tagged_pdf
from publish.readers.pdf.text_runs import Run
from tests.mutants.sight import piece_of

CASES = Path(__file__).parents[1] / "cases" / "editions"
HEAD = "---\ntitle: Sums\nlang: en-GB\nsummary: Sums.\n---\n\n# Sum {#sum}\n\n"

SOUND = [
    r"\sqrt[3]{x}+\sqrt[n+1]{\frac{a}{b}}",
    r"\binom{n}{k}",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
    r"\hat{x}+\bar{y}=\vec{z}",
    r"\sum_{i=1}^{n} x_i^2",
    r"\frac{\frac{a}{b}}{\frac{c}{d}}",
    r"x^{\frac{1}{2}}+\left(\frac{a}{b}\right)^2",
    r"\begin{aligned} a &= b \\ c &= \frac{d}{e} \end{aligned}",
    " + ".join(f"a_{{{number}}}" for number in range(1, 30)),
    r"\mathrm{BSA} = \sqrt{\frac{\mathrm{height\ in\ cm} \times \mathrm{weight\ in\ kg}}{3600}}",
]


def written(
    formulas: list[str], folder: Path, language: str = "en-GB"
) -> tuple[LargePrint, Job[LargePrintOptions], Path]:
    for name in ("publisher.yaml", "pictures.yaml"):
        shutil.copy(CASES / name, folder)
    source = folder / "sums.md"
    source.write_text(
        HEAD.replace("en-GB", language) + "\n\n".join(f"$${formula}$$" for formula in formulas), encoding="utf-8"
    )
    large_print, job = LargePrint(Settings(folder)), Job(publish.load(source), LargePrintOptions())
    large_print.write(job, folder / "sums.pdf")
    return large_print, job, folder / "sums.pdf"


@pytest.mark.parametrize("language", ["en-GB", "ar"])
def test_formulas_of_every_shape_are_no_false_findings(language: str, tmp_path: Path) -> None:
    large_print, job, path = written(SOUND, tmp_path, language)
    assert large_print.check(job, path).findings == ()


def run_of(file: TaggedPdf, text: str) -> Run:
    """What shows a part of the formula."""
    return next(
        run
        for element in file.root.descend()
        if element.tag == "Formula"
        for place in element.content()
        for run in file.marked().get((place.page, place.mark), ())
        if run.text == text
    )


def moved(pdf: Pdf, run: Run, across: float, upwards: float) -> None:
    page = pdf.pages[run.page - 1]
    content = list(parse_content_stream(page))
    start, stop = piece_of(content, run.mark or 0)
    step = ContentStreamInstruction([1, 0, 0, 1, across, upwards], Operator("cm"))
    piece = [content[start], ContentStreamInstruction([], Operator("q")), step, *content[start + 1 : stop - 1]]
    content[start:stop] = [*piece, ContentStreamInstruction([], Operator("Q")), content[stop - 1]]
    page.Contents = pdf.make_stream(unparse_content_stream(content))


def power_on_the_line(pdf: Pdf, file: TaggedPdf) -> None:
    moved(pdf, run_of(file, "3"), 0, -9)


def index_on_the_line(pdf: Pdf, file: TaggedPdf) -> None:
    moved(pdf, run_of(file, "4"), 0, 9)


def power_before_its_base(pdf: Pdf, file: TaggedPdf) -> None:
    moved(pdf, run_of(file, "3"), -18, 0)


def fraction_turned_over(pdf: Pdf, file: TaggedPdf) -> None:
    above, below = run_of(file, "w"), run_of(file, "h")
    moved(pdf, above, below.x - above.x, below.y - above.y)
    moved(pdf, below, above.x - below.x, above.y - below.y)


def parts_exchanged(pdf: Pdf, file: TaggedPdf) -> None:
    first, second = run_of(file, "a"), run_of(file, "b")
    moved(pdf, first, second.x - first.x, 0)
    moved(pdf, second, first.x - second.x, 0)


def rows_exchanged(pdf: Pdf, file: TaggedPdf) -> None:
    upper, lower = run_of(file, "p"), run_of(file, "q")
    moved(pdf, upper, 0, lower.y - upper.y)
    moved(pdf, lower, 0, upper.y - lower.y)


def line_covered(pdf: Pdf, file: TaggedPdf) -> None:
    above, below = run_of(file, "w"), run_of(file, "h")
    bottom, top = below.top + 0.5, above.bottom - 0.5
    page = pdf.pages[above.page - 1]
    cover = f"/Artifact BMC q 1 g {above.left - 9} {bottom} 40 {top - bottom} re f Q EMC".encode()
    page.contents_add(cover)


def line_taken_out(pdf: Pdf, file: TaggedPdf) -> None:
    page = pdf.pages[run_of(file, "w").page - 1]
    drawn = [step for step in parse_content_stream(page) if str(step.operator) != "S"]
    page.Contents = pdf.make_stream(unparse_content_stream(drawn))


DAMAGES: dict[str, tuple[Callable[[Pdf, TaggedPdf], None], str]] = {
    "power": (power_on_the_line, "what is raised stands on the line"),
    "index": (index_on_the_line, "what is lowered stands on the line"),
    "side": (power_before_its_base, "what is raised or lowered stands on the other side"),
    "fraction": (fraction_turned_over, "the numerator stands under the denominator"),
    "order": (parts_exchanged, "the parts of a row are in another order"),
    "rows": (rows_exchanged, "the rows are in another order"),
    "covered": (line_covered, "there is no line between the numerator and the denominator"),
    "no line": (line_taken_out, "there is no line between the numerator and the denominator"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_parts_that_stand_elsewhere_are_found(name: str, tmp_path: Path) -> None:
    damage, fault = DAMAGES[name]
    formula = r"x^{3}+y_{4}+a-b+\frac{w}{h}"
    large_print, job, path = written([formula, r"\begin{matrix} p \\ q \end{matrix}"], tmp_path)
    file = open_tagged_pdf(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        damage(pdf, file)
        pdf.save(path)
    found = {str(finding.found) for finding in large_print.check(job, path).findings}
    assert fault in found
