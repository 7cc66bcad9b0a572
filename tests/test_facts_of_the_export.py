"""The factsheet's source says what the charity's web page says: every fact of the export, in its place, and none more.

The export is the text of the page as it came out of a browser. It is test data that is not kept with the project: it is
looked for beside the repository, or in the folder that PUBLISH_INPUTS names. Both texts are read here by small code of
its own, so that a fault in the project's reader cannot hide a fault in the source.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parent.parent
INPUTS = Path(os.environ.get("PUBLISH_INPUTS") or REPOSITORY.parent / "shared" / "inputs")
EXPORT = INPUTS / "b-cell-all-web-export.txt"
SOURCE = REPOSITORY / "sources" / "b-cell-all.md"
PUBLISHER = REPOSITORY / "sources" / "publisher.yaml"

pytestmark = pytest.mark.skipif(not EXPORT.is_file(), reason=f"the web export is not here: {EXPORT.name}")

FRONT = "front matter"
OPENING = "opening"

# Each heading of the page, with its level and id in the source. A main part of the page is a top-level section. The
# page tells of three phases under four headings: the second of these belongs to the first phase by its name.
OUTLINE = (
    ("What is B-cell ALL?", "# what-is-b-cell-all"),
    ("What causes B-cell ALL?", "# causes"),
    ("Genetic changes in B-cell ALL", "## genetic-changes"),
    ("Chromosome abnormalities and/or gene mutations", "### chromosomes-and-genes"),
    ("Inherited genetic syndromes", "### inherited-syndromes"),
    ("Symptoms of B-cell ALL", "# symptoms"),
    ("How is B-cell ALL diagnosed?", "# diagnosis"),
    ("Full blood counts", "## full-blood-counts"),
    ("Bone marrow aspiration or biopsy", "## bone-marrow"),
    ("Lumbar puncture", "## lumbar-puncture"),
    ("Chromosome abnormalities or gene mutations tests", "## chromosome-and-gene-tests"),
    ("Standard cytogenetic analysis", "### standard-cytogenetic-analysis"),
    ("Molecular cytogenetic analysis", "### molecular-cytogenetic-analysis"),
    ("Polymerase chain reaction (PCR) test", "### pcr-test"),
    ("Immunophenotyping", "## immunophenotyping"),
    ("Flow cytometry", "## flow-cytometry"),
    ("Imaging tests", "## imaging-tests"),
    ("Treatment of B-cell ALL", "# treatment-of-b-cell-all"),
    ("Treatment phases", "## treatment-phases"),
    ("Induction treatment and CNS prophylaxis phase", "### induction"),
    ("Central nervous system prophylaxis and treatment", "#### cns-prophylaxis"),
    ("Consolidation treatment", "### consolidation"),
    ("Maintenance treatment", "### maintenance"),
    ("Common treatment options", "# common-treatment-options"),
    ("Chemotherapy", "## chemotherapy"),
    ("Targeted treatment", "## targeted-treatment"),
    ("Tyrosine kinase inhibitor", "### tyrosine-kinase-inhibitor"),
    ("Immunotherapy", "## immunotherapy"),
    ("Monoclonal antibodies", "### monoclonal-antibodies"),
    ("Antibody-drug conjugates", "### antibody-drug-conjugates"),
    ("Chimeric antigen receptor (CAR) T-cell therapies", "### car-t-cell-therapies"),
    ("Stem cell transplant", "## stem-cell-transplant"),
    ("Clinical trials", "## clinical-trials"),
    ("Treatments for people who cannot tolerate intensive treatment", "# gentler-treatment"),
    ("Sources we used to develop this information", "# sources"),
    ("Need support?", "# need-support"),
    ("Help us improve our information", "# help-us-improve"),
    ("About our information", "# about-our-information"),
)
HEADINGS = {heading: mark.split()[1] for heading, mark in OUTLINE}
LEVELS = {mark.split()[1]: mark.count("#") for _, mark in OUTLINE}

DRUGS = {
    "asparaginase",
    "blinatumomab",
    "cyclophosphamide",
    "cytarabine",
    "daunorubicin",
    "dexamethasone",
    "doxorubicin",
    "idarubicin",
    "imatinib",
    "inotuzumab",
    "methotrexate",
    "ozogamicin",
    "pegaspargase",
    "prednisolone",
    "vincristine",
}

# What limits or denies, which other words for the same thing lose most easily: (section, in the export, in the source).
LIMITS = (
    ("what-is-b-cell-all", "do not fight infections properly", "do not fight infections as they should"),
    ("causes", "cause of B-cell ALL is unknown", "cause of B-cell ALL is not known"),
    ("causes", "Between 60-80%", "Between 60-80%"),
    ("causes", "do not have any detectable", "no abnormality of chromosomes or genes can be detected"),
    ("causes", "Around 5%", "Around 5%"),
    ("causes", "10 to 20 greater", "10 to 20 greater"),
    ("causes", "under 15 years", "younger than 15 years"),
    ("causes", "over 50 years", "older than 50 years"),
    ("genetic-changes", "are not hereditary", "are not hereditary"),
    ("genetic-changes", "cannot be passed on to your children", "cannot pass them on to your children"),
    ("genetic-changes", "can increase their chance", "can increase a patient’s chance"),
    ("inherited-syndromes", "one or more", "one chromosome abnormality or gene mutation, or more than one"),
    ("inherited-syndromes", "10 to 20 greater", "10 to 20 greater"),
    (
        "inherited-syndromes",
        "Most cases of Down's syndrome are not inherited",
        "In most cases Down’s syndrome is not inherited",
    ),
    ("inherited-syndromes", "but some cases are", "but in some cases it is"),
    ("inherited-syndromes", "from an unaffected parent", "from a parent who is unaffected"),
    (
        "symptoms",
        "may have experienced one, several or all",
        "may have had one of the symptoms below, several of them, or all",
    ),
    ("full-blood-counts", "can determine", "can determine"),
    ("bone-marrow", "if it is not obvious", "does not make the diagnosis of B-cell ALL obvious"),
    ("bone-marrow", "should have a local anaesthetic", "should be given a local anaesthetic"),
    ("bone-marrow", "make sure to raise this during the procedure", "make sure to say so during the procedure"),
    ("lumbar-puncture", "further treatment straight after diagnosis", "further treatment straight after diagnosis"),
    ("pcr-test", "20 to 30% of adults", "20 to 30% of adults"),
    ("flow-cytometry", "at least one laser", "at least one laser"),
    ("flow-cytometry", "only seen in certain diseases", "seen only in certain diseases"),
    ("imaging-tests", "can help assess", "can help to assess"),
    ("treatment-of-b-cell-all", "In general you will need", "You will generally need"),
    ("treatment-of-b-cell-all", "often discussed", "often where your treatment is discussed"),
    ("induction", "as many leukaemia cells as possible", "as many leukaemia cells as possible"),
    ("induction", "should encourage complete remission", "should encourage complete remission"),
    ("induction", "should be in hospital for up to eight weeks", "should be for up to eight weeks"),
    ("cns-prophylaxis", "around 5%", "Around 5%"),
    ("cns-prophylaxis", "in up to 30% of cases", "in up to 30% of cases"),
    ("cns-prophylaxis", "If you have leukaemia cells in your CNS", "if there are leukaemia cells in your CNS"),
    ("cns-prophylaxis", "are not used", "is not used"),
    ("cns-prophylaxis", "cannot penetrate the CNS", "cannot get into the CNS"),
    ("consolidation", "reduces the risk", "reduces the risk"),
    ("consolidation", "after six months, the response stops", "the response stops after six months"),
    ("consolidation", "lower doses", "lower doses"),
    ("maintenance", "Without maintenance therapy", "If you do not have this treatment"),
    ("maintenance", "can last for two to three years", "can last for two to three years"),
    (
        "chemotherapy",
        "often combined with a steroid",
        "steroid, such as dexamethasone or prednisolone, is often combined",
    ),
    ("targeted-treatment", "less damage to normal cells", "damage normal cells less"),
    ("tyrosine-kinase-inhibitor", "if you have the Philadelphia chromosome", "If you have the Philadelphia chromosome"),
    ("stem-cell-transplant", "rarely performed", "rarely performed"),
    ("clinical-trials", "can be strict", "can have strict"),
    ("clinical-trials", "not guaranteed", "no guarantee"),
    ("gentler-treatment", "Some patients cannot tolerate", "more than some patients can tolerate"),
    ("gentler-treatment", "is not suitable for you", "does not suit you"),
    ("about-our-information", "should not replace", "should not be replaced"),
)

# The same for what the easy-read words count: (in the export, in the easy-read words).
COUNTED = (
    ("Between 60-80% of patients", "60 to 80 in every 100 patients"),
    (
        "Around 5% of ALL patients have a genetic syndrome",
        "Around 5 in every 100 people with ALL have a **genetic syndrome**",
    ),
    ("85% of patients are children under 15 years", "85 in every 100 patients are children under 15 years"),
    ("remaining 15% of patients are adults over 50", "other 15 in every 100 are adults over 50"),
    ("hospital for up to eight weeks", "hospital for up to 8 weeks"),
    (
        "CSF of around 5% of ALL patients",
        "Around 5 in every 100 patients have leukaemia cells around the brain and spine",
    ),
    ("can last for two to three years", "can last for 2 to 3 years"),
)

NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=2
    )
}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, repr=False)
class EasyBlock:
    covers: tuple[str, ...]
    text: str


@dataclass(frozen=True, repr=False)
class Source:
    front: dict[str, object]
    sections: dict[str, str]  # id, or OPENING, to text without its easy-read blocks
    headings: dict[str, tuple[int, str]]  # id to level and words
    easy: tuple[EasyBlock, ...]


def folded(text: str) -> str:
    """One space for each run of white space, straight quotes."""
    return " ".join(re.sub("[‘’]", "'", text).split())


def read_source() -> Source:
    _, front, body = SOURCE.read_text(encoding="utf-8").split("---\n", 2)
    easy = tuple(
        EasyBlock(tuple(covers.split()), f"{title}\n{text}")
        for covers, title, text in re.findall(
            r'^::: \{\.easy-read for="([^"]*)" [^}]*title="([^"]*)"\}\n(.*?)^:::$', body, re.MULTILINE | re.DOTALL
        )
    )
    body = re.sub(r"^::: \{\.(?:easy-read|waive)[^\n]*\n.*?^:::$", "", body, flags=re.MULTILINE | re.DOTALL)
    opening, *parts = re.split(r"^(#+) (.*) \{#([\w-]+)\}$", body, flags=re.MULTILINE)
    sections, headings = {OPENING: opening}, {}
    for marks, words, name, text in zip(*(parts[start::4] for start in range(4)), strict=True):
        sections[name] = text
        headings[name] = (len(marks), words)
    return Source(yaml.load(front, yaml.BaseLoader), sections, headings, easy)


def is_furniture(line: str) -> bool:
    return line.startswith(("<https://lcdemo", "Leukaemia Care Registered", "Helpline:", "[Back to top]"))


def export_lines() -> list[str]:
    return [line.strip() for line in EXPORT.read_text(encoding="utf-8").splitlines()]


def read_export() -> dict[str, str]:
    """The page's text by the id that its section has in the source; what comes before them by FRONT and OPENING."""
    sections: dict[str, list[str]] = {FRONT: [], OPENING: []}
    here, awaited = FRONT, dict(HEADINGS)
    for line in export_lines():
        if is_furniture(line):
            continue
        if awaited and line == next(iter(awaited)):
            here = awaited.pop(line)
            sections[here] = []
        elif here == FRONT and line.startswith("[Download"):
            here = OPENING
            sections[here].append(line)
        else:
            sections[here].append(line)
    return {name: "\n".join(lines) for name, lines in sections.items()}


@pytest.fixture(scope="module")
def source() -> Source:
    return read_source()


@pytest.fixture(scope="module")
def export() -> dict[str, str]:
    return read_export()


def without_addresses(text: str) -> str:
    text = re.sub(r"<https?://[^>]*>", "", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    text = re.sub(r'href="[^"]*"', "", text)
    text = re.sub(r"https?://\S+|www\.\S+", "", text)
    return re.sub(r"images/\S+\.svg", "", text)


def numbers(text: str) -> set[str]:
    """The numbers of a text as digits, with % where it stands; "85 in every 100" counts as 85%."""
    text = without_addresses(text)
    text = re.sub(r"row-headers=\d", "", text)
    text = re.sub(r"(\d+) in every 100\b", r"\1%", text)
    found = set(re.findall(r"\d+%?", text))
    return found | {NUMBER_WORDS[word] for word in re.findall("[a-z]+", text.lower()) if word in NUMBER_WORDS}


def tables(text: str) -> str:
    return "\n".join(re.findall(r"^\|.*$", text, re.MULTILINE))


def without_tables(text: str) -> str:
    return re.sub(r"^\|.*$", "", text, flags=re.MULTILINE)


def references(text: str) -> list[str]:
    """Each reference on one line, without the marks that make its address a link."""
    blocks = [folded(block) for block in re.split(r"\n(?:\s*\n|(?=- ))", text)]
    plain = [re.sub(r"\[(www\.[^\]]*)\]\([^)]*\)", r"\1", block.removeprefix("- ")) for block in blocks if block]
    return [re.sub(r"<(https?://[^>]*)>", r"\1", block) for block in plain]


def links_without_address(text: str) -> list[str]:
    in_export = re.findall(r"\[([^\]]+)\]\(#\)", text)
    in_source = re.findall(r"\[([^\]]+)\]\{\.link-needed\}", text)
    return [words.removesuffix("→").strip() for words in in_export + in_source]


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


def test_every_section_but_the_references_has_easy_read_words_once(source: Source) -> None:
    covered = sorted(section for block in source.easy for section in block.covers)
    assert covered == sorted(set(HEADINGS.values()) - {"sources"})


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
