"""Easy read: authored words, each line with its picture; complete only where every section is covered and agreed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import page
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from formats.easy_read.booklet_lines import EasyReadOptions
from formats.easy_read.easy_read import EasyRead
from publish.contracts.format import Job, Page, Settings
from publish.model.approval import Approval
from publish.model.nodes import EasyRead as Block
from publish.model.nodes import EasyReadLine, PartialDate, Section, Style, Styled, Text, Waiver, walk
from publish.model.publication import Publication
from publish.proof.reading import Role
from publish.proof.verdict import FindingKind, Review, State
from publish.readers.pdf import open_tagged_pdf
from publish.source.identity import tie
from publish.source.load import load
from publish.source.waivers import tie_of_waived
from tests.specimen import settled, specimen, words

FULL = EasyReadOptions()
FACTSHEET = Path(__file__).parents[2] / "sources" / "b-cell-all.md"


def changed(publication: Publication, **fields: object) -> Publication:
    """The publication with its one easy-read block changed, and agreed as it is then."""

    def section(one: Section) -> Section:
        blocks = tuple(replace(block, **fields) if isinstance(block, Block) else block for block in one.blocks)  # type: ignore[arg-type]
        return replace(one, blocks=blocks, sections=tuple(section(inner) for inner in one.sections))

    sections = tuple(section(one) for one in publication.document.sections)
    return settled(replace(publication, document=replace(publication.document, sections=sections)))


def authored(publication: Publication) -> Block:
    return next(
        block for one in walk(publication.document.sections) for block in one.blocks if isinstance(block, Block)
    )


def agreed(publication: Publication, covers: tuple[str, ...]) -> Publication:
    """The publication with its easy-read words agreed for these sections."""
    sections = {one.id: one for one in walk(publication.document.sections)}
    return changed(publication, covers=covers, tie=tie(sections[name] for name in covers))


def unagreed(publication: Publication) -> Publication:
    """The publication with easy-read words that nobody stands for."""
    made = publication.document.sections

    def section(one: Section) -> Section:
        blocks = tuple(
            replace(block, agreed=None, settled=()) if isinstance(block, Block) else block for block in one.blocks
        )
        return replace(one, blocks=blocks, sections=tuple(section(inner) for inner in one.sections))

    return replace(publication, document=replace(publication.document, sections=tuple(map(section, made))))


ALL = ("inlines", "lists", "things", "deep", "tables")


@pytest.fixture(scope="module")
def publication() -> Publication:
    return agreed(specimen(), ALL)


@pytest.fixture
def easy_read(tmp_path: Path) -> EasyRead:
    return EasyRead(Settings(tmp_path / "cache"))


@pytest.fixture
def path(easy_read: EasyRead, publication: Publication, tmp_path: Path) -> Path:
    target = tmp_path / "specimen-easy-read.pdf"
    easy_read.write(Job(publication, FULL), target)
    return target


def texts(easy_read: EasyRead, path: Path) -> list[str]:
    return [passage.text for passage in easy_read.read(path).passages]


# --- what is made -----------------------------------------------------------------------------------------------------


def test_an_independent_validator_finds_no_breach_of_pdf_ua_1(path: Path) -> None:
    assert page.validate_pdf_bytes(path.read_bytes(), profile="ua1").failures == []


def test_the_factsheet_has_at_most_24_pages_and_comes_back_complete(easy_read: EasyRead, tmp_path: Path) -> None:
    factsheet = load(FACTSHEET)
    target = tmp_path / "b-cell-all-easy-read.pdf"
    easy_read.write(Job(factsheet, FULL), target)
    assert easy_read.check(Job(factsheet, FULL), target).findings == ()
    pages = easy_read.read(target).pages
    assert pages is not None
    assert pages <= 24
    assert page.validate_pdf_bytes(target.read_bytes(), profile="ua1").failures == []


def test_no_edition_is_made_where_no_words_have_been_written(easy_read: EasyRead, publication: Publication) -> None:
    bare = replace(publication, document=replace(publication.document, sections=()))
    assert easy_read.variants(publication).options == (FULL,)
    assert easy_read.variants(bare).options == ()
    assert easy_read.variants(bare).reason == "no easy-read words have been written"


def test_every_run_is_at_least_16_points(path: Path) -> None:
    runs = [run for runs in open_tagged_pdf(path).page_runs for run in runs if run.text.strip()]
    assert min(run.size for run in runs) == pytest.approx(16)


def test_the_cover_says_what_it_is_and_that_nobody_has_checked_it(
    easy_read: EasyRead, publication: Publication, path: Path
) -> None:
    easy_read.write(Job(unagreed(publication), FULL), path)
    cover = texts(easy_read, path)[:8]
    assert cover == [
        "Iron",
        'This is an easy read version of "Iron & blood: a specimen".',
        "It is by Example Blood Charity.",
        "Helpline: 0800 123 4567",
        "People with a learning disability have not yet checked this document.",
        "We have not yet checked that it says the same as the full version.",
        "What is in this document",
        "Hard words are in bold. We explain them in What the words mean (page 4).",
    ]


def test_a_checked_edition_names_the_role_and_is_reviewed(
    easy_read: EasyRead, publication: Publication, path: Path
) -> None:
    agreement = Approval("easy read lead", date(2026, 3, 2), "0" * 64, {}, edition="easy-read")
    agreed = replace(publication, approvals=(agreement,))
    checked = replace(publication, approvals=(replace(agreement, readers="reading group of ten people"),))
    easy_read.write(Job(checked, FULL), path)
    assert "People with a learning disability checked this document: reading group of ten people." in texts(
        easy_read, path
    )
    assert easy_read.check(Job(checked, FULL), path).review is Review.REVIEWED
    assert easy_read.check(Job(agreed, FULL), path).review is Review.UNREVIEWED
    assert easy_read.check(Job(publication, FULL), path).review is Review.DRAFT
    assert easy_read.check(Job(publication, FULL), path).state is State.INCOMPLETE


def test_each_line_has_its_picture_before_its_words(easy_read: EasyRead, path: Path) -> None:
    passages = [(one.role, one.text) for one in easy_read.read(path).passages]
    place = passages.index((Role.PARAGRAPH, "Iron helps your blood."))
    assert passages[place - 1 : place + 4] == [
        (Role.ALT, "a box with a dot"),
        (Role.PARAGRAPH, "Iron helps your blood."),
        (Role.PARAGRAPH, "Iron: A metal that your blood needs."),
        (Role.ALT, "a box with a dot"),
        (Role.PARAGRAPH, "Ask your doctor. You can ask again."),
    ]


def test_a_hard_word_is_explained_under_the_line_where_it_first_stands_and_not_again(
    easy_read: EasyRead, publication: Publication, path: Path
) -> None:
    iron = (Styled(Style.STRONG, words("Iron")), Text(" helps."))
    twice = changed(publication, lines=(EasyReadLine("blood", iron), EasyReadLine("doctor", iron)))
    easy_read.write(Job(twice, FULL), path)
    assert easy_read.check(Job(twice, FULL), path).findings == ()
    assert texts(easy_read, path).count("Iron: A metal that your blood needs.") == 1


def test_hard_words_are_explained_in_the_order_of_the_alphabet(easy_read: EasyRead, tmp_path: Path) -> None:
    target = tmp_path / "b-cell-all-easy-read.pdf"
    easy_read.write(Job(load(FACTSHEET), FULL), target)
    terms = [one.text for one in easy_read.read(target).passages if one.role is Role.TERM]
    assert len(terms) >= 20
    assert terms == sorted(terms, key=str.casefold)


def test_contacts_dates_and_credits_stand_at_the_end(easy_read: EasyRead, path: Path) -> None:
    end = texts(easy_read, path)[-12:]
    assert "Helpline: 0800 123 4567" in end
    assert "Last reviewed: 30 June 2023" in end
    assert "Updated: March 2026" in end
    assert end[-1] == "Example Pictures. Licence: CC BY-SA 4.0."


def test_each_covered_section_has_the_page_of_its_words(
    easy_read: EasyRead, publication: Publication, tmp_path: Path
) -> None:
    locations = easy_read.write(Job(publication, FULL), tmp_path / "x.pdf")
    assert {locations[name] for name in ALL} == {Page(3)}


def test_a_line_is_never_split_over_pages(easy_read: EasyRead, publication: Publication, tmp_path: Path) -> None:
    lines = tuple(
        EasyReadLine("doctor", words("Ask your doctor. " * number)) for number in (1, 9, 3, 12, 2, 7, 1, 1, 15, 4)
    )
    long = changed(publication, lines=lines)
    target = tmp_path / "long.pdf"
    easy_read.write(Job(long, FULL), target)
    assert easy_read.check(Job(long, FULL), target).findings == ()


@pytest.mark.parametrize("count", range(14, 27))
def test_a_hard_word_is_never_split_from_its_meaning(
    easy_read: EasyRead, publication: Publication, tmp_path: Path, count: int
) -> None:
    hard = [f"word{chr(97 + number)}" for number in range(count)]
    entries = tuple(replace(publication.glossary[0], term=word, also=(), meaning="It is so. " * 9) for word in hard)
    lines = tuple(EasyReadLine("doctor", (Styled(Style.STRONG, words(word)),)) for word in hard)
    many = replace(changed(publication, lines=lines), glossary=entries)
    target = tmp_path / "many.pdf"
    easy_read.write(Job(many, FULL), target)
    assert easy_read.check(Job(many, FULL), target).findings == ()
    passages = easy_read.read(target).passages
    places = [(one.where, after.where) for one, after in pairwise(passages) if one.role is Role.TERM]
    assert len(places) == count
    assert all(term == meaning for term, meaning in places)


def test_a_word_apart_from_its_meaning_is_found(easy_read: EasyRead, publication: Publication, path: Path) -> None:
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        label = next(one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == Name.Lbl)
        moved = [label, *(kid for kid in label.K if isinstance(kid, Dictionary))]
        for one in moved:
            one.Pg = pdf.pages[0].obj
            for kid in one.K:
                if isinstance(kid, Dictionary) and "/MCID" in kid:
                    kid.Pg = pdf.pages[0].obj
        pdf.save(path)
    found = [finding.expected for finding in easy_read.check(Job(publication, FULL), path).findings]
    assert "a word and its meaning stand on one page" in found


# --- what the source lacks --------------------------------------------------------------------------------------------


def test_a_section_without_easy_read_words_is_missing(easy_read: EasyRead, path: Path) -> None:
    partial = agreed(specimen(), ("inlines", "lists", "deep", "tables"))
    easy_read.write(Job(partial, FULL), path)
    findings = easy_read.check(Job(partial, FULL), path).findings
    assert [(one.kind, one.section) for one in findings] == [(FindingKind.MISSING, "things")]


def test_a_waiver_that_holds_stands_for_the_words(easy_read: EasyRead, path: Path) -> None:
    partial = agreed(specimen(), ("inlines", "lists", "deep", "tables"))
    sections = {one.id: one for one in walk(partial.document.sections)}
    waived_tie = tie_of_waived(sections["things"])
    waiver = Waiver("easy-read", "things", "Code", "editor", PartialDate(2026, 3, 2), waived_tie, 7)
    waived = replace(partial, document=replace(partial.document, waivers=(waiver,)))
    stale = replace(partial, document=replace(partial.document, waivers=(replace(waiver, tie="0" * 8),)))
    other = replace(partial, document=replace(partial.document, waivers=(replace(waiver, format="word"),)))
    easy_read.write(Job(waived, FULL), path)
    assert easy_read.check(Job(waived, FULL), path).findings == ()
    assert easy_read.check(Job(waived, FULL), path).waived > 0
    assert {(one.kind, one.line) for one in easy_read.check(Job(stale, FULL), path).findings} == {
        (FindingKind.MISSING, 0),
        (FindingKind.STALE, 7),
    }
    assert [one.kind for one in easy_read.check(Job(other, FULL), path).findings] == [FindingKind.MISSING]


def test_a_waived_section_that_was_taken_out_before_is_not_asked_for(easy_read: EasyRead, path: Path) -> None:
    waiver = Waiver("easy-read", "sources", "A list of references", "editor", PartialDate(2026, 3, 2), "77ab01c3", 7)
    made = agreed(specimen(), ALL)
    waived = replace(made, document=replace(made.document, waivers=(waiver,)))
    easy_read.write(Job(waived, FULL), path)
    assert easy_read.check(Job(waived, FULL), path).findings == ()


def test_words_agreed_for_an_earlier_text_are_stale_and_the_new_tie_is_said(easy_read: EasyRead, path: Path) -> None:
    fresh = agreed(specimen(), ALL)
    stale = changed(fresh, tie="00000000", line=41)
    easy_read.write(Job(stale, FULL), path)
    (finding,) = easy_read.check(Job(stale, FULL), path).findings
    assert finding.kind is FindingKind.STALE
    assert finding.expected == f'tie="{authored(fresh).tie}"'
    assert finding.line == 41


def test_a_hard_word_that_the_glossary_lacks_is_named(
    easy_read: EasyRead, publication: Publication, path: Path
) -> None:
    line = EasyReadLine("blood", (Styled(Style.STRONG, words("Ferritin")), Text(" stores iron.")), line=9)
    hard = changed(publication, lines=(line,))
    easy_read.write(Job(hard, FULL), path)
    (finding,) = easy_read.check(Job(hard, FULL), path).findings
    assert (finding.kind, finding.expected, finding.line) == (FindingKind.MISSING, "“Ferritin” in the glossary", 9)


def test_a_missing_picture_is_a_box_and_a_finding(easy_read: EasyRead, publication: Publication, path: Path) -> None:
    bare = replace(publication, pictures={"blood": publication.pictures["blood"]})
    easy_read.write(Job(bare, FULL), path)
    assert "Picture needed: doctor" in texts(easy_read, path)
    findings = easy_read.check(Job(bare, FULL), path).findings
    assert [(one.kind, one.expected) for one in findings] == [(FindingKind.MISSING, "a picture for “doctor”")]


def test_the_count_of_a_section_is_that_of_the_parts_that_cover_it(
    easy_read: EasyRead, publication: Publication, path: Path
) -> None:
    counts = {one.section: one for one in easy_read.check(Job(publication, FULL), path).sections}
    assert [counts[name].units for name in ALL] == [6, 6, 6, 6, 6]
    assert all(one.units == one.found for one in counts.values())


# --- damage -----------------------------------------------------------------------------------------------------------


def elements(pdf: Pdf) -> Iterator[Object]:
    waiting: list[Object] = [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, Array):
            waiting = [*one, *waiting]
        elif isinstance(one, Dictionary) and "/S" in one:
            yield one
            waiting = [*([one.K] if "/K" in one else []), *waiting]


def tagged(pdf: Pdf, tag: Name, number: int) -> Object:
    return [one for one in elements(pdf) if tag == one.S][number]


def test_a_line_taken_out_of_the_edition_is_missing(easy_read: EasyRead, publication: Publication, path: Path) -> None:
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        tagged(pdf, Name.P, 6).K = Array()
        pdf.save(path)
    findings = easy_read.check(Job(publication, FULL), path).findings
    assert next((one.kind, one.section) for one in findings) == (FindingKind.MISSING, "inlines")


def test_another_alt_text_is_named(easy_read: EasyRead, publication: Publication, path: Path) -> None:
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        tagged(pdf, Name.Figure, 0).Alt = pikepdf.String("a cat")
        pdf.save(path)
    kinds = [one.kind for one in easy_read.check(Job(publication, FULL), path).findings]
    # The picture has another text, and what the file says of it elsewhere is another one than that.
    assert kinds == [FindingKind.MISLABELLED, FindingKind.PRESENTATION]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("Iron", "Lead"), ("You can ask again.", "You cannot ask again."), ("Ask your", "Askyour")],
)
def test_an_edition_of_other_words_is_told_from_the_source(
    easy_read: EasyRead, publication: Publication, path: Path, right: str, wrong: str
) -> None:
    lines = tuple(
        replace(
            line,
            children=tuple(
                replace(one, value=one.value.replace(right, wrong))
                if isinstance(one, Text)
                else replace(one, children=words("Iron".replace(right, wrong)))
                if isinstance(one, Styled)
                else one
                for one in line.children
            ),
        )
        for line in authored(publication).lines
    )
    easy_read.write(Job(changed(publication, lines=lines), FULL), path)
    kinds = {one.kind for one in easy_read.check(Job(publication, FULL), path).findings}
    assert kinds & {FindingKind.ALTERED, FindingKind.MISSING}


def test_other_sections_keep_their_counts_when_one_part_is_damaged(easy_read: EasyRead, path: Path) -> None:
    made = agreed(specimen(), ALL)
    easy_read.write(Job(changed(made, lines=authored(made).lines[:1]), FULL), path)
    verdict = easy_read.check(Job(made, FULL), path)
    counts = {one.section: one for one in verdict.sections}
    assert counts["deep"].found < counts["deep"].units
    assert counts["about-this-publication"].found == counts["about-this-publication"].units
