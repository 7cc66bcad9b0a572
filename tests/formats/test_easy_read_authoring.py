"""Easy-read words while they are being written: lines to fill, a preview from the first line on, never an edition."""

from __future__ import annotations

import json
import re
from pathlib import Path

import page
import pypdfium2
import pytest
from typer.testing import CliRunner

from formats.easy_read.booklet_lines import EasyReadOptions
from formats.easy_read.easy_read import EasyRead
from publish.commands.cli import app
from publish.contracts.format import Job, Settings
from publish.errors import SourceError
from publish.proof.verdict import FindingKind, State
from publish.source.concept_pictures import concepts, pictures
from publish.source.load import load
from publish.source.tying import write_ties

from .test_easy_read_short import house

TEXT = """---
title: Iron
id: iron
lang: en-GB
summary: What iron does.
last-reviewed: 2026-03-02
---

# Taking iron {#taking}

## Dose {#dose}

Take 2 tablets a day. If you feel sick, phone us. The tablets do not hurt.

## Food {#food}

Meat has iron.
# Books {#books}

- A book.

::: {.waive format="easy-read" section="books" reason="A list" by="health information lead" date="2026-03-02"}
:::
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    house(tmp_path, TEXT)
    return tmp_path / "iron.md"


def publish(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def begun(source: Path) -> Path:
    """The source with its lines to write, all of them empty."""
    assert publish("easy-read", "start", source)[0] == 0
    source.write_bytes(re.sub(rb"(?m)^(- \[\]\{\.picture) \.draft\}[^\r\n]*", rb"\1}", source.read_bytes()))
    return source


def written(source: Path, line: str, place: int = 0) -> Path:
    """The source with one of its empty lines filled."""
    parts = begun(source).read_text().split("- []{.picture}\n")
    filled = "- []{.picture}\n".join(parts[: place + 1]) + f"{line}\n" + "- []{.picture}\n".join(parts[place + 1 :])
    source.write_text(filled)
    return source


def easy_read(folder: Path) -> EasyRead:
    return EasyRead(Settings(folder / "cache"))


# --- lines to fill ----------------------------------------------------------------------------------------------------


def test_each_section_gets_lines_under_its_text_and_what_must_be_told(source: Path) -> None:
    text = begun(source).read_text()
    block = text[text.index("::: {.easy-read") : text.index("## Food")]
    assert block == (
        '::: {.easy-read for="taking dose" title="Dose"}\n'
        "<!--\n"
        "A line is a picture and one or two short sentences: - [blood]{.picture} Words. "
        "To see the pictures and their names, run publish pictures. Take out lines that you do not need.\n"
        "Rules proposed the lines with .draft. Read each beside its text, then take .draft out, or write it anew.\n"
        "Tell these, or have a role settle that they are left out (docs/easy-read.md):\n"
        "- how much: 2 tablets; what to do; how often: a day: “Take 2 tablets a day.”\n"
        "- when this is so (if, when, until); what to do: “If you feel sick, phone us.”\n"
        "- what is not so, or not to be done: “The tablets do not hurt.”\n"
        "-->\n"
        "- []{.picture}\n- []{.picture}\n- []{.picture}\n"
        ":::\n\n"
    )
    assert text.index("The tablets do not hurt.") < text.index("::: {.easy-read") < text.index("## Food")


def test_a_waived_section_gets_none_and_a_bare_heading_is_told_with_the_section_inside(source: Path) -> None:
    output = json.loads(publish("easy-read", "start", source, "--json")[1])
    assert [block["sections"] for block in output] == [["taking", "dose"], ["food"]]
    lines = source.read_text().splitlines()
    assert all(lines[block["line"] - 1].startswith("::: {.easy-read") for block in output)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "end"])
def test_nothing_that_stands_in_the_source_is_changed(source: Path, end: str, last: str) -> None:
    before = source.read_text().rstrip("\n").replace("\n", end) + (end if last else "")
    source.write_bytes(before.encode())
    begun(source)
    after = source.read_bytes().decode()
    added = re.sub(rf"::: {{\.easy-read.*?{end}:::(?:{end}|$)", "", after, flags=re.DOTALL)
    assert re.sub(rf"(?:{end})+", end, added).rstrip() == re.sub(rf"(?:{end})+", end, before).rstrip()
    assert ("\r\n" in after) == (end == "\r\n")
    assert not re.search("\r(?!\n)|(?<!\r)\n" if end == "\r\n" else "\r", after)


def test_what_is_begun_is_not_begun_again(source: Path) -> None:
    before = begun(source).read_bytes()
    assert publish("easy-read", "start", source)[1] == (
        "Every section has easy-read words, or lines for them, or a waiver.\n"
    )
    assert source.read_bytes() == before


def test_a_source_that_could_not_be_read_with_the_lines_stays_as_it_was(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from publish.source import beginning

    def refuse(path: Path) -> None:
        raise SourceError(path, 1, "it cannot be read.")

    monkeypatch.setattr(beginning, "load", refuse)
    before = source.read_bytes()
    assert publish("easy-read", "start", source)[0] == 3
    assert (source.read_bytes(), sorted(path.name for path in source.parent.glob(".*"))) == (before, [])


def test_a_note_is_no_word_of_an_edition_and_holds_nothing_but_the_note(source: Path) -> None:
    text = begun(source).read_text()
    assert "Tell these" not in str(load(source).document)
    source.write_text(text.replace("-->\n", "--> Iron helps.\n", 1))
    with pytest.raises(SourceError, match=r"iron\.md:\d+: "):
        load(source)


# --- while lines are empty --------------------------------------------------------------------------------------------


def test_lines_that_are_still_empty_are_no_edition_no_tie_and_an_error_of_lint(source: Path, tmp_path: Path) -> None:
    begun(source)
    assert easy_read(tmp_path).variants(load(source)).reason == "no easy-read words have been written"
    assert write_ties(source) == ()
    code, output = publish("lint", source)
    assert code == 1
    assert "needs easy-read words for “Dose”" in output
    assert "stale" not in output


def test_a_block_with_empty_lines_is_not_complete_until_they_are_written_or_taken_out(
    source: Path, tmp_path: Path
) -> None:
    written(source, "- [dot]{.picture} Meat has iron.", place=3)
    write_ties(source)
    source.write_text(source.read_text().replace("- [dot]{.picture} M", "- []{.picture}\n- [dot]{.picture} M"))
    publication, path = load(source), tmp_path / "iron.pdf"
    easy_read(tmp_path).write(Job(publication, EasyReadOptions()), path)
    found = [
        finding.expected
        for finding in easy_read(tmp_path).check(Job(publication, EasyReadOptions()), path).findings
        if finding.kind is FindingKind.MISSING
    ]
    assert "the words of an empty line of “Food”" in found
    assert "easy-read words for “Dose”, or a waiver" in found


def test_words_without_a_picture_get_a_frame_that_says_so(source: Path, tmp_path: Path) -> None:
    publication = load(written(source, "- []{.picture} Take 2 tablets a day."))
    path = tmp_path / "iron.pdf"
    easy_read(tmp_path).write(Job(publication, EasyReadOptions()), path)
    assert "Picture needed" in [passage.text for passage in easy_read(tmp_path).read(path).passages]
    assert "this line names no picture yet" in publish("lint", source)[1]


# --- the preview ------------------------------------------------------------------------------------------------------


def test_a_preview_needs_a_line(source: Path, tmp_path: Path) -> None:
    code, output = publish("easy-read", "preview", begun(source), "-o", tmp_path / "draft.pdf")
    assert (code, "no easy-read line has been written yet" in output) == (1, True)
    assert not (tmp_path / "draft.pdf").exists()


def test_a_preview_bears_its_mark_on_every_page_and_says_at_its_end_what_is_missing(
    source: Path, tmp_path: Path
) -> None:
    path = tmp_path / "draft.pdf"
    _, output = publish("easy-read", "preview", written(source, "- [dot]{.picture} Take 2 tablets a day."), "-o", path)
    pages = [document_page.get_textpage().get_text_bounded() for document_page in pypdfium2.PdfDocument(path)]
    assert all("Draft – not checked" in text for text in pages)
    passages = [passage.text for passage in easy_read(tmp_path).read(path).passages]
    last = passages[passages.index("What is missing", 12) :]
    assert any("needed: easy-read words for" in text for text in last)
    assert any("read these words beside their text, then run publish tie" in text for text in last)
    assert passages.count("Draft – not checked") == 1, "one for those who hear it; behind the pages it is an artifact"
    assert "needed: easy-read words for “Food”, or a waiver" in output
    assert page.validate_pdf_bytes(path.read_bytes(), profile="ua1").failures == []


def test_a_preview_of_finished_words_is_no_edition_either(tmp_path: Path) -> None:
    block = '\n::: {.easy-read for="iron" title="Iron"}\n- [dot]{.picture} Iron helps.\n:::\n'
    head = TEXT[: TEXT.index("# Taking")]
    publication, path = house(tmp_path, f"{head}# Iron {{#iron}}\n\nIron helps.\n{block}"), tmp_path / "draft.pdf"
    job = Job(publication, EasyReadOptions())
    easy_read(tmp_path).write(job, path)
    assert easy_read(tmp_path).check(job, path).state is State.COMPLETE
    assert easy_read(tmp_path).preview(job, path) == (
        "Nothing that a machine can see. Build the edition to have it checked.",
    )
    assert easy_read(tmp_path).check(job, path).state is State.INCOMPLETE


def test_only_a_format_with_words_of_its_own_can_be_begun(source: Path, tmp_path: Path) -> None:
    from publish.building.authored_words import begin
    from publish.errors import UsageError

    with pytest.raises(UsageError, match="the format epub has no words of its own to write"):
        begin(source, "epub", Settings(tmp_path))


def test_a_source_without_an_id_is_begun_too(source: Path) -> None:
    nameless = source.with_name("iron-tablets.md")
    nameless.write_text(re.sub(r"^id:.*\n", "", source.read_text(encoding="utf-8"), flags=re.MULTILINE), "utf-8")
    source.unlink()
    status, shown = publish("easy-read", "start", nameless)
    assert (status, load(nameless).document.metadata.id) == (0, "iron-tablets"), shown


def test_a_house_without_pictures_has_those_that_every_house_has(tmp_path: Path) -> None:
    assert {"blood", "phone", "tablet"} <= concepts(tmp_path)
    assert set(pictures(tmp_path, frozenset({"blood"}))) == {"blood"}
