"""Reports: the page on a document and the index over all, with every text shown as text, and nothing left out."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import icalendar
import pikepdf
import pytest
import yaml
from filelock import FileLock
from lxml import html

from publish.outputs.manifest import EditionRecord, VerdictRecord, read_manifest
from publish.outputs.record_names import inside
from publish.proof.verdict import Verdict
from publish.reporting.default_view import default_view
from publish.source.approvals import approvals_file
from tests.releasing import IRON, LEFT_OUT, Desk, desk

HOSTILE = '<script>window.breached = "yes"</script><img src=x onerror="window.breached=1">'

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'


@pytest.fixture
def built_desk(tmp_path: Path) -> Desk:
    made = desk(tmp_path)
    assert made.build()[0] == 0
    return made


def report(at: Desk) -> html.HtmlElement:
    code, said = at.ask("report", "iron")
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


def test_the_first_words_name_the_edition_that_lacks_something_and_lead_to_it(built_desk: Desk) -> None:
    built_desk.change("3 years. Do not take it with milk.\n:::", "8 years. Do not take it with milk.\n:::")
    assert built_desk.build()[0] == 1
    step = report(built_desk).cssselect(".step")[0]
    assert "Easy read: " in text(step)
    assert "EPUB" not in text(step)
    assert [link.get("href") for link in step.cssselect("a")] == ["#open"]
    assert text(step.cssselect("code")[0]) == "publish build sources/iron.md"


def test_easy_read_lines_stand_beside_their_source_with_figures_and_negations_marked(built_desk: Desk) -> None:
    pairs = report(built_desk).cssselect("#edition-easy-read-pairs")[0]
    assert [mark.text for mark in pairs.cssselect(".lines .negation")] == ["not", "not"]
    assert {mark.text for mark in pairs.cssselect(".lines .number")} == {"2", "3", "years"}


def test_pages_are_shown_small_and_read_when_they_come_near_the_screen(built_desk: Desk) -> None:
    page = report(built_desk)
    pictures = page.cssselect("#pages img")
    record = next(each for each in manifest(built_desk)["editions"] if each["format"] == "easy-read")
    assert len(pictures) == record["pages"]
    assert all(picture.get("src").startswith("data:image/jpeg;base64,") for picture in pictures)
    assert {picture.get("loading") for picture in page.cssselect("main img")} == {"lazy"}
    assert pictures[0].get("alt") == "Easy read, page 1"


def test_each_picture_is_shown_with_its_text_alternative_in_each_edition(tmp_path: Path) -> None:
    body = "![A needle enters the hip bone](bone.svg)\n\n# More {#more}"
    made = desk(tmp_path, IRON.replace("# More {#more}", body), {"bone.svg": DRAWING})
    assert made.build()[0] == 0
    card, concept = report(made).cssselect("#pictures .card")
    assert card.cssselect("img")[0].get("alt") == "A needle enters the hip bone"
    found = dict(zip(map(text, card.cssselect("dt")), map(text, card.cssselect("dd")), strict=True))
    assert found == {"Easy read": "– not shown there", "EPUB; Word document": "✓ the same"}, "each answer once"
    assert concept.cssselect("img")[0].get("alt") == "A clock"
    found = dict(zip(map(text, concept.cssselect("dt")), map(text, concept.cssselect("dd")), strict=True))
    assert found == {"Easy read": "✓ the same"}, "pictures of easy-read lines stand there alone"
    made.change("A needle enters the hip bone", "How a nurse sits")
    card, _ = report(made).cssselect("#pictures .card")
    found = dict(zip(map(text, card.cssselect("dt")), map(text, card.cssselect("dd")), strict=True))
    assert found["EPUB; Word document"] == "✗ not there in these words: the edition is not current", (
        "it shows the picture, as it was"
    )
    assert found["Easy read"] == "– not shown there", "it never shows a picture of the text"


def test_a_report_that_would_say_the_same_is_left_as_it_is(built_desk: Desk) -> None:
    report(built_desk)
    page = built_desk.outputs / "iron" / "report.html"
    before = page.stat().st_ino
    report(built_desk)
    assert page.stat().st_ino == before


@pytest.mark.parametrize("what", ["page", "edition", "source", "approval", "manifest"])
def test_a_report_is_made_again_where_anything_around_it_changed(built_desk: Desk, what: str) -> None:
    report(built_desk)
    folder = built_desk.outputs / "iron"
    page = folder / "report.html"
    before = page.stat().st_ino
    changed = {
        "page": page,
        "edition": folder / "iron.epub",
        "source": built_desk.source,
        "approval": built_desk.source.with_name("iron.approvals.yaml"),
        "manifest": folder / "manifest.json",
    }[what]
    with changed.open("a", encoding="utf-8") as file:
        file.write("\n")
    assert built_desk.ask("report", "iron")[0] == 0
    assert page.stat().st_ino != before


def with_audio_in_doubt(at: Desk) -> None:
    """Write into the manifest that there is an audio edition with a sentence in doubt: to hear one takes minutes."""
    folder = at.outputs / "iron"
    data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (record,) = [each for each in data["editions"] if each["format"] == "epub"]
    doubt = {
        "section": "iron", "unit": "iron-1", "text": "Iron helps your blood to carry oxygen.", "expected": "oxygen",
        "heard": "oxen", "reason": "The choice leans to neither.", "start_s": 17.0, "end_s": 19.0, "number": 1,
        "sound_sha256": "0" * 64, "blocks": True, "settleable": True, "clip": "drafts/doubt-1.mp3", "line": 14,
    }  # fmt: skip
    audio = record | {
        "format": "audio", "kind": "audio", "media_type": "audio/mpeg", "file": "iron.mp3", "duration_s": 61.0,
        "locations": {"iron": [15.0, 24.0], "more": [24.0, 61.0]}, "verdict": record["verdict"] | {"doubts": [doubt]},
    }  # fmt: skip
    data["editions"].append(audio)
    (folder / "drafts").mkdir()
    (folder / "drafts" / "doubt-1.mp3").write_bytes(b"ID3")
    (folder / "manifest.json").write_text(json.dumps(data), encoding="utf-8")


def test_audio_has_a_player_its_chapters_with_durations_and_each_doubtful_second_to_play(built_desk: Desk) -> None:
    with_audio_in_doubt(built_desk)
    page = report(built_desk)
    assert page.cssselect("#edition-audio-sound audio")[0].get("src") == "iron.mp3"
    assert [text(chapter) for chapter in page.cssselect(".chapters li")] == [
        "00:00:15What iron does9 s", "00:00:24More37 s",
    ]  # fmt: skip
    assert [chapter.get("href") for chapter in page.cssselect(".chapters a")] == ["iron.mp3#t=15.0", "iron.mp3#t=24.0"]
    (doubt,) = page.cssselect("#open article")
    assert "Iron helps your blood to carry oxygen." in text(doubt)
    assert doubt.cssselect("audio")[0].get("src") == "data:audio/mpeg;base64,SUQz"
    assert "?in doubt" in [text(badge) for badge in page.cssselect("#editions .badge")]


def test_an_edition_of_older_pictures_is_not_ready_to_approve(approved_desk: Desk) -> None:
    pictures = approved_desk.source.parent / "pictures.yaml"
    pictures.write_text(pictures.read_text(encoding="utf-8").replace('"A clock"', '"A wall clock"'), encoding="utf-8")
    page = report(approved_desk)
    step = text(page.cssselect(".step")[0])
    assert "The edition “Easy read” is not current: it was made of other words, pictures or tools" in step
    assert "publish build sources/iron.md" in step
    assert text(page.cssselect("#editions .badge")[0]) == "!not current"


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
    body = IRON.replace("title: Iron and blood", title).replace("What iron does for", f"{HOSTILE} for")
    alt = HOSTILE.replace("<", "\\<")
    name = "a'&b.svg"
    body = body.replace("# More {#more}", f"![{alt}](<{name}>)\n\n# More {{#more}}").replace("[clock]", "[\\<b>clock]")
    made = desk(tmp_path, body, {name: DRAWING})
    entry = {"role": HOSTILE, "date": date(2026, 3, 2), "body-sha256": "0" * 64}
    approvals_file(made.source).write_text(yaml.safe_dump([entry]), encoding="utf-8")
    made.build()
    page = report(made)
    assert HOSTILE in page.cssselect("#agreed")[0].text_content()
    assert "<b>clock" in page.cssselect("#open")[0].text_content(), "the concept of a picture that is not there"
    assert name in page.cssselect("#pictures")[0].text_content()
    assert HOSTILE in page.cssselect("#pictures img")[0].get("alt")
    assert HOSTILE in page.cssselect("h1")[0].text_content()
    assert len(page.cssselect("script")) == 1, "the page's own"
    assert not [element for element in page.iter() if any(name.startswith("on") for name in element.keys())]  # noqa: SIM118
    made.ask("report")
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
    page = report(built_desk)
    assert "“lang” is missing" in text(page)
    step = text(page.cssselect(".step")[0])
    assert "not readable The source cannot be read. Mend it first, then build it again." in step
    assert "publish build" not in step, "which would say no more"
    built_desk.source.unlink()
    assert "cannot be read" in text(report(built_desk))


def test_a_plugin_that_raises_in_what_it_shows_costs_no_report(
    built_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from formats.easy_read.easy_read import EasyRead

    def fails(*_arguments: object) -> object:
        raise RuntimeError("no")

    monkeypatch.setattr(EasyRead, "shown", fails)
    assert report(built_desk).cssselect("#pages")


def test_the_index_lists_the_overdue_first_and_what_is_not_approved(built_desk: Desk) -> None:
    second = IRON.replace("id: iron", "id: zinc").replace("Iron and blood", "Zinc").replace("2099-03", "2025-01")
    path = built_desk.source.with_name("zinc.md")
    path.write_text(second.split("::: {")[0].replace("easy-read-title: Iron\n", "") + "# More {#more}\n\nMore.\n")
    assert built_desk.run("build", str(path), "--outputs", str(built_desk.outputs), "--format", "word")[0] == 0
    assert built_desk.ask("report")[0] == 0
    page = html.fromstring((built_desk.outputs / "index.html").read_text(encoding="utf-8"))
    reviews = [text(item) for item in page.cssselect("#reviews li")]
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
        return [text(point) for point in page.cssselect("#first > ul > li")]

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


def test_a_report_is_written_through_no_link_and_into_no_running_build(built_desk: Desk, tmp_path: Path) -> None:
    folder = built_desk.outputs / "iron"
    with FileLock(folder / ".lock"):
        code, said = built_desk.ask("report", "iron")
    assert (code, "another command is at work on this document" in said) == (1, True)
    (folder / "report.html").symlink_to(tmp_path / "victim")
    assert built_desk.ask("report", "iron")[0] == 1
    (folder / "report.html").unlink()
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    assert built_desk.ask("report", "iron")[0] == 1
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
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2099, 3, 1), date(2099, 4, 1))
    assert event["summary"] == "Review due: Iron and blood"
    built_desk.ask("calendar", "--today", "2099-04-01")
    assert (built_desk.outputs / "reviews.ics").read_bytes() == first, "the same for the same documents"


def test_a_document_called_report_takes_the_place_of_no_report(tmp_path: Path) -> None:
    from publish.errors import OutputsError

    with pytest.raises(OutputsError, match=r"report\.html"):
        inside(tmp_path, "report.html")


def test_marks_of_an_import_come_before_the_approval(tmp_path: Path) -> None:
    made = desk(tmp_path, IRON.replace("# More {#more}", "# More {#more .check}"))
    made.build()
    made.agree_easy_read()
    made.build()
    step = text(report(made).cssselect(".step")[0])
    assert "ready to approve" not in step
    assert "Nobody can approve it yet: 1 mark of its import waits for a person" in step
    assert "publish lint sources/iron.md" in step
    assert "note: 1 mark of its import waits for a person" in made.ask("status")[1]


def test_what_stands_beside_the_source_and_cannot_be_read_is_told_by_status(released_desk: Desk) -> None:
    path = released_desk.source.parent / "pictures.yaml"
    path.write_text("[", encoding="utf-8")
    assert f"note: {path}:1: this is not valid YAML" in released_desk.ask("status")[1]
    publisher = released_desk.source.parent / "publisher.yaml"
    publisher.write_text("[", encoding="utf-8")
    status = released_desk.ask("status")[1]
    assert f"note: {publisher}:1: this is not valid YAML" in status
    assert "0 can be ordered" in status, "nobody knows whether the publisher wants an overdue document out"


def test_the_report_in_a_release_speaks_of_it_as_released_and_leads_nowhere_else(released_desk: Desk) -> None:
    folder = released_desk.released / "1.0"
    page = html.fromstring((folder / "report.html").read_text(encoding="utf-8"))
    words = text(page)
    assert "This is the report on version 1.0 as it was released on" in words
    assert "Version 1.0, released on" in text(page.cssselect("#history")[0])
    assert "No version has been released yet" not in words
    assert "audio: left out on purpose (not built yet)" in text(page.cssselect("#editions")[0])
    links = [link.get("href") for link in page.cssselect("[href], [src]") if link.get("href")]
    assert [link for link in links if not link.startswith("#") and not (folder / link).is_file()] == []
    assert {link for link in links if not link.startswith("#")} == {"iron.docx", "iron.epub", "iron-easy-read.pdf"}


def test_an_edition_that_is_left_out_is_not_linked_in_the_report_of_its_release(approved_desk: Desk) -> None:
    assert approved_desk.release("--without", "epub")[0] == 0
    page = html.fromstring((approved_desk.released / "1.0" / "report.html").read_text(encoding="utf-8"))
    assert "EPUB" not in [card.cssselect("h3")[0].text for card in page.cssselect("#editions .card")]
    assert "epub: left out on purpose" in text(page.cssselect("#editions")[0])
    assert not [link for link in page.cssselect("a") if link.get("href") == "iron.epub"]


def test_the_next_report_compares_with_the_release(released_desk: Desk) -> None:
    released_desk.change("2 to 3 years", "2 to 8 years")
    released_desk.build()
    changes = report(released_desk).cssselect("#changes")[0]
    assert text(changes.cssselect("h2")[0]) == "What changed since version 1.0"
    assert (
        text(changes.cssselect("h3")[0]) == "Numbers, units, negations, opposites, pictures and the order of steps (2)"
    )


def test_the_index_shows_what_is_withdrawn_with_its_month_in_capitals(released_desk: Desk) -> None:
    def row() -> html.HtmlElement:
        assert released_desk.ask("report")[0] == 0
        page = html.fromstring((released_desk.outputs / "index.html").read_text(encoding="utf-8"))
        return page.cssselect("#documents .row")[0]

    month = date.today().strftime("%B")
    assert "orderable released" in row().get("data-keys")
    assert re.search(rf"Version 1.0 was released on \d+ {month} \d+, can be ordered", text(row()))
    assert released_desk.withdraw("1.0")[0] == 0
    assert "not-orderable withdrawn" in row().get("data-keys")
    assert "✗withdrawn" in [text(badge) for badge in row().cssselect(".badge")]
    assert re.search(rf"Version 1.0 was withdrawn on \d+ {month} \d+", text(row()))


def test_a_report_names_what_was_never_built_and_that_anybody_may_approve(built_desk: Desk) -> None:
    words = text(report(built_desk))
    assert (
        "not built Audio; Print A4; Print A4, for the press; Print A5; Print A5, for the press; Large print 18 point."
        in words
    )
    assert "publisher.yaml names no approvers, so any role may approve." in words


def test_the_calendar_says_when_a_review_was_planned(built_desk: Desk) -> None:
    built_desk.ask("calendar")
    calendar = icalendar.Calendar.from_ical((built_desk.outputs / "reviews.ics").read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert event["dtstamp"].to_ical() == b"20260302T000000Z", "the day of the last review, in UTC as RFC 5545 wants it"


def manifest(at: Desk) -> dict[str, list[dict[str, object]]]:
    path = at.outputs / "iron" / "manifest.json"
    assert read_manifest(path) is not None
    data: dict[str, list[dict[str, object]]] = json.loads(re.sub(r"^\s+", "", path.read_text(encoding="utf-8")))
    return data


def test_the_index_says_first_what_may_be_wrong_outside(released_desk: Desk) -> None:
    def first() -> list[str]:
        assert released_desk.ask("report")[0] == 0
        page = html.fromstring((released_desk.outputs / "index.html").read_text(encoding="utf-8"))
        return [text(point) for point in page.cssselect("#first > ul > li")]

    assert first() == []
    path = released_desk.released / "1.0" / "iron.docx"
    before = path.read_bytes()
    path.write_bytes(before[:-1] + b"x")
    assert first() == ["✗release broken Iron and blood"]
    path.write_bytes(before)
    released_desk.change("2 to 3 years", "2 to 8 years")
    assert first() == ["✗not to be ordered Iron and blood"]


def test_a_document_whose_editions_were_not_all_built_is_called_ready_by_nobody(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.build()
    made.agree_easy_read()
    made.build()
    assert made.ask("report")[0] == 0
    page = (made.outputs / "iron" / "report.html").read_text(encoding="utf-8")
    assert "Every edition is whole" not in page
    assert "What is built is whole. Not built yet: Audio; Print A4; " in page
    assert "which this version then never gets: --without audio --without print --without large-print" in page
    said = made.approve()[1]
    assert "Next: iron is not released, as editions would be missing. audio, print a4" in said
    assert f"publish build {made.source} --outputs {made.outputs}" in said
    left_out = [word for name in LEFT_OUT for word in ("--without", name)]
    assert "Next: publish release iron --key house.pem --without" in made.approve("medical lead", *left_out)[1]
    assert made.ask("report")[0] == 0
    page = (made.outputs / "iron" / "report.html").read_text(encoding="utf-8")
    assert "Approved. Not built yet: Audio" in page
    assert "ready to release" not in page


def test_what_comes_after_an_approval_is_what_a_release_would_say(released_desk: Desk) -> None:
    assert "Next: iron 1.0 is released already" in released_desk.approve("medical lead")[1]
    code, said = released_desk.approve("medical lead", "--edition", "easy-read")
    assert code == 0, said
    assert "so that the edition says who agreed it; then release it." in said, "the document is approved already"


def test_commands_in_a_report_name_outputs_that_lie_elsewhere(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.run("build", str(made.source), "--outputs", str(tmp_path / "other place"), "--format", "word")
    assert made.run("report", "--outputs", str(tmp_path / "other place"))[0] == 0
    page = (tmp_path / "other place" / "iron" / "report.html").read_text(encoding="utf-8")
    assert "publish build sources/iron.md --outputs &#39;other place&#39;" in page


def test_easy_read_that_no_people_checked_is_told_on_its_card_and_where_it_was_agreed(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.build()
    made.approve("easy read lead", "--edition", "easy-read")
    made.build()
    page = report(made)
    assert "Checked not by people with a learning disability" in " ".join(
        " ".join(text(part) for part in card.cssselect("dt, dd")) for card in page.cssselect("#editions .card")
    )
    assert text(page.cssselect("#agreed")[0]).count("not checked by people with a learning disability") == 1
    made.agree_easy_read()
    made.build()
    page = report(made)
    assert "not by people" not in text(page.cssselect("#editions")[0])


def test_what_shows_other_pictures_than_were_agreed_is_first_to_be_agreed_again(approved_desk: Desk) -> None:
    pictures = approved_desk.source.with_name("pictures.yaml")
    words = pictures.read_text(encoding="utf-8")
    pictures.write_text(words.replace('"A clock"', '"A wall clock"'), encoding="utf-8")
    assert approved_desk.build()[0] == 0
    said = approved_desk.release()[1]
    again, without = said.index("--edition easy-read --role"), said.index("To release it without")
    assert "when its meaning is agreed again: publish approve " in said[:again]
    assert again < without


@pytest.mark.parametrize(("seconds", "words"), [(12, "less than a minute"), (61, "1 minute"), (119, "2 minutes")])
def test_a_duration_is_told_as_people_say_it(built_desk: Desk, seconds: int, words: str) -> None:
    path = built_desk.outputs / "iron" / "manifest.json"
    data = manifest(built_desk)
    data["editions"][-1]["duration_s"] = seconds
    path.write_text(json.dumps(data), encoding="utf-8")
    assert words in [text(part) for part in report(built_desk).cssselect("#editions dd")]
