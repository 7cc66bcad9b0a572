"""Many machines: the same bytes as on one, and nothing lost when one of them goes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import publish
from publish.building.results import BuildResult
from publish.commands.cli import app
from publish.outputs.journal import hash_of
from publish.outputs.manifest import read_manifest
from tests.test_bulk import NUMBER, Place

pytest.importorskip("distributed")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path / "cache"))
    return Place(tmp_path)


@pytest.fixture
def scheduler() -> Iterator[Any]:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
        yield cluster


def files(folder: Path) -> dict[str, str | None]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): hash_of(path) for path in paths}


def test_two_workers_of_a_cluster_give_the_same_bytes_as_this_machine(place: Place) -> None:
    assert place.build("--cluster", "local", "--jobs", "2")[0] == 0
    clustered = files(place.outputs)
    assert place.build("--outputs", place.folder / "alone")[0] == 0
    assert clustered == files(place.folder / "alone")


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(place: Place, scheduler: Any) -> None:
    results: list[BuildResult] = []

    def build() -> None:
        results.extend(
            publish.build([place.sources], place.outputs, formats=("epub",), address=scheduler.scheduler_address)
        )

    thread = threading.Thread(target=build)
    thread.start()
    while not results and thread.is_alive():
        time.sleep(0.05)
    from distributed import Client

    with Client(scheduler) as client:
        os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
    thread.join(timeout=240)
    assert sorted((result.id, result.exit_code) for result in results) == sorted(
        (f"iron-{number}", 0) for number in range(1, NUMBER + 1)
    )
    for number in range(1, NUMBER + 1):
        manifest = read_manifest(place.outputs / f"iron-{number}" / "manifest.json")
        assert manifest is not None
        for placed in manifest.placed:
            assert hash_of(place.outputs / f"iron-{number}" / placed.file) == placed.sha256
    assert not list(place.outputs.glob("*/.staging"))


def test_an_address_where_nobody_answers_is_one_sentence(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.building.cluster._CONNECT_S", 1)
    result = CliRunner().invoke(app, place.arguments("--cluster", "tcp://127.0.0.1:9"))
    assert result.exit_code == 2
    assert result.stderr.startswith("no scheduler answers at tcp://127.0.0.1:9")


def test_without_dask_it_says_what_to_install(place: Place) -> None:
    code = (
        "import sys; sys.modules['distributed'] = None; from publish.commands.cli import main; "
        f"sys.argv = ['publish', *{place.arguments('--cluster', 'local')!r}]; main()"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 6
    assert result.stderr.splitlines() == [
        "--cluster needs Dask. Install it: pip install 'accessible-publish[cluster]'."
    ]
