"""Orders, days, releases and publisher.yaml with something wrong: each refused in a sentence, and nothing half done."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from typing import Any

import pytest

import publish
from publish.errors import OutputsError, UsageError
from publish.model.colours import colour
from tests.ordering.shelf import ADDRESS, catalogue, items, refused
from tests.releasing import Desk

LARGE = "IRON.LARGE-PRINT.18PT"
NO_CODE, NO_EDITION = "is no stock code", "there is no such edition to order"


@pytest.mark.parametrize("copies", ["0", "-1", "1000000000", "99999999999999999999999"])
def test_so_many_copies_are_not_given_out(at: Desk, copies: str) -> None:
    assert f"{copies} copies cannot be ordered, only 1 to 100" in refused(
        at, LARGE, "--copies", copies, "--to", ADDRESS
    )


@pytest.mark.parametrize("copies", ["1.5", "abc", "１２"])
def test_copies_are_a_whole_number(at: Desk, copies: str) -> None:
    assert at.ask("ticket", LARGE, "--copies", copies, "--to", ADDRESS)[0] == 2


@pytest.mark.parametrize("copies", [2.5, True, "3", float("nan")])
def test_a_program_that_orders_no_whole_number_is_told(at: Desk, copies: Any) -> None:
    with pytest.raises(UsageError, match="is no number of copies"):
        publish.order(LARGE, copies, ADDRESS, at.outputs, at.folder / "orders")
    assert not (at.folder / "orders").exists()


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        *[(code, NO_CODE) for code in ("", " ", "../iron", f"{LARGE}\n", "A" * 5000, "ΙRON.WORD", "IRON.PRINT.Ａ4")],
        *[
            (code, NO_EDITION)
            for code in (".", "IRON", "IRON.", "IRON.LARGE-PRINT", "IRON.PRINT.A3", "IRON.EASY-READ.2")
        ],
        *[(code, NO_EDITION) for code in ("IRON.PRINT.A4-PRESS", "IRON.LARGE-PRINT.18PT-WHITE")],
        ("IRON.LARGE-PRINT.0PT", "there is no large print “0pt”. Write a size from 16pt"),
        ("IRON.LARGE-PRINT.018PT", "there is no large print “018pt”"),
        ("IRON.LARGE-PRINT.18PT-BLUE", "there is no large print “18pt-blue”"),
    ],
)
def test_what_is_no_code_of_an_edition_is_refused(at: Desk, code: str, reason: str) -> None:
    answer = refused(at, code, "--to", ADDRESS)
    assert reason in answer
    assert "variants" not in answer
    assert not answer.rstrip().endswith("..")


@pytest.mark.parametrize("to", ["", "a;" * 11, "x" * 101, "Ward \u202e3", "Ward\u200b3"])
def test_what_is_no_address_is_refused(at: Desk, to: str) -> None:
    assert "address" in refused(at, LARGE, "--to", to) or "where the copies go" in refused(at, LARGE, "--to", to)


@pytest.mark.parametrize("option", ["--since", "--today"])
@pytest.mark.parametrize("day", ["2026-02-30", "31.12.2026", "0000-01-01", "99999", "tomorrow", "2026"])
def test_what_is_no_day_is_refused(at: Desk, option: str, day: str) -> None:
    code, output = at.ask("catalogue", option, day)
    assert (code, output) == (2, f"“{day}” is not a date. Write it as 2026-03-31.\n")


def copied_as(name: str) -> Callable[[Desk], object]:
    return lambda at: shutil.copytree(at.released / "1.0", at.released / name)


def replaced_by_a_file(at: Desk) -> None:
    shutil.rmtree(at.released)
    at.released.write_text("gone", encoding="utf-8")


def linked(at: Desk) -> None:
    path = at.released / "1.0" / "iron-large-print-18pt.pdf"
    path.rename(at.folder / path.name)
    path.symlink_to(at.folder / path.name)


EDITED: dict[str, Callable[[Desk], object]] = {
    "a copy under another version": copied_as("2.0"),
    "renamed": lambda at: (at.released / "1.0").rename(at.released / "2.0"),
    "a file deleted": lambda at: (at.released / "1.0" / "iron.epub").unlink(),
    "a file linked": linked,
    "a file added": lambda at: (at.released / "1.0" / "extra.pdf").write_text("x", encoding="utf-8"),
    "an empty record": lambda at: (at.released / "1.0" / "release.json").write_text("{}", encoding="utf-8"),
    "a list for a record": lambda at: (at.released / "1.0" / "release.json").write_text("[1]", encoding="utf-8"),
    "bytes for a record": lambda at: (at.released / "1.0" / "release.json").write_bytes(b"\xff\xfe\0"),
    "a withdrawal that says nothing": lambda at: (at.released / "1.0" / "withdrawal.json").write_text("x"),
    "a version without anything": lambda at: (at.released / "3.0").mkdir(),
    "a file in place of a version": lambda at: (at.released / "3.0").write_text("x", encoding="utf-8"),
    "a file in place of all versions": replaced_by_a_file,
}


@pytest.mark.parametrize("name", EDITED)
def test_a_release_that_was_edited_is_told_and_not_given_out(at: Desk, name: str) -> None:
    EDITED[name](at)
    found = catalogue(at)
    assert not any(str(at.folder) in each["explanation"] for each in found["unavailable"])
    assert not found["products"]
    assert "unverified" in {each["reason"] for each in found["unavailable"]}
    answer = refused(at, LARGE, "--to", ADDRESS)
    assert "(unverified)." in answer
    assert str(at.folder) not in answer
    assert ". (" not in answer


def test_a_release_copied_to_another_document_leaves_the_true_one(at: Desk) -> None:
    shutil.copytree(at.released, at.released.with_name("copper"))
    found = catalogue(at)
    assert LARGE in items(found)
    (foreign,) = found["unavailable"]
    assert (foreign["id"], foreign["reason"], foreign["skus"]) == ("copper", "unverified", [])
    assert "copper/1.0: this is a release of iron. Move it to its place." in foreign["explanation"]


@pytest.mark.parametrize("name", ["catalogue.json", "tickets"])
def test_what_cannot_be_written_is_said_so(at: Desk, name: str) -> None:
    place = at.outputs / name
    if name == "tickets":
        place.write_text("x", encoding="utf-8")
        code, output = at.ask("ticket", LARGE, "--to", ADDRESS)
    else:
        place.mkdir()
        code, output = at.ask("catalogue")
    assert code == 5
    assert "cannot be written" in output


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ordering: {paper-grams: 0}", "this must be 40 or more"),
        ("ordering: {paper-grams: 1000000000}", "this must be 400 or less"),
        ("ordering: {paper-grams: heavy}", "this must be a whole number"),
        ("ordering: {paper-grams: true}", "this must be a whole number"),
        ("ordering: {most-copies: 0}", "this must be 1 or more"),
        ("ordering: {most-copy: 3}", "Known here: paper-grams, most-sheets, most-copies."),
        ("ordering: [1]", "this must be keys with values"),
        ("overdue: never", "this must be 'warn' or 'block'"),
        ("name: Second charity", "the key “name” is given twice"),
        ("look: []", "this must be keys with values"),
        ("look: {colour: '#７a0019'}", "is no colour"),
        ("look: {colour: '#fff'}", "is no colour"),
        ("look: {logo: ../x.svg, logo-alt: x}", "outside the source's folder"),
        ("look: {logo: 'data:image/svg+xml,<svg/>', logo-alt: x}", "is not a file"),
        ("look: {typeface: Papyrus}", "none of the plain sans serif faces"),
    ],
)
def test_a_publisher_that_cannot_be_read_is_named_with_its_line(at: Desk, line: str, reason: str) -> None:
    path = at.source.parent / "publisher.yaml"
    before = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    (gone,) = catalogue(at)["unavailable"]
    assert gone["reason"] == "voided"
    assert reason in gone["explanation"]
    assert f"publisher.yaml:{before.count(chr(10)) + 2}:" in gone["explanation"]


@pytest.mark.parametrize("value", ["#7a001", "#+7a001", "# 7a001", "#7_a001", "7a0019", "#7a0019\n", ""])
def test_a_colour_is_six_figures_and_nothing_else(value: str) -> None:
    with pytest.raises(ValueError, match="is no colour"):
        colour(value)


@pytest.mark.parametrize("place", ["tickets", "released"])
def test_a_shop_that_shows_why_names_no_folder_of_the_machine(at: Desk, place: str) -> None:
    if place == "tickets":
        (at.folder / "orders").write_text("x", encoding="utf-8")
    else:
        shutil.move(at.outputs / "released", at.folder / "elsewhere")
        (at.outputs / "released").symlink_to(at.folder / "elsewhere")
    with pytest.raises(OutputsError) as refused_so:
        publish.order(LARGE, 1, ADDRESS, at.outputs, at.folder / "orders")
    assert str(at.folder) not in str(refused_so.value)
    assert place.replace("tickets", "orders") in str(refused_so.value)


@pytest.mark.parametrize("code", [LARGE, "IRON.LARGE-PRINT.24PT-CREAM"])
def test_nobody_else_can_read_an_order(at: Desk, code: str) -> None:
    folder, _ = publish.order(code, 1, ADDRESS, at.outputs, at.folder / "orders")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
