"""What is kept of answers: each is found once, and one that is damaged, or of another version, is found anew."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from publish.outputs.known_answers import NAME, known_answers


class Asked:
    """Answers a question with its length, and remembers what it was asked."""

    def __init__(self) -> None:
        """Nothing has been asked."""
        self.questions: list[str] = []

    def __call__(self, questions: list[str]) -> list[int]:
        """Answer each."""
        self.questions += questions
        return [len(question) for question in questions]


def test_a_question_is_asked_once(tmp_path: Path) -> None:
    find = Asked()
    first = known_answers(tmp_path, "length", ["one", "three", "one"], find)
    again = known_answers(tmp_path, "length", ["three", "eleven"], find)
    assert (first, again) == ({"one": 3, "three": 5}, {"three": 5, "eleven": 6})
    assert find.questions == ["one", "three", "eleven"]


def test_another_version_is_asked_anew(tmp_path: Path) -> None:
    find = Asked()
    known_answers(tmp_path, "length 1", ["one"], find)
    known_answers(tmp_path, "length 2", ["one"], find)
    assert find.questions == ["one", "one"]


def test_a_damaged_answer_is_found_anew(tmp_path: Path) -> None:
    find = Asked()
    known_answers(tmp_path, "length", ["one", "three"], find)
    with sqlite3.connect(tmp_path / NAME) as rows:
        rows.execute("UPDATE answers SET answer = '99'")
    rows.close()
    assert known_answers(tmp_path, "length", ["one"], find) == {"one": 3}


def test_a_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"no database" * 100)
    find = Asked()
    for _ in range(2):
        assert known_answers(tmp_path, "length", ["one"], find) == {"one": 3}
    assert find.questions == ["one"]


def test_without_a_cache_all_is_found(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    for cache in (None, tmp_path / "file"):
        assert known_answers(cache, "length", ["one"], Asked()) == {"one": 3}
