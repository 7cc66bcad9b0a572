"""The comparison: each kind of difference is found, named rightly and placed in its section."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from publish.proof.compare import Expectation, compare, expectation
from publish.proof.reading import Entry, LanguageText, LinkText, Passage, Reading, Role
from publish.proof.verdict import FindingKind, State
from tests.specimen import specimen

EXPECTED = expectation(specimen())


def faithful(expected: Expectation) -> Reading:
    """A reading of an edition that says all, and nothing else."""
    return Reading(
        tuple(
            Passage(one.role, one.text, one.level, one.ordinal, one.headers, one.links, one.languages)
            for one in expected.units
        ),
        expected.title,
        expected.language,
        tuple(Entry(one.text, one.level, f"#{one.text}") for one in expected.contents),
    )


READING = faithful(EXPECTED)

Damage = Callable[[list[Passage]], object]


def where(text: str) -> int:
    """The place of the passage that holds a text."""
    (place,) = [number for number, one in enumerate(READING.passages) if text in one.text]
    return place


def alter(which: str, **changes: object) -> Damage:
    """Change fields of one passage."""

    def damage(passages: list[Passage]) -> None:
        passages[where(which)] = replace(passages[where(which)], **changes)  # type: ignore[arg-type]

    return damage


def say(text: str, before: str, after: str) -> Damage:
    """Change words in one passage."""

    def damage(passages: list[Passage]) -> None:
        passage = passages[where(text)]
        assert before in passage.text
        passages[where(text)] = replace(passage, text=passage.text.replace(before, after))

    return damage


def cut(text: str) -> Damage:
    """Take one passage out."""
    return lambda passages: passages.pop(where(text))


def repeat(text: str) -> Damage:
    """Say one passage twice."""
    return lambda passages: passages.insert(where(text), passages[where(text)])


def swap(one: str, other: str) -> Damage:
    """Let two passages change places."""

    def damage(passages: list[Passage]) -> None:
        i, j = where(one), where(other)
        passages[i], passages[j] = passages[j], passages[i]

    return damage


def foreign(passages: list[Passage]) -> None:
    """Put words in that the source does not say."""
    passages.insert(9, Passage(Role.PARAGRAPH, "Advertisement: buy these tablets."))


CASES: dict[str, tuple[Damage, FindingKind, str]] = {
    "a paragraph taken out": (cut("It says one thing."), FindingKind.MISSING, "deep"),
    "a list item taken out": (cut("Point beside it"), FindingKind.MISSING, "lists"),
    "a note taken out": (cut("A note about iron"), FindingKind.MISSING, "inlines"),
    "a cell taken out": (cut("0.5 mg"), FindingKind.MISSING, "tables"),
    "a digit changed": (say("A note about iron", "5 mg", "50 mg"), FindingKind.ALTERED, "inlines"),
    "a power flattened": (say("Iron is not able", "10⁽9⁾", "109"), FindingKind.ALTERED, "inlines"),
    "a minus lost": (say("Iron is not able", "−5", "5"), FindingKind.ALTERED, "inlines"),
    "a not lost": (say("Iron is not able", "not able", "able"), FindingKind.ALTERED, "inlines"),
    "not able run together": (say("Iron is not able", "not able", "notable"), FindingKind.ALTERED, "inlines"),
    "a unit split": (say("A note about iron", "5 mg", "5 m g"), FindingKind.ALTERED, "inlines"),
    "a cell's number changed": (say("0.5 mg", "0.5", "5"), FindingKind.ALTERED, "tables"),
    "two passages swapped": (swap("Deepest point", "Point beside it"), FindingKind.OUT_OF_ORDER, "lists"),
    "a passage repeated": (repeat("Milk has a second"), FindingKind.REPEATED, "lists"),
    "foreign words": (foreign, FindingKind.EXTRA, "inlines"),
    "a heading as bold text": (alter("A deep section", role=Role.PARAGRAPH, level=0), FindingKind.DEMOTED, "deep"),
    "a heading's level changed": (alter("A deep section", level=3), FindingKind.DEMOTED, "deep"),
    "a header cell made plain": (alter("Evening", role=Role.CELL), FindingKind.DEMOTED, "tables"),
    "a list item out of its list": (alter("Deepest point", level=2), FindingKind.DEMOTED, "lists"),
    "a number of an item changed": (alter("Count two", ordinal=3), FindingKind.MISLABELLED, "lists"),
    "headers of a cell lost": (alter("3 mg", headers=()), FindingKind.MISLABELLED, "tables"),
    "an alt text replaced": (alter("A round cell", text="cell.svg"), FindingKind.MISLABELLED, "tables"),
    "an alt text emptied": (alter("A round cell", text=""), FindingKind.MISSING, "tables"),
    "a link led astray": (
        alter("Video: Taking iron", links=(LinkText("Taking iron", "https://elsewhere.example"),)),
        FindingKind.MISDIRECTED,
        "things",
    ),
    "a language lost": (alter("Say bore da", languages=()), FindingKind.MISLABELLED, "inlines"),
    "a language changed": (
        alter("Say bore da", languages=(LanguageText("bore da", "fr"),)),
        FindingKind.MISLABELLED,
        "inlines",
    ),
}


def test_a_faithful_edition_has_no_finding() -> None:
    verdict = compare(EXPECTED, READING)
    assert verdict.findings == ()
    assert verdict.state is State.COMPLETE
    assert verdict.units == verdict.found == len(EXPECTED.units)


@pytest.mark.parametrize(("damage", "kind", "section"), CASES.values(), ids=CASES)
def test_damage_is_named_where_it_is(damage: Damage, kind: FindingKind, section: str) -> None:
    passages = list(READING.passages)
    damage(passages)
    verdict = compare(EXPECTED, replace(READING, passages=tuple(passages)))
    assert [(one.kind, one.section) for one in verdict.findings] == [(kind, section)]
    assert verdict.state is State.INCOMPLETE


def test_a_section_is_counted_as_harmed_just_where_it_is() -> None:
    passages = [one for one in READING.passages if one.text != "It says one thing."]
    verdict = compare(EXPECTED, replace(READING, passages=tuple(passages)))
    assert [one.section for one in verdict.sections if one.found != one.units] == ["deep"]


def test_an_empty_edition_misses_everything() -> None:
    verdict = compare(EXPECTED, replace(READING, passages=()))
    assert verdict.found == 0
    assert {one.kind for one in verdict.findings} == {FindingKind.MISSING}


def test_swapped_sections_are_out_of_order() -> None:
    first = [one for one, unit in zip(READING.passages, EXPECTED.units, strict=True) if unit.section == "deep"]
    others = [one for one in READING.passages if one not in first]
    verdict = compare(EXPECTED, replace(READING, passages=(*others[:4], *first, *others[4:])))
    assert {one.kind for one in verdict.findings} == {FindingKind.OUT_OF_ORDER}


@pytest.mark.parametrize(
    ("contents", "why"),
    [
        (READING.contents[1:], "an entry is missing"),
        (READING.contents[::-1], "the order is wrong"),
        ((*READING.contents, Entry("Advertisement", 2)), "an entry is foreign"),
        ((replace(READING.contents[0], level=3), *READING.contents[1:]), "a level is wrong"),
        ((replace(READING.contents[0], target="#(nowhere)"), *READING.contents[1:]), "an entry leads nowhere"),
    ],
)
def test_contents_that_disagree_with_the_headings_are_found(contents: tuple[Entry, ...], why: str) -> None:
    verdict = compare(EXPECTED, replace(READING, contents=contents))
    assert {one.kind for one in verdict.findings} == {FindingKind.CONTENTS}, why


@pytest.mark.parametrize("change", [{"title": "Another title"}, {"language": ""}, {"language": "en-US"}])
def test_a_wrong_title_or_language_of_the_whole_is_found(change: dict[str, str]) -> None:
    verdict = compare(EXPECTED, replace(READING, **change))  # type: ignore[arg-type]
    assert [one.kind for one in verdict.findings] == [FindingKind.MISLABELLED]


def test_words_in_one_language_that_follow_one_another_have_no_border() -> None:
    apart = (LanguageText("bore", "cy"), LanguageText("da", "cy"))
    passages = list(READING.passages)
    say_it = where("Say bore da")
    passages[say_it] = replace(passages[say_it], languages=apart)
    assert compare(EXPECTED, replace(READING, passages=tuple(passages))).findings == ()
    passages[say_it] = replace(passages[say_it], languages=(LanguageText("bore", "cy"), LanguageText("da", "fr")))
    assert compare(EXPECTED, replace(READING, passages=tuple(passages))).findings != ()
