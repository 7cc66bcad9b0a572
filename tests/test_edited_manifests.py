"""A manifest that somebody edited: no status, build or release believes what it says of files or of people."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publish.building.standing_agreements import FOLDER, agreed_words
from publish.outputs.cache_place import keep_in_cache, kept_in_cache
from publish.outputs.journal import hash_of
from publish.outputs.released import read_release
from publish.source.approvals import approvals_file, latest
from publish.source.load import load
from publish.source.signed_words import body_hash
from tests.releasing import Desk

Tree = dict[str, Any]


def edit(at: Desk, change: Callable[[Tree], None]) -> None:
    path = at.outputs / "iron" / "manifest.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    change(tree)
    path.write_text(json.dumps(tree), encoding="utf-8")


def record(tree: Tree, name: str) -> Tree:
    found: Tree = next(each for each in tree["editions"] if each["format"] == name)
    return found


def status(at: Desk, expected: int = 0) -> Tree:
    code, answer = at.ask("status", "--json")
    assert code == expected, answer
    (found,) = json.loads(answer)
    return dict(found)


def test_a_changed_source_is_not_approved_though_its_manifest_tells_of_the_approved_words(approved_desk: Desk) -> None:
    signed = latest(load(approved_desk.source).approvals)
    assert signed is not None
    approved_desk.change("2 to 3 years", "2 to 8 years")

    def claim(tree: Tree) -> None:
        tree["source"]["sha256"] = hash_of(approved_desk.source)
        tree["body_sha256"] = signed.body_sha256

    edit(approved_desk, claim)
    assert status(approved_desk)["approval"] == "approval void"
    assert approved_desk.release()[0] == 2


def test_an_approval_is_told_from_the_source_whatever_the_manifest_holds(approved_desk: Desk) -> None:
    edit(approved_desk, lambda tree: tree.update(body_sha256="0" * 64))
    assert status(approved_desk)["approval"] == "approved"


@pytest.mark.parametrize("claim", ["reviewed", "unreviewed"])
def test_easy_read_that_nobody_agreed_is_a_draft_whatever_its_record_claims(claim: str, approved_desk: Desk) -> None:
    approvals_file(approved_desk.source).unlink()
    approved_desk.build()
    edit(approved_desk, lambda tree: record(tree, "easy-read")["verdict"].update(review=claim))
    assert status(approved_desk)["editions"]["easy-read"] == "draft"


def test_people_who_checked_easy_read_are_named_beside_the_source_or_not_at_all(approved_desk: Desk) -> None:
    path = approvals_file(approved_desk.source)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "readers:" not in line), encoding="utf-8")
    edit(approved_desk, lambda tree: record(tree, "easy-read")["verdict"].update(review="reviewed"))
    assert approved_desk.ask("report", "iron")[0] == 0
    page = (approved_desk.outputs / "iron" / "report.html").read_text(encoding="utf-8")
    assert page.count("by people with a learning disability") == page.count("not by people with") + page.count(
        "not checked by people with"
    )


def test_an_edition_that_was_damaged_is_not_current_and_made_again(approved_desk: Desk) -> None:
    path = approved_desk.outputs / "iron" / "iron.docx"
    whole = path.read_bytes()
    path.write_bytes(whole + b"\0")
    assert status(approved_desk)["editions"]["word"] == "not current"
    assert approved_desk.build()[0] == 0
    assert path.read_bytes() == whole
    path.unlink()
    assert status(approved_desk)["editions"]["word"] == "not current"


CLAIMS: dict[str, Callable[[Tree], None]] = {
    "pages": lambda edition: edition.update(pages=98765),
    "conformance": lambda edition: edition["accessibility"].update({"dcterms:conformsTo": "WCAG 2.2 AAA"}),
    "large type": lambda edition: edition.update(edition_type="ULP"),
    "media type": lambda edition: edition.update(media_type="text/html"),
    "kind": lambda edition: edition.update(kind="audio"),
    "units": lambda edition: edition["verdict"].update(units=98765, found=98765),
    "waivers": lambda edition: edition["verdict"].update(
        waivers=[{"section": "iron", "reason": "none", "by": "nobody", "date": "2026-03-02"}]
    ),
    "version": lambda edition: edition["made_from"].update(version="99.0"),
    "reviewed": lambda edition: edition["verdict"].update(review="reviewed"),
    "places": lambda edition: edition.update(locations={"iron": 98765}),
}


@pytest.mark.parametrize("name", ["word", "easy-read"])
def test_a_release_signs_what_is_so_and_nothing_that_a_manifest_claims(name: str, approved_desk: Desk) -> None:
    def claim(tree: Tree) -> None:
        for change in CLAIMS.values():
            change(record(tree, name))

    before = json.loads((approved_desk.outputs / "iron" / "manifest.json").read_text(encoding="utf-8"))
    edit(approved_desk, claim)
    code, answer = approved_desk.release()
    assert code == 0, answer
    release = read_release(approved_desk.released / "1.0")
    signed = next(each.record for each in release.editions if each.record.format == name).model_dump(mode="json")
    right = record(before, name)
    for key in ("pages", "accessibility", "edition_type", "media_type", "kind", "locations", "made_from"):
        assert signed[key] == right[key], key
    for key in ("units", "found", "waivers", "review"):
        assert signed["verdict"][key] == right["verdict"][key], key
    assert "98765" not in (approved_desk.released / "1.0" / "report.html").read_text(encoding="utf-8")


REFUSED: dict[str, tuple[Callable[[str], bytes], str]] = {
    "two hashes": (
        lambda text: text.replace('"sha256":', '"sha256": "' + "0" * 64 + '", "sha256":', 1).encode(),
        "it says “sha256” twice",
    ),
    "two lists of editions": (
        lambda text: text.replace('"editions":', '"editions": [], "editions":', 1).encode(),
        "it says “editions” twice",
    ),
    "no number": (lambda text: text.replace('"pages": null', '"pages": NaN', 1).encode(), "NaN is no number"),
    "other characters": (lambda text: text.encode("utf-16"), "no manifest of this library"),
    "a byte order mark": (lambda text: b"\xef\xbb\xbf" + text.encode(), "no manifest of this library"),
    "half of it": (lambda text: text[: len(text) // 2].encode(), "no manifest of this library"),
    "nothing": (lambda _text: b"", "no manifest of this library"),
    "depth": (lambda _text: b"[" * 200_000, "no manifest of this library"),
    "half a character": (lambda text: text.replace('"Iron and blood"', '"\\ud800"', 1).encode(), "half a character"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_manifest_that_says_a_thing_twice_or_is_none_is_refused_with_what_is_wrong(
    what: str, approved_desk: Desk
) -> None:
    write, words = REFUSED[what]
    path = approved_desk.outputs / "iron" / "manifest.json"
    path.write_bytes(write(path.read_text(encoding="utf-8")))
    before = path.read_bytes()
    for code, answer in (approved_desk.build(), approved_desk.release(), approved_desk.run("check", str(path.parent))):
        assert code == 5, answer
        assert words in answer
    assert words in str(status(approved_desk, expected=5)["problem"])
    assert path.read_bytes() == before


TWICE: dict[str, Callable[[Tree], None]] = {
    "one edition": lambda tree: tree["editions"].append({**record(tree, "word"), "file": "other.docx"}),
    "one file": lambda tree: record(tree, "word").update(file=record(tree, "epub")["file"]),
    "one file in capitals": lambda tree: record(tree, "word").update(file=record(tree, "epub")["file"].upper()),
    "a draft of an edition's file": lambda tree: tree["drafts"].append({**record(tree, "word"), "variant": "x"}),
    "a file without a hash": lambda tree: record(tree, "word").update(sha256=None),
}


@pytest.mark.parametrize("what", TWICE)
def test_records_that_contradict_each_other_are_refused(what: str, approved_desk: Desk) -> None:
    edit(approved_desk, TWICE[what])
    code, answer = approved_desk.build()
    assert code == 5, answer
    assert "two of its records are of" in answer or "has no hash or no size" in answer


def test_what_is_agreed_is_kept_until_a_file_changes_that_it_was_told_from(approved_desk: Desk, tmp_path: Path) -> None:
    cache, source = tmp_path / "cache", approved_desk.source
    first = agreed_words(source, cache)
    assert first.editions == {"", "easy-read"}
    assert first.checked_by_people
    kept = next((cache / FOLDER).iterdir())
    told = json.loads(kept_in_cache(kept) or "")
    keep_in_cache(kept, json.dumps(told | {"editions": ["epub"]}))
    assert agreed_words(source, cache).editions == {"epub"}, "it was not read again"
    for name in ("publisher.yaml", "pictures.yaml", approvals_file(source).name, source.name):
        keep_in_cache(kept, json.dumps(told | {"editions": ["epub"]}))
        path = source.with_name(name)
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        assert agreed_words(source, cache).editions == {"", "easy-read"}, name
        told = json.loads(kept_in_cache(kept) or "")
    whole = kept.read_text(encoding="utf-8")
    for damage in ("", "{", "[" * 100_000, whole[:-1], whole.replace("easy-read", "easy-reaf")):
        kept.write_text(damage, encoding="utf-8")
        assert agreed_words(source, cache).editions == {"", "easy-read"}
    assert body_hash(load(source))


def test_the_files_of_two_documents_in_each_others_place_are_neither_current_nor_complete(approved_desk: Desk) -> None:
    other = approved_desk.source.with_name("other.md")
    text = approved_desk.source.read_text(encoding="utf-8")
    other.write_text(text.replace("id: iron", "id: other").replace("2 to 3", "4 to 5"), encoding="utf-8")
    built = approved_desk.run("build", str(other), "--outputs", str(approved_desk.outputs), "--format", "epub")
    assert built[0] == 0, built[1]
    mine, theirs = (approved_desk.outputs / name / f"{name}.epub" for name in ("iron", "other"))
    swapped = mine.read_bytes()
    shutil.copy(theirs, mine)
    theirs.write_bytes(swapped)
    code, answer = approved_desk.run("check", str(approved_desk.outputs))
    assert code == 1
    assert answer.count("a file that was changed since it was built") + answer.count("the very file that this") == 2
    found = json.loads(approved_desk.ask("status", "--json")[1])
    assert [each["editions"]["epub"] for each in found] == ["not current", "not current"]
