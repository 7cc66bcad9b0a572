"""Easy-read lines stand beside their source so that a person can compare the two."""

from __future__ import annotations

from pathlib import Path

from formats.easy_read.side_by_side import pairs
from publish.source.load import load
from tests.releasing import IRON, desk


def test_a_row_of_a_table_stands_as_one_line_beside_easy_read(tmp_path: Path) -> None:
    table = """::: {.table caption="Tablets" row-headers=1}
| Who    | Usual | Most |
| ------ | ----- | ---- |
| Adults | 1     | 3    |
:::

::: {.table caption="Times"}
| When  | How many |
| ----- | -------- |
| Today | 3        |
:::

::: {.easy-read"""
    made = desk(tmp_path, IRON.replace("::: {.easy-read", table, 1))
    (pair,) = pairs(load(made.source))
    assert [line for line in pair.source if "Adults" in line or "Today" in line] == [
        "Adults: 1 (Usual), 3 (Most)",
        "Today: 3 (How many)",
    ]
    assert "Who, Usual, Most" in pair.source
