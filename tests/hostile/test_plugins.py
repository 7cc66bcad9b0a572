"""Plugins that raise, exit, hang, die, lie and litter: each is named with its reason, and all else is made."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import publish
from publish.building.results import BuildResult
from publish.contracts.format import Settings
from publish.outputs import journal
from publish.outputs.manifest import read_manifest
from tests.conftest import REPOSITORY
from tests.doubles.installing import install

CASE = REPOSITORY / "tests" / "cases" / "every-node"
WRITE = "def write(self, job, target):\n        "
GOOD = "super().write(job, target)\n        "


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
        "turn = int(job.publication.source.stem[-2:]) % 3\n"
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
        assert ("ValueError: no good", "end the whole program (exit code 3)", "SIGKILL")[number % 3] in str(
            found["bad"]
        )
        assert found["good"] is None
        assert result.folder is not None
        manifest = read_manifest(result.folder / "manifest.json")
        assert manifest is not None
        (good,) = manifest.files
        assert journal.hash_in(result.folder, str(good.file)) == good.sha256
        assert not journal.is_open(result.folder)


STRANGE = {
    "ChoosingRaises": ("def variants(self, publication):\n        raise KeyError('x')", "KeyError: 'x'"),
    "ChoosingExits": ("def variants(self, publication):\n        os._exit(7)", "exit code 7"),
    "ChoosesNonsense": ("def variants(self, publication):\n        return 7", "variants gave int, not Variants"),
    "NamesAPath": (
        "class Options(EditionOptions):\n        variant = property(lambda self: '../../x')\n\n"
        "    def variants(self, publication):\n        return Variants((self.Options(),))",
        "'../../x' cannot be part of a file's name",
    ),
    "MadeWithRaises": ("def made_with(self, job):\n        1 / 0", "ZeroDivisionError"),
    "WritesNothing": (WRITE + "return {}", "it wrote no file"),
    "WritesEmptyFile": (WRITE + "target.touch()\n        return {}", "it wrote no file"),
    "WritesFolder": (WRITE + "target.mkdir()\n        return {}", "it wrote no file"),
    "WritesLink": (WRITE + "target.symlink_to(job.publication.source)\n        return {}", "it wrote no file"),
    "WritesGarbage": (
        WRITE + "target.write_bytes(bytes(range(256)))\n        return {}",
        "this is no text that can be read",
    ),
    "WritesToFolderAbove": (WRITE + GOOD + "(target.parent.parent / 'litter').touch()\n        return {}", "litter"),
    "WritesBesideTarget": (WRITE + GOOD + "(target.parent / 'litter').touch()\n        return {}", ".staging/litter"),
    "ChangesAnotherEdition": (
        WRITE + GOOD + "(target.parent.parent / 'document-00.epub').write_text('mine')\n        return {}",
        "what is not its target: document-00.epub",
    ),
    "GivesNonsense": (WRITE + GOOD + "return {1: 2}", "its locations are not pages or time spans"),
    "GivesNothing": (WRITE + GOOD, "its locations are NoneType, not dict"),
    "ReadsNonsense": ("def read(self, path):\n        return 'all well'", "AttributeError"),
    "ChecksNonsense": ("def check(self, job, path):\n        return True", "AttributeError"),
    "EatsMemory": (WRITE + "held = [bytes(10_000_000) for _ in range(10_000)]", "more memory than it may use"),
    "Hangs": (WRITE + "time.sleep(3_600)", "it did nothing for 5 seconds and was stopped"),
    "Crashes": (WRITE + "ctypes.string_at(0)", "SIGSEGV"),
    "Recurses": (WRITE + "return self.write(job, target)", "nested in itself too deeply"),
    "Prints": (WRITE + "os.write(1, b'x' * 100_000)\n        raise ValueError('printed')", "ValueError: printed"),
    "SuffixOfPath": ("suffix = '/../../x'", "is no name of a file"),
}


@dataclass(frozen=True)
class Strange:
    """A document built with good plugins, and again, after a change, with strange ones of the same names."""

    folder: Path
    reasons: dict[str, str | None]
    current: dict[str, bool]
    before: dict[str, bytes]
    exit_code: int


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Strange]:
    folder = tmp_path_factory.mktemp("strange")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("PUBLISH_SECONDS", "5")
        monkeypatch.setenv("PUBLISH_MEGABYTES", "2000")
        (path,) = sources(folder / "sources", 1)
        names = ("epub", "other", *(name.lower() for name in STRANGE))
        install(folder / "plugins", monkeypatch, Other="pass", **dict.fromkeys(STRANGE, "pass"))
        (result,) = build([path], folder, *names)
        assert result.exit_code == 0
        outputs = folder / "outputs" / "document-00"
        before = {file.name: file.read_bytes() for file in outputs.glob("document-*")}

        path.write_text(path.read_text(encoding="utf-8").replace("says 5 mg", "says 6 mg"), encoding="utf-8")
        install(folder / "strange", monkeypatch, Other="pass", **{name: body for name, (body, _) in STRANGE.items()})
        (result,) = build([path], folder, *names)
        manifest = read_manifest(outputs / "manifest.json")
        assert manifest is not None
        current = {one.format: one.current for one in manifest.editions}
        yield Strange(outputs, reasons(result), current, before, result.exit_code)


@pytest.mark.parametrize("name", sorted(STRANGE))
def test_a_strange_plugin_is_named_with_its_reason_and_its_last_good_edition_stays(name: str, strange: Strange) -> None:
    assert STRANGE[name][1] in str(strange.reasons[name.lower()])
    assert not strange.current[name.lower()]
    file = f"document-00-{name.lower()}.txt"
    assert (strange.folder / file).read_bytes() == strange.before[file]


def test_strange_plugins_stop_no_other_and_leave_nothing(strange: Strange) -> None:
    assert strange.exit_code == 1
    assert strange.current["epub"]
    assert strange.current["other"]
    assert (strange.folder / "document-00.epub").read_bytes() != strange.before["document-00.epub"]
    left = {path.name for path in strange.folder.iterdir()}
    assert left == {".lock", "manifest.json", *strange.before}


def test_a_source_that_is_a_pipe_is_named_and_the_next_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "plugins", monkeypatch, Good="pass")
    paths = sources(tmp_path / "sources", 3)
    paths[1].unlink()
    os.mkfifo(paths[1])  # whoever opens it waits for ever
    results = build(paths, tmp_path, "good")
    assert [result.exit_code for result in results] == [0, 3, 0]
    assert "is no file" in str(results[1].error)
