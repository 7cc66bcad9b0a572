"""Links, second names and pipes wherever a command writes: what lies elsewhere stays as it is, and nothing waits."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

import publish
from publish.building.withdrawal import orphans
from publish.commands.cli import app
from publish.errors import OutputsError, SourceError
from publish.importing.archive import parts
from publish.outputs import journal
from publish.outputs.lock import exclusive
from publish.outputs.manifest import NAME, Manifest, SourceRecord
from publish.reporting.kept_report import is_still_right
from publish.source.companions import lexicon
from publish.source.source_file import save
from tests.conftest import REPOSITORY
from tests.hostile.running import SHORT, short_source, sources_of_every_node, tree_of
from tests.hostile.test_environment import CASE, PUBLISH, run

PAGE = '<html><body><h1>T</h1><h2>A</h2><p>A word.</p><p><img src="dot.svg" alt="A dot"></p></body></html>'
MANIFEST = Manifest(
    id="x", title="X", lang="en", source=SourceRecord(path="../../x.md", sha256="0" * 64), editions=()
)  # fmt: skip

Put = Callable[[Path, Path], None]


def a_link(path: Path, victim: Path) -> None:
    path.symlink_to(victim)


def a_second_name(path: Path, victim: Path) -> None:
    path.hardlink_to(victim)


def a_pipe(path: Path, _victim: Path) -> None:
    os.mkfifo(path)


IN_THE_WAY = pytest.mark.parametrize("put", [a_link, a_second_name, a_pipe])


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    path = tmp_path / "elsewhere" / "victim.txt"
    path.parent.mkdir()
    path.write_text("mine", encoding="utf-8")
    return path


def said_by(*words: object) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.output


@IN_THE_WAY
def test_a_source_is_not_saved_by_way_of_what_stands_beside_it(put: Put, tmp_path: Path, victim: Path) -> None:
    source = tmp_path / "a.md"
    source.write_text("old", encoding="utf-8")
    put(tmp_path / ".a.md.draft", victim)
    save(source, "new")
    assert (source.read_text(encoding="utf-8"), victim.read_text(encoding="utf-8")) == ("new", "mine")
    assert not source.is_symlink()


@IN_THE_WAY
def test_a_manifest_is_not_written_by_way_of_what_stands_beside_it(put: Put, tmp_path: Path, victim: Path) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    put(folder / f".{NAME}", victim)
    journal.rewrite(folder, MANIFEST)
    assert (folder / NAME).read_text(encoding="utf-8") == MANIFEST.text()
    assert victim.read_text(encoding="utf-8") == "mine"
    assert not journal.is_open(folder)


@pytest.mark.parametrize("put", [a_link, a_pipe])
def test_what_stands_in_place_of_staging_is_named_and_not_waited_for(put: Put, tmp_path: Path, victim: Path) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    put(folder / journal.STAGING, victim)
    program = "import sys; from pathlib import Path; from publish.outputs import journal; journal.{}(Path(sys.argv[1]))"
    for step in ("recover", "staging"):
        done = run(PUBLISH[0], "-c", program.format(step), str(folder), cwd=REPOSITORY)
        assert "this is a link, or no folder" in done.stderr
    assert victim.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("put", [a_pipe, lambda path, _: path.symlink_to("/dev/zero")])
def test_the_manifest_of_a_neighbour_is_read_only_where_it_is_a_file(put: Put, tmp_path: Path, victim: Path) -> None:
    (tmp_path / "other").mkdir()
    put(tmp_path / "other" / NAME, victim)
    program = "import sys; from pathlib import Path; from publish.building.withdrawal import orphans; "
    done = run(PUBLISH[0], "-c", f"{program}print(list(orphans(Path(sys.argv[1]), [])))", str(tmp_path), cwd=REPOSITORY)
    assert done.stdout == "[]\n", done.stderr
    assert list(orphans(tmp_path, ["other"])) == []


def test_a_report_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "report.html")
    program = "import sys; from pathlib import Path; from publish.reporting.kept_report import is_still_right; "
    done = run(PUBLISH[0], "-c", f"{program}print(is_still_right(Path(sys.argv[1]), 'k'))",
               str(tmp_path / "report.html"), cwd=REPOSITORY)  # fmt: skip
    assert done.stdout == "False\n", done.stderr
    assert not is_still_right(tmp_path / "none", "k")


def test_outputs_that_a_person_named_may_be_a_link_and_what_lies_in_them_may_not(tmp_path: Path, victim: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (tmp_path / "outputs").symlink_to(shared)
    with exclusive(tmp_path / "outputs" / "x"):
        assert (shared / "x").is_dir()
    (shared / "y").symlink_to(victim.parent)
    with pytest.raises(OutputsError, match="outputs hold none"), exclusive(tmp_path / "outputs" / "y"):
        pass
    assert list(victim.parent.iterdir()) == [victim]


@pytest.mark.parametrize("put", [a_link, a_second_name])
def test_the_report_of_an_import_is_not_written_through_a_link(put: Put, tmp_path: Path, victim: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE.replace("dot.svg", "none.svg"), encoding="utf-8")
    (tmp_path / "reports").mkdir()
    put(tmp_path / "reports" / "a.import.md", victim)
    said_by("import", tmp_path / "page.html", "-o", tmp_path / "in" / "a.md", "--outputs", tmp_path / "reports")
    assert victim.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("linked", ["images", "images/a", "images/a/dot.svg", "publisher.yaml", "a.md"])
def test_an_import_writes_nothing_through_links_in_its_folder(linked: str, tmp_path: Path, victim: Path) -> None:
    page, place = tmp_path / "page.html", tmp_path / "in" / linked
    page.write_text(PAGE, encoding="utf-8")
    shutil.copy(CASE / "dot.svg", tmp_path)
    place.parent.mkdir(parents=True)
    place.symlink_to(victim.parent / "new" if place.suffix else victim.parent)
    said = said_by("import", page, "-o", tmp_path / "in" / "a.md")
    assert "link" in said or "is there already" in said, said
    assert list(victim.parent.iterdir()) == [victim]


@pytest.mark.parametrize("linked", ["a.md", "publisher.yaml"])
def test_a_new_source_is_not_written_through_a_link(linked: str, tmp_path: Path, victim: Path) -> None:
    (tmp_path / linked).symlink_to(victim.parent / "new")
    said = said_by("new", "A title", "-o", tmp_path / "a.md")
    assert "link" in said or "is there already" in said, said
    assert list(victim.parent.iterdir()) == [victim]


@pytest.mark.parametrize(
    ("names", "words"),
    [(["word/media/" + "a" * 300 + ".png"], "no disk can hold"), (["a/b", "a/b/c"], "both a part and a folder")],
)
def test_parts_whose_names_no_disk_holds_are_refused_by_what_they_are(names: list[str], words: str) -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    with pytest.raises(SourceError, match=words):
        parts(Path("a.docx"), file.getvalue(), "Word file")


def test_a_term_over_two_lines_of_a_lexicon_is_one_with_a_space(tmp_path: Path) -> None:
    head = (
        '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en">'
    )
    entry = "<lexeme><grapheme>blood\n  water</grapheme><alias>blud waw ter</alias></lexeme></lexicon>"
    (tmp_path / "lexicon.pls").write_text(head + entry, encoding="utf-8")
    assert [lexeme.grapheme for lexeme in lexicon(tmp_path)] == ["blood water"]


HEAD = "---\ntitle: Iron\nlang: en-GB\nsummary: S.\n---\n\n# Blood {#blood}\n\n"


def test_a_file_beside_a_source_may_be_a_link_to_one_that_several_folders_share(tmp_path: Path) -> None:
    shared, sources = tmp_path / "shared", tmp_path / "sources"
    shared.mkdir()
    sources.mkdir()
    (shared / "terms.yaml").write_text("- term: haem\n  meaning: It binds oxygen.\n", encoding="utf-8")
    (sources / "glossary.yaml").symlink_to(shared / "terms.yaml")
    shutil.copy(CASE / "publisher.yaml", sources)
    (sources / "iron.md").write_text(f"{HEAD}A word on haem.\n", encoding="utf-8")
    assert [entry.term for entry in publish.load(sources / "iron.md").glossary] == ["haem"]


def test_a_picture_that_a_link_leads_out_of_the_folder_is_refused(tmp_path: Path, victim: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    shutil.copy(CASE / "publisher.yaml", sources)
    (sources / "cell.png").symlink_to(victim)
    (sources / "iron.md").write_text(f"{HEAD}![A cell](cell.png)\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"iron\.md:9: the image cell\.png lies outside the source's folder"):
        publish.load(sources / "iron.md")


def test_an_approval_is_not_written_through_a_link(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    source = sources_of_every_node(sources)
    built = said_by("build", source, "--outputs", tmp_path / "outputs", "--format", "epub", "--no-listen")
    assert "epub ✓" in built, built
    kept = tmp_path / "kept.yaml"
    kept.write_text("# Approvals\n", encoding="utf-8")
    (sources / "source.approvals.yaml").symlink_to(kept)
    said = said_by("approve", source, "--outputs", tmp_path / "outputs", "--role", "lead")
    assert "this is a link. Nothing was written" in said
    assert kept.read_text(encoding="utf-8") == "# Approvals\n"


@pytest.mark.parametrize("away", ["the target", "into a closed folder"])
def test_a_source_that_is_a_link_to_what_went_away_is_unreadable_and_its_editions_stay(
    away: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path / "cache"))
    source = short_source(tmp_path / "sources")
    drive = tmp_path / "drive"
    drive.mkdir()
    shutil.move(source, drive / "zinc.md")
    (source.parent / "zinc.md").symlink_to("../drive/zinc.md")
    (source.parent / "other.md").write_text(SHORT, encoding="utf-8")
    build = ["build", str(source.parent), "--outputs", str(tmp_path / "out"), "--format", "epub", "--no-listen"]
    assert CliRunner().invoke(app, build).exit_code == 0
    before = tree_of(tmp_path / "out" / "zinc")
    if away == "the target":
        drive.rename(tmp_path / "elsewhere")
        why = "this is a link to ../drive/zinc.md, and nothing is there"
    else:
        drive.chmod(0)
        why = "the file cannot be read: Permission denied"
    try:
        for command, code in ((build, 3), ([*build, "--prune"], 3), (["lint", str(source.parent)], 3)):
            done = CliRunner().invoke(app, command)
            assert (done.exit_code, why in done.output, "withdrawn" in done.output) == (code, True, False), done.output
            assert tree_of(tmp_path / "out" / "zinc") == before
        alone = CliRunner().invoke(app, [*build[:1], str(source.parent / "other.md"), *build[2:], "--prune"])
        assert (alone.exit_code, tree_of(tmp_path / "out" / "zinc")) == (0, before), alone.output
    finally:
        if drive.exists():
            drive.chmod(0o700)


@pytest.mark.parametrize(
    "name", ["publisher.yaml", "glossary.yaml", "lexicon.pls", "pictures.yaml", "short.settled.yaml"]
)
def test_a_file_beside_a_source_that_is_a_link_to_what_went_away_is_no_missing_file(name: str, tmp_path: Path) -> None:
    source = short_source(tmp_path / "sources")
    (source.parent / name).unlink(missing_ok=True)
    (source.parent / name).symlink_to(tmp_path / "away" / name)
    done = CliRunner().invoke(app, ["lint", str(source)])
    named = f"{name}:0: error: this is a link to {tmp_path / 'away' / name}, and nothing is there."
    assert (done.exit_code, named in done.output) == (3, True), done.output


def test_the_mark_of_an_editor_that_has_a_source_open_is_no_source(tmp_path: Path) -> None:
    source = short_source(tmp_path / "sources")
    (source.parent / ".#short.md").symlink_to("ann@desk.4711:1764000000")
    done = CliRunner().invoke(app, ["lint", str(source.parent)])
    assert (done.exit_code, ".#" in done.output) == (0, False), done.output


def test_check_names_a_link_in_the_place_of_a_documents_folder_as_status_does(tmp_path: Path) -> None:
    source = short_source(tmp_path / "sources")
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    for outputs in (out, elsewhere):
        build = ["build", str(source), "--outputs", str(outputs), "--format", "epub", "--no-listen"]
        assert CliRunner().invoke(app, build).exit_code == 0
    (out / "b").symlink_to(elsewhere / "short")
    checked = CliRunner().invoke(app, ["check", str(out), "--no-listen"])
    status = CliRunner().invoke(app, ["status", "--outputs", str(out)])
    for done in (checked, status):
        assert (done.exit_code, f"{out / 'b'}: this is a link, and outputs hold none." in done.output) == (5, True)
    assert "complete" in checked.output
    assert CliRunner().invoke(app, ["check", str(out / "b"), "--no-listen"]).exit_code == 0, "who names it means it"
