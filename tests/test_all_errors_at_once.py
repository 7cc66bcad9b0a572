"""One run of lint names all that keeps a source from being read: no error hides the next."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import publish
from publish.commands.cli import app
from publish.linting.runner import UNREADABLE, lint_alone

HEAD = "---\ntitle: Iron\nlang: {lang}\nsummary: About iron.\nlast-reviewed: 2026-01\nnext-review-due: 2029-01\n---\n"


def written(folder: Path, body: str, lang: str = "en-GB") -> Path:
    """A source whose body begins on line 11."""
    (folder / "publisher.yaml").write_text("name: A\nhelpline: {label: Helpline, value: 0800 123 4567}\n", "utf-8")
    source = folder / "iron.md"
    source.write_text(f"{HEAD.format(lang=lang)}\n# Iron {{#iron}}\n\n{body}\n", encoding="utf-8")
    return source


def remarks(folder: Path, body: str, lang: str = "en-GB") -> list[tuple[int, str]]:
    """The line and words of each error that keeps a source from being read."""
    found = lint_alone(written(folder, body, lang), None, date(2026, 3, 2))
    return [(remark.line, remark.message) for remark in found if remark.rule == UNREADABLE]


def test_each_row_with_a_missing_cell_is_named(tmp_path: Path) -> None:
    table = '::: {.table caption="Doses"}\n| Age | Dose |\n|---|---|\n| 1 |\n| 2 | 5 mg |\n| 3 |\n:::'
    found = remarks(tmp_path, table)
    assert [(line, "this row has 1 cells" in words) for line, words in found] == [(14, True), (16, True)]


def test_each_character_that_no_edition_holds_is_named(tmp_path: Path) -> None:
    found = remarks(tmp_path, "Iron\u200b is good.\n\nTea\ufeff is not.")
    assert [(line, words[:20]) for line, words in found] == [(11, "the character U+200B"), (13, "the character U+FEFF")]


def test_a_failed_link_hides_neither_a_missing_section_nor_an_unused_note(tmp_path: Path) -> None:
    body = "See [the page](https://example.org/a b) and [tea](#tea).\n\n[^1]: A note."
    found = remarks(tmp_path, body)
    assert [line for line, _ in found] == [11, 11, 13]
    words = " ".join(words for _, words in found)
    assert "names the section “tea”" in words
    assert "“[the page](https://example.org/a b)” looks like a link whose address has a space" in words
    assert "nothing refers to the footnote [^1]" in words


def test_each_unused_note_is_named(tmp_path: Path) -> None:
    found = remarks(tmp_path, "Iron is good.\n\n[^1]: A note.\n\n[^2]: Another.")
    assert [line for line, _ in found] == [13, 15]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Iron.[^ 2]", "“[^ 2]” looks like a footnote whose name has a space"),
        ("[words](https://example.org", "“[words](https://example.org” looks like a link or image"),
        ("::: {lang=cy}\nCroeso.\n:::", "Mark the words of each paragraph: [words]{lang=cy}"),
        ("[Croeso]{lang=cy-UK}", "Write cy-GB"),
        ("[Croeso]{lang=cy lang=fr}", "lang=… stands twice here, and one of the two would be lost"),
        ('::: {.callout .note title="Take it" title="Do not take it"}\nIron.\n:::', "title=… stands twice here"),
        ("[Croeso]{lang=cy wrapper=1}", "a span has no key “wrapper”"),
        ("::: {wrapper=1}\nIron.\n:::", "there is no block without a class"),
        ("`iron`{data-pos=9}", "there is no key “data-pos”"),
    ],
)
def test_an_error_names_what_is_wrong_and_the_way_out(tmp_path: Path, body: str, words: str) -> None:
    assert words in remarks(tmp_path, body)[0][1]


@pytest.mark.parametrize(
    ("tag", "right"), [("en-UK", "en-GB"), ("cy-UK", "cy-GB"), ("en-ZX", "en-GB"), ("en_GB", "en-GB")]
)
def test_a_language_tag_of_a_place_that_is_none_is_refused(tmp_path: Path, tag: str, right: str) -> None:
    assert [words for _, words in remarks(tmp_path, "Iron.", tag) if f"Write {right}" in words]


@pytest.mark.parametrize("tag", ["en-GB", "en", "cy", "zh-Hant", "es-419", "pa-Arab", "en-gb", "sr-Latn-RS", "bfi"])
def test_a_language_tag_that_is_one_is_read(tmp_path: Path, tag: str) -> None:
    assert publish.load(written(tmp_path, "Iron.", tag)).document.metadata.language == tag


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("iron.docx", b"PK\x03\x04\xff", "a Word document"),
        ("iron.odt", b"PK\x03\x04\xff", "a LibreOffice document"),
        ("iron.pdf", b"%PDF-1.7\n\xff", "a PDF"),
    ],
)
def test_a_file_of_another_kind_is_sent_to_import(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(data)
    result = CliRunner().invoke(app, ["build", str(tmp_path / name), "--outputs", str(tmp_path / "outputs")])
    assert result.exit_code == 3
    assert f"this is {kind}" in result.output
    assert "publish import" in result.output


def test_one_error_is_one_error(tmp_path: Path) -> None:
    source = written(tmp_path, "See [tea](#tea).")
    assert "1 error, 0 warnings." in CliRunner().invoke(app, ["lint", str(source)]).output


@pytest.mark.parametrize("body", ["Type `{lang=“cy”}` there.", "- ```\n  x = 1\n  ```"])
def test_what_only_looks_like_a_key_is_read(tmp_path: Path, body: str) -> None:
    assert publish.load(written(tmp_path, body)).document.sections
