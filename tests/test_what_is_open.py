"""What is not as it should be is listed: released documents without records, files that cannot be read, open points."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from publish.source.approvals import approvals_file
from tests.releasing import IRON, Desk, desk
from tests.test_edited_manifests import status

CLEAR = "Nothing: no edition lacks a word, and nothing is in doubt."


@pytest.mark.parametrize("gone", ["manifest.json", ""])
def test_a_released_document_whose_records_are_gone_is_listed(gone: str, released_desk: Desk) -> None:
    path = released_desk.outputs / "iron" / gone
    path.unlink() if gone else shutil.rmtree(path)
    found = status(released_desk, expected=5)
    assert found["id"] == "iron"
    assert "manifest.json: it is not there, and version 1.0 of iron is released" in found["problem"]
    assert "1 document: " in released_desk.ask("status")[1]
    code, said = released_desk.ask("report")
    assert code == 1
    assert "it is not there, and version 1.0 of iron is released" in said
    assert "version 1.0 of iron is released" in (released_desk.outputs / "index.html").read_text(encoding="utf-8")


def test_where_nothing_was_built_or_released_a_report_says_so(released_desk: Desk) -> None:
    shutil.rmtree(released_desk.outputs)
    code, said = released_desk.ask("report")
    assert (code, "nothing is built here" in said) == (2, True)


def test_an_edition_that_cannot_be_read_is_said_in_a_plain_sentence(
    released_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, opened = released_desk.outputs / "iron" / "iron.epub", Path.open

    def closed(self: Path, *arguments: Any, **named: Any) -> object:
        if self.name == path.name and self.parent.name == "iron":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *arguments, **named)

    path.write_bytes(path.read_bytes())  # so that its hash is none that was kept
    monkeypatch.setattr(Path, "open", closed)
    assert status(released_desk)["editions"]["epub"] == "not current"
    for command in ("report", "status", "catalogue"):
        code, said = released_desk.ask(command)
        assert code == 0, said
    code, said = released_desk.approve("medical director")
    assert code == 2
    assert "nobody can approve this yet. epub: " in said
    page = (released_desk.outputs / "iron" / "report.html").read_text(encoding="utf-8")
    assert "iron.epub: it cannot be read: Permission denied" in page


def page_of(at: Desk) -> html.HtmlElement:
    assert at.ask("report")[0] == 0
    return html.fromstring((at.outputs / "iron" / "report.html").read_text(encoding="utf-8"))


def open_points(at: Desk) -> str:
    return " ".join(page_of(at).cssselect("#open")[0].text_content().split())


def test_editions_that_are_not_current_and_a_void_approval_are_open(released_desk: Desk) -> None:
    released_desk.change("2 to 3 years", "2 to 8 years")
    words = open_points(released_desk)
    assert CLEAR not in words
    assert "not current Easy read; EPUB; Word document: it was made of other words" in words, "once for all of them"
    assert "changed since it was built Build it again; then it waits for an approval." in words


def test_what_is_not_approved_and_not_built_is_open(approved_desk: Desk) -> None:
    approvals_file(approved_desk.source).unlink()
    approved_desk.build()
    words = open_points(approved_desk)
    assert CLEAR not in words
    assert "not approved The document waits for an approval." in words
    assert "draft Easy read: nobody has agreed the meaning yet" in words
    assert "not built Audio" in words


@pytest.mark.parametrize(("due", "words"), [("2025-03", "in March 2025"), ("2025-03-31", "on 31 March 2025")])
def test_a_review_that_is_overdue_is_open(tmp_path: Path, due: str, words: str) -> None:
    new = desk(tmp_path, IRON.replace("2026-03-02", "2024-03-02").replace("2099-03", due))
    assert new.build()[0] == 0
    assert f"overdue The review was due {words}." in open_points(new).replace("\N{NO-BREAK SPACE}", " ")


def test_a_link_without_an_address_is_open(tmp_path: Path) -> None:
    new = desk(tmp_path, IRON.replace("Do not take it", "See [our page]{.link-needed}. Do not take it", 1))
    assert new.build()[0] == 0
    words = open_points(new)
    assert "1 link has no address. The editions show plain words, or leave them out." in words
    assert "“our page” (line 16)" in words


def test_in_the_report_of_a_release_nothing_is_open(released_desk: Desk) -> None:
    page = (released_desk.released / "1.0" / "report.html").read_text(encoding="utf-8")
    assert CLEAR in page


def test_a_card_sends_to_the_reason_that_stands_once_under_what_is_open(released_desk: Desk) -> None:
    released_desk.change("2 to 3 years", "2 to 4 years")
    page = page_of(released_desk)
    reason = page.cssselect("#open li")[0].text_content().rpartition(": ")[2]
    assert page.text_content().count(reason.strip(".")) <= 2, "under what is open, and what to do next"
    cards = [" ".join(card.text_content().split()) for card in page.cssselect("#editions .card")]
    assert all(card.endswith("What is open says why.") for card in cards), cards


def test_editions_are_named_as_staff_say_them(tmp_path: Path) -> None:
    made = desk(tmp_path)
    assert made.build()[0] == 0
    page_of(made)
    assert "Audio; Print A4; Print A4, for the press; Print A5; Print A5, for the press; " in open_points(made)
    index = (made.outputs / "index.html").read_text(encoding="utf-8")
    assert "a4-press" not in index


def test_a_reason_that_keeps_several_editions_back_is_said_once(approved_desk: Desk) -> None:
    for name in ("iron.epub", "iron.docx"):
        (approved_desk.outputs / "iron" / name).write_bytes(b"something else")
    said = approved_desk.release()[1]
    assert "epub, word: its file is not the one that was checked" in said


def test_what_several_formats_say_of_one_line_is_said_once(tmp_path: Path) -> None:
    made = desk(tmp_path)
    house = made.source.with_name("publisher.yaml")
    house.write_text(house.read_text(encoding="utf-8") + "\nformats:\n  audio:\n    voise: heart\n", encoding="utf-8")
    wanted = ("--format", "audio", "--format", "audiobook", "--format", "m4b")
    code, said = made.run("build", str(made.source), "--outputs", str(made.outputs), *wanted)
    assert code == 1
    assert said.count("is not a known key") == 1, said
    assert "audio, audiobook, m4b are not complete: " in said
