"""Which approvals of a document hold for its source as it is now; kept, so that no status parses a thousand sources.

What a manifest says of it is not asked: whoever can write to the outputs can write there. What is kept lies in the
cache, beside the hash of every file that it was told from.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from publish.building.fingerprint import code
from publish.linting.runner import errors_against, in_a_sentence
from publish.model.nodes import Figure, InlineImage
from publish.model.publication import Publication
from publish.model.traverse import blocks_of, inlines_in
from publish.outputs.journal import hash_of
from publish.outputs.record_names import is_beside_source
from publish.source.approvals import approvals_file
from publish.source.companions import GLOSSARY, LEXICON, PUBLISHER
from publish.source.concept_pictures import PICTURES
from publish.source.load import load

FOLDER = "agreed"
_BESIDE = (PUBLISHER, GLOSSARY, LEXICON, PICTURES)

HashOf = Callable[[Path], str | None]


@dataclass(frozen=True, slots=True)
class AgreedWords:
    """The editions whose approval holds, "" for the document as a whole; whether people checked the easy-read words.

    `errors` says in a sentence which errors of lint keep the document in, "" where none do.
    """

    editions: frozenset[str] = frozenset()
    checked_by_people: bool = False
    errors: str = ""

    @classmethod
    def of(cls, publication: Publication) -> AgreedWords:
        """Those of a publication as it is."""
        readers = publication.document.metadata.easy_read_checked_by
        return cls(
            frozenset(approval.edition for approval in publication.approvals),
            bool(readers) or any(approval.readers for approval in publication.approvals),
            in_a_sentence(errors_against(publication), publication.source),
        )


def agreed_words(source: Path, cache: Path | None, hash_of_file: HashOf = hash_of) -> AgreedWords:
    """What is agreed of a source as it is now: as it is kept, or else by reading it.

    Raises `SourceError` where it cannot be read, and `EditionError`.
    """
    kept = _kept(source, cache, hash_of_file) if cache is not None else None
    if kept is not None:
        return kept
    before = _hashes(source, _shared(source), hash_of_file)
    publication = load(source)
    words = AgreedWords.of(publication)
    if cache is not None and before == _hashes(source, _shared(source), hash_of_file):
        keep_agreed_words(publication, words, cache)
    return words


def keep_agreed_words(publication: Publication, agreed: AgreedWords, cache: Path) -> None:
    """Keep what is agreed of a publication that was just read; where the cache cannot be written to, nothing is.

    Nothing is kept of a document with errors of lint: one that speaks of a day to come is none on that day.
    """
    if agreed.errors:
        return
    source = publication.source
    data = {
        "code": code(),
        "files": _hashes(source, (*_shared(source), *_pictures(publication)), hash_of),
        "editions": sorted(agreed.editions),
        "checked_by_people": agreed.checked_by_people,
    }
    place = _place(source, cache)
    draft = place.with_name(f"{place.name}.{token_hex(4)}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(data), encoding="utf-8")
        draft.replace(place)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _kept(source: Path, cache: Path, hash_of_file: HashOf) -> AgreedWords | None:
    """What was kept, where every file that it was told from is as it was; None else."""
    try:
        data = json.loads(_place(source, cache).read_bytes())
        files = dict(data["files"])
        if data["code"] != code() or files != _hashes(source, files, hash_of_file):
            return None
        return AgreedWords(frozenset(map(str, data["editions"])), data["checked_by_people"] is True)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _place(source: Path, cache: Path) -> Path:
    return cache / FOLDER / f"{sha256(str(source.resolve()).encode()).hexdigest()[:32]}.json"


def _shared(source: Path) -> tuple[str, ...]:
    """The source and the files beside it from which approvals are told, by their names in its folder."""
    return source.name, approvals_file(source).name, *_BESIDE


def _pictures(publication: Publication) -> Iterable[str]:
    nodes = (*blocks_of(publication.document), *inlines_in(publication.document))
    images = [node.image for node in nodes if isinstance(node, Figure | InlineImage)]
    images += [picture.image for picture in publication.pictures.values()]
    return sorted({image.name for image in images if is_beside_source(image.name)})


def _hashes(source: Path, names: Iterable[str], hash_of_file: HashOf) -> dict[str, str | None]:
    return {name: hash_of_file(source.parent / name) for name in names}
