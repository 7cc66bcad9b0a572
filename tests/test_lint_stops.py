"""An error of lint keeps a document in the house: it can be built and looked at, and no more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publish.contracts.rule import Places, Rule, Severity, Subject, rules
from publish.linting import runner
from publish.linting.runner import Remark, errors_against, in_a_sentence
from publish.source.approvals import approvals_file
from publish.source.load import load
from tests.releasing import IRON, Desk, desk, refused

LINK = "[the NHS pages](https://www.nhs.uk/conditions/iron-deficiency-anaemia/)"
MILK = "Do not take it with milk.\n\n:::"

WRONG = {
    "link-differs": (LINK, "[0808 196 4471](tel:+448081964472)"),
    "an address that leads elsewhere": (LINK, "[www.nhs.uk](https://www.example.org/)"),
    "stray-stars": (MILK, "Do not take it with ** milk.\n\n:::"),
    "heading-without-space": (MILK, "Do not take it with milk.\n\n#Why\n\n:::"),
    "date-order": ("next-review-due: 2099-03", "next-review-due: 2026-02"),
    "date-to-come": ("last-reviewed: 2026-03-02", "last-reviewed: 2098-03-02"),
}
"""What the tester put into a source, each with what stands there else."""


def wrong(folder: Path, *names: str) -> Desk:
    text = IRON
    for name in names:
        before, after = WRONG[name]
        assert before in text
        text = text.replace(before, after, 1)
    return desk(folder, text)


@pytest.mark.parametrize("name", WRONG)
def test_each_error_keeps_a_document_in(tmp_path: Path, name: str) -> None:
    source = wrong(tmp_path, name).source
    (error,) = errors_against(load(source))
    said = in_a_sentence([error], source)
    assert said == (
        f"lint finds an error that keeps it in, on line {error.line}: {' '.join(error.message.split())} "
        f"publish lint {source} lists it with all else that it finds."
    )


def test_a_sound_source_has_none(tmp_path: Path) -> None:
    assert errors_against(load(desk(tmp_path).source)) == ()


def test_what_the_proof_of_an_edition_stops_is_left_to_it(tmp_path: Path) -> None:
    """Easy read that is not whole keeps its own edition in: a document may go out without it."""
    source = desk(tmp_path, IRON.replace('for="iron more"', 'for="iron"')).source
    assert errors_against(load(source)) == ()


def test_a_source_with_errors_is_built_and_told_so_by_every_build(tmp_path: Path) -> None:
    made = wrong(tmp_path, "stray-stars", "date-order")
    for _ in range(2):
        code, said = made.build()
        assert code == 0, said
        assert (
            "note: not to be approved or released: lint finds 2 errors that keep it in, the first on line 8: " in said
        )


def test_a_source_with_errors_is_not_approved(tmp_path: Path) -> None:
    made = wrong(tmp_path, "link-differs")
    made.build()
    code, said = made.approve()
    assert (code, said.count("\n")) == (2, 1)
    assert "nobody can approve this: lint finds an error that keeps it in, on line 24: " in said
    assert said.endswith(f"publish lint {made.source} lists it with all else that it finds.\n")
    assert not approvals_file(made.source).exists()


def test_a_report_lists_them_as_open(tmp_path: Path) -> None:
    made = wrong(tmp_path, "link-differs")
    made.build()
    assert made.ask("report", "iron")[0] == 0
    page = (made.outputs / "iron" / "report.html").read_text(encoding="utf-8")
    assert ">errors in the source</span>" in page
    assert "Nobody can approve it yet: lint finds an error that keeps it in, on line 24: " in page
    assert "Nothing: no edition lacks a word" not in page


def no_milk(subject: Subject) -> Places:
    yield 15, f"{subject.publication.document.metadata.title} speaks of milk."


@pytest.fixture
def stricter(released_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A house that has installed a rule since it released: what it finds was there before."""
    rule = Rule("no-milk", Severity.ERROR, no_milk)
    before = rules()
    monkeypatch.setattr(runner, "rules", lambda: (*before, rule))
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path / "cache"))  # what is kept there is kept by the rules installed
    return released_desk


def test_what_was_released_before_is_not_given_out_while_it_has_errors(stricter: Desk) -> None:
    said = stricter.ask("status")[1]
    assert "0 can be ordered" in said
    assert "note: lint finds an error that keeps it in, on line 15: Iron and blood speaks of milk." in said
    stricter.ask("catalogue")
    found = json.loads((stricter.outputs / "catalogue.json").read_text(encoding="utf-8"))
    (gone,) = found["unavailable"]
    assert (found["products"], gone["reason"]) == ([], "faulty")
    assert "IRON.EPUB" in gone["skus"]


def test_what_was_approved_before_is_not_released(stricter: Desk) -> None:
    stricter.change("version: 1.0", "version: 1.1")
    stricter.build()
    assert (
        "iron is not released: lint finds an error that keeps it in, on line 15: Iron and blood speaks of milk."
        in refused(stricter)
    )


def test_an_error_of_publisher_yaml_is_told_with_its_file() -> None:
    remark = Remark(Path("sources/publisher.yaml"), 12, Severity.ERROR, "unreadable", "voise is not a known key.")
    said = in_a_sentence([remark], Path("sources/iron.md"))
    assert "keeps it in, on line 12 of publisher.yaml: voise" in said
