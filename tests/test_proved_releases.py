"""Whoever reads a release proves it first: what is not as it was signed is believed by nobody, and named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.outputs.journal import hash_of
from publish.outputs.released import canonical_json, read_release, read_withdrawal
from publish.outputs.signature import private_key, public_key, public_of, signed
from tests.releasing import Desk, bytes_of, refused


@pytest.mark.parametrize("where", [0, 10, -3])
def test_each_changed_byte_is_named_by_its_file(released_desk: Desk, where: int) -> None:
    folder = released_desk.released / "1.0"
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        changed = bytearray(whole)
        changed[where] ^= 1
        path.write_bytes(changed)
        code, said = released_desk.run("verify", str(folder))
        assert code == 1, path
        assert path.name in said
        path.write_bytes(whole)
    assert released_desk.run("verify", str(folder))[0] == 0


def test_a_file_too_many_too_few_or_a_link_is_named(released_desk: Desk, tmp_path: Path) -> None:
    folder = shutil.copytree(released_desk.released / "1.0", tmp_path / "elsewhere")
    assert released_desk.run("verify", str(folder))[0] == 0, "it proves true anywhere"
    (folder / "more.txt").write_text("x", encoding="utf-8")
    assert "more.txt: this is no file of the release" in released_desk.run("verify", str(folder))[1]
    (folder / "more.txt").unlink()
    (folder / "iron.epub").rename(tmp_path / "iron.epub")
    assert "iron.epub: the file is not there" in released_desk.run("verify", str(folder))[1]
    (folder / "iron.epub").symlink_to(tmp_path / "iron.epub")
    assert "iron.epub: this is a link" in released_desk.run("verify", str(folder))[1]


def test_a_release_signed_again_by_somebody_else_is_told_by_its_key(released_desk: Desk, tmp_path: Path) -> None:
    folder = released_desk.released / "1.0"
    ours = released_desk.folder / "house.pem.pub"
    assert released_desk.run("verify", str(folder), "--key", str(ours))[0] == 0
    assert released_desk.run("key", str(tmp_path / "other.pem"))[0] == 0
    code, said = released_desk.run("verify", str(folder), "--key", str(tmp_path / "other.pem.pub"))
    assert code == 1
    assert "signed by another key than the house's" in said


def test_a_record_that_names_files_elsewhere_is_refused(released_desk: Desk, tmp_path: Path) -> None:
    path = released_desk.released / "1.0" / "release.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["files"][0]["file"] = "../../../../secret"
    path.write_text(canonical_json(data), encoding="utf-8")
    code, said = released_desk.run("verify", str(path.parent))
    assert code == 1
    assert "is no name of a file in the release's folder" in said


def test_a_version_is_withdrawn_once_with_a_reason_by_a_role(released_desk: Desk) -> None:
    assert released_desk.withdraw("1.0", reason=" ")[0] == 2
    assert released_desk.withdraw("1.0", "--role", "Mr Brown")[0] == 2
    code, answer = released_desk.ask("withdraw", "iron", "1.0", "--reason", "wrong", "--key", released_desk.key)
    assert (code, "Missing option '--role'" in answer) == (2, True)
    assert released_desk.withdraw("1.0")[0] == 0
    code, answer = released_desk.withdraw("1.0", reason="again")
    assert (code, "was withdrawn on" in answer) == (2, True)


def sign_again(folder: Path, key: Path) -> None:
    """Sign a release with another key, as somebody would who can write there and wants to be believed."""
    private = private_key(key)
    record = read_release(folder)
    files = [
        entry.model_copy(update={"bytes": (folder / entry.file).stat().st_size, "sha256": hash_of(folder / entry.file)})
        for entry in record.files
    ]
    record = record.model_copy(update={"files": tuple(files), "key": public_of(private)})
    (folder / "release.json").write_text(record.text(), encoding="utf-8")
    (folder / "release.sig").write_text(signed(private, record.text()), encoding="utf-8")


def another_key(desk: Desk) -> Path:
    path = desk.folder / "other.pem"
    assert desk.run("key", str(path))[0] == 0
    return path


def altered_text(folder: Path) -> None:
    path = folder / "text.json"
    path.write_text(path.read_text(encoding="utf-8").replace("2 to 3 years", "2 to 8 years"), encoding="utf-8")


def altered_edition(folder: Path) -> None:
    with (folder / "iron.epub").open("ab") as file:
        file.write(b" ")


def altered_dates(folder: Path) -> None:
    path = folder / "release.json"
    path.write_text(path.read_text(encoding="utf-8").replace("2099-03", "2199-03"), encoding="utf-8")


def unsigned(folder: Path) -> None:
    (folder / "release.sig").unlink()


def unreadable(folder: Path) -> None:
    (folder / "release.json").write_text("{", encoding="utf-8")


def a_link(folder: Path) -> None:
    folder.rename(folder.parent.parent.parent / "elsewhere")
    folder.symlink_to(folder.parent.parent.parent / "elsewhere")


DAMAGES = (altered_text, altered_edition, altered_dates, unsigned, unreadable, a_link)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_no_reader_believes_a_release_that_is_not_as_it_was_signed(
    released_desk: Desk, damage: Callable[[Path], None]
) -> None:
    def orderable() -> set[bool]:
        data = json.loads((released_desk.outputs / "iron" / "manifest.json").read_text(encoding="utf-8"))
        return {record["orderable"] for record in data["editions"]}

    assert "1 can be ordered" in released_desk.ask("status")[1]
    assert orderable() == {True, False}
    damage(released_desk.released / "1.0")
    status = released_desk.ask("status")[1]
    assert "1.0 not as it was signed" in status
    assert "released/iron/1.0" in status
    assert "0 can be ordered" in status
    code, answer = released_desk.ask("diff", "iron")
    assert (code, "released/iron/1.0" in answer) == (5, True)
    assert released_desk.ask("report")[0] == 0
    report = (released_desk.outputs / "iron" / "report.html").read_text(encoding="utf-8")
    assert "not as it was signed" in report
    assert "release broken" in report
    assert "release broken" in (released_desk.outputs / "index.html").read_text(encoding="utf-8")
    released_desk.build()
    assert orderable() == {False}
    released_desk.change("version: 1.0", "version: 1.1")
    released_desk.build()
    code, answer = released_desk.release()
    assert (code, "Nothing is released after a release that is not as it was signed" in answer) == (5, True)


def test_a_release_signed_by_a_key_that_the_house_does_not_name_is_believed_by_nobody(released_desk: Desk) -> None:
    other = another_key(released_desk)
    altered_text(released_desk.released / "1.0")
    sign_again(released_desk.released / "1.0", other)
    assert released_desk.run("verify", str(released_desk.released / "1.0"))[0] == 0, "anybody can sign"
    name_keys(released_desk, released_desk.folder / "house.pem")
    status = released_desk.ask("status")[1]
    assert "release.json: it is signed by another key than the house's" in status
    assert "0 can be ordered" in status
    assert released_desk.ask("diff", "iron")[0] == 5


def name_keys(desk: Desk, *keys: Path) -> None:
    publisher = desk.source.parent / "publisher.yaml"
    named = ", ".join(f'"{public_key(Path(f"{key}.pub"))}"' for key in keys)
    publisher.write_text(publisher.read_text(encoding="utf-8") + f"release-keys: [{named}]\n", encoding="utf-8")


def test_where_no_key_is_named_all_versions_are_signed_by_one(released_desk: Desk) -> None:
    other = another_key(released_desk)
    released_desk.change("version: 1.0", "version: 1.1")
    released_desk.build()
    assert "version 1.0 was signed by another key" in refused(released_desk, "--key", str(other))
    assert released_desk.release()[0] == 0
    sign_again(released_desk.released / "1.1", other)
    status = released_desk.ask("status")[1]
    assert "it is signed by another key than version 1.0" in status
    assert "0 can be ordered" in status
    name_keys(released_desk, Path(released_desk.key), other)
    assert "1 can be ordered" in released_desk.ask("status")[1]


def test_nothing_is_signed_by_a_key_that_the_house_does_not_name(approved_desk: Desk) -> None:
    name_keys(approved_desk, another_key(approved_desk))
    assert "is none that publisher.yaml names as release-keys" in refused(approved_desk)


@pytest.mark.parametrize("text", ["house.pem.pub", "AAAA", "a key"])
def test_a_key_in_publisher_yaml_that_is_none_is_refused_with_its_line(approved_desk: Desk, text: str) -> None:
    publisher = approved_desk.source.parent / "publisher.yaml"
    publisher.write_text(publisher.read_text(encoding="utf-8") + f'release-keys: ["{text}"]\n', encoding="utf-8")
    lines = len(publisher.read_text(encoding="utf-8").splitlines())
    code, answer = approved_desk.release()
    assert (code, f"{publisher}:{lines}: " in answer, "as publish key prints it" in answer) == (3, True, True)


def test_a_release_under_the_name_of_another_version_is_told(released_desk: Desk, tmp_path: Path) -> None:
    released_desk.released.joinpath("1.0").rename(released_desk.released / "1.1")
    code, answer = released_desk.run("verify", str(released_desk.released / "1.1"))
    assert (code, "this is version 1.0, under the name of another" in answer) == (1, True)
    assert "0 can be ordered" in released_desk.ask("status")[1]
    shutil.copytree(released_desk.released / "1.1", released_desk.outputs / "released" / "zinc" / "1.0")
    code, answer = released_desk.run("verify", str(released_desk.outputs / "released" / "zinc" / "1.0"))
    assert (code, "this is a release of iron" in answer) == (1, True)
    shutil.copytree(released_desk.released / "1.1", tmp_path / "copy")
    assert released_desk.run("verify", str(tmp_path / "copy"))[0] == 0, "a copy may have any other name"


def test_a_withdrawal_goes_with_every_copy_of_the_release(released_desk: Desk, tmp_path: Path) -> None:
    before = bytes_of(released_desk.released / "1.0")
    assert released_desk.withdraw("1.0")[0] == 0
    after = bytes_of(released_desk.released / "1.0")
    assert {name: data for name, data in after.items() if name != "withdrawal.json"} == before
    copy = shutil.copytree(released_desk.released / "1.0", tmp_path / "copy")
    code, answer = released_desk.run("verify", str(copy), "--key", f"{released_desk.key}.pub")
    assert code == 7
    assert "by health information lead, so do not give it out: A number was wrong" in answer


def test_only_the_key_of_a_release_withdraws_it(released_desk: Desk) -> None:
    other = another_key(released_desk)
    code, answer = released_desk.withdraw("1.0", "--key", str(other))
    assert (code, "Withdraw it with the key that signed it." in answer) == (2, True)
    assert not (released_desk.released / "1.0" / "withdrawal.json").exists()


def forged(path: Path, other: Path) -> None:
    private = private_key(other)
    record = read_withdrawal(path.parent)
    assert record is not None
    signature = signed(private, record.withdrawal.text())
    path.write_text(record.model_copy(update={"key": public_of(private), "signature": signature}).text())


def changed_reason(path: Path, _other: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("A number was wrong", "All is well"), encoding="utf-8")


def nonsense(path: Path, _other: Path) -> None:
    path.write_text("[]", encoding="utf-8")


@pytest.mark.parametrize("damage", [forged, changed_reason, nonsense], ids=lambda damage: damage.__name__)
def test_a_withdrawal_that_is_not_as_it_was_signed_is_told_and_nothing_is_given_out(
    released_desk: Desk, damage: Callable[[Path, Path], None]
) -> None:
    assert released_desk.withdraw("1.0")[0] == 0
    path = released_desk.released / "1.0" / "withdrawal.json"
    damage(path, another_key(released_desk))
    code, answer = released_desk.run("verify", str(path.parent))
    assert (code, "withdrawal.json" in answer) == (1, True)
    assert "0 can be ordered" in released_desk.ask("status")[1]
    assert released_desk.withdraw("1.0")[0] == 0, "it can be withdrawn anew"
    assert released_desk.run("verify", str(path.parent))[0] == 7


def test_a_withdrawal_that_was_removed_is_told_by_the_next_version(released_desk: Desk) -> None:
    assert released_desk.withdraw("1.0")[0] == 0
    released_desk.change("version: 1.0", "version: 1.1")
    released_desk.sign_off("--despite-withdrawn", "1.0")
    assert released_desk.release()[0] == 0
    assert "1 can be ordered" in released_desk.ask("status")[1]
    (released_desk.released / "1.0" / "withdrawal.json").unlink()
    code, answer = released_desk.run("verify", str(released_desk.released / "1.0"))
    told = "version 1.1 says that this was withdrawn, and its withdrawal.json is not there"
    assert (code, told in answer) == (1, True)
    assert told in released_desk.ask("status")[1]


def test_advice_on_a_public_key_speaks_of_the_public_key(released_desk: Desk, tmp_path: Path) -> None:
    folder = str(released_desk.released / "1.0")
    for key in (tmp_path / "none.pub", Path(released_desk.key)):
        code, answer = released_desk.run("verify", folder, "--key", str(key))
        assert code == 2
        assert "PUBLISH_SIGNING_KEY" not in answer
        assert "ends in .pub" in answer


@pytest.mark.parametrize("signature", [b"", b"AAAA\n"])
def test_a_release_without_its_signature_is_said_to_be_signed_by_nobody(released_desk: Desk, signature: bytes) -> None:
    folder = released_desk.released / "1.0"
    (folder / "release.sig").write_bytes(signature)
    code, said = released_desk.run("verify", str(folder))
    assert code == 1
    assert "signed with the key" not in said
    assert "not signed by the key that it names: do not use it." in said
    assert json.loads(released_desk.run("verify", str(folder), "--json")[1])["signed"] is False


def test_a_release_with_a_changed_file_bears_its_signature_all_the_same(released_desk: Desk) -> None:
    folder = released_desk.released / "1.0"
    (folder / "iron.epub").write_bytes(b"another")
    assert "signed with the key" in released_desk.run("verify", str(folder))[1]


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini"])
def test_what_a_file_manager_leaves_in_a_release_changes_nothing_of_it(released_desk: Desk, name: str) -> None:
    folder = released_desk.released / "1.0"
    (folder / name).write_bytes(b"\0where the windows lie")
    assert released_desk.run("verify", str(folder))[0] == 0
    assert "1 can be ordered" in released_desk.ask("status")[1]


@pytest.mark.parametrize("name", ["thumbs.db", ".DS_Store.pdf", "._iron.epub", "fonts/Thumbs.db"])
def test_what_no_file_manager_leaves_there_is_named(released_desk: Desk, name: str) -> None:
    path = released_desk.released / "1.0" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    code, said = released_desk.run("verify", str(released_desk.released / "1.0"))
    assert (code, f"{path}: this is no file of the release." in said) == (1, True)


def test_a_folder_or_a_link_with_such_a_name_is_none_of_a_file_manager(released_desk: Desk, tmp_path: Path) -> None:
    folder = released_desk.released / "1.0"
    (folder / ".DS_Store").mkdir()
    (folder / "desktop.ini").symlink_to(released_desk.source)
    said = released_desk.run("verify", str(folder))[1]
    assert said.count("this is no file of the release.") == 2
