"""The factsheet's source says what the charity's web page says: every fact of the export, in its place, and none more.

The export is the text of the page as it came out of a browser. It is test data that is not kept with the project: it is
looked for beside the repository, or in the folder that PUBLISH_INPUTS names.
"""

from __future__ import annotations

import re

import pytest
import yaml

from tests.factsheet.web_page import (
    COUNTED,
    DRUGS,
    EXPORT,
    FRONT,
    HEADINGS,
    LEVELS,
    LIMITS,
    MONTHS,
    OPENING,
    PUBLISHER,
    Source,
    export_lines,
    folded,
    is_furniture,
    links_without_address,
    numbers,
    read_export,
    read_source,
    references,
    tables,
    without_addresses,
    without_tables,
)

pytestmark = pytest.mark.skipif(not EXPORT.is_file(), reason=f"the web export is not here: {EXPORT.name}")


@pytest.fixture(scope="module")
def source() -> Source:
    return read_source()


@pytest.fixture(scope="module")
def export() -> dict[str, str]:
    return read_export()


def test_every_heading_of_the_export_is_a_section_of_the_source_in_the_same_order_and_there_is_no_other(
    source: Source, export: dict[str, str]
) -> None:
    assert list(source.headings) == list(HEADINGS.values())
    assert list(export) == [FRONT, OPENING, *HEADINGS.values()]
    assert [words for _, words in source.headings.values()] == list(HEADINGS)


def test_no_line_of_the_export_that_looks_like_a_heading_is_missing_from_the_table() -> None:
    lines = export_lines()
    references_start, references_end = lines.index(list(HEADINGS)[34]), lines.index("Need support?")
    outside = lines[: references_start + 1] + lines[references_end:]
    looks = [
        line
        for line in outside
        if re.match("[A-Z]", line) and len(line) < 70 and not line.endswith((".", ":")) and not is_furniture(line)
    ]
    no_headings = ("Video:", "Page last reviewed", "Updated", "Next review due")
    found = [line for line in looks if not line.startswith(no_headings)]
    assert found == ["B-cell acute lymphoblastic leukaemia (B-cell ALL)", "Summary", *HEADINGS]


def test_every_section_stands_at_the_level_that_the_structure_of_the_page_gives_it(source: Source) -> None:
    assert {name: level for name, (level, _) in source.headings.items()} == LEVELS


def test_where_the_page_links_back_to_its_top_the_next_main_part_begins() -> None:
    lines = export_lines()
    after_links = [
        next(HEADINGS[line] for line in lines[place:] if line in HEADINGS)
        for place, line in enumerate(lines)
        if line == "[Back to top](#)"
    ]
    # The first part follows no such link, and the last three parts are divided by none.
    assert after_links == [name for name, level in LEVELS.items() if level == 1][1:-3]


def test_title_and_summary_stand_in_the_front_matter(source: Source, export: dict[str, str]) -> None:
    title, _ = export[FRONT].strip().split("\n", 1)
    assert source.front["title"] == title
    for word in ("acute leukaemia", "too many B-cells", "bone marrow", "symptoms", "diagnose", "treat"):
        assert word in export[FRONT]
        assert word in str(source.front["summary"])


@pytest.mark.parametrize("section", [OPENING, *HEADINGS.values()])
def test_every_number_of_the_export_stands_in_the_same_section_of_the_source(
    section: str, source: Source, export: dict[str, str]
) -> None:
    dates = re.compile(r"^(?:Page last reviewed|Updated|Next review due).*$", re.MULTILINE)  # they are front matter
    assert numbers(dates.sub("", export[section])) - numbers(source.sections[section]) == set()


@pytest.mark.parametrize("section", [OPENING, *HEADINGS.values()])
def test_no_number_stands_in_a_section_of_the_source_that_the_export_lacks_there(
    section: str, source: Source, export: dict[str, str]
) -> None:
    assert numbers(without_tables(source.sections[section])) - numbers(export[section]) == set()


def test_no_number_stands_in_the_table_of_phases_that_the_export_lacks_in_the_sections_on_phases(
    source: Source, export: dict[str, str]
) -> None:
    phases = ("treatment-phases", "induction", "cns-prophylaxis", "consolidation", "maintenance")
    told = numbers("\n".join(export[section] for section in phases))
    assert numbers(tables(source.sections["treatment-phases"])) == {"8", "2", "3"}
    assert {"8", "2", "3"} <= told


def test_no_number_stands_in_an_easy_read_block_that_the_export_lacks_in_the_sections_it_covers(
    source: Source, export: dict[str, str]
) -> None:
    assert source.easy
    for block in source.easy:
        covered = "\n".join(export[section] for section in block.covers)
        told = numbers(covered) | ({"1"} if re.search(r"\bone\b", covered) else set())
        assert numbers(block.text) - told == set(), block.covers


def test_every_section_but_the_references_has_easy_read_words(source: Source) -> None:
    covered = {section for block in source.easy for section in block.covers}
    assert covered == set(HEADINGS.values()) - {"sources"}


@pytest.mark.parametrize(("section", "in_export", "in_source"), LIMITS)
def test_what_limits_or_denies_a_statement_is_carried_over(
    section: str, in_export: str, in_source: str, source: Source, export: dict[str, str]
) -> None:
    assert folded(in_export) in folded(export[section])
    assert folded(in_source) in folded(source.sections[section])


@pytest.mark.parametrize(("in_export", "in_easy_read"), COUNTED)
def test_what_the_easy_read_words_count_is_what_the_export_counts(
    in_export: str, in_easy_read: str, source: Source, export: dict[str, str]
) -> None:
    assert folded(in_export) in folded("\n".join(export.values()))
    assert folded(in_easy_read) in folded("\n".join(block.text for block in source.easy))


@pytest.mark.parametrize("section", ["symptoms", "immunotherapy"])
def test_lists_of_bare_names_have_the_same_items(section: str, source: Source, export: dict[str, str]) -> None:
    item = re.compile(r"^ *- (.*)$", re.MULTILINE)
    in_source, in_export = item.findall(source.sections[section]), item.findall(export[section])
    assert [words.casefold() for words in in_source] == [words.casefold() for words in in_export]


@pytest.mark.parametrize("section", [name for name in HEADINGS.values() if name != "sources"])
def test_genes_proteins_and_translocations_stand_in_the_same_sections(
    section: str, source: Source, export: dict[str, str]
) -> None:
    pattern = (
        r"\*[A-Z]+[A-Z\d-]*\d\*(?:-like)?|\bCD\d+|\$t\(\d+;\d+\)\$|\([pq]\d+;[pq]\d+\)|\bL[45]\b|Philadelphia(?:-like)?"
    )
    assert set(re.findall(pattern, source.sections[section])) == set(re.findall(pattern, export[section]))


@pytest.mark.parametrize("section", [name for name in HEADINGS.values() if name != "sources"])
def test_drugs_stand_in_the_same_sections(section: str, source: Source, export: dict[str, str]) -> None:
    def drugs(text: str) -> set[str]:
        return {drug for drug in DRUGS if drug in text.lower()}

    here = drugs(without_tables(source.sections[section]))
    assert here == drugs(export[section])


def test_the_list_of_drugs_misses_none_of_the_export(export: dict[str, str]) -> None:
    endings = r"\b[a-z]+(?:mab|nib|icin|rabine|stine|sone|solone|ginase|gase|amide|trexate)\b"
    body = "\n".join(text for section, text in export.items() if section != "sources")
    assert set(re.findall(endings, body.lower())) == DRUGS


@pytest.mark.parametrize("section", [name for name in HEADINGS.values() if name != "sources"])
def test_every_list_has_as_many_items_as_in_the_export(section: str, source: Source, export: dict[str, str]) -> None:
    item = re.compile(r"^ *- ", re.MULTILINE)
    assert len(item.findall(source.sections[section])) == len(item.findall(export[section]))


@pytest.mark.parametrize("section", [OPENING, *HEADINGS.values()])
def test_every_link_whose_address_the_export_lacks_is_marked_in_the_same_section(
    section: str, source: Source, export: dict[str, str]
) -> None:
    assert links_without_address(source.sections[section]) == links_without_address(export[section])


@pytest.mark.parametrize("section", [OPENING, *HEADINGS.values()])
def test_every_video_stands_in_the_same_section_with_its_address(
    section: str, source: Source, export: dict[str, str]
) -> None:
    in_source = re.findall(r'^::: \{\.video href="([^"]*)"', source.sections[section], re.MULTILINE)
    assert in_source == re.findall(r"^Video: <([^>]*)>$", export[section], re.MULTILINE)


def test_every_reference_is_kept_as_the_export_has_it_and_in_its_order(source: Source, export: dict[str, str]) -> None:
    kept = references(source.sections["sources"])
    assert kept == references(export["sources"])
    assert len(kept) == 33


def test_telephone_numbers_stand_in_the_source_in_its_easy_read_words_and_with_the_publisher(
    source: Source, export: dict[str, str]
) -> None:
    publisher = yaml.load(PUBLISHER.read_text(encoding="utf-8"), yaml.BaseLoader)
    easy = "\n".join(block.text for block in source.easy)
    for number in re.findall(r"0[\d ]{10,}\d", export["need-support"]):
        assert number in source.sections["need-support"]
        assert number in easy
        assert number in (publisher["helpline"]["value"], *(contact["value"] for contact in publisher["contacts"]))
    assert f"[{publisher['helpline']['value']}]({publisher['helpline']['target']})" in EXPORT.read_text(
        encoding="utf-8"
    )


def test_the_numbers_under_which_the_charity_is_registered_are_those_of_the_export() -> None:
    publisher = yaml.load(PUBLISHER.read_text(encoding="utf-8"), yaml.BaseLoader)
    line = next(line for line in export_lines() if line.startswith("Leukaemia Care Registered"))
    registered = [f"{one['label']} {one['number']}" for one in publisher["registrations"]]
    assert line == f"{publisher['name']} {'. '.join(registered)}"


def test_the_review_dates_are_those_of_the_export(source: Source) -> None:
    text = EXPORT.read_text(encoding="utf-8")
    for label, key in (
        ("Page last reviewed:", "last-reviewed"),
        ("Updated", "updated"),
        ("Next review due:", "next-review-due"),
    ):
        year, month, *day = str(source.front[key]).split("-")
        words = " ".join([*(str(int(number)) for number in day), MONTHS[int(month) - 1], year])
        assert re.search(rf"^{label} {words}$", text, re.MULTILINE), key


def test_no_sentence_of_the_export_is_copied(source: Source, export: dict[str, str]) -> None:
    def sentences(text: str) -> set[str]:
        paragraphs = re.split(r"\n\s*\n|\n(?= *- )", without_addresses(text))
        parts = (part for paragraph in paragraphs for part in re.split(r"(?<=[.?!:]) ", folded(paragraph)))
        return {part.removeprefix("- ") for part in parts if len(part.split()) > 5}

    in_export = set().union(*(sentences(text) for name, text in export.items() if name != "sources"))
    in_source = set().union(*(sentences(text) for name, text in source.sections.items() if name != "sources"))
    assert len(in_export) > 100
    assert in_source & in_export == set()
