"""No hostile test runs as root: where pytest is root, each module runs in a child pytest of a user without rights.

That user owns one throw-away folder, and the module fails where it left a file anywhere else. Those of `AS_ROOT` start
as root to make accounts and disks, and give up their rights themselves. To run one test as that user by hand:
`tests/hostile/unprivileged.sh FOLDER .venv/bin/pytest tests/hostile/test_x.py -k NAME --basetemp=FOLDER/pytest`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.running import files_of

HERE = Path(__file__).parent
AS_ROOT = frozenset({"test_accounts.py"})
OPEN_TO_ALL = ("/tmp", "/var/tmp", "/dev/shm", "/run")
FIRST_USER, USERS = 62_000, 3_000  # none of them that of `make fuzz` or of unprivileged.sh


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A module as it is; for root, one test that runs the module as another user."""
    if os.geteuid() or module_path.name in AS_ROOT:
        return None
    module: pytest.Collector = UnprivilegedModule.from_parent(parent, path=module_path)
    return module


class UnprivilegedModule(pytest.Module):
    """A module of hostile tests, met by root."""

    def collect(self) -> Iterator[pytest.Item]:
        """One test: all of the module, as a user without rights."""
        yield UnprivilegedRun.from_parent(self, name="as_a_user_without_rights")


class UnprivilegedRun(pytest.Item):
    """Runs a module in a child pytest."""

    def runtest(self) -> None:
        """Run it, and look for what it left outside its folder."""
        if shutil.which("setpriv") is None:
            pytest.fail("Hostile tests never run as root: run them as another user, or install setpriv (util-linux).")
        # By the number of this process, so that runs side by side leave their files apart.
        user = FIRST_USER + os.getpid() % USERS
        folder = Path(tempfile.mkdtemp(prefix="publish-hostile-"))
        try:
            before = files_of(user, folder, places=OPEN_TO_ALL)
            done = self._child(user, folder)
            left = sorted(files_of(user, folder, places=OPEN_TO_ALL) - before)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        if done.returncode:
            pytest.fail((done.stdout + done.stderr)[-20_000:], pytrace=False)
        if left:
            pytest.fail(f"it left files outside its folder: {left[:5]}", pytrace=False)

    def _child(self, user: int, folder: Path) -> subprocess.CompletedProcess[str]:
        home = {"HOME": str(folder / "home"), "TMPDIR": str(folder), "HOSTILE_USER": str(user)}
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "XDG_"))}
        environment |= home | {"PUBLISH_CACHE": str(folder / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
        options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", f"--basetemp={folder / 'pytest'}"]
        command = [str(HERE / "unprivileged.sh"), str(folder), sys.executable, "-m", "pytest", *options, str(self.path)]
        return subprocess.run(
            command, cwd=HERE.parents[1], env=environment, capture_output=True, text=True, check=False
        )
