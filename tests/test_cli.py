"""The command line: short and calm for people, JSON for programs, exit codes that say what happened."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish.commands.cli import app
from tests.conftest import REPOSITORY
from tests.doubles.installing import install

CASE = REPOSITORY / "tests" / "cases" / "every-node"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    shutil.copytree(CASE, tmp_path / "sources")
    return tmp_path / "sources" / "source.md"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.stdout


def test_build_without_a_source_builds_the_sources_folder_into_outputs(source: Path, tmp_path: Path) -> None:
    code, output = run("build", "--format", "epub", "--format", "word")
    assert code == 0, output
    assert output.splitlines()[0] == "source  epub ✓  word ✓"
    assert output.splitlines()[-2].startswith("1 document, 2 editions complete, 0 not. ")
    assert sorted(one.name for one in (tmp_path / "outputs" / "source").iterdir() if one.name[0] != ".") == [
        "manifest.json",
        "source.docx",
        "source.epub",
    ]


def test_build_in_json_gives_a_record_for_each_edition(source: Path) -> None:
    code, output = run("build", str(source), "--format", "epub", "--json")
    result = json.loads(output)
    assert code == result["exit_code"] == 0
    (edition,) = result["editions"]
    assert edition["verdict"]["state"] == "complete"
    assert edition["verdict"]["units"] == edition["verdict"]["found"] > 0


def test_one_source_that_cannot_be_read_stops_no_other(source: Path) -> None:
    (source.parent / "broken.md").write_text("---\ntitle: Broken\n---\n", encoding="utf-8")
    code, output = run("build", str(source.parent), "--format", "epub")
    assert code == 3
    assert "source  epub ✓" in output
    assert "broken.md:2: “lang” is missing. Add it." in output


def test_several_jobs_give_the_same_editions(source: Path, tmp_path: Path) -> None:
    text = source.read_text(encoding="utf-8")
    (source.parent / "second.md").write_text(text.replace("title: Every node", "title: Second"), encoding="utf-8")
    assert run("build", "--format", "epub", "--outputs", "one")[0] == 0
    assert run("build", "--format", "epub", "--outputs", "two", "--jobs", "2")[0] == 0
    for name in ("source/source.epub", "second/second.epub"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "--format", "papyrus"], "there is no format papyrus. Installed: audio, "),
        (["build", "nowhere.md"], "nowhere.md: there is no such file or folder."),
        (["lint", "nowhere.md"], "nowhere.md: there is no such file or folder."),
    ],
)
def test_a_wrong_name_is_a_usage_error(arguments: list[str], words: str, source: Path) -> None:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert words in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", ["catalogue", "calendar", "report", "status"])
def test_outputs_that_are_not_there_are_named(command: str, source: Path) -> None:
    result = CliRunner().invoke(app, [command, "--outputs", "nowhere"])
    assert result.exit_code == 2
    assert result.output.startswith("nowhere: ")
    assert "Build first, or name the folder with --outputs." in result.output


def test_lint_names_file_line_and_remedy(source: Path) -> None:
    code, output = run("lint")
    assert code == 1, "stale easy-read words are an error"
    assert "sources/source.md:68: error: the text that these easy-read words stand for has changed" in output
    assert "warning: “no address yet” still needs its address." in output


def test_lint_in_json_gives_each_remark(source: Path) -> None:
    remarks = json.loads(run("lint", "--json")[1])
    assert {"path", "line", "severity", "rule", "message"} == set(remarks[0])
    assert "link-needed" in {remark["rule"] for remark in remarks}


def test_a_waiver_is_shown_by_every_build(source: Path) -> None:
    output = run("lint", "--json")[1]
    new = next(one["message"] for one in json.loads(output) if "waived for easy-read" in one["message"])
    tie = new.split('tie="')[1][:8]
    text = source.read_text(encoding="utf-8")
    before = 'date="2026-03-02" tie="00000000"'
    assert before in text
    source.write_text(text.replace(before, f'date="2026-03-02" tie="{tie}"'), encoding="utf-8")
    assert "waived for easy-read" not in run("lint")[1]


def test_the_log_has_the_traceback_of_a_plugin_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "plugins", monkeypatch, Bad="def write(self, job, target):\n        raise ValueError('no good')")
    command = [sys.executable, "-m", "publish.commands.cli", "build", str(CASE), "--format", "bad"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path / "plugins"), str(REPOSITORY)])}
    log = tmp_path / "publish.log"
    run = [*command, "--outputs", str(tmp_path / "outputs")]
    done = subprocess.run(
        run, env={**environment, "PUBLISH_LOG": str(log)}, capture_output=True, text=True, check=False
    )
    assert "ValueError: no good" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert "Traceback" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["formats", "voices", "doctor"])
def test_what_is_installed_is_listed_in_lines_and_in_json(command: str) -> None:
    code, output = run(command)
    assert code == 0, output
    assert len(output.splitlines()) > 1
    assert len(json.loads(run(command, "--json")[1])) == len(output.splitlines())


def test_without_a_terminal_progress_is_plain_lines_on_the_error_stream(source: Path) -> None:
    command = [sys.executable, "-m", "publish.commands.cli", "build", str(source), "--format", "epub"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stderr.splitlines() == ["EPUB: writing", "EPUB: checking"]
    assert "\x1b" not in result.stdout + result.stderr


def test_the_installed_command_says_what_it_is_for() -> None:
    result = subprocess.run(
        [Path(sys.executable).with_name("publish"), "--help"], capture_output=True, text=True, check=True
    )
    assert "prove each complete" in result.stdout


def test_help_is_plain_text_for_a_screen_reader_with_a_whole_sentence_for_each_command() -> None:
    code, output = run("--help")
    assert code == 0
    assert output.isascii()
    assert "..." not in output.partition("Commands:")[2]


def test_the_installed_version_is_printed() -> None:
    assert run("--version") == (0, f"publish {version('accessible-publish')}\n")
