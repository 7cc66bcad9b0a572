"""Approvals: of what was built and can be seen, by a role that may, and void when a word changes."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from publish.comparing.document_text import document_text
from publish.source.approvals import approvals_file
from publish.source.identity import tie
from publish.source.load import load
from publish.source.signed_words import body_hash, section_hashes
from tests.releasing import IRON, Desk, desk, refused

EASY_LINES = "the easy-read lines under “What iron does”"


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("Do not take it with milk.\n\n:::", "Take it with milk.\n\n:::", "“What iron does”"),
        ("summary: What iron does for", "summary: What iron can do for", "the front matter"),
        ("anaemia/).", "anaemia/).\n\n## New {#new}\n\nNew.", "“More > New”"),
        (
            "- [clock]{.picture} Treatment",
            "- [clock]{.picture} The treatment",
            EASY_LINES,
        ),
        ('title="What iron does"', 'title="Iron"', EASY_LINES),
    ],
)
def test_a_changed_body_voids_the_approval_and_says_what_changed(
    approved_desk: Desk, before: str, after: str, changed: str
) -> None:
    approved_desk.change(before, after)
    assert f"is void since {changed}" in refused(approved_desk)


def test_other_words_struck_out_are_another_text_for_approvals_ties_and_comparisons(tmp_path: Path) -> None:
    said = []
    for number, words in enumerate(("These are ~~old~~ new pages.", "These are old ~~new~~ pages.")):
        made = desk(tmp_path / str(number), IRON.replace("See [the NHS", f"{words} See [the NHS"))
        publication = load(made.source)
        more = publication.sections[1]
        shown = [unit.details for unit in document_text(publication).units if unit.text.startswith("These are")]
        said.append((body_hash(publication), section_hashes(publication)["more"], tie([more]), shown))
    for before, after in zip(*said, strict=True):
        assert before != after


def test_a_role_is_no_person_and_no_empty_word(approved_desk: Desk) -> None:
    for role, reason in (
        ("Dr Smith", "seems to name a person"),
        ("anna@example.org", "seems to name a person"),
        ("  ", "the role is empty"),
        ("lead\x1b[31m", "plain characters"),
        ("lead\n  signed with the key", "a role is one line"),
        ("x" * 101, "at most 100 plain characters"),
    ):
        code, said = approved_desk.approve(role)
        assert (code, reason in said) == (2, True), said
    assert len(yaml.safe_load(approvals_file(approved_desk.source).read_text(encoding="utf-8"))) == 2


def test_the_same_is_not_approved_twice(approved_desk: Desk) -> None:
    code, said = approved_desk.approve()
    assert code == 2
    assert "iron.approvals.yaml:" in said
    assert "this is approved already (health information lead, " in said


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- role: lead\n", "“date” is missing"),
        ("[[[[", "this is not valid YAML"),
        ("- &a [*a]\n", "aliases"),
        ("x: " + "[" * 40 + "]" * 40, "stand within each other"),
        ("- role: Mrs Brown\n  date: 2026-01-01\n  body-sha256: " + "0" * 64, "seems to name a person"),
        ('- role: "lead\\nsigned"\n  date: 2026-01-01\n  body-sha256: ' + "0" * 64, "a role is one line"),
        ("- role: lead\n  date: 0001-01-01\n  body-sha256: " + "0" * 64, "is before 1900"),
        ("- role: lead\n  date: 2999-01-01\n  body-sha256: " + "0" * 64, "is in the future"),
        ("- role: lead\n  date: 2026-01-01\n  edition: ../x\n  body-sha256: " + "0" * 64, "“edition”"),
        ("- role: lead\n  date: 2026-01-01\n  edition: word\n  body-sha256: " + "0" * 64, "go together"),
    ],
)
def test_approvals_that_cannot_be_read_refuse_the_source_with_their_line(
    approved_desk: Desk, text: str, reason: str
) -> None:
    path = approvals_file(approved_desk.source)
    path.write_text(text, encoding="utf-8")
    code, said = approved_desk.release()
    assert code == 3, said
    assert str(path) in said
    assert reason in said
    assert path.read_text(encoding="utf-8") == text


def test_an_approval_written_by_hand_for_another_text_is_void(approved_desk: Desk) -> None:
    path = approvals_file(approved_desk.source)
    path.write_text(f"- role: lead\n  date: 2026-01-01\n  body-sha256: {'0' * 64}\n", encoding="utf-8")
    assert "is void since" in refused(approved_desk)


def test_what_was_not_built_is_not_approved(tmp_path: Path) -> None:
    new = desk(tmp_path)
    for code, answer in (new.approve(), new.agree_easy_read()):
        assert (code, "no manifest is here. Build the document first" in answer) == (2, True)
    new.run("build", str(new.source), "--outputs", str(new.outputs), "--format", "word")
    code, answer = new.agree_easy_read()
    assert (code, "no easy-read of it is built, so there is nothing to approve" in answer) == (2, True)
    assert not approvals_file(new.source).exists()


def test_what_changed_since_it_was_built_is_not_approved(tmp_path: Path) -> None:
    new = desk(tmp_path)
    new.build()
    new.change("2 to 3 years", "2 to 8 years")
    for code, answer in (new.approve(), new.agree_easy_read()):
        assert (code, "has changed since it was built, so nobody has seen its editions" in answer) == (2, True)
    assert not approvals_file(new.source).exists()


def test_what_is_not_whole_is_approved_only_without_it(tmp_path: Path) -> None:
    new = desk(tmp_path)
    new.build()
    (new.outputs / "iron" / "iron.epub").write_bytes(b"PK")
    code, answer = new.approve()
    assert code == 2
    assert "nobody can approve this yet. epub: its file is not the one that was checked" in answer
    assert "Build again with --force." in answer
    assert "--without" not in answer, "what a build mends is not to be left out"
    assert new.approve("health information lead", "--without", "epub")[0] == 0


def test_easy_read_that_is_not_complete_is_not_agreed(tmp_path: Path) -> None:
    new = desk(tmp_path)
    new.change("3 years. Do not take it with milk.\n:::", "8 years. Do not take it with milk.\n:::")
    assert new.build()[0] == 1
    code, answer = new.agree_easy_read()
    assert (code, "so there is nothing to approve" in answer) == (2, True)


def test_marks_of_an_import_keep_a_document_from_being_approved(tmp_path: Path) -> None:
    new = desk(tmp_path, IRON.replace("# More {#more}", "# More {#more .check}"))
    new.build()
    code, answer = new.approve()
    assert (code, "nobody can approve this yet: 1 mark of its import waits for a person" in answer) == (2, True)


APPROVERS = "approvers: [Health information lead, easy read lead]\n"


def test_only_the_roles_that_a_house_names_may_approve(tmp_path: Path) -> None:
    new = desk(tmp_path)
    publisher = new.source.parent / "publisher.yaml"
    assert "names no approvers" not in new.build()[1], "nothing is approved yet"
    assert new.approve("work experience student")[0] == 0
    assert new.build()[1].count(f"{publisher} names no approvers, so any role may approve.") == 1

    publisher.write_text(publisher.read_text(encoding="utf-8") + APPROVERS, encoding="utf-8")
    assert "names no approvers" not in new.build()[1]
    assert "as publisher.yaml does not name that role among its approvers" in refused(new)
    code, answer = new.approve("work experience student")
    assert code == 2
    assert "“work experience student” may not approve here." in answer
    assert "approvers: Health information lead, easy read lead." in answer
    assert new.approve("health information lead")[0] == 0


def test_an_approval_written_by_hand_for_a_role_that_may_not_counts_for_nothing(approved_desk: Desk) -> None:
    path = approvals_file(approved_desk.source)
    path.write_text(path.read_text(encoding="utf-8").replace("role: health information lead", "role: anybody"))
    publisher = approved_desk.source.parent / "publisher.yaml"
    publisher.write_text(publisher.read_text(encoding="utf-8") + APPROVERS, encoding="utf-8")
    assert "is void as publisher.yaml does not name that role among its approvers" in refused(approved_desk)
    assert "iron  easy-read ✓ epub ✓ word ✓  not approved" in approved_desk.ask("status")[1]


def test_whoever_may_not_approve_does_not_void_what_a_role_that_may_has_approved(approved_desk: Desk) -> None:
    assert approved_desk.approve("work experience student")[0] == 0
    publisher = approved_desk.source.parent / "publisher.yaml"
    publisher.write_text(publisher.read_text(encoding="utf-8") + APPROVERS, encoding="utf-8")
    code, answer = approved_desk.release()
    assert code == 0, answer
    assert "approved by health information lead" in answer


def test_of_two_approvals_at_once_none_is_lost(tmp_path: Path) -> None:
    new = desk(tmp_path)
    new.build()
    command = [sys.executable, "-m", "publish.commands.cli", "approve", str(new.source), "--outputs", str(new.outputs)]

    def approve(number: int) -> int:
        return subprocess.run([*command, "--role", f"lead {number}"], capture_output=True, check=False).returncode

    with ThreadPoolExecutor() as pool:
        codes = list(pool.map(approve, range(3)))
    entries = yaml.safe_load(approvals_file(new.source).read_text(encoding="utf-8"))
    assert codes.count(0) == len(entries) >= 1
    assert set(codes) <= {0, 5}, "who did not get its turn was told"


def test_another_helpline_goes_out_with_no_document_whose_approval_was_given_before_it(released_desk: Desk) -> None:
    publisher = released_desk.source.with_name("publisher.yaml")
    publisher.write_text(publisher.read_text(encoding="utf-8").replace("0800", "0900"), encoding="utf-8")
    released_desk.change("version: 1.0", "version: 1.1")
    assert released_desk.build()[0] == 0
    assert "is void since the publisher’s details changed" in refused(released_desk)
    assert "1 can be ordered" in released_desk.ask("status")[1], "what is out said what it was approved to say"
    assert released_desk.approve()[0] == 0, "the easy-read words are as they were agreed"
    assert released_desk.release()[0] == 0


def test_the_words_lists_and_pictures_that_an_edition_shows_are_named_when_they_change(approved_desk: Desk) -> None:
    pictures = approved_desk.source.parent / "pictures.yaml"
    pictures.write_text(pictures.read_text(encoding="utf-8").replace('"A clock"', '"A wall clock"'), encoding="utf-8")
    assert "is void since the pictures of easy read changed" in refused(approved_desk)


@pytest.mark.parametrize("key", ["body-sha256", "edition-sha256"])
def test_a_hash_that_was_altered_by_hand_is_told_as_that(approved_desk: Desk, key: str) -> None:
    path = approvals_file(approved_desk.source)
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    for entry in entries:
        entry |= {key: "0" * 64} if ("edition" in entry) == (key == "edition-sha256") else {}
    path.write_text(yaml.safe_dump(entries, sort_keys=False), encoding="utf-8")
    answer = refused(approved_desk)
    assert "void as its entry (iron.approvals.yaml:" in answer
    assert "contradicts itself: nothing changed, and a hash of it is of other words" in answer
    assert "order of its sections" not in answer


def test_sections_in_another_order_are_told_as_that(tmp_path: Path) -> None:
    first, then = "## First {#first}\n\nFirst.\n", "## Then {#then}\n\nThen.\n"
    made = desk(tmp_path, IRON.replace('"iron more"', '"iron more first then"') + f"\n{first}\n{then}")
    made.sign_off()
    made.change(f"{first}\n{then}", f"{then}\n{first}")
    assert "is void since the order of its sections changed" in refused(made)


def test_what_status_calls_void_it_does_not_call_orderable(released_desk: Desk) -> None:
    path = approvals_file(released_desk.source)
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(body_hash(load(released_desk.source)), "0" * 64), encoding="utf-8")
    status = released_desk.ask("status")[1]
    assert "approval void" in status
    assert "0 can be ordered" in status
    assert "not to be ordered (voided): its approval (health information lead) was taken back, or changed" in status
    path.write_text(before, encoding="utf-8")
    house = released_desk.source.with_name("publisher.yaml")
    house.write_text(house.read_text(encoding="utf-8").replace("0800", "0900"), encoding="utf-8")
    status = released_desk.ask("status")[1]
    assert "approval void" in status
    assert "1 can be ordered" in status
    assert "note: version 1.0 says what was approved then, and can still be ordered" in status, "which is told"
