"""Reports: the page on a document, with every text shown as text, and nothing left out."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

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
from tests.releasing import IRON, Desk, desk, page_text, report_page

HOSTILE = '<script>window.breached = "yes"</script><img src=x onerror="window.breached=1">'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'


def test_a_report_shows_each_edition_by_sign_and_word(built_desk: Desk) -> None:
    cards = report_page(built_desk).cssselect("#editions .card")
    assert [(card.cssselect("h3")[0].text, page_text(card.cssselect(".badge")[0])) for card in cards] == [
        ("Easy read", "✎draft"),
        ("EPUB", "✓complete"),
        ("Word document", "✓complete"),
    ]


def test_a_finding_stands_side_by_side_with_its_difference_marked(built_desk: Desk) -> None:
    built_desk.change("3 years. Do not take it with milk.\n:::", "8 years. Do not take it with milk.\n:::")
    assert built_desk.build()[0] == 1
    opened = report_page(built_desk).cssselect("#open")[0]
    pairs = [(page_text(pair[0]), page_text(pair[1])) for pair in opened.cssselect(".pair")]
    assert any("3 years" in source and "nothing" in edition for source, edition in pairs), pairs
    assert any("8 years" in edition for _, edition in pairs), pairs


def test_the_first_words_name_the_edition_that_lacks_something_and_lead_to_it(built_desk: Desk) -> None:
    built_desk.change("3 years. Do not take it with milk.\n:::", "8 years. Do not take it with milk.\n:::")
    assert built_desk.build()[0] == 1
    step = report_page(built_desk).cssselect(".step")[0]
    assert "Easy read: " in page_text(step)
    assert "EPUB" not in page_text(step)
    assert [link.get("href") for link in step.cssselect("a")] == ["#open"]
    assert page_text(step.cssselect("code")[0]) == "publish build sources/iron.md"


def test_easy_read_lines_stand_beside_their_source_with_figures_and_negations_marked(built_desk: Desk) -> None:
    pairs = report_page(built_desk).cssselect("#edition-easy-read-pairs")[0]
    assert [mark.text for mark in pairs.cssselect(".lines .negation")] == ["not", "not"]
    assert {mark.text for mark in pairs.cssselect(".lines .number")} == {"2", "3", "years"}


def test_pages_are_shown_small_and_read_when_they_come_near_the_screen(built_desk: Desk) -> None:
    page = report_page(built_desk)
    pictures = page.cssselect("#pages img")
    record = next(each for each in manifest(built_desk)["editions"] if each["format"] == "easy-read")
    assert len(pictures) == record["pages"]
    assert all(picture.get("src", "").startswith("data:image/jpeg;base64,") for picture in pictures)
    assert {picture.get("loading") for picture in page.cssselect("main img")} == {"lazy"}
    assert pictures[0].get("alt") == "Easy read, page 1"


def test_each_picture_is_shown_with_its_text_alternative_in_each_edition(tmp_path: Path) -> None:
    body = "![A needle enters the hip bone](bone.svg)\n\n# More {#more}"
    made = desk(tmp_path, IRON.replace("# More {#more}", body), {"bone.svg": DRAWING})
    assert made.build()[0] == 0
    card, concept = report_page(made).cssselect("#pictures .card")
    assert card.cssselect("img")[0].get("alt") == "A needle enters the hip bone"
    found = dict(zip(map(page_text, card.cssselect("dt")), map(page_text, card.cssselect("dd")), strict=True))
    assert found == {"Easy read": "– not shown there", "EPUB; Word document": "✓ the same"}, "each answer once"
    assert concept.cssselect("img")[0].get("alt") == "A clock"
    found = dict(zip(map(page_text, concept.cssselect("dt")), map(page_text, concept.cssselect("dd")), strict=True))
    assert found == {"Easy read": "✓ the same"}, "pictures of easy-read lines stand there alone"
    made.change("A needle enters the hip bone", "How a nurse sits")
    card, _ = report_page(made).cssselect("#pictures .card")
    found = dict(zip(map(page_text, card.cssselect("dt")), map(page_text, card.cssselect("dd")), strict=True))
    assert found["EPUB; Word document"] == "✗ not there in these words: the edition is not current", (
        "it shows the picture, as it was"
    )
    assert found["Easy read"] == "– not shown there", "it never shows a picture of the text"


def test_a_report_that_would_say_the_same_is_left_as_it_is(built_desk: Desk) -> None:
    report_page(built_desk)
    page = built_desk.outputs / "iron" / "report.html"
    before = page.stat().st_ino
    report_page(built_desk)
    assert page.stat().st_ino == before


@pytest.mark.parametrize("what", ["page", "edition", "source", "approval", "manifest"])
def test_a_report_is_made_again_where_anything_around_it_changed(built_desk: Desk, what: str) -> None:
    report_page(built_desk)
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
    page = report_page(built_desk)
    assert page.cssselect("#edition-audio-sound audio")[0].get("src") == "iron.mp3"
    assert [page_text(chapter) for chapter in page.cssselect(".chapters li")] == [
        "00:00:15What iron does9 s", "00:00:24More37 s",
    ]  # fmt: skip
    assert [chapter.get("href") for chapter in page.cssselect(".chapters a")] == ["iron.mp3#t=15.0", "iron.mp3#t=24.0"]
    (doubt,) = page.cssselect("#open article")
    assert "Iron helps your blood to carry oxygen." in page_text(doubt)
    assert doubt.cssselect("audio")[0].get("src") == "data:audio/mpeg;base64,SUQz"
    assert "?in doubt" in [page_text(badge) for badge in page.cssselect("#editions .badge")]


def test_links_are_checked_by_their_form(tmp_path: Path) -> None:
    links = "See [the NHS pages](http://www.nhs.uk/), [here](https://example.org/) and [more]{.link-needed}."
    made = desk(tmp_path, IRON.replace("# More {#more}\n", f"# More {{#more}}\n\n{links}\n"))
    made.build()
    faults = {page_text(item.cssselect(".badge")[0]) for item in report_page(made).cssselect("#links h3 + ul li")}
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
    page = report_page(made)
    assert HOSTILE in page.cssselect("#agreed")[0].text_content()
    assert "<b>clock" in page.cssselect("#open")[0].text_content(), "the concept of a picture that is not there"
    assert name in page.cssselect("#pictures")[0].text_content()
    assert HOSTILE in page.cssselect("#pictures img")[0].get("alt", "")
    assert HOSTILE in page.cssselect("h1")[0].text_content()
    assert len(page.cssselect("script")) == 1, "the page's own"
    assert not [element for element in page.iter() if any(name.startswith("on") for name in element.keys())]  # noqa: SIM118
    made.ask("report")
    index = html.fromstring((made.outputs / "index.html").read_text(encoding="utf-8"))
    assert HOSTILE in index.cssselect("h3")[0].text_content()
    assert len(index.cssselect("script")) == 1


def test_a_page_loads_nothing_from_elsewhere(built_desk: Desk) -> None:
    page = report_page(built_desk)
    sources = [element.get("src", "") for element in page.cssselect("[src]")]
    assert not [source for source in sources if not source.startswith("data:")]
    assert not page.cssselect("link, iframe, object, embed")
    policy = page.cssselect("meta[http-equiv]")[0].get("content", "")
    assert policy.startswith("default-src 'none'")


def test_a_report_is_made_where_the_source_is_gone_or_broken(built_desk: Desk) -> None:
    built_desk.source.write_text("---\ntitle: Broken\n---\n", encoding="utf-8")
    page = report_page(built_desk)
    assert "“lang” is missing" in page_text(page)
    step = page_text(page.cssselect(".step")[0])
    assert "not readable The source cannot be read. Mend it first, then build it again." in step
    assert "publish build" not in step, "which would say no more"
    built_desk.source.unlink()
    assert "cannot be read" in page_text(report_page(built_desk))


def test_a_plugin_that_raises_in_what_it_shows_costs_no_report(
    built_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from formats.easy_read.easy_read import EasyRead

    def fails(*_arguments: object) -> object:
        raise RuntimeError("no")

    monkeypatch.setattr(EasyRead, "shown", fails)
    assert report_page(built_desk).cssselect("#pages")


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


def test_a_document_called_report_takes_the_place_of_no_report(tmp_path: Path) -> None:
    from publish.errors import OutputsError

    with pytest.raises(OutputsError, match=r"report\.html"):
        inside(tmp_path, "report.html")


def test_the_report_in_a_release_speaks_of_it_as_released_and_leads_nowhere_else(released_desk: Desk) -> None:
    folder = released_desk.released / "1.0"
    page = html.fromstring((folder / "report.html").read_text(encoding="utf-8"))
    words = page_text(page)
    assert "This is the report on version 1.0 as it was released on" in words
    assert "Version 1.0, released on" in page_text(page.cssselect("#history")[0])
    assert "No version has been released yet" not in words
    assert "audio: left out on purpose (not built yet)" in page_text(page.cssselect("#editions")[0])
    links = [link.get("href", "") for link in page.cssselect("[href]")]
    assert [link for link in links if not link.startswith("#") and not (folder / link).is_file()] == []
    assert {link for link in links if not link.startswith("#")} == {"iron.docx", "iron.epub", "iron-easy-read.pdf"}


def test_an_edition_that_is_left_out_is_not_linked_in_the_report_of_its_release(approved_desk: Desk) -> None:
    assert approved_desk.release("--without", "epub")[0] == 0
    page = html.fromstring((approved_desk.released / "1.0" / "report.html").read_text(encoding="utf-8"))
    assert "EPUB" not in [card.cssselect("h3")[0].text for card in page.cssselect("#editions .card")]
    assert "epub: left out on purpose" in page_text(page.cssselect("#editions")[0])
    assert not [link for link in page.cssselect("a") if link.get("href") == "iron.epub"]


def test_the_next_report_compares_with_the_release(released_desk: Desk) -> None:
    released_desk.change("2 to 3 years", "2 to 8 years")
    released_desk.build()
    changes = report_page(released_desk).cssselect("#changes")[0]
    assert page_text(changes.cssselect("h2")[0]) == "What changed since version 1.0"
    (heading, *_) = map(page_text, changes.cssselect("h3"))
    assert heading == "Numbers, units, negations, opposites, pictures and the order of steps (2)"


def test_a_report_names_what_was_never_built_and_that_anybody_may_approve(built_desk: Desk) -> None:
    words = page_text(report_page(built_desk))
    assert (
        "not built Audio; Print A4; Print A4, for the press; Print A5; Print A5, for the press; Large print 18 point."
        in words
    )
    assert "publisher.yaml names no approvers, so any role may approve." in words


def manifest(at: Desk) -> dict[str, list[dict[str, object]]]:
    path = at.outputs / "iron" / "manifest.json"
    assert read_manifest(path) is not None
    data: dict[str, list[dict[str, object]]] = json.loads(re.sub(r"^\s+", "", path.read_text(encoding="utf-8")))
    return data


def test_easy_read_that_no_people_checked_is_told_on_its_card_and_where_it_was_agreed(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.build()
    made.approve("easy read lead", "--edition", "easy-read")
    made.build()
    page = report_page(made)
    assert "Checked not by people with a learning disability" in " ".join(
        " ".join(page_text(part) for part in card.cssselect("dt, dd")) for card in page.cssselect("#editions .card")
    )
    assert page_text(page.cssselect("#agreed")[0]).count("not checked by people with a learning disability") == 1
    made.agree_easy_read()
    made.build()
    page = report_page(made)
    assert "not by people" not in page_text(page.cssselect("#editions")[0])


@pytest.mark.parametrize(("seconds", "words"), [(12, "less than a minute"), (61, "1 minute"), (119, "2 minutes")])
def test_a_duration_is_told_as_people_say_it(built_desk: Desk, seconds: int, words: str) -> None:
    path = built_desk.outputs / "iron" / "manifest.json"
    data = manifest(built_desk)
    data["editions"][-1]["duration_s"] = seconds
    path.write_text(json.dumps(data), encoding="utf-8")
    assert words in [page_text(part) for part in report_page(built_desk).cssselect("#editions dd")]
