"""PDF files come in by their tags or by the look of their pages; what cannot be trusted is refused with its reason."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
import typst

from publish.errors import SourceError
from publish.importing.run import import_document
from tests.importing.conftest import Run

PAGE = """
#set document(title: "Ear drops", date: none)
#set text(lang: "en", region: "GB", font: "Inter", size: 11pt)
#set page(footer: [Example Hospital Trust])
#text(size: 22pt)[Ear drops]

Ear drops soften the wax.

#text(size: 15pt)[How to use them]

Let 2 drops fall into the ear.

- not into the eye
- not into the nose

#table(columns: 2, [Day], [Drops], [1], [2])

#pagebreak()
#text(size: 15pt)[How long]

Use them for 5 days.
#pagebreak()
Ask for help.
"""


def pdf(source: str) -> bytes:
    return bytes(typst.compile(source.encode()))


def without_tags(data: bytes) -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        del document.Root["/StructTreeRoot"]
        document.save(file)
    return file.getvalue()


def test_a_file_without_tags_comes_in_by_its_look_and_each_guess_is_marked(run: Run) -> None:
    imported = run(without_tags(pdf(PAGE)), "a.pdf")
    assert imported.publication.document.metadata.title == "Ear drops"
    assert "# How to use them {#how-to-use-them .check}" in imported.text
    assert "- not into the eye\n- not into the nose" in imported.text
    assert "| Day | Drops |\n| --- | --- |\n| 1 | 2 |" in imported.text
    assert "Use them for 5 days." in imported.text
    assert any("no tags" in doubt for doubt in imported.doubts)


def test_what_stands_at_the_edge_of_every_page_is_left_out(run: Run) -> None:
    imported = run(without_tags(pdf(PAGE)), "a.pdf")
    assert "Example Hospital Trust" not in imported.text
    assert ("furniture", "Example Hospital Trust") in imported.left


def test_a_tagged_file_comes_in_by_its_tags_and_nothing_is_guessed(run: Run) -> None:
    imported = run(pdf('= Dose\nTake #link("https://example.org/x")[two].\n+ one\n+ two\n'), "a.pdf")
    assert "# Dose {#dose}" in imported.text or "title: Dose" in imported.text
    assert "[two](https://example.org/x)" in imported.text
    assert "1. one\n2. two" in imported.text


def test_a_word_broken_at_the_end_of_a_line_is_whole_again(run: Run) -> None:
    narrow = '#set page(width: 6cm, margin: 1cm)\n#set text(lang: "en", hyphenate: true)\n#set par(justify: true)\n'
    imported = run(
        pdf(f"{narrow}= Advice\nInternationalisation and haematological investigations. Haematological.\n"), "a.pdf"
    )
    assert "haematological [investigations]{.check}." in imported.text  # the file has this word but here


def test_two_columns_are_read_one_after_the_other(run: Run) -> None:
    columns = '#set page(columns: 2, height: 9cm)\n#set text(font: "Inter")\n'
    words = " ".join(f"Sentence {number} of the left and right column text." for number in range(1, 40))
    text = run(without_tags(pdf(columns + words)), "a.pdf").text
    places = [text.index(f"Sentence {number} of") for number in range(1, 40)]
    assert places == sorted(places)


def test_a_scanned_file_is_refused_as_one(tmp_path: Path) -> None:
    drawing = '<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"9\\" height=\\"9\\"></svg>'
    picture = f'#image(bytes("{drawing}"))'
    file = tmp_path / "scan.pdf"
    file.write_bytes(pdf(picture))
    with pytest.raises(SourceError, match=r"is scanned|holds no text"):
        import_document(file, tmp_path / "x.md")


def test_an_encrypted_file_is_refused_as_one(tmp_path: Path) -> None:
    file = tmp_path / "locked.pdf"
    with pikepdf.open(io.BytesIO(pdf("Words"))) as document:
        document.save(file, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(SourceError, match="encrypted and has a password"):
        import_document(file, tmp_path / "x.md")


def test_right_to_left_text_in_the_order_in_which_it_is_drawn_is_refused(tmp_path: Path) -> None:
    drawn = Path(__file__).parent / "arabic-as-a-browser-draws-it.pdf"
    with pytest.raises(SourceError, match="in the order in which they are drawn"):
        import_document(drawn, tmp_path / "source.md")


def test_right_to_left_text_without_tags_is_refused_with_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "arabic.pdf"
    file.write_bytes(
        without_tags(pdf('#set text(lang: "ar", font: "IBM Plex Sans Arabic")\n' + "خذ الدواء مرتين في اليوم. " * 20))
    )
    with pytest.raises(SourceError, match=r"right to left and has no tags|which characters"):
        import_document(file, tmp_path / "x.md")


def test_answers_and_notes_that_lie_over_a_page_are_told(run: Run) -> None:
    answered = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(PAGE))) as document:
        field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="Dose", V="5 mg")
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([document.make_indirect(field)]))
        note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[9, 9, 30, 30], Contents="Ask the nurse")
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])
        document.save(answered)
    doubts = run(answered.getvalue(), "a.pdf").doubts
    assert "the field “Dose” of the form holds “5 mg”, which is no text of the page" in doubts
    assert "a note on page 1 says: “Ask the nurse”" in doubts


def test_words_written_sideways_come_after_their_page_and_are_marked(run: Run) -> None:
    sideways = f"{PAGE}\n#place(bottom + right, rotate(-90deg)[Sideways])\n"
    imported = run(without_tags(pdf(sideways)), "a.pdf")
    assert "[Sideways]{.check}" in imported.text
    assert any("“Sideways” is written sideways" in doubt for doubt in imported.doubts)


def test_a_last_line_that_differs_from_page_to_page_is_no_furniture(run: Run) -> None:
    page = (
        '#set page(height: 9cm)\n#set text(font: "Inter")\n#text(size: 22pt)[Drops]\n\nHow they are taken.\n#v(1fr)\n'
    )
    second = "Take 2 drops.\n#pagebreak()\nThe week after.\n#v(1fr)\nTake 4 drops.\n"
    text = run(without_tags(pdf(page + second)), "a.pdf").text
    assert "Take 2 drops." in text and "Take 4 drops." in text


def test_text_side_by_side_is_marked_where_its_order_is_a_guess(run: Run) -> None:
    columns = "#grid(columns: (1fr, 1fr), gutter: 1cm, [The left one says a thing.], [The right one says another.])"
    doubts = run(without_tags(pdf(f"{PAGE}\n{columns}\n")), "a.pdf").doubts
    assert "text stands side by side on page 3: see whether it is read in its order" in doubts
