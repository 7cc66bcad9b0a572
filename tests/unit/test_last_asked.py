"""What was worked out is kept for the last value, told by which one it is."""

from __future__ import annotations

from publish.model.last_asked import kept_for_the_last


def test_it_is_worked_out_once_for_a_value_and_again_for_another_that_says_the_same() -> None:
    asked: list[list[int]] = []

    @kept_for_the_last
    def total(values: list[int]) -> int:
        asked.append(values)
        return sum(values)

    first, same_words = [1, 2], [1, 2]
    assert [total(first), total(first), total(same_words), total(first)] == [3, 3, 3, 3]
    assert [id(values) for values in asked] == [id(first), id(same_words), id(first)]
