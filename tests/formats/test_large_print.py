"""Large print: complete, deterministic, by PDF/UA-1 and UKAAF G003; each kind of damage done to its file is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import page
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from formats.large_print import LargePrint
from formats.large_print.large_print import LargePrintOptions
from formats.large_print.readable_tables import fits, row_by_row
from publish.contracts.format import Job, Page, Settings
from publish.errors import EditionError, UnreadableEdition
from publish.model.nodes import (
    Block,
    Callout,
    CalloutKind,
    Cell,
    Code,
    Definition,
    DefinitionList,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    Paragraph,
    Section,
    Span,
    Style,
    Styled,
    Table,
    Text,
    walk,
)
from publish.model.publication import FormatSection, Publication
from publish.proof.ledger import text_of
from publish.proof.reading import Role
from publish.proof.verdict import Finding, FindingKind, State
from publish.readers.pdf import open_tagged_pdf
from publish.source.load import load
from tests.specimen import paragraph, specimen, words

FACTSHEET = Path(__file__).parents[2] / "sources" / "b-cell-all.md"

Damage = Callable[[Pdf], None]


@pytest.fixture(scope="module")
def publication() -> Publication:
    return specimen()


@pytest.fixture
def large_print(tmp_path: Path) -> LargePrint:
    return LargePrint(Settings(tmp_path / "cache"))


@pytest.fixture
def path(large_print: LargePrint, publication: Publication, tmp_path: Path) -> Path:
    target = tmp_path / "specimen-large-print-18pt.pdf"
    large_print.write(Job(publication, LargePrintOptions()), target)
    return target


def findings_of(large_print: LargePrint, publication: Publication, folder: Path) -> tuple[Finding, ...]:
    """What is found in the edition of a publication that nobody damaged."""
    target = folder / "whole-18pt.pdf"
    large_print.write(Job(publication, LargePrintOptions()), target)
    return large_print.check(Job(publication, LargePrintOptions()), target).findings


def with_blocks(publication: Publication, *blocks: Block) -> Publication:
    return with_section(publication, Section("only", 1, words("Only"), blocks))


def with_section(publication: Publication, section: Section) -> Publication:
    return replace(publication, document=replace(publication.document, sections=(section,), opening=()))


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


# --- tables -----------------------------------------------------------------------------------------------------------

WIDE = Table(
    words("Phases"),
    ((Cell(words("Phase")), Cell(words("Explanation"), column_span=2), Cell(words("Circumstances"))),),
    (
        (
            Cell(words("Consolidation"), row_span=2),
            Cell(words("Reinforcement")),
            Cell(words("Combinations")),
            Cell(words("Hospitalisation")),
        ),
        (Cell(words("Subsequently"), column_span=2), Cell(words("Outpatient"))),
    ),
    row_headers=1,
)


def test_a_header_over_several_columns_does_not_run_into_the_next_one(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    head = (Cell(words("Or call 08088 010 444 189 2871 169"), column_span=2), Cell(words("2286 10⁹/L not abc.")))
    table = Table(words("Ways"), (head,), ((Cell(words("By telephone"), column_span=3),),))
    made = with_blocks(publication, Callout(CalloutKind.NOTE, "How", (table,)))
    assert findings_of(large_print, made, tmp_path) == ()


def test_a_table_that_fits_stays_a_table_and_a_wider_one_is_written_row_by_row(publication: Publication) -> None:
    narrow = next(one for one in publication.document.sections[2].blocks if isinstance(one, Table))
    assert fits(narrow, 18)
    assert not fits(WIDE, 18)
    assert fits(WIDE, 6)


def test_a_cell_over_the_full_width_stands_before_the_rows_under_it() -> None:
    def row(*texts: str, span: int = 1) -> tuple[Cell, ...]:
        return tuple(Cell((Text(text),), column_span=span) for text in texts)

    table = Table((Text("Doses"),), (row("Drug", "Dose"),), (row("Adults", span=2), row("Iron", "2")))
    _, group, cells = row_by_row(table)
    assert isinstance(group, Paragraph) and text_of(group.children) == "Adults"
    assert isinstance(cells, List) and len(cells.items) == 2


def test_a_table_row_by_row_says_each_cell_after_its_headers() -> None:
    title, *rows = row_by_row(WIDE)
    assert isinstance(title, Paragraph)
    said = [
        text_of(block.children) if isinstance(block, Paragraph) else [_first(item.blocks) for item in block.items]
        for block in rows
        if isinstance(block, Paragraph | List)
    ]
    assert said == [
        "Phase: Consolidation",
        ["Explanation: Reinforcement", "Explanation: Combinations", "Circumstances: Hospitalisation"],
        "Phase: Consolidation",
        ["Explanation: Subsequently", "Circumstances: Outpatient"],
    ]


def _first(blocks: tuple[Block, ...]) -> str:
    first = blocks[0]
    assert isinstance(first, Paragraph)
    return text_of(first.children)


def test_a_wide_table_comes_back_complete(large_print: LargePrint, publication: Publication, tmp_path: Path) -> None:
    wide = with_blocks(publication, WIDE)
    assert findings_of(large_print, wide, tmp_path) == ()


def test_no_column_is_narrower_than_its_longest_word(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    much = Cell(words("so many words here " * 12))
    head = tuple(Cell(words(name)) for name in ("What", "Why", "When"))
    table = Table(words("Uneven"), (head,), ((Cell(words("Philadelphiachromosome")), much, much),))
    assert fits(table, 18)
    uneven = with_blocks(publication, table)
    assert findings_of(large_print, uneven, tmp_path) == ()


def test_a_table_deep_in_lists_must_fit_into_what_they_leave(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    head = tuple(Cell(words(name)) for name in ("Consolidation", "Hospitalised", "Supervision"))
    table = Table(words("Phases"), (head,), (head,))
    assert fits(table, 18)
    block: Block = table
    for _ in range(4):
        block = List((ListItem((paragraph("In it:"), block)),))
    deep = with_blocks(publication, block)
    target = tmp_path / "deep-18pt.pdf"
    large_print.write(Job(deep, LargePrintOptions()), target)
    assert large_print.check(Job(deep, LargePrintOptions()), target).findings == ()
    assert Role.CELL not in {one.role for one in large_print.read(target).passages}


def test_a_table_over_several_pages_keeps_its_headers(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    rows = tuple((Cell(words(f"Day {number}")), Cell(words(f"{number} mg"))) for number in range(1, 60))
    long = with_blocks(publication, Table(words("Doses"), ((Cell(words("Day")), Cell(words("Dose"))),), rows, 1))
    target = tmp_path / "long-18pt.pdf"
    large_print.write(Job(long, LargePrintOptions()), target)
    assert large_print.check(Job(long, LargePrintOptions()), target).findings == ()
    cells = {one.text: one for one in large_print.read(target).passages}
    assert cells["59 mg"].headers == ("Dose", "Day 59")
    assert cells["59 mg"].where != cells["1 mg"].where


def test_a_row_that_fills_a_page_is_written_as_a_list(publication: Publication) -> None:
    head = (Cell(words("Week")), Cell(words("What to do")))
    short = Table(words("Weeks"), (head,), ((Cell(words("One")), Cell(words("Drink water. " * 20))),))
    tall = Table(words("Weeks"), (head,), ((Cell(words("One")), Cell(words("Drink water. " * 200))),))
    assert fits(short, 18)
    assert not fits(tall, 18)


def test_joined_rows_longer_than_a_page_break_between_rows(
    large_print: LargePrint, publication: Publication, tmp_path: Path
) -> None:
    days = [Cell(words(f"Day {number}: drink two glasses of water at breakfast.")) for number in range(1, 31)]
    rows = ((Cell(words("One"), row_span=30), days[0]), *((day,) for day in days[1:]))
    table = Table(words("Plan"), ((Cell(words("Week")), Cell(words("What to do"))),), rows)
    joined = with_blocks(publication, table)
    target = tmp_path / "joined-18pt.pdf"
    large_print.write(Job(joined, LargePrintOptions()), target)
    assert large_print.check(Job(joined, LargePrintOptions()), target).findings == ()
    places = {one.text: one.where for one in large_print.read(target).passages if one.role is Role.CELL}
    assert len({place for text, place in places.items() if text.startswith("Day")}) > 1


def test_a_note_of_a_header_is_said_once_where_the_table_becomes_a_list() -> None:
    note = Note((paragraph("Each morning."),))
    head = (Cell((Text("Dose"), note)), Cell((Link(words("Where"), "https://example.org/"),)))
    rows = tuple((Cell(words(f"{number} mg")), Cell(words("At home"))) for number in range(3))
    everything = repr(row_by_row(Table(words("Doses"), (head,), rows)))
    assert everything.count("Each morning.") == 1
    assert everything.count("https://example.org/") == 1
    assert everything.count("Where") == 3


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


def tagged(pdf: Pdf, tag: str, number: int = 0) -> Object:
    return [one for one in elements(pdf) if str(one.S) == f"/{tag}"][number]


def retagged(tag: str, new: str, number: int = 0) -> Damage:
    return lambda pdf: setattr(tagged(pdf, tag, number), "S", Name(f"/{new}"))


def emptied(tag: str, number: int = 0) -> Damage:
    return lambda pdf: setattr(tagged(pdf, tag, number), "K", Array())


def without(tag: str, key: str, number: int = 0) -> Damage:
    def damage(pdf: Pdf) -> None:
        del tagged(pdf, tag, number)[key]

    return damage


def with_alt(tag: str, alt: str) -> Damage:
    return lambda pdf: setattr(tagged(pdf, tag), "Alt", pikepdf.String(alt))


def raised_words_let_down(pdf: Pdf) -> None:
    """Draw raised text on the line, and leave its tag."""
    content = pdf.pages[2].Contents.read_bytes()
    heights = list(dict.fromkeys(re.findall(rb" ([\d.]+) cm", content)))
    line, raised = next(
        (low, high) for low in heights for high in heights if abs(float(high) - float(low) - 0.33 * 18) < 0.01
    )
    pdf.pages[2].Contents = pdf.make_stream(content.replace(b" " + raised + b" cm", b" " + line + b" cm"))


def raised_tag_removed(pdf: Pdf) -> None:
    for element in elements(pdf):
        attributes = element.get("/A")
        for owner in attributes if isinstance(attributes, Array) else [attributes]:
            if isinstance(owner, Dictionary) and float(owner.get("/BaselineShift", 0)) > 0:
                del owner["/BaselineShift"]
                return
    raise AssertionError("nothing is raised")


def scope_removed(pdf: Pdf) -> None:
    for owner in tagged(pdf, "TH").A:
        if "/Scope" in owner:
            del owner["/Scope"]


def content_untagged(pdf: Pdf) -> None:
    content = pdf.pages[2].Contents.read_bytes()
    pdf.pages[2].Contents = pdf.make_stream(content.replace(b"/MCID 3", b"/None 3", 1))


def bookmark_removed(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        del outline.root[2]


def bookmark_misled(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[1].destination = outline.root[4].destination


def link_misled(pdf: Pdf) -> None:
    actions = [one.A for one in pdf.pages[2].Annots if "/A" in one and "/URI" in one.A]
    actions[0].URI = pikepdf.String("https://example.com/elsewhere")


def small_type(pdf: Pdf) -> None:
    content = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents = pdf.make_stream(content.replace(b" 18 Tf", b" 11 Tf", 1))


def grey_type(pdf: Pdf) -> None:
    content = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents = pdf.make_stream(content.replace(b"0 scn", b"0.6 scn", 1))


DAMAGES: dict[str, tuple[Damage, FindingKind]] = {
    "a heading became a paragraph": (retagged("H3", "P"), FindingKind.DEMOTED),
    "a heading changed its level": (retagged("H4", "H3"), FindingKind.DEMOTED),
    "a header cell became a cell": (retagged("TH", "TD"), FindingKind.DEMOTED),
    "a list item became a paragraph": (retagged("L", "Div", 2), FindingKind.DEMOTED),
    "a quotation became paragraphs": (retagged("BlockQuote", "Div"), FindingKind.DEMOTED),
    "a note is no note": (retagged("Note", "Div"), FindingKind.MISSING),
    "a paragraph is not in the tags": (emptied("P", 3), FindingKind.MISSING),
    "an alt text is empty": (with_alt("Figure", ""), FindingKind.MISSING),
    "an alt text is another": (with_alt("Figure", "a white dot in a box"), FindingKind.MISLABELLED),
    "a formula says something else": (with_alt("Formula", "t(9;21)"), FindingKind.ALTERED),
    "a raised figure stands on the line": (raised_words_let_down, FindingKind.ALTERED),
    "a raised figure is not tagged so": (raised_tag_removed, FindingKind.ALTERED),
    "a header cell does not say what it heads": (scope_removed, FindingKind.PRESENTATION),
    "some text is neither tagged nor decoration": (content_untagged, FindingKind.PRESENTATION),
    "a page does not lead back to its tags": (
        lambda pdf: _drop(pdf.pages[2].obj, "/StructParents"),
        FindingKind.PRESENTATION,
    ),
    "a bookmark is missing": (bookmark_removed, FindingKind.CONTENTS),
    "a bookmark leads elsewhere": (bookmark_misled, FindingKind.CONTENTS),
    "a line of the contents list is missing": (lambda pdf: emptied("TOCI", 1)(pdf), FindingKind.CONTENTS),
    "a link leads elsewhere": (link_misled, FindingKind.MISDIRECTED),
    "the language is missing": (lambda pdf: _drop(pdf.Root, "/Lang"), FindingKind.MISLABELLED),
    "the language is another": (lambda pdf: setattr(pdf.Root, "Lang", pikepdf.String("fr")), FindingKind.MISLABELLED),
    "the metadata is missing": (lambda pdf: _drop(pdf.Root, "/Metadata"), FindingKind.MISLABELLED),
    "some type is small": (small_type, FindingKind.PRESENTATION),
    "some type is grey": (grey_type, FindingKind.PRESENTATION),
}


def _drop(dictionary: Object, key: str) -> None:
    del dictionary[key]


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_named(large_print: LargePrint, publication: Publication, path: Path, name: str) -> None:
    damage, kind = DAMAGES[name]
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        damage(pdf)
        pdf.save(path)
    verdict = large_print.check(Job(publication, LargePrintOptions()), path)
    assert kind in {finding.kind for finding in verdict.findings}
    assert verdict.state is State.INCOMPLETE


SOURCES: dict[str, tuple[str, str, FindingKind]] = {
    "a digit": ("0.5 mg", "5 mg", FindingKind.ALTERED),
    "a negation": (" able to", "able to", FindingKind.ALTERED),
    "a minus": ("−5 °C", "-5 °C", FindingKind.ALTERED),
    "a telephone number": ("07700 900 123", "07700 900 132", FindingKind.ALTERED),
    "a unit": ("5 mg in it", "5 kg in it", FindingKind.ALTERED),
}


@pytest.mark.parametrize("name", SOURCES)
def test_an_edition_of_another_text_is_told_from_the_source(
    large_print: LargePrint, publication: Publication, path: Path, name: str
) -> None:
    right, wrong, kind = SOURCES[name]
    other = _replaced(publication, wrong, right)
    assert isinstance(other, Publication)
    damaged = _replaced(publication, right, wrong)
    assert isinstance(damaged, Publication)
    assert damaged != publication
    large_print.write(Job(damaged, LargePrintOptions()), path)
    assert kind in {finding.kind for finding in large_print.check(Job(publication, LargePrintOptions()), path).findings}


def _replaced(value: object, old: str, new: str) -> object:
    """The value with one string in place of another, at all depths."""
    if isinstance(value, str):
        return value.replace(old, new) if type(value) is str else value
    return _rebuilt(value, lambda one: _replaced(one, old, new))


def _rebuilt(value: object, change: Callable[[object], object]) -> object:
    """A tuple or dataclass with each of its parts changed; anything else as it is."""
    if isinstance(value, tuple):
        return tuple(change(one) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    return replace(value, **{field.name: change(getattr(value, field.name)) for field in fields(value)})


@pytest.mark.parametrize(
    ("name", "data"),
    [("nothing", b""), ("text", b"Iron and blood"), ("half", None)],
)
def test_a_file_that_cannot_be_read_is_said_to_be_so(
    large_print: LargePrint, path: Path, tmp_path: Path, name: str, data: bytes | None
) -> None:
    broken = tmp_path / f"{name}.pdf"
    broken.write_bytes(path.read_bytes()[:20000] if data is None else data)
    with pytest.raises(UnreadableEdition, match=name):
        large_print.read(broken)


def test_an_untagged_pdf_is_said_to_be_so(large_print: LargePrint, path: Path) -> None:
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root["/StructTreeRoot"]
        pdf.save(path)
    with pytest.raises(UnreadableEdition, match="no tags"):
        large_print.read(path)
