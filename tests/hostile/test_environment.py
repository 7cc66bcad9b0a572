"""Places and accounts that are not as a program would wish: two commands that work, or one clear sentence."""

from __future__ import annotations

import getpass
import os
import pwd
import re
import shlex
import shutil
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest

import publish
from publish.outputs.manifest import read_manifest
from tests.conftest import REPOSITORY
from tests.hostile.running import sources_of_every_node

CASE = REPOSITORY / "tests" / "cases" / "every-node"
PUBLISH = [sys.executable, "-m", "publish.commands.cli"]
TEXTS = ["--format", "epub", "--format", "word", "--no-listen"]

ELSEWHEN = """
import datetime, time
days = 400 * 86_400
for name in ("time", "time_ns"):
    whole = getattr(time, name)
    setattr(time, name, lambda whole=whole, far=days * (10**9 if name == "time_ns" else 1): whole() + far)
for name in ("localtime", "gmtime"):
    whole = getattr(time, name)
    setattr(time, name, lambda at=None, whole=whole: whole(time.time() if at is None else at))
class later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(seconds=days)
datetime.datetime = later
"""


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def clear(done: subprocess.CompletedProcess[str]) -> str:
    """What was said, which is never a traceback."""
    said = done.stdout + done.stderr
    assert "Traceback" not in said, said
    return said


@pytest.fixture
def place(tmp_path: Path) -> Path:
    sources_of_every_node(tmp_path / "sources")
    return tmp_path


def test_a_locale_without_letters_shows_ticks_and_reads_utf_8(place: Path) -> None:
    plain = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    built = run(*PUBLISH, "build", "sources/source.md", *TEXTS, cwd=place, **plain)
    assert "source  epub ✓  word ✓" in clear(built)
    assert built.returncode == 0
    again = run(*PUBLISH, "check", "outputs", cwd=place, **plain)
    assert again.returncode == 0, clear(again)


@pytest.mark.parametrize("name", ['-rf it\'s "two words"\nline %s $HOME `x`', f"Ame\u0301lie naïve {'ü' * 60}"])
def test_odd_names_of_folders_and_files_build_and_check(name: str, place: Path) -> None:
    folder = place / name
    (place / "sources").rename(folder)
    text = (folder / "source.md").read_text(encoding="utf-8")
    (folder / "source.md").unlink()
    (folder / f"{name}.md").write_text(text.replace("---\n", "---\nid: source\n", 1), encoding="utf-8")
    built = run(*PUBLISH, "build", f"./{name}/{name}.md", "--outputs", f"./{name}/out", *TEXTS, cwd=place)
    assert built.returncode == 0, clear(built)
    checked = run(*PUBLISH, "check", f"./{name}/out", cwd=place)
    assert checked.returncode == 0, clear(checked)


SMALL = """---
title: Iron and blood
lang: en-GB
summary: What iron does.
last-reviewed: 2023-06-30
easy-read-title: Iron
---

# Iron {#iron}

Iron helps your blood. Take **two** tablets.

::: {.table caption="Tablets in a day" row-headers=1}
| Age   | Morning |
| ----- | ------- |
| Adult | 1       |
:::

![A dot in a box](dot.svg)

::: {.easy-read for="iron" tie="00000000" title="Iron"}
- [blood]{.picture} Iron helps your blood. Take two tablets.
- [blood]{.picture} Adults take 1 in the morning of each day.
:::
"""


def small(folder: Path) -> Path:
    """A source from which an edition of every format can be made."""
    folder.mkdir(parents=True)
    for name in ("dot.svg", "publisher.yaml"):
        shutil.copy(CASE / name, folder)
    shutil.copy(REPOSITORY / "sources" / "pictures.yaml", folder)
    source = folder / "small.md"
    source.write_text(SMALL, encoding="utf-8")
    (tie,) = {found for remark in publish.lint(source) for found in re.findall(r'tie="([0-9a-f]{8})"', remark.message)}
    source.write_text(SMALL.replace("00000000", tie), encoding="utf-8")
    return source


def parts(path: Path) -> bytes:
    """All that a file holds, unpacked."""
    if zipfile.is_zipfile(path):
        archive = zipfile.ZipFile(path)
        return b"\n".join(name.encode() + archive.read(name) for name in archive.namelist())
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            streams = [
                stream.read_bytes()
                for stream in pdf.objects
                if isinstance(stream, pikepdf.Stream) and "/Width" not in stream
            ]
            return b"\n".join([path.read_bytes(), *streams])
    return path.read_bytes()


def account_name() -> str:
    """The name of whoever runs this, "" where the system knows only a number."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def test_on_another_day_in_another_folder_by_another_account_all_editions_have_the_same_bytes(
    tmp_path: Path,
) -> None:
    later = tmp_path / "later"
    later.mkdir()
    (later / "sitecustomize.py").write_text(ELSEWHEN, encoding="utf-8")
    homes = {
        "one": {},
        "an other": {"PYTHONPATH": str(later), "TZ": "Asia/Tokyo", "USER": "ann", "LANG": "C", "HOME": str(later)},
    }
    names = sorted(publish.formats())
    every = [word for format_name in names for word in ("--format", format_name)]
    found: dict[str, dict[str, bytes]] = {}
    for name, environment in homes.items():
        source = small(tmp_path / name / "sources")
        build = ["build", str(source), "--outputs", "outputs", "--no-listen", *every]
        run(*PUBLISH, *build, cwd=tmp_path / name, **environment)
        folder = tmp_path / name / "outputs" / "small"
        files = [path for path in folder.rglob("small*") if path.is_file()]
        found[name] = {str(path.relative_to(folder)): path.read_bytes() for path in files}
        account = [name for name in (account_name(), socket.gethostname()) if len(name) > 4]  # "root" is a word too
        secrets = [str(tmp_path), tmp_path.name, *account]
        for path in files:
            held = parts(path).decode("latin-1")
            assert not [secret for secret in secrets if secret in held], path
            assert not re.search(r"20(?:2[5-9]|[3-9]\d)-\d\d-\d\d", held), f"a date of today in {path}"
        manifest = read_manifest(folder / "manifest.json")
        assert manifest is not None
        assert sorted({edition.format for edition in (*manifest.editions, *manifest.drafts)}) == names
    assert len(found["one"]) >= len(names)
    assert found["one"] == found["an other"]


def test_programs_in_the_folder_where_a_command_is_given_are_not_run(place: Path) -> None:
    for name in ("publish/__init__.py", "pdfplumber.py"):
        hostile = place / name
        hostile.parent.mkdir(exist_ok=True)
        hostile.write_text("from pathlib import Path\nPath('run').touch()\n", encoding="utf-8")
    page = pikepdf.new()
    page.add_blank_page()
    page.save(place / "scanned.pdf")
    command = [sys.executable, "-P", "-m", "publish.commands.cli"]
    assert "sources" in clear(run(*command, "lint", "sources", cwd=place))
    assert "scanned" in clear(run(*command, "import", "scanned.pdf", "-o", "scanned.md", cwd=place))
    assert not (place / "run").exists()


def test_a_source_that_may_only_be_read_is_not_replaced(place: Path) -> None:
    source = small(place / "small")
    source.write_text(re.sub('tie="[0-9a-f]+', 'tie="00000000', source.read_text(encoding="utf-8")), encoding="utf-8")
    text = source.read_bytes()
    source.chmod(0o444)
    tied = run(*PUBLISH, "tie", str(source), cwd=place)
    assert "the file cannot be written: Permission denied." in clear(tied)
    assert tied.returncode == 3
    assert source.read_bytes() == text


@pytest.mark.parametrize(
    ("command", "environment", "said", "code"),
    [
        (["watch", "nowhere"], {}, "nowhere: there is no such folder.", 2),
        (["easy-read", "start", f"sources/{'a' * 252}.md"], {}, "cannot be the document's id", 3),
        (["say", "word " * 300], {}, "this is longer than 1,000 characters.", 2),
        (["build", "sources/source.md", *TEXTS], {"PUBLISH_CACHE": "sources/source.md"}, "is no folder", 2),
    ],
)
def test_what_a_persons_files_are_at_fault_for_is_said_of_them(
    command: list[str], environment: dict[str, str], said: str, code: int, place: Path
) -> None:
    if command[:2] == ["easy-read", "start"]:
        (place / command[2]).write_bytes((place / "sources" / "source.md").read_bytes())
    done = run(*PUBLISH, *command, cwd=place, **environment)
    assert (said in clear(done), done.returncode) == (True, code), clear(done)


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("-f 0", "no temporary file can be written. Name a folder in TMPDIR"),
        ("-n 8", "this account may hold too few files open at once. Raise the limit (ulimit -n 256)"),
    ],
)
@pytest.mark.parametrize("command", ["build", "lint"])
def test_a_limit_of_the_account_is_one_clear_sentence(command: str, limit: str, said: str, place: Path) -> None:
    given = shlex.join([*PUBLISH, command, "sources", *(TEXTS if command == "build" else ())])
    done = run("sh", "-c", f"ulimit {limit} && exec {given}", cwd=place)
    assert (done.returncode, said in clear(done), "something unexpected" in clear(done)) == (1, True, False), clear(
        done
    )


@pytest.mark.parametrize("command", [["build", "sources", *TEXTS], ["lint", "sources"], ["doctor"], ["voices"]])
@pytest.mark.parametrize("variable", ["PUBLISH_CACHE", "PUBLISH_VOICES"])
def test_an_account_without_a_home_is_told_what_to_name(variable: str, command: list[str], place: Path) -> None:
    without = {name: value for name, value in os.environ.items() if name not in {"HOME", variable}}
    without |= {name: str(place) for name in {"PUBLISH_CACHE", "PUBLISH_VOICES"} - {variable}}
    done = subprocess.run(
        [*PUBLISH, *command], cwd=place, env=without, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "something unexpected" not in clear(done), clear(done)
    asked = command[0] != "voices" if variable == "PUBLISH_CACHE" else command[0] == "doctor"
    if has_no_home() and asked:
        assert f"in {variable}." in clear(done), clear(done)


def has_no_home() -> bool:
    """Whether the system knows no home folder of whoever runs this."""
    try:
        return not pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        return True


@pytest.mark.parametrize("led", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "2>/dev/full"])
def test_a_command_that_nobody_can_hear_does_its_work(led: str, place: Path) -> None:
    """As some schedulers start one, or with its progress led into a file on a full disk."""
    given = shlex.join([*PUBLISH, "build", "sources/source.md", *TEXTS])
    built = run("sh", "-c", f"exec {given} {led}", cwd=place)
    assert (built.returncode, "something unexpected" in clear(built)) == (0, False), clear(built)
    checked = run(*PUBLISH, "check", "outputs", cwd=place)
    assert (checked.returncode, clear(checked).count("✓ complete")) == (0, 2), clear(checked)


@pytest.mark.parametrize("command", [["lint", "sources"], ["build", "sources", *TEXTS], ["new", "A", "-o", "a.md"]])
def test_a_result_that_cannot_be_written_is_one_clear_sentence(command: list[str], place: Path) -> None:
    done = run("sh", "-c", f"exec {shlex.join([*PUBLISH, *command])} >/dev/full", cwd=place)
    last = clear(done).splitlines()[-1]
    assert last.startswith("what there is to say cannot be written: No space left on device.")
    assert (done.returncode, "Exception ignored" in done.stderr) == (1, False)


FEW_PROCESSES = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


@pytest.mark.parametrize("command", [["build", "sources", *TEXTS], ["lint", "sources"]])
def test_an_account_that_may_start_no_process_is_told_so(command: list[str], place: Path) -> None:
    done = run(sys.executable, "-c", FEW_PROCESSES, *PUBLISH[1:], *command, cwd=place)
    assert (done.returncode, clear(done).startswith("this account may run too few processes")) == (1, True), clear(done)
