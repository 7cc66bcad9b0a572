"""Tells that there is nothing to do for a source, without parsing it: that takes milliseconds in a thousand sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import distributions
from pathlib import Path

from publish.building.fingerprint import code, digest
from publish.contracts.format import Settings
from publish.model.nodes import Figure, InlineImage
from publish.model.publication import Publication
from publish.model.traverse import blocks_of, inlines_in
from publish.outputs.journal import hash_of
from publish.outputs.manifest import Manifest, Unchanged
from publish.outputs.record_names import is_beside_source
from publish.source import companions, concept_pictures
from publish.source.approvals import approvals, approvals_file
from publish.source.load import relevant_glossary, relevant_lexicon
from publish.source.settled import settled_file


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a source uses of the files around it."""

    vocabulary: frozenset[str]
    pictures: tuple[str, ...]
    files: tuple[str, ...]


def remember(source: Path, publication: Publication, settings: Settings, formats: Iterable[str]) -> Unchanged:
    """What to keep in the manifest, so that the next build can ask `is_unchanged`."""
    nodes = (*blocks_of(publication.document), *inlines_in(publication.document))
    named = {node.image.name for node in nodes if isinstance(node, Figure | InlineImage)}
    files = sorted(filter(is_beside_source, named))  # a picture that is still needed may be named by any path
    seen = _Seen(publication.vocabulary, tuple(sorted(publication.pictures)), tuple(files))
    around = _around(source, seen)
    return Unchanged(
        key=_key(around, settings, formats),
        around=around,
        vocabulary=tuple(sorted(seen.vocabulary)),
        pictures=seen.pictures,
        files=seen.files,
    )


def files_now(source: Path) -> str:
    """A hash over the source and the files that all sources share, as they are now.

    Taken before and after they are read, it tells whether somebody saved one of them meanwhile.
    """
    shared = (companions.PUBLISHER, companions.GLOSSARY, companions.LEXICON, concept_pictures.PICTURES)
    paths = (source, settled_file(source), approvals_file(source), *(source.parent / name for name in shared))
    return digest([hash_of(path) for path in paths])


def is_unchanged(source: Path, manifest: Manifest, settings: Settings, formats: Iterable[str]) -> bool:
    """Whether all that was used is as it was at the last build, and every edition is there, whole and current."""
    now = around(source, manifest)
    return manifest.unchanged is not None and now is not None and _key(now, settings, formats) == manifest.unchanged.key


def is_as_built(source: Path, manifest: Manifest) -> bool:
    """Whether all that shapes the editions is as it was at the last build, whatever that was asked for.

    It takes milliseconds. Where it is not so, an edition may still be as it would be made now: its fingerprint tells.
    """
    return manifest.unchanged is not None and around(source, manifest) == manifest.unchanged.around


def around(source: Path, manifest: Manifest) -> str | None:
    """A hash over all around a source that its last build used, as it is now; None where that build does not say."""
    kept = manifest.unchanged
    return _around(source, _Seen(frozenset(kept.vocabulary), kept.pictures, kept.files)) if kept is not None else None


def _key(around: str, settings: Settings, formats: Iterable[str]) -> str:
    """A hash over all around a source, and what a build is asked for."""
    return digest([around, settings.listen, dict(settings.requested), *sorted(formats)])


def _around(source: Path, seen: _Seen) -> str:
    """A hash over the source, what it uses of its companions, every installed package, and this program.

    A new or changed entry of glossary or lexicon counts exactly when its term is in the vocabulary; an approval of the
    document as a whole shapes no edition.
    """
    folder = source.parent
    agreed = [each for each in approvals(source) if each.edition]
    return digest(
        {
            "source": hash_of(source),
            "settled": hash_of(settled_file(source)),
            "approvals": [
                [each.edition, each.role, each.readers, each.body_sha256, each.edition_sha256] for each in agreed
            ],
            "publisher": hash_of(folder / companions.PUBLISHER),
            "glossary": relevant_glossary(companions.glossary(folder), seen.vocabulary),
            "lexicon": relevant_lexicon(companions.lexicon(folder), seen.vocabulary),
            "pictures": [
                [entry, hash_of(file) if file is not None else ""]  # those of a package are as installed
                for entry, file in concept_pictures.entries_and_files(folder, frozenset(seen.pictures))
            ],
            "files": [hash_of(folder / name) for name in seen.files],
            "installed": _installed(),
            "code": code(),
        }
    )


@lru_cache(maxsize=1)
def _installed() -> str:
    """A hash over every installed package with its version, looked up once a process."""
    return digest(sorted(f"{package.metadata['Name']} {package.version}" for package in distributions()))
