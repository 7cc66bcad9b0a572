"""Documents that run from right to left: read in the order in which they are seen; damage to either is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import page
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from formats.easy_read.booklet_lines import EasyReadOptions
from formats.easy_read.easy_read import EasyRead
from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions
from publish.contracts.format import Job, Settings
from publish.model.nodes import (
    Block,
    Cell,
    Code,
    CodeBlock,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Section,
    Span,
    Style,
    Styled,
    Table,
    Text,
    walk,
)
from publish.model.publication import Publication
from publish.proof.reading import Role
from publish.proof.verdict import FindingKind, State
from publish.readers.pdf import open_tagged_pdf
from publish.rendering.typst import engine
from tests.mutants.sight import Instruction, Instructions
from tests.properties.documents import FORMULA
from tests.specimen import paragraph, settled, specimen, words

Damage = Callable[[Pdf], None]

TITLE = "الحديد في الدم"
ARABIC = "لٍم مُحَمَّد يأخذ اللَّه أيضاً ٥٠٠ من (ALL) و B-cell، والأولى «نعم» [1] في الاتحاد! شَيْء ≤ 5 mg؟"
HEBREW = "שלום עולם (ALL) 500 mg, שָׁלוֹם וּבְרָכָה! ״צה״ל״ ג׳ירף 12.5% — כן."
PERSIAN = "می\u200cخواهم ۱۲۳ گرم پژوهش کتاب\u200cها را بخوانید؟ (ALL) ۵٫۵٪"


def blocks(text: str) -> tuple[Block, ...]:
    """One block of each kind that has lines, some of them more than one line."""
    head = (Cell(words("اليوم")), Cell(words("الجرعة")))
    return (
        *(paragraph(" ".join(["ثم"] * number) + f" {text}") for number in range(1, 8)),
        List((ListItem((paragraph("أولا"),)), ListItem((paragraph(text),)))),
        List((ListItem((paragraph(text),)),), ordered=True),
        Table(words("الجرعات"), (head,), ((Cell(words("الأحد")), Cell(words("5 mg"))),), row_headers=1),
        Paragraph(
            (
                Text("عر"),
                Styled(Style.STRONG, words("بي")),
                Text(" و 10"),
                Styled(Style.SUPERSCRIPT, words("9")),
                Text("/L، "),
                Link(
                    words("اضغط هنا"), "https://example.org/a-very-long/path/that-goes-on/over-a-line/of-type?a=1&b=2"
                ),
                Text(" أو "),
                Link(words("اقرأ"), "#only"),
                LineBreak(),
                Code("a = (b); c"),
                Span(words(" Say (hi) there! "), "en"),
                Text("08088 010 444."),
            )
        ),
        CodeBlock("x = 1;\nمرحبا بكم (y)"),
    )


def written_in(language: str, *held: Block) -> Publication:
    made = specimen()
    section = Section("only", 1, words("القسم 1.1"), held)
    metadata = replace(made.document.metadata, language=language, title=TITLE)
    return replace(made, document=replace(made.document, sections=(section,), opening=(), metadata=metadata))


def captioned(*caption: Inline) -> Table:
    return Table(caption, ((Cell(words("اليوم")),),), ((Cell(words("الأحد")),),))


@pytest.fixture
def large_print(tmp_path: Path) -> LargePrint:
    return LargePrint(Settings(tmp_path / "cache"))


@pytest.fixture(scope="module")
def publication() -> Publication:
    return written_in("ar", *blocks(ARABIC))


@pytest.fixture
def path(large_print: LargePrint, publication: Publication, tmp_path: Path) -> Path:
    target = tmp_path / "arabic-18pt.pdf"
    large_print.write(Job(publication, LargePrintOptions()), target)
    return target


# --- what is made -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"), [("ar", ARABIC), ("he", HEBREW), ("fa", PERSIAN), ("en-GB", ARABIC), ("cy", HEBREW)]
)
def test_text_from_right_to_left_comes_back_complete_in_any_document(
    large_print: LargePrint, tmp_path: Path, language: str, text: str
) -> None:
    made = written_in(language, *blocks(text))
    target = tmp_path / "made-18pt.pdf"
    large_print.write(Job(made, LargePrintOptions()), target)
    verdict = large_print.check(Job(made, LargePrintOptions()), target)
    assert verdict.findings == ()
    assert verdict.state is State.COMPLETE
    assert page.validate_pdf_bytes(target.read_bytes(), profile="ua1").failures == []


def test_a_paragraph_over_several_pages_keeps_all_of_its_words(large_print: LargePrint, tmp_path: Path) -> None:
    made = written_in("ar", *(paragraph(f"{ARABIC} B-cell 12 {PERSIAN} " * 12) for _ in range(3)))
    target = tmp_path / "long-18pt.pdf"
    large_print.write(Job(made, LargePrintOptions()), target)
    assert large_print.check(Job(made, LargePrintOptions()), target).findings == ()


@pytest.mark.parametrize(
    ("language", "block"),
    [
        ("ar", Paragraph((Text("2536 1457 972 "), Span(words("jabcj"), "en-US"), Text("شَيْء شَيْء ثم.")))),
        ("en-GB", Paragraph((Text("about ٥٠٠ ٥٠٠"), Styled(Style.STRONG, words("."))))),
        ("ar", Paragraph((Text("في "), Code("شَيْء 368 مُحَمَّد"), Text(".")))),
        ("ar", captioned(Text("في abc "), FORMULA, Text(" iron "), FORMULA, Text(" abc ثم "), Code("a = b"))),
    ],
    ids=[
        "a word beside another",
        "Arabic digits in English",
        "Arabic code",
        "formulas and code in a caption",
    ],
)
def test_what_is_read_in_turn_is_found_wherever_it_stands_on_the_line(
    large_print: LargePrint, tmp_path: Path, language: str, block: Block
) -> None:
    made = written_in(language, block)
    target = tmp_path / "turned-18pt.pdf"
    large_print.write(Job(made, LargePrintOptions()), target)
    assert large_print.check(Job(made, LargePrintOptions()), target).findings == ()


@pytest.mark.parametrize("language", ["ar", "he"])
def test_every_node_comes_back_complete_in_a_right_to_left_document(
    large_print: LargePrint, tmp_path: Path, language: str
) -> None:
    made = specimen()
    made = replace(made, document=replace(made.document, metadata=replace(made.document.metadata, language=language)))
    target = tmp_path / "made-18pt.pdf"
    large_print.write(Job(made, LargePrintOptions()), target)
    assert large_print.check(Job(made, LargePrintOptions()), target).findings == ()


def test_easy_read_has_its_pictures_on_the_right_where_lines_start_at_the_right(tmp_path: Path) -> None:
    easy_read = EasyRead(Settings(tmp_path / "cache"))
    made = specimen()
    made = replace(made, document=replace(made.document, metadata=replace(made.document.metadata, language="ar")))
    made = settled(made)
    target = tmp_path / "made.pdf"
    easy_read.write(Job(made, EasyReadOptions()), target)
    assert easy_read.check(Job(made, EasyReadOptions()), target).findings == ()


def test_the_same_publication_gives_the_same_bytes(
    large_print: LargePrint, publication: Publication, path: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again-18pt.pdf"
    large_print.write(Job(publication, LargePrintOptions()), again)
    assert again.read_bytes() == path.read_bytes()


def test_a_document_without_such_text_is_left_as_typst_writes_it(
    large_print: LargePrint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: bytes) -> bytes:
        raise AssertionError("there is nothing to put into order")

    monkeypatch.setattr(engine, "in_reading_order", refuse)
    large_print.write(Job(specimen(), LargePrintOptions()), tmp_path / "made-18pt.pdf")
    with pytest.raises(AssertionError, match="nothing to put into order"):
        large_print.write(Job(written_in("en-GB", paragraph(HEBREW)), LargePrintOptions()), tmp_path / "made-18pt.pdf")


def test_tags_and_characters_alone_give_the_words_in_the_order_of_reading(path: Path) -> None:
    with Pdf.open(path) as pdf:
        heading = next(one for one in elements(pdf) if str(one.S) == "/H1")
        marks = [int(kid) for kid in heading.K]
        said = shown(pdf, 0)
    assert "".join(said[mark] for mark in marks).strip() == TITLE


def test_lines_start_at_the_right(path: Path) -> None:
    file = open_tagged_pdf(path)
    margin = 20 * 72 / 25.4
    width = file.boxes[0].right
    starts = [max(run.right for run in runs if run.text.strip()) for runs in file.page_runs]
    assert all(abs(width - margin - start) < 3 for start in starts)
    bullets = [run for runs in file.page_runs for run in runs if run.text == "•"]
    beside = [run for runs in file.page_runs for run in runs if run.text == "أولا"]
    assert bullets[0].left > beside[0].right
    cells = {run.text: run for runs in file.page_runs for run in runs}
    assert cells["اليوم"].left > cells["الجرعة"].right


def test_a_telephone_number_among_arabic_words_is_seen_from_left_to_right(
    large_print: LargePrint, tmp_path: Path
) -> None:
    made = written_in("ar", paragraph("اتصل بنا على 08088 010 444 الآن."))
    target = tmp_path / "made-18pt.pdf"
    large_print.write(Job(made, LargePrintOptions()), target)
    runs = [run for runs in open_tagged_pdf(target).page_runs for run in runs]
    last = next(run for run in runs if run.text == "444")
    beside = [run for run in runs if (run.page, run.y) == (last.page, last.y) and run.text.isdecimal()]
    assert "".join(run.text for run in sorted(beside, key=lambda run: run.left)) == "08088010444"


def test_every_arabic_letter_comes_back_in_each_of_its_forms(large_print: LargePrint, tmp_path: Path) -> None:
    letters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي" + "پچژگکیےٹڈڑں"
    made = written_in("ar", *(paragraph(" ".join(f"{one}{two} ع{two}{one}ع" for two in letters)) for one in letters))
    target = tmp_path / "made-18pt.pdf"
    large_print.write(Job(made, LargePrintOptions()), target)
    assert large_print.check(Job(made, LargePrintOptions()), target).findings == ()


# --- damage -----------------------------------------------------------------------------------------------------------


def elements(pdf: Pdf) -> Iterator[Object]:
    """All structure elements, in reading order."""
    waiting: list[Object] = [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, Array):
            waiting = [*one, *waiting]
        elif isinstance(one, Dictionary) and "/S" in one:
            yield one
            waiting = [*([one.K] if "/K" in one else []), *waiting]


def shown(pdf: Pdf, number: int) -> dict[int, str]:
    """What each piece of marked content of a page draws, by the fonts' ToUnicode alone."""
    fonts = {name: characters(font) for name, font in pdf.pages[number].Resources.Font.items()}
    found: dict[int, str] = {}
    mark, font = -1, ""
    for instruction in pikepdf.parse_content_stream(pdf.pages[number], "BDC Tf Tj TJ"):
        operands = list(instruction.operands)
        if str(instruction.operator) == "BDC":
            mark = int(operands[1].get("/MCID", mark)) if isinstance(operands[1], Dictionary) else mark
        elif str(instruction.operator) == "Tf":
            font = str(operands[0])
        else:
            parts = list(operands[0]) if isinstance(operands[0], Array) else operands
            data = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            codes = (data[at : at + 2].hex() for at in range(0, len(data), 2))
            found[mark] = found.get(mark, "") + "".join(fonts[font][code] for code in codes)
    return found


def characters(font: Object) -> dict[str, str]:
    pairs = re.findall(rb"^<(\w{4})> <(\w+)>$", font.ToUnicode.read_bytes().partition(b"bfchar")[2], re.MULTILINE)
    return {code.decode().lower(): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def edited(number: int, change: Callable[[Instructions], None]) -> Damage:
    """Damage done to what a page draws."""

    def damage(pdf: Pdf) -> None:
        instructions = list(pikepdf.parse_content_stream(pdf.pages[number]))
        change(instructions)
        pdf.pages[number].Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))

    return damage


def moved(instruction: Instruction, way: float) -> pikepdf.ContentStreamInstruction:
    """An instruction that places text, `way` points farther to the right."""
    a, b, c, d, x, y = (float(one) for one in instruction.operands)
    return pikepdf.ContentStreamInstruction([a, b, c, d, x + way, y], pikepdf.Operator("Tm"))


def of_mark(instructions: Instructions, mark: int, name: str) -> list[int]:
    """Where instructions of one kind stand within a piece of marked content."""
    found: list[int] = []
    own = -1
    for at, instruction in enumerate(instructions):
        operands = list(instruction.operands)
        if str(instruction.operator) == "BDC" and isinstance(operands[1], Dictionary):
            own = int(operands[1].get("/MCID", own))
        if own == mark and str(instruction.operator) == name:
            found.append(at)
    return found


def swapped(name: str, first: int, second: int) -> Callable[[Instructions], None]:
    """The first and the second of the instructions of one kind in the first word, each in the other's place."""

    def change(instructions: Instructions) -> None:
        places = of_mark(instructions, 0, name)
        one, other = places[first], places[second]
        instructions[one], instructions[other] = instructions[other], instructions[one]

    return change


def letter_gone(instructions: Instructions) -> None:
    del instructions[of_mark(instructions, 0, "Tj")[0]]


def words_changed_about(instructions: Instructions) -> None:
    """Draw the first word of the title where the last one stands, and the other way round."""
    apart = 130
    for mark, way in ((0, -apart), (4, apart)):
        for at in of_mark(instructions, mark, "Tm"):
            instructions[at] = moved(instructions[at], way)


def spoken(text: str) -> Damage:
    """Let the file say something else than the first word that it shows."""

    def change(instructions: Instructions) -> None:
        (at,) = of_mark(instructions, 0, "BDC")
        properties = Dictionary(MCID=0, ActualText=pikepdf.String(text))
        instructions[at] = pikepdf.ContentStreamInstruction([Name.Span, properties], pikepdf.Operator("BDC"))

    return edited(0, change)


def order_of_tags_changed(pdf: Pdf) -> None:
    heading = next(one for one in elements(pdf) if str(one.S) == "/H1")
    kids = list(heading.K)
    heading.K = Array([kids[2], kids[1], kids[0], *kids[3:]])


def word_untagged(pdf: Pdf) -> None:
    heading = next(one for one in elements(pdf) if str(one.S) == "/H1")
    heading.K = Array(list(heading.K)[2:])


def characters_changed(pdf: Pdf) -> None:
    """Let a letter stand for another one."""
    font = next(font for font in pdf.pages[0].Resources.Font.values() if "Arabic" in str(font.BaseFont))
    said = font.ToUnicode.read_bytes()
    dal, dhal = "د".encode("utf-16-be").hex().upper(), "ذ".encode("utf-16-be").hex().upper()
    assert f"<{dal}>".encode() in said
    font.ToUnicode = pdf.make_stream(said.replace(f"<{dal}>".encode(), f"<{dhal}>".encode()))


DAMAGES: dict[str, tuple[Damage, FindingKind]] = {
    "two letters of a word have changed places": (edited(0, swapped("Tj", 0, 2)), FindingKind.ALTERED),
    "a letter of a word is gone": (edited(0, letter_gone), FindingKind.ALTERED),
    "the letters of a word stand the other way round": (edited(0, swapped("Tm", 0, 2)), FindingKind.PRESENTATION),
    "two words are seen in each other's place": (edited(0, words_changed_about), FindingKind.PRESENTATION),
    "two words are tagged in each other's place": (order_of_tags_changed, FindingKind.ALTERED),
    "a word is not in the tags": (word_untagged, FindingKind.ALTERED),
    "a letter stands for another": (characters_changed, FindingKind.ALTERED),
    "another word is spoken than is seen": (spoken("الحديث"), FindingKind.ALTERED),
    "another word is seen than is spoken": (spoken("الحديث"), FindingKind.PRESENTATION),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_named(large_print: LargePrint, publication: Publication, path: Path, name: str) -> None:
    damage, kind = DAMAGES[name]
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        damage(pdf)
        pdf.save(path)
    verdict = large_print.check(Job(publication, LargePrintOptions()), path)
    assert kind in {finding.kind for finding in verdict.findings}
    assert verdict.state is State.INCOMPLETE


def test_seen_letters_are_not_covered_by_what_the_file_says_in_their_place(
    large_print: LargePrint, publication: Publication, path: Path
) -> None:
    def change(instructions: Instructions) -> None:
        swapped("Tj", 0, 2)(instructions)
        (at,) = of_mark(instructions, 0, "BDC")
        properties = Dictionary(MCID=0, ActualText=pikepdf.String(TITLE.split()[0]))
        instructions[at] = pikepdf.ContentStreamInstruction([Name.Span, properties], pikepdf.Operator("BDC"))

    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        edited(0, change)(pdf)
        pdf.save(path)
    expected = [one.expected for one in large_print.check(Job(publication, LargePrintOptions()), path).findings]
    assert f"the page shows what is read: {TITLE.split()[0]}" in expected


def test_a_ligature_with_a_mark_on_its_first_letter_is_read_letter_by_letter(
    large_print: LargePrint, tmp_path: Path
) -> None:
    made = written_in("ar", paragraph("شَيْء"))
    target = tmp_path / "made-18pt.pdf"
    large_print.write(Job(made, LargePrintOptions()), target)
    with Pdf.open(target, allow_overwriting_input=True) as pdf:
        content = pdf.pages[-1].Contents.read_bytes()
        said = re.search(rb"/ActualText ?(<[^>]+>|\((?:\\.|[^)])*\))", content)
        assert said is not None
        other = f"<{'شِيْ'.encode('utf-16').hex()}>".encode()
        pdf.pages[-1].Contents = pdf.make_stream(content.replace(said[1], other))
        pdf.save(target)
    assert [one.kind for one in large_print.check(Job(made, LargePrintOptions()), target).findings] == [
        FindingKind.ALTERED
    ]


SOURCES = {
    "a word removed": ("يأخذ ", ""),
    "a word swapped": ("الأولى «نعم»", "نعم «الأولى»"),
    "a mark": ("مُحَمَّد", "مُحَمِّد"),
    "a dot": ("الاتحاد", "الايحاد"),
    "a digit": ("٥٠٠", "٥٠"),
    "a sign": ("≤", "≥"),
}


@pytest.mark.parametrize("name", SOURCES)
def test_an_edition_of_another_text_is_told_from_the_source(large_print: LargePrint, tmp_path: Path, name: str) -> None:
    right, wrong = SOURCES[name]
    assert right in ARABIC
    target = tmp_path / "made-18pt.pdf"
    large_print.write(Job(written_in("ar", paragraph(ARABIC.replace(right, wrong))), LargePrintOptions()), target)
    findings = large_print.check(Job(written_in("ar", paragraph(ARABIC)), LargePrintOptions()), target).findings
    assert FindingKind.ALTERED in {finding.kind for finding in findings}


def test_headings_and_contents_are_found_by_their_words(
    large_print: LargePrint, publication: Publication, path: Path
) -> None:
    reading = large_print.read(path)
    headings = [one.text for one in reading.passages if one.role is Role.HEADING]
    assert headings[:3] == [TITLE, "المحتويات", "القسم 1.1"]
    assert "القسم 1.1" in [entry.text for entry in reading.contents]
    assert len(list(walk(publication.sections))) == len(headings) - 2
