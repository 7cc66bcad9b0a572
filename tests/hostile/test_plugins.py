"""Plugins that raise, exit, hang, die, lie and litter: each is named with its reason, and all else is made."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import publish
from publish.building.one_document import BuildResult
from publish.contracts.format import Settings
from publish.outputs import journal
from publish.outputs.manifest import read_manifest
from publish.proof.verdict import State
from tests.conftest import REPOSITORY
from tests.plugin.installing import install

CASE = REPOSITORY / "tests" / "cases" / "every-node"
WRITE = "def write(self, publication, variant, target, needed):\n        "


def sources(folder: Path, number: int) -> list[Path]:
    shutil.copytree(CASE, folder)
    text = (folder / "source.md").read_text(encoding="utf-8")
    (folder / "source.md").unlink()
    found = [folder / f"document-{count:02}.md" for count in range(number)]
    for path in found:
        path.write_text(text, encoding="utf-8")
    return found


def build(paths: list[Path], folder: Path, *formats: str, jobs: int = 1) -> list[BuildResult]:
    settings = Settings(folder / "cache", listen=False)
    return list(publish.build(paths, folder / "outputs", settings=settings, formats=formats, jobs=jobs))


def reasons(result: BuildResult) -> dict[str, str | None]:
    assert result.error is None, str(result.error)
    return {one.record.format: one.record.reason for one in result.editions}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_batch_with_a_plugin_that_raises_exits_and_is_killed_in_turn(
    jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_turn = (
        "turn = int(publication.source.stem[-2:]) % 3\n"
        "        if turn == 0:\n            raise ValueError('no good')\n"
        "        if turn == 1:\n            sys.exit(3)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)"
    )
    install(tmp_path / "plugins", monkeypatch, Bad=WRITE + in_turn, Good="pass")
    results = build(sources(tmp_path / "sources", 30), tmp_path, "bad", "good", jobs=jobs)
    assert [result.id for result in results] == [f"document-{number:02}" for number in range(30)]
    for number, result in enumerate(results):
        assert result.exit_code == 1
        found = reasons(result)
        assert ("ValueError: no good", "end the whole program (exit code 3)", "SIGKILL")[number % 3] in str(found["bad"])
        assert found["good"] is None
        assert result.folder is not None
        manifest = read_manifest(result.folder / "manifest.json")
        assert manifest is not None
        (good,) = manifest.files
        assert journal.hash_in(result.folder, str(good.file)) == good.sha256
        assert not journal.is_open(result.folder)


STRANGE = {
    "raises in choosing": ("def variants(self, publication):\n        raise KeyError('x')", "KeyError: 'x'"),
    "exits in choosing": ("def variants(self, publication):\n        os._exit(7)", "exit code 7"),
    "chooses nonsense": ("def variants(self, publication):\n        return 7", "variants gave int, not Variants"),
    "names a path": (
        "def variants(self, publication):\n        return type(super().variants(publication))(('../../x',))",
        "'../../x' cannot be part of a file's name",
    ),
    "raises in naming what it is made with": ("def made_with(self, publication):\n        1 / 0", "ZeroDivisionError"),
    "writes nothing": (WRITE + "return {}", "it wrote no file"),
    "writes an empty file": (WRITE + "target.touch()\n        return {}", "it wrote no file"),
    "writes a folder": (WRITE + "target.mkdir()\n        return {}", "it wrote no file"),
    "writes a link": (WRITE + "target.symlink_to(publication.source)\n        return {}", "it wrote no file"),
    "writes garbage": (WRITE + "target.write_bytes(bytes(range(256)))\n        return {}", "UnicodeDecodeError"),
    "gives nonsense for places": (
        WRITE + "super().write(publication, variant, target, needed)\n        return {1: 2}",
        "its locations are not pages or time spans",
    ),
    "gives no places": (WRITE + "super().write(publication, variant, target, needed)", "gave NoneType, not dict"),
    "writes beside its target": (
        WRITE + "(target.parent / 'litter').touch()\n        return super().write(publication, variant, target, needed)",
        "what is not its target: .staging/litter",
    ),
    "removes an edition": (
        WRITE + "(target.parent.parent / 'document-00.epub').unlink()\n"
        "        return super().write(publication, variant, target, needed)",
        "what is not its target: document-00.epub",
    ),
    "reads nonsense": ("def read(self, path):\n        return 'all well'", "AttributeError"),
    "checks nonsense": ("def check(self, publication, path):\n        return True", "AttributeError"),
    "eats memory": (WRITE + "held = [bytes(10_000_000) for _ in range(10_000)]", "more memory than it may use"),
    "hangs": (WRITE + "time.sleep(3_600)", "it did nothing for 4 seconds and was stopped"),
    "crashes": (WRITE + "ctypes.string_at(0)", "SIGSEGV"),
    "recurses": (WRITE + "return self.write(publication, variant, target, needed)", "nested in itself too deeply"),
    "prints": (WRITE + "os.write(1, b'x' * 100_000)\n        raise ValueError('printed')", "ValueError: printed"),
    "suffix of a path": ("suffix = '/../../x'", "is no name of a file"),
}


@pytest.mark.parametrize("what", sorted(STRANGE))
def test_a_strange_plugin_is_named_and_stops_nothing(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLISH_SECONDS", "4")
    monkeypatch.setenv("PUBLISH_MEGABYTES", "2000")
    paths = sources(tmp_path / "sources", 1)
    install(tmp_path / "plugins", monkeypatch, Strange="pass")
    build(paths, tmp_path, "epub", "strange")
    folder = tmp_path / "outputs" / "document-00"
    last_good = {path.name: path.read_bytes() for path in folder.glob("document-*")}
    assert sorted(last_good) == ["document-00.epub", "document-00.txt"]

    body, reason = STRANGE[what]
    install(tmp_path / "plugins", monkeypatch, Strange=body)
    text = paths[0].read_text(encoding="utf-8")
    paths[0].write_text(text.replace("says 5 mg", "says 6 mg"), encoding="utf-8")
    (result,) = build(paths, tmp_path, "epub", "strange")

    assert result.exit_code == 1
    found = reasons(result)
    assert reason in str(found["strange"])
    assert found["epub"] is None
    manifest = read_manifest(folder / "manifest.json")
    assert manifest is not None
    assert {one.format: one.current for one in manifest.editions} == {"epub": True, "strange": False}
    assert [one.verdict.state for one in manifest.editions if one.format == "epub"] == [State.COMPLETE]
    assert (folder / "document-00.txt").read_bytes() == last_good["document-00.txt"]
    assert sorted(path.name for path in folder.iterdir()) == [
        ".lock",
        "document-00.epub",
        "document-00.txt",
        "manifest.json",
    ]


def test_a_document_that_kills_its_worker_is_named_and_the_next_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "plugins", monkeypatch, Good="pass")
    paths = sources(tmp_path / "sources", 3)
    bad = paths[1].read_text(encoding="utf-8")
    paths[1].unlink()
    os.mkfifo(paths[1])  # a pipe: whoever opens it waits for ever
    monkeypatch.setenv("PUBLISH_SECONDS", "3")
    results = build(paths, tmp_path, "good")
    assert bad
    assert [result.exit_code for result in results] == [0, 3, 0]
