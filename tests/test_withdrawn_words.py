"""Words that were withdrawn: they go out again only where a role says so, and every page and command tells it."""

from __future__ import annotations

import pytest

from publish.source.approvals import approvals, approvals_file
from tests.releasing import LEFT_OUT, Desk, refused

SAME = "these are word for word the words of version 1.0, withdrawn on "
WHY = " by health information lead (“A dose was wrong”)"
KNOWN = ("--despite-withdrawn", "1.0")


@pytest.fixture
def raised_desk(released_desk: Desk) -> Desk:
    """A document of which 1.0 was withdrawn, and of which nothing but its version was changed since."""
    assert released_desk.withdraw("1.0", reason="A dose was wrong.")[0] == 0
    released_desk.change("version: 1.0", "version: 1.1")
    assert released_desk.build()[0] == 0
    return released_desk


def page(at: Desk) -> str:
    assert at.ask("report")[0] == 0
    text = (at.outputs / "iron" / "report.html").read_text(encoding="utf-8")
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("&#34;", '"')


def test_an_approval_from_before_the_withdrawal_is_void(raised_desk: Desk) -> None:
    answer = refused(raised_desk)
    assert "is void since what it approves was withdrawn: " in answer
    assert SAME in answer
    assert WHY in answer
    status = raised_desk.ask("status")[1]
    assert "easy-read ✎ (draft) epub ✓ word ✓  approval void" in status
    assert f"note: {SAME}" in status


def test_the_report_says_first_that_the_words_were_withdrawn(raised_desk: Desk) -> None:
    words = page(raised_desk)
    assert "ready to release" not in words
    assert f"Not to be released: {SAME}" in words
    assert "</span>withdrawn words</span>" in words
    command = 'publish approve sources/iron.md --edition easy-read --role "easy read lead" --despite-withdrawn 1.0'
    assert command in words
    assert words.count("Void since what it approves was withdrawn") == 2, "the document, and its easy read"


def test_the_same_words_are_approved_again_only_knowingly(raised_desk: Desk) -> None:
    before = approvals_file(raised_desk.source).read_text(encoding="utf-8")
    for code, answer in (raised_desk.approve(), raised_desk.agree_easy_read()):
        assert code == 2
        assert SAME in answer
        assert WHY in answer
        assert "approve them knowingly: add --despite-withdrawn 1.0." in answer
    assert approvals_file(raised_desk.source).read_text(encoding="utf-8") == before
    code, answer = raised_desk.approve("health information lead", "--despite-withdrawn", "0.9")
    assert (code, "no withdrawn version 0.9 says the same" in answer) == (2, True)
    assert f"note: {SAME}" in raised_desk.ask("diff", "iron")[1]


def test_what_a_role_approves_knowingly_goes_out_and_says_so(raised_desk: Desk) -> None:
    assert raised_desk.approve("health information lead", *KNOWN)[0] == 0
    assert "easy-read: what easy read lead agreed" in refused(raised_desk), "its easy read was agreed before, too"
    assert raised_desk.agree_easy_read(*KNOWN)[0] == 0
    assert approvals(raised_desk.source)[-1].despite_withdrawn == ("1.0",)
    code, answer = raised_desk.release()
    assert code == 0, answer
    assert f"! approved again knowingly: {SAME}" in answer
    assert "1 can be ordered" in raised_desk.ask("status")[1]


def test_a_version_that_says_what_was_withdrawn_under_another_one_is_not_ordered(released_desk: Desk) -> None:
    released_desk.change("version: 1.0", "version: 1.1")
    released_desk.build()
    assert released_desk.release()[0] == 0
    assert released_desk.withdraw("1.0", reason="A dose was wrong")[0] == 0
    status = released_desk.ask("status")[1]
    assert "approval void" in status
    assert "0 can be ordered" in status
    assert f"note: not to be ordered (voided): {SAME}" in status
    released_desk.ask("catalogue")
    assert '"products": []' in (released_desk.outputs / "catalogue.json").read_text(encoding="utf-8")
    released_desk.sign_off(*KNOWN)
    assert "1 can be ordered" in released_desk.ask("status")[1], "a role looked at it, and it was not the words"


def test_what_was_put_right_is_approved_as_any_other(raised_desk: Desk) -> None:
    raised_desk.change("2 to 3 years", "2 to 4 years")
    raised_desk.sign_off()
    code, answer = raised_desk.release()
    assert code == 0, answer
    assert SAME not in answer


def test_to_leave_out_the_easy_read_lets_no_withdrawn_words_out(raised_desk: Desk) -> None:
    code, answer = raised_desk.release(without=(*LEFT_OUT, "easy-read"))
    assert (code, SAME in answer) == (2, True)
