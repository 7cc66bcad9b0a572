"""Large print: complete, deterministic, by PDF/UA-1 and UKAAF G003; each kind of damage done to its file is named."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import page
import pytest

from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions
from publish.contracts.format import Job, Page
from publish.errors import EditionError
from publish.model.nodes import (
    Block,
    Code,
    Definition,
    DefinitionList,
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
    Text,
    walk,
)
from publish.model.publication import FormatSection, Publication
from publish.proof.ledger import text_of
from publish.proof.verdict import State
from publish.readers.pdf import open_tagged_pdf
from publish.source.load import load
from tests.formats.large_print_files import findings_of, with_blocks, with_section
from tests.specimen import paragraph, words


@pytest.fixture
def path(large_print: LargePrint, publication: Publication, tmp_path: Path) -> Path:
    target = tmp_path / "specimen-large-print-18pt.pdf"
    large_print.write(Job(publication, LargePrintOptions()), target)
    return target


FACTSHEET = Path(__file__).parents[2] / "sources" / "b-cell-all.md"


# --- what is made -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", ["16pt", "18pt", "24pt"])
def test_the_specimen_comes_back_complete_in_every_size(
    large_print: LargePrint, publication: Publication, tmp_path: Path, size: str
) -> None:
    target = tmp_path / f"specimen-large-print-{size}.pdf"
    job = Job(publication, LargePrintOptions(size=int(size.removesuffix("pt"))))
    large_print.write(job, target)
    verdict = large_print.check(job, target)
    assert verdict.findings == ()
    assert verdict.state is State.COMPLETE
    assert verdict.found == verdict.units


TITLE = (
    "Diffuse large B-cell lymphoma and thrombotic thrombocytopenic purpura: what happens when you are treated with "
    "chemoimmunotherapy, and afterwards"
)


@pytest.mark.parametrize("size", [18, 28, 36])
def test_the_helpline_is_on_the_first_page_under_the_longest_title(
    large_print: LargePrint, publication: Publication, tmp_path: Path, size: int
) -> None:
    metadata = replace(publication.document.metadata, title=TITLE)
    titled = replace(publication, document=replace(publication.document, metadata=metadata))
    job, target = Job(titled, LargePrintOptions(size=size)), tmp_path / "titled.pdf"
    large_print.write(job, target)
    assert large_print.check(job, target).findings == ()
    first = [passage.text for passage in large_print.read(target).passages if passage.where == "page 1"]
    assert first[:2] == [TITLE, f"Large print, {size} point"]
    assert first[2].startswith(publication.publisher.helpline.label)


def test_a_title_too_long_for_the_helpline_to_follow_it_on_the_first_page_is_found(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    metadata = replace(publication.document.metadata, title=f"{TITLE} {TITLE} {TITLE}")
    titled = replace(publication, document=replace(publication.document, metadata=metadata))
    job, target = Job(titled, LargePrintOptions(size=36)), tmp_path / "titled.pdf"
    large_print.write(job, target)
    found = {finding.expected for finding in large_print.check(job, target).findings}
    assert f"on page 1: {publication.publisher.helpline.label}: {publication.publisher.helpline.value}" in found


def test_the_factsheet_comes_back_complete(large_print: LargePrint, tmp_path: Path) -> None:
    factsheet = load(FACTSHEET)
    target = tmp_path / "b-cell-all-large-print-18pt.pdf"
    large_print.write(Job(factsheet, LargePrintOptions()), target)
    assert large_print.check(Job(factsheet, LargePrintOptions()), target).findings == ()
    assert page.validate_pdf_bytes(target.read_bytes(), profile="ua1").failures == []


def test_an_independent_validator_finds_no_breach_of_pdf_ua_1(path: Path) -> None:
    assert page.validate_pdf_bytes(path.read_bytes(), profile="ua1").failures == []


def test_there_is_one_variant_for_each_size_of_the_publisher(large_print: LargePrint, publication: Publication) -> None:
    sizes = FormatSection({"sizes": ["18", "24"]}, Path("publisher.yaml"), {})
    two = replace(publication, publisher=replace(publication.publisher, formats={"large-print": sizes}))
    assert [options.variant for options in large_print.variants(two).options] == ["18pt", "24pt"]


def test_every_run_is_at_least_as_large_as_the_variant_says(path: Path) -> None:
    runs = [run for runs in open_tagged_pdf(path).page_runs for run in runs if run.text.strip()]
    assert min(run.size for run in runs) == pytest.approx(18)
    assert any(run.text.startswith("Page ") for run in runs)


def test_every_section_has_the_page_where_its_heading_is(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    target = tmp_path / "specimen-18pt.pdf"
    locations = large_print.write(Job(publication, LargePrintOptions()), target)
    pages = {one.text: one.where for one in large_print.read(target).passages}
    for section in walk(publication.sections):
        place = locations[section.id]
        assert isinstance(place, Page)
        assert pages[text_of(section.heading)] == f"page {place.number}"


def test_a_character_without_a_typeface_is_named_with_the_words_around_it(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    unknown = with_blocks(publication, paragraph("Take 本 twice."))
    with pytest.raises(EditionError, match=r"本.*U\+672C.*Take 本 twice"):
        large_print.write(Job(unknown, LargePrintOptions()), tmp_path / "x-18pt.pdf")


def test_all_characters_without_a_typeface_are_named_at_once(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    unknown = with_blocks(publication, paragraph("Take 本 twice."), paragraph("Then 血."))
    with pytest.raises(EditionError, match=r"本.*U\+672C.*血.*U\+8840.*Then 血"):
        large_print.write(Job(unknown, LargePrintOptions()), tmp_path / "x-18pt.pdf")


def test_words_from_right_to_left_without_a_typeface_are_named_and_no_mark_of_direction(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    unknown = with_blocks(publication, Paragraph((Text("It is called "), Span((Text("ދިވެހި"),), "dv"), Text(" there."))))
    with pytest.raises(EditionError, match=r"^No typeface here has the character .*U\+0780") as refusal:
        large_print.write(Job(unknown, LargePrintOptions()), tmp_path / "x-18pt.pdf")
    assert "202" not in str(refusal.value)


def test_text_that_looks_like_typst_is_set_as_it_is(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    tricky = with_blocks(publication, paragraph('#set page(width: 1pt) $x$ *not bold* @ref <label> \\ "quoted" ```'))
    assert findings_of(large_print, tricky, tmp_path) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ring us at any time of the day or of the night, on 08088 010 444, and somebody will answer you.",
        "People say of it that it is Philadelphia-chromosome-like, and that it is Philadelphia-positive too.",
        "There is more on https://www.example.org/a-very-long/address-that/goes-on/and-on/over-a-line/of-type too.",
        "The change that is meant here is written t(9;22)(q34;q11.2), and it is found in 20–30% of adults.",
        "Keep it at −5 °C or less, take 10–20 mg, but never more than ≥ 3 µg of it, nor 5\u00a0mg, nor 60-80%.",
        "People call it pneumonoultramicroscopicsilicovolcanoconiosis" * 3 + ", and that is longer than a line.",
    ],
)
def test_no_word_or_number_is_broken_and_no_address_loses_a_sign(
    large_print: LargePrint, publication: Publication, tmp_path: Path, text: str
) -> None:
    many = with_blocks(publication, *(paragraph("so " * number + text) for number in range(1, 16)))
    assert findings_of(large_print, many, tmp_path) == ()


def test_a_word_of_several_styles_is_not_broken(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    gene = Styled(Style.EMPHASIS, words("BCR-ABL1"))
    rows = (Paragraph((Text("as " * number), gene, Text("-like or what is like it"))) for number in range(1, 16))
    many = with_blocks(publication, *rows)
    assert findings_of(large_print, many, tmp_path) == ()


@pytest.mark.parametrize(
    "number",
    [
        (Text("60 "), Styled(Style.STRONG, words("-80%"))),
        (Text("60"), Styled(Style.STRONG, words("-80%"))),
        (Styled(Style.EMPHASIS, words("08088 010")), Text(" 444")),
        (Text("10"), Styled(Style.SUPERSCRIPT, words("-9")), Text(" mg")),
        (Code("a-b 08088 010 444"),),
        (Text("all "), Link(words("08088 010 444 now"), "tel:08088010444"), Text("-to-us")),
        (Span(words("un bore-da"), "cy"), Text("-fawr")),
        (Text("the line ends on purpose after 5"), LineBreak(), Text("mg")),
    ],
)
def test_a_number_or_word_of_several_nodes_is_not_broken(
    large_print: LargePrint, publication: Publication, tmp_path: Path, number: tuple[Inline, ...]
) -> None:
    rows = (Paragraph((Text("as we say " + "x" * length + " "), *number, Text(" on."))) for length in range(1, 40))
    many = with_blocks(publication, *rows)
    assert findings_of(large_print, many, tmp_path) == ()


@pytest.mark.parametrize("depth", [0, 1, 4])
def test_a_word_longer_than_a_line_breaks_and_comes_back_exactly(
    large_print: LargePrint, publication: Publication, tmp_path: Path, depth: int
) -> None:
    long = "pneumonoultramicroscopicsilicovolcanoconiosis" * 3
    block: Block = Paragraph((Text(f"It is {long} or "), Code(f"{long}.")))
    for _ in range(depth):
        block = List((ListItem((paragraph("In it:"), block)),))
    holder = with_blocks(publication, block)
    target = tmp_path / "long-18pt.pdf"
    large_print.write(Job(holder, LargePrintOptions()), target)
    assert large_print.check(Job(holder, LargePrintOptions()), target).findings == ()
    said = [one for one in large_print.read(target).passages if long in one.text]
    assert [one.text for one in said] == [f"It is {long} or {long}."]


@pytest.mark.parametrize(
    "spans",
    [
        (Span((Text("bore "), Span(words("bonjour"), "fr"), Text(" da")), "cy"),),
        (Span((Text("bore "),), "cy"), Span(words("da"), "cy")),
        (Span(words("bore"), "cy"), Span(words("jour"), "fr")),
    ],
)
def test_languages_in_and_beside_one_another_come_back(
    large_print: LargePrint, publication: Publication, tmp_path: Path, spans: tuple[Inline, ...]
) -> None:
    languages = with_blocks(publication, Paragraph((Text("They say "), *spans, Text("."))))
    assert findings_of(large_print, languages, tmp_path) == ()


def test_a_term_that_is_a_number_stays_a_term(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    meaning = (Paragraph(words("The number of a ward.")),)
    numbers = with_blocks(publication, DefinitionList((Definition(words("275"), (meaning,)),)))
    assert findings_of(large_print, numbers, tmp_path) == ()


def test_a_link_shows_its_address_or_its_page(large_print: LargePrint, publication: Publication, path: Path) -> None:
    text = " ".join(passage.text for passage in large_print.read(path).passages)
    assert "the national pages (example.org/iron?a=1&b=2)" in text
    assert re.search(r"the list below \(page \d\)", text)
    assert "Ring 0800 123 4567." in text


def test_a_page_number_after_a_link_must_be_that_of_the_heading(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    link = Paragraph((Link(words("Go there"), "#there"), Text(".")))
    here = Section("here", 1, words("Here"), (link,))
    there = Section("there", 1, words("There"), (paragraph("Here it is."),))
    long = Section("long", 1, words("Long"), tuple(paragraph("It goes on and on.") for _ in range(40)))
    near = replace(publication, document=replace(publication.document, sections=(here, there, long)))
    far = replace(publication, document=replace(publication.document, sections=(here, long, there)))
    target = tmp_path / "near-18pt.pdf"
    large_print.write(Job(near, LargePrintOptions()), target)
    assert any("(page 3)" in one.text for one in large_print.read(target).passages)
    large_print.write(Job(far, LargePrintOptions()), target)
    assert any("(page 5)" in one.text for one in large_print.read(target).passages)
    assert large_print.check(Job(far, LargePrintOptions()), target).findings == ()


@pytest.mark.parametrize("before", range(0, 24, 3))
def test_a_link_longer_than_a_line_breaks_between_its_own_words_and_units(
    large_print: LargePrint, publication: Publication, tmp_path: Path, before: int
) -> None:
    link = Link(words(f"{'x' * before} a heading that no line can hold at all: ≥ 3 µg and 5 mg and ≥ 3 µg so"), "#one")
    section = Section("one", 1, (link, Text(".")), (paragraph("Words."),))
    assert findings_of(large_print, with_section(publication, section), tmp_path) == ()


def test_a_raised_run_that_fills_a_line_is_raised(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    raised = Styled(Style.SUPERSCRIPT, words("https://example.org/a_(b)?c=1&d=2"))
    section = Section(
        "one", 1, (Text("One: 60-80% and about 191 "), raised, Text("7192 8076.")), (paragraph("Words."),)
    )
    assert findings_of(large_print, with_section(publication, section), tmp_path) == ()


def test_what_stands_before_the_first_heading_follows_the_contents(
    large_print: LargePrint, publication: Publication, path: Path
) -> None:
    texts = [one.text for one in large_print.read(path).passages]
    assert texts.index("Contents") < texts.index("Before the first heading stands this.")


@pytest.mark.parametrize(("language", "page", "marked"), [("cy", "tudalen", False), ("de", "page", True)])
def test_words_of_the_edition_are_in_its_language_or_marked_as_english(
    large_print: LargePrint, publication: Publication, tmp_path: Path, language: str, page: str, *, marked: bool
) -> None:
    document = publication.document
    foreign = replace(publication, document=replace(document, metadata=replace(document.metadata, language=language)))
    target = tmp_path / "foreign-18pt.pdf"
    large_print.write(Job(foreign, LargePrintOptions()), target)
    assert large_print.check(Job(foreign, LargePrintOptions()), target).findings == ()
    linked = next(one for one in large_print.read(target).passages if "the list below" in one.text)
    assert f"the list below ({page} " in linked.text
    assert bool(linked.languages) is marked


@pytest.mark.parametrize("length", range(1, 60, 3))
def test_a_long_link_before_a_line_break_stays_on_the_page(
    large_print: LargePrint, publication: Publication, tmp_path: Path, length: int
) -> None:
    address = f"https://www.example.org/{'a-part/' * (length // 7)}{'x' * length}"
    link = Link(words(f"our {'y' * length} pages"), address)
    rows = (Paragraph((Text("See "), link, LineBreak(), Text("and go on."))), Paragraph((link, LineBreak(), link)))
    assert findings_of(large_print, with_blocks(publication, *rows), tmp_path) == ()
