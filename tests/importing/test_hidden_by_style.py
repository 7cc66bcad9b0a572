"""What a page's style sheets hide is left out and listed, or kept and marked: never taken in as if it were shown."""

from __future__ import annotations

import pytest

from tests.importing.conftest import Run


def page(sheet: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="en-GB"><head><title>Iron</title>{sheet}</head><body><main><h1>Iron</h1>'
        f"<p>All about iron.</p><h2>Dose</h2><p>Take 5 mg with a glass of water.</p>{body}</main></body></html>"
    )


@pytest.mark.parametrize(
    ("sheet", "body"),
    [
        ("<style>#old{display:none}</style>", '<p id="old">Take 10 mg.</p>'),
        ("<style>p.old { VISIBILITY: hidden }</style>", '<p class="old">Take 10 mg.</p>'),
        ("<style>.a .old{display:none}</style>", '<div class="a"><p class="old">Take 10 mg.</p></div>'),
        ("<style>@media screen{.old{display:none}}</style>", '<p class="old">Take 10 mg.</p>'),
        ("<style>.old{display:none} p{display:block}</style>", '<p class="old">Take 10 mg.</p>'),
        ("<style>.old{display:none!important}</style>", '<p class="old" style="display:block">Take 10 mg.</p>'),
        ("<style>.old::after{content:'}'} .old{display:none}</style>", '<p class="old">Take 10 mg.</p>'),
        ('<style media="screen">.old{font-size:0px}</style>', '<p class="old">Take 10 mg.</p>'),
        ("", '<p style="font-size: 0">Take 10 mg.</p>'),
    ],
)
def test_what_a_style_sheet_hides_is_left_out_and_listed(run: Run, sheet: str, body: str) -> None:
    made = run(page(sheet, body), "p.html")
    assert ("hidden", "Take 10 mg.") in made.left
    assert "Take 10 mg." not in made.text


@pytest.mark.parametrize(
    ("sheet", "body"),
    [
        ("<style>@media print{.x{display:none}}</style>", '<p class="x">Keep it cool.</p>'),
        ('<style media="print">.x{display:none}</style>', '<p class="x">Keep it cool.</p>'),
        ("<style>@keyframes x{from{visibility:hidden}}</style>", '<p class="x">Keep it cool.</p>'),
        ("<style>.x{display:none} .x.y{display:block}</style>", '<p class="x y">Keep it cool.</p>'),
        ("<style>.x{display:none}</style>", '<p class="x" style="display:block">Keep it cool.</p>'),
        ("<style>.x{font-size:0} .x p{font-size:16px}</style>", '<div class="x"><p>Keep it cool.</p></div>'),
        (
            "<style>.answer{display:none}</style>",
            '<button aria-controls="a">Where?</button><div class="answer" id="a"><p>Keep it cool.</p></div>',
        ),
    ],
)
def test_what_is_shown_on_a_screen_or_by_a_button_is_content(run: Run, sheet: str, body: str) -> None:
    made = run(page(sheet, body), "p.html")
    assert "\nKeep it cool." in made.text


@pytest.mark.parametrize(
    ("sheet", "body"),
    [
        ("<style>@media (max-width: 600px){.x{display:none}}</style>", '<p class="x">Keep it cool.</p>'),
        ("<style>.x{display:none} .x.open{display:block}</style>", '<p class="x">Keep it cool.</p>'),
        ("<style>.x{display:none} .b:hover .x{display:block}</style>", '<p class="x">Keep it cool.</p>'),
        ("<style>#m:not(:checked) ~ .x{display:none}</style>", '<p class="x">Keep it cool.</p>'),
        ("<style>#x{display:none}</style>", '<p><a href="#x">More</a></p><p id="x">Keep it cool.</p>'),
        ("<style>.y{color:red; .x{display:none}}</style>", '<p class="x">Keep it cool.</p>'),
    ],
)
def test_what_may_be_hidden_is_kept_with_a_mark(run: Run, sheet: str, body: str) -> None:
    made = run(page(sheet, body), "p.html")
    assert "[Keep it cool.]{.check}" in made.text
    assert any("Keep it cool." in doubt and "style sheet" in doubt for doubt in made.doubts)


def test_a_page_that_a_script_shows_as_a_whole_is_kept_with_one_mark(run: Run) -> None:
    made = run(page("<style>body{visibility:hidden}</style>", "<p>Keep it cool.</p>"), "p.html")
    assert "Take 5 mg" in made.text
    assert [doubt for doubt in made.doubts if "style sheet" in doubt]


def test_a_rule_that_cannot_be_read_is_told(run: Run) -> None:
    made = run(page("<style>h2 + p{display:none}</style>", ""), "p.html")
    assert any("h2 + p" in line for line in made.report.notes.simplified)
