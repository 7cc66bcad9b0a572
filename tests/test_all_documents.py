"""What is told of all documents at once: the index, the status, the calendar of reviews."""

from __future__ import annotations

import json
import re
from datetime import date

import icalendar
from lxml import html

from tests.releasing import IRON, Desk, page_text


def test_the_index_lists_the_overdue_first_and_what_is_not_approved(built_desk: Desk) -> None:
    second = IRON.replace("id: iron", "id: zinc").replace("Iron and blood", "Zinc").replace("2099-03", "2025-01")
    path = built_desk.source.with_name("zinc.md")
    path.write_text(second.split("::: {")[0].replace("easy-read-title: Iron\n", "") + "# More {#more}\n\nMore.\n")
    assert built_desk.run("build", str(path), "--outputs", str(built_desk.outputs), "--format", "word")[0] == 0
    assert built_desk.ask("report")[0] == 0
    page = html.fromstring((built_desk.outputs / "index.html").read_text(encoding="utf-8"))
    reviews = [page_text(item) for item in page.cssselect("#reviews li")]
    assert [words.split(":")[0] for words in reviews] == ["!overdue since January 2025", "Due March 2099"]
    keys = {row.cssselect(".where")[0].text: row.get("data-keys") for row in page.cssselect("#documents .row")}
    assert keys == {
        "iron": "draft unapproved not-orderable not-released",
        "zinc": "complete unapproved not-orderable not-released overdue",
    }


def test_the_index_names_what_waits_for_a_person(built_desk: Desk) -> None:
    def first() -> list[str]:
        assert built_desk.ask("report")[0] == 0
        page = html.fromstring((built_desk.outputs / "index.html").read_text(encoding="utf-8"))
        return [page_text(point) for point in page.cssselect("#first > ul > li")]

    assert first() == ["✎meaning to be agreed Iron and blood"]
    assert "easy-read ✎ (draft) epub ✓" in built_desk.ask("status")[1]
    code, said = built_desk.agree_easy_read()
    assert code == 0, said
    build = f"publish build {built_desk.source} --outputs {built_desk.outputs}"
    assert f"Next: {build}, so that the edition says who agreed it" in said
    assert built_desk.build()[0] == 0
    assert first() == ["✎to be approved Iron and blood"]
    assert built_desk.approve()[0] == 0
    assert first() == ["✎to be released Iron and blood"]


def test_a_manifest_that_cannot_be_read_stops_no_other(built_desk: Desk) -> None:
    (built_desk.outputs / "bad").mkdir()
    (built_desk.outputs / "bad" / "manifest.json").write_text("{", encoding="utf-8")
    code, said = built_desk.ask("report")
    assert code == 1
    assert "bad/manifest.json: this is no manifest of this library" in said
    assert "iron/report.html" in said
    status = built_desk.ask("status")[1]
    assert "bad   ✗" in status
    assert "iron  easy-read ✎ (draft) epub ✓ word ✓  not approved  not released  review due in March 2099" in status


def test_status_in_json_has_all_that_the_table_has(built_desk: Desk) -> None:
    (state,) = json.loads(built_desk.ask("status", "--json")[1])
    assert state["editions"] == {"easy-read": "draft", "epub": "complete", "word": "complete"}
    assert (state["approval"], state["orderable"], state["next_review_due"]) == ("not approved", False, "2099-03")


def test_the_calendar_invents_no_day(built_desk: Desk) -> None:
    assert built_desk.ask("calendar")[0] == 0
    first = (built_desk.outputs / "reviews.ics").read_bytes()
    calendar = icalendar.Calendar.from_ical(first)
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, icalendar.Event)
    assert (event.start, event.end) == (date(2099, 3, 1), date(2099, 4, 1))
    assert event["summary"] == "Review due: Iron and blood"
    built_desk.ask("calendar", "--today", "2099-04-01")
    assert (built_desk.outputs / "reviews.ics").read_bytes() == first, "the same for the same documents"


def test_what_stands_beside_the_source_and_cannot_be_read_is_told_by_status(released_desk: Desk) -> None:
    path = released_desk.source.parent / "pictures.yaml"
    path.write_text("[", encoding="utf-8")
    assert f"note: {path}:1: this is not valid YAML" in released_desk.ask("status")[1]
    publisher = released_desk.source.parent / "publisher.yaml"
    publisher.write_text("[", encoding="utf-8")
    status = released_desk.ask("status")[1]
    assert f"note: {publisher}:1: this is not valid YAML" in status
    assert "0 can be ordered" in status, "nobody knows whether the publisher wants an overdue document out"


def test_the_index_shows_what_is_withdrawn_with_its_month_in_capitals(released_desk: Desk) -> None:
    def row() -> html.HtmlElement:
        assert released_desk.ask("report")[0] == 0
        page = html.fromstring((released_desk.outputs / "index.html").read_text(encoding="utf-8"))
        return page.cssselect("#documents .row")[0]

    month = date.today().strftime("%B")
    assert "orderable released" in row().get("data-keys", "")
    assert re.search(rf"Version 1.0 was released on \d+ {month} \d+, can be ordered", page_text(row()))
    assert released_desk.withdraw("1.0")[0] == 0
    assert "not-orderable withdrawn" in row().get("data-keys", "")
    assert "✗withdrawn" in [page_text(badge) for badge in row().cssselect(".badge")]
    assert re.search(rf"Version 1.0 was withdrawn on \d+ {month} \d+", page_text(row()))


def test_the_calendar_says_when_a_review_was_planned(built_desk: Desk) -> None:
    built_desk.ask("calendar")
    calendar = icalendar.Calendar.from_ical((built_desk.outputs / "reviews.ics").read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert event["dtstamp"].to_ical() == b"20260302T000000Z", "the day of the last review, in UTC as RFC 5545 wants it"


def test_the_index_says_first_what_may_be_wrong_outside(released_desk: Desk) -> None:
    def first() -> list[str]:
        assert released_desk.ask("report")[0] == 0
        page = html.fromstring((released_desk.outputs / "index.html").read_text(encoding="utf-8"))
        return [page_text(point) for point in page.cssselect("#first > ul > li")]

    assert first() == []
    path = released_desk.released / "1.0" / "iron.docx"
    before = path.read_bytes()
    path.write_bytes(before[:-1] + b"x")
    assert first() == ["✗release broken Iron and blood"]
    path.write_bytes(before)
    released_desk.change("2 to 3 years", "2 to 8 years")
    assert first() == ["✗not to be ordered Iron and blood"]
