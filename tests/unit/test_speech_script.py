"""The script of the audio edition: what is said, and in which order."""

from dataclasses import replace
from pathlib import Path

import pytest

import publish
from publish.model.nodes import Cell, List, ListItem, Paragraph, Section, Style, Styled, Table, Text, walk
from publish.model.publication import Publication
from publish.model.text import plain
from publish.proof.ledger import OPENING, ledger, text_of
from publish.speech.announcements import about_minutes, where_to_watch
from publish.speech.pace import length
from publish.speech.script import Part, Script, script
from publish.speech.wording import words_of
from tests.specimen import specimen


def said(made: Script, section: str) -> list[str]:
    return [one.text for chapter in made.chapters if chapter.section == section for one in chapter.sentences]


def with_sections(*sections: Section) -> Publication:
    publication = specimen()
    return replace(publication, document=replace(publication.document, sections=sections))


def section(name: str, *texts: str, inside: tuple[Section, ...] = ()) -> Section:
    paragraphs = tuple(Paragraph((Text(text),), id=f"{name}/{n}") for n, text in enumerate(texts))
    return Section(name, 1, (Text(name.capitalize()),), paragraphs, inside)


def test_every_heading_is_a_chapter_and_is_said_first_in_it():
    publication = specimen()
    made = script(publication)
    headings = [text_of(one.heading) for one in walk(publication.sections)]
    assert [chapter.title for chapter in made.chapters] == [publication.document.metadata.title, *headings]
    assert all(chapter.sentences[0].part is Part.HEADING for chapter in made.chapters)
    assert all(chapter.sentences[0].text == chapter.title for chapter in made.chapters)


def test_every_unit_of_the_ledger_is_said_in_its_section():
    publication = specimen()
    made = script(publication)
    unsaid = [unit.text for unit in ledger(publication) if unit.text not in plain(" ".join(said(made, unit.section)))]
    assert unsaid == []


def test_the_opening_says_title_publisher_review_date_and_helpline():
    opening = said(script(specimen()), OPENING)
    assert opening[0] == "Iron & blood: a specimen"
    assert opening.index("Example Blood Charity.") < opening.index("Last reviewed: 30 June 2023.")
    assert opening.index("Next review due: 30 June 2026.") < opening.index("Helpline: 0800 123 4567.")
    assert opening.index("Helpline: 0800 123 4567.") + 1 == opening.index("Once more: 0800 123 4567.")


def test_the_opening_tells_how_long_it_lasts_and_how_to_move_about():
    short = said(script(with_sections(section("care", "Rest."))), OPENING)
    assert "This recording lasts about 1 minute." in short
    assert short.index("Every heading begins a new chapter.") + 1 == short.index(
        "You can move from one heading to the next."
    )
    assert not [text for text in short if "references" in text]
    week = " ".join(["Rest as much as you can in the first week after the treatment."] * 250)
    assert "This recording lasts about 15 minutes." in said(script(with_sections(section("care", week))), OPENING)


def test_the_opening_tells_what_is_left_to_the_end():
    opening = said(script(with_sections(section("sources", "A book."), section("care", "Rest."))), OPENING)
    assert "The references come after the end of the information, and last about 1 minute." in opening


def test_the_helpline_is_said_twice_in_groups_at_the_end_of_the_information():
    ending = [words_of(one.spoken) for one in script(with_sections(section("care", "Rest."))).sentences[-3:]]
    number = "zero eight zero zero, one two three, four five six seven."
    assert ending == ["This is the end of the information.", f"Helpline: {number}", f"Once more: {number}"]


def test_the_end_comes_before_the_references_which_a_listener_may_leave_out():
    made = script(with_sections(section("sources", "A book."), section("care", "Rest.")))
    assert [one.text for one in made.chapters[-2].sentences[-2:]] == [
        "Once more: 0800 123 4567.",
        "The references follow.",
    ]
    assert [one.text for one in made.chapters[-1].sentences] == [
        "Sources",
        "A book.",
        "This is the end of the references.",
    ]


def test_a_long_list_is_announced_with_its_number_and_a_short_one_is_not():
    def listed(*texts: str) -> list[str]:
        items = tuple(ListItem((Paragraph((Text(text),)),)) for text in texts)
        return said(script(with_sections(Section("s", 1, (Text("Signs"),), (List(items),)))), "s")

    assert listed("Fever", "Fatigue", "Pain", "Sweats") == [
        "Signs",
        "A list of 4.",
        "Fever",
        "Fatigue",
        "Pain",
        "Sweats",
    ]
    assert listed("Fever", "Fatigue", "Pain")[:2] == ["Signs", "Fever"]


def test_references_are_read_after_all_else_wherever_they_stand():
    made = script(with_sections(section("sources", "A book."), section("care", "Rest.")))
    assert [chapter.section for chapter in made.chapters] == [OPENING, "care", "about-this-publication", "sources"]


def test_the_numbers_of_an_ordered_list_are_said_and_bullets_are_not():
    lists = said(script(specimen()), "lists")
    assert "3: First step" in lists
    assert "4: Second step" in lists
    assert "Tea" in lists


def test_a_table_is_announced_and_every_cell_is_said_with_its_header():
    tables = said(script(specimen()), "tables")
    assert tables[1:3] == ["Table: Tablets in a day", "Columns: Age; Dose, Morning; Dose, Evening"]
    assert "Dose, Evening: 2 mg" in tables
    assert "Dose, Morning and Dose, Evening: 3 mg" in tables
    assert tables.count("Age: Adult") == 2, "a row header is said again for every row that it covers"


def test_a_cell_over_the_full_width_is_said_once_and_under_no_header():
    def row(*texts: str, span: int = 1) -> tuple[Cell, ...]:
        return tuple(Cell((Text(text),), column_span=span) for text in texts)

    table = Table(
        (Text("Doses"),),
        (row("Drug", "Dose"),),
        (row("Adults", span=2), row("Iron", "2"), row("Children", span=2), row("Iron", "1")),
    )
    publication = with_sections(Section("s", 1, (Text("Dose"),), (table,)))
    assert said(script(publication), "s")[3:] == [
        "Adults",
        "Drug: Iron",
        "Dose: 2",
        "Children",
        "Drug: Iron",
        "Dose: 1",
    ]


def test_an_empty_cell_is_said_to_be_blank():
    head, row = (Cell((Text("Day"),)), Cell((Text("Dose"),))), (Cell((Text("Monday"),)), Cell(()))
    table = Table((Text("Week"),), (head,), (row,), row_headers=1, id="t")
    made = script(with_sections(Section("week", 1, (Text("Week"),), (table,))))
    assert said(made, "week")[-1] == "Dose: blank"


def test_a_cell_with_only_a_sign_is_said_with_its_header():
    rows = tuple((Cell((Text(sign),)),) for sign in ("–", "✓", "✗", "2 mg"))
    table = Table((Text("Week"),), ((Cell((Text("Tablets"),)),),), rows, row_headers=0, id="t")
    made = script(with_sections(Section("week", 1, (Text("Week"),), (table,))))
    spoken = [
        words_of(one.spoken) for chapter in made.chapters if chapter.section == "week" for one in chapter.sentences
    ]
    assert spoken[-4:] == ["Tablets: none given.", "Tablets: yes.", "Tablets: no.", "Tablets: two milligrams."]


@pytest.mark.parametrize(
    ("text", "words"),
    [("Y = offer; – = do not offer.", "Minor: dash."), ("Offer it – if asked.", "Minor: none given.")],
)
def test_a_cell_with_a_dash_says_so_where_the_text_tells_what_a_dash_stands_for(text, words):
    table = Table((), ((Cell((Text("Minor"),)),),), ((Cell((Text("–"),)),),), id="tests/1")
    made = script(
        with_sections(replace(section("tests", text), blocks=(Paragraph((Text(text),), id="tests/0"), table)))
    )
    cells = [one for chapter in made.chapters for one in chapter.sentences if one.part is Part.CELL]
    assert words_of(cells[-1].spoken) == words


def test_what_cannot_be_seen_is_announced():
    made = script(specimen())
    inlines, things, tables = said(made, "inlines"), said(made, "things"), said(made, "tables")
    assert "Note: A note about iron, with 5 mg in it." in inlines
    assert "Picture: a black dot in a box" in inlines
    assert "Picture: A round cell with a dark middle" in tables
    assert "Warning: Call 999" in things
    assert "Video: Taking iron" in things
    assert "Quotation: I felt tired for months." in things
    assert "End of quotation." in things


def test_addresses_behind_links_are_not_read_out():
    everything = " ".join(words_of(one.spoken) for one in script(specimen()).sentences)
    assert "national pages" in everything
    assert "slash" not in everything
    assert everything.count("example dot org") == 1  # of the video


def test_a_video_is_said_with_where_to_watch_it():
    made = script(specimen())
    things = said(made, "things")
    told = "You can watch it at video.example.org; the text of this information has a link to it."
    assert things[things.index("Video: Taking iron") + 1] == told
    assert [one.is_afterword for one in made.sentences if one.text == told] == [True]


def test_a_video_of_a_short_address_is_found_by_the_name_of_its_site():
    assert where_to_watch("https://youtu.be/e8EpY").startswith("You can watch it at youtube.com;")


def test_easy_read_words_are_not_said():
    assert not any("helps your blood" in one.text for one in script(specimen()).sentences)


def test_a_note_is_read_after_the_paragraph_that_it_stands_in():
    inlines = said(script(specimen()), "inlines")
    assert inlines.index("The change is t(9;22) here.") + 1 == inlines.index(
        "Note: A note about iron, with 5 mg in it."
    )


def test_a_heading_is_followed_by_a_longer_pause_than_a_sentence():
    chapter = script(specimen()).chapters[1]
    assert chapter.sentences[0].pause_s > chapter.sentences[1].pause_s
    assert chapter.sentences[-1].pause_s > chapter.sentences[0].pause_s


def test_a_fraction_in_pieces_is_said_as_one_number():
    raised, lowered = Styled(Style.SUPERSCRIPT, (Text("1"),)), Styled(Style.SUBSCRIPT, (Text("2"),))
    dose = Paragraph((Text("Take 2"), raised, Text("/"), lowered, Text(" tablets.")), id="a/1")
    spoken = [
        words_of(sentence.spoken)
        for sentence in script(with_sections(Section("a", 1, (Text("A"),), (dose,)))).sentences
    ]
    assert "Take two and a half tablets." in spoken


@pytest.mark.parametrize(
    ("name", "heading", "last"),
    [
        ("references", "What we read", True),
        ("bibliography", "What we read", True),
        ("our-list", "References", True),
        ("our-list", "Sources:", True),
        ("sources-of-iron", "Sources of iron", False),
    ],
)
def test_the_references_are_known_by_their_id_or_their_whole_heading(name, heading, last):
    listed = replace(section(name, "A book."), heading=(Text(heading),))
    made = script(with_sections(listed, section("care", "Rest.")))
    assert [name in made.references, made.chapters[-1].section == name] == [last, last]
    assert [chapter.section for chapter in made.chapters if chapter.references] == [name] * last
    assert ("The references follow." in said(made, "about-this-publication")) == last
    assert any(text.startswith("The references come after") for text in said(made, OPENING)) == last


def test_how_long_it_lasts_counts_what_the_edition_says_of_itself():
    month = " ".join(["Rest as much as you can after it."] * 44)
    made = script(with_sections(section("care", month)))
    minutes = about_minutes(made.sentences, 1.0)
    assert minutes > about_minutes([one for one in made.sentences if one.part is not Part.ANNOUNCEMENT], 1.0)
    assert f"This recording lasts about {minutes} minutes." in said(made, OPENING)


def test_a_letter_said_by_its_name_is_as_long_as_a_word():
    assert (length("Rest now."), length("D.N.A.C.P.R."), length("G.P.s in N.W. Vitamin K.")) == (7, 18, 25)


def test_a_letter_box_and_a_telephone_are_read_and_shown_without_how_a_program_asks_for_them():
    addresses = Path(__file__).parents[1] / "cases" / "editions" / "addresses-of-people.md"
    sentences = script(publish.load(addresses)).sentences
    shown = " ".join(each.text for each in sentences)
    spoken = " ".join(words_of(each.spoken) for each in sentences)
    for words in (shown, spoken):
        assert "mailto" not in words and "tel:" not in words and "subject" not in words
    assert "ward@example.org, to clinic@example.org or to matron@example.org." in shown
    assert "beds@example.org" in shown
    assert "ward at example dot org, to clinic at example dot org" in spoken
    assert "Call 08001234567 or +441632960123" in shown
    assert "Call zero eight zero zero one two three" in spoken
