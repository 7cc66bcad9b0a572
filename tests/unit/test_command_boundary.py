"""The last boundary of a command: what Ctrl-C leaves, and what nobody foresaw."""

from __future__ import annotations

import pytest
import typer

from publish.commands.app import plain_errors


def test_ctrl_c_is_ctrl_c_also_where_clearing_away_fails_because_of_it() -> None:
    @plain_errors
    def command() -> None:
        try:
            raise KeyboardInterrupt
        finally:
            raise OSError(9, "Bad file descriptor")

    with pytest.raises(KeyboardInterrupt):
        command()


def test_what_nobody_foresaw_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    @plain_errors
    def command() -> None:
        raise OSError(9, "Bad file descriptor")

    with pytest.raises(typer.Exit):
        command()
    assert capsys.readouterr().err.startswith("something unexpected went wrong: Bad file descriptor")


def test_memory_that_is_not_given_is_no_fault_to_report(capsys: pytest.CaptureFixture[str]) -> None:
    @plain_errors
    def command() -> None:
        raise MemoryError

    with pytest.raises(typer.Exit):
        command()
    said = capsys.readouterr().err
    assert said == "it needs more memory than it may use. Split the document, or raise PUBLISH_MEGABYTES.\n"
