"""Damage to MP3 files: to the sound and to the chapters."""

from __future__ import annotations

from pathlib import Path

from publish.publication import Publication
from tests.mutants.kinds import Kind
from tests.mutants.package import Mutant


def mutants(path: Path, kind: Kind, publication: Publication) -> list[Mutant]:
    return []
