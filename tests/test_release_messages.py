"""What is said on the way to a release: what is so, and what to do next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publish.outputs import lock
from publish.source.approvals import approvals_file
from tests.releasing import Desk, desk, refused
from tests.test_edited_manifests import edit, record


def test_easy_read_that_was_agreed_a_moment_ago_is_to_be_built_and_not_left_out(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.build()
    assert made.agree_easy_read()[0] == 0
    code, said = made.approve()
    assert code == 2
    assert "nobody can approve this yet. easy-read: it does not say yet who agreed it. Build again." in said
    assert "--without" not in said


def test_editions_of_another_colour_are_to_be_built_and_not_left_out(approved_desk: Desk) -> None:
    with approved_desk.source.with_name("publisher.yaml").open("a", encoding="utf-8") as publisher:
        publisher.write('\nlook:\n  colour: "#003087"\n')
    said = refused(approved_desk)
    assert f"Build again: publish build {approved_desk.source}" in said
    assert "--without" not in said


def test_a_file_that_is_not_as_it_was_checked_is_to_be_built_and_not_left_out(approved_desk: Desk) -> None:
    (approved_desk.outputs / "iron" / "iron.docx").write_bytes(b"PK")
    said = refused(approved_desk)
    command = f"Build again with --force: publish build {approved_desk.source} --force"
    assert f"word: its file is not the one that was checked. {command}" in said
    assert "--without" not in said
    assert approved_desk.run("build", str(approved_desk.source), "--outputs", str(approved_desk.outputs), "--force",
                             "--format", "word")[0] == 0  # fmt: skip
    assert approved_desk.release()[0] == 0, "which the command that is named puts right"


def test_editions_that_were_kept_in_for_a_review_are_to_be_built_and_not_left_out(approved_desk: Desk) -> None:
    reason = "the next review was due in March 2024, and publisher.yaml says overdue: block"
    edit(approved_desk, lambda tree: record(tree, "word").update(current=False, reason=reason))
    said = refused(approved_desk)
    assert f"word: {reason}. Build again: publish build" in said
    assert "--without" not in said


def test_the_report_and_the_index_of_a_withdrawn_document_say_why_and_what_to_do(released_desk: Desk) -> None:
    assert released_desk.withdraw("1.0", reason="A dose was wrong.")[0] == 0
    assert released_desk.ask("report")[0] == 0
    page = (released_desk.outputs / "iron" / "report.html").read_text(encoding="utf-8")
    assert "was withdrawn: A dose was wrong. Put it right in the source and raise version: there" in page
    assert "A dose was wrong. (withdrawn)" in (released_desk.outputs / "index.html").read_text(encoding="utf-8")


def test_who_comes_second_is_not_told_of_a_build_that_is_none(
    released_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_PATIENCE_S", 0.0)
    with lock.exclusive(released_desk.outputs / "iron"):
        code, said = released_desk.release()
    assert code == 5
    assert "another command is at work on this document" in said


def test_a_link_to_a_release_is_called_a_link(released_desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(released_desk.released / "1.0")
    code, said = released_desk.run("verify", str(tmp_path / "link"))
    assert (code, "this is a link. Name the folder that it leads to" in said) == (2, True)
    code, said = released_desk.run("verify", str(tmp_path / "none"))
    assert (code, "there is no such folder" in said) == (2, True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"colour": "red"}, "“colour” does not belong there"),
        ({"version": "one"}, "“version” is not as it is written there"),
        ({"body_sha256": "0"}, "“body_sha256” is not as it is written there"),
        (None, "it is not the JSON of one"),
    ],
)
def test_a_damaged_record_is_told_in_words_of_staff(
    change: dict[str, str] | None, words: str, released_desk: Desk
) -> None:
    path = released_desk.released / "1.0" / "release.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(tree | change) if change else "{", encoding="utf-8")
    said = released_desk.run("verify", str(path.parent))[1]
    assert f"this is no record of this library ({words})" in said
    del tree["title"]
    path.write_text(json.dumps(tree), encoding="utf-8")
    assert "(“title” is missing)" in released_desk.run("verify", str(path.parent))[1]


def test_an_unknown_key_of_an_approval_is_named_with_those_that_are_known(approved_desk: Desk) -> None:
    path = approvals_file(approved_desk.source)
    path.write_text(path.read_text(encoding="utf-8").replace("- role:", "- colour: red\n  role:", 1), encoding="utf-8")
    said = approved_desk.approve()[1]
    known = "role, date, edition, readers, parts, despite-withdrawn, body-sha256"
    assert f"“colour” is not a known key. Known here: {known}" in said


def test_a_mistyped_key_is_no_reason_for_a_new_one(released_desk: Desk) -> None:
    words = ("release", "iron", "--outputs", str(released_desk.outputs), "--key")
    code, said = released_desk.run(*words, str(released_desk.folder / "hosue.pem"))
    assert code == 2
    assert (
        f"hosue.pem: there is no such file. Its name may be mistyped. Keys lie beside it: {released_desk.key}." in said
    )
    assert "publish key" not in said
    said = released_desk.run(*words, str(released_desk.folder / "elsewhere" / "house.pem"))[1]
    assert "there is no such file. Make one with: publish key house.pem" in said
