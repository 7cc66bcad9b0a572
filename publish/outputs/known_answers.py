"""Answers that were found before to questions that are asked again: of a text, most sentences are as they were.

Only what depends on the question and on the versions of who answers is kept. Each answer stands with the hash of what
was asked and answered: one that is damaged is found anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from publish.outputs.known_rows import opened

NAME = "answers-1.sqlite3"

_TABLE = "CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, answer TEXT, proof TEXT) WITHOUT ROWID"

Find = Callable[[list[str]], Iterable[Any]]
"""What finds the answers to questions, one to each in their order, as JSON can hold them."""


def known_answers(cache: Path | None, about: str, questions: Iterable[str], find: Find) -> dict[str, Any]:
    """The answer to each question; those that the cache does not hold are found, all at once, and kept.

    `about` is what is asked, and the versions of all that shapes the answer. Without a cache all are found.
    """
    asked = list(dict.fromkeys(questions))
    rows = opened(cache / NAME, "answers", _TABLE) if cache is not None and asked else None
    try:
        kept = {} if rows is None else _kept(rows, about, asked)
        new = [question for question in asked if question not in kept]
        found = dict(zip(new, find(new), strict=True)) if new else {}
        if rows is not None and found:
            _keep(rows, about, found)
        return {question: found.get(question, kept.get(question)) for question in asked}
    finally:
        if rows is not None:
            rows.close()


def _kept(rows: sqlite3.Connection, about: str, questions: Iterable[str]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    with suppress(sqlite3.Error, ValueError):
        for question in questions:
            key = _hash(about, question)
            row = rows.execute("SELECT answer, proof FROM answers WHERE question = ?", (key,)).fetchone()
            if row is not None and row[1] == _hash(key, str(row[0])):
                kept[question] = json.loads(row[0])
    return kept


def _keep(rows: sqlite3.Connection, about: str, found: dict[str, Any]) -> None:
    told = [(_hash(about, question), json.dumps(answer)) for question, answer in found.items()]
    with suppress(sqlite3.Error), rows:
        new = [(key, answer, _hash(key, answer)) for key, answer in told]
        rows.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", new)


def _hash(first: str, second: str) -> str:
    return sha256(json.dumps([first, second]).encode()).hexdigest()
