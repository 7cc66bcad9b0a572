"""A plugin whose packages are not installed says so in one sentence, and stops no other."""

from __future__ import annotations

import ast
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import metadata, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from typer.testing import CliRunner

import publish
from publish.commands.checkup import DISTRIBUTION, EXTRAS
from publish.commands.cli import app
from publish.contracts import installed
from publish.contracts.discovery import formats
from publish.contracts.format import Settings
from publish.contracts.import_options import Options
from publish.contracts.importer import Input, importers
from publish.contracts.rule import rules
from publish.contracts.voice import voice
from publish.errors import MissingTool, SourceError, VoiceUnavailable
from publish.source import concept_pictures
from tests.conftest import REPOSITORY
from tests.doubles.installing import register

NEEDS = "needs nobodys-package, which is not installed. To install: pip install 'bare-plugins["

# What comes with no extra, as modules. numpy, av, typst and the like must be imported where they are used.
BARE = {
    "filelock", "langcodes", "lxml", "markdown_it", "mdit_py_plugins", "num2words", "packaging",
    "platformdirs", "pydantic", "pydantic_core", "pypandoc", "rich", "typer", "yaml",
}  # fmt: skip
EXTRA = {"formats.epub": {"ebooklib"}, "formats.word": {"docx"}}


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plugin of each kind, of which not even the module is there, as their packages are missing."""
    points = {
        "publish.formats": {"bare-format": "no_such_module:Format"},
        "publish.voices": {"bare-voice": "no_such_module:Voice"},
        "publish.rules": {"bare-rules": "no_such_module:RULES"},
    }
    extras = ("bare-format", "bare-voice", "bare-rules")
    register(tmp_path / "site", "bare-plugins", points, dict.fromkeys(extras, "nobodys-package"))
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    return tmp_path


def test_a_format_is_left_out_and_the_others_are_made(bare: Path) -> None:
    shutil.copytree(REPOSITORY / "tests" / "cases" / "every-node", bare / "sources")
    settings = Settings(bare / "cache", listen=False)
    (result,) = publish.build([bare / "sources"], bare / "outputs", settings=settings, formats=["word"])
    assert result.exit_code == 0
    (asked,) = publish.build([bare / "sources"], bare / "outputs", settings=settings, formats=["bare-format"])
    assert isinstance(asked.error, MissingTool)
    assert f"the format bare-format {NEEDS}bare-format]'" in str(asked.error)


def test_all_formats_can_be_listed(bare: Path) -> None:
    listed = formats(Settings(bare))
    assert NEEDS in getattr(listed["bare-format"], "reason", "")
    assert listed["epub"].title == "EPUB"


def test_a_voice_says_what_it_needs(bare: Path) -> None:
    with pytest.raises(VoiceUnavailable, match="the voice bare-voice needs nobodys-package"):
        voice("bare-voice")


def test_rules_are_left_out(bare: Path) -> None:
    assert "bare-rules" not in {rule.id for rule in rules()}


def test_an_importer_knows_its_files_and_says_what_it_needs_to_read_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    points = {"publish.importers": {"bare": "publish.importing.markdown.importer:Markdown"}}
    register(site, "bare-plugins", points, {"import-bare": "nobodys-package"})
    monkeypatch.syspath_prepend(str(site))
    with pytest.raises(MissingTool, match="needs nobodys-package"):
        importers()["bare"].read(Input(Path("a.md"), b"# A"), Options())


def imported(module: str) -> Iterator[str]:
    """What a module of the project imports when it is imported itself, not within its functions."""
    path = REPOSITORY.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (
                f"{node.module}.{alias.name}"
                for alias in node.names
                if REPOSITORY.joinpath(*node.module.split("."), f"{alias.name}.py").is_file()
            )


def reached(roots: set[str]) -> dict[str, str]:
    """Every module that is imported with some modules of the project, with the module that imports it."""
    found = dict.fromkeys(roots, "")
    waiting = list(roots)
    while waiting:
        importer = waiting.pop()
        for module in imported(importer):
            if module not in found:
                found[module] = importer
                waiting += [module] if module.split(".")[0] in {"publish", "formats"} else []
    return found


@pytest.mark.parametrize("root", ["publish.api", "publish.plugin", "publish.linting", "formats.epub", "formats.word"])
def test_without_extras_nothing_optional_is_imported(root: str) -> None:
    modules = (REPOSITORY / "publish" / "commands").glob("[a-z]*.py")
    commands = {f"publish.commands.{path.stem}" for path in modules if path.stem != "release_lines"}  # of an extra
    lint = {f"publish.linting.{path.stem}" for path in (REPOSITORY / "publish" / "linting").glob("[a-z]*.py")}
    roots = {"publish.api": {root, *commands}, "publish.linting": lint}.get(root, {root})
    own = {"publish", "formats", "__future__"}
    foreign = {
        module.split(".")[0]: importer for module, importer in reached(roots).items() if module.split(".")[0] not in own
    }
    strange = {name: by for name, by in foreign.items() if name not in sys.stdlib_module_names}
    assert set(strange) <= BARE | EXTRA.get(root, set()), strange


def test_a_command_of_an_extra_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "_absent", lambda _name, _extra: ("jinja2",))
    result = CliRunner().invoke(app, ["report"])
    assert result.exit_code == MissingTool.exit_code
    assert result.stderr == (
        "this needs jinja2, which is not installed. To install: pip install 'accessible-publish[release]'.\n"
    )
    with pytest.raises(MissingTool, match="this needs jinja2"):
        _ = publish.report


def test_to_say_a_line_without_its_packages_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "_absent", lambda _name, extra: ("av",) if extra == "audio" else ())
    result = CliRunner().invoke(app, ["say", "Iron"])
    assert result.exit_code == MissingTool.exit_code
    assert result.stderr == (
        "this needs av, which is not installed. To install: pip install 'accessible-publish[audio]'.\n"
    )


def test_pictures_whose_package_is_not_installed_say_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(concept_pictures.PICTURE_FOLDERS, "openmoji", ("no_such_module", "svg"))
    shutil.copy(REPOSITORY / "tests" / "cases" / "editions" / "pictures.yaml", tmp_path)
    with pytest.raises(SourceError, match=r"To install: pip install 'accessible-publish\[easy-read\]'"):
        concept_pictures.pictures(tmp_path, frozenset({"clock"}))


def test_doctor_knows_each_extra_that_brings_packages_of_its_own() -> None:
    needed = [Requirement(each) for each in requires(DISTRIBUTION) or ()]
    extras = metadata(DISTRIBUTION).get_all("Provides-Extra") or []
    named = {
        extra
        for extra in extras
        for each in needed
        if each.name != DISTRIBUTION and each.marker is not None and each.marker.evaluate({"extra": extra})
    }
    assert named - {"test"} == set(EXTRAS)
