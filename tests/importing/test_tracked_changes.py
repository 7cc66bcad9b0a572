"""Tracked changes that nobody has decided on come in accepted, each with a mark, and the report says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.contracts.import_options import Changes, Options
from publish.errors import SourceError
from publish.importing.run import import_document
from tests.importing.conftest import Run
from tests.importing.test_office_files import odt, repacked
from tests.importing.test_word_parts import word


def run_of(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def put_in(text: str) -> str:
    return f'<w:ins w:id="1" w:author="A">{run_of(text)}</w:ins>'


def taken_out(text: str) -> str:
    return f'<w:del w:id="2" w:author="A"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            run_of("Do ")
            + taken_out("not ")
            + run_of("take it. Take ")
            + taken_out("5")
            + put_in("50")
            + run_of(" mg."),
            "[Do]{.check} take it. Take [50]{.check} mg.",
        ),
        (f"{taken_out('Never ')}{run_of('take it.')}", "[take]{.check} it."),
        (f"{run_of('Take it')}{put_in(' with food')}{run_of('.')}", "Take it [with food]{.check}."),
        (f"{run_of('Take 2')}{taken_out('.')}{run_of('5 mg.')}", "Take [2]{.check}5 mg."),
    ],
)  # fmt: skip
def test_each_place_of_an_undecided_change_is_marked(run: Run, content: str, line: str) -> None:
    made = run(word(f"<w:p>{run_of('Before the change there are words.')}</w:p>", f"<w:p>{content}</w:p>"), "a.docx")
    assert line in made.text.split("\n")
    assert "--changes accept" in made.doubts[0]
    assert any("tracked change that nobody has decided on" in doubt for doubt in made.doubts[1:])


def test_a_paragraph_that_is_deleted_whole_leaves_a_mark_beside_it(run: Run) -> None:
    made = run(word(f"<w:p>{run_of('Take one.')}</w:p>", f"<w:p>{taken_out('Do not take two.')}</w:p>"), "a.docx")
    assert "Take [one.]{.check}" in made.text
    assert "“Do not take two.” was taken out by a tracked change that nobody has decided on" in made.doubts


@pytest.mark.parametrize("changes", list(Changes))
def test_what_a_person_has_decided_is_not_marked(run: Run, changes: Changes) -> None:
    file = word(f"<w:p>{run_of('Take ')}{taken_out('5')}{put_in('50')}{run_of(' mg.')}</w:p>")
    made = run(file, "a.docx", Options(changes=changes))
    assert f"Take {'50' if changes is Changes.ACCEPT else '5'} mg." in made.text
    assert not any("tracked" in doubt for doubt in made.doubts)


def changed_odt(tmp_path: Path) -> bytes:
    """A text in which "not" is deleted and 50 put in."""
    regions = (
        b'<text:tracked-changes><text:changed-region xml:id="c1" text:id="c1"><text:deletion><office:change-info>'
        b"<dc:creator>A</dc:creator></office:change-info><text:p>not </text:p></text:deletion></text:changed-region>"
        b'<text:changed-region text:id="c2"><text:insertion><office:change-info/></text:insertion>'
        b"</text:changed-region></text:tracked-changes>"
    )
    places = {
        b"<office:text>": b"<office:text>" + regions,
        b"GONE": b'<text:change text:change-id="c1"/>',
        b"FIFTY": b'<text:change-start text:change-id="c2"/>50<text:change-end text:change-id="c2"/>',
    }

    def changed(name: str, data: bytes) -> tuple[str, bytes]:
        for old, new in places.items() if name == "content.xml" else ():
            data = data.replace(old, new)
        return name, data

    return repacked(odt("# Dose\n\nDo GONEtake FIFTY mg.\n", tmp_path), changed)


def test_undecided_changes_of_an_opendocument_text_are_marked(run: Run, tmp_path: Path) -> None:
    made = run(changed_odt(tmp_path), "a.odt")
    assert "[Do]{.check} take [50]{.check} mg." in made.text
    assert "--changes accept" in "".join(made.doubts)
    assert ("deleted", "not") in made.left
    decided = run(changed_odt(tmp_path), "b.odt", Options(changes=Changes.ACCEPT))
    assert "Do take 50 mg." in decided.text


def test_changes_of_an_opendocument_text_are_not_rejected_in_silence(tmp_path: Path) -> None:
    file = tmp_path / "a.odt"
    file.write_bytes(changed_odt(tmp_path))
    with pytest.raises(SourceError, match="tracked changes of an OpenDocument text cannot be rejected here"):
        import_document(file, tmp_path / "a.md", Options(changes=Changes.REJECT))
