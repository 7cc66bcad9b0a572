"""A batch that is killed at random moments, parent or worker, loses nothing; `benchmarks.kills` does it fifty times."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

from benchmarks.kills import Batch

KILLS = 5


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads a build's workers off /proc")
def test_a_batch_that_is_killed_at_random_moments_loses_nothing(tmp_path: Path) -> None:
    batch, draw = Batch(tmp_path, 4, ("epub",)), Random(14)
    within = batch.prepare()
    assert [kill for kill in (batch.kill(draw, within) for _ in range(KILLS)) if kill.wrong] == []


def test_a_file_that_is_not_what_its_manifest_says_is_seen(tmp_path: Path) -> None:
    batch = Batch(tmp_path, 1, ("epub",))
    batch.prepare()
    assert list(batch.torn()) == []
    edition = tmp_path / "outputs" / "plot-1" / "plot-1.epub"
    edition.write_bytes(edition.read_bytes()[:-1])
    edition.with_name("half.tmp").touch()
    assert [words.partition(": ")[2] for words in batch.torn()] == ["not what its record says", "nobody's"]
