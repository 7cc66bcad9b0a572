"""Accounts and disks that only root can make, met by a user without rights: it works, or it is one clear sentence."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, require
from tests.hostile.running import short_source, sources_of_every_node
from tests.hostile.test_environment import PUBLISH, TEXTS, clear, run
from tests.hostile.test_fuzz import FUZZ

UNPRIVILEGED = str(REPOSITORY / "tests" / "hostile" / "unprivileged.sh")


@pytest.fixture
def place() -> Iterator[Path]:
    """Sources in a folder that a user without rights may enter: pytest closes its own to others whenever it starts."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        sources_of_every_node(Path(folder) / "sources")
        yield Path(folder)


def needs_namespaces() -> None:
    done = (
        subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False) if shutil.which("unshare") else None
    )
    require("namespaces", present=done is not None and not done.returncode, how="run the tests as root on Linux")


def test_a_user_without_rights_and_with_a_home_that_cannot_be_written_builds_and_checks(place: Path) -> None:
    needs_namespaces()
    own = place / "own"
    command = [UNPRIVILEGED, str(own), *PUBLISH]
    built = run(
        *command, "build", str(place / "sources" / "source.md"), "--outputs", str(own / "outputs"), *TEXTS,
        cwd=place, HOME="/nowhere", PYTHONDONTWRITEBYTECODE="1",
    )  # fmt: skip
    assert "source  epub ✓  word ✓" in clear(built)
    assert built.returncode == 0
    checked = run(*command, "check", str(own / "outputs"), cwd=place, HOME="/nowhere")
    assert (checked.returncode, clear(checked).count("✓ complete")) == (0, 2)


@pytest.mark.parametrize(("closed", "edition"), [("shut", "audio"), ("shut/in", "epub")])
def test_a_cache_closed_to_this_user_costs_time_and_nothing_else(closed: str, edition: str, place: Path) -> None:
    needs_namespaces()
    (place / "shut").mkdir(mode=0o700)
    short_source(place / "short")
    own = place / "own"
    build = ["build", "short/short.md", "--outputs", str(own / "outputs"), "--format", edition]
    built = run(
        UNPRIVILEGED, str(own), *PUBLISH, *build,
        cwd=place, HOME="/nowhere", TMPDIR=str(own), PUBLISH_CACHE=str(place / closed),
    )  # fmt: skip
    assert f"short  {edition} ✓" in clear(built)
    assert not list((place / "shut").iterdir())
    assert [path.name for path in own.iterdir() if path.name.startswith("tmp")] == []


def test_outputs_that_cannot_be_written_are_one_clear_sentence(place: Path) -> None:
    needs_namespaces()
    (place / "outputs").mkdir()
    built = run(
        UNPRIVILEGED, str(place / "own"), *PUBLISH, "build", "sources/source.md", *TEXTS, cwd=place, HOME="/nowhere"
    )  # fmt: skip
    assert built.returncode == 5
    assert "nothing can be written here: Permission denied." in clear(built)


KILOBYTES = (0, 8, 24, 48, 96)


def test_a_full_disk_is_one_clear_sentence_and_the_last_good_edition_stays(place: Path) -> None:
    """With so many kilobytes left of it, one after the other; what does not fit is made when there is room again."""
    needs_namespaces()
    script = (
        "mkdir outputs; mount -t tmpfs -o size=400k,mode=777 tmpfs outputs; "
        '"$@" --force > first.txt 2>&1; ls -l outputs/source; milligrams=5; '
        f"for left in {' '.join(map(str, KILOBYTES))}; do "
        "rm -rf before; cp -r outputs/source before; "
        'sed -i "s/says $milligrams mg/says $((milligrams + 1)) mg/" sources/source.md; '
        "milligrams=$((milligrams + 1)); "
        "dd if=/dev/zero of=outputs/filler bs=1k 2> /dev/null; truncate -s -${left}k outputs/filler; "
        '"$@" 2>&1; echo code $?; '
        "for file in before/source.*; do cmp $file outputs/source/$(basename $file) && echo kept; done; "
        'rm outputs/filler; "$@" > after.txt 2>&1; echo "after $?"; done'
    )
    own = place / "own"
    command = [UNPRIVILEGED, str(own), *PUBLISH, "build", "sources/source.md", "--outputs", "outputs", *TEXTS]
    done = run("unshare", "-m", "sh", "-c", script, "sh", *command, cwd=place, TMPDIR=str(own), HOME="/nowhere")
    assert "Traceback" not in done.stderr, done.stderr
    *met, rest = re.split(r"after (\d+)\n", done.stdout)
    assert (met[1::2], rest) == (["0"] * len(KILOBYTES), ""), done.stdout + done.stderr
    full = [said for said in met[::2] if "code 0" not in said]
    assert full, "a disk that is full to the last byte takes no edition"
    for said in full:
        assert re.search(r"disk is full|No space left|nothing can be written here", said), said
        assert said.count("kept") == 2, said


def test_root_meets_no_hostile_inputs(tmp_path: Path) -> None:
    require("root", present=os.geteuid() == 0, how="run the tests as root")
    done = subprocess.run([*FUZZ, str(tmp_path)], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "never by root" in done.stderr
    assert not list(tmp_path.iterdir())
