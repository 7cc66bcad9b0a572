"""An edition that would be made otherwise now is not current: status, index and report say so alike, and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publish.building.current_editions import FOLDER
from publish.outputs.cache_place import keep_in_cache, kept_in_cache
from publish.source.approvals import approvals_file
from tests.releasing import IRON, Desk, desk
from tests.test_edited_manifests import status

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="{}" height="50"/></svg>'
OTHER_WORDS = "made of other words, pictures or tools than there are now"
TITLES = {"word": "Word document", "easy-read": "Easy read", "epub": "EPUB"}
ALL = set(TITLES)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "cache"
    monkeypatch.setenv("PUBLISH_CACHE", str(place))
    return place


def not_current(at: Desk) -> set[str]:
    """The editions that status calls not current, as the index and the report do."""
    found = {name for name, state in status(at)["editions"].items() if state == "not current"}
    assert at.ask("report")[0] == 0
    for page in (at.outputs / "index.html", at.outputs / "iron" / "report.html"):
        words = page.read_text(encoding="utf-8")
        assert ("not current</span>" in words) == bool(found), page
        if page.name == "index.html":
            assert {name for name, title in TITLES.items() if f"! {title}: not current" in words} == found
    return found


def test_all_is_current_after_a_build_and_after_an_approval_of_the_document(approved_desk: Desk, cache: Path) -> None:
    assert not_current(approved_desk) == set()
    assert not (cache / FOLDER).exists(), "what was just built is told without parsing it"


def test_another_helpline_makes_editions_not_current_before_they_are_built(approved_desk: Desk) -> None:
    publisher = approved_desk.source.with_name("publisher.yaml")
    publisher.write_text(publisher.read_text(encoding="utf-8").replace("0800", "0900"), encoding="utf-8")
    for _ in ("told", "kept"):
        assert not_current(approved_desk) == ALL
    assert OTHER_WORDS in (approved_desk.outputs / "iron" / "report.html").read_text(encoding="utf-8")


def test_who_may_approve_shapes_no_edition(approved_desk: Desk) -> None:
    publisher = approved_desk.source.with_name("publisher.yaml")
    text = publisher.read_text(encoding="utf-8")
    publisher.write_text(f"{text}\napprovers: [health information lead, easy read lead]\n", encoding="utf-8")
    assert not_current(approved_desk) == set()


def test_other_bytes_of_a_picture_make_editions_not_current(tmp_path: Path) -> None:
    text = IRON.replace("Do not take it with milk.\n\n:::", "![A box](box.svg)\n\nDo not take it with milk.\n\n:::")
    made = desk(tmp_path / "desk", text, {"box.svg": PICTURE.format(50)})
    made.sign_off()
    assert not_current(made) == set()
    (made.source.parent / "box.svg").write_text(PICTURE.format(60), encoding="utf-8")
    assert not_current(made) == ALL


def test_a_changed_source_makes_every_edition_not_current_and_a_build_makes_them_current(approved_desk: Desk) -> None:
    approved_desk.change("2 to 3 years", "2 to 8 years")
    assert not_current(approved_desk) == ALL
    approved_desk.build()
    assert "not current" not in status(approved_desk)["editions"].values()


def test_what_a_build_left_alone_is_told_by_its_fingerprint(approved_desk: Desk) -> None:
    publisher = approved_desk.source.with_name("publisher.yaml")
    publisher.write_text(publisher.read_text(encoding="utf-8").replace("0800", "0900"), encoding="utf-8")
    built = approved_desk.run(
        "build", str(approved_desk.source), "--outputs", str(approved_desk.outputs), "--format", "epub"
    )
    assert built[0] == 0, built[1]
    assert not_current(approved_desk) == ALL - {"epub"}


def test_easy_read_that_was_agreed_since_is_not_current_until_it_names_who_agreed(tmp_path: Path) -> None:
    made = desk(tmp_path / "desk")
    made.build()
    assert made.agree_easy_read()[0] == 0
    assert not_current(made) == {"easy-read"}


def test_where_the_source_cannot_be_read_no_edition_is_current(approved_desk: Desk) -> None:
    approved_desk.source.write_text("nothing", encoding="utf-8")
    assert not_current(approved_desk) == ALL


def test_an_answer_of_other_records_is_not_believed(approved_desk: Desk, cache: Path) -> None:
    approvals_file(approved_desk.source).unlink()
    assert not_current(approved_desk) == {"easy-read"}
    (kept,) = (cache / FOLDER).iterdir()
    told = json.loads(kept_in_cache(kept) or "")
    for change in ({"asked": "0"}, {"code": "0"}, {"files": {"iron.md": "0"}}, {"reasons": 1}):
        keep_in_cache(kept, json.dumps({**told, "reasons": {"word": "forged"}, **change}))
        assert not_current(approved_desk) == {"easy-read"}, change
