"""The web page's text as a browser gives it, and the factsheet's source, each read by small code of its own.

So a fault in the project's reader cannot hide a fault in the source. The tables name what both must say.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.conftest import REPOSITORY

INPUTS = Path(os.environ.get("PUBLISH_INPUTS") or REPOSITORY.parent / "shared" / "inputs")
EXPORT = INPUTS / "b-cell-all-web-export.txt"
SOURCE = REPOSITORY / "sources" / "b-cell-all.md"
PUBLISHER = REPOSITORY / "sources" / "publisher.yaml"

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
    ("Between 60-80% of patients", "60 to 80 in every 100 people have changes"),
    (
        "Around 5% of ALL patients have a genetic syndrome",
        "Around 5 in every 100 people with ALL have a **genetic syndrome**",
    ),
    ("85% of patients are children under 15 years", "85 in every 100 are children under 15 years"),
    ("remaining 15% of patients are adults over 50", "other 15 in every 100 people are adults over 50"),
    ("hospital for up to eight weeks", "hospital for up to 8 weeks"),
    (
        "CSF of around 5% of ALL patients",
        "Around 5 in every 100 people have leukaemia cells around the brain and spine",
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
        EasyBlock(tuple(covers.split()), re.sub(r"\[[\w-]+\]\{\.picture(?: \.short)?\}", "", f"{title}\n{text}"))
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
