"""A web page becomes a source: its content whole, its frame left out and listed."""

from __future__ import annotations

from pathlib import Path

import pytest

import publish
from publish.contracts.import_options import Options
from publish.errors import UsageError
from publish.model.nodes import (
    Callout,
    CalloutKind,
    CodeBlock,
    DefinitionList,
    Figure,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Span,
    Table,
    Video,
    walk,
)
from publish.model.traverse import blocks_of, inlines_in
from publish.proof.ledger import text_of
from tests.importing.conftest import Run
from tests.specimen import SVG


def page(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="en-GB"><head><title>Iron</title>{head}</head><body>{body}</body></html>'


def only(made: publish.model.publication.Publication, kind: type) -> object:
    (found,) = [block for block in blocks_of(made.document) if isinstance(block, kind)]
    return found


@pytest.mark.parametrize(
    ("markup", "reason", "words"),
    [
        ("<script>let x = 1</script>", "script", "let x = 1"),
        ("<nav>Home Iron</nav>", "navigation", "Home Iron"),
        ('<div class="breadcrumbs">Home Iron</div>', "navigation", "Home Iron"),
        ('<div class="app-cookie-banner">We use cookies</div>', "navigation", "We use cookies"),
        ("<form><label>Name</label><button>Send</button></form>", "form", "Name Send"),
        ("<div hidden>Not shown</div>", "hidden", "Not shown"),
        ('<p style="display: none">Not shown</p>', "hidden", "Not shown"),
        ('<a href="#top">Back to top</a>', "navigation", "Back to top"),
    ],
)
def test_what_is_no_content_is_left_out_and_listed(run: Run, markup: str, reason: str, words: str) -> None:
    made = run(page(f"<main><h1>Iron</h1><h2>A</h2><p>Text.</p>{markup}</main>"), "p.html")
    assert (reason, words) in made.left
    assert words not in made.text


def test_what_stands_outside_the_main_content_is_listed(run: Run) -> None:
    made = run(
        page("<header>Charity</header><main><h1>Iron</h1><h2>A</h2><p>Text.</p></main><footer>End</footer>"), "p.html"
    )
    assert [words for reason, words in made.left if reason == "outside the main content"] == ["Charity", "End"]


def test_a_selector_overrides_the_choice_of_content(run: Run) -> None:
    body = '<main><h1>Iron</h1><h2>A</h2><p>Text.</p></main><div class="x"><h2>B</h2><p>Other.</p></div>'
    assert "Other." in run(page(body), "p.html", Options(content="div.x")).text
    with pytest.raises(UsageError, match="nothing on the page fits"):
        run(page(body), "p.html", Options(content="#none"))


def test_tables_keep_headers_and_spans(run: Run) -> None:
    body = """<h1>Iron</h1><h2>Doses</h2><table><caption>By age</caption>
      <thead><tr><th rowspan="2">Age</th><th colspan="2">Dose</th></tr><tr><th>Morning</th><th>Evening</th></tr></thead>
      <tbody><tr><th>Adult</th><td>1</td><td><ul><li>2 mg</li><li>3 mg</li></ul></td></tr>
      <tr><th>Child</th><td colspan="2">none</td></tr></tbody></table>"""
    table = only(run(page(body), "p.html").publication, Table)
    assert isinstance(table, Table)
    assert text_of(table.caption) == "By age"
    assert [[(text_of(c.children), c.row_span, c.column_span) for c in row] for row in table.header_rows] == [
        [("Age", 2, 1), ("Dose", 1, 2)],
        [("Morning", 1, 1), ("Evening", 1, 1)],
    ]
    assert table.row_headers == 1
    assert [[text_of(c.children) for c in row] for row in table.rows] == [
        ["Adult", "1", "2 mg; 3 mg"],
        ["Child", "none"],
    ]


def test_a_table_without_headers_is_marked(run: Run) -> None:
    made = run(
        page("<h1>T</h1><h2>Doses</h2><table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>"),
        "p.html",
    )
    assert "::: {.table .check" in made.text
    assert any("which cells are headers" in one for one in made.doubts)


def test_a_table_for_layout_is_taken_apart(run: Run) -> None:
    made = run(
        page('<h1>T</h1><h2>A</h2><table role="presentation"><tr><td><p>x</p></td><td>y</td></tr></table>'), "p.html"
    )
    assert not [block for block in blocks_of(made.publication.document) if isinstance(block, Table)]


def test_pairs_of_header_and_value_are_definitions(run: Run) -> None:
    body = "<h1>T</h1><h2>A</h2><table><tr><th>Phone</th><td>0800</td></tr><tr><th>Post</th><td>Leeds</td></tr></table>"
    held = only(run(page(body), "p.html").publication, DefinitionList)
    assert isinstance(held, DefinitionList)
    assert [text_of(item.term) for item in held.items] == ["Phone", "Post"]


def test_lists_nest_and_definitions_keep_their_terms(run: Run) -> None:
    body = """<h1>T</h1><h2>A</h2><ol start="3"><li>one<ul><li>under</li></ul></li><li><p>two</p><p>more</p></li></ol>
      <dl><div><dt>Ferritin</dt><dd>A store</dd><dd>A test</dd></div></dl>"""
    made = run(page(body), "p.html").publication
    outer = next(block for block in blocks_of(made.document) if isinstance(block, List))
    assert (outer.ordered, outer.start, [len(item.blocks) for item in outer.items]) == (True, 3, [2, 2])
    held = only(made, DefinitionList)
    assert isinstance(held, DefinitionList)
    assert len(held.items[0].meanings) == 2


@pytest.mark.parametrize(
    ("markup", "kind", "title"),
    [
        (
            '<div class="nhsuk-warning-callout"><h3>Call 999 if</h3><p>Ill.</p></div>',
            CalloutKind.WARNING,
            "Call 999 if",
        ),
        (
            '<div class="alert alert-info"><strong class="alert-title">Know</strong><p>Ill.</p></div>',
            CalloutKind.NOTE,
            "Know",
        ),
        ('<div role="note"><h4>Good to know</h4><p>Ill.</p></div>', CalloutKind.NOTE, "Good to know"),
        ('<div class="govuk-inset-text">Ill.</div>', CalloutKind.NOTE, "Note"),
        ("<details><summary>More</summary><p>Ill.</p></details>", CalloutKind.NOTE, "More"),
    ],
)
def test_boxes_are_callouts(run: Run, markup: str, kind: CalloutKind, title: str) -> None:
    held = only(run(page(f"<h1>T</h1><h2>A</h2><p>Text.</p>{markup}"), "p.html").publication, Callout)
    assert isinstance(held, Callout)
    assert (held.kind, held.title, len(held.blocks)) == (kind, title, 1)


def test_footnotes_come_to_their_mark(run: Run) -> None:
    body = """<h1>T</h1><h2>A</h2><p>Iron<sup><a href="#fn1" role="doc-noteref">1</a></sup> helps.</p>
      <section class="footnotes" role="doc-endnotes"><ol><li id="fn1">
      <p>A metal. <a href="#r" role="doc-backlink">↩</a></p></li></ol></section>"""
    made = run(page(body), "p.html").publication
    (note,) = [one for one in inlines_in(made.document) if isinstance(one, Note)]
    assert isinstance(note.blocks[0], Paragraph)
    assert text_of(note.blocks[0].children) == "A metal."


def test_languages_are_kept(run: Run) -> None:
    body = '<h1>T</h1><h2>A</h2><p>Say <span lang="fr">bonjour</span>.</p><p lang="cy">Croeso</p><p lang="en">Yes.</p>'
    made = run(page(body), "p.html").publication
    assert [(text_of(one.children), one.language) for one in inlines_in(made.document) if isinstance(one, Span)] == [
        ("bonjour", "fr"),
        ("Croeso", "cy"),
    ]


def test_links_lead_somewhere_or_are_marked(run: Run) -> None:
    body = """<h1>T</h1><h2 id="a">A</h2><p><a href="../food">food</a> <a href="#a">there</a> <a href="#gone">gone</a>
      <a href="javascript:x()">open</a> <a href="https://e.org/a b">broken</a> <a href="tel:0800">ring</a></p>"""
    made = run(page(body, '<link rel="canonical" href="https://e.org/iron/">'), "p.html").publication
    assert {text_of(one.children): one.target for one in inlines_in(made.document) if isinstance(one, Link)} == {
        "food": "https://e.org/food",
        "there": "#a",
        "gone": None,
        "open": None,
        "broken": "https://e.org/a%20b",
        "ring": "tel:0800",
    }


def test_an_image_to_hand_is_taken_beside_the_source(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Cell 1.svg").write_bytes(SVG)
    image = '<img src="Cell%201.svg" alt="A round cell">'
    body = f"<h1>T</h1><h2>A</h2><figure>{image}<figcaption>A cell</figcaption></figure>"
    figure = only(run(page(body), "p.html").publication, Figure)
    assert isinstance(figure, Figure)
    assert (figure.image.name, figure.image.data, figure.alt) == ("images/made/cell-1.svg", SVG, "A round cell")
    assert text_of(figure.caption) == "A cell"


@pytest.mark.parametrize(
    ("markup", "alt"),
    [
        ('<img src="gone.png" alt="A round cell">', "A round cell"),
        ('<img src="https://e.org/x.png" alt="A round cell">', "A round cell"),
        ('<img src="here.svg">', "Picture needed"),
        ('<img src="../secret.svg" alt="Outside it all">', "Outside it all"),
    ],
)
def test_an_image_that_is_missing_or_mute_is_a_marked_gap(run: Run, tmp_path: Path, markup: str, alt: str) -> None:
    (tmp_path / "here.svg").write_bytes(SVG)
    (tmp_path.parent / "secret.svg").write_bytes(SVG)
    made = run(page(f"<h1>T</h1><h2>A</h2><p>Text.</p><p>{markup}</p>"), "p.html")
    figure = only(made.publication, Figure)
    assert isinstance(figure, Figure)
    assert figure.alt == alt
    assert any("picture" in one for one in made.gaps)
    assert [one.rule for one in publish.lint(tmp_path / "made.md")].count("picture-missing") == 1
    (tmp_path.parent / "secret.svg").unlink()


def test_videos_keep_address_and_title(run: Run) -> None:
    body = '<h1>T</h1><h2>A</h2><iframe src="//www.youtube-nocookie.com/embed/abc-123" title="Taking iron"></iframe>'
    video = only(run(page(body), "p.html").publication, Video)
    assert isinstance(video, Video)
    assert (video.address, video.title) == ("https://www.youtube.com/watch?v=abc-123", "Taking iron")


def test_an_abbreviation_is_spelled_out_once_where_the_text_does_not(run: Run) -> None:
    body = '<h1>T</h1><h2>A</h2><p>The <abbr title="haemoglobin">Hb</abbr> and <abbr title="haemoglobin">Hb</abbr>.</p>'
    assert "The Hb (haemoglobin) and Hb." in run(page(body), "p.html").text


def test_blocks_inside_lines_part_the_line(run: Run) -> None:
    body = '<h1>T</h1><h2>A</h2><p>Before <figure><img src="x.png" alt="A round cell"></figure> after.</p>'
    made = run(page(body), "p.html").publication
    assert [type(block).__name__ for block in made.document.sections[0].blocks] == ["Paragraph", "Figure", "Paragraph"]


def test_quotes_and_code_are_kept(run: Run) -> None:
    made = run(
        page("<h1>T</h1><h2>A</h2><blockquote><p>Tired.</p></blockquote><pre>a = 1\n  b</pre>"), "p.html"
    ).publication
    assert isinstance(only(made, Quote), Quote)
    code = only(made, CodeBlock)
    assert isinstance(code, CodeBlock)
    assert code.text == "a = 1\n  b"


def test_emphasis_that_markdown_could_not_close_keeps_every_word(run: Run) -> None:
    made = run(
        page("<h1>T</h1><h2>A</h2><p><strong>Note:</strong>this <em>is</em>so <b> wide </b>x {.y} ::: [^1] |</p>"),
        "p.html",
    )
    (paragraph,) = made.publication.document.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert text_of(paragraph.children) == "Note:this isso wide x {.y} ::: [^1] |"


def test_levels_that_a_page_skips_are_closed_up_and_said(run: Run) -> None:
    made = run(page("<h1>T</h1><h2>A</h2><h4>B</h4><p>x</p><h3>C</h3><p>y</p>"), "p.html")
    assert [(one.level, text_of(one.heading)) for one in walk(made.publication.document.sections)] == [
        (1, "A"),
        (2, "B"),
        (2, "C"),
    ]
    assert any("skipped" in one for one in made.report.notes.simplified)


def test_a_saved_page_says_its_address_which_completes_its_links(run: Run) -> None:
    saved = "<!-- saved from url=(0034)https://www.heart.example/warfarin/ -->\n"
    made = run(saved + page('<h1>T</h1><h2>A</h2><p><a href="../find/">Find a nurse</a></p>'), "p.html")
    assert "[Find a nurse](https://www.heart.example/find/)" in made.text
    assert any("https://www.heart.example/warfarin/" in line for line in made.report.lines())


def test_a_review_date_of_month_and_year_in_figures_is_one(run: Run) -> None:
    made = run(page("<main><h1>T</h1><h2>A</h2><p>x</p><p>Next review: 03/2029</p></main>"), "p.html")
    assert str(made.publication.document.metadata.next_review_due) == "2029-03"


def test_review_dates_go_to_the_front_matter(run: Run) -> None:
    made = run(
        page("<h1>T</h1><h2>A</h2><p>x</p><p>Page last reviewed: 3 May 2024<br>Next review due: 3 May 2027</p>"),
        "p.html",
    )
    assert str(made.publication.document.metadata.next_review_due) == "2027-05-03"


@pytest.mark.parametrize("name", ["arabic_translation", "detailed_guide", "drug-device-alerts"])
def test_real_pages_lose_no_word(inputs: Path, run: Run, name: str) -> None:
    run((inputs / "real" / f"{name}.html").read_bytes(), f"{name}.html")


def test_a_long_real_page_loses_no_word(inputs: Path, run: Run) -> None:
    (path,) = (inputs / "real").glob("gastric*.html")
    made = run(path.read_bytes(), path.name)
    assert sum(isinstance(block, Figure) for block in blocks_of(made.publication.document)) == path.read_text().count(
        "<img "
    )
