"""What lint found is told again only while nothing has changed that it was told from."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish.commands.cli import app
from publish.contracts.rule import Places, Rule, Severity, Subject, looking, rules
from publish.errors import SourceError
from publish.linting import kept_remarks as keeping
from publish.linting import runner
from publish.linting.kept_remarks import Question, found_and_kept, kept_remarks, question
from tests.conftest import FACTSHEET, REPOSITORY

DAY = date(2026, 3, 2)
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><rect width="{}" height="9"/></svg>'
)
SOURCE = """\
---
title: Iron
lang: en-GB
summary: What iron does.
last-reviewed: 2026-01
next-review-due: 2026-02
easy-read-title: Iron
---

# Iron {#iron}

Iron is in **blood. The FBC shows it.

![A drop of blood](drop.svg)

::: {.easy-read for="iron" title="Iron"}
- [drop]{.picture} Iron is in your blood.
:::
"""
COMPANIONS = {
    "publisher.yaml": "name: A\nhelpline: {label: Helpline, value: 0800 123 4567}\n",
    "glossary.yaml": "- {term: blood, meaning: What runs in your body.}\n",
    "lexicon.pls": """\
<?xml version="1.0"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en-GB">
  <lexeme><grapheme>iron</grapheme><alias>eye urn</alias></lexeme>
</lexicon>
""",
    "pictures.yaml": "- {concept: drop, alt: A drop, file: images/drop.svg, credit: Us, licence: CC0}\n",
}


@pytest.fixture
def asked(tmp_path: Path) -> Question:
    """What is asked of a source with a companion of each kind and two pictures."""
    folder = tmp_path / "sources"
    (folder / "images").mkdir(parents=True)
    for name, text in COMPANIONS.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("drop.svg", "images/drop.svg"):
        (folder / name).write_text(SQUARE.format(9), encoding="utf-8")
    source = folder / "iron.md"
    source.write_text(SOURCE, encoding="utf-8")
    return question(source, None, DAY, tmp_path / "cache")


def test_what_is_kept_is_the_same_finding_by_finding(asked: Question) -> None:
    found = found_and_kept(asked)
    assert {"review-overdue", "stray-stars", "abbreviation"} <= {remark.rule for remark in found}
    assert kept_remarks(asked) == found == runner.lint_alone(asked.source, None, DAY)


def test_it_is_told_again_where_a_setting_stays_as_it_is(asked: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISH_SECONDS", "600")
    assert kept_remarks(asked) is None
    assert found_and_kept(asked) == kept_remarks(asked)


def test_of_the_factsheet_too(tmp_path: Path) -> None:
    asked = question(FACTSHEET, None, DAY, tmp_path)
    found = found_and_kept(asked)
    assert len(found) > 20
    assert kept_remarks(asked) == found


@pytest.mark.parametrize(
    "name",
    ["iron.md", "publisher.yaml", "glossary.yaml", "lexicon.pls", "pictures.yaml", "drop.svg", "images/drop.svg"],
)
@pytest.mark.parametrize("gone", [False, True], ids=["changed", "gone"])
def test_it_is_not_told_when_a_file_has_changed(asked: Question, name: str, gone: bool) -> None:
    found_and_kept(asked)
    path = asked.source.parent / name
    before, times = path.read_bytes(), path.stat()
    if gone:
        path.unlink()
    else:
        path.write_bytes(before.replace(b"9", b"8", 1) if b"9" in before else before + b" ")
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # by its bytes alone
    assert kept_remarks(asked) is None
    path.write_bytes(before)
    assert kept_remarks(asked) is not None


@pytest.mark.parametrize("name", ["iron.settled.yaml", "iron.approvals.yaml", "glossary.yaml", "lexicon.pls"])
def test_it_is_not_told_when_a_file_stands_there_that_did_not(asked: Question, name: str) -> None:
    path = asked.source.parent / name
    path.unlink(missing_ok=True)
    found_and_kept(asked)
    assert kept_remarks(asked) is not None
    path.write_text("", encoding="utf-8")
    assert kept_remarks(asked) is None


def test_it_is_not_told_when_a_link_leads_elsewhere(asked: Question) -> None:
    picture = asked.source.parent / "drop.svg"
    for name, width in (("one.svg", 1), ("two.svg", 2)):
        picture.with_name(name).write_text(SQUARE.format(width), encoding="utf-8")
    picture.unlink()
    picture.symlink_to("one.svg")
    found_and_kept(asked)
    assert kept_remarks(asked) is not None
    picture.unlink()
    picture.symlink_to("two.svg")
    assert kept_remarks(asked) is None


@pytest.mark.parametrize(
    "other",
    [
        lambda asked: replace(asked, today=date(2026, 3, 3)),
        lambda asked: replace(asked, same_id=SourceError(asked.source, 1, "it has the id of another.")),
        lambda asked: replace(asked, source=Path(os.path.relpath(asked.source))),
    ],
    ids=["another day", "the id of another source", "another name of the source, which remarks bear"],
)
def test_it_is_not_told_when_something_else_is_asked(asked: Question, other: Callable[[Question], Question]) -> None:
    found_and_kept(asked)
    assert kept_remarks(asked) is not None
    assert kept_remarks(other(asked)) is None


def test_it_is_not_told_when_a_setting_rule_or_program_is_another(
    asked: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_and_kept(asked)
    fewer = looking()[:-1]
    changes: tuple[Callable[[pytest.MonkeyPatch], None], ...] = (
        lambda patch: patch.setenv("PUBLISH_SECONDS", "9"),
        lambda patch: patch.setattr(keeping, "looking", lambda: fewer),
        lambda patch: patch.setattr(keeping, "program", lambda: "another"),
    )
    for change in changes:
        with monkeypatch.context() as patch:
            change(patch)
            assert kept_remarks(asked) is None
        assert kept_remarks(asked) is not None


def test_a_damaged_entry_is_made_again(asked: Question) -> None:
    found = found_and_kept(asked)
    (entry,) = (asked.cache / "remarks").iterdir()
    whole = entry.read_bytes()
    for damaged in (b"", whole[:-9], whole.replace(b"FBC", b"FBD"), b"\xff" + whole):
        assert damaged != whole
        entry.write_bytes(damaged)
        assert kept_remarks(asked) is None
    assert found_and_kept(asked) == found
    assert entry.read_bytes() == whole


def with_rule(monkeypatch: pytest.MonkeyPatch, find: Callable[[Subject], Places]) -> None:
    """Have one more rule look."""
    more = (*rules(), Rule("house-words", Severity.WARNING, find))
    monkeypatch.setattr(runner, "rules", lambda: more)


def test_it_is_not_told_when_a_file_has_changed_that_only_a_rule_of_a_plugin_read(
    asked: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, folder = tmp_path / "words.txt", tmp_path / "more"
    words.write_text("iron", encoding="utf-8")
    folder.mkdir()

    def find(_subject: Subject) -> Places:
        yield 1, f"{words.read_text(encoding='utf-8')} {len(list(folder.iterdir()))}"

    with_rule(monkeypatch, find)
    assert "iron 0" in {remark.message for remark in found_and_kept(asked)}
    assert kept_remarks(asked) is not None
    (folder / "tea.txt").touch()
    assert kept_remarks(asked) is None
    (folder / "tea.txt").unlink()
    assert kept_remarks(asked) is not None
    words.write_text("tea", encoding="utf-8")
    assert kept_remarks(asked) is None


def _fails(_subject: Subject) -> Places:
    raise OSError("no room")


def _asks_a_program(_subject: Subject) -> Places:
    subprocess.run(["true"], check=True)
    yield 1, "It said so."


def _saves(subject: Subject) -> Places:
    with subject.publication.source.open("a", encoding="utf-8") as file:
        file.write("\nMore.\n")
    yield 1, "Somebody saved the source meanwhile."


@pytest.mark.parametrize("find", [_fails, _asks_a_program, _saves])
def test_nothing_is_kept_of_what_may_be_otherwise_at_once(
    asked: Question, find: Callable[[Subject], Places], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rule(monkeypatch, find)
    assert "house-words" in {remark.rule for remark in found_and_kept(asked)}
    assert not (asked.cache / "remarks").exists()


def test_nothing_is_kept_of_what_cannot_be_read(asked: Question) -> None:
    asked.source.write_text("# Iron\n", encoding="utf-8")
    assert {remark.rule for remark in found_and_kept(asked)} == {runner.UNREADABLE}
    assert not (asked.cache / "remarks").exists()


def test_the_command_asks_no_worker_again_and_says_the_same(asked: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISH_CACHE", str(asked.cache))
    command = ["lint", str(asked.source), "--today", "2999-01-01"]
    first = CliRunner().invoke(app, command)
    assert "[stray-stars]" in first.output

    def asked_again(*_task: object) -> None:
        raise AssertionError("a worker was asked")

    with monkeypatch.context() as patch:
        patch.setattr("publish.building.supervision.supervised", asked_again)
        again = CliRunner().invoke(app, command)
    assert (again.output, again.exit_code) == (first.output, first.exit_code)
    asked.source.write_text(asked.source.read_text("utf-8").replace("**blood", "blood"), encoding="utf-8")
    assert "[stray-stars]" not in CliRunner().invoke(app, command).output


def test_it_is_not_told_when_the_code_of_a_plugin_or_a_package_has_changed(asked: Question, tmp_path: Path) -> None:
    plugin = tmp_path / "plugin"
    (plugin / "house_words-1.dist-info").mkdir(parents=True)
    record = {
        "METADATA": "Name: house-words\nVersion: 1\n",
        "entry_points.txt": "[publish.rules]\nw = house_words:RULES\n",
    }
    for name, text in record.items():
        (plugin / "house_words-1.dist-info" / name).write_text(text, encoding="utf-8")
    code = (
        "from publish.plugin import Rule, Severity\n"
        "def find(subject):\n    yield 1, 'Say {}.'\n"
        "RULES = (Rule('house-words', Severity.WARNING, find),)\n"
    )
    variables = {**os.environ, "PYTHONPATH": str(plugin), "PUBLISH_CACHE": str(asked.cache)}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)  # so each change of the plugin is compiled anew, beside it

    def said(word: str) -> bytes:
        (plugin / "house_words.py").write_text(code.format(word), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "publish.commands.cli",
            "lint",
            str(asked.source),
            "--today",
            "2999-01-01",
        ]
        return subprocess.run(command, env=variables, cwd=REPOSITORY, capture_output=True, check=False).stdout

    assert b"Say milk." in said("milk")
    assert b"Say milk." in said("milk")
    assert b"Say tea." in said("tea")
    (entry,) = (asked.cache / "remarks").iterdir()
    kept = entry.stat().st_ino
    assert b"Say tea." in said("tea")
    assert entry.stat().st_ino == kept
    (plugin / "another_package-1.dist-info").mkdir()
    assert b"Say tea." in said("tea")
    assert entry.stat().st_ino != kept, "it was not looked at again"
