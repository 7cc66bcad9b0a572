"""The documents name everything that there is, and nothing that there is not."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer.main
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from typer.core import TyperGroup

import publish.testing
from publish import errors
from publish.commands.cli import app
from publish.contracts.format import Settings
from publish.model.text import FOLDS
from publish.outputs.manifest import Manifest
from publish.outputs.proved_release import WITHDRAWN_CODE
from publish.proof.verdict import FindingKind
from publish.source.companions import GLOSSARY, LEXICON, PUBLISHER, glossary
from publish.source.concept_pictures import PICTURES, pictures
from publish.source.front_matter import FrontMatter
from tests.api_page import PAGE, page
from tests.conftest import REPOSITORY
from tests.mutants.hostile_figures import with_figures

DOCS = {path.stem: path.read_text(encoding="utf-8") for path in (REPOSITORY / "docs").glob("*.md")}
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def commands() -> dict[str, Any]:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    inner = {
        f"{name} {each}": command
        for name, found in group.commands.items()
        if isinstance(found, TyperGroup)
        for each, command in found.commands.items()
    }
    alone = {
        name: found
        for name, found in group.commands.items()
        if not isinstance(found, TyperGroup) or found.invoke_without_command
    }
    return inner | alone


def test_every_command_is_explained() -> None:
    named = set(re.findall(r"`publish ((?:easy-read |voices (?=install))?\w+)", DOCS["cli"]))
    assert named == set(commands())


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_is_explained(name: str) -> None:
    options = {option for one in commands()[name].params for option in one.opts if option.startswith("--")}
    assert not [option for option in options if f"`{option}" not in DOCS["cli"]]


def test_every_exit_code_is_explained() -> None:
    codes = {
        one.exit_code for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.PublishError)
    }
    named = {int(code) for code in re.findall(r"^\| (\d) \|", DOCS["cli"], re.MULTILINE)}
    assert named == codes | {0, WITHDRAWN_CODE}


def test_every_error_is_drawn_in_the_tree() -> None:
    tree = errors.__doc__ or ""
    assert not [
        name for name, one in vars(errors).items() if isinstance(one, type) and one is not Path and name not in tree
    ]


def test_every_front_matter_key_is_explained() -> None:
    keys = [field.alias or name for name, field in FrontMatter.model_fields.items()]
    assert not [key for key in keys if f"\n{key}:" not in DOCS["source"]]


def test_every_companion_file_is_explained() -> None:
    assert not [name for name in (GLOSSARY, LEXICON, PICTURES, PUBLISHER) if f"`{name}`" not in DOCS["source"]]


def test_the_files_beside_a_source_are_as_they_are_shown(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", DOCS["source"], re.DOTALL)
    for name, beginning in ((GLOSSARY, "- term"), (PICTURES, "- concept")):
        (shown,) = [block for block in blocks if block.startswith(beginning)]
        (tmp_path / name).write_text(shown, encoding="utf-8")
    (tmp_path / "images").mkdir()
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'
    (tmp_path / "images" / "kidney.svg").write_text(drawing, encoding="utf-8")
    assert [entry.term for entry in glossary(tmp_path)] == ["anaemia"]
    assert set(pictures(tmp_path, frozenset({"kidney", "clock"}))) == {"kidney", "clock"}


def test_every_kind_of_finding_is_explained() -> None:
    assert not [kind for kind in FindingKind if f"| {kind.value} |" not in DOCS["completeness"]]


def test_the_page_of_the_library_is_current() -> None:
    assert page() == PAGE.read_text(encoding="utf-8"), "run python -m tests.api_page, and read the difference"


def test_every_class_of_the_conformance_kit_is_explained() -> None:
    kits = {name for name in publish.testing.__all__ if name.endswith("Conformance")}
    assert set(re.findall(r"^\| `(\w+Conformance)` \|", DOCS["plugins"], re.MULTILINE)) == kits


def test_every_fold_is_printed() -> None:
    table = DOCS["completeness"]
    printed = {f"{int(code, 16):04X}" for code in re.findall(r"U\+([0-9A-F]{4})", table)}
    ligatures = {f"{code:04X}" for code in range(0xFB00, 0xFB05)}
    assert {f"{ord(sign):04X}" for sign in FOLDS} <= printed | ligatures
    assert printed <= {f"{ord(sign):04X}" for sign in FOLDS}


def test_every_installed_format_is_explained() -> None:
    own = set(PROJECT["entry-points"]["publish.formats"])
    assert set(publish.formats(Settings(Path()))) >= own
    assert not [name for name in own if f"| `{name}` |" not in DOCS["formats"]]


def test_every_voice_is_explained() -> None:
    assert not [name for name in PROJECT["entry-points"]["publish.voices"] if f"`{name}`" not in DOCS["formats"]]


def test_every_key_of_the_manifest_is_explained() -> None:
    keys = [field.serialization_alias or name for name, field in Manifest.model_fields.items()]
    assert not [key for key in keys if f"`{key}`" not in DOCS["cli"]]


def test_every_dependency_has_its_licence_explained() -> None:
    needed = [*PROJECT["dependencies"], *(one for group in PROJECT["optional-dependencies"].values() for one in group)]
    names = {re.split(r"[=\[<>]", one)[0] for one in needed} - {"accessible-publish"}
    assert not [name for name in sorted(names) if not re.search(rf"\b{re.escape(name)}\b", DOCS["licences"])]


def test_every_dependency_is_locked_by_hash() -> None:
    lock = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
    needed = [*PROJECT["dependencies"], *(one for group in PROJECT["optional-dependencies"].values() for one in group)]
    pinned = {
        canonicalize_name(name): version
        for name, version in re.findall(r"^([\w.-]+)==([\w.]+).*?\\\n +--hash", lock, re.MULTILINE)
    }
    for requirement in map(Requirement, needed):
        if requirement.name != PROJECT["name"]:
            version = pinned.get(canonicalize_name(requirement.name), "none")
            assert version in requirement.specifier, f"{requirement} is not in requirements.lock: run make lock"


def test_the_lock_names_no_index() -> None:
    assert not re.search(r"https?://|--(?:index|find)", (REPOSITORY / "requirements.lock").read_text(encoding="utf-8"))


def test_every_page_that_the_readme_names_is_there() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[`(](docs/[\w./-]+|tests/[\w./-]+\.py|sources/[\w.-]+\.md)[`)]", readme))
    assert not [name for name in sorted(named) if not (REPOSITORY / name).exists()]


def test_the_public_names_are_these() -> None:
    of_releases = "approve catalogue changes feed order release report status verify withdraw"
    assert sorted(publish.__all__) == sorted(f"accept build check doubts formats lint load {of_releases}".split())
    assert all(callable(getattr(publish, name)) for name in publish.__all__)


def test_the_figures_of_hostile_inputs_stand_in_the_proof_as_they_were_measured() -> None:
    assert with_figures(DOCS["proof"], DOCS["hostile"]) == DOCS["proof"]
