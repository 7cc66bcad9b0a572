"""Some hostile inputs of every kind, at each run; `make fuzz` meets 2,000."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.conftest import REPOSITORY, require

FUZZ = [sys.executable, "-m", "tests.hostile.fuzz"]


def test_root_meets_no_hostile_inputs(tmp_path: Path) -> None:
    require("root", present=os.geteuid() == 0, how="run the tests as root")
    done = subprocess.run([*FUZZ, str(tmp_path)], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "never by root" in done.stderr
    assert not list(tmp_path.iterdir())


def test_hostile_inputs_end_in_plain_words_and_touch_nothing_else() -> None:
    folder = Path(tempfile.mkdtemp(prefix="publish-fuzz-"))
    try:
        command = [str(REPOSITORY / "tests" / "hostile" / "unprivileged.sh"), str(folder), *FUZZ, str(folder)]
        command += ["--inputs", "60", "--jobs", "1"]
        # A user of its own: other tests run beside this one, and their files are not what these inputs left.
        environment = os.environ | {"HOSTILE_USER": "61998"}
        done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-3_000:]
        assert "60 inputs, 0 faults, 0 files elsewhere" in done.stdout
    finally:
        shutil.rmtree(folder, ignore_errors=True)
