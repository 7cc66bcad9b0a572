"""Alignment: in order, complete where the sides are the same, near-linear in work."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from publish.proof.align import alike, increasing, same

KEYS = st.lists(st.sampled_from("abcdefgh"), max_size=30)


@given(KEYS)
def test_the_same_sequence_is_aligned_whole(keys: list[str]) -> None:
    assert same(keys, keys) == [(number, number) for number in range(len(keys))]


@given(KEYS, KEYS)
def test_pairs_are_of_equal_keys_and_rise_on_both_sides(left: list[str], right: list[str]) -> None:
    pairs = same(left, right)
    assert all(left[i] == right[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


@given(st.lists(st.text(min_size=1), unique=True, max_size=30), st.data())
def test_one_key_taken_out_leaves_all_others_aligned(keys: list[str], data: st.DataObject) -> None:
    if not keys:
        return
    gone = data.draw(st.integers(0, len(keys) - 1))
    assert [i for i, _ in same(keys, keys[:gone] + keys[gone + 1 :])] == [i for i in range(len(keys)) if i != gone]


@given(st.lists(st.integers(0, 20), unique=True))
def test_the_longest_run_that_rises_is_found(rights: list[int]) -> None:
    found = increasing(list(enumerate(rights)))
    best = [0] * len(rights)
    for i, right in enumerate(rights):
        best[i] = 1 + max((best[k] for k in range(i) if rights[k] < right), default=0)
    assert len(found) == max(best, default=0)


def test_a_changed_text_meets_its_original() -> None:
    left = ["It can last for two to three years.", "You receive it as an outpatient."]
    right = ["You receive it as an outpatient, mostly.", "It can last for two to eight years."]
    assert alike(left[:1], right[1:]) == [(0, 0)]
    assert alike(left[1:], right[:1]) == [(0, 0)]


def test_texts_without_common_words_are_not_held_to_be_versions() -> None:
    assert alike(["Easy bruising"], ["Stem cell transplant"]) == []
