"""By what it is told where documents stand: installed formats, hashes of files, and what the cache keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from publish.building.kept_answers import HashOf
from publish.contracts.discovery import formats
from publish.contracts.format import Format, Part, Settings
from publish.outputs.journal import hash_of
from publish.outputs.known_hashes import known_hashes


@dataclass(frozen=True, slots=True)
class Evidence:
    """By what it is told where documents stand.

    `installed` are the formats that say what would be made now. `hash_of_file` gives hashes, `cache` keeps what is told
    of each source (None: each is read).
    """

    installed: Mapping[str, Format]
    hash_of_file: HashOf = hash_of
    cache: Path | None = None

    def is_to_agree(self, name: str) -> bool:
        """Whether editions of a format show easy-read words: they are drafts until a role has agreed their meaning."""
        plugin = self.installed.get(name)
        return plugin is not None and Part.EASY_READ in plugin.uses


@contextmanager
def kept_evidence(settings: Settings) -> Iterator[Evidence]:
    """Evidence with all that is kept in the cache of a run."""
    with known_hashes(settings.cache) as hashes:
        yield Evidence(formats(settings), hashes.hash_of, settings.cache)
