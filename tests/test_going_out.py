"""What is not finished is said, and can be kept in: overdue reviews, placeholders, links without an address."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish.commands.cli import app
from publish.importing.canonical.template import new_source
from publish.outputs.manifest import EditionRecord, Manifest, read_manifest
from publish.source.load import load
from publish.source.placeholders import placeholders
from tests.conftest import REPOSITORY

EDITIONS = REPOSITORY / "tests" / "cases" / "editions"
LATE = "2100-01-01"
"""After the review of a document to come, which is due in 2099."""
HEAD = "---\ntitle: Iron\nlang: en-GB\nsummary: What iron does.\n---\n\n"


def copied(folder: Path, name: str, overdue: str = "warn", due: str = "2024-10-01") -> Path:
    for file in (f"{name}.md", "publisher.yaml", "pictures.yaml"):
        shutil.copy(EDITIONS / file, folder / file)
    source = folder / f"{name}.md"
    source.write_text(source.read_text(encoding="utf-8").replace("2024-10-01", due), encoding="utf-8")
    with (folder / "publisher.yaml").open("a", encoding="utf-8") as publisher:
        publisher.write(f"\noverdue: {overdue}\n")
    return source


@pytest.mark.parametrize("name", ["overdue", "easy-read-says-the-opposite", "easy-read-in-a-waived-section"])
def test_lint_says_of_which_document_an_edition_would_fail(tmp_path: Path, name: str) -> None:
    source = copied(tmp_path, name, "block")
    lint = CliRunner().invoke(app, ["lint", str(source)])
    assert (lint.exit_code, build(source)[0]) == (1, 1)


def written(folder: Path, body: str, head: str = HEAD) -> Path:
    shutil.copy(EDITIONS / "publisher.yaml", folder / "publisher.yaml")
    source = folder / "iron.md"
    source.write_text(f"{head}{body}\n", encoding="utf-8")
    return source


def build(source: Path, today: str = "", name: str = "easy-read") -> tuple[int, str, Manifest]:
    outputs = source.parent / "outputs"
    call = ["build", str(source), "--outputs", str(outputs), "--format", name, "--today", today, "--no-listen"]
    result = CliRunner().invoke(app, call)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    manifest = read_manifest(outputs / source.stem / "manifest.json")
    assert manifest is not None, result.output
    return result.exit_code, result.output, manifest


def only(manifest: Manifest) -> EditionRecord:
    (record,) = manifest.editions
    return record


def test_lint_names_the_line_of_a_date(tmp_path: Path) -> None:
    source = copied(tmp_path, "overdue")
    line = source.read_text(encoding="utf-8").split("\n").index("next-review-due: 2024-10-01") + 1
    assert f"{source}:{line}: warning: the next review was due on 1 October 2024." in lint(source)


def lint(source: Path) -> str:
    return CliRunner().invoke(app, ["lint", str(source)]).output


def test_an_overdue_review_is_printed_by_build(tmp_path: Path) -> None:
    code, output, manifest = build(copied(tmp_path, "overdue"))
    assert code == 0
    assert "note: the next review was due on 1 October 2024." in output
    assert only(manifest).current


def test_an_overdue_review_keeps_the_editions_in_where_the_publisher_wants_that(tmp_path: Path) -> None:
    code, output, manifest = build(copied(tmp_path, "overdue", "block"))
    assert code == 1
    assert "the next review was due on 1 October 2024, and publisher.yaml says overdue: block" in output
    record = only(manifest)
    assert (record.current, record.orderable, record.verdict.state) == (False, False, "complete")


def test_a_document_becomes_overdue_by_the_passing_of_time_alone(tmp_path: Path) -> None:
    source = copied(tmp_path, "overdue", "block", due="2099-10-01")
    code, output, manifest = build(source)
    assert (code, only(manifest).current, only(manifest).orderable) == (0, True, False), "nothing is released yet"
    assert "the next review was due" not in output
    code, _, manifest = build(source, LATE)
    assert (code, only(manifest).current) == (1, False)
    code, _, manifest = build(source)
    assert (code, only(manifest).current, only(manifest).orderable) == (0, True, False), "nothing is released yet"


def test_that_a_review_is_overdue_is_not_stored_but_told_anew_each_day(tmp_path: Path) -> None:
    source = copied(tmp_path, "overdue", due="2099-10-01")
    early, late = build(source), build(source, LATE)
    assert early[2] == late[2]
    assert ("next review was due" in early[1], "next review was due" in late[1]) == (False, True)


def test_every_sentence_of_the_template_is_a_placeholder(tmp_path: Path) -> None:
    source, _ = new_source("Iron", tmp_path / "iron.md")
    found = {one.words for one in placeholders(load(source))}
    assert {"Name of the charity", "Summary needed", "0000000", "0000 000 0000"} <= found
    body = source.read_text(encoding="utf-8").split("---\n", 2)[2]
    paragraphs = [part for part in body.split("\n\n") if part.strip() and not part.startswith("#")]
    assert len(paragraphs) == 5
    lines = {one.line or one.key for one in placeholders(load(source)) if not one.file}
    assert len(lines) >= len(paragraphs), "each paragraph of the template is found, and the summary"


@pytest.mark.parametrize(
    "body",
    [
        "Ask [NAME OF WARD].",
        "Ring [PHONE NUMBER] first.",
        "Our [HOSPITAL].",
        "The dose is TBC.",
        "TODO: write this.",
        "Ring 0000 000 0000.",
        "Ring 0800 000 0000.",
        "Ring 08000000000.",
        "Ring +44 20 0000 0000.",
        "Ask [Name] on [date].",
        "Until xx/xx/2026.",
        "On xx March.",
        "Take ____ tablets.",
        "Take this for: ____ days.",
        "Ask [insert the name of your nurse].",
        "- Lorem ipsum dolor.",
        "Call XXXX XXX XXX for help.",
        "To do: add the side effects.",
        "FIXME the dose.",
        "The dose is ??? mg.",
        "The dose is {{dose}} mg.",
        "The dose is [dose to be confirmed].",
        "[Name of nurse] can help you.",
        "Take X mg every Y hours.",
    ],
)
def test_a_placeholder_is_a_lint_error_and_keeps_the_editions_in(tmp_path: Path, body: str) -> None:
    source = written(tmp_path, f"# Iron\n\n{body}")
    result = CliRunner().invoke(app, ["lint", str(source)])
    assert result.exit_code == 1, result.output
    assert f"{source}:9: error: " in result.output
    assert "[placeholder]" in result.output
    code, output, manifest = build(source, name="large-print")
    assert (code, only(manifest).orderable, only(manifest).current) == (0, False, True)
    assert "not finished, so not to be ordered" in output


@pytest.mark.parametrize(
    "body",
    [
        "By NICE, and by the guideline [NICE].",
        "Ring 0800 000 000 or 0300 000 1000.",
        "It takes 1000000 years, or 0.0000 g.",
        "A list [1], a word [sic] and [PDQ].",
        "The word [a] `[NAME]`... not in capitals: [Iron].",
        "Name: ____ Date of birth: ____ Signed (parent or carer): ____",
        "Is it yours? ____",
        "Two of 2 X tablets, factor X units, the X chromosome, and 2 x weeks.",
    ],
)
def test_what_only_looks_like_a_placeholder_is_none(tmp_path: Path, body: str) -> None:
    source = written(tmp_path, f"# Iron\n\n{body.replace('`[NAME]`', '')}")
    assert placeholders(load(source)) == ()


def test_publishers_placeholders_are_found(tmp_path: Path) -> None:
    source = written(tmp_path, "# Iron\n\nIron.")
    (tmp_path / "publisher.yaml").write_text(
        'name: Name of the charity\nhelpline:\n  label: Helpline\n  value: "0000 000 0000"\n', encoding="utf-8"
    )
    assert [(one.words, one.file) for one in placeholders(load(source))] == [
        ("Name of the charity", "publisher.yaml"),
        ("0000 000 0000", "publisher.yaml"),
    ]


def test_lint_names_a_placeholder_by_its_file_and_line(tmp_path: Path) -> None:
    source = written(tmp_path, "# Iron\n\nIron.", HEAD.replace("What iron does.", "Ask [NAME OF WARD]."))
    (tmp_path / "publisher.yaml").write_text(
        'name: Our charity\nhelpline:\n  label: Helpline\n  value: "0000 000 0000"\n', encoding="utf-8"
    )
    found = CliRunner().invoke(app, ["lint", str(source)]).output
    assert f"{source}:4: error: “[NAME OF WARD]” is a placeholder" in found
    assert f"{tmp_path / 'publisher.yaml'}:4: error: “0000 000 0000” is a placeholder" in found
    assert "(summary in the front matter)" in build(source)[1]


def test_lint_names_a_word_of_the_publisher_by_its_file_and_line(tmp_path: Path) -> None:
    source = written(tmp_path, "# Iron\n\nIron.")
    (tmp_path / "publisher.yaml").write_text(
        'name: Our charity\nhelpline:\n  label: Ferrumax line\n  value: "0800 000 111"\n', encoding="utf-8"
    )
    found = CliRunner().invoke(app, ["lint", str(source)]).output
    assert f"{tmp_path / 'publisher.yaml'}:3: warning: “Ferrumax” is in no dictionary" in found
    assert found.count("is in no dictionary") == 1, found


LINKS = """# Iron

[Download our booklet]{.link-needed}

Read [our booklet]{.link-needed} first.

- [Iron]{.link-needed}
"""


def test_a_link_without_an_address_is_left_out_as_a_line_and_kept_as_words_in_a_sentence(tmp_path: Path) -> None:
    source = written(tmp_path, LINKS)
    code, output, manifest = build(source, name="epub")
    assert code == 0
    assert "“Download our booklet”, “our booklet”, “Iron”" in output
    assert manifest.links_needed == ("Download our booklet", "our booklet", "Iron")
    from publish.readers.epub.epub_reading import read_epub

    texts = [one.text for one in read_epub(source.parent / "outputs" / "iron" / "iron.epub").passages]
    assert "Download our booklet" not in texts
    assert "Read our booklet first." in texts
    assert "Iron" in texts
