"""Pages as they are found: markup that is not tidy, tables that are no tables, sites' furniture, signs, formulas."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.errors import SourceError
from publish.importing.run import import_document, read_back
from publish.model.nodes import Callout, Code, CodeBlock, Definition, Figure, Link, List, Paragraph, Table, walk
from publish.model.traverse import blocks_of, inlines_in
from publish.proof.ledger import text_of
from tests.importing.conftest import Import, Run


def page(body: str, head: str = "<title>Iron</title>", language: str = ' lang="en-GB"') -> str:
    return f"<!doctype html><html{language}><head>{head}</head><body><h1>Iron</h1><h2>A</h2>{body}</body></html>"


def said(made: Import) -> list[str]:
    return [text_of(one.children) for one in blocks_of(made.publication.document) if isinstance(one, Paragraph)]


def headings(made: Import) -> list[str]:
    return [text_of(one.heading) for one in walk(made.publication.document.sections)]


def test_what_follows_the_end_of_a_page_is_kept(run: Run) -> None:
    assert said(run(page("<p>One.</p></body></html><p>Two.</p>"), "a.html")) == ["One.", "Two."]


def test_a_fragment_named_as_a_page_is_one(run: Run) -> None:
    assert said(run("Iron is a <sup>mineral</sup>.", "a.html")) == ["Iron is a ⁽mineral⁾."]


def test_cells_without_a_row_and_words_between_cells_are_kept(run: Run) -> None:
    table = "<table><caption>Doses</caption><tr><th>Age<th>Dose</tr><td>1</td><td>2</td></tr>Beside.</table>"
    made = run(page(table), "a.html")
    assert "| Age | Dose |\n| --- | --- |\n| 1 | 2 |" in made.text
    assert said(made) == ["Beside."]


def test_a_form_around_rows_hides_none_of_them(run: Run) -> None:
    table = "<table><caption>Doses</caption><form><tr><th>Age<th>Dose</tr><tr><td>1<td>2</tr></form></table>"
    assert "| 1 | 2 |" in run(page(table), "a.html").text


@pytest.mark.parametrize("tag", ["td", "th"])
def test_a_header_over_two_rows_shifts_no_value_under_another_header(run: Run, tag: str) -> None:
    rows = f"<tr><{tag} rowspan=2>Name<{tag} colspan=2>Dose<tr><td>morning<td>evening<tr><td>Iron<td>1<td>2"
    made = run(page(f"<table><caption>Doses</caption>{rows}</table>"), "a.html")
    assert "| Name | Dose | < |\n| --- | --- | --- |\n| ^ | morning | evening |\n| Iron | 1 | 2 |" in made.text
    assert ".check" in made.text  # that the second row is one of headers is a guess


def test_a_header_over_all_rows_keeps_the_values_in_their_columns(run: Run) -> None:
    rows = "<tr><td rowspan=3>Name<td>Dose<tr><td>1<tr><td>2"
    made = run(page(f"<table><caption>Doses</caption>{rows}</table>"), "a.html")
    assert "| Name | Dose |\n| --- | --- |\n|  | 1 |\n|  | 2 |" in made.text


@pytest.mark.parametrize("rows", ["<tr><th>Age<td>1<tr><th>Dose<td>2", "<tr><td>Only words"])
def test_the_caption_of_a_table_that_becomes_no_table_is_kept(run: Run, rows: str) -> None:
    made = run(page(f"<p>Text.</p><table><caption>All doses</caption>{rows}</table>"), "a.html")
    assert not any(isinstance(one, Table) for one in blocks_of(made.publication.document))
    assert "All doses" in made.text


def test_a_table_in_a_definition_is_read_back(run: Run) -> None:
    table = "<table><caption>Doses</caption><tr><th>Age<th>Dose<tr><td>1<td>2</table>"
    made = run(page(f"<dl><dt>Tablets<dd>{table}<dt>Other<dd>x</dl>"), "a.html")
    assert sum(isinstance(one, Table) for one in blocks_of(made.publication.document)) == 1


def test_code_that_begins_an_item_and_a_table_after_it_are_read_back(run: Run) -> None:
    table = "<table><caption>Doses</caption><tr><th>Age<th>Dose<tr><td>1<td>2</table>"
    made = run(page(f"<ul><li><pre>x = 1</pre></li></ul>{table}<ul><li><pre>y</pre></li></ul>"), "a.html")
    assert [one.text for one in blocks_of(made.publication.document) if isinstance(one, CodeBlock)] == ["x = 1", "y"]


def test_code_keeps_line_ends_and_what_pictures_in_it_say(run: Run) -> None:
    made = run(page('<pre>one<br>two <img src="1.png" alt="mark 1"></pre>'), "a.html")
    (block,) = [one for one in blocks_of(made.publication.document) if isinstance(one, CodeBlock)]
    assert block.text == "one\ntwo mark 1"


def test_a_link_after_an_exclamation_mark_is_no_image(run: Run) -> None:
    made = run(page('<p>Stop!<a href="https://example.org/b">Call</a> now.</p>'), "a.html")
    assert said(made) == ["Stop!Call now."]
    assert not any(isinstance(one, Figure) for one in blocks_of(made.publication.document))


def test_links_in_code_stay_links(run: Run) -> None:
    made = run(page('<p>See <code>a <a href="https://example.org/b">b</a></code>.</p>'), "a.html")
    assert Link((Code("b"),), "https://example.org/b") in list(inlines_in(made.publication.document))


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("<msup><mn>10</mn><mn>9</mn></msup>", "10⁽9⁾"),
        ("<msub><mi>H</mi><mn>2</mn></msub><mi>O</mi>", "H₍2₎O"),
        ("<mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac>", "a/(b+1)"),
        ("<msqrt><mi>x</mi></msqrt>", "√(x)"),
    ],
)
def test_a_formula_without_tex_keeps_its_powers_and_fractions(run: Run, formula: str, words: str) -> None:
    assert said(run(page(f"<p>It is <math>{formula}</math>.</p>"), "a.html")) == [f"It is {words}."]


def test_a_formula_with_tex_is_counted_once(run: Run) -> None:
    tex = '<annotation encoding="application/x-tex">\\frac{a}{b}</annotation>'
    formula = f"<math><semantics><mfrac><mi>a</mi><mi>b</mi></mfrac>{tex}</semantics></math>"
    assert "$\\frac{a}{b}$" in run(page(f"<p>It is {formula}.</p>"), "a.html").text


def test_the_reading_of_characters_stands_in_brackets_once(run: Run) -> None:
    bare, marked = "<ruby>漢<rt>かん</rt></ruby>", "<ruby>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>"
    assert said(run(page(f"<p>{bare}{marked}</p>"), "a.html")) == ["漢(かん)字(じ)"]


def test_a_footnote_mark_parts_words_of_languages_without_spaces(run: Run) -> None:
    note = '<div class="footnotes"><p id="n1">注記。</p></div>'
    made = run(page(f'<p>文字列<a href="#n1"><sup>1</sup></a>は長い。</p>{note}', language=' lang="ja"'), "a.html")
    assert "文字列[^1]は長い。" in made.text


@pytest.mark.parametrize("lines", ["<p>Eat:<br>• beans<br>• kale</p>", "<p>Eat:</p><p>· beans</p><p>· kale</p>"])
def test_points_typed_with_signs_are_a_list(run: Run, lines: str) -> None:
    made = run(page(lines), "a.html")
    (block,) = [one for one in blocks_of(made.publication.document) if isinstance(one, List)]
    held = [inner for item in block.items for inner in item.blocks if isinstance(inner, Paragraph)]
    assert [text_of(one.children) for one in held] == ["beans", "kale"]


def test_one_line_with_a_dash_is_no_list(run: Run) -> None:
    made = run(page("<p>– she said.</p><p>Other words.</p>"), "a.html")
    assert not any(isinstance(one, List) for one in blocks_of(made.publication.document))


def test_a_short_line_in_strong_letters_with_text_under_it_is_a_marked_heading(run: Run) -> None:
    made = run(
        page("<p>Text.</p><p><b>What is iron?</b></p><p>A mineral.</p><p><b>Take care.</b></p><p>x</p>"), "a.html"
    )
    assert headings(made) == ["A", "What is iron?"]
    assert "What is iron? {#what-is-iron .check}" in made.text


@pytest.mark.parametrize(
    "furniture",
    [
        '<div class="navheader"><table><tr><td>Prev<td>Next</table></div>',
        '<ul class="docnav"><li>Prev<li>Next</ul>',
        '<div class="toc"><ul><li><a href="#x">A</a></ul></div>',
        '<section class="newsletter-signup"><p>Sign up</p></section>',
        '<div class="sharedaddy">Share this</div>',
        '<div class="related-posts">Read more</div>',
        '<div id="cookieconsent">Cookies</div>',
        '<a rel="next" href="2.html">Next page</a>',
        '<div id="footer">Ours</div>',
    ],
)
def test_furniture_of_sites_is_left_out_and_listed(run: Run, furniture: str) -> None:
    made = run(page(f"<p>Iron is a mineral.</p>{furniture}"), "a.html")
    assert said(made) == ["Iron is a mineral."]
    assert [reason for reason, _ in made.left] == ["navigation"]


def test_a_frame_that_is_named_as_furniture_but_holds_the_page_is_kept(run: Run) -> None:
    body = f'<div class="with-sidebar"><h1>Iron</h1><h2>A</h2><p>{"Iron is a mineral. " * 40}</p></div>'
    made = run(f'<html lang="en"><body>{body}<div class="sidebar">Popular</div></body></html>', "a.html")
    assert "mineral" in made.text and "Popular" not in made.text


def test_signs_that_link_to_a_heading_are_no_words_of_it(run: Run) -> None:
    assert headings(run(page('<h3><a href="#b">◆ </a>B</h3><p>x</p>'), "a.html")) == ["A", "B"]


def test_the_label_that_a_box_has_for_who_cannot_see_it_is_its_title(run: Run) -> None:
    made = run(
        page('<div class="inset-text"><span class="visually-hidden">Information: </span><p>x</p></div>'), "a.html"
    )
    (box,) = [one for one in blocks_of(made.publication.document) if isinstance(one, Callout)]
    assert (box.title, made.gaps) == ("Information", ["a summary of one or two sentences"])


def test_a_box_laid_out_as_a_table_is_a_box(run: Run) -> None:
    table = (
        '<table><tr><td rowspan=2><img src="t.png" alt=""></td><th>Tip</th></tr><tr><td>Drink water.</td></tr></table>'
    )
    made = run(page(f'<div class="tip">{table}</div>'), "a.html")
    (box,) = [one for one in blocks_of(made.publication.document) if isinstance(one, Callout)]
    assert (box.title, said(made)) == ("Tip", ["Drink water."])


def test_the_title_is_named_without_the_site(run: Run) -> None:
    head = '<title>Iron in blood - Our Site</title><meta property="og:site_name" content="Our Site">'
    made = run(f'<html lang="en"><head>{head}</head><body><h2>A</h2><p>x</p></body></html>', "a.html")
    assert made.publication.document.metadata.title == "Iron in blood"


def test_a_first_heading_that_says_the_title_is_the_title(run: Run) -> None:
    body = "<h2>Iron</h2><p>x</p><h3>B</h3><p>y</p>"
    made = run(f'<html lang="en"><head><title>Iron</title></head><body>{body}</body></html>', "a.html")
    assert (made.publication.document.metadata.title, headings(made)) == ("Iron", ["B"])


def test_a_description_of_one_word_is_no_summary(run: Run) -> None:
    made = run(page("<p>x</p>", '<title>Iron</title><meta name="description" content="IronPage">'), "a.html")
    assert made.publication.document.metadata.summary == "Summary needed."


def test_links_to_the_page_by_its_file_name_lead_to_its_sections(run: Run) -> None:
    made = run(page('<p><a href="a.html#b">See</a></p><h2 id="b">B</h2><p>x</p>'), "a.html")
    assert "[See](#b)" in made.text


def test_a_title_of_an_image_stands_in_for_its_alternative(run: Run) -> None:
    made = run(page('<p>x</p><img src="no.png" title="A round cell">'), "a.html")
    (figure,) = [one for one in blocks_of(made.publication.document) if isinstance(one, Figure)]
    assert figure.alt == "A round cell"


@pytest.mark.parametrize(
    ("declared", "encoding", "words"),
    [
        ("iso-8859-1", "cp1252", "“café”"),
        ("shift_jis", "cp932", "①鉄"),
        ("gb2312", "gb18030", "鐵"),
        ("windows-1256", "cp1256", "حديد"),
    ],
)
def test_an_encoding_means_what_browsers_take_it_for(run: Run, declared: str, encoding: str, words: str) -> None:
    text = page(f"<p>{words}</p>", f'<meta charset="{declared}"><title>Iron</title>')
    assert words.strip("“”") in run(text.encode(encoding), "a.html").text


def test_a_page_in_another_encoding_than_it_says_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(page("<p>café</p>", '<meta charset="utf-8">').encode("cp1252"))
    with pytest.raises(SourceError, match="not UTF-8 text, as the page says"):
        import_document(path, tmp_path / "made.md")


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Mae haearn yn y gwaed ac mae yn bwysig i bawb sydd yn sâl neu wedi blino, os nad ydych chi yn iach.", "cy"),
        ("Żelazo jest ważne dla zdrowia i nie może go brakować, a jeśli masz go za mało, to idź do lekarza.", "pl"),
        ("الحديد معدن مهم يحتاجه الجسم لصنع الدم وهو موجود في كثير من الأطعمة.", "ar"),
        ("آئرن ایک اہم معدن ہے جو آپ کے جسم کو خون بنانے کے لیے چاہیے اور یہ بہت سی غذاؤں میں ہے۔", "ur"),
        ("鉄は血液をつくるために体が必要とする大切なミネラルで、多くの食べ物に含まれています。", "ja"),
        ("Iron is a mineral that your body needs to make blood, and it is in many of the foods that we eat.", "en-GB"),
        ("Xq zv.", "en-GB"),
    ],
)
def test_a_language_that_is_not_named_is_guessed_and_said(run: Run, words: str, language: str) -> None:
    made = run(f"<html><head><title>x</title></head><body><p>{words}</p></body></html>", "a.html")
    assert made.publication.document.metadata.language == language
    assert f"the input does not say its language; {language} is taken" in made.doubts


def test_a_language_that_the_letters_cannot_be_in_is_not_believed(run: Run) -> None:
    made = run(page(f"<p>{'железо нужно для крови ' * 5}</p>"), "a.html")
    assert made.publication.document.metadata.language == "ru"
    assert any("by its letters ru is taken" in doubt for doubt in made.doubts)


def test_pairs_of_header_and_value_with_a_caption_are_definitions_under_it(run: Run) -> None:
    made = run(page("<p>x</p><table><caption>All doses</caption><tr><th>Age<td>1<tr><th>Dose<td>2</table>"), "a.html")
    items = [item for one in blocks_of(made.publication.document) for item in getattr(one, "items", ())]
    assert [text_of(one.term) for one in items if isinstance(one, Definition)] == ["Age", "Dose"]


def test_control_characters_are_left_out_as_no_edition_can_hold_them(run: Run) -> None:
    made = run(page("<p>One&#8;t\x08wo \x0b three.</p>", "<title>Iron&#12;blood</title>"), "a.html")
    assert said(made) == ["Onetwo three."]
    assert not set(made.text) & {"\x08", "\x0b", "\x0c"}


@pytest.mark.parametrize("character", ["\x08", "&#8;", "&#x1F;"])
def test_a_source_with_a_control_character_is_refused_with_its_line(tmp_path: Path, character: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: T\nlang: en\nsummary: S.\n---\n\n# A\n\nx{character}y\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"a\.md:9: the character .* is a control character"):
        read_back(path)


def test_numbers_that_a_style_sheet_gives_to_headings_are_told(run: Run) -> None:
    style = "<style>h2::before { content: counter(part) '. ' }</style>"
    simplified = run(page("<p>See section 2.</p>", style), "a.html").report.notes.simplified
    assert [line for line in simplified if "numbers its headings, such as “A”" in line]
