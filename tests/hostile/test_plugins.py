"""Plugins that raise, exit, hang, die, lie and litter: each is named with its reason, and all else is made."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import publish
from publish.building import supervision
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
    return {edition.record.format: edition.record.reason for edition in result.editions}


@pytest.mark.parametrize(("jobs", "number"), [(1, 6), (2, 12)])
def test_a_batch_with_a_plugin_that_raises_exits_and_is_killed_in_turn(
    jobs: int, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_turn = (
        "turn = int(job.publication.source.stem[-2:]) % 3\n"
        "        if turn == 0:\n            raise ValueError('no good')\n"
        "        if turn == 1:\n            sys.exit(3)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)"
    )
    install(tmp_path / "plugins", monkeypatch, Bad=WRITE + in_turn, Good="pass")
    results = build(sources(tmp_path / "sources", number), tmp_path, "bad", "good", jobs=jobs)
    results = sorted(results, key=lambda result: result.id)
    assert [result.id for result in results] == [f"document-{turn:02}" for turn in range(number)]
    for turn, result in enumerate(results):
        assert result.exit_code == 1
        found = reasons(result)
        assert ("ValueError: no good", "end the whole program (exit code 3)", "SIGKILL")[turn % 3] in str(found["bad"])
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
    "ChecksNonsense": ("def check(self, job, path):\n        return True", "plugin is at fault: check gave bool"),
    "ChecksNothing": ("def check(self, job, path):\n        return None", "at fault: check gave NoneType, not Verdict"),
    "EatsMemory": (WRITE + "held = [bytes(10_000_000) for _ in range(10_000)]", "more memory than it may use"),
    "Hangs": (WRITE + "time.sleep(3_600)", "it did nothing for 5 seconds and was stopped"),
    "Crashes": (WRITE + "ctypes.string_at(0)", "SIGSEGV"),
    "Recurses": (WRITE + "return self.write(job, target)", "nested in itself too deeply"),
    "SaysHalfACharacter": (WRITE + "raise ValueError('\\ud800')", "ValueError: \\ud800"),
    "GivesReasonThatIsNoText": ("def variants(self, publication):\n        return Variants((), 7)", "ValidationError"),
    "GivesHalfACharacter": (
        "def variants(self, publication):\n        return Variants((), '\\ud800')",
        "what it says of its edition cannot be recorded",
    ),
    "GivesSecondsThatAreNoNumbers": (
        WRITE + GOOD + "return {'iron': TimeSpan(float('nan'), 1.0)}",
        "what it says of its edition cannot be recorded",
    ),
    "ChangesItsFileWhileChecking": (
        "def check(self, job, path):\n        verdict = super().check(job, path)\n"
        "        path.write_text('other words')\n        return verdict",
        "it wrote or removed what it may only read: .staging/document-00-changesitsfilewhilechecking.txt",
    ),
    "LittersWhileChecking": (
        "def check(self, job, path):\n        (path.parent.parent / 'litter').touch()\n"
        "        return super().check(job, path)",
        "it wrote or removed what it may only read: litter",
    ),
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
        current = {edition.format: edition.current for edition in manifest.editions}
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


ALTERS = {
    "the folder": "os.chdir('/')",
    "variables": "os.environ.clear()\n        os.environ['TMPDIR'] = os.environ['PUBLISH_CACHE'] = '/nowhere'",
    "rights of new files": "os.umask(0o777)",
    "where modules are": "sys.path[:] = []",
    "how deep calls go": "sys.setrecursionlimit(150)",
    "where temporary files go": "tempfile.tempdir = '/nowhere'",
    "what a warning is": "warnings.simplefilter('error')",
    "the language": "locale.setlocale(locale.LC_ALL, 'C')",
    "how numbers round": "decimal.getcontext().prec = 2",
    "where words go": "sys.stdout = sys.stderr = None",
    "signals": "signal.signal(signal.SIGCHLD, signal.SIG_IGN)",
    "how many files may be open": (
        "resource.setrlimit(resource.RLIMIT_NOFILE, (12, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))"
    ),
    "how many files may be open, for good": "resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))",
    "how large a file may be, for good": "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))",
    "open files": "os.closerange(3, 100)",
    "what it reads and writes": "os.closerange(0, 3)",
    "how many processes go on": "os.fork()",
    "a clock that ends the process": "signal.setitimer(signal.ITIMER_REAL, 0.5, 0.5)",
    "what becomes of errors": "sys.excepthook = sys.unraisablehook = threading.excepthook = None",
    "what names mean": "vars(builtins).pop('sorted')\n        sys.modules.clear()\n        sys.meta_path.clear()",
}


@pytest.mark.parametrize("what", sorted(ALTERS))
def test_what_a_plugin_alters_in_its_process_reaches_no_other_edition(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports = "import builtins, decimal, locale, resource, signal, sys, tempfile, threading, warnings\n        "
    install(tmp_path / "plugins", monkeypatch, Alters=f"{WRITE}{imports}{ALTERS[what]}\n        {GOOD}return {{}}")
    monkeypatch.chdir(tmp_path)
    sources(tmp_path / "sources", 2)
    settings = Settings(Path("cache"), listen=False)
    names = ("alters", "epub", "word")
    results = list(publish.build(["sources"], "outputs", settings=settings, formats=names))
    for result in results:
        found = reasons(result)
        assert (found["epub"], found["word"]) == (None, None)
        assert "for good" not in what or "its process ended with the exit code 1" in str(found["alters"])
        assert {stat.S_IMODE(path.stat().st_mode) & 0o700 for path in Path("outputs").rglob("document-*.*")} == {0o600}
    assert sorted(result.id for result in results) == ["document-00", "document-01"]


def test_a_worker_whose_answer_cannot_be_sent_takes_its_own_document_alone() -> None:
    worker = supervision.Worker()
    try:
        outcome = worker.run(_unsendable, progress=lambda _message, _share: None)
        assert isinstance(outcome, supervision.Died)
        assert worker.run(_sendable, progress=lambda _message, _share: None) == 7
    finally:
        worker.close()


def _unsendable(_report: object) -> object:
    return lambda: None


def _sendable(_report: object) -> int:
    return 7


def test_what_a_plugin_alters_where_it_is_loaded_reaches_no_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "plugins", monkeypatch, Alters="pass")
    module = tmp_path / "plugins" / "strange_formats.py"
    code = "os.chdir('/')\nos.environ.clear()\nos.umask(0o777)\nsys.setrecursionlimit(200)\n"
    module.write_text(module.read_text(encoding="utf-8") + code, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    sources(tmp_path / "sources", 2)
    settings = Settings(Path("cache"), listen=False)
    for result in publish.build(["sources"], "outputs", settings=settings, formats=("alters", "epub")):
        assert reasons(result) == {"alters": None, "epub": None}
    before = Path.cwd(), dict(os.environ), os.umask(0o022)
    assert "alters" in publish.formats()
    assert (Path.cwd(), dict(os.environ), os.umask(before[2])) == (*before[:2], 0o022)


UNLOADABLE = {
    "raises": ("raise ValueError('no good')", "ValueError: no good"),
    "lacks a package": ("import a_package_that_nobody_has", "No module named 'a_package_that_nobody_has'"),
    "exits": ("import sys; sys.exit(3)", "end the whole program (exit code 3)"),
    "ends its process": ("import os; os._exit(3)", "exit code 3"),
    "is killed": ("import os; os.kill(os.getpid(), 9)", "SIGKILL"),
    "hangs": ("import time; time.sleep(3_600)", "it did nothing for 5 seconds"),
    "is no format": ("Bad = lambda settings: settings", "is not a format"),
    "names itself by a number": ("class Bad(PlainText):\n    name = 5", "is not a format"),
    "needs itself by another": (
        "from publish.plugin import Needed\nclass Bad(PlainText):\n    name = 'bad'; needs = (Needed('bad'),)",
        "need each other",
    ),
    "bears another name": ("class Bad(PlainText):\n    name = 'worse'", "is called worse, and its entry point bad"),
}


@pytest.mark.parametrize("fault", sorted(UNLOADABLE))
def test_a_plugin_that_cannot_be_loaded_fails_by_name_and_stops_no_other(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, reason = UNLOADABLE[fault]
    monkeypatch.setenv("PUBLISH_SECONDS", "5")
    install(tmp_path / "plugins", monkeypatch, Good="pass")
    bad = tmp_path / "plugins" / "bad_formats.py"
    bad.write_text(f"from tests.plugin.plain_text import PlainText\n{code}\n", encoding="utf-8")
    points = tmp_path / "plugins" / "strange_formats-1.dist-info" / "entry_points.txt"
    points.write_text(f"{points.read_text(encoding='utf-8')}\nbad = bad_formats:Bad\n", encoding="utf-8")
    for result in build(sources(tmp_path / "sources", 2), tmp_path, "bad", "good"):
        found = reasons(result)
        assert reason in str(found["bad"])
        assert found["good"] is None
        assert result.exit_code == 1


@pytest.mark.parametrize("fault", ["raises", "exits", "is killed", "hangs"])
def test_lint_goes_on_where_the_rules_of_a_plugin_cannot_be_loaded(fault: str, tmp_path: Path) -> None:
    code, reason = UNLOADABLE[fault]
    sources(tmp_path / "sources", 2)
    plugins = tmp_path / "plugins"
    about = plugins / "bad_rules-1.dist-info"
    about.mkdir(parents=True)
    (plugins / "bad_rules.py").write_text(f"{code}\n", encoding="utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: bad-rules\nVersion: 1\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[publish.rules]\nbad = bad_rules:RULES\n", encoding="utf-8")
    command = [sys.executable, "-m", "publish.commands.cli", "lint", str(tmp_path / "sources")]
    environment = os.environ | {"PYTHONPATH": f"{plugins}:{REPOSITORY}"}
    environment |= {"PUBLISH_SECONDS": "5" if fault == "hangs" else "60"}  # a busy machine looks at a source for longer
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.count(reason) == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode in (1, 3)


PAGE = "<html lang=en><body><h1>Iron</h1><h2>What it is</h2><p>A store.</p></body></html>"


@pytest.mark.parametrize("fault", ["is killed", "hangs", "eats memory"])
def test_an_import_that_dies_or_hangs_is_one_clear_sentence_and_the_next_is_made(fault: str, tmp_path: Path) -> None:
    eats = "held = [bytes(10_000_000) for _ in range(10_000)]"
    code, reason = UNLOADABLE.get(fault, (eats, "more memory than it may use"))
    reason = reason.removesuffix(" for 5 seconds")
    plugins = tmp_path / "plugins"
    about = plugins / "bad_importer-1.dist-info"
    about.mkdir(parents=True)
    (plugins / "bad_importer.py").write_text(
        "from publish.importing.html.importer import WebPage\n\nclass Bad(WebPage):\n    def takes(self, file):\n"
        f"        if b'deadly' in file.data:\n            {code}\n        return super().takes(file)\n",
        encoding="utf-8",
    )
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: bad-importer\nVersion: 1\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[publish.importers]\nbad = bad_importer:Bad\n", encoding="utf-8")
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.html").write_text(PAGE.replace("A store", "A deadly store"), encoding="utf-8")
    (pages / "b.html").write_text(PAGE, encoding="utf-8")
    command = [sys.executable, "-m", "publish.commands.cli", "import", str(pages), "-o", str(tmp_path / "out")]
    environment = os.environ | {"PYTHONPATH": f"{plugins}:{REPOSITORY}"}
    environment |= {"PUBLISH_SECONDS": "20", "PUBLISH_MEGABYTES": "1000"}  # in which the next is made, on any machine
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert reason in done.stdout, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert (tmp_path / "out" / "b.md").exists()
    assert [path.name for path in (tmp_path / "out").glob("a*")] == []
    assert done.returncode == 1
