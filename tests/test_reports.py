"""Reports: the page on a document and the index over all, with every text shown as text, and nothing left out."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import icalendar
import pikepdf
import pytest
from filelock import FileLock
from lxml import html

from publish.outputs.manifest import EditionRecord, VerdictRecord, read_manifest
from publish.outputs.record_names import inside
from publish.proof.verdict import Verdict
from publish.reporting.default_view import default_view
from tests.releasing import IRON, TODAY, Desk, desk

HOSTILE = '<script>window.breached = "yes"</script><img src=x onerror="window.breached=1">'


@pytest.fixture
def built_desk(tmp_path: Path) -> Desk:
    made = desk(tmp_path)
    assert made.build()[0] == 0
    return made


def report(at: Desk, today: str = TODAY) -> html.HtmlElement:
    code, said = at.ask("report", "iron", "--today", today)
    assert code == 0, said
    return html.fromstring((at.outputs / "iron" / "report.html").read_text(encoding="utf-8"))


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_report_shows_each_edition_by_sign_and_word(built_desk: Desk) -> None:
    cards = report(built_desk).cssselect("#editions .card")
    assert [(card.cssselect("h3")[0].text, text(card.cssselect(".badge")[0])) for card in cards] == [
        ("Easy read", "✎draft"),
        ("EPUB", "✓complete"),
        ("Word document", "✓complete"),
    ]


def test_a_finding_stands_side_by_side_with_its_difference_marked(built_desk: Desk) -> None:
    built_desk.change("3 years. Do not take it with milk.\n:::", "8 years. Do not take it with milk.\n:::")
    assert built_desk.build()[0] == 1
    opened = report(built_desk).cssselect("#open")[0]
    pairs = [(text(pair[0]), text(pair[1])) for pair in opened.cssselect(".pair")]
    assert any("3 years" in source and "nothing" in edition for source, edition in pairs), pairs
    assert any("8 years" in edition for _, edition in pairs), pairs


def test_easy_read_lines_stand_beside_their_source_with_figures_and_negations_marked(built_desk: Desk) -> None:
    pairs = report(built_desk).cssselect("#edition-easy-read-pairs")[0]
    assert [mark.text for mark in pairs.cssselect(".lines .negation")] == ["not", "not"]
    assert {mark.text for mark in pairs.cssselect(".lines .number")} == {"2", "3", "years"}


def test_pages_are_shown_small(built_desk: Desk) -> None:
    page = report(built_desk)
    pictures = page.cssselect("#pages img")
    record = next(each for each in manifest(built_desk)["editions"] if each["format"] == "easy-read")
    assert len(pictures) == record["pages"]
    assert all(picture.get("src").startswith("data:image/jpeg;base64,") for picture in pictures)
    assert pictures[0].get("alt") == "Easy read, page 1"


def test_each_picture_is_shown_with_its_text_alternative_in_each_edition(tmp_path: Path) -> None:
    body = "![A needle enters the hip bone](bone.svg)\n\n# More {#more}"
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'
    made = desk(tmp_path, IRON.replace("# More {#more}", body), {"bone.svg": drawing})
    assert made.build()[0] == 0
    (card,) = report(made).cssselect("#pictures .card")
    assert card.cssselect("img")[0].get("alt") == "A needle enters the hip bone"
    found = dict(zip(map(text, card.cssselect("dt")), map(text, card.cssselect("dd")), strict=True))
    assert found == {"Easy read": "– not shown there", "EPUB": "✓ the same", "Word document": "✓ the same"}


def test_links_are_checked_by_their_form(tmp_path: Path) -> None:
    links = "See [the NHS pages](http://www.nhs.uk/), [here](https://example.org/) and [more]{.link-needed}."
    made = desk(tmp_path, IRON.replace("# More {#more}\n", f"# More {{#more}}\n\n{links}\n"))
    made.build()
    faults = {text(item.cssselect(".badge")[0]) for item in report(made).cssselect("#links h3 + ul li")}
    assert faults == {
        "!it is not encrypted: most pages have an address with https",
        "!its words do not say where it leads",
        "!it has no address yet",
    }


def test_every_text_is_shown_as_text(tmp_path: Path) -> None:
    title = f"title: '{HOSTILE} & \"iron\"'"
    made = desk(tmp_path, IRON.replace("title: Iron and blood", title).replace("What iron does for", f"{HOSTILE} for"))
    made.build()
    page = report(made)
    assert HOSTILE in page.cssselect("h1")[0].text_content()
    assert len(page.cssselect("script")) == 1, "the page's own"
    assert not [element for element in page.iter() if any(name.startswith("on") for name in element.keys())]  # noqa: SIM118
    made.ask("report", "--today", TODAY)
    index = html.fromstring((made.outputs / "index.html").read_text(encoding="utf-8"))
    assert HOSTILE in index.cssselect("h3")[0].text_content()
    assert len(index.cssselect("script")) == 1


def test_a_page_loads_nothing_from_elsewhere(built_desk: Desk) -> None:
    page = report(built_desk)
    sources = [element.get("src") for element in page.cssselect("[src]")]
    assert not [source for source in sources if not source.startswith("data:")]
    assert not page.cssselect("link, iframe, object, embed")
    policy = page.cssselect("meta[http-equiv]")[0].get("content")
    assert policy.startswith("default-src 'none'")


def test_a_report_is_made_where_the_source_is_gone_or_broken(built_desk: Desk) -> None:
    built_desk.source.write_text("---\ntitle: Broken\n---\n", encoding="utf-8")
    assert "“lang” is missing" in text(report(built_desk))
    built_desk.source.unlink()
    assert "cannot be read" in text(report(built_desk))


def test_a_plugin_that_raises_in_what_it_shows_costs_no_report(
    built_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from formats.easy_read import EasyRead

    def fails(*_arguments: object) -> object:
        raise RuntimeError("no")

    monkeypatch.setattr(EasyRead, "shown", fails)
    assert report(built_desk).cssselect("#pages")


def test_the_index_lists_the_overdue_first_and_what_is_not_approved(built_desk: Desk) -> None:
    second = IRON.replace("id: iron", "id: zinc").replace("Iron and blood", "Zinc").replace("2029-03", "2025-01")
    path = built_desk.source.with_name("zinc.md")
    path.write_text(second.split("::: {")[0].replace("easy-read-title: Iron\n", "") + "# More {#more}\n\nMore.\n")
    assert built_desk.run("build", str(path), "--outputs", str(built_desk.outputs), "--format", "word")[0] == 0
    assert built_desk.ask("report", "--today", TODAY)[0] == 0
    page = html.fromstring((built_desk.outputs / "index.html").read_text(encoding="utf-8"))
    reviews = [text(item) for item in page.cssselect("#reviews li")]
    assert [words.split(":")[0] for words in reviews] == ["!overdue since January 2025", "Due March 2029"]
    keys = {row.cssselect(".where")[0].text: row.get("data-keys") for row in page.cssselect("#documents .row")}
    assert keys == {"iron": "draft unapproved not-orderable", "zinc": "complete unapproved not-orderable overdue"}


def test_a_report_is_written_through_no_link_and_into_no_running_build(built_desk: Desk, tmp_path: Path) -> None:
    folder = built_desk.outputs / "iron"
    with FileLock(folder / ".lock"):
        code, said = built_desk.ask("report", "iron", "--today", TODAY)
    assert (code, "another build of this document is running" in said) == (1, True)
    (folder / "report.html").symlink_to(tmp_path / "victim")
    assert built_desk.ask("report", "iron", "--today", TODAY)[0] == 1
    (folder / "report.html").unlink()
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    assert built_desk.ask("report", "iron", "--today", TODAY)[0] == 1
    assert not (tmp_path / "victim").exists()
    assert not (tmp_path / "elsewhere" / "report.html").exists()


def test_a_page_as_high_as_a_tower_takes_no_gigabytes(tmp_path: Path) -> None:
    document = pikepdf.Pdf.new()
    document.add_blank_page(page_size=(3, 14_000))
    document.save(tmp_path / "tower.pdf")
    record = EditionRecord(
        format="large-print", variant="", file="tower.pdf", media_type="application/pdf", kind="paged", edition_type="",
        orderable=True, bytes=1, sha256="0" * 64, made_from=None, current=True, pages=1, duration_s=None,
        verdict=VerdictRecord.of(Verdict((), ())),
    )  # fmt: skip
    shown = default_view(record, tmp_path / "tower.pdf", {})
    assert [len(each.image) < 10_000 for each in shown.thumbnails] == [True]


def test_a_manifest_that_cannot_be_read_stops_no_other(built_desk: Desk) -> None:
    (built_desk.outputs / "bad").mkdir()
    (built_desk.outputs / "bad" / "manifest.json").write_text("{", encoding="utf-8")
    code, said = built_desk.ask("report", "--today", TODAY)
    assert code == 1
    assert "bad/manifest.json: this is no manifest of this library" in said
    assert "iron/report.html" in said
    status = built_desk.ask("status", "--today", TODAY)[1]
    assert "bad   ✗" in status
    assert "iron  easy-read ✎ epub ✓ word ✓  not approved  not released  review due 2029-03" in status


def test_status_in_json_has_all_that_the_table_has(built_desk: Desk) -> None:
    (state,) = json.loads(built_desk.ask("status", "--json", "--today", TODAY)[1])
    assert state["editions"] == {"easy-read": "draft", "epub": "complete", "word": "complete"}
    assert (state["approval"], state["orderable"], state["next_review_due"]) == ("not approved", False, "2029-03")


def test_the_calendar_invents_no_day(built_desk: Desk) -> None:
    assert built_desk.ask("calendar", "--today", TODAY)[0] == 0
    first = (built_desk.outputs / "reviews.ics").read_bytes()
    calendar = icalendar.Calendar.from_ical(first)
    (event,) = calendar.walk("VEVENT")
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2029, 3, 1), date(2029, 4, 1))
    assert event["summary"] == "Review due: Iron and blood"
    built_desk.ask("calendar", "--today", "2026-04-01")
    assert (built_desk.outputs / "reviews.ics").read_bytes() == first, "the same for the same documents"


def test_a_document_called_report_takes_the_place_of_no_report(tmp_path: Path) -> None:
    from publish.errors import OutputsError

    with pytest.raises(OutputsError, match=r"report\.html"):
        inside(tmp_path, "report.html")


def manifest(at: Desk) -> dict[str, list[dict[str, object]]]:
    path = at.outputs / "iron" / "manifest.json"
    assert read_manifest(path) is not None
    data: dict[str, list[dict[str, object]]] = json.loads(re.sub(r"^\s+", "", path.read_text(encoding="utf-8")))
    return data
