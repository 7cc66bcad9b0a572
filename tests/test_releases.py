"""Releases: what stands against one is said in a sentence, what left is never changed, and every byte is proved."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from publish.outputs import journal
from publish.outputs.journal import hash_of
from publish.source.approvals import approvals_file
from tests.conftest import require
from tests.releasing import IRON, LEFT_OUT, Desk, desk, refused

OVERDUE = "version: 1.1\nlast-reviewed: 2023-03-02\nnext-review-due: 2024-03"

WITHOUT = tuple(word for name in LEFT_OUT for word in ("--without", name))

KILLED_AT = """
import os, signal, sys
from publish import plain_files
last, flush, count = int(sys.argv.pop(1)), plain_files.flush, 0
def counted(path):
    global count
    count += 1
    if count == last:
        os.kill(os.getpid(), signal.SIGKILL)
    flush(path)
plain_files.flush = counted
from publish.commands.cli import app
app()
"""


def test_without_a_version_nothing_is_released(tmp_path: Path) -> None:
    made = desk(tmp_path, IRON.replace("version: 1.0\n", ""))
    made.sign_off()
    assert "it has no version. Add one to its front matter" in refused(made)


def test_a_placeholder_is_neither_approved_nor_released(tmp_path: Path) -> None:
    made = desk(tmp_path, IRON.replace("See [the", "Ask [NAME OF WARD]. See [the"))
    made.build()
    code, said = made.approve()
    assert code == 2
    assert "this is not finished, so nobody can approve it: “[NAME OF WARD]”" in said
    assert not approvals_file(made.source).exists()


def test_easy_read_that_nobody_has_agreed_stays_in_the_house_and_is_left_out_on_purpose_alone(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.build()
    made.approve()
    assert "editions would be missing. easy-read: nobody has agreed its meaning, so it is a draft" in refused(made)
    code, said = made.release("--without", "easy-read")
    assert code == 0
    assert "– easy-read: left out on purpose (nobody has agreed its meaning, so it is a draft" in said
    assert not (made.released / "1.0" / "iron-easy-read.pdf").exists()


def test_an_edition_of_an_older_glossary_stays_in_the_house(tmp_path: Path) -> None:
    glossary = "- term: oxygen\n  meaning: A part of the air.\n"
    line = "- [clock]{.picture} Treatment lasts 2 to 3 years."
    text = IRON.replace(line, f"- [clock]{{.picture}} **Oxygen** helps.\n{line}")
    made = desk(tmp_path, text, {"glossary.yaml": glossary})
    made.sign_off()
    (made.source.parent / "glossary.yaml").write_text(glossary.replace("A part", "A small part"), encoding="utf-8")
    assert "easy-read: what easy read lead agreed on" in refused(made)
    assert "is void since the glossary changed" in refused(made)
    code, answer = made.agree_easy_read()
    assert code == 2
    assert "nobody can approve this yet. easy-read: it was made of other words, pictures or tools" in answer


def test_a_document_that_is_overdue_under_block_is_not_released_and_not_ordered(released_desk: Desk) -> None:
    with (released_desk.source.parent / "publisher.yaml").open("a", encoding="utf-8") as publisher:
        publisher.write("\noverdue: block\n")
    status = released_desk.ask("status", "--today", "2099-03-31")[1]
    assert "1 can be ordered, 0 overdue" in status
    status = released_desk.ask("status", "--today", "2099-04-01")[1]
    assert "0 can be ordered, 1 overdue" in status
    released_desk.change("version: 1.0\nlast-reviewed: 2026-03-02\nnext-review-due: 2099-03", OVERDUE)
    released_desk.build()
    assert "its review was due in March 2024, and publisher.yaml says overdue: block" in released_desk.approve()[1]


def test_an_overdue_review_blocks_a_release_that_was_approved_before(approved_desk: Desk) -> None:
    approved_desk.change("version: 1.0\nlast-reviewed: 2026-03-02\nnext-review-due: 2099-03", OVERDUE)
    approved_desk.sign_off()
    with (approved_desk.source.parent / "publisher.yaml").open("a", encoding="utf-8") as publisher:
        publisher.write("\noverdue: block\n")
    assert "its review was due in March 2024, and publisher.yaml says overdue: block" in refused(approved_desk)
    assert approved_desk.build()[0] == 1
    assert "its review was due in March 2024, and publisher.yaml says overdue: block" in refused(approved_desk)


@pytest.mark.parametrize("command", ["approve", "release", "withdraw"])
def test_no_command_that_signs_takes_a_day_from_whoever_types_it(approved_desk: Desk, command: str) -> None:
    words = {"approve": [str(approved_desk.source), "--role", "lead"], "release": ["iron"], "withdraw": ["iron", "1.0"]}
    code, answer = approved_desk.ask(command, *words[command], "--today", "2024-01-01")
    assert (code, "No such option: --today" in answer) == (2, True)


@pytest.mark.parametrize("command", ["build", "status", "calendar", "catalogue"])
def test_nothing_is_judged_as_if_it_were_a_day_that_is_past(approved_desk: Desk, command: str) -> None:
    words = [str(approved_desk.source)] if command == "build" else []
    code, answer = approved_desk.ask(command, *words, "--today", "2024-01-01")
    assert (code, "2024-01-01 is past, and nothing is judged as if it were that day." in answer) == (2, True)


def test_an_older_version_is_refused(released_desk: Desk) -> None:
    released_desk.change("version: 1.0", "version: 0.9")
    released_desk.build()
    assert "1.0 is released already, and 0.9 would be older" in refused(released_desk)


def test_a_source_that_changed_since_its_build_is_refused(approved_desk: Desk) -> None:
    approved_desk.change("last-reviewed: 2026-03-02", "last-reviewed: 2026-03-03")
    assert "is void since the front matter changed" in refused(approved_desk)
    approved_desk.change("last-reviewed: 2026-03-03", "last-reviewed:   2026-03-02")
    assert "has changed since iron was built. Build it again." in refused(approved_desk)


def test_a_version_alone_voids_no_approval(approved_desk: Desk) -> None:
    approved_desk.change("version: 1.0", "version: 2.0")
    approved_desk.build()
    assert "iron 2.0 is released" in approved_desk.release()[1]


def test_a_key_is_private_and_never_written_over(released_desk: Desk) -> None:
    key = released_desk.folder / "house.pem"
    before = key.read_bytes()
    assert key.stat().st_mode & 0o077 == 0
    code, said = released_desk.run("key", str(key))
    assert (code, key.read_bytes()) == (2, before)
    assert "this file is there already" in said


@pytest.mark.parametrize("text", ["", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_key_that_is_none_is_refused(approved_desk: Desk, text: str) -> None:
    (approved_desk.folder / "house.pem").write_text(text, encoding="utf-8")
    assert "this is no private Ed25519 key" in refused(approved_desk)


def test_the_key_may_come_from_the_environment(approved_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    call = ("release", "iron", "--outputs", str(approved_desk.outputs), *WITHOUT)
    monkeypatch.delenv("PUBLISH_SIGNING_KEY", raising=False)
    code, said = approved_desk.run(*call)
    assert (code, "there is no key to sign with" in said) == (2, True)
    monkeypatch.setenv("PUBLISH_SIGNING_KEY", (approved_desk.folder / "house.pem").read_text(encoding="utf-8"))
    assert approved_desk.run(*call)[0] == 0


@pytest.mark.parametrize("name", ["../iron", "iron/1.0", "IRON", "", "con", "x" * 200, "released", "iron\n"])
def test_an_odd_id_is_refused_by_every_command(released_desk: Desk, name: str) -> None:
    key = str(released_desk.folder / "house.pem")
    for call in (
        ("release", name, "--key", key),
        ("diff", name),
        ("withdraw", name, "1.0", "--reason", "x", "--role", "lead", "--key", key),
        ("report", name),
    ):
        code, said = released_desk.ask(*call)
        assert code == 2, (call, said)


@pytest.mark.parametrize("version", ["../1.0", "1.0.withdrawn", "", "9"])
def test_only_a_released_version_is_withdrawn_or_compared(released_desk: Desk, version: str) -> None:
    code, said = released_desk.withdraw(version)
    assert (code, f"there is no released version {version!r}" in said) == (2, True)
    if version:
        assert released_desk.ask("diff", "iron", "--from", version)[0] == 2
    assert [path.name for path in sorted(released_desk.released.iterdir()) if path.name[0] != "."] == ["1.0"]


def test_only_what_can_be_printed_and_was_released_is_orderable(approved_desk: Desk) -> None:
    def orderable() -> dict[str, bool]:
        data = json.loads((approved_desk.outputs / "iron" / "manifest.json").read_text(encoding="utf-8"))
        return {record["format"]: record["orderable"] for record in data["editions"]}

    none = {"easy-read": False, "epub": False, "word": False}
    assert orderable() == none
    approved_desk.release()
    assert orderable() == none | {"easy-read": True}
    approved_desk.build()
    assert orderable() == none | {"easy-read": True}, "the next build knows it too"
    assert approved_desk.withdraw("1.0")[0] == 0
    assert orderable() == none
    approved_desk.build()
    assert orderable() == none


def no_room(*_arguments: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_what_was_released_or_withdrawn_is_so_though_its_manifest_cannot_be_told(
    approved_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def orderable() -> set[str]:
        data = json.loads((approved_desk.outputs / "iron" / "manifest.json").read_text(encoding="utf-8"))
        return {record["format"] for record in data["editions"] if record["orderable"]}

    with monkeypatch.context() as full:
        full.setattr(journal, "rewrite", no_room)
        code, said = approved_desk.release()
        assert (code, "signed with the key" in said, orderable()) == (0, True, set()), said
    assert approved_desk.build()[0] == 0
    assert orderable() == {"easy-read"}, "the next build tells it"
    with monkeypatch.context() as full:
        full.setattr(journal, "rewrite", no_room)
        code, said = approved_desk.withdraw("1.0")
        assert (code, "iron 1.0 is withdrawn" in said, orderable()) == (0, True, {"easy-read"}), said
    assert approved_desk.build()[0] == 0
    assert orderable() == set()
    assert "writing" not in approved_desk.build()[1], "and it is told once"


@pytest.mark.parametrize("place", ["released", "released/iron", "released/iron/1.0"])
def test_a_link_in_the_way_of_a_release_leads_nowhere(approved_desk: Desk, tmp_path: Path, place: str) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    link = approved_desk.outputs / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(victim)
    code, said = approved_desk.release()
    assert code in (2, 5), said
    assert not any(victim.iterdir())


def test_an_edition_called_as_a_record_is_called_is_not_released(approved_desk: Desk) -> None:
    path = approved_desk.outputs / "iron" / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    (record,) = [each for each in data["editions"] if each["format"] == "epub"]
    (path.parent / record["file"]).rename(path.with_name("release.json"))
    record["file"] = "release.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert "epub: its file is called release.json, as a record of the release is" in refused(approved_desk)


def test_a_record_that_an_edition_is_not_written_loses_none_in_silence(approved_desk: Desk) -> None:
    path = approved_desk.outputs / "iron" / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    for record in data["editions"]:
        if record["format"] == "epub":
            record["verdict"]["state"] = "not-authored"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert "editions would be missing. epub: not built yet. To make what is not built: publish build " in refused(
        approved_desk
    )


def test_an_edition_that_is_a_link_is_not_released(approved_desk: Desk, tmp_path: Path) -> None:
    edition = approved_desk.outputs / "iron" / "iron.epub"
    edition.rename(tmp_path / "iron.epub")
    edition.symlink_to(tmp_path / "iron.epub")
    said = refused(approved_desk)
    assert "epub: its file is not the one that was checked" in said
    assert not (approved_desk.released / "1.0" / "iron.epub").exists()


@pytest.mark.parametrize("moment", [1, 3, 5, 7, 8, 9])
def test_killed_at_any_moment_a_release_is_whole_or_not_there(approved_desk: Desk, moment: int) -> None:
    key = str(approved_desk.folder / "house.pem")
    arguments = ("release", "iron", "--outputs", str(approved_desk.outputs), "--key", key, *WITHOUT)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT, str(moment), *arguments], capture_output=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    place = approved_desk.released / "1.0"
    if place.exists():
        assert approved_desk.run("verify", str(place))[0] == 0
        assert "iron 1.0 is released already" in approved_desk.release()[1]
    else:
        assert approved_desk.release()[0] == 0
        assert approved_desk.run("verify", str(place))[0] == 0
    assert not list(approved_desk.released.glob(".staging-*"))


def test_of_two_releases_at_once_one_is_made(approved_desk: Desk) -> None:
    key = str(approved_desk.folder / "house.pem")
    arguments = ("release", "iron", "--outputs", str(approved_desk.outputs), "--key", key, *WITHOUT)
    command = [sys.executable, "-m", "publish.commands.cli", *arguments]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate()[1] for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes[0] == 0, said
    assert codes[1] in (2, 5), said
    assert approved_desk.run("verify", str(approved_desk.released / "1.0"))[0] == 0


def test_an_outputs_folder_that_cannot_be_written_is_said_in_a_sentence(approved_desk: Desk) -> None:
    require("a user who is not root", present=os.geteuid() != 0, how="run it by tests/hostile/unprivileged.sh")
    approved_desk.released.mkdir(parents=True)
    approved_desk.released.chmod(0o555)
    code, said = approved_desk.release()
    approved_desk.released.chmod(0o755)
    assert code == 5
    assert "nothing can be written here: Permission denied" in said


ALTERED = {
    "a figure": ("word/document.xml", b"2 to 3 years", b"2 to 9 years"),
    "a space, which no check sees": ("docProps/core.xml", b"</cp:coreProperties>", b" </cp:coreProperties>"),
}


@pytest.mark.parametrize("what", ALTERED)
def test_what_somebody_changed_in_the_outputs_is_not_signed_though_its_record_agrees(
    what: str, approved_desk: Desk
) -> None:
    part, before, after = ALTERED[what]
    folder = approved_desk.outputs / "iron"
    edition = folder / "iron.docx"
    with zipfile.ZipFile(edition) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert before in parts[part]
    parts[part] = parts[part].replace(before, after)
    with zipfile.ZipFile(edition, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for record in manifest["editions"]:
        if record["format"] == "word":
            record |= {"sha256": hash_of(edition), "bytes": edition.stat().st_size}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    code, words = approved_desk.release()
    assert code == 2
    assert "iron.docx: this is not what its source makes, whatever its record claims." in words
    assert not (approved_desk.outputs / "released" / "iron" / "1.0").exists()


def test_easy_read_that_was_never_written_is_left_out_as_such(tmp_path: Path) -> None:
    lines = IRON[IRON.index("::: {") : IRON.index("# More")]
    made = desk(tmp_path, IRON.replace(lines, "").replace("easy-read-title: Iron\n", ""))
    assert made.build()[0] == 0
    made.change("Do not take it with milk.", "Do not take it with tea.")
    build = ("build", str(made.source), "--outputs", str(made.outputs), "--format", "word", "--format", "epub")
    assert made.run(*build)[0] == 0
    assert made.approve()[0] == 0
    said = made.release()[1]
    assert "– easy-read: no easy-read words have been written" in said
    assert "the source has changed since" not in said
