"""Sources whose editions once lost words, or were refused for nothing: each comes out complete, and by PDF/UA-1."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import page
import pikepdf
import pytest

import publish
from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions
from publish.contracts.format import Job, Settings
from publish.model.publication import Publication
from publish.rendering.typst import engine
from publish.source.imprint import IMPRINT
from tests.conftest import present
from tests.mutants import sight
from tests.mutants.kinds import Kind

CASES = Path(__file__).parents[1] / "cases" / "editions"
SOURCES = sorted(source.stem for source in CASES.glob("*.md"))


@pytest.mark.parametrize("name", ["epub", "word", "large-print"])
@pytest.mark.parametrize("source", SOURCES)
def test_a_hard_source_comes_out_complete(source: str, name: str, tmp_path: Path) -> None:
    publication = publish.load(CASES / f"{source}.md")
    edition = publish.formats(Settings(tmp_path / "cache"))[name]
    (options,) = edition.variants(publication).options
    job = Job(publication, options)
    target = tmp_path / f"{source}{edition.suffix}"
    edition.write(job, target)
    assert edition.check(job, target).findings == ()
    if edition.suffix == ".pdf":
        assert page.validate_pdf_bytes(target.read_bytes(), profile="ua1").failures == []


def test_words_that_leave_the_page_are_named_with_their_line_in_the_source(tmp_path: Path) -> None:
    publication = publish.load(CASES / "long-link-before-a-line-break.md")
    edition = publish.formats(Settings(tmp_path / "cache"))["large-print"]
    (options,) = edition.variants(publication).options
    job = Job(publication, options)
    edition.write(job, tmp_path / "sound.pdf")
    for damage in sight.mutants(tmp_path / "sound.pdf", Kind.MOVED_OFF)[::3]:
        damage(tmp_path / "damaged.pdf")
        found = edition.check(job, tmp_path / "damaged.pdf").findings
        outside = [
            finding for finding in found if finding.expected in ("text within the page", "text within the margins")
        ]
        assert outside
        lines = publication.source.read_text(encoding="utf-8").splitlines()
        for finding in outside:
            words = str(finding.found).strip(" ()")[:10]
            block = "\n".join(lines[finding.line - 1 :]).partition("\n\n")[0]
            assert words in block or finding.section in ("opening", IMPRINT)


def sums(formula: str, folder: Path) -> Publication:
    head = "---\ntitle: Sums\nlang: en-GB\nsummary: A long sum.\n---\n\n# Sum {#sum}\n\n"
    for name in ("publisher.yaml", "pictures.yaml"):
        (folder / name).write_bytes((CASES / name).read_bytes())
    source = folder / "sums.md"
    source.write_text(f"{head}$${formula}$$\n", encoding="utf-8")
    return publish.load(source)


def test_a_formula_that_leaves_the_page_is_one_finding_with_its_line(tmp_path: Path) -> None:
    terms = "+".join(f"a_{{{number}}}" for number in range(1, 30))
    edition = publish.formats(Settings(tmp_path / "cache"))["large-print"]
    publication = sums(f"x^{{{terms}}}", tmp_path)
    job = Job(publication, edition.variants(publication).options[0])
    edition.write(job, tmp_path / "sums.pdf")
    (finding,) = edition.check(job, tmp_path / "sums.pdf").findings
    assert (finding.expected, finding.section, finding.line) == ("text within the page", "sum", 9)
    assert str(finding.found).startswith("a formula goes beyond it: x")


@pytest.mark.parametrize("size", [16, 36])
@pytest.mark.parametrize(
    "formula",
    [
        " + ".join(f"a_{{{number}}}" for number in range(1, 30)),
        r"\mathrm{CrCl} = \frac{(140 - \mathrm{age}) \times \mathrm{weight} \times 1.23}{\mathrm{serum\ creatinine}}",
        r"\mathrm{BSA} = \sqrt{\frac{\mathrm{height\ in\ cm} \times \mathrm{weight\ in\ kg}}{3600}}",
    ],
)
def test_a_formula_wider_than_a_line_goes_on_in_the_next_before_a_sign(formula: str, size: int, tmp_path: Path) -> None:
    publication, target = sums(formula, tmp_path), tmp_path / "sums.pdf"
    large_print, job = LargePrint(Settings(tmp_path)), Job(publication, LargePrintOptions(size=size))
    large_print.write(job, target)
    assert large_print.check(job, target).findings == ()
    assert page.validate_pdf_bytes(target.read_bytes(), profile="ua1").failures == []


RIGHT_TO_LEFT = "---\ntitle: الحديد\nlang: ar\nsummary: عن الحديد.\n---\n\n# الحديد {#a}\n\nقال [lọ́wọ́]{lang=yo} هذا.\n"
MARKS_BELOW = "---\ntitle: Irin\nlang: yo\nsummary: Irin.\n---\n\n# Irin {#a}\n\nlọ́wọ́ ẹ́ ǵ̣ a̱ ḏ́ m̱ ṣ́ ọ̀ ẹ̃ í̱\n"


def large_print_of(text: str, folder: Path) -> set[str | None]:
    """What the check of a large-print edition of a text finds."""
    for name in ("publisher.yaml", "pictures.yaml"):
        shutil.copy(CASES / name, folder)
    source = folder / "letters.md"
    source.write_text(text, encoding="utf-8")
    large_print, target = LargePrint(Settings(folder)), folder / "letters-18pt.pdf"
    job = Job(publish.load(source), LargePrintOptions())
    large_print.write(job, target)
    return {finding.found for finding in large_print.check(job, target).findings}


@pytest.mark.parametrize(
    ("text", "letter"),
    [((CASES / "yoruba.md").read_text(encoding="utf-8"), "ọ́"), (RIGHT_TO_LEFT, "ọ́"), (MARKS_BELOW, "ǵ̣")],
    ids=["left to right", "right to left", "mark below"],
)
def test_a_letter_of_which_only_a_part_is_drawn_is_found(
    text: str, letter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typst alone draws no more of "ọ́" than its accent, and of "ǵ̣" no dot, where the first face has but a part."""
    assert large_print_of(text, tmp_path) == set()
    monkeypatch.setattr(engine, "whole_letters_rule", lambda texts: "")
    found = large_print_of(text, tmp_path)
    assert any(str(each).startswith(f"of the letter {letter} only a part is drawn: ") for each in found)


@pytest.mark.parametrize(
    "letter", ["ŵ", "Ŵ", "ẁ", "ẃ", "ẅ", "w\u0302"], ids=["ŵ", "Ŵ", "ẁ", "ẃ", "ẅ", "w and a circumflex"]
)
def test_an_accent_stands_over_its_letter(letter: str, tmp_path: Path) -> None:
    """The text face has w and every accent, but no place on w for one: the accent stood beside it, or over the next."""
    text = f"---\ntitle: Dwr\nlang: cy\nsummary: Dwr.\n---\n\n# Dwr {{#a}}\n\nMae’r d{letter}r yn bur.\n"
    assert large_print_of(text, tmp_path) == set()
    with pikepdf.open(tmp_path / "letters-18pt.pdf") as pdf:
        fonts = {name for each in pdf.pages for name in having(unicodedata.normalize("NFC", letter), each)}
    assert fonts == {"Inter"}


@pytest.mark.parametrize("sign", ["\u2007", "\u00ad"], ids=["figure space", "soft hyphen"])
def test_a_sign_that_is_not_seen_is_no_finding(sign: str, tmp_path: Path) -> None:
    """No face has a figure space; a soft hyphen is seen where a line ends at it, wherever that is."""
    head = "---\ntitle: Doses\nlang: en-GB\nsummary: Doses.\n---\n\n# Doses {#a}\n\n"
    lines = (f"{'x ' * count}take 5{sign}mg of para{sign}cetamol" for count in range(20))
    assert large_print_of(head + "\n\n".join(lines).replace("5\u00admg", "5 mg") + "\n", tmp_path) == set()


def having(letter: str, of: pikepdf.Page) -> set[str]:
    """The families of the fonts of a page in which one glyph is the whole of a letter."""
    code = f"<{letter.encode('utf-16-be').hex()}>".upper().encode()
    fonts = [font for font in of.Resources.Font.values() if code in font.ToUnicode.read_bytes().upper()]
    return {str(font.BaseFont).partition("+")[2].partition("-")[0] for font in fonts}


def test_letters_in_a_picture_are_one_finding_with_the_line_of_the_picture(tmp_path: Path) -> None:
    shutil.copy(CASES / "publisher.yaml", tmp_path)
    (tmp_path / "tube.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect width="190" height="90" fill="#fff" '
        'stroke="#000"/><text x="20" y="50" font-size="14" fill="#903">Stomach</text></svg>',
        encoding="utf-8",
    )
    source = tmp_path / "tube.md"
    text = (
        "---\ntitle: A tube\nlang: en-GB\nsummary: A tube.\n---\n\n# The tube {#tube}\n\n![A feeding tube](tube.svg)\n"
    )
    source.write_text(text, encoding="utf-8")
    edition = publish.formats(Settings(tmp_path / "cache"))["large-print"]
    job = Job(publish.load(source), edition.variants(publish.load(source)).options[0])
    edition.write(job, tmp_path / "tube.pdf")
    findings = edition.check(job, tmp_path / "tube.pdf").findings
    assert {(finding.line, present(finding.found).partition(",")[0]) for finding in findings} == {
        (9, "a picture has letters")
    }
    assert len(findings) == 2, "too small, and not black"
