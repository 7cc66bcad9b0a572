"""What judges need that is no Python package."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import require
from tests.judges.judges import ace_program


@pytest.fixture(scope="session")
def ace() -> Path:
    """Ace by DAISY."""
    program = ace_program()
    require("browser", present=program is not None, how="tests/judges/node.sh installs what it needs")
    assert program is not None
    return program
