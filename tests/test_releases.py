"""Releases: what stands against one is said in a sentence, what left is never changed, and every byte is proved."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from publish.commands.cli import app
from publish.outputs.journal import hash_of
from publish.outputs.released import canonical_json
from publish.source.approvals import approvals_file
from tests.conftest import require
from tests.releasing import IRON, TODAY, Desk, bytes_of, desk

KILLED_AT = """
import os, signal, sys
from publish.outputs import journal
from publish.commands.cli import app
last, flush, count = int(sys.argv.pop(1)), journal.flush, 0
def counted(path):
    global count
    count += 1
    if count == last:
        os.kill(os.getpid(), signal.SIGKILL)
    flush(path)
journal.flush = counted
app()
"""


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Where all is agreed, approved and built, and nothing released; made once, and copied for each test."""
    made = desk(tmp_path_factory.mktemp("ready"))
    for step in (made.agree_easy_read, made.approve, made.build):
        code, said = step()
        assert code == 0, said
    return made


@pytest.fixture
def approved(ready: Desk, tmp_path: Path) -> Desk:
    """A desk where all is agreed, approved and built, and nothing released."""
    return Desk(shutil.copytree(ready.folder, tmp_path / "desk"))


@pytest.fixture
def at(approved: Desk) -> Desk:
    """A desk with one release, 1.0."""
    code, said = approved.release()
    assert code == 0, said
    return approved


def refused(made: Desk) -> str:
    """The one sentence with which a release is refused; nothing is released then."""
    before = bytes_of(made.released) if made.released.exists() else {}
    code, said = made.release()
    assert code == 2, said
    assert said.count("\n") == 1, said
    after = bytes_of(made.released) if made.released.exists() else {}
    assert before == after
    return said


def test_without_a_version_nothing_is_released(tmp_path: Path) -> None:
    made = desk(tmp_path, IRON.replace("version: 1.0\n", ""))
    made.agree_easy_read()
    made.approve()
    made.build()
    assert "it has no version. Add one to its front matter" in refused(made)


def test_a_placeholder_is_neither_approved_nor_released(tmp_path: Path) -> None:
    made = desk(tmp_path, IRON.replace("See [the", "Ask [NAME OF WARD]. See [the"))
    made.build()
    code, said = made.approve()
    assert code == 2
    assert "this is not finished, so nobody can approve it: “[NAME OF WARD]”" in said
    assert not approvals_file(made.source).exists()


def test_easy_read_that_nobody_has_agreed_stays_in_the_house(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.approve()
    made.build()
    code, said = made.release()
    assert code == 0
    assert "left out: easy-read: nobody has agreed its meaning, so it is a draft" in said
    assert not (made.released / "1.0" / "iron-easy-read.pdf").exists()


def test_an_edition_of_an_older_glossary_stays_in_the_house(tmp_path: Path) -> None:
    glossary = "- term: oxygen\n  meaning: A part of the air.\n"
    text = IRON.replace(
        "Treatment lasts 2 to 3 years. Do not", "Treatment lasts 2 to 3 years. **Oxygen** helps. Do not"
    )
    made = desk(tmp_path, text, {"glossary.yaml": glossary})
    made.agree_easy_read()
    made.approve()
    assert made.build()[0] == 0, made.build()[1]
    (made.source.parent / "glossary.yaml").write_text(glossary.replace("A part", "A small part"), encoding="utf-8")
    made.agree_easy_read()
    assert "left out: easy-read: it was made of other words, pictures or tools" in made.release()[1]


def test_a_document_that_is_overdue_under_block_is_not_released_and_not_ordered(at: Desk) -> None:
    with (at.source.parent / "publisher.yaml").open("a", encoding="utf-8") as publisher:
        publisher.write("\noverdue: block\n")
    status = at.ask("status", "--today", "2029-03-31")[1]
    assert "1 can be ordered, 0 overdue" in status
    status = at.ask("status", "--today", "2029-04-01")[1]
    assert "0 can be ordered, 1 overdue" in status
    at.change("version: 1.0", "version: 1.1")
    at.build()
    assert "its review was due on 2029-03, and publisher.yaml says overdue: block" in at.release("2029-04-01")[1]


def test_an_older_version_is_refused(at: Desk) -> None:
    at.change("version: 1.0", "version: 0.9")
    at.build()
    assert "1.0 is released already, and 0.9 would be older" in refused(at)


def test_a_source_that_changed_since_its_build_is_refused(approved: Desk) -> None:
    approved.change("last-reviewed: 2026-03-02", "last-reviewed: 2026-03-03")
    assert "is void since the front matter changed" in refused(approved)
    approved.change("last-reviewed: 2026-03-03", "last-reviewed:   2026-03-02")
    assert "has changed since iron was built. Build it again." in refused(approved)


def test_a_version_alone_voids_no_approval(approved: Desk) -> None:
    approved.change("version: 1.0", "version: 2.0")
    approved.build()
    assert "iron 2.0 is released" in approved.release()[1]


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("Do not take it with milk.\n\n:::", "Take it with milk.\n\n:::", "“What iron does”"),
        ("summary: What iron does for", "summary: What iron can do for", "the front matter"),
        ("anaemia/).", "anaemia/).\n\n## New {#new}\n\nNew.", "“More > New”"),
        ("- [clock]{.picture} Treatment", "- [clock]{.picture} The treatment", "“What iron does”"),
    ],
)
def test_a_changed_body_voids_the_approval_and_says_what_changed(
    approved: Desk, before: str, after: str, changed: str
) -> None:
    approved.change(before, after)
    assert f"is void since {changed}" in refused(approved)


def test_a_role_is_no_person_and_no_empty_word(approved: Desk) -> None:
    for role, reason in (
        ("Dr Smith", "seems to name a person"),
        ("anna@example.org", "seems to name a person"),
        ("  ", "the role is empty"),
        ("lead\x1b[31m", "plain characters"),
        ("x" * 101, "at most 100 plain characters"),
    ):
        code, said = approved.approve(role)
        assert (code, reason in said) == (2, True), said
    assert len(yaml.safe_load(approvals_file(approved.source).read_text(encoding="utf-8"))) == 2


def test_the_same_is_not_approved_twice(approved: Desk) -> None:
    code, said = approved.approve()
    assert code == 2
    assert "iron.approvals.yaml:" in said
    assert "this is approved already (health information lead, 2026-03-10)" in said


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- role: lead\n", "“0.date” is missing"),
        ("[[[[", "this is not valid YAML"),
        ("- &a [*a]\n", "aliases"),
        ("x: " + "[" * 40 + "]" * 40, "stand within each other"),
        ("- role: Mrs Brown\n  date: 2026-01-01\n  body-sha256: " + "0" * 64, "seems to name a person"),
        ("- role: lead\n  date: 2999-01-01\n  body-sha256: " + "0" * 64, "is in the future"),
        ("- role: lead\n  date: 2026-01-01\n  edition: ../x\n  body-sha256: " + "0" * 64, "“0.edition”"),
        ("- role: lead\n  date: 2026-01-01\n  edition: word\n  body-sha256: " + "0" * 64, "go together"),
    ],
)
def test_approvals_that_cannot_be_read_refuse_the_source_with_their_line(
    approved: Desk, text: str, reason: str
) -> None:
    path = approvals_file(approved.source)
    path.write_text(text, encoding="utf-8")
    code, said = approved.release()
    assert code == 3, said
    assert str(path) in said
    assert reason in said
    assert path.read_text(encoding="utf-8") == text


def test_an_approval_written_by_hand_for_another_text_is_void(approved: Desk) -> None:
    path = approvals_file(approved.source)
    path.write_text(f"- role: lead\n  date: 2026-01-01\n  body-sha256: {'0' * 64}\n", encoding="utf-8")
    assert "is void since" in refused(approved)


@pytest.mark.parametrize("where", [0, 10, -3])
def test_each_changed_byte_is_named_by_its_file(at: Desk, where: int) -> None:
    folder = at.released / "1.0"
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        changed = bytearray(whole)
        changed[where] ^= 1
        path.write_bytes(changed)
        code, said = at.run("verify", str(folder))
        assert code == 1, path
        assert path.name in said
        path.write_bytes(whole)
    assert at.run("verify", str(folder))[0] == 0


def test_a_file_too_many_too_few_or_a_link_is_named(at: Desk, tmp_path: Path) -> None:
    folder = shutil.copytree(at.released / "1.0", tmp_path / "elsewhere")
    assert at.run("verify", str(folder))[0] == 0, "it proves true anywhere"
    (folder / "more.txt").write_text("x", encoding="utf-8")
    assert "more.txt: this is no file of the release" in at.run("verify", str(folder))[1]
    (folder / "more.txt").unlink()
    (folder / "iron.epub").rename(tmp_path / "iron.epub")
    assert "iron.epub: the file is not there" in at.run("verify", str(folder))[1]
    (folder / "iron.epub").symlink_to(tmp_path / "iron.epub")
    assert "iron.epub: this is a link" in at.run("verify", str(folder))[1]


def test_a_release_signed_again_by_somebody_else_is_told_by_its_key(at: Desk, tmp_path: Path) -> None:
    folder = at.released / "1.0"
    ours = at.folder / "house.pem.pub"
    assert at.run("verify", str(folder), "--key", str(ours))[0] == 0
    assert at.run("key", str(tmp_path / "other.pem"))[0] == 0
    code, said = at.run("verify", str(folder), "--key", str(tmp_path / "other.pem.pub"))
    assert code == 1
    assert "signed by another key than the one that was named" in said


def test_a_record_that_names_files_elsewhere_is_refused(at: Desk, tmp_path: Path) -> None:
    path = at.released / "1.0" / "release.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["files"][0]["file"] = "../../../../secret"
    path.write_text(canonical_json(data), encoding="utf-8")
    code, said = at.run("verify", str(path.parent))
    assert code == 1
    assert "is no name of a file in the release's folder" in said


def test_a_key_is_private_and_never_written_over(at: Desk) -> None:
    key = at.folder / "house.pem"
    before = key.read_bytes()
    assert key.stat().st_mode & 0o077 == 0
    code, said = at.run("key", str(key))
    assert (code, key.read_bytes()) == (2, before)
    assert "this file is there already" in said


@pytest.mark.parametrize("text", ["", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_key_that_is_none_is_refused(approved: Desk, text: str) -> None:
    (approved.folder / "house.pem").write_text(text, encoding="utf-8")
    assert "this is no private Ed25519 key" in refused(approved)


def test_the_key_may_come_from_the_environment(approved: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    call = ("release", "iron", "--outputs", str(approved.outputs), "--today", TODAY)
    monkeypatch.delenv("PUBLISH_SIGNING_KEY", raising=False)
    code, said = approved.run(*call)
    assert (code, "there is no key to sign with" in said) == (2, True)
    monkeypatch.setenv("PUBLISH_SIGNING_KEY", (approved.folder / "house.pem").read_text(encoding="utf-8"))
    assert approved.run(*call)[0] == 0


@pytest.mark.parametrize("name", ["../iron", "iron/1.0", "IRON", "", "con", "x" * 200, "released", "iron\n"])
def test_an_odd_id_is_refused_by_every_command(at: Desk, name: str) -> None:
    key = str(at.folder / "house.pem")
    for call in (
        ("release", name, "--key", key),
        ("diff", name),
        ("withdraw", name, "1.0", "--reason", "x"),
        ("report", name),
    ):
        code, said = at.ask(*call)
        assert code == 2, (call, said)


@pytest.mark.parametrize("version", ["../1.0", "1.0.withdrawn", "", "9"])
def test_only_a_released_version_is_withdrawn_or_compared(at: Desk, version: str) -> None:
    code, said = at.ask("withdraw", "iron", version, "--reason", "x")
    assert (code, f"there is no released version {version}" in said) == (2, True)
    if version:
        assert at.ask("diff", "iron", "--from", version)[0] == 2
    assert [path.name for path in sorted(at.released.iterdir()) if path.name[0] != "."] == ["1.0"]


def test_only_what_can_be_printed_and_was_released_is_orderable(approved: Desk) -> None:
    def orderable() -> dict[str, bool]:
        data = json.loads((approved.outputs / "iron" / "manifest.json").read_text(encoding="utf-8"))
        return {record["format"]: record["orderable"] for record in data["editions"]}

    none = {"easy-read": False, "epub": False, "word": False}
    assert orderable() == none
    approved.release()
    assert orderable() == none | {"easy-read": True}
    approved.build()
    assert orderable() == none | {"easy-read": True}, "the next build knows it too"
    approved.ask("withdraw", "iron", "1.0", "--reason", "wrong")
    assert orderable() == none
    approved.build()
    assert orderable() == none


def test_a_version_is_withdrawn_once_and_with_a_reason(at: Desk) -> None:
    assert at.ask("withdraw", "iron", "1.0", "--reason", " ")[0] == 2
    assert at.ask("withdraw", "iron", "1.0", "--reason", "wrong", "--role", "Mr Brown")[0] == 2
    assert at.ask("withdraw", "iron", "1.0", "--reason", "wrong", "--role", "information officer")[0] == 0
    code, said = at.ask("withdraw", "iron", "1.0", "--reason", "again")
    assert (code, "was withdrawn on" in said) == (2, True)


@pytest.mark.parametrize("place", ["released", "released/iron", "released/iron/1.0"])
def test_a_link_in_the_way_of_a_release_leads_nowhere(approved: Desk, tmp_path: Path, place: str) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    link = approved.outputs / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(victim)
    code, said = approved.release()
    assert code in (2, 5), said
    assert not any(victim.iterdir())


def test_an_edition_called_as_a_record_is_called_is_not_released(approved: Desk) -> None:
    path = approved.outputs / "iron" / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    (record,) = [each for each in data["editions"] if each["format"] == "epub"]
    (path.parent / record["file"]).rename(path.with_name("release.json"))
    record["file"] = "release.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert "left out: epub: its file is called release.json, as a record of the release is" in approved.release()[1]
    assert approved.run("verify", str(approved.released / "1.0"))[0] == 0


def test_an_edition_that_is_a_link_is_not_released(approved: Desk, tmp_path: Path) -> None:
    edition = approved.outputs / "iron" / "iron.epub"
    edition.rename(tmp_path / "iron.epub")
    edition.symlink_to(tmp_path / "iron.epub")
    said = approved.release()[1]
    assert "left out: epub: its file is not the one that was checked" in said
    assert not (approved.released / "1.0" / "iron.epub").exists()


@pytest.mark.parametrize("moment", [1, 3, 5, 7, 8, 9])
def test_killed_at_any_moment_a_release_is_whole_or_not_there(approved: Desk, moment: int) -> None:
    key = str(approved.folder / "house.pem")
    arguments = ("release", "iron", "--outputs", str(approved.outputs), "--key", key, "--today", TODAY)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT, str(moment), *arguments], capture_output=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    place = approved.released / "1.0"
    if place.exists():
        assert approved.run("verify", str(place))[0] == 0
        assert "was released on 2026-03-10" in approved.release()[1]
    else:
        assert approved.release()[0] == 0
        assert approved.run("verify", str(place))[0] == 0
    assert not list(approved.released.glob(".staging-*"))


def test_of_two_releases_at_once_one_is_made(approved: Desk) -> None:
    key = str(approved.folder / "house.pem")
    arguments = ("release", "iron", "--outputs", str(approved.outputs), "--key", key, "--today", TODAY)
    command = [sys.executable, "-m", "publish.commands.cli", *arguments]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate()[1] for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes[0] == 0, said
    assert codes[1] in (2, 5), said
    assert approved.run("verify", str(approved.released / "1.0"))[0] == 0


def test_an_outputs_folder_that_cannot_be_written_is_said_in_a_sentence(approved: Desk) -> None:
    require("a user who is not root", present=os.geteuid() != 0, how="run it by tests/hostile/unprivileged.sh")
    approved.released.mkdir(parents=True)
    approved.released.chmod(0o555)
    code, said = approved.release()
    approved.released.chmod(0o755)
    assert code == 5
    assert "nothing can be written here: Permission denied" in said


def test_what_somebody_changed_in_the_outputs_is_not_signed_though_its_record_agrees(approved: Desk) -> None:
    folder = approved.outputs / "iron"
    edition = folder / "iron.docx"
    with zipfile.ZipFile(edition) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = parts["word/document.xml"]
    assert b"2 to 3 years" in document
    parts["word/document.xml"] = document.replace(b"2 to 3 years", b"2 to 9 years")
    with zipfile.ZipFile(edition, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for record in manifest["editions"]:
        if record["format"] == "word":
            record |= {"sha256": hash_of(edition), "bytes": edition.stat().st_size}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    code, words = approved.release()
    assert code == 2
    assert "iron.docx: this does not say what its source says, whatever its record claims." in words
    assert not (approved.outputs / "released" / "iron" / "1.0").exists()


@pytest.mark.parametrize(
    "words",
    [("diff", "iron", "--word", "{}/iron.docx"), ("calendar", "-o", "{}/text.json"), ("new", "Tea", "-o", "{}/tea.md"),
     ("key", "{}/house.pem")],
    ids=lambda words: words[0],
)  # fmt: skip
def test_no_command_writes_into_a_release(at: Desk, words: tuple[str, ...]) -> None:
    folder = at.outputs / "released" / "iron" / "1.0"
    before = bytes_of(folder)
    where = [] if words[0] in {"new", "key"} else ["--outputs", str(at.outputs)]
    result = CliRunner().invoke(app, [*(word.format(folder) for word in words), *where])
    assert result.exit_code == 2
    assert "a release is never changed" in result.stderr
    assert bytes_of(folder) == before
