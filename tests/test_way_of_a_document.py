"""The way of a document from another file to its withdrawal, as a reviewer goes it: each step says what it did."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.releasing import EDITIONS, Desk, bytes_of

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Iron and blood</title></head><body><main>
<h1>Iron and blood</h1><h2>What iron does</h2>
<p>Iron helps your blood to carry oxygen. Treatment lasts 2 to 3 years.</p>
<p>Do not take it with milk.</p></main></body></html>"""

EASY = """
::: {.easy-read for="what-iron-does" title="What iron does"}
- [clock]{.picture} Treatment lasts 2 to 3 years. Do not take it with milk.
:::
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "sources").mkdir()
    for name in ("publisher.yaml", "pictures.yaml"):
        shutil.copy(EDITIONS / name, tmp_path / "sources" / name)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    return Desk(tmp_path)


def test_a_document_is_imported_finished_agreed_released_changed_released_again_and_withdrawn(desk: Desk) -> None:
    # It comes from a web page, and what an import cannot know is filled in by a person.
    code, said = desk.run("import", str(desk.folder / "page.html"), "-o", str(desk.source))
    assert code == 0, said
    finish(desk)

    # It is built: whole, with easy read as a draft, as nobody has agreed its meaning.
    code, said = desk.build()
    assert code == 0, said
    assert "easy-read ✓" in said and "draft, meaning not agreed" in said

    # The report says what is missing before it can go out.
    assert desk.ask("report")[0] == 0
    assert "Nobody has agreed the meaning of the easy read edition" in report(desk)

    # Whoever signs what was not built signs what nobody has seen: it is refused.
    desk.change("Do not take it with milk.\n\n:::", "Never take it with milk.\n\n:::")
    assert "has changed since it was built, so nobody has seen its editions" in desk.agree_easy_read()[1]
    desk.change("Never take it with milk.\n\n:::", "Do not take it with milk.\n\n:::")

    # The easy read lead agrees its meaning, and names who read it; from then on the edition says so.
    assert desk.agree_easy_read()[0] == 0
    assert "draft" not in desk.build()[1]
    assert desk.ask("report")[0] == 0
    assert "What is built is whole. Not built yet: Audio" in report(desk)

    # Nothing leaves without the health information lead.
    code, said = desk.release()
    assert (code, said.count("\n")) == (2, 1)
    assert said.startswith("iron is not approved.")
    assert desk.approve()[0] == 0

    # Nor does a release leave out an edition unless somebody says so.
    assert "editions would be missing. audio, print a4, print a4-press, " in desk.release(without=())[1]
    code, said = desk.release()
    assert code == 0, said
    assert "iron 1.0 is released" in said
    first = bytes_of(desk.released / "1.0")
    assert set(first) == {
        "iron.docx", "iron.epub", "iron-easy-read.pdf", "report.html", "text.json", "release.json", "release.sig",
    }  # fmt: skip
    assert desk.run("verify", str(desk.released / "1.0"))[0] == 0

    # A number changes. The difference is shown first, and the approval is void.
    desk.change("2 to 3 years", "2 to 8 years")
    code, said = desk.ask("diff", "iron")
    assert said.splitlines()[:4] == [
        "iron: 2 changes since version 1.0, 2 to look at first.",
        "Numbers, units, negations, opposites, pictures and the order of steps:",
        "  What iron does (paragraph, changed)",
        "    Iron helps your blood to carry oxygen. Treatment lasts 2 to [-3-]{+8+} years.",
    ]
    code, said = desk.release()
    assert (code, said.count("\n")) == (2, 1)
    assert "is void since “What iron does” and the easy-read lines under “What iron does” changed" in said
    assert desk.build()[0] == 0
    assert "its approval (health information lead, " in desk.release()[1]
    assert bytes_of(desk.released / "1.0") == first, "the old release is untouched"
    assert desk.run("verify", str(desk.released / "1.0"))[0] == 0, "and still proves true"

    # It is agreed and approved again; but what was released is never changed, so it needs another version.
    desk.sign_off()
    assert "iron 1.0 is released already, and a release is never changed" in desk.release()[1]
    desk.change("version: 1.0", "version: 1.1")
    assert desk.build()[0] == 0
    code, said = desk.release()
    assert code == 0, said
    assert "iron 1.1 is released, in place of 1.0" in said
    assert bytes_of(desk.released / "1.0") == first
    assert "iron says what version 1.1 says." in desk.ask("diff", "iron")[1]
    assert "2 to [-3-]{+8+} years" in desk.ask("diff", "iron", "--from", "1.0")[1]
    assert "1 can be ordered" in desk.ask("status")[1]

    # Eight was wrong. It is withdrawn: not to be ordered any more, and still what it was for who has it.
    code, said = desk.withdraw("1.1")
    assert code == 0, said
    status = desk.ask("status")[1]
    assert "1.1 withdrawn " in status
    assert "0 can be ordered" in status
    code, said = desk.run("verify", str(desk.released / "1.1"))
    assert code == 7
    assert "all 5 files are as they were signed" in said
    assert "by health information lead, so do not give it out: A number was wrong" in said


def finish(desk: Desk) -> None:
    """What a person adds: an id, a version, dates, a summary, and the easy-read words."""
    head, body = desk.source.read_text(encoding="utf-8").removeprefix("---\n").split("---\n", 1)
    assert "title:" in head
    front = (
        "---\ntitle: Iron and blood\nid: iron\nlang: en-GB\nsummary: What iron does for your blood.\nversion: 1.0\n"
        "last-reviewed: 2026-03-02\nnext-review-due: 2099-03\neasy-read-title: Iron\n---\n"
    )
    desk.source.write_text(front + body + EASY, encoding="utf-8")
    assert desk.run("tie", str(desk.source))[0] == 0
    assert desk.run("key", str(desk.folder / "house.pem"))[0] == 0


def report(desk: Desk) -> str:
    return (desk.outputs / "iron" / "report.html").read_text(encoding="utf-8")
