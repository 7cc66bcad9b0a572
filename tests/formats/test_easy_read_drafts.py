"""Drafts of easy-read lines: few, sure, and never finished before a person has taken their mark out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
import yaml

from formats.easy_read.booklet_lines import EasyReadOptions
from formats.easy_read.drafting import drafts, small_words
from formats.easy_read.fact_ledger import fact_ledger
from formats.easy_read.safe_rules import Draft, draft
from publish.contracts.format import Job
from publish.errors import SourceError
from publish.model.nodes import EasyRead, Section
from publish.model.publication import Publication
from publish.proof.verdict import FactState, State
from publish.source.load import load
from publish.source.tying import write_ties
from tests.conftest import FACTSHEET, REPOSITORY
from tests.mutants.documents import HEARD, imported

from .test_easy_read_authoring import TEXT, easy_read, publish
from .test_easy_read_short import house

CASES = REPOSITORY / "tests" / "cases" / "easy_read"
TABLE = yaml.safe_load((CASES / "drafts.yaml").read_text(encoding="utf-8"))
NONE = [(why, sentence) for why, sentences in TABLE.pop("none").items() for sentence in sentences]
PAIRS = [(rule, pair[0], pair[-1]) for rule, pairs in TABLE.items() for pair in pairs]
JUDGED = CASES / "judged_drafts.txt"
"""Pairs of sentence and draft of real documents by their hash, with what a reader of the pair alone said of each."""


def head(text: str = "Iron helps your blood.", title: str = "Iron") -> str:
    return f"{TEXT[: TEXT.index('# Taking')]}# {title} {{#iron}}\n\n{text}\n"


def drafted(publication: Publication) -> Iterator[Draft]:
    def with_those_above(
        sections: tuple[Section, ...], above: tuple[Section, ...] = ()
    ) -> Iterator[tuple[Section, tuple[Section, ...]]]:
        for section in sections:
            yield section, above
            yield from with_those_above(section.sections, (*above, section))

    small = small_words(publication)
    for section, above in with_those_above(publication.document.sections):
        yield from (found for _, found in drafts(section, above, small) if found is not None)


def lines_of(folder: Path, text: str, title: str = "Iron") -> list[str]:
    return [found.line for found in drafted(house(folder, head(text, title)))]


# --- the rules --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rule", "sentence", "line"), PAIRS)
def test_a_sure_rule_proposes_a_line(rule: str, sentence: str, line: str) -> None:
    found = draft(sentence)
    assert found is not None
    assert (found.line, rule in found.rules) == (line, True)


@pytest.mark.parametrize(("why", "sentence"), NONE)
def test_where_a_rule_is_not_sure_there_is_no_draft(why: str, sentence: str) -> None:
    assert draft(sentence) is None, why


def test_a_list_says_its_lead_of_each_item(tmp_path: Path) -> None:
    text = "Iron is food.\n\nThe signs can include:\n\n- iron in food\n- feeling cold\n- Helsinki flu\n- no sleep"
    assert lines_of(tmp_path, text) == [
        "Iron is food.",
        "The signs can include iron in food.",
        "The signs can include feeling cold.",
    ]
    text = "Early on, iron is low.\n\nIn the first year, the following signs may occur:\n\n- Iron rash.\n- Low iron."
    assert lines_of(tmp_path, text)[1:] == [
        "In the first year, iron rash may occur.",
        "In the first year, low iron may occur.",
    ]


@pytest.mark.parametrize(
    "lead", ["Do not take:", "You need both of these. They include:", "It can cause:", "Your 2 signs may include:"]
)
def test_a_lead_that_counts_points_or_denies_says_nothing_of_an_item_alone(tmp_path: Path, lead: str) -> None:
    assert lines_of(tmp_path, f"{lead}\n\n- iron\n- milk") == []


@pytest.mark.parametrize("title", ["See a doctor if:", "Do not take iron", "When to call us", "Who should not take it"])
def test_a_heading_that_turns_its_text_round_leaves_it_without_drafts(tmp_path: Path, title: str) -> None:
    assert lines_of(tmp_path, "Your skin is yellow.", title) == []
    assert lines_of(tmp_path, "Your skin is yellow.", "Signs") == ["Your skin is yellow."]


def test_a_sentence_after_a_lead_is_no_sentence_of_its_own(tmp_path: Path) -> None:
    assert lines_of(tmp_path, "Call us if:\n\n- Your skin is yellow.") == []
    assert lines_of(tmp_path, "Call us if:\n\nYour skin is yellow.") == []


# --- on real documents ------------------------------------------------------------------------------------------------


def judged() -> dict[str, str]:
    return dict(line.split(maxsplit=1) for line in JUDGED.read_text(encoding="utf-8").splitlines())


def name(found: Draft) -> str:
    return sha256(f"{found.sentence}\n{found.line}".encode()).hexdigest()[:16]


def test_no_draft_of_the_factsheet_changes_a_meaning() -> None:
    found = list(drafted(load(Path(FACTSHEET))))
    assert found
    assert [each.line for each in found if not judged().get(name(each), "not judged").startswith("same")] == []


def test_no_draft_of_the_real_documents_changes_a_meaning(inputs: Path, tmp_path: Path) -> None:
    found = {name(each): each for path in HEARD for each in drafted(imported(inputs / "real" / path, tmp_path))}
    assert len(found) >= 100
    known = judged()
    assert [each.line for key, each in found.items() if not known.get(key, "not judged").startswith("same")] == []


# --- a draft is not finished ------------------------------------------------------------------------------------------


def begun(folder: Path) -> Path:
    house(folder, head("Take iron.\n\nIron does not hurt you, and you can stop."))
    code, output = publish("easy-read", "start", folder / "iron.md")
    assert (code, "1 of them drafts" in output, "take .draft out" in output) == (0, True, True)
    return folder / "iron.md"


def test_start_proposes_a_line_and_leaves_the_others_empty(tmp_path: Path) -> None:
    text = begun(tmp_path).read_text()
    assert "- []{.picture .draft} Take iron.\n- []{.picture}\n:::" in text
    block = load(tmp_path / "iron.md").document.sections[0].blocks[-1]
    assert isinstance(block, EasyRead)
    assert (block.lines, len(block.drafts), len(block.unwritten)) == ((), 1, 1)


def test_a_draft_is_no_edition_no_tie_and_tells_no_fact_and_lint_refuses_it(tmp_path: Path) -> None:
    source = begun(tmp_path)
    assert easy_read(tmp_path).variants(load(source)).reason == "no easy-read words have been written"
    assert write_ties(source) == ()
    assert {entry.state for entry in fact_ledger(load(source), "easy-read")} == {FactState.OPEN}
    code, output = publish("lint", source)
    assert code == 1
    assert "error: the easy-read edition needs a person to read the draft “Take iron.”" in output


def test_one_draft_among_finished_lines_keeps_the_edition_from_being_complete(tmp_path: Path) -> None:
    line = "- [dot]{.picture} Iron helps your blood."
    block = f'\n::: {{.easy-read for="iron" title="Iron"}}\n{line}\n{line.replace("}", " .draft}")}\n:::\n'
    states = {}
    for mark in (".draft", ".short"):
        publication, path = house(tmp_path, head() + block.replace(".draft", mark)), tmp_path / "iron.pdf"
        job = Job(publication, EasyReadOptions())
        easy_read(tmp_path).write(job, path)
        said = [passage.text for passage in easy_read(tmp_path).read(path).passages]
        states[mark] = (easy_read(tmp_path).check(job, path).state, said.count("Iron helps your blood."))
    assert states == {".draft": (State.INCOMPLETE, 1), ".short": (State.COMPLETE, 2)}


def test_a_preview_shows_drafts_and_asks_for_somebody_to_read_them(tmp_path: Path) -> None:
    path = tmp_path / "draft.pdf"
    code, output = publish("easy-read", "preview", begun(tmp_path), "-o", path)
    assert (code, "needed: a person to read the draft “Take iron.”" in output) == (0, True)
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]
    assert all("Draft – not checked" in page for page in pages)
    assert any("Take iron." in page for page in pages)


def test_another_mark_on_a_line_is_refused_with_its_line(tmp_path: Path) -> None:
    block = '\n::: {.easy-read for="iron" title="Iron"}\n- [dot]{.picture .done} Iron helps.\n:::\n'
    (tmp_path / "iron.md").write_text(head() + block)
    with pytest.raises(SourceError, match=re.escape("iron.md:")):
        load(tmp_path / "iron.md")
