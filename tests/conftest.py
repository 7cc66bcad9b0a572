"""What tests share: the built factsheet, real input documents, and the flag that refreshes golden cases."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from filelock import FileLock

import publish
from publish.building.checking import CheckResult
from publish.contracts.format import Settings
from publish.model.publication import Publication
from publish.outputs.manifest import EditionRecord, Manifest, read_manifest

if TYPE_CHECKING:
    from tests.releasing import Desk

T = TypeVar("T")
REPOSITORY = Path(__file__).parent.parent
collect_ignore = ["plugin"]  # run as its own package by test_example_plugins.py
FACTSHEET = REPOSITORY / "sources" / "b-cell-all.md"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh", action="store_true", help="Write golden cases anew; read the diff in review.")


_COSTLY = ("built", "damaged", "opened")
"""Fixtures that take minutes: all tests with one of them are run by one worker, so that it is made once."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that share a costly fixture into one group of pytest-xdist."""
    for item in items:
        for fixture in _COSTLY:
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.xdist_group(fixture))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: a file made anew by each worker holds the time, and a test is known by its name."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for the whole run, so that speech is made and heard once."""
    named = os.environ.get("PUBLISH_CACHE")
    return Path(named) if named else tmp_path_factory.getbasetemp().parent / "cache"


@dataclass(frozen=True)
class Built:
    """The outputs of one source."""

    folder: Path
    manifest: Manifest
    publication: Publication
    settings: Settings

    def record(self, name: str) -> EditionRecord:
        """The record of a format's only edition, or of the one without a variant's name beside others."""
        of_format = [one for one in self.manifest.editions if one.format == name]
        (found,) = [one for one in of_format if not one.variant] or of_format
        return found

    def path(self, name: str) -> Path:
        """The file of that edition."""
        file = self.record(name).file
        assert file is not None, f"there is no {name} edition: {self.record(name).reason}"
        return self.folder / file


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Built:
    """The real factsheet with all its editions, built once for all workers."""
    # Outside one run's own folder, as several workers have it; of this checkout alone, whose sources make the editions.
    checkout = sha256(str(REPOSITORY).encode()).hexdigest()[:8]
    outputs = tmp_path_factory.getbasetemp().parent / f"editions-{checkout}"
    outputs.mkdir(exist_ok=True)
    settings = Settings(cache=cache)
    with FileLock(outputs / "building"):
        (result,) = publish.build([FACTSHEET], outputs, settings=settings)
    assert result.error is None, str(result.error)
    assert result.folder is not None
    manifest = read_manifest(result.folder / "manifest.json")
    assert manifest is not None
    return Built(result.folder, manifest, publish.load(FACTSHEET), settings)


@pytest.fixture(scope="session")
def checked(built: Built) -> dict[Path, CheckResult]:
    """What checking all of the factsheet's editions again finds, by their files; done once."""
    return {result.path.resolve(): result for result in publish.check([built.folder], settings=built.settings)}


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Where all is agreed, approved and built, and nothing released; made once, and copied for each test."""
    from tests.releasing import desk

    whole = desk(tmp_path_factory.mktemp("ready"))
    whole.sign_off()
    return whole


@pytest.fixture
def built_desk(tmp_path: Path) -> Desk:
    """A desk where all is built but what LEFT_OUT names, and nothing agreed or approved."""
    from tests.releasing import desk

    made = desk(tmp_path)
    assert made.build()[0] == 0
    return made


@pytest.fixture
def approved_desk(ready: Desk, tmp_path: Path) -> Desk:
    """A desk where all is agreed, approved and built, and nothing released."""
    return type(ready)(shutil.copytree(ready.folder, tmp_path / "desk"))


@pytest.fixture
def released_desk(approved_desk: Desk) -> Desk:
    """A desk with one release, 1.0."""
    code, answer = approved_desk.release()
    assert code == 0, answer
    return approved_desk


@pytest.fixture(scope="session")
def inputs() -> Path:
    """The folder of real documents; the test is skipped where it is absent."""
    folder = Path(os.environ.get("PUBLISH_INPUTS", REPOSITORY.parent / "shared" / "inputs"))
    require(
        "inputs", present=folder.is_dir(), how=f"put the documents into {folder}, or name a folder in PUBLISH_INPUTS"
    )
    return folder


def present(value: T | None) -> T:
    """A value that a test knows to be there."""
    assert value is not None
    return value


def require(what: str, *, present: bool, how: str) -> None:
    """Skip a test that needs what is absent; fail it where the run says that this must be there (PUBLISH_REQUIRE)."""
    if present:
        return
    if what in os.environ.get("PUBLISH_REQUIRE", "").split(","):
        pytest.fail(f"{what} must be there in this run: {how}")
    pytest.skip(f"{what} is absent: {how}")
