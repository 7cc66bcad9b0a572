"""An edition that is welcome to another is used whether it was built in this run or before: check and build agree."""

from __future__ import annotations

from pathlib import Path

from publish.outputs.manifest import NAME, read_manifest
from tests.releasing import IRON, Desk, desk


def build(at: Desk, *formats: str) -> None:
    names = [word for name in formats for word in ("--format", name)]
    code, output = at.run("build", str(at.source), "--outputs", str(at.outputs), *names)
    assert code == 0, output


def large_print(at: Desk) -> tuple[str | None, str]:
    """The hash of the edition, and all that it says of the build."""
    manifest = read_manifest(at.outputs / "iron" / NAME)
    assert manifest is not None
    record = manifest.record("large-print", "18pt")
    assert record is not None
    return record.sha256, str(record.reason)


def test_large_print_names_the_printed_pages_also_where_print_was_built_before(tmp_path: Path) -> None:
    at = desk(tmp_path, IRON)
    build(at, "large-print")
    alone = large_print(at)
    build(at, "print")
    build(at, "large-print")
    beside = large_print(at)
    assert beside != alone
    build(at, "print", "large-print")
    assert large_print(at) == beside
    code, output = at.run("check", str(at.outputs))
    assert code == 0, output
