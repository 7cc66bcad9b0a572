"""Some hostile inputs of every kind, at each run; `make fuzz` meets 2,000."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import REPOSITORY

FUZZ = [sys.executable, "-m", "tests.hostile.fuzz"]


def test_hostile_inputs_end_in_plain_words_and_touch_nothing_else(tmp_path: Path) -> None:
    command = [*FUZZ, str(tmp_path / "fuzz"), "--inputs", "40", "--jobs", "1"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-3_000:]
    assert "40 inputs, 0 faults" in done.stdout
