"""What a report and an approval say is to be done next: it is what the next command will say."""

from __future__ import annotations

from pathlib import Path

from tests.releasing import IRON, LEFT_OUT, Desk, desk, page_text, report_page


def test_an_edition_of_older_pictures_is_not_ready_to_approve(approved_desk: Desk) -> None:
    pictures = approved_desk.source.parent / "pictures.yaml"
    pictures.write_text(pictures.read_text(encoding="utf-8").replace('"A clock"', '"A wall clock"'), encoding="utf-8")
    page = report_page(approved_desk)
    step = page_text(page.cssselect(".step")[0])
    assert "The edition “Easy read” is not current: it was made of other words, pictures or tools" in step
    assert "publish build sources/iron.md" in step
    assert page_text(page.cssselect("#editions .badge")[0]) == "!not current"


def test_marks_of_an_import_come_before_the_approval(tmp_path: Path) -> None:
    made = desk(tmp_path, IRON.replace("# More {#more}", "# More {#more .check}"))
    made.build()
    made.agree_easy_read()
    made.build()
    step = page_text(report_page(made).cssselect(".step")[0])
    assert "ready to approve" not in step
    assert "Nobody can approve it yet: 1 mark of its import waits for a person" in step
    assert "publish lint sources/iron.md" in step
    assert "note: 1 mark of its import waits for a person" in made.ask("status")[1]


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


def test_what_shows_other_pictures_than_were_agreed_is_first_to_be_agreed_again(approved_desk: Desk) -> None:
    pictures = approved_desk.source.with_name("pictures.yaml")
    words = pictures.read_text(encoding="utf-8")
    pictures.write_text(words.replace('"A clock"', '"A wall clock"'), encoding="utf-8")
    assert approved_desk.build()[0] == 0
    said = approved_desk.release()[1]
    again, without = said.index("--edition easy-read --role"), said.index("To release it without")
    assert "when its meaning is agreed again: publish approve " in said[:again]
    assert again < without
