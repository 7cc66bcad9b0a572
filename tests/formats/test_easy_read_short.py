"""The short booklet of easy read: the lines that are marked for it, and no other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import page
import pytest

from formats.easy_read.booklet_lines import EasyReadOptions
from formats.easy_read.easy_read import EasyRead
from publish.building.fingerprint import fingerprint
from publish.contracts.format import Job, Settings
from publish.model.nodes import EasyRead as Block
from publish.model.nodes import Section
from publish.model.publication import Publication
from publish.proof.reading import Role
from publish.proof.verdict import FindingKind
from publish.source.load import load
from publish.source.signed_words import edition_hash

from .test_easy_read import FACTSHEET

SHORT, FULL = EasyReadOptions(short=True), EasyReadOptions()
SOURCE = """---
title: Iron
id: iron
lang: en-GB
summary: What iron does.
last-reviewed: 2026-03-02
---

# Iron {#iron}

Iron helps your blood. Ask your doctor.

::: {.easy-read for="iron" title="Iron"}
- [dot]{.picture .short} Iron helps your blood.
- [dot]{.picture} Ask your doctor.
:::

# Food {#food}

Meat has iron.

::: {.easy-read for="food" title="Food"}
- [dot]{.picture} Meat has iron.
:::
"""


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return house(tmp_path, SOURCE)


def house(folder: Path, source: str) -> Publication:
    from publish.source.tying import write_ties

    case = FACTSHEET.parents[1] / "tests" / "cases" / "every-node"
    for name in ("publisher.yaml", "dot.svg"):
        (folder / name).write_bytes((case / name).read_bytes())
    (folder / "images").mkdir(exist_ok=True)
    (folder / "images" / "dot.svg").write_bytes((case / "dot.svg").read_bytes())
    (folder / "pictures.yaml").write_text(
        "- {concept: dot, alt: A dot, file: images/dot.svg, credit: Example Blood Charity, licence: MIT}\n"
    )
    path = folder / "iron.md"
    path.write_text(source, encoding="utf-8")
    write_ties(path)
    return load(path)


@pytest.fixture
def easy_read(tmp_path: Path) -> EasyRead:
    return EasyRead(Settings(tmp_path / "cache"))


def edition(easy_read: EasyRead, publication: Publication, folder: Path, options: EasyReadOptions = SHORT) -> Path:
    path = folder / "iron-easy-read-short.pdf"
    easy_read.write(Job(publication, options), path)
    return path


def unmarked(publication: Publication, words: str) -> Publication:
    """The publication with the mark of one line taken away."""

    def section(old: Section) -> Section:
        blocks = tuple(
            replace(
                block, lines=tuple(replace(line, short=line.short and words not in str(line)) for line in block.lines)
            )
            if isinstance(block, Block)
            else block
            for block in old.blocks
        )
        return replace(old, blocks=blocks, sections=tuple(map(section, old.sections)))

    sections = tuple(map(section, publication.document.sections))
    return replace(publication, document=replace(publication.document, sections=sections))


def test_there_is_a_short_booklet_where_a_line_is_marked_for_it(easy_read: EasyRead, publication: Publication) -> None:
    assert easy_read.variants(publication).options == (FULL, SHORT)
    assert easy_read.variants(unmarked(publication, "helps")).options == (FULL,)
    assert (FULL.variant, SHORT.variant) == ("", "short")


def test_it_has_the_marked_lines_alone_says_so_and_comes_back_complete(
    easy_read: EasyRead, publication: Publication, tmp_path: Path
) -> None:
    path = edition(easy_read, publication, tmp_path)
    words = [passage.text for passage in easy_read.read(path).passages]
    assert "Iron helps your blood." in words
    assert not {"Ask your doctor.", "Food", "Meat has iron."} & set(words)
    assert 'This is a short easy read version of "Iron". There is a longer one, too.' in words
    assert easy_read.check(Job(publication, SHORT), path).findings == ()
    assert page.validate_pdf_bytes(path.read_bytes(), profile="ua1").failures == []


@pytest.mark.parametrize(
    ("other", "kind"), [("made without a marked line", FindingKind.MISSING), ("the full one", FindingKind.EXTRA)]
)
def test_a_marked_line_that_it_lacks_and_an_unmarked_one_that_it_has_are_named(
    easy_read: EasyRead, tmp_path: Path, other: str, kind: FindingKind
) -> None:
    publication = house(tmp_path, SOURCE.replace("{.picture} Meat", "{.picture .short} Meat"))
    if other == "the full one":
        path = edition(easy_read, publication, tmp_path, FULL)
        wrong = "Ask your doctor."
    else:
        path = edition(easy_read, unmarked(publication, "Meat"), tmp_path)
        wrong = "Meat has iron."
    findings = easy_read.check(Job(publication, SHORT), path).findings
    assert (kind, wrong) in {(finding.kind, finding.expected or finding.found) for finding in findings}


def test_words_that_their_section_has_left_behind_keep_it_from_being_complete(
    easy_read: EasyRead, publication: Publication, tmp_path: Path
) -> None:
    changed = (
        (tmp_path / "iron.md").read_text().replace("Iron helps your blood. Ask", "Iron helps your blood much. Ask")
    )
    (tmp_path / "iron.md").write_text(changed)
    stale = load(tmp_path / "iron.md")
    path = edition(easy_read, stale, tmp_path)
    assert [finding.kind for finding in easy_read.check(Job(stale, SHORT), path).findings] == [FindingKind.STALE]


def test_a_changed_mark_is_another_edition_and_voids_an_approval(easy_read: EasyRead, publication: Publication) -> None:
    other = unmarked(publication, "helps")
    prints = {fingerprint(easy_read, Job(each, SHORT)).sha256 for each in (publication, other)}
    assert len(prints) == 2
    assert len({edition_hash(each, ("easy-read",)) for each in (publication, other)}) == 2


def test_that_of_the_factsheet_has_8_to_12_pages_and_comes_back_complete(easy_read: EasyRead, tmp_path: Path) -> None:
    factsheet = load(FACTSHEET)
    path = edition(easy_read, factsheet, tmp_path)
    assert easy_read.check(Job(factsheet, SHORT), path).findings == ()
    reading = easy_read.read(path)
    assert 8 <= (reading.pages or 0) <= 12
    words = Counter(passage.where for passage in reading.passages if passage.role is Role.TERM)
    assert max(words.values()) - min(words.values()) <= 3, "no page has a few words alone"
    assert page.validate_pdf_bytes(path.read_bytes(), profile="ua1").failures == []
