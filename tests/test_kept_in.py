"""What can be ordered: status, index, report and catalogue say the same of a release, and why it is not given out."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from publish.source.approvals import approvals_file
from tests.releasing import Desk
from tests.test_edited_manifests import status


def _approvals_gone(at: Desk) -> None:
    approvals_file(at.source).unlink()


def _another_role(at: Desk) -> None:
    path = approvals_file(at.source)
    path.write_text(path.read_text(encoding="utf-8").replace("health information lead", "somebody else"), "utf-8")


def _other_words(at: Desk) -> None:
    at.change("2 to 3 years", "2 to 8 years")


def _other_words_built(at: Desk) -> None:
    _other_words(at)
    assert at.build()[0] == 0


def _nobody_may_approve_now(at: Desk) -> None:
    with at.source.with_name("publisher.yaml").open("a", encoding="utf-8") as file:
        file.write("\napprovers: [medical director]\n")
    _other_words(at)


def _unreadable(at: Desk) -> None:
    at.source.write_text("nothing", encoding="utf-8")


def _no_source(at: Desk) -> None:
    at.source.unlink()


def _withdrawn(at: Desk) -> None:
    assert at.withdraw("1.0", reason="A dose was wrong")[0] == 0


def _damaged(at: Desk) -> None:
    (at.released / "1.0" / "iron.epub").write_bytes(b"")


KEPT: dict[str, tuple[Callable[[Desk], None], str]] = {
    "approvals gone": (_approvals_gone, "voided"),
    "another role": (_another_role, "voided"),
    "other words": (_other_words, "voided"),
    "other words, built": (_other_words_built, "voided"),
    "other words, and nobody may approve": (_nobody_may_approve_now, "voided"),
    "source unreadable": (_unreadable, "voided"),
    "no source": (_no_source, "voided"),
    "withdrawn": (_withdrawn, "withdrawn"),
    "damaged": (_damaged, "unverified"),
}


@pytest.mark.parametrize("what", KEPT)
def test_what_the_catalogue_refuses_no_page_calls_orderable(what: str, released_desk: Desk) -> None:
    change, reason = KEPT[what]
    assert "1 can be ordered" in released_desk.ask("status")[1]
    change(released_desk)
    assert status(released_desk)["orderable"] is False
    lines = released_desk.ask("status")[1]
    assert "0 can be ordered" in lines
    assert released_desk.ask("report")[0] == 0
    index = (released_desk.outputs / "index.html").read_text(encoding="utf-8")
    page = (released_desk.outputs / "iron" / "report.html").read_text(encoding="utf-8")
    assert "not-orderable" in index
    assert f"({reason})" in index
    assert f"({reason})" in page
    assert released_desk.ask("catalogue")[0] == 0
    found = json.loads((released_desk.outputs / "catalogue.json").read_text(encoding="utf-8"))
    assert not found["products"]
    assert [each["reason"] for each in found["unavailable"]] == [reason]


def test_an_earlier_version_whose_withdrawal_was_removed_stays_among_what_is_not_to_be_ordered(
    released_desk: Desk,
) -> None:
    _withdrawn(released_desk)
    released_desk.change("version: 1.0", "version: 1.1")
    released_desk.sign_off("--despite-withdrawn", "1.0")
    code, answer = released_desk.release()
    assert code == 0, answer
    (released_desk.released / "1.0" / "withdrawal.json").unlink()
    assert released_desk.ask("catalogue")[0] == 0
    found = json.loads((released_desk.outputs / "catalogue.json").read_text(encoding="utf-8"))
    (gone,) = found["unavailable"]
    assert (gone["version"], gone["reason"]) == ("1.0", "unverified")
    assert "says that this was withdrawn" in gone["explanation"]
    assert "IRON.EASY-READ" in gone["skus"]
    assert [product["version"] for product in found["products"]] == ["1.1"]
