"""A title, a version or a date that somebody wrote into a manifest: no page, calendar or release believes it."""

from __future__ import annotations

import json

from publish.outputs.released import read_release
from tests.releasing import Desk
from tests.test_edited_manifests import Tree, edit, record, status

FORGED = "Zinc and forgery"


def forge(tree: Tree) -> None:
    tree.update(title=FORGED, version="9.9", agreements=[FORGED], unfinished=[FORGED])
    tree["review"] = {"last_reviewed": "2031-01-01", "updated": None, "next_review_due": "2098-01"}


def test_the_report_in_a_release_says_what_is_signed_and_nothing_of_the_manifest(approved_desk: Desk) -> None:
    def forge_more(tree: Tree) -> None:
        forge(tree)
        none = json.loads(json.dumps(record(tree, "word")))
        none["verdict"]["state"] = "not-authored"
        none.update(format="braille", file=None, sha256=None, bytes=None, reason=FORGED)
        tree["editions"].append(none)

    edit(approved_desk, forge_more)
    code, answer = approved_desk.release()
    assert code == 0, answer
    place = approved_desk.released / "1.0"
    page = (place / "report.html").read_text(encoding="utf-8").replace("\xa0", " ")
    assert FORGED not in page + (place / "release.json").read_text(encoding="utf-8")
    for wrong in ("9.9", "2031", "2098", "changed since it was built"):
        assert wrong not in page, wrong
    release = read_release(place)
    for right in (release.title, "version 1.0", "2 March 2026", "March 2099"):
        assert right in page, right


def test_what_a_manifest_says_of_a_document_is_taken_from_its_source(released_desk: Desk) -> None:
    edit(released_desk, forge)
    found = status(released_desk)
    assert (found["title"], found["version"], found["next_review_due"]) == ("Iron and blood", "1.0", "2099-03")
    assert found["approval"] == "changed since it was built"
    for command, name in (("report", "index.html"), ("calendar", "reviews.ics")):
        assert released_desk.ask(command)[0] == 0
        page = (released_desk.outputs / name).read_text(encoding="utf-8")
        assert FORGED not in page
        assert "Iron and blood" in page
    assert FORGED not in (released_desk.outputs / "iron" / "report.html").read_text(encoding="utf-8")


def test_a_review_date_in_the_source_counts_before_it_is_built(released_desk: Desk) -> None:
    released_desk.change("next-review-due: 2099-03", "next-review-due: 2026-01")
    found = status(released_desk)
    assert found["overdue"]
    assert found["approval"] == "changed since it was built"
    assert "1 overdue" in released_desk.ask("status")[1]


def test_where_the_source_is_not_there_the_manifest_tells_of_the_document(released_desk: Desk) -> None:
    released_desk.source.unlink()
    found = status(released_desk)
    assert (found["title"], found["next_review_due"]) == ("Iron and blood", "2099-03")
    assert "is not there" in found["problem"]
