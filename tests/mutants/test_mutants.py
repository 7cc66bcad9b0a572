"""A few mutants of every kind in every run; `make proof` runs them all at full size."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import publish
from formats.audio import Audio
from formats.easy_read.sound import EasyReadAudio
from publish.contracts.format import Format, Settings
from publish.model.publication import Publication
from tests.formats.test_audio import CARE, made
from tests.mutants.kinds import TABLE, Kind
from tests.mutants.running import run
from tests.specimen import specimen

CONTAINERS = ("audio-transcript", "audio-zip", "audiobook", "daisy", "m4b", "talking-epub")
VISIBLE = ("epub", "word", "large-print", "print", "easy-read", "easy-read-web", "easy-read-word")

PAGED = frozenset({"large-print", "print", "easy-read"})
"""What takes longer to set and to read back: of these one file of a kind, of the others two."""

VARIANTS = {"print": frozenset({"a5", "a4-press"})}
"""Of a leaflet's four files one for reading and one for the press, each on another paper."""

# In sound, what is quick to hear; tests/formats/test_audio.py has the others.
IN_SOUND = frozenset({Kind.CHAPTER_RENAMED, Kind.SPAN_SILENCED, Kind.SPAN_CUT})


def test_every_installed_format_is_in_the_table(tmp_path: Path) -> None:
    assert set(publish.formats(Settings(tmp_path))) <= set(TABLE)


@pytest.mark.parametrize(
    ("edition", "least"),
    [
        ("epub", 12),
        ("word", 12),
        ("large-print", 12),
        ("easy-read", 8),
        ("easy-read-web", 8),
        ("easy-read-word", 8),
        ("audio", 8),
    ],
)
def test_the_table_has_enough_kinds(edition: str, least: int) -> None:
    assert len(TABLE[edition]) >= least


@pytest.mark.parametrize("edition", VISIBLE)
def test_damage_of_every_kind_is_found(edition: str, tmp_path: Path) -> None:
    one = publish.formats(Settings(tmp_path / "cache"))[edition]
    most = 1 if edition in PAGED else 2
    outcomes = list(run(one, specimen(), tmp_path, most=most, seed=1, variants=VARIANTS.get(edition)))
    survivors = [f"{outcome.kind}, place {outcome.number}" for outcome in outcomes if not outcome.killed]
    assert not survivors
    assert len(Counter(outcome.kind for outcome in outcomes)) >= 8


@pytest.mark.parametrize("edition", CONTAINERS)
def test_damage_to_what_sound_is_packed_in_is_found(edition: str, cache: Path, tmp_path: Path) -> None:
    one, deaf = (publish.formats(Settings(cache, listen=listen))[edition] for listen in (True, False))
    outcomes = list(run(one, made(CARE), tmp_path, most=1, seed=1, deaf=deaf))  # some are heard: one of a kind
    survivors = [f"{outcome.kind}, place {outcome.number}" for outcome in outcomes if not outcome.killed]
    assert not survivors
    assert {outcome.kind for outcome in outcomes} >= TABLE[edition] - TABLE["epub"]


@pytest.mark.parametrize(
    ("kind", "publication"), [(Audio, made(CARE)), (EasyReadAudio, specimen())], ids=["audio", "easy-read-audio"]
)
def test_damage_to_the_sound_is_found(
    kind: type[Format], publication: Publication, cache: Path, tmp_path: Path
) -> None:
    one, deaf = (kind(Settings(cache, listen=listen)) for listen in (True, False))
    outcomes = list(run(one, publication, tmp_path, most=1, seed=1, kinds=IN_SOUND, deaf=deaf))
    assert {outcome.kind for outcome in outcomes if outcome.killed} == IN_SOUND
