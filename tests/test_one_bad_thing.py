"""One bad thing among many documents is named, and stops none of the others."""

from __future__ import annotations

import json
import shutil

import pytest

from publish.errors import OutputsError
from tests.releasing import Desk


@pytest.fixture
def three(approved_desk: Desk) -> Desk:
    """A desk whose outputs hold a document between two folders whose manifests are none."""
    for name in ("alum", "zinc"):
        folder = approved_desk.outputs / name
        folder.mkdir()
        (folder / "manifest.json").write_text("{}", encoding="utf-8")
    return approved_desk


def test_check_names_each_manifest_that_cannot_be_read_and_checks_all_else(three: Desk) -> None:
    code, said = three.run("check", str(three.outputs))
    assert code == OutputsError.exit_code
    for name in ("alum", "zinc"):
        manifest = three.outputs / name / "manifest.json"
        assert f"{manifest}  ✗ {manifest}: this is no manifest of this library" in said
    assert f"{three.outputs / 'iron' / 'iron.epub'}  ✓ complete" in said


def test_check_names_an_edition_that_is_a_link_and_one_of_an_unknown_format_and_checks_all_else(three: Desk) -> None:
    folder = three.outputs / "iron"
    shutil.move(folder / "iron.epub", three.folder / "iron.epub")
    (folder / "iron.epub").symlink_to(three.folder / "iron.epub")
    data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for record in data["editions"]:
        if record["format"] == "word":
            record["format"] = "slate"
    (folder / "manifest.json").write_text(json.dumps(data), encoding="utf-8")
    code, said = three.run("check", str(folder))
    assert code == OutputsError.exit_code
    assert f"{folder / 'iron.epub'}  ✗ {folder / 'iron.epub'}: this is a link, and outputs hold none." in said
    assert "there is no format slate. Installed: " in said
    assert f"{folder / 'iron-easy-read.pdf'}  ✓ complete" in said


def test_status_tells_records_from_documents_by_its_exit_code_and_its_last_line(three: Desk) -> None:
    code, said = three.ask("status")
    assert code == OutputsError.exit_code
    assert said.endswith("3 documents: 1 with every edition complete, 1 approved, 0 can be ordered, 0 overdue, "
                         "2 whose records cannot be read.\n")  # fmt: skip
    for name in ("alum", "zinc"):
        shutil.rmtree(three.outputs / name)
    assert three.ask("status")[0] == 0


def test_a_build_tells_outputs_that_cannot_be_used_from_sources_that_cannot_be_read(three: Desk) -> None:
    for name in ("alum", "zinc"):
        text = three.source.read_text(encoding="utf-8").replace("id: iron", f"id: {name}")
        three.source.with_name(f"{name}.md").write_text(text, encoding="utf-8")
    three.source.with_name("tin.md").write_text("---\ntitle: Tin\n---\n", encoding="utf-8")
    said = three.run("build", str(three.source.parent), "--outputs", str(three.outputs), "--format", "epub")[1]
    assert "1 source that cannot be read, 2 documents whose outputs cannot be used." in said
